"""Import the holidays or the leave of a calendar file, and preview what will happen to each day."""

from __future__ import annotations

from contextlib import suppress
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from cmcheckin.domain.errors import Refused
from cmcheckin.domain.leave import is_workday
from cmcheckin.domain.workday import Workday
from cmcheckin.interchange.ical import CalendarDays
from cmcheckin.services.leave import CHANGE_LABEL, planned_records

if TYPE_CHECKING:
    from cmcheckin.domain.schedule import Schedule
    from cmcheckin.journal import Change, Journal


class CalendarPlan(NamedTuple):
    """What importing a calendar does: the `new` days to save, those of them that replace planned leave, the days that
    are already `known`, the logged days that are `kept`, and the `free` ones, which aren't working days."""

    new: tuple[Workday, ...] = ()
    replaced: tuple[date, ...] = ()
    known: tuple[date, ...] = ()
    kept: tuple[Workday, ...] = ()
    free: tuple[date, ...] = ()


def plan_calendar(
    journal: Journal, schedule: Schedule, found: CalendarDays, today: date, *, as_leave: bool = False
) -> CalendarPlan:
    """Return what importing the days `found` in a calendar would do. They become days off with their names, or, if
    `as_leave`, days of leave; days that we exported are restored as they were. Raises JournalError."""
    days = found.days
    wanted = [
        _workday(day, name, found.own.get(day, "leave" if as_leave else "holiday"))
        for day, name in days.items()
        if is_workday(day, schedule)
    ]
    new, change = planned_records(journal, wanted, today)
    replaced = [day for day in journal.between(min(days), max(days)).workdays if day.kind == "leave"] if new else []
    taken = {day.date for day in replaced} & {*change.changed}
    free = tuple(day for day in days if not is_workday(day, schedule))
    return CalendarPlan(new, tuple(sorted(taken)), change.known, change.kept, free)


def import_calendar(
    journal: Journal, schedule: Schedule, found: CalendarDays, today: date, *, as_leave: bool = False
) -> CalendarPlan:
    """Import the days `found` as `plan_calendar` says, as one change, and return what was done. Raises JournalError."""
    done = CalendarPlan()

    def build(now: Journal) -> Change:
        nonlocal done
        from cmcheckin.journal import Change

        done = plan_calendar(now, schedule, found, today, as_leave=as_leave)
        return Change(put=done.new)

    journal.change(build, CHANGE_LABEL)
    return done


def _workday(day: date, name: str, kind: str) -> Workday:
    """Return the record of `day`, which is called `name`. `kind` is a value of `OWN_DAY`; an unknown one means a
    holiday."""
    what, _, hours = kind.partition(" ")
    if what == "leave":
        with suppress(Refused):
            return Workday.read({"date": day.isoformat(), "kind": "leave", "hours": _hours(hours)})
        return Workday(day, "leave")
    return Workday(day, "off", label=None if what == "off" else name)


def _hours(text: str) -> float | None:
    try:
        return float(text)
    except ValueError:
        return None
