"""Simulate stable weeks and real changes, to see how often the normal range finds one in them."""

from __future__ import annotations

from collections.abc import Callable
from random import Random

import pytest

from cmcheckin.domain.week import Week
from cmcheckin.insight import usual
from cmcheckin.insight.usual import RANGE_WEEKS, hours_range, normal_range
from cmcheckin.sharing.ranges import own_ranges
from cmcheckin.sharing.share_file import ShareWeek

TRIES = 2000
WORKDAYS = 5


def hours_of_a_week(random: Random, spread: float, extra: float = 0) -> float:
    """Return five workdays of about 8 h that differ by `spread` hours, in quarters; in a share of `extra` weeks there
    is half a day more."""
    hours = sum(random.gauss(8, spread) for _ in range(WORKDAYS))
    return round(4 * (hours + (random.uniform(3, 6) if random.random() < extra else 0))) / 4


def share_outside(week: Callable[[Random], float], weeks: int, change: float = 1) -> float:
    """Return the share of people whose next week, times `change`, is outside the range of the `weeks` before it."""
    random, outside = Random(f"{weeks} {change}"), 0
    for _ in range(TRIES):
        found = own_ranges([ShareWeek(Week(2026, n), hours=week(random)) for n in range(1, weeks + 1)])["hours"]
        outside += not found.low <= week(random) * change <= found.high
    return outside / TRIES


@pytest.mark.parametrize("weeks", [RANGE_WEEKS, 9, 12])
@pytest.mark.parametrize(("spread", "found"), [(0.3, 0.99), (0.5, 0.95), (0.8, 0.8), (1.0, 0.65)])
def test_stable_weeks_are_seldom_marked_and_much_longer_ones_mostly_are(
    weeks: int, spread: float, found: float
) -> None:
    def week(random: Random) -> float:
        return hours_of_a_week(random, spread)

    # 1.0 h a day is more than most schedules differ by: after six weeks, the bound of 1 in 20 holds only just.
    assert share_outside(week, weeks) <= (0.05 if spread < 1 else 0.06)
    assert share_outside(week, weeks, 1.2) >= found


@pytest.mark.parametrize(("extra", "most"), [(0.1, 0.06), (0.2, 0.09)])
def test_an_extra_half_day_now_and_then_is_marked_less_often_than_it_happens(extra: float, most: float) -> None:
    for weeks in (RANGE_WEEKS, 12):
        assert share_outside(lambda random: hours_of_a_week(random, 0.5, extra), weeks) <= most


def test_a_smaller_number_of_deviations_marks_too_many_stable_weeks(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(usual, "SPREADS", 2.5)
    assert share_outside(lambda random: hours_of_a_week(random, 0.8), RANGE_WEEKS) > 0.05


def test_one_unusual_week_doesnt_move_the_range() -> None:
    calm = [40.0, 41, 39, 40, 42, 38, 40, 41]
    assert hours_range([*calm, 90.0]) == hours_range([*calm, 43.0])


@pytest.mark.parametrize("weeks", range(RANGE_WEEKS))
def test_few_weeks_have_no_range(weeks: int) -> None:
    assert hours_range([40.0] * weeks) is None


def test_a_range_is_never_below_zero() -> None:
    assert normal_range([0.0] * 6, 1.0) == (0, 3)
