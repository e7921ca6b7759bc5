"""The limits of two signals, from both sides."""

from __future__ import annotations

import pytest

from cmcheckin.domain.nudge import Finding
from cmcheckin.domain.schedule import Schedule
from cmcheckin.insight import trends
from cmcheckin.insight.signals import hours_ceiling
from cmcheckin.sharing import summary
from tests.log_made import QUIET_WEEKS, Log, at

FORTNIGHT = (*range(5), *range(7, 12))
"""The usual workdays of two weeks, from their Monday."""


# gap_after_heavy


def after_gap(last: int, today: int, hours: float = 60.0, schedule: Schedule | None = None) -> Finding | None:
    """Return what is found on day `today` after a check-in on day `last` that followed a week of `hours`."""
    log = Log(schedule, QUIET_WEEKS if schedule else 0)
    for n in range(last - 7, last):
        log.off(n)
    for n in [n for n in range(last - 7, last) if log.schedule.works_on(at(n))]:
        log.work(n, hours / 5)
    return log.morning(last).morning(today).finding("gap_after_heavy", today)


def test_a_gap_is_longer_than_four_days() -> None:
    assert after_gap(7, 11) is None  # Monday to Thursday aren't logged
    found = after_gap(7, 12)
    assert found is not None
    assert found.numbers["days_not_said"] == 5
    assert (found.first, found.last, len(found.days)) == (at(0), at(6), 5)


def test_a_gap_has_at_least_four_workdays() -> None:
    assert after_gap(9, 14) is None  # Wednesday to Friday
    assert after_gap(9, 15) is not None
    assert after_gap(8, 13) is not None  # Tuesday to Friday


def test_a_gap_is_at_most_six_weeks_long() -> None:
    assert after_gap(7, 49) is not None
    assert after_gap(7, 50) is None


def test_50_hours_are_heavy_while_nothing_is_usual() -> None:
    assert after_gap(7, 14, 50.0) is not None
    assert after_gap(7, 14, 49.75) is None


@pytest.mark.parametrize(("contract", "line"), [(40.0, 44.0), (20.0, 24.0), (46.0, 50.0)])
def test_two_spreads_above_the_usual_are_heavy_but_never_more_than_50(contract: float, line: float) -> None:
    schedule = Schedule(contract)
    found = after_gap(7, 14, line + 1, schedule)
    assert found is not None
    assert found.numbers["line"] == pytest.approx(line, abs=0.5)
    assert after_gap(7, 14, found.numbers["line"] + 0.01, schedule) is not None
    assert after_gap(7, 14, found.numbers["line"] - 0.01, schedule) is None


def test_a_week_within_the_contract_is_not_heavy() -> None:
    log = Log(Schedule(40.0), quiet_weeks=0)
    for n in range(-112, 7):
        log.off(n)
    for n in [n for n in range(-112, 7) if log.schedule.works_on(at(n))]:
        log.work(n, 6.0 if n < 0 else 7.8)  # usually 30 hours, now 39
    log.morning(7).morning(14)
    assert log.finding("gap_after_heavy", 14) is None
    log.work(4, 8.8)
    found = log.finding("gap_after_heavy", 14)
    assert found is not None
    assert found.numbers["line"] == 40


# hours_back


def back(heavy: float, last: float, this: float, ago: int = 2, contract: float = 40.0) -> Log:
    """Return a log with a fortnight of `heavy` hours a week that ended `ago` weeks before day 70, and weeks of `last`
    and `this` hours right before that day."""
    log = Log(Schedule(contract)).quiet(0, 70)
    for n in FORTNIGHT:
        log.work(70 - 7 * ago - 14 + n, heavy / 5)
    for n in range(5):
        log.work(56 + n, last / 5).work(63 + n, this / 5)
    return log


def test_a_fortnight_of_a_day_a_week_over_the_contract_was_long() -> None:
    found = back(48.0, 40, 40).finding("hours_back", 70)
    assert found is not None
    assert (found.first, found.last) == (at(56), at(69))
    assert found.numbers["line"] == pytest.approx(43.2)
    assert found.numbers["line_then"] == 48
    assert back(47.9, 40, 40).finding("hours_back", 70) is None


def test_both_weeks_are_within_the_contract() -> None:
    assert back(60.0, 43.15, 43.15).finding("hours_back", 70) is not None
    assert back(60.0, 43.25, 40).finding("hours_back", 70) is None
    assert back(60.0, 40, 43.25).finding("hours_back", 70) is None


def test_exactly_the_line_is_within_the_contract() -> None:
    log = back(40.0, 25, 25, contract=25.0)
    log.work(63, 5.0).work(64, 5.5).work(65, 5.5).work(66, 5.5).work(67, 5.5)
    assert 25 * 1.08 == 27
    assert log.finding("hours_back", 70) is not None


@pytest.mark.parametrize("ago", [2, 3, 4, 5])
def test_the_long_fortnight_ended_two_to_four_weeks_ago(ago: int) -> None:
    assert (back(52.0, 40, 40, ago).finding("hours_back", 70) is not None) is (ago < 5)


def test_one_workday_may_be_unlogged_and_no_more() -> None:
    log = back(60.0, 40, 40).unlogged(57)
    found = log.morning(70).finding("hours_back", 70)
    assert found is not None
    assert found.numbers["days_not_said"] == 1
    assert log.unlogged(64).finding("hours_back", 70) is None


def test_an_unlogged_workday_counts_in_full() -> None:
    assert back(60.0, 42.5, 40).unlogged(60).finding("hours_back", 70) is not None  # 34 logged, and 8
    assert back(60.0, 45.0, 40).unlogged(60).finding("hours_back", 70) is None  # 36 logged, and 8


def test_without_contract_hours_there_is_no_way_back() -> None:
    assert back(60.0, 0.0, 0.0, contract=0.0).finding("hours_back", 70) is None


def test_the_limit_of_the_directive_is_48_hours_everywhere() -> None:
    assert (hours_ceiling.OVER, trends.DIRECTIVE_HOURS, summary.LIMIT_HOURS) == (48.0, 48.0, 48.0)


def test_the_way_back_is_counted_in_whole_weeks() -> None:
    log = Log(Schedule(42.0, frozenset(range(7)))).quiet(0, 70)
    for n in range(28):
        log.work(42 + n, 8.0 if n < 14 else 6.25 if n < 21 else 6.0)
    log.workdays.pop(at(69))
    found = log.finding("hours_back", 70)
    assert found is not None
    numbers = {"hours": 36, "hours_week_before": 43.75, "hours_then": 56, "days_not_said": 1}
    assert {name: found.numbers[name] for name in numbers} == numbers
    assert found.days == tuple(at(n) for n in range(56, 69))


@pytest.mark.parametrize("monday", [56, 63])
def test_a_week_with_two_days_off_is_no_way_back(monday: int) -> None:
    log = back(60.0, 40, 40).off(monday)
    assert log.finding("hours_back", 70) is not None
    assert log.off(monday + 1).finding("hours_back", 70) is None
