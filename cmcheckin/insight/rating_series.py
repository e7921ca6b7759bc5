"""Ratings in order of day, with running sums, and the baseline of a rating."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from itertools import accumulate, pairwise
from typing import Final, NamedTuple

from cmcheckin.insight.stats import PRIOR_LINK, shrunk

ANSWERS: Final = (1, 2, 3, 4, 5)
NEAR: Final = 14
FAR: Final = 91
"""Days ago at which a baseline ends and begins: a quarter, without the two weeks that are compared with it."""
TRIM: Final = 0.1
"""Share of the ratings left out at both ends, so that one bad week moves the mean little."""
LEAST: Final = 21
"""Ratings needed for a baseline: three weeks of mornings (our choice; with fewer, the spread is a guess)."""
SPREAD_LEAST: Final = 0.5
"""Least standard deviation used, in rating points: someone who always says 4 may say 3 without it meaning much."""
WIDE: Final = 1.2
"""Spread of the ratings, in points, from which they vary widely (our choice)."""
DRIFT: Final = 0.18
"""Standard deviation, in rating points, by which a baseline drifts over a quarter by itself."""


class RatingBaseline(NamedTuple):
    """What is usual for a rating, and how much its means vary by chance."""

    mean: float
    """Mean without the lowest and the highest tenth."""
    plain_mean: float
    """Mean of all of them. For somebody who rates only one or five, the trimmed mean may leave out every rating."""
    spread: float
    """Standard deviation, at least 0.5."""
    inflation: float
    """Factor by which autocorrelation widens the variance of a mean."""
    known: int
    """Number of ratings behind it."""

    def drop(self, recent: float, count: int) -> float:
        """Return how many standard errors `recent`, the mean of `count` ratings (not 0), lies below the baseline."""
        variance = self.spread**2 * self.inflation * (1 / count + 1 / self.known) + DRIFT**2
        return float((self.usual - recent) / variance**0.5)

    @property
    def usual(self) -> float:
        """Return the mean that a drop is counted from: the lower one for somebody whose ratings vary widely."""
        return min(self.mean, self.plain_mean) if self.spread >= WIDE else self.mean


class RatingSeries:
    """One rating over time, without the mornings that have none.

    It keeps running sums and running counts of the five answers, so that a quarter is summed as fast as a week.
    """

    def __init__(self, slots: Sequence[int], values: Iterable[int | None]) -> None:
        """Take `values` in the order of their day `slots`; None is left out."""
        rated = [(slot, value) for slot, value in zip(slots, values, strict=True) if value is not None]
        self.slots = [slot for slot, _ in rated]
        self.values = [value for _, value in rated]
        self.sums = [0, *accumulate(self.values)]
        self.low = [0, *accumulate(value <= 2 for value in self.values)]  # 1 and 2 are the words below okay
        self._counts = [[0, *accumulate(value == answer for value in self.values)] for answer in ANSWERS]
        next_day = [one + 1 == other for one, other in pairwise(self.slots)]
        pairs = list(pairwise(self.values))
        self._pairs = [0, *accumulate(next_day)]
        self._pair_sums = [0, *accumulate(a + b if near else 0 for near, (a, b) in zip(next_day, pairs, strict=True))]
        self._products = [0, *accumulate(a * b if near else 0 for near, (a, b) in zip(next_day, pairs, strict=True))]
        squares = (a * a + b * b if near else 0 for near, (a, b) in zip(next_day, pairs, strict=True))
        self._squares = [0, *accumulate(squares)]
        self._baselines: dict[tuple[int, int, int], RatingBaseline | None] = {}

    def within(self, first: int, last: int) -> tuple[int, int]:
        """Return where the ratings of the slots `first` to `last`, both included, begin and end in `values`."""
        return bisect_left(self.slots, first), bisect_right(self.slots, last)

    def between(self, first: int, last: int) -> list[tuple[int, int]]:
        """Return the slots from `first` to `last`, both included, that have a rating, each with it."""
        lo, hi = self.within(first, last)
        return list(zip(self.slots[lo:hi], self.values[lo:hi], strict=True))

    def mean(self, first: int, last: int) -> tuple[float, int]:
        """Return the mean of the ratings from slot `first` to `last` and their number; (0, 0) if there are none."""
        lo, hi = self.within(first, last)
        return ((self.sums[hi] - self.sums[lo]) / (hi - lo), hi - lo) if hi > lo else (0.0, 0)

    def baseline(self, today: int, near: int = NEAR, far: int = FAR) -> RatingBaseline | None:
        """Return the baseline from `far` to `near` days before `today`; None with fewer than 21 ratings.

        Several signals ask for the same one, so it is computed once.
        """
        asked = today, near, far
        if asked not in self._baselines:
            lo, hi = self.within(today - far, today - near)
            self._baselines[asked] = self._baseline(lo, hi) if hi - lo >= LEAST else None
        return self._baselines[asked]

    def low_share(self, today: int, near: int = NEAR, far: int = FAR) -> float:
        """Return the share of low ratings from `far` to `near` days before `today`; 0 if there are none."""
        lo, hi = self.within(today - far, today - near)
        return (self.low[hi] - self.low[lo]) / (hi - lo) if hi > lo else 0.0

    def _baseline(self, lo: int, hi: int) -> RatingBaseline:
        known = hi - lo
        counts = [sums[hi] - sums[lo] for sums in self._counts]
        mean = (self.sums[hi] - self.sums[lo]) / known
        squares = sum([answer * answer * count for answer, count in zip(ANSWERS, counts, strict=True)])
        spread = (max(squares - known * mean * mean, 0.0) / (known - 1)) ** 0.5
        link = self._autocorrelation(lo, hi, mean)
        return RatingBaseline(
            _trimmed_mean(counts, known), mean, max(spread, SPREAD_LEAST), (1 + link) / (1 - link), known
        )

    def _autocorrelation(self, lo: int, hi: int, mean: float) -> float:
        end = hi - 1  # a pair begins at every rating but the last
        pairs = self._pairs[end] - self._pairs[lo]
        both = self._pair_sums[end] - self._pair_sums[lo]
        together = self._products[end] - self._products[lo] - mean * both + pairs * mean * mean
        alone = (self._squares[end] - self._squares[lo] - 2 * mean * both) / 2 + pairs * mean * mean
        return shrunk(together / alone if alone > 1e-9 else PRIOR_LINK, pairs)


def _trimmed_mean(counts: Sequence[int], known: int) -> float:
    """Return the mean of `known` ratings, given how often each answer occurs, without a tenth at both ends."""
    left = list(counts)
    for order in (range(len(left)), range(len(left) - 1, -1, -1)):
        cut = int(known * TRIM)
        for answer in order:
            taken = min(cut, left[answer])
            left[answer] -= taken
            cut -= taken
    return sum([answer * count for answer, count in zip(ANSWERS, left, strict=True)]) / sum(left)
