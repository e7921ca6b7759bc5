"""After-hours work more often than is usual for the user."""

from __future__ import annotations

from typing import Final

from cmcheckin.domain.nudge import DayValue, Finding, Level
from cmcheckin.insight import stats
from cmcheckin.insight.history import WORKED_AFTER, MorningView

KIND: Final = "after_hours"
WINDOWS: Final = ((14, 6, 0.002), (7, 4, 0.001))
"""Days looked at, days with after-hours work in them, and how improbable that many may be at the own usual rate."""
RATE_LEAST: Final = 0.10
"""Lowest usual rate the test assumes. One evening in ten days isn't overload, and with a rate of zero any two evenings
would look improbable (our choice)."""
LEAST: Final = 20
"""Days known from before, to have a rate of one's own."""
WITHOUT_USUAL: Final = (7, 5)
"""Five evenings of seven stand in the weekly view even while nothing is usual yet."""


def find(view: MorningView) -> Finding | None:
    """Days with at least 30 minutes after hours, against the own rate of 15 to 91 days ago (binomial)."""
    known, late = view.late_before()
    if known < LEAST:
        days, least = WITHOUT_USUAL
        return _finding(view, days, least, "note", {}) if view.late_days(days) >= least else None
    rate = max(late / known, RATE_LEAST)
    for days, least, chance in WINDOWS:
        count = view.late_days(days)
        if count >= least and stats.at_least(count, days, rate) < chance:
            usual = {"usual_days": late / known * days, "usual_known_days": known}
            return _finding(view, days, least, "nudge", usual)
    return None


def _finding(view: MorningView, days: int, least: int, level: Level, usual: dict[str, float]) -> Finding:
    past = view.past
    span = range(max(view.today - days, 0), view.today)
    values = tuple(DayValue(past.day_at(slot), past.late[slot]) for slot in span if past.late[slot] >= WORKED_AFTER)
    numbers: dict[str, float] = {
        "after_hours_days": len(values),
        "window_days": days,
        "line": least,
        "after_hours_minutes": sum(value.value for value in values),
        **usual,
    }
    return Finding(KIND, level, past.day_at(span[0]), past.day_at(view.today - 1), values, numbers)
