"""Step 4: what is unresolved, and what is new."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime
from typing import Any, Final

from cmcheckin.checkin.form import CarriedEscalation, CheckinForm, Step
from cmcheckin.checkin.scales import Scale
from cmcheckin.clock import Clock
from cmcheckin.domain.days import day_start
from cmcheckin.domain.escalation import SEVERITIES, Escalation, Update
from cmcheckin.domain.schedule import Schedule
from cmcheckin.domain.text import LINE, clean

STEP: Final = Step("escalations", "escalations")
SEVERITY: Final = Scale("severity", "How severe?", SEVERITIES)
STATUS_KEYS: Final = {"s": "open", "w": "watching", "h": "handed-off", "r": "resolved"}
"""The key of each answer to an unresolved escalation."""
STATUS_LABELS: Final = {
    "open": "still open",
    "watching": "watching",
    "handed-off": "handed off",
    "resolved": "resolved",
}


def answer(morning: CheckinForm, index: int, status: str, now: datetime) -> CheckinForm:
    """An unresolved escalation answered. Answering again takes back what the first answer changed."""
    item = morning.carried[index]
    resolved = now if status == "resolved" else None
    unchanged = status == (item.before.status or "open")
    changed = item.now._replace(status=item.before.status if unchanged else status, resolved=resolved)
    return _with_carried(morning, index, item._replace(now=changed, answered=True))


def edit(morning: CheckinForm, index: int, **changes: Any) -> CheckinForm:
    """An unresolved escalation with other fields. An emptied title stays as it was."""
    item = morning.carried[index]
    return _with_carried(morning, index, item._replace(now=_changed(item.now, changes), answered=True))


def add_update(morning: CheckinForm, index: int, text: str, now: datetime) -> CheckinForm:
    """With a line on how it went on."""
    kept = clean(text)[:LINE]
    item = morning.carried[index]
    return edit(morning, index, updates=(*item.now.updates, Update(kept, now))) if kept else morning


def add(morning: CheckinForm, title: str, opened: datetime) -> CheckinForm:
    """With a new escalation, open since `opened`; unchanged when the title says nothing. Keeping it gives it its id."""
    kept = clean(title)[:LINE]
    if not kept:
        return morning
    return replace(
        morning,
        new_escalations=(
            *morning.new_escalations,
            Escalation(f"new-{len(morning.new_escalations) + 1}", kept, opened, status="open"),
        ),
    )


def edit_new(morning: CheckinForm, index: int, **changes: Any) -> CheckinForm:
    """A new escalation with other fields. An ask has no severity."""
    fresh = list(morning.new_escalations)
    fresh[index] = _changed(fresh[index], changes)
    return replace(morning, new_escalations=tuple(fresh))


def opened_on(day: date, clock: Clock, schedule: Schedule) -> datetime:
    """Return the default time at which an escalation added in the check-in of `day` came in: now, if `day` is today.

    For an earlier day it is the start of the usual hours, but never before the user's day starts.
    """
    if day == clock.today():
        return clock.now()
    return day_start(day, max(schedule.start, clock.day_starts_at), clock.zone)


def remove(morning: CheckinForm, index: int) -> CheckinForm:
    """Without a new escalation."""
    return replace(morning, new_escalations=tuple(item for n, item in enumerate(morning.new_escalations) if n != index))


def turn_into_ask(morning: CheckinForm, index: int) -> CheckinForm:
    """A new escalation turned into an ask: something the community wants, carried to somebody."""
    return edit_new(morning, index, kind="ask", severity=None)


def latest_update(item: Escalation) -> str:
    """The newest line on how it went on; empty when there is none."""
    return item.updates[-1].text if item.updates else ""


def holder(item: Escalation) -> str:
    """With whom it is: the one it was handed to, else `you`."""
    return f"with {item.handed_to}" if item.handed_to else "you"


def _changed(item: Escalation, changes: dict[str, Any]) -> Escalation:
    if not changes.get("title", item.title):
        changes = {name: value for name, value in changes.items() if name != "title"}
    changed = item._replace(**changes)
    if changed.kind == "ask" and changes.keys() & {"kind", "severity"}:
        changed = changed._replace(severity=None)  # whichever was said first
    return changed._replace(resolved=None) if changed.unresolved else changed


def _with_carried(morning: CheckinForm, index: int, item: CarriedEscalation) -> CheckinForm:
    return replace(morning, carried=(*morning.carried[:index], item, *morning.carried[index + 1 :]))
