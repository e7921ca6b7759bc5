"""Rest, evenings and nights."""

from __future__ import annotations

from datetime import time

import pytest

from cmcheckin.domain.schedule import Schedule
from tests.log_made import Log, at


@pytest.mark.parametrize(
    ("days", "weekend", "level"),
    [(7, 1.25, "note"), (7, 1.5, "nudge"), (8, 1.25, "note"), (12, 6.0, "nudge"), (13, 6.0, "care")],
)
def test_days_in_a_row_grow_graver(days: int, weekend: float, level: str) -> None:
    log = Log()
    for n in range(days):
        log.work(n, weekend if n % 7 > 4 else 6.0)
    found = log.morning(days).finding("no_day_off", days)
    assert found is not None
    assert found.level == level
    assert found.days == tuple(at(n) for n in range(days))
    assert found.numbers["worked_days"] == days


@pytest.mark.parametrize(("weekends", "level"), [((5, 12, 13), "nudge"), ((12, 13), "note")])
def test_short_work_interrupts_on_most_days_off_of_two_weeks(weekends: tuple[int, ...], level: str) -> None:
    log = Log().quiet(0, 7).off(7)
    for n in (*range(8, 15), *weekends):
        log.work(n, 1.0 if n % 7 > 4 else 8.0)
    found = log.morning(15).finding("no_day_off", 15)
    assert found is not None
    assert found.numbers["worked_days"] == 7
    assert found.level == level


def test_six_days_in_a_row_are_a_week() -> None:
    log = Log()
    for n in range(6):
        log.work(n, 8.0)
    assert log.morning(6).finding("no_day_off", 6) is None


def test_one_day_off_ends_it() -> None:
    log = Log()
    for n in range(10):
        log.work(n, 8.0)
    assert log.off(6).morning(10).finding("no_day_off", 10) is None


@pytest.mark.parametrize("days", [9, 14, 20, 40])
def test_a_day_that_is_not_logged_is_asked_about_and_never_raises_the_level(days: int) -> None:
    log = Log()
    for n in range(days):
        log.work(n, 8.0)
    found = log.unlogged(days - 5).morning(days).finding("no_day_off", days)
    assert found is not None
    assert found.level == "note"
    assert at(days - 5) not in found.days
    assert (found.numbers["worked_days"], found.numbers["days_not_said"]) == (days - 1, 1)


@pytest.mark.parametrize("days", [7, 8, 13])
def test_days_before_one_that_is_not_logged_add_nothing(days: int) -> None:
    log = Log()
    for n in range(-20, days):
        log.work(n, 8.0)
    found = log.unlogged(-1).morning(days).finding("no_day_off", days)
    assert found is not None
    assert found.level == ("care" if days == 13 else "nudge")
    assert found.days == tuple(at(n) for n in range(days))


@pytest.mark.parametrize(
    ("hours", "late", "found"), [(0.4, 0, False), (0.5, 0, True), (0.25, 29, False), (0.25, 30, True), (None, 0, False)]
)
def test_a_day_counts_from_half_an_hour(hours: float | None, late: int, found: bool) -> None:
    log = Log()
    for n in range(7):
        log.work(n, 8.0)
    assert (log.work(3, hours, late).morning(7).finding("no_day_off", 7) is not None) is found


def test_hours_over_18_are_not_counted_as_worked() -> None:
    log = Log()
    for n in range(8):
        log.work(n, 8.0)
    assert log.work(3, 20.0).morning(8).finding("no_day_off", 8) is None


def test_two_unknown_days_in_a_week_are_no_run() -> None:
    log = Log()
    for n in range(9):
        log.work(n, 8.0)
    assert log.unlogged(3, 5).morning(9).finding("no_day_off", 9) is None


def test_a_day_off_with_half_an_hour_of_pings_is_worked() -> None:
    log = Log()
    for n in range(8):
        log.work(n, 8.0)
    log.off(5, hours=0.5).off(6, hours=0.5)
    found = log.morning(8).finding("no_day_off", 8)
    assert found is not None
    assert found.numbers["worked_days"] == 8


