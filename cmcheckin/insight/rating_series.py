"""Ratings in order of day, with running sums."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from itertools import accumulate, pairwise
from typing import Final, NamedTuple

ANSWERS: Final = (1, 2, 3, 4, 5)
TRIM: Final = 0.1
"""Share left out at both ends, so that a wild week moves little."""
LEAST: Final = 21
"""Ratings from which something is usual: three weeks of mornings (our choice; with fewer, the spread is a guess)."""
SPREAD_LEAST: Final = 0.5
"""Least standard deviation reckoned with, in rating points: whoever always says 4 may say 3 without it meaning much."""
DRIFT: Final = 0.18
"""Standard deviation, in rating points, by which a usual wanders over a quarter without anything having happened."""
PRIOR_PAIRS: Final = 30
PRIOR_LINK: Final = 0.25
"""How much one morning's rating resembles the next: 0.25 is taken for granted with the weight of 30 pairs, since a few
weeks say little about it (autocorrelation in daily affect: Smit 2022, PMC10248291)."""


class RatingBaseline(NamedTuple):
    """What is usual for a rating, and how far means of it wander by themselves."""

    mean: float
    """Trimmed by a tenth at both ends."""
    spread: float
    """Standard deviation, at least 0.5."""
    inflation: float
    """How many times wider the variance of a mean is, because neighbouring days resemble each other."""
    known: int
    """Of how many ratings."""

    def drop(self, recent: float, count: int) -> float:
        """How many standard errors `recent`, a mean of `count` ratings, lies below the usual."""
        variance = self.spread**2 * self.inflation * (1 / max(count, 1) + 1 / self.known) + DRIFT**2
        return float((self.mean - recent) / variance**0.5)


class RatingSeries:
    """One rating over time; mornings without it are left out.

    Everything is kept as running sums and running counts of the five answers there are, so that a quarter is summed up
    as fast as a week.
    """

    def __init__(self, slots: Sequence[int], values: Iterable[int | None]) -> None:
        kept = [(slot, value) for slot, value in zip(slots, values, strict=True) if value is not None]
        self.slots = [slot for slot, _ in kept]
        self.values = [value for _, value in kept]
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
        self._usual: dict[tuple[int, int, int], RatingBaseline | None] = {}

    def within(self, first: int, last: int) -> tuple[int, int]:
        """Where the ratings of those slots stand, both included: from, up to but not including."""
        return bisect_left(self.slots, first), bisect_right(self.slots, last)

    def mean(self, first: int, last: int) -> tuple[float, int]:
        """The mean of those slots and how many it is of; (0, 0) of none."""
        lo, hi = self.within(first, last)
        return ((self.sums[hi] - self.sums[lo]) / (hi - lo), hi - lo) if hi > lo else (0.0, 0)

    def usual(self, today: int, near: int = 14, far: int = 91) -> RatingBaseline | None:
        """What was usual from `far` to `near` days ago, so that the present days do not speak for themselves.

        None with fewer than 21 ratings. Several signals ask for the same; it is reckoned once.
        """
        asked = today, near, far
        if asked not in self._usual:
            lo, hi = self.within(today - far, today - near)
            self._usual[asked] = self._reckon(lo, hi) if hi - lo >= LEAST else None
        return self._usual[asked]

    def _reckon(self, lo: int, hi: int) -> RatingBaseline:
        known = hi - lo
        counts = [sums[hi] - sums[lo] for sums in self._counts]
        mean = (self.sums[hi] - self.sums[lo]) / known
        squares = sum([answer * answer * count for answer, count in zip(ANSWERS, counts, strict=True)])
        spread = (max(squares - known * mean * mean, 0.0) / (known - 1)) ** 0.5
        link = self._link(lo, hi, mean)
        return RatingBaseline(_trimmed(counts, known), max(spread, SPREAD_LEAST), (1 + link) / (1 - link), known)

    def _link(self, lo: int, hi: int, mean: float) -> float:
        """The correlation of one day with the next, drawn towards what is taken for granted; 0 to 0.8."""
        end = hi - 1  # pairs begin at all but the last
        pairs = self._pairs[end] - self._pairs[lo]
        both = self._pair_sums[end] - self._pair_sums[lo]
        together = self._products[end] - self._products[lo] - mean * both + pairs * mean * mean
        alone = (self._squares[end] - self._squares[lo] - 2 * mean * both) / 2 + pairs * mean * mean
        seen = together / alone if alone > 1e-9 else PRIOR_LINK
        return min(max((seen * pairs + PRIOR_LINK * PRIOR_PAIRS) / (pairs + PRIOR_PAIRS), 0.0), 0.8)


def _trimmed(counts: Sequence[int], known: int) -> float:
    """The mean without a tenth of the lowest and a tenth of the highest."""
    kept = list(counts)
    for order in (range(len(kept)), range(len(kept) - 1, -1, -1)):
        cut = int(known * TRIM)
        for answer in order:
            taken = min(cut, kept[answer])
            kept[answer] -= taken
            cut -= taken
    return sum([answer * count for answer, count in zip(ANSWERS, kept, strict=True)]) / sum(kept)
