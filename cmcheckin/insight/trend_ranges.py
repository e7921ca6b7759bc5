"""Which weeks, months and year are looked at together, so that every day has one place on the pages of the trends.

Pages are counted back from the present: the newest ends with the week (or month) of today.
"""

from __future__ import annotations

from datetime import date
from typing import Final

from cmcheckin.domain.week import Week

WEEKS: Final = 12
"""Weeks on a page."""
MONTHS: Final = 12
"""Months on a page."""
YEAR: Final = 53
"""Weeks of a year of days, as many as `insight.grid` has."""


def last_week_of_page(day: date, today: date, weeks: int = WEEKS) -> Week:
    """The last week of the page of so many weeks that holds `day`."""
    newest = Week.of(today)
    back = (newest.monday - Week.of(day).monday).days // 7
    return newest.shifted(-(max(back, 0) // weeks) * weeks)


def last_month_of_page(day: date, today: date, months: int = MONTHS) -> date:
    """The first day of the last month of the page of so many months that holds `day`."""
    back = max(_months(today) - _months(day), 0)
    return _first(_months(today) - back // months * months)


def month_later(day: date, months: int) -> date:
    """The first day of the month so many months later; earlier when negative."""
    return _first(_months(day) + months)


def _months(day: date) -> int:
    return day.year * 12 + day.month - 1


def _first(months: int) -> date:
    return date(months // 12, months % 12 + 1, 1)
