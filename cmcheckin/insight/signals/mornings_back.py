"""Good news: energy is back at its usual after some weeks below it."""

from __future__ import annotations

from typing import Final

from cmcheckin.domain.nudge import DayValue, Finding
from cmcheckin.insight.history import MorningView
from cmcheckin.insight.signals.corroboration import RECENT, RECENT_LEAST

KIND: Final = "mornings_back"
DROP, ERRORS = 0.75, 2.6
"""Rating points and standard errors below the usual that made the weeks before low."""
NEAR: Final = 0.2
"""Rating points below the usual that count as back at it."""
WEEKS_AGO: Final = (2, 3, 4, 5)
BEFORE: Final = 42
"""Days before which the usual is taken from, so that the low weeks are no part of it."""


def find(view: MorningView) -> Finding | None:
    """The mean of the last ten days against what was usual before the low weeks."""
    energy, past = view.past.energy, view.past
    recent, count = energy.mean(view.today - RECENT + 1, view.today)
    if count < RECENT_LEAST:
        return None
    ends = [view.today - 7 * weeks for weeks in WEEKS_AGO]
    means = [(mean, of) for end in ends for mean, of in [energy.mean(end - RECENT + 1, end)] if of >= RECENT_LEAST]
    lowest, of = min(means, default=(recent, count))
    if recent - lowest < DROP - NEAR:
        return None
    usual = energy.usual(view.today, BEFORE, BEFORE + 77)
    if usual is None or recent < usual.mean - NEAR:
        return None
    if usual.mean - lowest < DROP or usual.drop(lowest, of) < ERRORS:
        return None
    lo, hi = energy.within(view.today - RECENT + 1, view.today)
    values = tuple(DayValue(past.day_at(energy.slots[n]), energy.values[n]) for n in range(lo, hi))
    numbers = {
        "energy": recent,
        "mornings": count,
        "usual_energy": usual.mean,
        "energy_then": lowest,
        "line": usual.mean - NEAR,
    }
    return Finding(KIND, "note", past.day_at(view.today - RECENT + 1), view.day, values, numbers)
