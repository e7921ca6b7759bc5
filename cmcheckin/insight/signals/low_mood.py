"""A very low mood on most mornings of a week or more."""

from __future__ import annotations

from bisect import bisect_right
from typing import Final

from cmcheckin.domain.nudge import Finding
from cmcheckin.insight import stats
from cmcheckin.insight.history import MorningView
from cmcheckin.insight.rating_series import WIDE, RatingSeries

KIND: Final = "low_mood"
WINDOWS: Final = ((7, 6), (9, 8))
"""Mornings looked at, and how many of them must be low. The second is for users whose ratings vary widely."""
FEWEST_LOW: Final = 5
"""Fewest low moods among the last seven with which any of the rules below can apply: a cheap check first."""
MEAN: Final = 1.9
"""Highest mean mood of that window: at least some mornings have the lowest rating (our choice)."""
ENERGY: Final = 2.7
"""Highest mean energy of these mornings, where rated. A low mood at full energy may just be anger at a thread."""
BELOW_USUAL: Final = 0.8
"""Least rating points below the baseline: some people rate low for years and are content (our choice)."""
CHANCE: Final = 0.02
"""p-value below which this many low moods are unusual, at the user's own rate of them (binomial). Otherwise, content
people who use the lower words would be asked twice a year ("content with little" in `python -m tests.validation`)."""
LASTING: Final = (10, 1.5)
"""Mornings, and the mean mood at or below which neither energy nor the distance from the usual is checked."""
REACH: Final = 21
"""Days within which these mornings must lie: seven ratings over two months aren't a bad week."""


def find(view: MorningView) -> Finding | None:
    """Look at the last rated mornings. A signpost and never a diagnosis; scores predict little (Schreuder 2024)."""
    mood, history = view.history.mood, view.history
    hi = bisect_right(mood.slots, view.today)
    shortest = WINDOWS[0][0]
    if hi < shortest or mood.low[hi] - mood.low[hi - shortest] < FEWEST_LOW:
        return None  # on most mornings, which saves them the baseline
    usual = mood.baseline(view.today)
    count: int
    least: int | None
    count, least = WINDOWS[usual is not None and usual.spread >= WIDE]
    if (mean := _mean(mood, hi, LASTING[0])) is not None and mean <= LASTING[1]:
        count, least, below = LASTING[0], None, 0.0
    elif usual is None or (mean := _mean(mood, hi, count)) is None or mean > MEAN:
        return None  # without a baseline, it may be how they rate
    else:
        below = BELOW_USUAL
    window = range(hi - count, hi)
    lows = mood.low[hi] - mood.low[window[0]]
    first = mood.slots[window[0]]
    if first < view.today - REACH or (usual is not None and usual.mean - mean < below):
        return None
    numbers: dict[str, float] = {"low_mornings": lows, "mornings": count, "mood": mean}
    if usual is not None:
        numbers["usual_mood"] = usual.mean
    if least is not None:
        energy, energies = history.energy.mean(first, view.today)
        if lows < least or energy > ENERGY:  # 0 if no energy is rated
            return None
        if stats.at_least(lows, count, mood.low_share(view.today)) >= CHANCE:
            return None
        if energies:
            numbers["energy"] = energy
    numbers["line"] = LASTING[1] if least is None else least
    values = [(mood.slots[n], mood.values[n]) for n in window]
    return view.finding(KIND, "care", (first, mood.slots[hi - 1]), values, **numbers)


def _mean(mood: RatingSeries, hi: int, count: int) -> float | None:
    """Return the mean of the last `count` of the first `hi` moods; None if there are fewer."""
    return (mood.sums[hi] - mood.sums[hi - count]) / count if hi >= count else None
