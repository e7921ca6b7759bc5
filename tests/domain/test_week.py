"""ISO weeks: the year they count in, and what a user may call them."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cmcheckin.domain.week import Week, WrongOrderError, days_between

DAYS = st.dates(date(1971, 1, 1), date(9990, 1, 1))
WEEKS = DAYS.map(Week.of)
TODAY = date(2026, 11, 20)


@pytest.mark.parametrize(
    ("day", "week"),
    [
        (date(2026, 12, 31), "2026-W53"),
        (date(2027, 1, 3), "2026-W53"),
        (date(2027, 1, 4), "2027-W01"),
        (date(2020, 12, 31), "2020-W53"),
        (date(2021, 1, 3), "2020-W53"),
        (date(2024, 12, 30), "2025-W01"),
        (date(2023, 1, 1), "2022-W52"),
        (date(2026, 11, 20), "2026-W47"),
    ],
)
def test_days_around_new_year_count_in_the_year_that_holds_their_thursday(day: date, week: str) -> None:
    assert str(Week.of(day)) == week


@given(DAYS)
def test_a_week_is_seven_days_from_monday_that_all_name_it(day: date) -> None:
    week = Week.of(day)
    days = list(week.days())
    assert day in days and day in week
    assert days[0] == week.monday and days[-1] == week.sunday and week.monday.weekday() == 0
    assert {Week.of(one) for one in days} == {week}
    assert week.monday - timedelta(1) not in week and week.sunday + timedelta(1) not in week
    assert str(day) not in week


@given(WEEKS, st.integers(-300, 300), st.integers(-300, 300))
def test_shifting_adds_up_and_keeps_the_order(week: Week, one: int, two: int) -> None:
    assert week.shifted(one).shifted(two) == week.shifted(one + two)
    assert week.shifted(one).monday == week.monday + timedelta(weeks=one)
    assert (week.shifted(one) < week) == (one < 0)


@given(st.integers(1971, 9990))
def test_a_year_has_53_weeks_when_its_28th_of_december_says_so(year: int) -> None:
    last = Week.of(date(year, 12, 28))
    assert last.year == year
    assert last.shifted(1) == Week(year + 1, 1)
    if last.number == 52:
        with pytest.raises(ValueError, match=f"{year}-W53"):
            Week.parse(f"{year}-W53", TODAY)


@given(WEEKS, st.integers(0, 6))
def test_a_week_is_read_as_it_is_written_and_by_each_of_its_dates(week: Week, weekday: int) -> None:
    assert Week.parse(str(week), TODAY) == week
    assert Week.parse(f" {week} ".lower().replace("-w", "w"), TODAY) == week
    assert Week.parse((week.monday + timedelta(weekday)).isoformat(), TODAY) == week


@given(DAYS, st.integers(0, 50))
def test_minus_one_is_last_week(today: date, ago: int) -> None:
    assert Week.parse(f"-{ago}", today) == Week.of(today - timedelta(weeks=ago))
    assert Week.parse("0", today) == Week.of(today)


@pytest.mark.parametrize(
    "text",
    [
        "", "W0", "W54", "2026-W00", "2026-W54", "2026-W5", "2025-W53", "2026-11-31", "2026-13-01", "0000-W10",
        "-99999", "00", "54", "147", "--1", "week", "2026-W47-8", "0001-01-01", "0001-W01", "9999-12-31", "9999-W52",
    ],
)  # fmt: skip
def test_anything_but_a_week_is_refused_with_examples(text: str) -> None:
    with pytest.raises(ValueError, match=r"isn't a week\. Try 2026-W40, 2026-10-03 or -1"):
        Week.parse(text, TODAY)


@pytest.mark.parametrize(
    ("text", "week"),
    [
        ("W47", "2026-W47"), ("w47", "2026-W47"), ("W3", "2026-W03"), ("W48", "2025-W48"), ("W53", "2020-W53"),
        ("47", "2026-W47"), ("Week 46", "2026-W46"), ("3", "2026-W03"), ("0", "2026-W47"),
        ("last week", "2026-W46"), ("Last  Week", "2026-W46"), ("this week", "2026-W47"), ("next week", "2026-W48"),
        ("today", "2026-W47"), ("yesterday", "2026-W47"), ("sunday", "2026-W46"), ("mon", "2026-W47"),
        ("last monday", "2026-W47"), ("3 aug", "2026-W32"), ("0002-W10", "0002-W10"), ("9998-W10", "9998-W10"),
    ],
)  # fmt: skip
def test_weeks_are_read_as_people_name_them(text: str, week: str) -> None:
    assert str(Week.parse(text, TODAY)) == week


def test_the_latest_week_53_may_be_seven_years_ago() -> None:
    assert Week.parse("W53", date(1903, 6, 1)) == Week(1896, 53)
    assert Week.parse("W53", date(1903, 12, 28)) == Week(1903, 53)
    assert Week.parse("W53", date(1903, 12, 27)) == Week(1896, 53)


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("last week", "2026-11-09", "2026-11-15"), ("W46 to W47", "2026-11-09", "2026-11-22"),
        ("3 aug to 9 aug", "2026-08-03", "2026-08-09"), ("monday – yesterday", "2026-11-16", "2026-11-19"),
        ("47", "2026-11-16", "2026-11-22"),
        ("-3 - today", "2026-11-17", "2026-11-20"), ("W46 - 2026-11-17", "2026-11-09", "2026-11-17"),
    ],
)  # fmt: skip
def test_two_days_may_be_named_like_one(text: str, first: str, last: str) -> None:
    assert days_between(text, TODAY) == (date.fromisoformat(first), date.fromisoformat(last))


@given(st.text(max_size=30))
def test_any_text_is_a_week_or_refused(text: str) -> None:
    try:
        week = Week.parse(text, TODAY)
    except ValueError as no:
        assert "isn't a week" in str(no)
    else:
        assert week.monday <= week.sunday


@pytest.mark.parametrize("between", [" ", " to ", " - ", ", ", "..", " – ", "   "])
@given(DAYS, st.integers(0, 400))
def test_two_dates_are_the_days_from_one_to_the_other(between: str, first: date, days: int) -> None:
    last = first + timedelta(days)
    assert days_between(f" {first}{between}{last} ", TODAY) == (first, last)


@given(DAYS)
def test_one_date_or_a_week_is_that_week(day: date) -> None:
    week = Week.of(day)
    assert days_between(str(day), TODAY) == days_between(str(week), TODAY) == (week.monday, week.sunday)


@pytest.mark.parametrize("text", ["", "soon", "2026-11-02 soon", "3 to 9", "a b c", "2026-W99", "to"])
def test_anything_but_a_range_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="isn't a week"):
        days_between(text, TODAY)


def test_two_dates_in_the_wrong_order_have_their_own_error() -> None:
    with pytest.raises(WrongOrderError, match="2026-11-12 is later than 2026-11-02"):
        days_between("2026-11-12 2026-11-02", TODAY)


@given(st.text(max_size=30))
def test_any_text_is_a_range_or_refused(text: str) -> None:
    try:
        first, last = days_between(text, TODAY)
    except ValueError:
        return
    assert first <= last
