"""Step 4 of the check-in: open escalations and new ones."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any, Final

from cmcheckin.checkin.form import CarriedEscalation, CheckinForm, Scale, Step, replaced
from cmcheckin.clock import Clock
from cmcheckin.domain.days import day_start
from cmcheckin.domain.escalation import SEVERITIES, Escalation, Update
from cmcheckin.domain.schedule import PING_GAP, Schedule
from cmcheckin.domain.text import LINE, clean

STEP: Final = Step("escalations", "escalations")
SEVERITY: Final = Scale("severity", SEVERITIES)
STATUS_KEYS: Final = {"s": "open", "w": "watching", "h": "handed-off", "r": "resolved"}
"""The key for each answer to an open escalation."""


def answer(form: CheckinForm, index: int, status: str, now: datetime) -> CheckinForm:
    """Return `form` with `status` for the open escalation at `index`, resolved at `now` if it is `resolved`. Answering
    again replaces the first answer."""
    item = form.carried[index]
    changes = status_changes(status, now)
    if status == (item.before.status or "open"):
        changes["status"] = item.before.status
    return _with_carried(form, index, item._replace(now=item.now._replace(**changes), answered=True))


def edit(form: CheckinForm, index: int, **changes: Any) -> CheckinForm:
    """Return `form` with `changes` to the open escalation at `index`. An empty title is ignored."""
    item = form.carried[index]
    return _with_carried(form, index, item._replace(now=changed(item.now, changes), answered=True))


def add_update(form: CheckinForm, index: int, text: str, now: datetime) -> CheckinForm:
    """Return `form` with `text` as an update at `now` on the open escalation at `index`; unchanged if `text` is
    blank."""
    before = form.carried[index].now
    after = with_update(before, text, now)
    return form if after is before else edit(form, index, updates=after.updates)


def with_update(item: Escalation, text: str, now: datetime) -> Escalation:
    """Return `item` with `text` as an update at `now`; unchanged if `text` is blank."""
    cleaned = clean(text)[:LINE]
    return item._replace(updates=(*item.updates, Update(cleaned, now))) if cleaned else item


def status_changes(status: str, now: datetime) -> dict[str, Any]:
    """Return the fields of an escalation that gets `status` at `now`."""
    return {"status": status, "resolved": now if status == "resolved" else None}


def add(form: CheckinForm, title: str, opened: datetime) -> CheckinForm:
    """Return `form` with a new escalation, open since `opened`; unchanged if `title` is blank. Saving gives it its
    id."""
    cleaned = clean(title)[:LINE]
    if not cleaned:
        return form
    added = Escalation(f"new-{len(form.new_escalations) + 1}", cleaned, opened, status="open")
    return form._replace(new_escalations=(*form.new_escalations, added))


def edit_new(form: CheckinForm, index: int, **changes: Any) -> CheckinForm:
    """Return `form` with `changes` to the new escalation at `index`. An ask has no severity."""
    after = changed(form.new_escalations[index], changes)
    return form._replace(new_escalations=replaced(form.new_escalations, index, after))


def night_pings(form: CheckinForm) -> tuple[datetime, ...]:
    """Return the times of activity at night in the user's files, in order: since the previous check-in, except those
    within PING_GAP of an escalation that is in `form` or was logged before, as another file may show a ping earlier."""
    previous = form.previous_answers
    since = previous.checkin.logged_at if previous.checkin else None
    known = [*previous.escalations, *form.new_escalations, *(item.now for item in form.carried)]
    found = {at for proposal in form.proposals.by_day.values() for at in proposal.night_pings}
    return tuple(
        at
        for at in sorted(found)
        if (since is None or at > since) and all(abs(at - item.opened) > PING_GAP for item in known)
    )


def opened_on(day: date, clock: Clock, schedule: Schedule) -> datetime:
    """Return the default time at which an escalation added in the check-in of `day` came in: now, if `day` is today.

    For an earlier day it is the start of the usual hours, but never before the user's day starts.
    """
    if day == clock.today():
        return clock.now()
    return day_start(day, max(schedule.start, clock.day_starts_at), clock.zone)


def remove(form: CheckinForm, index: int) -> CheckinForm:
    """Return `form` without the new escalation at `index`."""
    return form._replace(new_escalations=replaced(form.new_escalations, index))


def turn_into_ask(form: CheckinForm, index: int) -> CheckinForm:
    """Return `form` with the new escalation at `index` as an ask: something the community wants from someone."""
    return edit_new(form, index, kind="ask", severity=None)


def latest_update(item: Escalation) -> str:
    """Return the text of the latest update on `item`; empty without any."""
    return item.updates[-1].text if item.updates else ""


def changed(item: Escalation, changes: Mapping[str, Any]) -> Escalation:
    """Return `item` with `changes`. An empty title is ignored, and an open escalation has no time of resolution."""
    after = item._replace(**changes)
    if not after.title:
        after = after._replace(title=item.title)
    if after.kind == "ask" and changes.keys() & {"kind", "severity"}:
        after = after._replace(severity=None)  # an ask has none, whichever came first
    return after._replace(resolved=None) if after.unresolved else after


def _with_carried(form: CheckinForm, index: int, item: CarriedEscalation) -> CheckinForm:
    return form._replace(carried=replaced(form.carried, index, item))
