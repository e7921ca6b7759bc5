"""Pages of the trends: every day has one place on them."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from cmcheckin.domain.week import Week
from cmcheckin.insight import calendar_periods
from cmcheckin.insight.calendar_periods import MONTHS, WEEKS

TODAY = date(2026, 11, 20)
PAST = st.integers(0, 4000).map(lambda back: TODAY - timedelta(back))


@given(PAST, st.sampled_from([WEEKS, calendar_periods.YEAR_WEEKS]))
def test_every_day_lies_on_its_page_of_weeks(day: date, weeks: int) -> None:
    last = calendar_periods.last_week_of_page(day, TODAY, weeks)
    assert last.shifted(1 - weeks).monday <= day <= last.sunday
    assert (Week.of(TODAY).monday - last.monday).days % (weeks * 7) == 0


@given(PAST)
def test_every_day_lies_on_its_page_of_months(day: date) -> None:
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
