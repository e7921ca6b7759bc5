"""Days of leave, planned and taken, and ranges of them."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Final

from cmcheckin.domain.days import each_day
from cmcheckin.domain.named import NamedTuple
from cmcheckin.domain.numbers import rounded_hours
from cmcheckin.domain.schedule import Schedule
from cmcheckin.domain.workday import Workday

HALF_FROM: Final = 1 / 3
"""The share of a usual day's hours that must be worked for a day of leave to count as half a day (our choice)."""
AHEAD: Final = timedelta(14)
"""How far ahead planned leave may begin to be shown to others (our choice)."""
_DAY: Final = timedelta(1)


class LeaveRange(NamedTuple):
    """Leave from `first` to `last`, with the weekends and holidays between. `days`: its days of leave. If `is_half`,
    all are half days, and two of them are 1.0. If `is_holiday`, it is a public holiday instead."""

    first: date
    last: date
    days: float
    is_half: bool = False
    is_holiday: bool = False


def planned_leave(day: date, schedule: Schedule, *, is_half: bool = False) -> Workday:
    """Return `day` as a day of leave. Half a day has the hours that will be worked: half of a usual day."""
    return Workday(day, "leave", rounded_hours(schedule.usual_hours / 2) if is_half else None)


def is_plan(workday: Workday, today: date) -> bool:
    """Return whether `workday` is only planned leave: after `today`, or without hours, times and anything else."""
    return workday.kind == "leave" and (
        workday.date > today or workday == Workday(workday.date, "leave", label=workday.label, extra=workday.extra)
    )


def with_plan(before: Workday, wanted: Workday, today: date) -> Workday | None:
    """Return the record of the day `before` after `wanted`, leave or a holiday, is planned on it; None if it stays.

    Only planned leave is replaced, even by a holiday, which doesn't use up leave. A day off gets the holiday's name.
    """
    if is_plan(before, today):
        return wanted._replace(label=wanted.label or before.label, extra=before.extra)
    if before.kind == wanted.kind == "off" and before.label in (None, wanted.label):
        return before._replace(label=wanted.label)
    return None


def is_half_day(workday: Workday, schedule: Schedule) -> bool:
    """Return whether `workday` is a day of leave on which at least HALF_FROM of a usual day's hours are worked."""
    worked = workday.counted_hours or 0
    return workday.kind == "leave" and worked > 0 and worked >= HALF_FROM * schedule.usual_hours


def leave_days(workdays: Iterable[Workday], schedule: Schedule) -> float:
    """Return how many days of leave are in `workdays`. Half a day counts as 0.5."""
    return sum(0.5 if is_half_day(day, schedule) else 1.0 for day in workdays if day.kind == "leave")


def leave_ranges(workdays: Iterable[Workday], schedule: Schedule) -> tuple[LeaveRange, ...]:
    """Return the ranges of leave in `workdays`, oldest first.

    Days are joined across weekends and logged days off, but half days and whole days aren't.
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
    """Return the ranges of leave and the holidays in `workdays` that others may be shown, in order of date: those with
    a day from `first` to `last`, or from `today` until AHEAD of it."""
    known = list(workdays)
    holidays = (LeaveRange(day.date, day.date, 1, is_holiday=True) for day in known if day.kind == "off" and day.label)
    spans = ((first, last), (today, today + AHEAD))
    found = sorted((*leave_ranges(known, schedule), *holidays))
    return tuple(one for one in found if any(one.first <= end and one.last >= begin for begin, end in spans))


def _is_free_between(first: date, last: date, by_date: dict[date, Workday], schedule: Schedule) -> bool:
    """Return whether all days between `first` and `last` are off, in `by_date` or else in `schedule`."""
    day = first + _DAY
    while day < last:
        logged = by_date.get(day)
        if logged.kind != "off" if logged else is_workday(day, schedule):
            return False
        day += _DAY
    return True


def working_days(first: date, last: date, schedule: Schedule) -> list[date]:
    """Return the usual workdays from `first` to `last`."""
    return [day for day in each_day(first, last) if is_workday(day, schedule)]


def is_workday(day: date, schedule: Schedule) -> bool:
    """Return whether `day` is a workday of `schedule`. Without any workdays in it, every day is one."""
    return schedule.works_on(day) or not schedule.workdays
