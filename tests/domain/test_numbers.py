"""Rounding, against decimals worked out by hand."""

from __future__ import annotations

from datetime import date
from decimal import ROUND_HALF_UP, Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cmcheckin.domain.numbers import rounded, rounded_hours, whole
from cmcheckin.domain.week import Week
from cmcheckin.sharing.share_file import ShareWeek
from cmcheckin.sharing.week_columns import hours_columns
from cmcheckin.ui.kit.painter import eighths, eighths_from_middle
from cmcheckin.wording import formats, review, review_facts, share_page, trend_screen, trends, week
from cmcheckin.wording.nudges import phrases as notes


@given(st.integers(-(10**9), 10**9), st.integers(0, 4), st.integers(0, 3))
def test_decimals_are_rounded_as_by_hand(digits: int, point: int, places: int) -> None:
    written = Decimal(digits).scaleb(-point)
    by_hand = written.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)
    assert rounded(float(written), places) == float(by_hand)


@given(st.lists(st.integers(1, 5), min_size=1, max_size=8))
def test_a_mean_of_ratings_is_rounded_as_by_hand(ratings: list[int]) -> None:
    by_hand = (Decimal(sum(ratings)) / len(ratings)).quantize(Decimal("0.1"), ROUND_HALF_UP)
    assert formats.one_decimal(sum(ratings) / len(ratings)) == str(by_hand)


def test_halves_go_up_whatever_their_neighbours_are() -> None:
    assert [whole(n + 0.5) for n in range(6)] == [1, 2, 3, 4, 5, 6]
    assert [whole(-n - 0.5) for n in range(3)] == [-1, -2, -3]
    assert whole(sum([0.1] * 5)) == whole(34.499999999999996 - 34) == 1
    assert str(rounded(-0.004, 2)) == "0.0"
    assert [rounded_hours(amount) for amount in (8.0, 8.125, -1, 25)] == [8, 8.13, 0, 24]


SHOWN = {
    "trend chart": (trend_screen.whole_cell(34.5), trend_screen.whole_cell(45.5), "35", "46"),
    "trend chart, usual": (
        trend_screen.usual_band(34.5, 45.5),
        trend_screen.usual_band(35.5, 46.5),
        "usual 35–46",
        "usual 36–47",
    ),
    "trends as text": (trends.usual_hours(34.5, 45.5), trends.usual_hours(35.5, 46.5), "35–46 h", "36–47 h"),
    "a number of one's own": (trends.compact_number(100.5), trends.compact_number(0.25), "101", "0.3"),
    "one place": (formats.one_decimal(0.25), formats.one_decimal(0.35), "0.3", "0.4"),
    "hours": (formats.hours(7.125), formats.hours(7.135), "7.13 h", "7.14 h"),
    "minutes": (formats.minutes(0.5), formats.minutes(61.5), "1 min", "1 h 2 min"),
    "the week": (week.number_cell(38.25, 1), week.mean_cell(2.45), "38.3", "2.5"),
    "a note": (notes.about_hours(41.25), notes.about_hours(41.75), "41.5\N{NO-BREAK SPACE}h", "42\N{NO-BREAK SPACE}h"),
    "review": (review.number_cell(38.25), review_facts.hours_with_usual(38.25, None), "38.3", "38.3 h"),
    "share": (share_page.mean_hours(38.25), share_page.metric_value(0.125), "38.3", "0.13"),
}


@pytest.mark.parametrize("place", SHOWN)
def test_every_place_rounds_halves_up(place: str) -> None:
    one, other, *expected = SHOWN[place]
    assert [one, other] == expected


def test_a_share_file_and_its_table_round_halves_up() -> None:
    shared = ShareWeek(Week.of(date(2026, 11, 20)), hours=34.25, usual_hours=45.25)
    texts = [cell(shared) for _, cell in hours_columns(date(2026, 11, 27))]
    assert texts[:2] == ["34.3 h", "45.3 h"]


def test_bars_round_as_their_numbers_do() -> None:
    assert [eighths(n + 0.5, 0, 8, 1) for n in range(1, 6)] == [2, 3, 4, 5, 6]
    assert [eighths_from_middle(n + 0.5, 0, 8, 1) for n in range(1, 6)] == [2, 3, 4, 5, 6]
