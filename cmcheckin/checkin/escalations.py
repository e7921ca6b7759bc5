"""Step 4 of the check-in: open escalations and new ones."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime
from typing import Any, Final

from cmcheckin.checkin.form import CarriedEscalation, CheckinForm, Scale, Step, replaced
from cmcheckin.clock import Clock
from cmcheckin.domain.days import day_start
from cmcheckin.domain.escalation import SEVERITIES, Escalation, Update
from cmcheckin.domain.schedule import Schedule
from cmcheckin.domain.text import LINE, clean

STEP: Final = Step("escalations", "escalations")
SEVERITY: Final = Scale("severity", SEVERITIES)
STATUS_KEYS: Final = {"s": "open", "w": "watching", "h": "handed-off", "r": "resolved"}
"""The key for each answer to an open escalation."""


def answer(form: CheckinForm, index: int, status: str, now: datetime) -> CheckinForm:
    """Return `form` with `status` for the open escalation at `index`, resolved at `now` if it is `resolved`. Answering
    again replaces the first answer."""
    item = form.carried[index]
    resolved = now if status == "resolved" else None
    is_unchanged = status == (item.before.status or "open")
    changed = item.now._replace(status=item.before.status if is_unchanged else status, resolved=resolved)
    return _with_carried(form, index, item._replace(now=changed, answered=True))


def edit(form: CheckinForm, index: int, **changes: Any) -> CheckinForm:
    """Return `form` with `changes` to the open escalation at `index`. An empty title is ignored."""
    item = form.carried[index]
    return _with_carried(form, index, item._replace(now=_changed(item.now, changes), answered=True))


def add_update(form: CheckinForm, index: int, text: str, now: datetime) -> CheckinForm:
    """Return `form` with `text` as an update at `now` on the open escalation at `index`; unchanged if `text` is
    blank."""
    cleaned = clean(text)[:LINE]
    item = form.carried[index]
    return edit(form, index, updates=(*item.now.updates, Update(cleaned, now))) if cleaned else form


def add(form: CheckinForm, title: str, opened: datetime) -> CheckinForm:
    """Return `form` with a new escalation, open since `opened`; unchanged if `title` is blank. Saving gives it its
    id."""
    cleaned = clean(title)[:LINE]
    if not cleaned:
        return form
    added = Escalation(f"new-{len(form.new_escalations) + 1}", cleaned, opened, status="open")
    return replace(form, new_escalations=(*form.new_escalations, added))


def edit_new(form: CheckinForm, index: int, **changes: Any) -> CheckinForm:
    """Return `form` with `changes` to the new escalation at `index`. An ask has no severity."""
    changed = _changed(form.new_escalations[index], changes)
    return replace(form, new_escalations=replaced(form.new_escalations, index, changed))


def opened_on(day: date, clock: Clock, schedule: Schedule) -> datetime:
    """Return the default time at which an escalation added in the check-in of `day` came in: now, if `day` is today.

    For an earlier day it is the start of the usual hours, but never before the user's day starts.
    """
    if day == clock.today():
        return clock.now()
    return day_start(day, max(schedule.start, clock.day_starts_at), clock.zone)


def remove(form: CheckinForm, index: int) -> CheckinForm:
    """Return `form` without the new escalation at `index`."""
    return replace(form, new_escalations=replaced(form.new_escalations, index))


def turn_into_ask(form: CheckinForm, index: int) -> CheckinForm:
    """Return `form` with the new escalation at `index` as an ask: something the community wants from someone."""
    return edit_new(form, index, kind="ask", severity=None)


def latest_update(item: Escalation) -> str:
    """Return the text of the latest update on `item`; empty without any."""
    return item.updates[-1].text if item.updates else ""


def _changed(item: Escalation, changes: dict[str, Any]) -> Escalation:
    changed = item._replace(**changes)
    if not changed.title:
        changed = changed._replace(title=item.title)
    if changed.kind == "ask" and changes.keys() & {"kind", "severity"}:
        changed = changed._replace(severity=None)  # an ask has none, whichever came first
    return changed._replace(resolved=None) if changed.unresolved else changed


def _with_carried(form: CheckinForm, index: int, item: CarriedEscalation) -> CheckinForm:
    return replace(form, carried=replaced(form.carried, index, item))