def test_somebody_who_works_four_weekdays_and_saturday_has_a_day_off() -> None:
    log = Log(Schedule(40, frozenset({1, 2, 3, 4, 5})))
    assert log.quiet(0, 20).morning(21).finding("no_day_off", 21) is None


@pytest.mark.parametrize(("nights", "level"), [(2, "note"), (3, "nudge"), (5, "care")])
def test_broken_nights_grow_graver(nights: int, level: str) -> None:
    log = Log()
    for n in range(nights):
        log.ping(n + 1, "02:10")
    log.quiet(0, 7)
    found = log.finding("night_pings", 7)
    assert found is not None
    assert found.level == level
    assert found.days == tuple(at(n) for n in range(nights)), "a night is named by the evening it began on"


def test_three_pings_in_one_night_are_one_broken_night() -> None:
    log = Log().quiet(0, 7).ping(2, "23:00").ping(3, "01:00").ping(3, "05:59")
    assert log.finding("night_pings", 7) is None


def test_a_night_shift_has_its_own_nights() -> None:
    log = Log(Schedule(40, frozenset(range(5)), time(22), time(6)))
    for n in range(1, 5):
        log.ping(n, "02:10")
    assert log.quiet(0, 7).finding("night_pings", 7) is None


def test_a_ping_after_the_check_in_is_not_seen_by_it() -> None:
    log = Log().quiet(0, 7).ping(5, "02:00").ping(6, "02:00").ping(7, "23:30")
    found = log.finding("night_pings", 7)
    assert found is not None
    assert found.numbers["nights"] == 2


def test_three_nights_shorter_than_eleven_hours_are_found() -> None:
    log = Log()
    for n in range(4):
        log.work(n, 8.0, start="07:30", end="23:10").morning(n)
    found = log.morning(4).finding("short_rest", 4)
    assert found is not None
    assert found.level == "nudge"
    assert found.days == (at(1), at(2), at(3))
    assert found.numbers["shortest"] == pytest.approx(8.33, abs=0.01)


def test_a_day_that_ends_after_midnight_leaves_less_rest() -> None:
    log = Log()
    for n in range(3):
        log.work(n, 9.0, start="10:00", end="01:00").morning(n)
    found = log.morning(3).finding("short_rest", 3)
    assert found is not None
    assert {value.value for value in found.values} == {9.0}


@pytest.mark.parametrize(("start", "end", "short"), [("08:05", "21:05", False), ("08:04", "21:05", True)])
def test_eleven_hours_to_the_minute_are_enough(start: str, end: str, short: bool) -> None:
    log = Log()
    for n in range(3):
        log.work(n, 8.0, start=start, end=end).morning(n)
    assert (log.morning(3).finding("short_rest", 3) is not None) is short


def test_days_that_overlap_are_no_short_rest() -> None:
    log = Log().work(0, 8.0, start="09:00", end="08:00").work(1, 8.0, start="07:00", end="06:30")
    assert log.work(2, 8.0, start="06:00", end="17:00").morning(3).finding("short_rest", 3) is None


def test_a_flight_to_another_time_zone_is_no_short_rest() -> None:
    log = Log()
    for n in range(4):
        log.work(n, 8.0, start="07:30", end="23:10").morning(n, zone=3 * n)
    assert log.morning(4, zone=12).finding("short_rest", 4) is None


def test_evenings_far_more_often_than_usual_are_found() -> None:
    log = Log()
    for n in (0, 1, 2, 3, 7, 8):
        log.work(n, 8.5, late=45)
    found = log.morning(9).finding("after_hours", 9)
    assert found is not None
    assert found.level == "nudge"
    assert found.numbers["after_hours_days"] == len(found.days)
    assert found.numbers["after_hours_minutes"] == sum(value.value for value in found.values)


def test_evenings_as_usual_are_not() -> None:
    log = Log()
    for n in range(-100, 10):
        if n % 7 in (0, 1, 3):
            log.work(n, 8.5, late=45)
    assert log.morning(10).finding("after_hours", 10) is None


def test_without_a_usual_five_evenings_of_seven_are_a_note() -> None:
    log = Log(quiet_weeks=0)
    for n in range(5):
        log.work(n, 8.5, late=30).morning(n)
    found = log.morning(7).finding("after_hours", 7)
    assert found is not None
    assert found.level == "note"
