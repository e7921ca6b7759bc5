"""Mood or energy below its baseline while the work itself is up."""

from __future__ import annotations

from typing import Final

from cmcheckin.domain.nudge import Finding, Level
from cmcheckin.insight.baselines import RECENT, RatingDrop, rating_drop, workload_rise
from cmcheckin.insight.history import MorningView

KIND: Final = "strain"
DROP: Final = 0.55
"""Rating points: the rating moved on half of the mornings."""
ERRORS: Final = 2.6
"""Standard errors, p about .005 for each rating; the work has to be up as well, which chance alone makes unlikely."""


def find(view: MorningView) -> Finding | None:
    """Find the larger drop of the two, with the figure of the work that is up. It interrupts if that is clearly up, and
    the drop isn't one morning's: without the lowest rating, it is as large as the rule asks."""
    found = [one for rating in ("energy", "mood") if (one := rating_drop(view, rating, DROP, ERRORS))]
    if not found or (rise := workload_rise(view)) is None:
        return None
    drop = max(found, key=lambda one: one.points)
    level: Level = "nudge" if rise.clear and drop.points_without >= DROP else "note"
    return finding(view, KIND, level, drop, DROP, **{rise.name: rise.recent, f"usual_{rise.name}": rise.usual})


def finding(view: MorningView, kind: str, level: Level, drop: RatingDrop, line: float, **more: float) -> Finding:
    """Return the finding of `kind` for a rating `drop` of `line` points or more, with `more` numbers."""
    span = view.today - RECENT + 1, view.today
    numbers = {drop.rating: drop.recent, f"usual_{drop.rating}": drop.baseline.mean, "mornings": drop.mornings}
    numbers |= {"usual_mornings": drop.baseline.known, "line": line, **more}
    return view.finding(kind, level, span, view.history.ratings[drop.rating].between(*span), **numbers)
