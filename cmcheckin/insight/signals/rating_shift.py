"""Mood or energy below the usual while the log shows no notable rise in work: just a question."""

from __future__ import annotations

from typing import Final

from cmcheckin.domain.nudge import Finding
from cmcheckin.insight.history import MorningView
from cmcheckin.insight.signals import strain
from cmcheckin.insight.signals.corroboration import down, load_up

KIND: Final = "rating_shift"
DROP: Final = 0.75
ERRORS: Final = 3.2
"""Rating points and standard errors (p < .001): more than for strain, since nothing else speaks for it."""


def find(view: MorningView) -> Finding | None:
    """The larger of the two drops. Whoever scores differently from one day on looks the same as who feels worse."""
    found = [one for rating in ("energy", "mood") if (one := down(view, rating, DROP, ERRORS))]
    if not found or load_up(view) is not None:
        return None
    return strain.finding(view, KIND, "note", max(found, key=lambda one: one.drop), DROP, {})
