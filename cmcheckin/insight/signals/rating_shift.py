"""Mood or energy below the usual while the log shows no notable rise in work: just a question."""

from __future__ import annotations

from typing import Final

from cmcheckin.domain.nudge import Finding
from cmcheckin.insight.baselines import rating_drop, workload_rise
from cmcheckin.insight.history import MorningView
from cmcheckin.insight.signals import strain

KIND: Final = "rating_shift"
DROP: Final = 0.75
ERRORS: Final = 3.2
"""Rating points and standard errors (p < .001): more than for strain, since nothing else speaks for it."""


def find(view: MorningView) -> Finding | None:
    """Find the larger drop of the two. A user who only begins to score differently looks the same."""
    found = [one for rating in ("energy", "mood") if (one := rating_drop(view, rating, DROP, ERRORS))]
    if not found or workload_rise(view) is not None:
        return None
    return strain.finding(view, KIND, "note", max(found, key=lambda one: one.points), DROP)
