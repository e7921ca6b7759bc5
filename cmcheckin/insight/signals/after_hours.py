"""Evenings worked into, more often than is usual for the person."""

from __future__ import annotations

from typing import Final

from cmcheckin.domain.note import DayValue, Finding, Level
from cmcheckin.insight import robust
from cmcheckin.insight.past import WORKED_AFTER, View

KIND: Final = "after_hours"
WINDOWS: Final = ((14, 6, 0.002), (7, 4, 0.001))
"""Days looked at, days with after-hours work in them, and how improbable that many may be at the own usual rate."""
RATE_LEAST: Final = 0.10
"""Least usual rate reckoned with: an evening in ten days is nobody's overload, and a rate of nothing makes any two
improbable (our choice)."""
LEAST: Final = 20
"""Days known from before, to have a rate of one's own."""
WITHOUT_USUAL: Final = (7, 5)
"""Five evenings of seven stand in the weekly view even while nothing is usual yet."""


def find(view: View) -> Finding | None:
    """Days with at least 30 minutes after hours, against the own rate of 15 to 91 days ago (binomial)."""
    for days, least, chance in WINDOWS:
        count = view.late_days(days)
        if count < least:
            continue
        known, late = _before(view)
        rate = max(late / known, RATE_LEAST) if known >= LEAST else None
        if rate is not None and robust.at_least(count, days, rate) < chance:
            return _finding(view, days, count, "nudge", rate, least)
    days, least = WITHOUT_USUAL
    if view.late_days(days) >= least and _before(view)[0] < LEAST:
        return _finding(view, days, view.late_days(days), "note", None, least)
    return None


def _before(view: View) -> tuple[int, int]:
    """Days known from 15 to 91 days ago, and how many of them had after-hours work."""
    past, end, start = view.past, max(view.today - 14, 0), max(view.today - 91, 0)
    known = sum(past.workdays[slot] is not None for slot in range(start, end))
    return known, past.late_days[end] - past.late_days[start]


def _finding(view: View, days: int, count: int, level: Level, rate: float | None, least: int) -> Finding:
    past = view.past
    span = range(max(view.today - days, 0), view.today)
    values = tuple(DayValue(past.day_at(slot), past.late[slot]) for slot in span if past.late[slot] >= WORKED_AFTER)
    numbers: dict[str, float] = {"after_hours_days": count, "window_days": days, "line": least}
    numbers["after_hours_minutes"] = sum(value.value for value in values)
    if rate is not None:
        numbers["usual_days"] = round(rate * days, 1)
    return Finding(KIND, level, past.day_at(span[0]), past.day_at(view.today - 1), values, numbers)
