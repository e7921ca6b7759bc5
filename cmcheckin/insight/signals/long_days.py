"""Several very long days, which a weekly sum hides when other days aren't logged."""

from __future__ import annotations

from typing import Final

from cmcheckin.domain.nudge import Finding, Level
from cmcheckin.domain.schedule import Schedule
from cmcheckin.insight.history import MorningView

KIND: Final = "long_days"
HOURS: Final = 11.0
"""Hours a day: people who worked 11 or more had twice the odds of a depressive episode of those with 7 to 8
(Virtanen 2012, Whitehall II, pone.0030719: OR 2.43, 1.11 to 5.30)."""
OVER_USUAL: Final = 2.0
"""Hours above the contract's usual day, for those whose shifts are long and few."""
DAYS: Final = 14
THRESHOLDS: Final[tuple[tuple[int, Level], ...]] = ((5, "nudge"), (4, "note"))
"""Such days in fourteen, and the level from there: five are half of the working days (our choice)."""


def long_from(schedule: Schedule) -> float:
    """Return the hours from which a day of `schedule` is very long."""
    return max(HOURS, schedule.usual_hours + OVER_USUAL)


def find(view: MorningView) -> Finding | None:
    """Count the very long days of the last fourteen. A day that isn't logged is never a long one."""
    line = long_from(view.history.schedule)
    long = [(slot, hours) for slot, hours in view.hour_values(DAYS) if hours >= line]
    if not long or long[-1][0] < view.today - 4:  # the long days are over
        return None
    total, span = sum(hours for _, hours in long), (view.today - DAYS, view.today - 1)
    for least, level in THRESHOLDS:
        if len(long) >= least:
            return view.finding(KIND, level, span, long, long_days=len(long), hours_from=line, hours=total, line=least)
    return None
