"""The times of the weekly figures and of all that the trends screen computes, on ten years of records."""

from __future__ import annotations

from collections.abc import Callable
from statistics import median

from cmcheckin.domain.schedule import Schedule
from cmcheckin.domain.week import Week
from cmcheckin.insight.calendar_periods import WEEKS
from cmcheckin.insight.trends import monthly, trends, weekly
from cmcheckin.insight.year_grid import grid_days
from tests.benchmarks.bench_nudges import RUNS, TODAY, YEARS, ten_years
from tests.benchmarks.figures import Figure, seconds

WHOLE = 52 * YEARS
"""The number of weeks in `YEARS` years."""


def measure() -> list[Figure]:
    """Return the figures of trends, in milliseconds, with the records in memory."""
    records, schedule, week = ten_years(), Schedule(), Week.of(TODAY)
    kept = f"{YEARS} years ({len(records):,} records)"

    def figure(name: str, act: Callable[[], object], target: float | None) -> Figure:
        found = [seconds(act) for _ in range(RUNS)]
        return Figure(f"{name} {kept}, median", round(median(found[1:]) * 1000, 2), target, "ms")

    return [
        figure("a morning's trends, twelve weeks out of", lambda: trends(records, week, WEEKS, TODAY, schedule), 5),
        figure(
            "the weekly figures alone, twelve weeks out of", lambda: weekly(records, week, WEEKS, TODAY, schedule), None
        ),
        figure("the weekly figures of all", lambda: weekly(records, week, WHOLE, TODAY, schedule), None),
        figure("twelve months out of", lambda: monthly(records, TODAY, 12, TODAY, schedule), None),
        figure(
            "a year of days out of",
            lambda: grid_days(records, week.shifted(-52).monday, week.sunday, TODAY, schedule),
            None,
        ),
    ]


if __name__ == "__main__":
    for figure in measure():
        print(figure)
