"""The history as each morning sees it: what counts as worked, rest between days, and what was not known yet."""

from __future__ import annotations

from datetime import time, timedelta

import pytest

from cmcheckin.domain.checkin import CheckIn
from cmcheckin.domain.schedule import Schedule
from cmcheckin.insight.history import History, MorningView
from cmcheckin.insight.nudges import LOOK_BACK_DAYS
from tests.log_made import Log, at


def view(log: Log, day: int = 0) -> MorningView:
    """Return the view of the morning of `day`."""
    history = History(log.records, log.schedule, at(day) - timedelta(LOOK_BACK_DAYS), at(day))
    [found] = history.views(at(day))
    return found


def empty() -> Log:
    return Log(quiet_weeks=0).morning(0)


@pytest.mark.parametrize(
    ("hours", "late", "worked", "busy"),
    [
        (0.5, 0, True, True), (0.49, 0, False, False), (0.0, 30, True, True), (0.0, 29, False, False),
        (None, 0, False, False), (None, 30, True, True), (18.0, 0, True, True), (18.5, 0, True, False),
    ],
)  # fmt: skip
def test_half_an_hour_is_work(hours: float | None, late: int, worked: bool, busy: bool) -> None:
    found = view(empty().work(-1, hours, late))
    slot = found.today - 1
    assert (found.history.worked[slot], found.history.busy[slot]) == (worked, busy)
    assert (found.worked(1), found.worked(2)) == (worked, worked)


@pytest.mark.parametrize(
    ("start", "end", "following", "rest"),
    [
        ("09:00", "18:00", "09:00", 15.0), ("09:00", "22:30", "07:00", 8.5), ("22:00", "06:00", "22:00", 16.0),
        ("22:00", "06:00", "06:00", 0.0), ("22:00", "06:00", "05:59", None), ("09:00", "09:00", "09:00", 24.0),
        ("09:00", "", "09:00", None), ("", "18:00", "09:00", None), ("09:00", "18:00", "", None),
    ],
)  # fmt: skip
def test_rest_is_from_one_end_to_the_next_start(start: str, end: str, following: str, rest: float | None) -> None:
    log = empty().morning(-1).work(-2, 8.0, start=start, end=end).work(-1, 8.0, start=following, end="20:00")
    found = view(log)
    assert found.history.rest[found.today - 1] == rest


@pytest.mark.parametrize(("zones", "is_known"), [((0, 0), True), ((0, 1), False)])
def test_rest_is_unknown_while_clocks_change(zones: tuple[int, int], is_known: bool) -> None:
    log = empty().work(-2, 8.0, start="09:00", end="18:00").work(-1, 8.0, start="09:00", end="18:00")
    log.morning(-1, zone=zones[0]).morning(0, zone=zones[1])
    found = view(log)
    assert (found.history.rest[found.today - 1] is not None) is is_known


def test_a_morning_sees_the_days_before_it_and_not_its_own() -> None:
    log = empty()
    for n in range(-8, 1):
        log.work(n, 2.0 if n % 2 else 1.0, 30 if n in (-8, -7, -1, 0) else 29)
    found = view(log)
    assert (found.hours(7), found.hours(7, 1), found.hours(1), found.hours(1, 1)) == (11.0, 10.0, 2.0, 1.0)
    assert (found.worked(7), found.after_hours_days(7), found.after_hours_days(8)) == (7, 2, 3)
    slots = [(found.today - n, 2.0 if n % 2 else 1.0) for n in (3, 2)]
    assert found.hour_values(2, 1) == slots
    assert found.day == at(0)


@pytest.mark.parametrize(("day", "known"), [(-14, 0), (-15, 1), (-91, 1), (-92, 0)])
def test_evenings_before_are_those_of_15_to_91_days_ago(day: int, known: int) -> None:
    assert view(empty().work(day, 8.0, 30)).after_hours_before() == (known, known)
    assert view(empty().work(day, 8.0, 29)).after_hours_before() == (known, 0)


