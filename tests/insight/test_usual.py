"""What is usual: the person's own earlier weeks, and never the one in question."""

from __future__ import annotations

from datetime import date, timedelta
from statistics import median

import pytest
from hypothesis import given

from cmcheckin.domain.checkin import CheckIn
from cmcheckin.domain.records import Records
from cmcheckin.domain.schedule import Schedule
from cmcheckin.domain.week import Week
from cmcheckin.domain.workday import Workday
from cmcheckin.insight.figures import figures
from cmcheckin.insight.usual import LOOK_BACK_WEEKS, Usual, usual
from tests.insight.weeks_made import DAYS, TODAY, records

DAY = Schedule()
WEEK = Week(2026, 47)


def _week_of(back: int, hours: float, days: int = 5) -> list[Workday]:
    monday = WEEK.shifted(-back).monday
    return [Workday(monday + timedelta(n), "work", hours) for n in range(days)]


def test_one_wild_week_moves_nothing() -> None:
    calm = [day for back in range(1, 8) for day in _week_of(back, 8)]
    wild = _week_of(8, 17)
    assert usual(Records.of(calm), WEEK, TODAY).hours == usual(Records.of(calm + wild), WEEK, TODAY).hours


def test_a_week_that_is_not_over_is_compared_up_to_its_last_logged_day() -> None:
    earlier = [day for back in range(1, 6) for day in _week_of(back, 8)]
    now = [Workday(WEEK.monday + timedelta(n), "work", 9) for n in range(3)]
    found = usual(Records.of(earlier + now), WEEK, TODAY)
    assert (found.hours, found.through, found.weeks) == (24, WEEK.monday + timedelta(2), 5)


def test_a_week_that_is_over_is_compared_whole() -> None:
    week = WEEK.shifted(-1)
    earlier = [day for back in range(2, 7) for day in _week_of(back, 8)]
    found = usual(Records.of(earlier + _week_of(1, 9, days=3)), week, TODAY)
    assert (found.hours, found.through) == (40, None)


@pytest.mark.parametrize("weeks", [0, 1, 2])
def test_fewer_than_three_weeks_say_nothing(weeks: int) -> None:
    found = usual(Records.of(day for back in range(1, weeks + 1) for day in _week_of(back, 8)), WEEK, TODAY)
    assert (found.hours, found.known, found.weeks) == (None, False, weeks)


def test_a_mood_alone_is_known_too() -> None:
    moods = [CheckIn(WEEK.shifted(-back).monday, mood=4) for back in range(1, 5)]
    found = usual(Records.of(moods), WEEK, TODAY)
    assert (found.mood, found.hours, found.known) == (4, None, True)


@given(records(), DAYS)
def test_the_week_in_question_and_later_ones_move_nothing_but_where_hours_end(kept: Records, day: date) -> None:
    week = Week.of(day)
    before = Records.of(one for one in kept if one.day < week.monday)
    with_it, without = usual(kept, week, TODAY), usual(before, week, TODAY)
    for name in ("weeks", "mood", "energy", "workload", "community"):
        assert getattr(with_it, name) == getattr(without, name)
    if week.sunday < TODAY:
        assert with_it == without


@given(records(), DAYS)
def test_each_is_the_middle_of_the_weeks_that_have_it(kept: Records, day: date) -> None:
    week = Week.of(day)
    found = usual(kept, week, TODAY)
    last = found.through or week.sunday
    moods, hours = [], []
    for back in range(1, LOOK_BACK_WEEKS + 1):
        monday = week.shifted(-back).monday
        one = figures(kept, monday, monday + timedelta(6), TODAY, DAY)
        part = figures(kept, monday, last - timedelta(weeks=back), TODAY, DAY)
        moods += [one.mood] if one.mood is not None else []
        hours += [part.hours] if part.hours is not None else []
    assert found.mood == (pytest.approx(median(moods)) if len(moods) >= 3 else None)
    assert found.hours == (pytest.approx(median(hours)) if len(hours) >= 3 else None)


@pytest.mark.parametrize(
    ("hours", "band"),
    [
        ((8,) * 6, (37, 43)),  # at least three hours
        ((12,) * 6, (55.5, 64.5)),  # at least three fortieths
        ((0.2,) * 6, (0, 4)),  # never below nothing
        ((7, 8, 9) * 2, (40 - 22.239, 40 + 22.239)),
        ((8,) * 5, None),
    ],
)
def test_the_band_is_three_spreads_to_either_side(hours: tuple[float, ...], band: tuple[float, float] | None) -> None:
    found = usual(Records.of(day for back, one in enumerate(hours, 1) for day in _week_of(back, one)), WEEK, TODAY).band
    assert found == (pytest.approx(band) if band else None)


def test_a_usual_looks_twelve_weeks_back() -> None:
    weeks = Records.of(day for back in range(16) for day in _week_of(back, (7, 9, 8)[back % 3], days=7))
    found = usual(weeks, WEEK.shifted(-1), TODAY)
    assert (found.weeks, found.hours, found.days_worked) == (12, 56, 7)
    assert usual(weeks, WEEK.shifted(-1), TODAY, 3).hours == 56  # that of the last of them, from Monday to Sunday
    assert usual(weeks, WEEK.shifted(-1), TODAY, 3).weeks == 3


def test_nothing_is_usual_without_records() -> None:
    assert usual(Records(), WEEK, TODAY) == Usual()
    assert usual(Records(), WEEK, TODAY).weeks == 0


def test_a_week_with_mornings_alone_has_no_days_worked() -> None:
    weeks = [day for back in (1, 2, 3) for day in _week_of(back, 8)]
    mornings = [CheckIn(WEEK.shifted(-back).monday, mood=4) for back in range(4, 9)]
    found = usual(Records.of([*weeks, *mornings]), WEEK, TODAY)
    assert (found.weeks, found.days_worked, found.hours) == (8, 5, 40)


@pytest.mark.parametrize(
    ("today", "last", "through"), [(6, 2, 2), (6, 5, 5), (6, 6, None), (7, 2, None), (3, 4, 3), (3, None, None)]
)
def test_hours_are_compared_to_the_last_workday_until_the_week_is_over(
    today: int, last: int | None, through: int | None
) -> None:
    monday = WEEK.monday
    earlier = [day for back in range(1, 5) for day in _week_of(back, 8, days=7)]
    now = [Workday(monday + timedelta(n), "work", 9) for n in range(last + 1)] if last is not None else []
    found = usual(Records.of([*earlier, *now]), WEEK, monday + timedelta(today))
    assert found.through == (None if through is None else monday + timedelta(through))
    assert found.hours == (56 if through is None else 8 * (through + 1))
