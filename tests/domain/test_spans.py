"""Months, quarters, half-years and years as ranges of days."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cmcheckin.domain.fields import EARLIEST, LATEST
from cmcheckin.domain.spans import MONTHS, Span, SpanKind, read_span

TODAY = date(2026, 11, 26)
DAYS = st.dates(EARLIEST, date(2200, 1, 1))
KINDS = st.sampled_from([*MONTHS])


@given(kind=KINDS, day=DAYS)
def test_spans_hold_their_day_and_follow_each_other_without_gaps(kind: SpanKind, day: date) -> None:
    span = Span.of(kind, day)
    assert span.first <= day <= span.last
    assert span.shifted(1) == Span.of(kind, span.last + timedelta(1))
    assert span.shifted(1).first == span.last + timedelta(1)
    assert span.shifted(3).shifted(-3) == span


@given(day=DAYS)
def test_numbers_count_the_parts_of_a_year(day: date) -> None:
    assert Span.of("quarter", day).number == (day.month + 2) // 3
    assert Span.of("half", day).number == 1 + (day.month > 6)
    assert read_span(f"{day.year}-Q{(day.month + 2) // 3}", TODAY) == Span.of("quarter", day)
    assert read_span(f"{day:%Y-%m}", TODAY) == Span.of("month", day)


@given(text=st.text(max_size=12))
def test_any_other_text_is_refused_with_a_sentence(text: str) -> None:
    try:
        span = read_span(text, TODAY)
    except ValueError as error:
        assert "isn't a period. Try" in str(error)
    else:
        assert span.first <= span.last


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("2026", "2026-01-01", "2026-12-31"),
        ("2026-Q3", "2026-07-01", "2026-09-30"),
        ("q4", "2026-10-01", "2026-12-31"),
        ("2026-H1", "2026-01-01", "2026-06-30"),
        ("H2", "2026-07-01", "2026-12-31"),
        ("2024-02", "2024-02-01", "2024-02-29"),
        ("quarter", "2026-10-01", "2026-12-31"),
        ("last quarter", "2026-07-01", "2026-09-30"),
        ("Last  Year", "2025-01-01", "2025-12-31"),
        ("half-year", "2026-07-01", "2026-12-31"),
        ("2026-W47", "2026-11-16", "2026-11-22"),
        ("october", "2026-10-01", "2026-10-31"),
        ("dec", "2025-12-01", "2025-12-31"),
        ("feb 2024", "2024-02-01", "2024-02-29"),
        ("last week", "2026-11-16", "2026-11-22"),
        ("yesterday", "2026-11-25", "2026-11-25"),
        ("3 aug", "2026-08-03", "2026-08-03"),
    ],
)
def test_periods_as_people_write_them(text: str, first: str, last: str) -> None:
    assert read_span(text, TODAY)[1:] == (date.fromisoformat(first), date.fromisoformat(last))


def test_a_quarter_without_a_year_is_the_latest_that_has_begun() -> None:
    assert read_span("Q4", date(2026, 3, 1)).first == date(2025, 10, 1)
    assert read_span("Q1", date(2026, 3, 1)).first == date(2026, 1, 1)


@pytest.mark.parametrize("text", ["", "H3", "Q5", "0000", "9999-Q4", "2026-13", "next", "2026-W60", "47"])
def test_what_is_no_period_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="isn't a period"):
        read_span(text, TODAY)


def test_spans_stay_within_the_days_that_records_can_have() -> None:
    everything = Span.of("all", TODAY)
    assert everything.shifted(-1) == everything
    assert Span.of("year", EARLIEST).shifted(-1).first == EARLIEST
    assert Span.of("year", LATEST).shifted(1) == Span.of("year", LATEST)
    assert Span("days", EARLIEST, EARLIEST).shifted(-1).first == EARLIEST


@given(kind=st.sampled_from(["month", "quarter", "half", "year", "all"]), day=DAYS)
def test_a_name_is_read_as_the_same_span(kind: SpanKind, day: date) -> None:
    span = Span.of(kind, day)
    assert read_span(str(span), TODAY) == span


def test_the_name_of_other_days_has_both_ends() -> None:
    assert str(Span("days", date(2026, 9, 28), date(2026, 10, 4))) == "2026-09-28-to-2026-10-04"
