"""The limits of the signals that compare hours, from both sides."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from cmcheckin.domain.nudge import Finding
from cmcheckin.domain.schedule import Schedule
from cmcheckin.domain.workday import Workday
from tests.log_made import Log, at

FULL = Schedule(40.0)


def steady(hours: float, schedule: Schedule = FULL) -> Log:
    """Return sixteen weeks with `hours` on every usual workday, and a check-in on day 14."""
    log = Log(schedule).morning(14)
    for n in range(-112, 0):
        if schedule.works_on(at(n)):
            log.work(n, hours)
    return log


def week(log: Log, first: int, hours: float, days: int = 5) -> Log:
    """Log a week of `hours` from day `first`: the same on each of `days` days, the rest of them off."""
    for n in range(7):
        log.work(first + n, hours / days) if n < days else log.off(first + n)
    return log


# hours_jump


def jump(before: float, this: float, days: int = 5, usual: float = 40.0, contract: float = 40.0) -> Finding | None:
    """Return what is found after weeks of `usual` hours and two of `before` and `this`, the last one on `days` days."""
    log = steady(usual / 5, Schedule(contract))
    return week(week(log, 0, before), 7, this, days).finding("hours_jump", 14)


@pytest.mark.parametrize(
    ("before", "this", "usual", "is_found"),
    [
        (46, 46, 40, True),
        (46, 45.99, 40, False),
        (44.81, 46, 40, True),
        (44.79, 46, 40, False),
        (56, 57.5, 50, True),
        (56, 57.49, 50, False),
        (55.99, 57.5, 50, False),
    ],
)
def test_a_jump_is_three_spreads_and_the_week_before_was_most_of_it(
    before: float, this: float, usual: float, is_found: bool
) -> None:
    found = jump(before, this, usual=usual)
    assert (found is not None) is is_found
    if found is not None:
        least = 3 * max(2, usual / 20)
        assert found.level == "note"
        assert (found.first, found.last, len(found.days)) == (at(0), at(13), 10)
        assert found.numbers == pytest.approx(
            {
                "hours": this, "hours_week_before": before, "usual_hours": usual, "usual_weeks": 9, "weeks": 2,
                "usual_most": usual, "days_not_said": 0, "line": usual + least, "ends_under": usual + least,
                "line_week_before": usual + 0.8 * least,
            }
        )  # fmt: skip


@pytest.mark.parametrize(
    ("this", "usual", "contract", "line"),
    [(52.0, 40.0, 40.0, 52.0), (30.0, 20.0, 20.0, 30.0), (46.5, 30.0, 42.0, 46.2)],
)
def test_a_jump_of_one_week_is_far_above_the_usual(this: float, usual: float, contract: float, line: float) -> None:
    found = jump(usual, this, usual=usual, contract=contract)
    assert found is not None
    assert found.numbers["weeks"] == 1
    assert found.numbers["line"] == pytest.approx(line)
    assert found.numbers["ends_under"] == pytest.approx(max(usual + 6, contract * 1.1))
    assert "line_week_before" not in found.numbers
    assert jump(usual, line - 0.01, usual=usual, contract=contract) is None


@pytest.mark.parametrize(
    ("this", "days", "is_found"), [(57.65, 6, True), (57.55, 6, False), (64.0, 7, True), (63.95, 7, False)]
)
def test_days_of_one_week_were_longer_or_it_had_two_more(this: float, days: int, is_found: bool) -> None:
    assert (jump(40, this, days) is not None) is is_found


@pytest.mark.parametrize("contract", [20.0, 30.0])
def test_a_tenth_over_the_contract_is_no_jump(contract: float) -> None:
    assert jump(contract, contract * 1.1, usual=10, contract=contract) is None
    assert jump(contract, contract * 1.1 + 0.01, usual=10, contract=contract) is not None


@pytest.mark.parametrize(("this", "is_found"), [(52.0, False), (52.25, True)])
def test_a_week_as_long_as_one_of_the_last_ten_is_no_jump(this: float, is_found: bool) -> None:
    log = week(steady(8.0), -35, 52.0)
    found = week(week(log, 0, 46.0), 7, this).finding("hours_jump", 14)
    assert (found is not None) is is_found
    if found is not None:
        assert (found.numbers["usual_most"], found.numbers["line"]) == (52, 52)


def test_a_jump_interrupts_from_a_quarter_on_or_when_something_else_has_changed() -> None:
    strong, weak = jump(46, 50), jump(46, 49.99)
    assert strong is not None
    assert weak is not None
    assert (strong.level, weak.level) == ("nudge", "note")
    log = week(week(steady(8.0), 0, 46.0), 7, 46.0)
    for n in range(14):
        log.morning(n, mood=2)
    low = log.finding("hours_jump", 14)
    log = week(week(steady(8.0), 0, 46.0), 7, 46.0)
    for n in (0, 1, 2, 7, 8):
        log.work(n, 9.2, late=30)
    late = log.finding("hours_jump", 14)
    assert low is not None
    assert late is not None
    assert (low.level, late.level) == ("nudge", "nudge")


def test_both_weeks_of_a_jump_are_mostly_logged() -> None:
    log = week(week(steady(8.0), 0, 60.0), 7, 60.0).unlogged(1, 8)
    found = log.finding("hours_jump", 14)
    assert found is not None
    assert (found.numbers["days_not_said"], found.numbers["hours"]) == (2, 48)
    assert week(week(steady(8.0), 0, 90.0), 7, 60.0).unlogged(1, 2, 3).finding("hours_jump", 14) is None
    assert week(week(steady(8.0), 0, 60.0), 7, 90.0).unlogged(8, 9, 10).finding("hours_jump", 14) is None


def test_a_jump_adds_up_seven_days_twice() -> None:
    log = steady(6.0, Schedule(42.0, frozenset(range(7))))
    for n in range(7):
        log.work(n, 7.0).work(7 + n, 8.5)
    found = log.unlogged(13).finding("hours_jump", 14)
    assert found is not None
    numbers = {"hours": 51, "hours_week_before": 49, "usual_hours": 42, "days_not_said": 1}
    assert {name: found.numbers[name] for name in numbers} == numbers
    assert found.days == tuple(at(n) for n in range(13))


# hours_creep


def creeping(days: Sequence[float | None], contract: float = 40.0) -> Log:
    """Return a log of seven days with each of the hours of `days` on its workdays, up to Tuesday, day 1; None isn't
    logged. The day of the check-in has other hours, which it doesn't see."""
    log = Log(Schedule(contract), quiet_weeks=0).work(2, 1.0)
    for place, hours in enumerate(days):
        for n in range(7 * (place - len(days)) + 2, 7 * (place - len(days)) + 9):
            if hours is not None and log.schedule.works_on(at(n)):
                log.work(n, hours)
    return log.morning(2)


