"""The limits of the signals that look at rest, evenings, nights and very long days, from both sides."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import pytest

from cmcheckin.domain.schedule import Schedule
from tests.log_made import Log, at


def worked(hours: Mapping[int, float], schedule: Schedule | None = None) -> Log:
    """Return quiet weeks, days of the given `hours`, and a check-in on the day after the last of them."""
    log = Log(schedule)
    for n, one in hours.items():
        log.work(n, one)
    return log.morning(max(hours) + 1)


# hours_ceiling


@pytest.mark.parametrize(
    ("weeks", "level", "of"),
    [
        ((55.0,), "nudge", 1),
        ((54.75,), None, 0),
        ((47.0, 55.0), "nudge", 2),
        ((54.0, 48.0), "nudge", 2),
        ((54.25, 47.75), None, 0),
        ((47.0, 54.75), None, 0),
        ((60.0, 56.0), "care", 2),
        ((59.75, 56.0), "nudge", 2),
        ((45.0, 55.0, 48.0, 52.0), "nudge", 4),
        ((45.0, 54.75, 48.0, 52.0), None, 0),
        ((62.0, 47.75), None, 0),
        ((45.0, 62.0, 55.0, 47.0), None, 0),
    ],
)
def test_the_ceiling_is_50_hours_in_four_weeks_51_in_two_and_55_in_one(
    weeks: Sequence[float], level: str | None, of: int
) -> None:
    log = Log(quiet_weeks=0)
    for week, hours in enumerate(weeks):
        for n in range(4):
            log.work(7 * week + n, 9.5)
        log.work(7 * week + 4, hours - 44).work(7 * week + 5, 4.0).work(7 * week + 6, 2.0)
    today = 7 * len(weeks)
    found = log.morning(today).finding("hours_ceiling", today)
    assert (found.level if found else None) == level
    if found is not None:
        assert (found.first, found.last, len(found.days)) == (at(today - 7 * of), at(today - 1), 7 * of)
        total = sum(weeks[-of:])
        line = 58 if level == "care" else {1: 55, 2: 51, 4: 50}[of]
        assert found.numbers == {"hours": total, "hours_per_week": total / of, "weeks": of, "line": line}


# long_days


@pytest.mark.parametrize(
    ("days", "level"),
    [((0, 3, 6, 9, 13), "nudge"), ((0, 3, 9, 13), "note"), ((3, 9, 13), None), ((-1, 3, 9, 13), None)],
)
def test_four_long_days_in_fourteen_are_a_note_and_five_interrupt(days: tuple[int, ...], level: str | None) -> None:
    found = worked(dict.fromkeys(days, 11.0)).finding("long_days", 14)
    assert (found.level if found else None) == level
    if found is not None:
        assert (found.first, found.last, found.days) == (at(0), at(13), tuple(at(n) for n in days))
        count = len(days)
        assert found.numbers == {"long_days": count, "hours_from": 11, "hours": 11 * count, "line": count}


@pytest.mark.parametrize(("last", "is_found"), [(10, True), (9, False)])
def test_long_days_are_over_after_three_others(last: int, is_found: bool) -> None:
    log = worked(dict.fromkeys((1, 2, 3, 4, last), 12.0)).morning(14)
    assert (log.finding("long_days", 14) is not None) is is_found


@pytest.mark.parametrize(
    ("contract", "hours", "is_found"), [(40, 11, True), (40, 10.99, False), (50, 12, True), (50, 11.99, False)]
)
def test_a_long_day_has_eleven_hours_or_two_over_the_usual(contract: float, hours: float, is_found: bool) -> None:
    log = worked({0: hours, 1: hours, 2: hours, 13: hours}, Schedule(contract))
    assert (log.finding("long_days", 14) is not None) is is_found


# after_hours


def evenings(late: Sequence[int], usual: int, logged: int = 77, minutes: int = 30) -> Log:
    """Return a log with `minutes` after hours on the days `late`, and on `usual` days of `logged` earlier ones."""
    log = Log(quiet_weeks=0)
    for n in range(logged):
        log.work(-15 - n, 8.0, minutes if n < usual else 0)
    for n in late:
        log.work(n, 8.0, minutes)
    return log.morning(0)


@pytest.mark.parametrize(
    ("late", "usual", "line"),
    [
        ((-14, -13, -12, -11, -10, -1), 0, (14, 6)),
        ((-14, -13, -12, -11, -10), 0, None),
        ((-15, -14, -13, -12, -11, -10), 0, None),
        ((-7, -6, -5, -4, -1), 0, (7, 5)),
        ((-7, -6, -5, -1), 0, None),
        ((-8, -6, -5, -4, -1), 0, None),
        ((-7, -6, -5, -4, -1), 11, (7, 5)),  # p .00097
        ((-7, -6, -5, -4, -1), 12, None),  # p .0015
        ((-14, -13, -12, -11, -10, -1), 7, (14, 6)),  # a rate of 0.09 counts as 0.1: p .0015
        ((-14, -13, -12, -11, -10, -1), 9, None),  # 0.117: p .0033
        ((-14, -13, -12, -11, -10, -9, -8), 11, (14, 7)),  # 0.143: p .0017, where seven are needed
        ((-14, -13, -12, -11, -10, -9, -8), 12, None),  # 0.156: p .0028
    ],
)
def test_evenings_are_unusual_from_six_in_fourteen_or_five_in_seven(
    late: tuple[int, ...], usual: int, line: tuple[int, int] | None
) -> None:
    found = evenings(late, usual).finding("after_hours", 0)
    assert (found is not None) is (line is not None)
    if found is not None and line is not None:
        days = line[0]
        assert (found.level, found.first, found.last) == ("nudge", at(-days), at(-1))
        assert found.days == tuple(at(n) for n in late)
        assert found.numbers == pytest.approx(
            {
                "after_hours_days": len(late), "window_days": days, "line": min(line[1], 6),
                "after_hours_minutes": 30 * len(late), "usual_days": usual / 77 * days, "usual_known_days": 77,
            }
        )  # fmt: skip
        assert evenings(late, usual, minutes=29).finding("after_hours", 0) is None


@pytest.mark.parametrize(
    ("late", "logged", "level"),
    [
        ((-7, -6, -5, -4, -1), 19, "note"),
        ((-7, -6, -5, -1), 19, None),
        ((-8, -6, -5, -4, -1), 19, None),
        ((-7, -6, -5, -4, -1), 20, "nudge"),
        ((-14, -13, -12, -11, -10, -9), 19, None),
    ],
)
def test_without_twenty_days_five_evenings_in_seven_are_a_note(
    late: tuple[int, ...], logged: int, level: str | None
) -> None:
    found = evenings(late, 0, logged).finding("after_hours", 0)
    assert (found.level if found else None) == level
    if level == "note":
        assert found is not None
        assert found.numbers == {"after_hours_days": 5, "window_days": 7, "line": 5, "after_hours_minutes": 150}


# no_day_off


@pytest.mark.parametrize(
    ("days", "unlogged", "run"),
    [
        (9, (2,), (0, 8, 1)),
        (8, (2,), (0, 7, 1)),
        (7, (2,), None),
        (9, (7,), (0, 8, 1)),
        (9, (8,), None),  # yesterday has to be logged
        (9, (0, 7), (1, 7, 1)),  # a run begins with a worked day
        (14, (4, 11), (0, 12, 2)),
        (13, (3, 10), None),  # 11 of 13 are too few
        (13, (4, 9), (5, 7, 1)),  # a second one in seven days ends the run
        (12, (5,), None),  # a Saturday, which may have been off
    ],
)
def test_one_usual_workday_a_week_may_be_unlogged(
    days: int, unlogged: tuple[int, ...], run: tuple[int, int, int] | None
) -> None:
    found = worked(dict.fromkeys(range(days), 8.0)).unlogged(*unlogged).finding("no_day_off", days)
    assert (found is not None) is (run is not None)
    if found is not None and run is not None:
        first, count, not_logged = run
        assert (found.level, found.first, found.last) == ("note", at(first), at(days - 1))
        assert (found.numbers["worked_days"], found.numbers["days_not_said"]) == (count, not_logged)
        assert found.numbers["run_days"] == days - first


def test_a_run_is_followed_for_a_quarter() -> None:
    found = worked(dict.fromkeys(range(-10, 100), 8.0)).finding("no_day_off", 100)
    assert found is not None
    assert (found.first, found.numbers["worked_days"]) == (at(9), 91)


@pytest.mark.parametrize(
    ("days", "level", "line"), [(6, None, 0), (7, "nudge", 7), (8, "nudge", 7), (12, "nudge", 7), (13, "care", 13)]
)
def test_a_run_is_counted_in_days(days: int, level: str | None, line: int) -> None:
    log = worked({n: 1.9 if n == 1 else 2.0 for n in range(days)})
    found = log.finding("no_day_off", days)
    assert (found.level if found else None) == level
    if found is not None:
        off_hours = 2.0 * sum(n % 7 > 4 for n in range(days))
        assert found.numbers == {
            "worked_days": days, "run_days": days, "days_not_said": 0, "short_days": 1, "off_day_hours": off_hours,
            "line": line,
        }  # fmt: skip
        assert [value.value for value in found.values] == [1.9 if n == 1 else 2.0 for n in range(days)]


@pytest.mark.parametrize(("saturday", "level"), [(1.5, "nudge"), (1.4, "note")])
def test_seven_days_interrupt_from_three_hours_on_days_off(saturday: float, level: str) -> None:
    found = worked({n: 1.5 if n == 6 else saturday if n == 5 else 8.0 for n in range(7)}).finding("no_day_off", 7)
    assert found is not None
    assert found.level == level


@pytest.mark.parametrize(("saturday", "sunday", "level"), [(8.0, 1.5, "nudge"), (8.0, 1.4, "note")])
def test_both_days_off_of_seven_days_in_a_row_were_worked_for_an_hour_and_a_half(
    saturday: float, sunday: float, level: str
) -> None:
    found = worked({n: sunday if n == 6 else saturday if n == 5 else 8.0 for n in range(7)}).finding("no_day_off", 7)
    assert found is not None
    assert found.level == level


# night_pings


@pytest.mark.parametrize(
    ("pings", "level", "nights"),
    [
        (((0, "23:00"), (6, "23:00")), "note", (0, 6)),
        (((-1, "23:00"), (6, "23:00")), None, ()),
        (((0, "02:00"), (6, "23:00")), None, ()),
        (((1, "02:00"), (7, "02:00")), "note", (0, 6)),
        (((0, "23:00"), (2, "23:00"), (6, "23:00"), (6, "23:30")), "nudge", (0, 2, 6)),
        (((0, "23:00"), (1, "23:00"), (2, "23:00"), (3, "23:00")), "nudge", (0, 1, 2, 3)),
        (((0, "23:00"), (1, "23:00"), (2, "23:00"), (3, "23:00"), (4, "23:00")), "care", (0, 1, 2, 3, 4)),
        (((0, "12:00"), (1, "12:00"), (2, "12:00")), None, ()),
    ],
)
def test_two_nights_in_seven_are_a_note_three_interrupt_and_five_are_care(
    pings: Sequence[tuple[int, str]], level: str | None, nights: tuple[int, ...]
) -> None:
    log = Log(quiet_weeks=0).morning(7)
    for day, clock in pings:
        log.ping(day, clock)
    found = log.finding("night_pings", 7)
    assert (found.level if found else None) == level
    if found is not None:
        assert (found.first, found.last, found.days) == (at(0), at(6), tuple(at(n) for n in nights))
        line = {"note": 2, "nudge": 3, "care": 5}[found.level]
        assert found.numbers == {"nights": len(nights), "night_pings": len(pings), "window_days": 7, "line": line}


def test_a_check_in_late_in_the_evening_counts_nights_before_it() -> None:
    log = Log(quiet_weeks=0).ping(6, "23:00").ping(7, "22:30")
    log.checkins[at(7)] = log.morning(7).checkins[at(7)]._replace(logged_at=log.escalations[-1].opened)
    assert log.finding("night_pings", 7) is None


# short_rest


@pytest.mark.parametrize(("days", "level"), [((0, 3, 6), "nudge"), ((0, 6), "note"), ((6,), None), ((-1, 6), None)])
def test_two_short_rests_in_seven_days_are_a_note_and_three_interrupt(days: tuple[int, ...], level: str | None) -> None:
    log = Log(quiet_weeks=0).morning(7)
    for n in range(-2, 7):
        log.morning(n).work(n, 8.0, start="07:00" if n in days else "09:00", end="20:30")
    found = log.finding("short_rest", 7)
    assert (found.level if found else None) == level
    if found is not None:
        assert (found.first, found.last, found.days) == (at(0), at(6), tuple(at(n) for n in days))
        assert found.numbers == {"short_rests": len(days), "shortest": 10.5, "rest_hours": 11, "line": len(days)}


# weekend_off


def weekends(before: int, today: int = 7) -> Log:
    """Return a log of `before` weekends with work, two free weekends before them, and one without work on day 5."""
    log = Log(quiet_weeks=before + 2).quiet(0, today)
    for week in range(1, before + 1):
        log.work(5 - 7 * week, 0.5)
    return log


@pytest.mark.parametrize(("before", "is_found"), [(3, False), (4, True), (5, True)])
def test_a_weekend_off_is_news_after_four_with_work(before: int, is_found: bool) -> None:
    found = weekends(before).finding("weekend_off", 7)
    assert (found is not None) is is_found
    if found is not None:
        assert (found.level, found.first, found.last) == ("note", at(5 - 7 * before), at(6))
        assert found.days == (at(5), at(6))
        assert found.numbers == {"weekends_with_work": before, "line": 4}


@pytest.mark.parametrize(("today", "is_found"), [(7, True), (9, True), (10, False)])
def test_a_weekend_off_is_news_for_three_days(today: int, is_found: bool) -> None:
    assert (weekends(4, today).finding("weekend_off", today) is not None) is is_found


def test_a_weekend_off_has_two_days_without_work() -> None:
    for n in (5, 6):
        assert weekends(4).work(n, 0.5).finding("weekend_off", 7) is None
        assert weekends(4).off(n, "sick").finding("weekend_off", 7) is not None
        late = weekends(4)
        late.workdays[at(n)] = late.workdays[at(n)]._replace(after_hours_minutes=10)
        assert late.finding("weekend_off", 7) is None
    log = weekends(4)
    del log.workdays[at(6)]
    assert log.finding("weekend_off", 7) is None
    one_day = Log(Schedule(workdays=frozenset(range(6))), quiet_weeks=8).quiet(0, 8)
    for week in range(1, 6):
        one_day.work(6 - 7 * week, 2.0)
    assert one_day.finding("weekend_off", 7) is None
    assert one_day.finding("weekend_off", 8) is None


def test_less_than_half_an_hour_is_shown_on_a_weekend_off() -> None:
    log = weekends(4).off(5, hours=0.25)
    log.workdays[at(6)] = log.workdays[at(6)]._replace(hours=None)
    found = log.finding("weekend_off", 7)
    assert found is not None
    assert [value.value for value in found.values] == [0.25, 0.0]


def test_a_weekend_is_over_before_it_is_news() -> None:
    log = weekends(4, 12)
    assert log.finding("weekend_off", 6) is None
    long = Log(Schedule(workdays=frozenset(range(1, 5))), quiet_weeks=8).quiet(0, 8)
    for week in range(1, 5):
        long.work(5 - 7 * week, 2.0)
    assert long.finding("weekend_off", 7) is None  # Monday is off too
    found = long.finding("weekend_off", 8)
    assert found is not None
    assert found.days == (at(5), at(6), at(7))
