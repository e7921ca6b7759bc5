"""Good news: energy is back at its baseline after some weeks below it."""

from __future__ import annotations

from typing import Final

from cmcheckin.domain.nudge import Finding
from cmcheckin.insight.baselines import RECENT, RECENT_LEAST
from cmcheckin.insight.history import MorningView

KIND: Final = "mornings_back"
DROP, ERRORS = 0.75, 2.6
"""Rating points and standard errors below the baseline that made the weeks before low."""
NEAR: Final = 0.2
"""Rating points below the baseline that count as back at it."""
WEEKS_AGO: Final = (2, 3, 4, 5)
"""Weeks ago at which ten low days may have ended."""
BEFORE: Final = 42
"""Days ago at which the baseline ends, so that the low weeks are no part of it."""


def find(view: MorningView) -> Finding | None:
    """Compare the mean of the last ten days with the baseline from before the low weeks."""
    energy, first = view.history.energy, view.today - RECENT + 1
    recent, count = energy.mean(first, view.today)
    if count < RECENT_LEAST:
        return None
    ends = [view.today - 7 * weeks for weeks in WEEKS_AGO]
    means = [(mean, of) for end in ends for mean, of in [energy.mean(end - RECENT + 1, end)] if of >= RECENT_LEAST]
    if not means:
        return None
    lowest, of = min(means)
    if recent - lowest < DROP - NEAR:
        return None  # on most mornings, which saves them the baseline
    usual = energy.baseline(view.today, BEFORE, BEFORE + 77)
    if usual is None or recent < usual.mean - NEAR:
        return None
    if usual.mean - lowest < DROP or usual.drop(lowest, of) < ERRORS:
        return None
    return view.finding(
        KIND, "note", (first, view.today), energy.between(first, view.today),
        energy=recent, mornings=count, usual_energy=usual.mean, energy_then=lowest, line=usual.mean - NEAR,
    )  # fmt: skip
