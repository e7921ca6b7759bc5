"""Mood or energy below the usual, while the work itself is up."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from cmcheckin.domain.nudge import DayValue, Finding, Level
from cmcheckin.insight.history import MorningView
from cmcheckin.insight.signals.corroboration import RECENT, Down, down, load_up

KIND: Final = "strain"
DROP: Final = 0.55
"""Rating points: a rating that moved on half of the mornings."""
ERRORS: Final = 2.6
"""Standard errors, p about .005 for each rating; the work has to be up as well, which chance does not bring along."""


def find(view: MorningView) -> Finding | None:
    """The larger of the two drops, with what is up beside it."""
    found = [one for rating in ("energy", "mood") if (one := down(view, rating, DROP, ERRORS))]
    if not found:
        return None
    load = load_up(view)
    if load is None:
        return None
    name, recent, usual = load
    fall = max(found, key=lambda one: one.drop)
    return finding(view, KIND, "nudge", fall, DROP, {name: recent, f"usual_{name}": usual})


def finding(view: MorningView, kind: str, level: Level, fall: Down, line: float, more: Mapping[str, float]) -> Finding:
    """Return the finding of `kind` for a rating that fell by `line` points or more, with the numbers of `more`."""
    past = view.past
    series = getattr(past, fall.rating)
    lo, hi = series.within(view.today - RECENT + 1, view.today)
    values = tuple(DayValue(past.day_at(series.slots[n]), series.values[n]) for n in range(lo, hi))
    numbers = {
        fall.rating: fall.recent,
        f"usual_{fall.rating}": fall.usual.mean,
        "mornings": fall.mornings,
        "usual_mornings": fall.usual.known,
        "line": line,
        **more,
    }
    first, last = past.day_at(view.today - RECENT + 1), past.day_at(view.today)
    return Finding(kind, level, first, last, values, numbers)
