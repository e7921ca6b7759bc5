"""Figures of a day, and of nothing."""

from __future__ import annotations

from datetime import date

from cmcheckin.domain.checkin import CheckIn
from cmcheckin.domain.figures import Day, Figures, GridDay

TODAY = date(2026, 11, 20)


def test_without_records_counts_are_0_and_means_are_none() -> None:
    assert not any(Figures())
    assert not any(Day(TODAY, "today")[2:])
    assert not any(GridDay(TODAY, "today")[2:])
    assert (Figures().hours, Figures().mood, Figures().days_worked) == (None, None, 0)
    assert (Day(TODAY, "today").mood, Day(TODAY, "today").energy, Day(TODAY, "today").workload) == (None, None, None)


def test_a_day_has_the_ratings_of_its_check_in() -> None:
    day = Day(TODAY, "work", checkin=CheckIn(TODAY, workload=4, mood=3, energy=2))
    assert (day.mood, day.energy, day.workload) == (3, 2, 4)
