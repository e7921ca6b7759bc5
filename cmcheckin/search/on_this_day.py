"""On this day: the same date in earlier years."""

from __future__ import annotations

from calendar import isleap
from collections.abc import Iterator
from datetime import date

from cmcheckin.domain.fields import EARLIEST


def same_dates(day: date, years: int) -> Iterator[date]:
    """Yield the date of `day` in each of the `years` before it, the newest first, as far back as records go.

    29 February is 28 February in a year without it. So that no 29 February is missed, 28 February of a year without it
    is also 29 February of a leap year.
    """
    for year in range(day.year - 1, max(day.year - years, EARLIEST.year) - 1, -1):
        if (day.month, day.day) == (2, 28) and isleap(year) and not isleap(day.year):
            yield date(year, 2, 29)
        is_missing = (day.month, day.day) == (2, 29) and not isleap(year)
        yield date(year, 2, 28) if is_missing else day.replace(year=year)
