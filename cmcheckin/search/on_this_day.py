"""On this day: the same date in earlier years."""

from __future__ import annotations

from calendar import isleap
from collections.abc import Iterator
from datetime import date

from cmcheckin.domain.fields import EARLIEST


def same_dates(day: date, years: int) -> Iterator[date]:
    """Yield the date of `day` in each of the `years` before it, the newest first, as far back as records go.

    In a year without 29 February, 28 February takes its place, and is the same date as both days of a leap year.
    """
    for year in range(day.year - 1, max(day.year - years, EARLIEST.year) - 1, -1):
        if (day.month, day.day) == (2, 28) and isleap(year) and not isleap(day.year):
            yield date(year, 2, 29)
        is_missing = (day.month, day.day) == (2, 29) and not isleap(year)
        yield date(year, 2, 28) if is_missing else day.replace(year=year)