def creep(days: Sequence[float | None], contract: float = 40.0) -> Finding | None:
    return creeping(days, contract).finding("hours_creep", 2)


FIRST = (7.75, 7.875, 8.125, 8.25)
MIDDLE = (8.5, 8.625, 8.75, 8.875)
LAST = (9.0, 9.25, 9.375, 9.5)


def test_a_creep_is_found_with_its_numbers() -> None:
    found = creep((7.0, *FIRST, *MIDDLE, *LAST))
    assert found is not None
    assert (found.level, found.first, found.last, len(found.days)) == ("nudge", at(-82), at(1), 60)
    assert found.values[0].value == 7.75
    numbers = {"hours_first": 8, "hours_last": 9.28125, "weeks": 12, "line": 8.9}
    assert {name: found.numbers[name] for name in numbers} == pytest.approx(numbers)
    assert found.numbers["minutes_a_week"] == pytest.approx(60 * 0.15625, rel=0.05)


@pytest.mark.parametrize(("missing", "is_found"), [((5, 6, 7), True), ((4, 5, 6, 7), False)])
def test_a_creep_needs_nine_weeks(missing: tuple[int, ...], is_found: bool) -> None:
    weeks = (*FIRST, *MIDDLE, *LAST)
    found = creep([None if n in missing else hours for n, hours in enumerate(weeks)])
    assert (found is not None) is is_found
    if found is not None:
        assert found.numbers["weeks"] == 9
    without_first = creep([None, None, *weeks[2:]])
    assert without_first is not None
    assert without_first.first == at(-68)


@pytest.mark.parametrize(
    ("last", "is_found"),
    [
        ((8.75, 8.75, 9.0, 9.25), True),
        ((8.75, 8.75, 8.75, 9.25), False),  # 8.875 on average
        ((9.5, 9.5, 9.5, 8.92), True),
        ((9.5, 9.5, 9.5, 8.88), False),
    ],
)
def test_the_last_weeks_of_a_creep_are_almost_an_hour_longer(last: tuple[float, ...], is_found: bool) -> None:
    assert (creep((*FIRST, 8.3, 8.35, 8.4, 8.45, *last)) is not None) is is_found


