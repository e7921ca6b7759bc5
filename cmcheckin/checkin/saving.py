"""What a morning becomes: the records that differ from those it began with."""

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
"""Return that many free ids for a day, or for the day of a moment."""


@dataclass(frozen=True)
class IdAllocator:
    """Where new ids come from: the journal, under its lock."""

    wins: Allocate[date]
    escalations: Allocate[datetime]


def records_to_save(morning: CheckinForm, now: datetime, ids: IdAllocator) -> tuple[Record, ...]:
    """The records to keep, new wins and escalations with their ids; none for what stayed as it was."""
    found: list[Record] = [row.workday for row in morning.days if row.confirmed]
    found += [item.now for item in morning.carried]
    found += _looked_at(morning)
    for item in morning.new_escalations:
        taken = {known.id for known in found if known.type == item.type}  # type: ignore[union-attr]
        free = ids.escalations(item.opened, len(morning.new_escalations))
        found.append(item._replace(id=next(each for each in free if each not in taken)))
    if not same(morning.checkin, morning.base.get(morning.checkin.key) or CheckIn(morning.date)):
        found.append(_stamped(morning, now, ids))
    return tuple(record for record in found if not same(record, morning.base.get(record.key)))


def _stamped(morning: CheckinForm, now: datetime, ids: IdAllocator) -> CheckIn:
    checkin = morning.checkin
    free = iter(ids.wins(checkin.date, sum(win.id is None for win in checkin.wins)))
    wins = tuple(win if win.id else win._replace(id=next(free)) for win in checkin.wins)
    return checkin._replace(wins=wins, logged_at=checkin.logged_at or now)


def _looked_at(morning: CheckinForm) -> list[Record]:
    answered = {look.day for look in morning.follow_ups if look.holds is not None}
    earlier = (record for record in morning.base.values() if isinstance(record, CheckIn) and record.date in answered)
    return [
        with_follow_ups(checkin, morning.follow_ups, morning.date)
        for checkin in earlier
        if checkin.date != morning.date
    ]
