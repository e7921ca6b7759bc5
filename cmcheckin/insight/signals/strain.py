"""Mood or energy below its baseline while the work itself is up."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from cmcheckin.domain.nudge import DayValue, Finding, Level
from cmcheckin.insight.baselines import RECENT, RatingDrop, rating_drop, workload_rise
from cmcheckin.insight.history import MorningView

KIND: Final = "strain"
DROP: Final = 0.55
"""Rating points: the rating moved on half of the mornings."""
ERRORS: Final = 2.6
"""Standard errors, p about .005 for each rating; the work has to be up as well, which chance alone makes unlikely."""


def find(view: MorningView) -> Finding | None:
    """Find the larger drop of the two, with the figure of the work that is up."""
    found = [one for rating in ("energy", "mood") if (one := rating_drop(view, rating, DROP, ERRORS))]
    if not found:
        return None
    rise = workload_rise(view)
    if rise is None:
        return None
    drop = max(found, key=lambda one: one.points)
    return finding(view, KIND, "nudge", drop, DROP, {rise.name: rise.recent, f"usual_{rise.name}": rise.usual})


def finding(
    view: MorningView, kind: str, level: Level, drop: RatingDrop, line: float, more: Mapping[str, float]
) -> Finding:
    """Return the finding of `kind` for a rating `drop` of `line` points or more, with `more` numbers."""
    history = view.history
    series = history.ratings[drop.rating]
    lo, hi = series.within(view.today - RECENT + 1, view.today)
    values = tuple(DayValue(history.day(series.slots[n]), series.values[n]) for n in range(lo, hi))
    numbers = {
        drop.rating: drop.recent,
        f"usual_{drop.rating}": drop.baseline.mean,
        "mornings": drop.mornings,
        "usual_mornings": drop.baseline.known,
        "line": line,
        **more,
    }
    first, last = history.day(view.today - RECENT + 1), history.day(view.today)
    return Finding(kind, level, first, last, values, numbers)
