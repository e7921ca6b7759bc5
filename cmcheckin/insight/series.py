"""Ratings in order of day, with running sums."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from itertools import accumulate
from typing import Final, NamedTuple

from cmcheckin.insight import robust

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


class Usual(NamedTuple):
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


class Series:
    """One rating over time; mornings without it are left out."""

    def __init__(self, slots: Sequence[int], values: Iterable[float | None]) -> None:
        kept = [(slot, value) for slot, value in zip(slots, values, strict=True) if value is not None]
        self.slots = [slot for slot, _ in kept]
        self.values = [value for _, value in kept]
        self.sums = [0, *accumulate(self.values)]
        self._usual: dict[tuple[int, int, int], Usual | None] = {}
        self.low = [0, *accumulate(value <= 2 for value in self.values)]  # 1 and 2 are the words below okay

    def within(self, first: int, last: int) -> tuple[int, int]:
        """Where the ratings of those slots stand, both included: from, up to but not including."""
        return bisect_left(self.slots, first), bisect_right(self.slots, last)

    def mean(self, first: int, last: int) -> tuple[float, int]:
        """The mean of those slots and how many it is of; (0, 0) of none."""
        lo, hi = self.within(first, last)
        return ((self.sums[hi] - self.sums[lo]) / (hi - lo), hi - lo) if hi > lo else (0.0, 0)

    def usual(self, today: int, near: int = 14, far: int = 91) -> Usual | None:
        """What was usual from `far` to `near` days ago, so that the present days do not speak for themselves.

        None with fewer than 21 ratings. Several signals ask for the same; it is reckoned once.
        """
        asked = today, near, far
        if asked not in self._usual:
            self._usual[asked] = self._reckon(*asked)
        return self._usual[asked]

    def _reckon(self, today: int, near: int, far: int) -> Usual | None:
        lo, hi = self.within(today - far, today - near)
        if hi - lo < LEAST:
            return None
        values = self.values[lo:hi]
        pairs = [
            (values[n - lo], values[n - lo + 1]) for n in range(lo, hi - 1) if self.slots[n + 1] - self.slots[n] == 1
        ]
        link = robust.shrunk_link(pairs, robust.mean(values), PRIOR_LINK, PRIOR_PAIRS)
        return Usual(
            robust.trimmed_mean(values, 0.1),
            max(robust.deviation(values), SPREAD_LEAST),
            (1 + link) / (1 - link),
            len(values),
        )
