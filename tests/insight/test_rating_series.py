"""The baseline of a rating, from running sums, against the same figures counted from the ratings themselves."""

from __future__ import annotations

from itertools import pairwise
from statistics import mean, stdev

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cmcheckin.insight.rating_series import FAR, LEAST, NEAR, SPREAD_LEAST, WIDE, RatingBaseline, RatingSeries
from cmcheckin.insight.stats import autocorrelation

RATINGS = st.lists(st.sampled_from([None, 1, 2, 3, 4, 5, 5]), min_size=30, max_size=120)


@given(RATINGS, st.integers(0, 30))
def test_a_baseline_is_what_its_ratings_add_up_to(values: list[int | None], later: int) -> None:
    series, today = RatingSeries(range(len(values)), values), len(values) - 1 + later
    span = range(max(today - FAR, 0), min(today - NEAR, len(values) - 1) + 1)
    rated = [(slot, value) for slot in span if (value := values[slot]) is not None]
    found = series.baseline(today)
    if len(rated) < LEAST:
        assert found is None
        return
    known = sorted(value for _, value in rated)
    cut = len(known) // 10
    pairs = [(float(a), float(b)) for (slot, a), (other, b) in pairwise(rated) if slot + 1 == other]
    link = autocorrelation(pairs, mean(known))
    assert found is not None
    assert found.known == len(known)
    assert found.mean == pytest.approx(mean(known[cut : len(known) - cut]))
    assert found.plain_mean == pytest.approx(mean(known))
    assert found.usual == pytest.approx(min(found.mean, mean(known)) if found.spread >= WIDE else found.mean)
    assert found.spread == pytest.approx(max(stdev(known), SPREAD_LEAST))
    assert found.inflation == pytest.approx((1 + link) / (1 - link))


def test_a_drop_allows_for_the_error_of_both_means_and_for_drift() -> None:
    drop = RatingBaseline(4.0, 3.9, 0.5, 2.0, 25).drop(3.0, 4)
    assert drop == pytest.approx(1 / (0.25 * 2.0 * (1 / 4 + 1 / 25) + 0.18**2) ** 0.5)


@pytest.mark.parametrize(("known", "is_known"), [(21, True), (20, False)])
def test_a_baseline_has_21_ratings(known: int, is_known: bool) -> None:
    series = RatingSeries(range(known), [3] * known)
    found = series.baseline(known - 1 + NEAR)
    assert (found is not None) is is_known
    if found is not None:  # nothing is known of how ratings follow each other that never change
        assert found == (3.0, 3.0, SPREAD_LEAST, pytest.approx(1.25 / 0.75), 21)
    assert series.low[-1] == 0
    assert RatingSeries(range(4), [1, 2, 3, 4]).low == [0, 1, 2, 2, 2]
