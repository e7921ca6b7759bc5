"""Statistics for signals and trends, written out: importing Python's own takes longer than replaying a morning."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from math import comb, sqrt
from typing import Final

NORMAL_MAD: Final = 1.4826
"""Factor from the median absolute deviation of a normal distribution to its standard deviation."""
PRIOR_LINK: Final = 0.25
PRIOR_PAIRS: Final = 30
"""Autocorrelation assumed between one morning's rating and the next, with the weight of this many pairs: a few weeks
say little about it (autocorrelation in daily affect: Smit 2022, PMC10248291)."""
LINK_MOST: Final = 0.8
"""Highest autocorrelation used; nearer to 1, the variance of a mean grows without limit (our choice)."""


def mean(values: Sequence[float]) -> float:
    """Return the arithmetic mean of at least one value."""
    return sum(values) / len(values)


def mean_or_none(values: Iterable[float | None]) -> float | None:
    """Return the mean of the values that are not None; None if all are, never 0."""
    known = [value for value in values if value is not None]
    return mean(known) if known else None


def median(values: Sequence[float]) -> float:
    """Return the median of at least one value."""
    ordered = sorted(values)
    half = len(ordered) // 2
    return ordered[half] if len(ordered) % 2 else (ordered[half - 1] + ordered[half]) / 2


def deviation(values: Sequence[float]) -> float:
    """Return the sample standard deviation; 0 for fewer than two values."""
    if len(values) < 2:
        return 0.0
    middle = mean(values)
    return sqrt(sum([(value - middle) ** 2 for value in values]) / (len(values) - 1))


def robust_deviation(values: Sequence[float]) -> float:
    """Return the median absolute deviation as a standard deviation, which one outlier does not move."""
    middle = median(values)
    return NORMAL_MAD * median([abs(value - middle) for value in values])


def autocorrelation(pairs: Sequence[tuple[float, float]], middle: float) -> float:
    """Return the correlation of neighbouring values around their mean `middle`, shrunk as `shrunk` says."""
    away = [(one - middle, other - middle) for one, other in pairs]
    together = sum([one * other for one, other in away])
    alone = sum([one * one + other * other for one, other in away]) / 2
    return shrunk(together / alone if alone else PRIOR_LINK, len(pairs))


def shrunk(seen: float, pairs: int) -> float:
    """Return the autocorrelation `seen` in `pairs` pairs, drawn towards `PRIOR_LINK`, from 0 to 0.8."""
    return min(max((seen * pairs + PRIOR_LINK * PRIOR_PAIRS) / (pairs + PRIOR_PAIRS), 0.0), LINK_MOST)


def slope(values: Sequence[tuple[int, float]]) -> float:
    """Return the Theil-Sen slope of at least two (step, value) pairs: the median slope of all pairs, per step."""
    return median([(b - a) / (j - i) for n, (i, a) in enumerate(values) for j, b in values[n + 1 :]])


def trend_z(values: Sequence[float]) -> float:
    """Return the Mann-Kendall trend of `values` in standard errors, positive when they grow."""
    n = len(values)
    score = sum((b > a) - (b < a) for i, a in enumerate(values) for b in values[i + 1 :])
    ties = [values.count(value) for value in set(values)]
    variance = (n * (n - 1) * (2 * n + 5) - sum(t * (t - 1) * (2 * t + 5) for t in ties)) / 18
    return (score - (score > 0) + (score < 0)) / sqrt(variance) if variance else 0.0


def at_least(hits: int, tries: int, rate: float) -> float:
    """Return the probability of `hits` or more in `tries` at `rate` (binomial)."""
    return sum(comb(tries, k) * rate**k * (1 - rate) ** (tries - k) for k in range(hits, tries + 1))
