"""The weeks and months that are shown together, so that every day has one place on the pages of the trends.

Pages are counted back from the present: the newest ends with the week (or month) of today.
"""

from __future__ import annotations

from datetime import date
from typing import Final

from cmcheckin.domain.week import Week, first_of_month, month_number

WEEKS: Final = 12
"""Weeks on a page."""
MONTHS: Final = 12
"""Months on a page."""
YEAR_WEEKS: Final = 53
"""Weeks on the page of a year: a whole year, and the week it began in."""


def last_week_of_page(day: date, today: date, weeks: int = WEEKS) -> Week:
    """Return the last week of the page of `weeks` weeks that has `day` on it."""
    newest = Week.of(today)
    back = (newest.monday - Week.of(day).monday).days // 7
    return newest.shifted(-(max(back, 0) // weeks) * weeks)


def last_month_of_page(day: date, today: date, months: int = MONTHS) -> date:
    """Return the first day of the last month on the page of `months` months that has `day` on it."""
    back = max(month_number(today) - month_number(day), 0)
    return first_of_month(month_number(today) - back // months * months)


def month_later(day: date, months: int) -> date:
    """Return the first day of the month `months` after that of `day`; earlier if negative."""
    return first_of_month(month_number(day) + months)
