"""Weeks and months side by side, and the pages of the trends: every day is on one of them."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cmcheckin.domain.checkin import CheckIn
from cmcheckin.domain.escalation import Escalation
from cmcheckin.domain.records import Record, Records
from cmcheckin.domain.schedule import Schedule
from cmcheckin.domain.week import Week
from cmcheckin.domain.workday import Workday
from cmcheckin.insight import calendar_periods
from cmcheckin.insight.calendar_periods import (
    MEASURES,
    MONTHS,
    WEEKS,
    Comparison,
    Period,
    compare_with_before,
    periods_between,
    questions_in,
)

TODAY = date(2026, 11, 20)
MONDAY = date(2026, 10, 5)
PAST = st.integers(0, 4000).map(lambda back: TODAY - timedelta(back))


@given(PAST, st.sampled_from([WEEKS, calendar_periods.YEAR_WEEKS]))
def test_every_day_is_on_its_page_of_weeks(day: date, weeks: int) -> None:
    last = calendar_periods.last_week_of_page(day, TODAY, weeks)
    assert last.shifted(1 - weeks).monday <= day <= last.sunday
    assert (Week.of(TODAY).monday - last.monday).days % (weeks * 7) == 0


@given(PAST)
def test_every_day_is_on_its_page_of_months(day: date) -> None:
    last = calendar_periods.last_month_of_page(day, TODAY)
    assert calendar_periods.month_later(last, 1 - MONTHS) <= day < calendar_periods.month_later(last, 1)
    assert last.month == TODAY.month


def test_the_present_is_on_the_newest_page() -> None:
    assert calendar_periods.last_week_of_page(TODAY, TODAY) == Week.of(TODAY)
    assert calendar_periods.last_week_of_page(Week.of(TODAY).sunday, TODAY) == Week.of(TODAY)
    assert calendar_periods.last_month_of_page(TODAY, TODAY) == date(2026, 11, 1)


@given(PAST, st.integers(-60, 60))
def test_months_go_there_and_back(day: date, months: int) -> None:
    there = calendar_periods.month_later(day, months)
    assert there.day == 1
    assert calendar_periods.month_later(there, -months) == day.replace(day=1)


def periods(*records: Record, starts: tuple[int, ...] = (0, 7), metrics: tuple[str, ...] = ()) -> list[Period]:
    """Return the periods that begin on these days after MONDAY, the last of them a week long."""
    days = [MONDAY + timedelta(n) for n in starts]
    return periods_between(Records.of(records), days, days[-1] + timedelta(7), TODAY, Schedule(), metrics)


def escalation(day: int, resolved: int | None = None, **fields: Any) -> Escalation:
    """Return an escalation opened on `day` after MONDAY, and resolved on another."""
    opened = datetime.combine(MONDAY + timedelta(day), time(12), UTC)
    if resolved is not None:
        fields |= {"status": "resolved", "resolved": opened + timedelta(resolved - day)}
    return Escalation(f"e-{day}-{resolved}-{len(fields)}", "t", opened, **fields)


def test_no_starts_are_no_periods() -> None:
    assert periods_between(Records(), [], TODAY, TODAY, Schedule()) == []


def test_periods_end_on_the_day_before_the_next() -> None:
    rows = [Workday(MONDAY + timedelta(n), "work", 1) for n in range(-1, 15)]
    found = periods(*rows)
    assert [(one.first, one.last, one.figures.hours) for one in found] == [
        (MONDAY, MONDAY + timedelta(6), 7), (MONDAY + timedelta(7), MONDAY + timedelta(13), 7)
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("one", "opened", "resolved", "still_open"),
    [
        (escalation(0), (1, 0), (0, 0), (1, 1)),
        (escalation(7), (0, 1), (0, 0), (0, 1)),
        (escalation(-1), (0, 0), (0, 0), (1, 1)),
        (escalation(14), (0, 0), (0, 0), (0, 0)),
        (escalation(0, 6), (1, 0), (1, 0), (0, 0)),
        (escalation(6, 7), (1, 0), (0, 1), (1, 0)),
        (escalation(0, 14), (1, 0), (0, 0), (1, 1)),
        (escalation(-1, 0), (0, 0), (1, 0), (0, 0)),
        (escalation(-600, -590), (0, 0), (0, 0), (0, 0)),
        (escalation(-600, 7), (0, 0), (0, 1), (1, 0)),
        (escalation(-600), (0, 0), (0, 0), (1, 1)),
        (escalation(0, status="resolved"), (1, 0), (0, 0), (0, 0)),
        (escalation(-1, status="resolved"), (0, 0), (0, 0), (0, 0)),
        (escalation(7, 0), (0, 1), (1, 0), (0, 0)),
    ],
)
def test_an_escalation_is_open_until_the_day_it_was_resolved(
    one: Escalation, opened: tuple[int, int], resolved: tuple[int, int], still_open: tuple[int, int]
) -> None:
    figures = [period.figures for period in periods(one)]
    assert tuple(f.escalations_opened for f in figures) == opened
    assert tuple(f.escalations_resolved for f in figures) == resolved
    assert tuple(f.escalations_open for f in figures) == still_open


def test_escalations_are_counted_by_severity() -> None:
    rated = [escalation(n, severity=n + 1) for n in range(5)]
    asks = [escalation(n, kind="ask", severity=4) for n in (5, 6)]
    [found, _] = periods(*rated, *asks, escalation(5), escalation(6, severity=5))
    assert (found.severities, found.asks, found.unrated) == ((1, 1, 1, 1, 2), 2, 1)


def test_only_pings_at_night_are_night_pings() -> None:
    pings = [escalation(n) for n in (0, 1, 8)]
    night = Escalation("e-night", "t", datetime.combine(MONDAY + timedelta(6), time(23), UTC))
    assert [one.figures.night_pings for one in periods(*pings, night)] == [1, 0]


def test_answers_are_counted_by_question_and_texts_are_not() -> None:
    given: list[dict[str, bool | str]] = [
        {"lunch": True},
        {"lunch": False, "word": "calm"},
        {"lunch": True, "peer": False},
        {},
    ]
    mornings = [CheckIn(MONDAY + timedelta(n), answers=each) for n, each in enumerate(given)]
    (week,) = periods(*mornings)[:1]
    assert week.answers == {"lunch": (2, 3), "peer": (0, 1)}
    assert questions_in(periods(*mornings)) == ["lunch", "peer"]


def test_metrics_are_means_of_the_days_that_have_them() -> None:
    mornings = [CheckIn(MONDAY + timedelta(n), metrics={"a": n} if n else {"b": 1}) for n in range(4)]
    assert [one.metrics for one in periods(*mornings, metrics=("a", "c"))] == [{"a": 2}, {}]


@pytest.mark.parametrize(
    ("record", "has_records", "is_empty"),
    [
        (CheckIn(MONDAY), True, False),
        (Workday(MONDAY, "work"), True, False),
        (Workday(MONDAY, "off"), True, False),
        (escalation(0), False, False),
        (escalation(-1), False, True),
    ],
)
def test_a_period_is_empty_without_any_record(record: Record, has_records: bool, is_empty: bool) -> None:
    [found, following] = periods(record)
    assert (found.has_records, found.is_empty) == (has_records, is_empty)
    assert (following.has_records, following.is_empty) == (False, True)


def test_weeks_that_are_over_are_compared_with_as_many_before_them() -> None:
    rows = [Workday(MONDAY + timedelta(7 * week), "work", week + 1) for week in range(6)]
    starts = tuple(range(0, 42, 7))
    ratings = ((1, {"mood": 4}), (2, {"workload": 2}), (3, {"workload": 4, "energy": 3}))
    mornings = [CheckIn(MONDAY + timedelta(7 * week), **one) for week, one in ratings]  # type: ignore[arg-type]
    found = periods(*rows, *mornings, starts=starts)
    today = MONDAY + timedelta(35)  # the first day of the last week
    both = compare_with_before(found[3:], found[:3], today)
    changes = {change.measure: change for change in both.changes}
    assert both.weeks == 2
    assert changes["hours"] == ("hours", 4.5, 2.5, 2, 2)
    assert changes["wins"] == ("wins", 0, 0, 2, 2)
    assert changes["workload"] == ("workload", 4, 2, 1, 1)
    assert not {"mood", "energy"} & changes.keys()
    assert [change.measure for change in both.changes] == [name for name in MEASURES if name in changes]
    assert compare_with_before(found[3:], found[:3], today - timedelta(1)).weeks == 1
    assert compare_with_before(found[2:], found[:2], today).changes[0] == ("hours", 4, 1.5, 3, 2)
    assert compare_with_before(found[5:], found[:5], today) == Comparison()


@pytest.mark.parametrize(
    ("day", "last"),
    [
        (date(2026, 11, 16), 0), (date(2026, 11, 22), 0), (date(2026, 8, 31), 0), (date(2026, 8, 30), 12),
        (date(2026, 6, 8), 12), (date(2026, 6, 7), 24), (date(2027, 2, 1), 0),
    ],
)  # fmt: skip
def test_a_page_has_twelve_weeks_and_the_next_ones_are_older(day: date, last: int) -> None:
    assert calendar_periods.last_week_of_page(day, TODAY) == Week.of(TODAY).shifted(-last)


@pytest.mark.parametrize(("back", "last"), [(0, 0), (52, 0), (53, 53), (105, 53), (106, 106)])
def test_a_page_of_a_year_has_53_weeks(back: int, last: int) -> None:
    this = Week.of(TODAY)
    day = this.shifted(-back).monday
    assert calendar_periods.last_week_of_page(day, TODAY, calendar_periods.YEAR_WEEKS) == this.shifted(-last)


@pytest.mark.parametrize(
    ("day", "last"),
    [
        (date(2026, 11, 30), date(2026, 11, 1)), (date(2025, 12, 1), date(2026, 11, 1)),
        (date(2025, 11, 30), date(2025, 11, 1)), (date(2027, 2, 1), date(2026, 11, 1)),
    ],
)  # fmt: skip
def test_a_page_has_twelve_months(day: date, last: date) -> None:
    assert calendar_periods.last_month_of_page(day, TODAY) == last
