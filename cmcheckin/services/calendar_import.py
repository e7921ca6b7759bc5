"""Import the holidays or the leave of a calendar file, and preview what will happen to each day."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from cmcheckin.domain.leave import is_workday
from cmcheckin.domain.workday import Workday
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
    journal: Journal, schedule: Schedule, days: Mapping[date, str], today: date, *, as_leave: bool = False
) -> CalendarPlan:
    """Return what importing `days`, named days in order of date, would do. They become days off with these names, or,
    if `as_leave`, days of leave. Raises JournalError."""
    wanted = [
        Workday(day, "leave") if as_leave else Workday(day, "off", label=name)
        for day, name in days.items()
        if is_workday(day, schedule)
    ]
    new, found = planned_records(journal, wanted, today)
    replaced = [day for day in journal.between(min(days), max(days)).workdays if day.kind == "leave"] if new else []
    taken = {day.date for day in replaced} & {*found.changed}
    free = tuple(day for day in days if not is_workday(day, schedule))
    return CalendarPlan(new, tuple(sorted(taken)), found.known, found.kept, free)


def import_calendar(
    journal: Journal, schedule: Schedule, days: Mapping[date, str], today: date, *, as_leave: bool = False
) -> CalendarPlan:
    """Import `days` as `plan_calendar` says, as one change, and return what was done. Raises JournalError."""
    done = CalendarPlan()

    def build(now: Journal) -> Change:
        nonlocal done
        from cmcheckin.journal import Change

        done = plan_calendar(now, schedule, days, today, as_leave=as_leave)
        return Change(put=done.new)

    journal.change(build, CHANGE_LABEL)
    return done
