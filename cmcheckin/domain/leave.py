"""Days of leave, planned and taken, and the ranges they form."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Final, NamedTuple

from cmcheckin.domain.numbers import rounded_hours
from cmcheckin.domain.schedule import Schedule
from cmcheckin.domain.workday import Workday

HALF_FROM: Final = 1 / 3
"""Share of a usual day's hours from which a day of leave with work in it counts as half a day (our choice)."""
AHEAD: Final = timedelta(14)
"""How far ahead of today planned leave is shown to others, if it begins by then (our choice)."""
_DAY: Final = timedelta(1)


class LeaveRange(NamedTuple):
    """Leave from `first` to `last`, with the weekends and holidays between. `days` of leave are in it, all of them
    halves if `is_half`: two half days are 1.0. With `is_holiday` it is a public holiday instead."""

    first: date
    last: date
    days: float
    is_half: bool = False
    is_holiday: bool = False


def planned_leave(day: date, schedule: Schedule, *, is_half: bool = False) -> Workday:
    """Return `day` as a day of leave. Half a day has the hours that will be worked: half of a usual day."""
    return Workday(day, "leave", rounded_hours(schedule.usual_hours / 2) if is_half else None)


def is_plan(workday: Workday, today: date) -> bool:
    """Whether `workday` is nothing but leave: without hours or times, or still after `today`."""
    return workday.kind == "leave" and (
        workday.date > today or workday == Workday(workday.date, "leave", label=workday.label, extra=workday.extra)
    )


def with_plan(before: Workday, wanted: Workday, today: date) -> Workday | None:
    """Return `before`, a logged or planned day, once `wanted` is planned on it: leave or a holiday. None if it stays.

    Only planned leave is replaced, by a holiday too, which takes no leave. A day off gets the holiday's name.
    """
    if is_plan(before, today):
        return wanted._replace(label=wanted.label or before.label, extra=before.extra)
    if before.kind == wanted.kind == "off" and before.label in (None, wanted.label):
        return before._replace(label=wanted.label)
    return None


def is_half_day(workday: Workday, schedule: Schedule) -> bool:
    """Whether `workday` is a day of leave on which at least HALF_FROM of a usual day's hours are worked."""
    worked = workday.counted_hours or 0
    return workday.kind == "leave" and worked > 0 and worked >= HALF_FROM * schedule.usual_hours


def leave_days(workdays: Iterable[Workday], schedule: Schedule) -> float:
    """Return how many days of leave are in `workdays`. Half a day counts as 0.5."""
    return sum(0.5 if is_half_day(day, schedule) else 1.0 for day in workdays if day.kind == "leave")


def leave_ranges(workdays: Iterable[Workday], schedule: Schedule) -> tuple[LeaveRange, ...]:
    """Return the ranges of leave in `workdays`, oldest first.

    Days are joined over weekends and logged days off between them, but half days not with whole ones.
    """
    by_date = {day.date: day for day in workdays}
    found: list[LeaveRange] = []
    for day in sorted(by_date.values(), key=lambda one: one.date):
        if day.kind != "leave":
            continue
        is_half, length = is_half_day(day, schedule), leave_days([day], schedule)
        last = found[-1] if found else None
        if last and last.is_half == is_half and _is_free_between(last.last, day.date, by_date, schedule):
            found[-1] = last._replace(last=day.date, days=last.days + length)
        else:
            found.append(LeaveRange(day.date, day.date, length, is_half))
    return tuple(found)


def leave_around(
    workdays: Iterable[Workday], schedule: Schedule, first: date, last: date, today: date
) -> tuple[LeaveRange, ...]:
    """Return the leave and the holidays in `workdays` that others may be shown: those with a day from `first` to `last`
    or in the time AHEAD of `today`, as whole ranges in order of time."""
    kept = list(workdays)
    holidays = (LeaveRange(day.date, day.date, 1, is_holiday=True) for day in kept if day.kind == "off" and day.label)
    spans = ((first, last), (today, today + AHEAD))
    found = sorted((*leave_ranges(kept, schedule), *holidays))
    return tuple(one for one in found if any(one.first <= end and one.last >= begin for begin, end in spans))


def _is_free_between(first: date, last: date, by_date: dict[date, Workday], schedule: Schedule) -> bool:
    """Whether nobody works after `first` and before `last`: those are days off in `by_date`, or not in `schedule`."""
    day = first + _DAY
    while day < last:
        logged = by_date.get(day)
        if logged.kind != "off" if logged else is_workday(day, schedule):
            return False
        day += _DAY
    return True


def is_workday(day: date, schedule: Schedule) -> bool:
    """Whether `day` is a usual workday. Without any in `schedule`, every day is one."""
    return schedule.works_on(day) or not schedule.workdays
