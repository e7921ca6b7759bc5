"""Compare a week's mood or energy with the person's usual, in a word that is shared instead of numbers."""

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
"""Check-ins with a rating that a week needs (our choice). With one, the word would show the mood of a day; with two,
somebody who knows one could guess the other."""
MIN_WEEKS: Final = 6
"""Earlier weeks with enough ratings that are needed for a usual (our choice). With fewer, the median and spread are
mostly chance."""
PRIOR_SPREAD: Final = 0.4
PRIOR_WEEKS: Final = 6
"""The spread of weekly means is drawn towards 0.4, as if that had been seen in six weeks: the spread for five ratings a
week with a standard deviation of 0.8. The spread of few weeks is often far too small by chance (our choice)."""
NEAR_LIMIT: Final = 1.5
FAR_LIMIT: Final = 3.0
"""Distances from the usual, in spreads, from which the word is `above` or `below`, and `well above` or `well below`. In
simulated weeks without a change, 77 to 81 in 100 were `about`, and 1 to 3 were well above or below (ratings with a
standard deviation of 0.8, eight to twelve weeks before). Of weeks 1.2 lower, 85 in 100 were detected. For people whose
ratings vary more, the limits are wider."""


def compare_with_usual(
    checkins: CheckIns, value: Callable[[CheckIn], int | None], week: Week, first: date, last: date
) -> Comparison | None:
    """Return the word for the ratings of `week` between `first` and `last`; None with too few ratings or weeks.

    `value`: gets the rating of a check-in. The usual is the median of the weekly means of the twelve weeks before, and
    the spread is their robust standard deviation, so that one extreme week changes neither.
    """
    current = _mean(checkins, value, max(first, week.monday), min(last, week.sunday))
    mondays = (week.monday - timedelta(weeks=weeks_back) for weeks_back in range(1, LOOK_BACK_WEEKS + 1))
    weekly_means = (_mean(checkins, value, monday, monday + timedelta(6)) for monday in mondays)
    earlier = [mean for mean in weekly_means if mean is not None]
    if current is None or len(earlier) < MIN_WEEKS:
        return None
    count = len(earlier)
    deviation = stats.robust_deviation(earlier)
    spread = sqrt((count * deviation**2 + PRIOR_WEEKS * PRIOR_SPREAD**2) / (count + PRIOR_WEEKS))
    distance = (current - stats.median(earlier)) / spread
    if abs(distance) < NEAR_LIMIT:
        return "about"
    if distance < 0:
        return "well below" if distance <= -FAR_LIMIT else "below"
    return "well above" if distance >= FAR_LIMIT else "above"


def _mean(checkins: CheckIns, value: Callable[[CheckIn], int | None], first: date, last: date) -> float | None:
    ratings = [rating for checkin in checkins.between(first, last) if (rating := value(checkin)) is not None]
    return stats.mean(ratings) if len(ratings) >= MIN_RATINGS else None
