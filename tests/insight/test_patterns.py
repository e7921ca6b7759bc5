"""Averages of each weekday."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from cmcheckin.domain.checkin import CheckIn
from cmcheckin.domain.records import Records
from cmcheckin.domain.workday import Workday
from cmcheckin.insight.patterns import weekday_patterns

MONDAY = date(2026, 11, 2)
SUNDAY = MONDAY + timedelta(20)


def test_each_weekday_has_the_means_of_its_own_days() -> None:
    rows = [Workday(MONDAY + timedelta(7 * week), "work", 6 + week, after_hours_minutes=30 * week) for week in range(3)]
    moods = [CheckIn(MONDAY + timedelta(7 * week), mood=week + 1, energy=None if week else 4) for week in range(2)]
    outside = [Workday(MONDAY - timedelta(1), "work", 1), Workday(SUNDAY + timedelta(1), "work", 1)]
    kept = Records.of([*rows, *moods, *outside, Workday(SUNDAY, "off"), CheckIn(SUNDAY, energy=2)])
    found = weekday_patterns(kept, MONDAY, SUNDAY)
    assert found[0] == (0, 3, 3, 7, 3, 30, 1.5, 2, 4, 1)
    assert found[1:6] == tuple((n, 0, 0, None, 0, None, None, 0, None, 0) for n in range(1, 6))
    assert found[6] == (6, 1, 0, None, 0, 0, None, 0, 2, 1)
    assert len(found) == 7


@pytest.mark.parametrize(
    ("row", "worked", "hours", "late"),
    [
        (Workday(MONDAY, "work", 0), 1, 0, 0),
        (Workday(MONDAY, "work"), 1, None, 0),
        (Workday(MONDAY, "work", 20, after_hours_minutes=60), 1, None, None),
        (Workday(MONDAY, "off", 0.5, after_hours_minutes=10), 1, 0.5, 10),
        (Workday(MONDAY, "off", 0.45), 0, None, 0),
        (Workday(MONDAY, "leave", after_hours_minutes=30), 1, 0.5, 30),
        (Workday(MONDAY, "sick", 20), 0, None, None),
    ],
)
def test_a_free_day_counts_as_worked_from_half_an_hour(
    row: Workday, worked: int, hours: float | None, late: float | None
) -> None:
    found = weekday_patterns(Records.of([row]), MONDAY, MONDAY)[0]
    assert (found.logged, found.worked, found.hours, found.after_hours_minutes) == (1, worked, hours, late)
    assert found.hours_known == (hours is not None)
