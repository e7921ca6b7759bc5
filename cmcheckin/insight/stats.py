"""The statistics the signals are made of, written out: Python's own takes longer to import than a morning to read."""

from __future__ import annotations

from collections.abc import Sequence
from math import comb, sqrt
from typing import Final

NORMAL_MAD: Final = 1.4826
"""What the median absolute deviation is multiplied by to stand for a standard deviation (of a normal distribution)."""


def mean(values: Sequence[float]) -> float:
    """The arithmetic mean of at least one value."""
    return sum(values) / len(values)


def median(values: Sequence[float]) -> float:
    """The middle of at least one value."""
    ordered = sorted(values)
    half = len(ordered) // 2
    return ordered[half] if len(ordered) % 2 else (ordered[half - 1] + ordered[half]) / 2


def deviation(values: Sequence[float]) -> float:
    """The sample standard deviation; 0 of fewer than two."""
    if len(values) < 2:
        return 0.0
    middle = mean(values)
    return sqrt(sum([(value - middle) ** 2 for value in values]) / (len(values) - 1))


def scatter(values: Sequence[float]) -> float:
    """The median absolute deviation, as a standard deviation that one wild value does not move."""
    middle = median(values)
    return NORMAL_MAD * median([abs(value - middle) for value in values])


def shrunk_link(pairs: Sequence[tuple[float, float]], middle: float, prior: float, weight: int) -> float:
    """The correlation of neighbours, drawn towards `prior` as if that had been seen in `weight` pairs; 0 to 0.8."""
    away = [(one - middle, other - middle) for one, other in pairs]
    together = sum([one * other for one, other in away])
    alone = sum([one * one + other * other for one, other in away]) / 2
    seen = together / alone if alone else prior
    return min(max((seen * len(pairs) + prior * weight) / (len(pairs) + weight), 0.0), 0.8)


def slope(values: Sequence[tuple[int, float]]) -> float:
    """Theil and Sen: the median of the slopes of all pairs, in units a step. Of at least two values."""
    return median([(b - a) / (j - i) for n, (i, a) in enumerate(values) for j, b in values[n + 1 :]])


def trend_z(values: Sequence[float]) -> float:
    """Mann and Kendall: how far the order of the values is from chance, in standard errors; positive when they grow."""
    n = len(values)
    score = sum((b > a) - (b < a) for i, a in enumerate(values) for b in values[i + 1 :])
    ties = [values.count(value) for value in set(values)]
    variance = (n * (n - 1) * (2 * n + 5) - sum(t * (t - 1) * (2 * t + 5) for t in ties)) / 18
    return (score - (score > 0) + (score < 0)) / sqrt(variance) if variance else 0.0


def at_least(hits: int, tries: int, rate: float) -> float:
    """How probable so many hits or more are at that rate (binomial)."""
    return sum(comb(tries, k) * rate**k * (1 - rate) ** (tries - k) for k in range(hits, tries + 1))