@pytest.mark.parametrize(("step", "is_found"), [(0.09, True), (0.07, False)])
def test_a_creep_grows_by_24_minutes_a_week(step: float, is_found: bool) -> None:
    middle = [8.0 + step * n for n in range(10)]
    assert (creep((middle[0] - 2.0, *middle, middle[-1] + 2.0), 37.5) is not None) is is_found


@pytest.mark.parametrize(("middle", "is_found"), [((0, 1, 2, 3), True), ((1, 0, 2, 3), False)])
def test_a_creep_is_steady(middle: tuple[int, ...], is_found: bool) -> None:
    # Both ends reversed are 12 pairs in the wrong order, of 66: 2.81 standard errors. One more pair, and it is 2.67.
    weeks = (*reversed(FIRST), *(MIDDLE[n] for n in middle), *reversed(LAST))
    assert (creep(weeks) is not None) is is_found


@pytest.mark.parametrize(("middle", "is_found"), [(8.51, True), (8.49, False), (9.49, True), (9.51, False)])
def test_the_middle_of_a_creep_is_between_its_ends(middle: float, is_found: bool) -> None:
    weeks = (7.9, 7.95, 8.05, 8.1, middle - 0.02, middle - 0.01, middle + 0.01, middle + 0.02, 9.9, 9.95, 10.05, 10.1)
    assert (creep(weeks) is not None) is is_found


@pytest.mark.parametrize(("last", "is_found"), [(8.81, True), (8.79, False)])
def test_a_creep_ends_a_tenth_over_the_contract(last: float, is_found: bool) -> None:
    weeks = (7.5, 7.55, 7.6, 7.65, 8.0, 8.1, 8.2, 8.3, last - 0.03, last - 0.01, last + 0.01, last + 0.03)
    assert (creep(weeks) is not None) is is_found


@pytest.mark.parametrize(("newest", "is_found"), [(8.0, True), (7.875, False)])
def test_the_last_week_of_a_creep_fills_the_contract(newest: float, is_found: bool) -> None:
    weeks = (6.5, 6.625, 6.75, 6.875, 7.25, 7.5, 7.75, 7.875, 9.125, 9.25, 9.5, newest)
    assert (creep(weeks) is not None) is is_found


def test_a_last_week_without_hours_is_no_creep() -> None:
    log = creeping((*FIRST, *MIDDLE, *LAST))
    for n in (-5, -4, -3, 0, 1):
        log.workdays[at(n)] = Workday(at(n), "work")
    assert log.finding("hours_creep", 2) is None


def test_a_week_that_is_mostly_not_logged_is_no_part_of_a_creep() -> None:
    log = creeping((*FIRST, 8.5, None, 8.75, 8.875, *LAST)).work(-42, 1.0).work(-41, 1.0)
    found = log.finding("hours_creep", 2)
    assert found is not None
    assert found.numbers["weeks"] == 11


# Hours that contradict a day's times


@pytest.mark.parametrize(
    ("hours", "late", "end", "level"),
    [
        (18.0, 0, "18:00", "note"),
        (11.25, 0, "18:00", "note"),
        (11.0, 0, "18:00", "nudge"),
        (11.25, 15, "18:00", "nudge"),
        (18.0, 0, "02:00", "care"),
        (18.0, 0, "", "care"),
    ],
)
def test_hours_two_above_those_between_start_and_end_do_not_interrupt(
    hours: float, late: int, end: str, level: str
) -> None:
    log = steady(8.0).morning(7)
    for n in range(5):
        log.work(n, hours, late, start="09:00", end=end)
    found = log.finding("hours_ceiling", 7)
    assert found is not None
    assert found.level == level
    assert ("hours_within_times" in found.numbers) is (level == "note")


def test_the_most_serious_line_that_the_times_confirm_decides() -> None:
    log = week(week(steady(8.0), 0, 57.5), 7, 57.5).work(8, 15.0, start="09:00", end="20:30")
    found = log.finding("hours_ceiling", 14)
    assert found is not None
    assert (found.level, found.numbers["line"], found.numbers["hours"]) == ("nudge", 51, 118.5)


def test_a_jump_by_hours_that_contradict_the_times_is_none() -> None:
    log = week(week(steady(8.0), 0, 52), 7, 52)
    assert log.finding("hours_jump", 14) is not None
    for n in (7, 9, 11):
        log.work(n, 10.4, start="09:00", end="17:00")
    assert log.finding("hours_jump", 14) is None
