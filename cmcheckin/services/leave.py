"""Plan leave, remove planned leave, and list both. Used by the commands and by the calendar.

What is logged stays: a day that says anything but leave isn't changed, and is returned to be named.
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, Final, NamedTuple

from cmcheckin.domain.errors import Refused
from cmcheckin.domain.leave import LeaveRange, is_plan, is_workday, leave_ranges, planned_leave
from cmcheckin.wording import leave as words

if TYPE_CHECKING:
    from cmcheckin.domain.schedule import Schedule
    from cmcheckin.domain.workday import Workday
    from cmcheckin.journal import Change, Journal

CHANGE_LABEL: Final = "leave"
"""What the journal calls a change of planned leave."""
MAX_DAYS: Final = 366
"""Most days from the first to the last one, as for `log`."""


class LeaveChange(NamedTuple):
    """What planning or removing leave did to the working days of a range.

    `changed` are the days that were planned or removed; `known` those that were planned like this before; `kept` what
    is logged otherwise, and stays.
    """

    changed: tuple[date, ...] = ()
    known: tuple[date, ...] = ()
    kept: tuple[Workday, ...] = ()


def plan_leave(
    journal: Journal, schedule: Schedule, first: date, last: date, today: date, *, is_half: bool = False
) -> LeaveChange:
    """Plan leave on the working days from `first` to `last`, as one change. With `is_half`, half of each day.

    Days that are planned otherwise, a half day for a whole one, are changed. Raises Refused for a range that is empty,
    too long or without working days, and JournalError, with nothing changed.
    """
    days = [day for day in days_in_range(first, last) if is_workday(day, schedule)]
    if not days:
        raise Refused("Leave", words.no_working_days(first, last))
    outcome = LeaveChange()

    def build(now: Journal) -> Change:
        nonlocal outcome
        from cmcheckin.journal import Change

        saved = now.between(first, last).workdays
        put: list[Workday] = []
        known: list[date] = []
        kept: list[Workday] = []
        for day in days:
            before, wanted = saved.on(day), planned_leave(day, schedule, is_half=is_half)
            if before is not None and not is_plan(before, today):
                kept.append(before)
            elif before is not None and before._replace(extra=wanted.extra) == wanted:
                known.append(day)
            else:
                put.append(wanted._replace(extra=before.extra) if before else wanted)
        outcome = LeaveChange(tuple(day.date for day in put), tuple(known), tuple(kept))
        return Change(put=tuple(put))

    journal.change(build, CHANGE_LABEL)
    return outcome


def remove_leave(journal: Journal, first: date, last: date, today: date) -> LeaveChange:
    """Remove the planned leave from `first` to `last`, as one change. `kept` are days of leave with work in them.

    Raises Refused for a range that is empty or too long, and JournalError, with nothing changed.
    """
    days_in_range(first, last)
    outcome = LeaveChange()

    def build(now: Journal) -> Change:
        nonlocal outcome
        from cmcheckin.journal import Change

        leave = [day for day in now.between(first, last).workdays if day.kind == "leave"]
        planned = [day for day in leave if is_plan(day, today)]
        kept = tuple(day for day in leave if not is_plan(day, today))
        outcome = LeaveChange(tuple(day.date for day in planned), kept=kept)
        return Change(delete=tuple(day.key for day in planned))

    journal.change(build, CHANGE_LABEL)
    return outcome


def days_in_range(first: date, last: date) -> tuple[date, ...]:
    """Return the days from `first` to `last`. Raises Refused when there are none or more than MAX_DAYS."""
    if first > last:
        raise Refused("Leave", words.wrong_order(first, last))
    if (last - first).days >= MAX_DAYS:
        raise Refused("Leave", words.too_long(first, last, MAX_DAYS))
    return tuple(first + timedelta(n) for n in range((last - first).days + 1))


def ranges_between(journal: Journal, schedule: Schedule, first: date, last: date) -> tuple[LeaveRange, ...]:
    """Return the ranges of leave, planned and taken, from `first` to `last`. Raises JournalError."""
    return leave_ranges(journal.between(first, last).workdays, schedule)
