"""The sentences of the trends: short enough, and in the right tone."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from cmcheckin.domain.week import Week
from cmcheckin.wording import trends as words
from cmcheckin.wording.formats import full_date_range

MINUTES = st.floats(0, 7 * 18 * 60)


@given(MINUTES, st.integers(0, 7), MINUTES, st.floats(0, 12 * 7 * 18 * 60))
@example(10.0, 3, 10.0, 10.0)
def test_the_ledger_of_any_week_fits_a_line(owed: float, nights: int, back: float, still: float) -> None:
    assert len(words.ledger_line(owed, nights, back, still)) <= 76


@pytest.mark.parametrize(
    ("amounts", "line"),
    [
        ((0, 0, 0, 0), ""),
        ((45, 0, 0, 45), "Time owed to you: 45 m this week, 45 m in all."),
        ((138, 1, 60, 420), "Time owed: 2 h 18 m this week, 7 h in all. Taken back: 1 h. One night ping."),
        ((0, 2, 0, 0), "Two night pings."),
        ((0, 0, 90, 0), "Taken back: 1 h 30 m. Nothing is still owed."),
        ((0, 0, 0, 300), "Time owed to you: 5 h."),
    ],
)
def test_the_ledger_in_a_line(amounts: tuple[float, int, float, float], line: str) -> None:
    assert words.ledger_line(*amounts) == line


def test_much_time_owed_ends_in_a_question_and_little_does_not() -> None:
    assert " ".join(words.ledger_summary(12, 600, 1, 0, 600)).endswith("?")
    assert "?" not in " ".join(words.ledger_summary(12, 60, 0, 0, 60))
    assert list(words.ledger_summary(12, 0, 0, 0, 0)) == ["No work after hours, on days off or at night in 12 weeks."]


def test_an_association_has_both_means_and_both_counts() -> None:
    assert words.association("night_ping", "energy", 2.1, 3.4, (9, 41)) == (
        "After a night ping: energy 2.1, compared with 3.4 after other nights (9 and 41 mornings)."
    )
    for condition in words.CONDITIONS:
        text = words.association(condition, "mood", 2, 3, (8, 8))
        assert not {"because", "causes", "makes", "leads"} & set(text.split())


@given(st.dates(date(1970, 1, 5), date(2200, 1, 1)))
def test_a_week_is_named_in_ten_cells(day: date) -> None:
    assert len(words.week_label(Week.of(day))) == 10


@given(st.none() | st.floats(-1e12, 1e12))
def test_a_metric_fits_its_column(value: float | None) -> None:
    assert len(words.compact_number(value)) <= 5


def test_ranges_and_periods_are_named() -> None:
    assert full_date_range(date(2026, 8, 31), date(2026, 11, 22)) == "31 August – 22 November 2026"
    assert full_date_range(date(2026, 8, 31), date(2026, 8, 31) + timedelta(200)).startswith("31 August 2026 – ")
    assert words.usual_hours(39.6, 40.4) == "40 h"
    assert words.title(1) == "One week"


@pytest.mark.parametrize("employed", [True, False])
def test_the_law_on_48_hours_is_quoted_to_employees_only(employed: bool) -> None:
    said = words.weeks_over_limit(48, [(Week(2026, 46), 55.26)], employed=employed)
    assert said.startswith("Over 48 h: W46 55.3 h.")
    assert ("EU rules limit employees" in said) is employed
