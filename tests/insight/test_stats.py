"""The statistics of signals and trends, against values worked out by hand or by Python's own."""

from __future__ import annotations

import statistics
from math import comb

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cmcheckin.insight import stats

NUMBERS = st.lists(st.integers(-50, 50).map(lambda n: n / 4), min_size=1, max_size=12)


@given(NUMBERS)
def test_means_medians_and_deviations_are_those_of_python(values: list[float]) -> None:
    assert stats.mean(values) == pytest.approx(statistics.mean(values))
    assert stats.median(values) == pytest.approx(statistics.median(values))
    assert stats.deviation(values) == pytest.approx(statistics.stdev(values) if len(values) > 1 else 0.0)
    middle = statistics.median(values)
    robust = 1.4826 * statistics.median(abs(value - middle) for value in values)
    assert stats.robust_deviation(values) == pytest.approx(robust)


def test_a_mean_leaves_out_what_is_unknown_and_is_never_zero_for_nothing() -> None:
    assert stats.mean_or_none([None, 2.0, 4.0]) == 3.0
    assert stats.mean_or_none([0.0, None]) == 0.0
    assert stats.mean_or_none([None]) is None


@pytest.mark.parametrize(
    ("seen", "pairs", "expected"),
    [(0.9, 0, 0.25), (0.55, 30, 0.4), (0.25, 7, 0.25), (1.0, 1000, 0.8), (0.8, 10**9, 0.8), (-1.0, 30, 0.0),
     (-0.125, 30, 0.0625)],
)  # fmt: skip
def test_autocorrelation_is_drawn_to_a_quarter_and_kept_between_zero_and_four_fifths(
    seen: float, pairs: int, expected: float
) -> None:
    assert stats.shrunk(seen, pairs) == pytest.approx(expected, abs=1e-7)


def test_autocorrelation_is_of_neighbours_around_the_mean() -> None:
    seen = (1.5 * 0.5 - 0.5 * 1.5 + 1.5 * 1.5) / ((1.5**2 + 0.5**2 + 0.5**2 + 1.5**2 + 1.5**2 + 1.5**2) / 2)
    pairs = [(4.0, 3.0), (2.0, 4.0), (1.0, 1.0)]
    assert stats.autocorrelation(pairs, 2.5) == pytest.approx((seen * 3 + 0.25 * 30) / 33)
    assert stats.autocorrelation([(2.0, 2.0)], 2.0) == 0.25


def test_a_slope_is_the_median_of_all_pairs_a_step() -> None:
    assert stats.slope([(0, 1.0), (2, 2.0)]) == 0.5
    assert stats.slope([(0, 0.0), (1, 1.0), (3, 9.0)]) == 3.0  # of 1, 3 and 4


@pytest.mark.parametrize(
    ("values", "z"),
    [
        ([1.0, 2.0, 3.0, 4.0], 5 / (4 * 3 * 13 / 18) ** 0.5),
        ([4.0, 3.0, 2.0, 1.0], -5 / (4 * 3 * 13 / 18) ** 0.5),
        ([1.0, 2.0, 2.0, 3.0], 4 / ((4 * 3 * 13 - 2 * 1 * 9) / 18) ** 0.5),
        ([2.0, 1.0, 2.0, 1.0], -1 / ((4 * 3 * 13 - 2 * 2 * 1 * 9) / 18) ** 0.5),
        ([1.0, 3.0, 2.0], 0.0),
        ([3.0, 1.0, 2.0], 0.0),
        ([2.0, 2.0, 2.0], 0.0),
        ([2.0], 0.0),
    ],
)
def test_a_trend_counts_pairs_and_allows_for_ties(values: list[float], z: float) -> None:
    assert stats.trend_z(values) == pytest.approx(z)


@given(st.integers(0, 14), st.floats(0.01, 0.99))
def test_the_chance_of_a_number_or_more_is_binomial(hits: int, rate: float) -> None:
    expected = sum(comb(14, k) * rate**k * (1 - rate) ** (14 - k) for k in range(14, hits - 1, -1))
    assert stats.at_least(hits, 14, rate) == pytest.approx(expected)
    assert stats.at_least(0, 14, rate) == pytest.approx(1.0)
