"""A week's mood or energy as a word against the person's own usual: what is shared in place of any number."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from math import sqrt
from typing import Final

from cmcheckin.domain.checkin import CheckIn
from cmcheckin.domain.records import CheckIns
from cmcheckin.domain.week import Week
from cmcheckin.insight import stats
from cmcheckin.insight.usual import LOOK_BACK_WEEKS
from cmcheckin.sharing.share_file import Comparison

MIN_RATINGS: Final = 3
"""Mornings a week has to tell of (our choice). A word on one morning would be the mood of a day; of two, each could be
guessed by who knows the other."""
MIN_WEEKS: Final = 6
"""Earlier weeks with as many mornings from which something is usual: more than for hours, as of fewer the middle and
the spread are mostly chance (our choice)."""
PRIOR_SPREAD: Final = 0.4
PRIOR_WEEKS: Final = 6
"""The spread of weekly means is drawn towards 0.4, as if that had been seen in six weeks: what five mornings give whose
ratings have a standard deviation of 0.8. A spread of few weeks is often far too small by chance (our choice)."""
NEAR_LIMIT: Final = 1.5
FAR_LIMIT: Final = 3.0
"""Spreads to the first and to the outer words. Of simulated weeks in which nothing had changed, 77 to 81 in 100 were
`about` and 1 to 3 an outer word (ratings with a standard deviation of 0.8, eight to twelve weeks before); of weeks
1.2 lower, 85 in 100 were told. Who swings more has wider words."""


def compare_with_usual(
    checkins: CheckIns, value: Callable[[CheckIn], int | None], week: Week, first: date, last: date
) -> Comparison | None:
    """The word for the mornings of `week` from `first` to `last`; None with too few of them, or while nothing is usual.

    Usual is the median of the weekly means of the twelve weeks before, and words are as wide as their robust standard
    deviation, so that one wild week changes neither.
    """
    now = _mean(checkins, value, max(first, week.monday), min(last, week.sunday))
    mondays = (week.monday - timedelta(weeks=back) for back in range(1, LOOK_BACK_WEEKS + 1))
    found = (_mean(checkins, value, monday, monday + timedelta(6)) for monday in mondays)
    before = [mean for mean in found if mean is not None]
    if now is None or len(before) < MIN_WEEKS:
        return None
    weeks = len(before)
    seen = stats.robust_deviation(before)
    spread = sqrt((weeks * seen**2 + PRIOR_WEEKS * PRIOR_SPREAD**2) / (weeks + PRIOR_WEEKS))
    away = (now - stats.median(before)) / spread
    if abs(away) < NEAR_LIMIT:
        return "about"
    if away < 0:
        return "well below" if away <= -FAR_LIMIT else "below"
    return "well above" if away >= FAR_LIMIT else "above"


def _mean(checkins: CheckIns, value: Callable[[CheckIn], int | None], first: date, last: date) -> float | None:
    said = [rating for one in checkins.between(first, last) if (rating := value(one)) is not None]
    return stats.mean(said) if len(said) >= MIN_RATINGS else None
