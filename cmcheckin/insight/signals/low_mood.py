"""A very low mood on most mornings of a week or more."""

from __future__ import annotations

from typing import Final

from cmcheckin.domain.note import DayValue, Finding
from cmcheckin.insight.past import View

KIND: Final = "low_mood"
LOW: Final = 2
"""Rough or low."""
WINDOWS: Final = ((7, 6), (9, 8))
"""Mornings looked at, and how many of them are low; the longer one for whoever rates with both hands (spread 1.2)."""
WIDE: Final = 1.2
MEAN: Final = 1.9
"""The mean over that window: at least some of them are the lowest there is."""
ENERGY: Final = 2.7
"""Energy is below fair to fair: a low mood at full energy may be anger at a thread."""
BELOW_USUAL: Final = 0.8
"""Rating points below the own usual, where it is known: some people rate low for years and say so contentedly."""
LASTING: Final = (10, 1.5)
"""Mornings, and the mean at or under which the usual is not asked any more."""
REACH: Final = 21
"""Days within which these mornings lie: seven ratings over two months are no bad week."""


def find(view: View) -> Finding | None:
    """Mornings with a mood, the last ones. A signpost and never a diagnosis; scores predict little (Schreuder 2024)."""
    mood, past = view.past.mood, view.past
    hi = mood.within(0, view.today)[1]
    if hi < WINDOWS[0][0] or mood.low[hi] - mood.low[max(hi - WINDOWS[0][0], 0)] < 5:
        return None
    usual = mood.usual(view.today)
    count, least = WINDOWS[usual is not None and usual.spread >= WIDE]
    window = range(max(hi - count, 0), hi)
    lows = mood.low[hi] - mood.low[window[0]]
    mean = (mood.sums[hi] - mood.sums[window[0]]) / len(window)
    far = range(max(hi - LASTING[0], 0), hi)
    lasting = len(far) == LASTING[0] and (mood.sums[hi] - mood.sums[far[0]]) / len(far) <= LASTING[1]
    if lasting:
        window, lows = far, mood.low[hi] - mood.low[far[0]]
        mean = (mood.sums[hi] - mood.sums[far[0]]) / len(far)
    elif usual is None or len(window) < count or lows < least or mean > MEAN:
        return None  # while nothing is usual yet, it may be how they rate
    first = mood.slots[window[0]]
    energy, energies = past.energy.mean(first, view.today)
    if first < view.today - REACH or (energies and energy > ENERGY and not lasting):
        return None
    if usual is not None and usual.mean - mean < (BELOW_USUAL if not lasting else 0.0):
        return None
    values = tuple(DayValue(past.day_at(mood.slots[n]), mood.values[n]) for n in window)
    numbers = {"low_mornings": lows, "mornings": len(window), "mood": round(mean, 2), "line": least}
    if usual is not None:
        numbers["usual_mood"] = round(usual.mean, 2)
    return Finding(KIND, "care", past.day_at(first), past.day_at(mood.slots[hi - 1]), values, numbers)
