"""Mood and energy, wins, escalations, and coming back."""

from __future__ import annotations

import pytest

from tests.log_made import Log, at


def test_energy_down_while_hours_are_up_is_strain() -> None:
    log = Log()
    for n in range(12):
        log.morning(n, energy=2)
        if n % 7 < 5:
            log.work(n, 9.8)
    found = log.finding("strain", 11)
    assert found is not None
    assert found.numbers["energy"] == 2
    assert found.numbers["usual_energy"] == pytest.approx(3.5, abs=0.1)
    assert found.numbers["hours"] > found.numbers["usual_hours"]
    assert found.numbers["energy"] == sum(v.value for v in found.values) / len(found.values)


def test_energy_down_alone_is_a_question_and_no_strain() -> None:
    log = Log().quiet(0, 11)
    for n in range(12):
        log.morning(n, energy=2)
    assert log.finding("strain", 11) is None
    found = log.finding("rating_shift", 11)
    assert found is not None
    assert found.level == "note"


def test_one_bad_day_is_a_bad_day() -> None:
    log = Log().quiet(0, 11)
    log.morning(9, mood=1, energy=1).work(8, 13.0)
    for kind in ("strain", "rating_shift", "low_mood"):
        assert log.finding(kind, 10) is None


def test_a_low_mood_on_seven_of_eight_mornings_is_care() -> None:
    log = Log().quiet(0, 9)
    for n in range(8):
        log.morning(n, mood=1 if n % 2 else 2, energy=2)
    found = log.finding("low_mood", 7)
    assert found is not None
    assert found.level == "care"
    assert found.numbers["low_mornings"] == sum(value.value <= 2 for value in found.values)


def test_low_ratings_that_are_usual_are_no_finding() -> None:
    log = Log()
    for n in range(-112, 10):
        log.morning(n, mood=2 if n % 3 else 1, energy=2)
    assert log.finding("low_mood", 9) is None


def test_a_low_mood_at_full_energy_is_something_else() -> None:
    log = Log().quiet(0, 9)
    for n in range(8):
        log.morning(n, mood=1 if n % 2 else 2, energy=4)
    assert log.finding("low_mood", 7) is None


def test_seven_low_mornings_over_two_months_are_no_bad_week() -> None:
    log = Log(quiet_weeks=0)
    for n in range(9):
        log.morning(7 * n, mood=1, energy=1)
    assert log.finding("low_mood", 56) is None


def test_working_days_without_a_win_after_many_with_one_are_found() -> None:
    log = Log()
    for n in range(14):
        log.work(n, 8.0) if n % 7 < 5 else log.off(n)
        log.morning(n)
    found = log.finding("wins_drought", 11)
    assert found is not None
    assert found.level == "note"
    assert found.numbers["days_without"] == len(found.days) == 9


def test_who_rarely_has_wins_is_left_alone() -> None:
    log = Log()
    for n in range(-112, 14):
        log.morning(n, wins=1 if n % 5 == 0 else 0)
    for n in range(14):
        log.morning(n)
    assert log.finding("wins_drought", 13) is None


def test_days_off_are_no_drought() -> None:
    log = Log()
    for n in range(14):
        log.off(n, "leave").morning(n)
    assert log.finding("wins_drought", 13) is None


def _escalations(log: Log, first: int, last: int, every: int, severity: int) -> None:
    for n in range(first, last + 1):
        if n % every == 0:
            log.ping(n, "11:00", severity)


def test_far_more_and_graver_escalations_than_usual_interrupt() -> None:
    log = Log().quiet(0, 14)
    _escalations(log, -112, -1, 5, 2)
    for n in range(10):
        log.ping(n, "11:00", 4)
    found = log.finding("escalation_load", 13)
    assert found is not None
    assert found.level == "nudge"
    assert found.numbers["severity"] == sum(value.value for value in found.values)


def test_many_escalations_always_are_the_usual() -> None:
    log = Log().quiet(0, 14)
    _escalations(log, -112, 13, 1, 3)
    assert log.finding("escalation_load", 13) is None