@pytest.mark.parametrize(("clock", "seen"), [("08:30", 1), ("08:31", 0)])
def test_an_escalation_is_seen_if_it_came_by_the_time_of_the_check_in(clock: str, seen: int) -> None:
    log = empty().ping(0, clock).ping(-3, "12:00").ping(-4, "12:00")
    found = view(log)
    assert found.escalations_seen == 2 + seen
    assert len(found.escalations_since(found.today - 3)) == 1 + seen
    assert len(found.escalations_since(found.today)) == seen


@pytest.mark.parametrize(
    ("severity", "kind", "load", "counted"), [(5, None, 5, 1), (None, None, 2, 1), (4, "ask", 0, 0)]
)
def test_an_escalation_without_severity_weighs_two_and_an_ask_nothing(
    severity: int | None, kind: str | None, load: int, counted: int
) -> None:
    found = view(empty().ping(-3, "12:00", severity, kind))
    history = found.history
    assert (history.severity_sum[-1], history.rated_escalation_sum[-1]) == (load, counted)


def test_the_first_logged_day_is_a_check_in_or_a_workday() -> None:
    found = view(empty().morning(-20).work(-10, 8.0))
    history, today = found.history, found.today
    assert [history.first_logged(today - n) for n in (30, 20, 19, 10, 9)] == [today - n for n in (20, 20, 10, 10, 0)]


def test_records_outside_the_history_are_ignored() -> None:
    log = empty().work(-LOOK_BACK_DAYS, 8.0).work(-LOOK_BACK_DAYS - 1, 8.0).work(1, 8.0)
    log.morning(-LOOK_BACK_DAYS).morning(-LOOK_BACK_DAYS - 1).morning(1)
    log.ping(-LOOK_BACK_DAYS, "12:00").ping(-LOOK_BACK_DAYS - 1, "12:00").ping(1, "12:00")
    history = view(log).history
    assert (history.hours_sum[-1], len(history.checkins), len(history.escalations)) == (8.0, 2, 1)


def test_a_history_has_a_slot_for_each_of_its_days() -> None:
    history = view(empty()).history
    assert (history.size, history.dates[0], history.dates[-1]) == (LOOK_BACK_DAYS + 1, at(-LOOK_BACK_DAYS), at(0))
    assert len(history.hours) == len(history.rest) == history.size


def test_days_have_the_hours_and_minutes_that_count() -> None:
    log = empty().work(-3, 8.0, 20).off(-4, "leave", 1.0).work(-5, 20.0, 60).work(-2, 4.0).work(-1, None)
    found = view(log)
    days = slice(found.today - 6, found.today)  # from Tuesday to Sunday
    history = found.history
    assert history.hours[days] == [None, None, 1.0, 8.0, 4.0, 0.0]
    assert history.after_hours_minutes[days] == [0, 0, 0, 20, 0, 0]
    assert history.workday_hours[days] == [None, None, None, 8.0, None, None]
    assert history.free[days] == [False, False, True, False, False, False]
    assert history.usual_workday[days] == [True, True, True, True, False, False]
    assert view(empty().off(-1, hours=0.0).work(-2, 0.0, 20)).hours(2) == 0.3333


@pytest.mark.parametrize(
    ("schedule", "clock", "seen"),
    [
        (Schedule(), "09:00", 1), (Schedule(), "09:01", 0), (Schedule(start=time(7)), "07:01", 0),
        (Schedule(start=time(22), end=time(6)), "09:00", 1), (Schedule(start=time(22), end=time(6)), "09:01", 0),
    ],
)  # fmt: skip
def test_a_check_in_without_a_time_was_at_the_start_of_the_day(schedule: Schedule, clock: str, seen: int) -> None:
    log = Log(schedule, quiet_weeks=0).ping(0, clock)
    log.checkins[at(0)] = CheckIn(at(0))
    assert view(log).escalations_seen == seen
