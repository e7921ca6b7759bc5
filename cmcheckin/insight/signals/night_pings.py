"""Nights broken by a ping, outside the person's own shift."""

from __future__ import annotations

from collections import Counter
from typing import Final

from cmcheckin.domain.nudge import DayValue, Finding, Level
from cmcheckin.insight.history import MorningView

KIND: Final = "night_pings"
DAYS: Final = 7
LEVELS: Final[tuple[tuple[int, Level], ...]] = ((5, "care"), (3, "nudge"), (2, "note"))
"""Nights of seven. Having to stay available went with a lower mood the next morning (Dettmers 2016, pubmed 26236956);
three is nearly every other night, five leaves two to sleep in (our choice)."""


def find(view: MorningView) -> Finding | None:
    """Nights, not pings: three pings in one night are one broken night. A night is named by the day it began on."""
    past = view.past
    first = view.today - DAYS
    found = Counter(
        night
        for n in view.escalations_since(first)
        if (night := past.nights[n]) is not None and first <= night < view.today  # a late one saw later nights
    )
    level = next((level for least, level in LEVELS if len(found) >= least), None)
    if level is None:
        return None
    values = tuple(DayValue(past.day_at(night), found[night]) for night in sorted(found))
    line = next(least for least, named in LEVELS if named == level)
    numbers = {"nights": len(found), "night_pings": sum(found.values()), "window_days": DAYS, "line": line}
    return Finding(KIND, level, past.day_at(first), past.day_at(view.today - 1), values, numbers)