def test_asks_weigh_nothing() -> None:
    log = Log().quiet(0, 14)
    _escalations(log, -112, -1, 5, 2)
    for n in range(13):
        log.ping(n, "11:00", None, "ask")
    assert log.finding("escalation_load", 13) is None


def test_three_mondays_that_start_low_are_found() -> None:
    log = Log().quiet(0, 15)
    for n in range(16):
        log.morning(n, energy=2)
    found = log.finding("recovery", 15)
    assert found is not None
    assert found.days == (at(0), at(7), at(14))
    assert found.numbers["energy"] == 2


def test_a_workday_that_has_just_begun_is_a_day_back() -> None:
    log = Log().quiet(0, 13)
    for n in range(15):
        log.morning(n, energy=2)
    found = log.finding("recovery", 14)
    assert found is not None
    assert found.days == (at(0), at(7), at(14))


@pytest.mark.parametrize(("days_off", "is_break"), [(1, False), (2, True), (5, True), (6, False)])
def test_a_break_has_two_to_five_days_off(days_off: int, is_break: bool) -> None:
    log = Log().quiet(0, 15)
    for n in range(16):
        log.morning(n, energy=2)
    for n in range(7 - days_off, 7):
        log.off(n)
    for n in range(5, 7 - days_off):
        log.work(n, 2.0)
    assert (log.finding("recovery", 15) is not None) is is_break


def test_a_usual_workday_that_is_not_logged_ends_no_break() -> None:
    log = Log().quiet(0, 15)
    for n in range(16):
        log.morning(n, energy=2)
    log.workdays.pop(at(7))
    assert log.finding("recovery", 15) is None  # the Monday before the first low one counts in its place


def test_a_week_without_a_word_after_a_heavy_one_is_greeted_once() -> None:
    log = Log()
    for n in range(5):
        log.work(n, 10.5)
    log.morning(7).morning(15).morning(16)
    found = log.finding("gap_after_heavy", 15)
    assert found is not None
    assert found.numbers["hours"] == 52.5
    assert found.numbers["days_not_said"] == 6
    assert log.finding("gap_after_heavy", 16) is None


def test_a_gap_after_an_ordinary_week_is_not_spoken_of() -> None:
    assert Log().quiet(0, 7).morning(15).finding("gap_after_heavy", 15) is None


def test_declared_leave_is_no_gap() -> None:
    log = Log()
    for n in range(5):
        log.work(n, 10.5)
    for n in range(7, 15):
        log.off(n, "leave")
    assert log.morning(7).morning(15).finding("gap_after_heavy", 15) is None


def test_two_weeks_back_in_the_contract_are_good_news() -> None:
    log = Log()
    for n in (*range(5), *range(7, 12)):
        log.work(n, 10.5)
    found = log.quiet(12, 28).finding("hours_back", 28)
    assert found is not None
    assert found.level == "note"
    assert found.numbers["hours_then"] == 52.5


def test_the_first_weekend_off_in_a_month_is_good_news() -> None:
    log = Log()
    for week in range(4):
        log.quiet(7 * week, 7 * week + 4).work(7 * week + 5, 4.0).off(7 * week + 6)
    found = log.quiet(28, 35).finding("weekend_off", 35)
    assert found is not None
    assert found.days == (at(33), at(34))
    assert found.numbers["weekends_with_work"] == 4


def test_a_weekend_that_is_not_logged_is_not_called_off() -> None:
    log = Log()
    for week in range(4):
        log.quiet(7 * week, 7 * week + 4).work(7 * week + 5, 4.0).off(7 * week + 6)
    log.quiet(28, 35)
    del log.workdays[at(33)]
    assert log.finding("weekend_off", 35) is None


def test_energy_back_at_the_usual_is_good_news() -> None:
    log = Log()
    for n in range(21):
        log.morning(n, energy=2)
    found = log.quiet(21, 33).finding("mornings_back", 33)
    assert found is not None
    assert found.numbers["energy_then"] == 2
