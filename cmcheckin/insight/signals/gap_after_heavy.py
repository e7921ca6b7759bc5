"""Several days that aren't logged straight after a heavy week: a greeting on the first morning back."""

from __future__ import annotations

from typing import Final

from cmcheckin.domain.nudge import Finding
from cmcheckin.insight.baselines import hours_baseline, usual_day
from cmcheckin.insight.history import MorningView

KIND: Final = "gap_after_heavy"
GAP: Final = 4
"""Least number of usual workdays without a check-in or hours."""
HEAVY: Final = 50.0
"""Hours in the week before that are heavy for anyone; once a baseline is known, two spreads above it are too."""
SPREADS: Final = 2.0
LONGEST: Final = 42
"""Longest gap in days; after a longer one, the heavy week is too long ago to mention (our choice)."""


def find(view: MorningView) -> Finding | None:
    """Look at the gap before this check-in and the week before the gap. The days in between are never asked about."""
    history, n = view.history, view.checkins_seen - 1
    if n < 1:
        return None
    last = history.checkin_slots[n - 1]
    if view.today - last <= GAP or view.today - last > LONGEST:
        return None
    gap = [slot for slot in range(last, view.today) if history.usual_workday[slot] and history.workdays[slot] is None]
    if len(gap) < GAP:
        return None
    hours = history.hours_sum[last] - history.hours_sum[last - 7]
    line = HEAVY
    usual = hours_baseline(view, usual_day(view))
    if usual is not None:
        line = min(HEAVY, max(usual.hours + SPREADS * usual.spread, history.schedule.contract_hours))
    if hours < line:
        return None
    values = view.hour_values(7, view.today - last)
    return view.finding(KIND, "note", (last - 7, last - 1), values, hours=hours, days_not_said=len(gap), line=line)
