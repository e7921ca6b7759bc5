"""Days as people write them."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cmcheckin.domain.dates import quoted, read_day

TODAY = date(2026, 11, 20)
"""A Friday."""
DAYS = st.dates(date(1971, 1, 1), date(9990, 1, 1))
WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2026-11-20", "2026-11-20"), (" 2026-11-20 ", "2026-11-20"), ("1969-12-31", "1969-12-31"),
        ("today", "2026-11-20"), ("TODAY", "2026-11-20"), ("0", "2026-11-20"), ("yesterday", "2026-11-19"),
        ("-1", "2026-11-19"), ("-20", "2026-10-31"), ("tomorrow", "2026-11-21"),
        ("friday", "2026-11-20"), ("Fri", "2026-11-20"), ("thursday", "2026-11-19"), ("sat", "2026-11-14"),
        ("last friday", "2026-11-13"), ("last thu", "2026-11-19"), ("next friday", "2026-11-27"),
        ("next sat", "2026-11-21"), ("3 aug", "2026-08-03"), ("3 August", "2026-08-03"), ("20 nov", "2026-11-20"),
        ("21 nov", "2025-11-21"), ("3. sept 2024", "2024-09-03"), ("29 feb", "2024-02-29"),
    ],
)  # fmt: skip
def test_days(text: str, day: str) -> None:
    assert read_day(text, TODAY) == date.fromisoformat(day)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("friday", "2026-11-27"), ("monday", "2026-11-23"), ("last monday", "2026-11-16"), ("21 nov", "2026-11-21"),
        ("20 nov", "2027-11-20"), ("29 feb", "2028-02-29"), ("2026-12-01", "2026-12-01"), ("today", "2026-11-20"),
    ],
)  # fmt: skip
def test_days_in_the_future(text: str, day: str) -> None:
    assert read_day(text, TODAY, ahead=True) == date.fromisoformat(day)


@pytest.mark.parametrize(
    ("today", "ahead", "day"),
    [
        ("2104-02-28", False, "2096-02-29"), ("2096-02-29", True, "2104-02-29"), ("2096-02-29", False, "2096-02-29"),
        ("2104-02-28", True, "2104-02-29"),
    ],
)  # fmt: skip
def test_a_leap_day_may_be_eight_years_away(today: str, ahead: bool, day: str) -> None:
    assert read_day("29 feb", date.fromisoformat(today), ahead=ahead) == date.fromisoformat(day)


@pytest.mark.parametrize(("text", "shown"), [("x" * 20, "x" * 20), ("x" * 21, "x" * 19 + "…"), ("a\x07b", "ab")])
def test_what_the_user_typed_is_quoted_cleaned_and_shortened(text: str, shown: str) -> None:
    assert quoted(text) == f"“{shown}”"


@pytest.mark.parametrize(
    "text",
    [
        "", "soon", "m", "mo", "mond", "last", "last week", "W47", "2026-W47", "2026-11-31", "20261120", "1", "+1",
        "--1", "31 feb", "3 ma", "3 xyz", "0 aug", "-9999999", "-999999", "٣ aug", "2026-11-20T10:00", "aug 3",
    ],
)  # fmt: skip
def test_anything_but_a_day_is_refused_with_examples(text: str) -> None:
    with pytest.raises(ValueError, match=r"isn't a day\. Try 2026-11-20, yesterday, monday or -1"):
        read_day(text, TODAY)


@given(DAYS, st.integers(0, 6), st.booleans())
def test_a_weekday_is_the_nearest_on_its_side(today: date, weekday: int, ahead: bool) -> None:
    found = read_day(WEEKDAYS[weekday], today, ahead=ahead)
    assert found.weekday() == weekday
    assert timedelta(0) < found - today <= timedelta(7) if ahead else timedelta(0) <= today - found < timedelta(7)
    assert read_day(WEEKDAYS[weekday][:3], today, ahead=ahead) == found


@given(DAYS, DAYS)
def test_a_day_is_read_as_it_is_written(day: date, today: date) -> None:
    for text in (day.isoformat(), f"{day.day} {day:%b} {day.year:04d}", f"{day.day} {day:%B} {day.year:04d}"):
        assert read_day(text, today) == day


@given(DAYS, DAYS)
def test_a_day_without_a_year_is_the_latest_of_that_name(day: date, today: date) -> None:
    found = read_day(f"{day.day} {day:%b}", today)
    assert (found.month, found.day) == (day.month, day.day)
    assert found <= today
    with_year = [date(today.year - n, day.month, day.day) for n in range(9) if n == today.year - found.year]
    assert with_year == [found]


@given(st.text(max_size=30), st.booleans())
def test_any_text_is_a_day_or_refused(text: str, ahead: bool) -> None:
    try:
        assert isinstance(read_day(text, TODAY, ahead=ahead), date)
    except ValueError as error:
        assert len(str(error)) < 120
