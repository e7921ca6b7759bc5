"""The same date in earlier years, with 29 February."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from cmcheckin.search.on_this_day import same_dates


def dates(day: str, years: int) -> list[str]:
    return [same.isoformat() for same in same_dates(date.fromisoformat(day), years)]


def test_the_same_date_in_earlier_years() -> None:
    assert dates("2026-11-20", 3) == ["2025-11-20", "2024-11-20", "2023-11-20"]
    assert dates("1972-05-01", 9) == ["1971-05-01", "1970-05-01"]


def test_29_february() -> None:
    assert dates("2028-02-29", 4) == ["2027-02-28", "2026-02-28", "2025-02-28", "2024-02-29"]
    assert dates("2026-02-28", 2) == ["2025-02-28", "2024-02-29", "2024-02-28"]
    assert dates("2028-02-28", 4) == ["2027-02-28", "2026-02-28", "2025-02-28", "2024-02-28"]


@given(st.integers(1990, 2100))
def test_within_a_year_each_day_of_earlier_years_is_remembered(year: int) -> None:
    days = [date(year, 1, 1) + timedelta(n) for n in range((date(year + 1, 1, 1) - date(year, 1, 1)).days)]
    before = {same for day in days for same in same_dates(day, 4)}
    first = date(year - 4, 1, 1)
    assert before == {first + timedelta(n) for n in range((date(year, 1, 1) - first).days)}
