"""Nights with a ping, outside the user's own shift."""

from __future__ import annotations

from collections import Counter
from typing import Final

from cmcheckin.domain.nudge import Finding, Level
from cmcheckin.insight.history import MorningView

KIND: Final = "night_pings"
DAYS: Final = 7
THRESHOLDS: Final[tuple[tuple[int, Level], ...]] = ((5, "care"), (3, "nudge"), (2, "note"))
"""Nights in seven, and the level from there. Having to stay available went with a lower mood the next morning
(Dettmers 2016, pubmed 26236956); three is nearly every other night, five leaves two to sleep in (our choice)."""


def find(view: MorningView) -> Finding | None:
    """Count nights and not pings: three pings in one night are one night. A night belongs to the day it began on."""
    history = view.history
    first = view.today - DAYS
    found = Counter(
        night
        for n in view.escalations_since(first)
        if (night := history.nights[n]) is not None
        and first <= night < view.today  # a late check-in has seen later nights
    )
    values, nights, pings = sorted(found.items()), len(found), sum(found.values())
    for line, level in THRESHOLDS:
        if nights >= line:
            span = first, view.today - 1
            return view.finding(
                KIND, level, span, values, nights=nights, night_pings=pings, window_days=DAYS, line=line
            )
    return None
