"""Times and dates are read in the languages of phones, and never guessed."""

from __future__ import annotations

from datetime import date, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cmcheckin.interchange.readers.localized import month_named, read_clock, read_day_of_year

TEN = time(22, 5)


@pytest.mark.parametrize(
    "text",
    [
        "22:05", "22.05", "22:05:00", "10:05 pm", "10:05 PM", "10:05\u202fPM", "10:05 p.\u00a0m.", "10:05 nachm.",
        "22:05 Uhr", "kl. 22.05", "22h05", "10:05 odp.", "du. 10:05", "10:05 em", "10:05 ip.", "ÖS 10:05", "10:05 μ.μ.",
        "午後10:05", "下午10:05", "오후 10:05", "10:05 م", "22時05", "２２：０５", "10:05 пп", "10:05 CH",
    ],
)  # fmt: skip
def test_ten_in_the_evening_is_read_in_many_languages(text: str) -> None:
    assert read_clock(text) == TEN


@pytest.mark.parametrize(
    ("text", "at"),
    [
        ("12:05 am", time(0, 5)),
        ("12:05 vorm.", time(0, 5)),
        ("午後0:05", time(12, 5)),
        ("上午12:30", time(0, 30)),
        ("0:05", time(0, 5)),
    ],
)
def test_twelve_is_noon_or_midnight(text: str, at: time) -> None:
    assert read_clock(text) == at


def test_a_time_that_could_be_before_or_after_noon_is_not_guessed() -> None:
    assert read_clock("10:05 foo") is None
    assert read_clock("22:05 foo") == TEN


@pytest.mark.parametrize("text", ["", "25:05", "10:65", "evening", "13", "10:5", "1:2:3:4", "24:00 nachm."])
def test_what_isnt_a_time_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="time of day"):
        read_clock(text)


@pytest.mark.parametrize(
    "text",
    [
        "March 9", "9 March", "9-Mar", "Mar 9", "9. März", "9 mars", "9 de marzo", "9 de março", "9 marzo", "9 maart",
        "9 marca", "9. března", "9. marca", "március 9.", "9 martie", "9. mars", "9. marts", "9. maaliskuuta", "9 Mart",
        "9 марта", "9 березня", "3月9日", "3월 9일", "9 MARCH",
    ],
)  # fmt: skip
def test_the_ninth_of_march_is_read_in_many_languages(text: str) -> None:
    assert read_day_of_year("2018", text) == date(2018, 3, 9)


@pytest.mark.parametrize(
    "text", ["", "9", "9 3", "9/3", "march", "9 march 8", "9 march april", "9 foo x", "31 april", "9 ju", "9 jui"]
)
def test_what_isnt_a_date_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="no date"):
        read_day_of_year("2018", text)
    for year in ("", "9" * 30, "0"):
        with pytest.raises(ValueError, match="no date"):
            read_day_of_year(year, "9 march")


def test_an_ambiguous_month_is_not_guessed() -> None:
    assert [month_named(name) for name in ("juillet", "juil", "jui", "červen", "července", "červ")] == [
        7,
        7,
        0,
        6,
        7,
        0,
    ]


@given(st.text())
def test_any_text_is_read_or_refused(text: str) -> None:
    for read in (read_clock, lambda one: read_day_of_year("2018", one), lambda one: read_day_of_year(one, "9 May")):
        try:
            read(text)
        except ValueError as error:
            assert str(error).startswith("has no ")
