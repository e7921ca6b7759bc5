"""Turn a check-in form into the records to save."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from typing import TypeVar

from cmcheckin.checkin.form import CheckinForm
from cmcheckin.checkin.wins import with_follow_ups
from cmcheckin.domain.checkin import CheckIn
from cmcheckin.domain.records import Record, same

Day = TypeVar("Day", bound=date)
Allocate = Callable[[Day, int], tuple[str, ...]]
"""Returns as many free ids as asked for, for a day or a moment."""


@dataclass(frozen=True)
class IdAllocator:
    """Functions that give ids to new wins and escalations. The journal provides them while it holds its lock."""

    wins: Allocate[date]
    escalations: Allocate[datetime]


def records_to_save(form: CheckinForm, now: datetime, ids: IdAllocator) -> tuple[Record, ...]:
    """Return the records of `form` that differ from its `base`. New wins and escalations get their ids from `ids`, and
    a new check-in is logged at `now`."""
    records: list[Record] = [row.workday for row in form.days if row.confirmed]
    records += [item.now for item in form.carried]
    records += _followed_up(form)
    for item in form.new_escalations:
        used_ids = {record.id for record in records if record.type == item.type}  # type: ignore[union-attr]
        free_ids = ids.escalations(item.opened, len(form.new_escalations))
        records.append(item._replace(id=next(id_ for id_ in free_ids if id_ not in used_ids)))
    if not same(form.checkin, form.base.get(form.checkin.key) or CheckIn(form.date)):
        records.append(_stamped(form, now, ids))
    return tuple(record for record in records if not same(record, form.base.get(record.key)))


def _stamped(form: CheckinForm, now: datetime, ids: IdAllocator) -> CheckIn:
    checkin = form.checkin
    free_ids = iter(ids.wins(checkin.date, sum(win.id is None for win in checkin.wins)))
    wins = tuple(win if win.id else win._replace(id=next(free_ids)) for win in checkin.wins)
    return checkin._replace(wins=wins, logged_at=checkin.logged_at or now)


def _followed_up(form: CheckinForm) -> list[Record]:
    answered = {follow_up.day for follow_up in form.follow_ups if follow_up.holds is not None}
    earlier = (record for record in form.base.values() if isinstance(record, CheckIn) and record.date in answered)
    return [with_follow_ups(checkin, form.follow_ups, form.date) for checkin in earlier if checkin.date != form.date]
