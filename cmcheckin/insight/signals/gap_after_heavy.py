"""Several days without a word, straight after a heavy week: a greeting on the way back."""

from __future__ import annotations

from typing import Final

from cmcheckin.domain.nudge import Finding
from cmcheckin.insight.blocks import usual_day, usual_hours
from cmcheckin.insight.history import MorningView

KIND: Final = "gap_after_heavy"
GAP: Final = 4
"""Usual workdays without a check-in or hours."""
HEAVY: Final = 50.0
"""Hours in the week before, whatever is usual; with a usual, two scatters above it do."""
SCATTERS: Final = 2.0
LONGEST: Final = 42
"""Days after which it is no gap but another time."""


def find(view: MorningView) -> Finding | None:
    """Only on the first morning back. Nothing is asked about the days between."""
    past, n = view.past, view.entries - 1
    if n < 1:
        return None
    last = past.entry_days[n - 1]
    if view.today - last <= GAP or view.today - last > LONGEST:
        return None
    gap = [slot for slot in range(last, view.today) if past.contract[slot] and past.workdays[slot] is None]
    if len(gap) < GAP:
        return None
    end = last
    hours = past.hours_sum[end] - past.hours_sum[max(end - 7, 0)]
    line = HEAVY
    usual = usual_hours(view, usual_day(view))
    if usual is not None:
        line = min(HEAVY, max(usual.hours + SCATTERS * usual.scatter, past.schedule.contract_hours))
    if hours < line:
        return None
    values = view.hour_values(7, view.today - end)
    numbers = {"hours": hours, "days_not_said": len(gap), "line": line}
    return Finding(KIND, "note", past.day_at(max(end - 7, 0)), past.day_at(end - 1), values, numbers)
