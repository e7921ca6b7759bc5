"""Long hours: what is found, from which morning, on which days, and what isn't mistaken for them."""

from __future__ import annotations

import pytest

from cmcheckin.domain.schedule import Schedule
from tests.log_made import Log, at

WEEK = range(5)


def test_a_week_of_55_hours_is_found_with_its_days() -> None:
    log = Log()
    for n in WEEK:
        log.work(n, 11.0)
    log.off(5).off(6).morning(7)
    found = log.finding("hours_ceiling", 7)
    assert found is not None
    assert found.level == "nudge"
    assert found.days == tuple(at(n) for n in WEEK)
    assert found.numbers["hours"] == sum(value.value for value in found.values) == 55
    assert (found.first, found.last) == (at(0), at(6))


def test_a_week_just_under_it_is_not() -> None:
    log = Log()
    for n in WEEK:
        log.work(n, 10.95)
    assert log.off(5).off(6).morning(7).finding("hours_ceiling", 7) is None


def test_hours_that_are_not_logged_are_never_filled_in() -> None:
    log = Log()
    for n in WEEK:
        log.work(n, 13.0)
    log.unlogged(2).off(5).off(6).morning(7)
    assert log.finding("hours_ceiling", 7) is None


def test_two_weeks_at_58_are_care() -> None:
    log = Log()
    for n in (*range(5), *range(7, 12)):
        log.work(n, 11.6)
    found = log.morning(14).finding("hours_ceiling", 14)
    assert found is not None
    assert found.level == "care"
    assert found.numbers["hours_per_week"] == pytest.approx(58)


def test_four_weeks_at_50_are_found_though_no_week_is_long_by_itself() -> None:
    log = Log()
    for week in range(4):
        for n in WEEK:
            log.work(7 * week + n, 10.0)
        log.off(7 * week + 5).off(7 * week + 6)
    found = log.morning(28).finding("hours_ceiling", 28)
    assert found is not None
    assert found.numbers["weeks"] == 4


def test_it_is_over_with_a_week_under_48() -> None:
    log = Log()
    for n in (*range(5), *range(7, 12)):
        log.work(n, 13.0)
    log.quiet(12, 18).morning(19)
    assert log.finding("hours_ceiling", 19) is None


def test_a_slip_of_over_18_hours_is_left_out() -> None:
    log = Log()
    for n in WEEK:
        log.work(n, 8.0)
    log.work(2, 24.0).morning(7)
    assert log.finding("hours_ceiling", 7) is None


def test_two_weeks_a_quarter_above_the_usual_interrupt() -> None:
    log = Log()
    for n in (*range(5), *range(7, 12)):
        log.work(n, 10.2)
    for n in (5, 6, 12, 13):
        log.off(n)
    found = log.morning(14).finding("hours_jump", 14)
    assert found is not None
    assert found.level == "nudge"
    assert found.numbers["hours"] == 51
    assert found.numbers["usual_hours"] == pytest.approx(40, abs=0.5)
    assert sum(value.value for value in found.values) == pytest.approx(102)


def test_one_week_above_the_usual_is_a_week() -> None:
    log = Log()
    for n in WEEK:
        log.work(n, 10.0)
    assert log.off(5).off(6).morning(7).finding("hours_jump", 7) is None


def test_one_week_far_above_it_with_long_days_speaks_alone() -> None:
    log = Log()
    for n in WEEK:
        log.work(n, 10.7)
    found = log.off(5).off(6).morning(7).finding("hours_jump", 7)
    assert found is not None
    assert found.numbers["weeks"] == 1


@pytest.mark.parametrize(("extra", "found"), [((1,), False), ((1, 3), True)])
def test_an_extra_day_in_one_week_is_a_swap_and_two_are_not(extra: tuple[int, ...], found: bool) -> None:
    log = Log(Schedule(24, frozenset({0, 2, 4})))
    for n in (0, 2, 4, *extra):
        log.work(n, 8.25)
    assert (log.morning(7).finding("hours_jump", 7) is not None) is found


def test_nothing_is_usual_in_the_first_month() -> None:
    log = Log(quiet_weeks=3)
    for n in (*range(5), *range(7, 12)):
        log.work(n, 10.2)
    assert log.morning(14).finding("hours_jump", 14) is None


def test_part_time_has_its_own_usual() -> None:
    log = Log(Schedule(24, frozenset({0, 2, 4})))
    for n in (0, 1, 2, 4, 7, 8, 9, 11):
        log.work(n, 8.75)
    found = log.morning(14).finding("hours_jump", 14)
    assert found is not None
    assert found.numbers["usual_hours"] == pytest.approx(24, abs=0.8)


def test_a_quarter_that_grows_by_a_little_every_week_is_found() -> None:
    log = Log(quiet_weeks=0)
    for week in range(12):
        for n in WEEK:
            log.work(7 * week + n, 7.6 + 0.18 * week)
        log.off(7 * week + 5).off(7 * week + 6)
    found = log.morning(84).finding("hours_creep", 84)
    assert found is not None
    assert found.numbers["hours_first"] == pytest.approx(7.87)
    assert found.numbers["hours_last"] == pytest.approx(9.31)
    assert found.numbers["minutes_a_week"] == pytest.approx(60 * 0.18)


@pytest.mark.parametrize(("friday", "is_creep"), [(9.6, True), (1.0, False)])
def test_a_last_week_below_the_contract_ends_a_creep(friday: float, is_creep: bool) -> None:
    log = Log(quiet_weeks=0)
    for week in range(12):
        for n in WEEK:
            log.work(7 * week + n, 7.6 + 0.18 * week)
        log.off(7 * week + 5).off(7 * week + 6)
    found = log.work(81, friday).morning(82).finding("hours_creep", 82)
    assert (found is not None) == is_creep


def test_growing_into_the_contract_is_no_creep() -> None:
    log = Log(quiet_weeks=0)
    for week in range(12):
        for n in WEEK:
            log.work(7 * week + n, 6.0 + 0.18 * week)
        log.off(7 * week + 5).off(7 * week + 6)
    assert log.morning(84).finding("hours_creep", 84) is None


def test_a_jump_is_not_taken_for_a_creep() -> None:
    log = Log()
    for week in range(4):
        for n in WEEK:
            log.work(7 * week + n, 10.0)
    assert log.morning(28).finding("hours_creep", 28) is None


def test_five_days_of_eleven_hours_are_found_however_little_is_logged_beside_them() -> None:
    log = Log()
    for n in (0, 1, 4, 7, 8):
        log.work(n, 11.0)
    log.unlogged(2, 3, 9).morning(10)
    found = log.finding("long_days", 10)
    assert found is not None
    assert found.level == "nudge"
    assert found.days == tuple(at(n) for n in (0, 1, 4, 7, 8))
    assert found.numbers["hours"] == 55


def test_shifts_of_twelve_hours_are_no_long_days_for_who_has_them() -> None:
    log = Log(Schedule(36, frozenset({0, 2, 4})))
    for n in (0, 2, 4, 7, 9, 11):
        log.work(n, 12.0)
    assert log.morning(14).finding("long_days", 14) is None
