"""After-hours work more often than is usual for the user."""

from __future__ import annotations

from typing import Final

from cmcheckin.domain.nudge import Finding, Level
from cmcheckin.insight import stats
from cmcheckin.insight.baselines import AFTER_HOURS_KNOWN, RATE_LEAST
from cmcheckin.insight.figures import AFTER_HOURS_MINUTES
from cmcheckin.insight.history import MorningView

KIND: Final = "after_hours"
WINDOWS: Final = ((14, 6, 0.002), (7, 5, 0.001))
"""Days looked at, the least of them with after-hours work that can be unusual, and the p-value below which they are."""
WITHOUT_USUAL: Final = (7, 5)
"""Days looked at, and evenings among them that make a note while no usual rate is known."""


def find(view: MorningView) -> Finding | None:
    """Compare the days with at least 30 minutes after hours with the rate of 15 to 91 days ago (binomial test)."""
    known, late = view.after_hours_before()
    if known < AFTER_HOURS_KNOWN:
        days, least = WITHOUT_USUAL
        return _finding(view, days, least, "note", {}) if view.after_hours_days(days) >= least else None
    rate = max(late / known, RATE_LEAST)
    for days, least, chance in WINDOWS:
        if stats.at_least(view.after_hours_days(days), days, rate) < chance:
            usual = {"usual_days": late / known * days, "usual_known_days": known}
            return _finding(view, days, least, "nudge", usual)
    return None


def _finding(view: MorningView, days: int, least: int, level: Level, usual: dict[str, float]) -> Finding:
    first, minutes = view.today - days, view.history.after_hours_minutes
    late = [(slot, minutes[slot]) for slot in range(first, view.today) if minutes[slot] >= AFTER_HOURS_MINUTES]
    total = sum(value for _, value in late)
    return view.finding(
        KIND, level, (first, view.today - 1), late,
        after_hours_days=len(late), window_days=days, line=least, after_hours_minutes=total, **usual,
    )  # fmt: skip
