"""The hours that times give a day: against a clock that is watched minute by minute, around changes of many zones."""

from __future__ import annotations

import time as tick
from datetime import UTC, date, datetime, time, timedelta
from functools import cache
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cmcheckin.domain.days import elapsed
from cmcheckin.domain.schedule import Schedule

ZONES = (
    "Europe/Berlin", "America/New_York", "America/St_Johns", "Australia/Lord_Howe", "Antarctica/Troll",
    "Africa/Casablanca", "Asia/Kolkata", "Pacific/Apia",
)  # fmt: skip
MINUTE = timedelta(minutes=1)


@cache
def changes(name: str, year: int) -> tuple[date, ...]:
    """Return the days of `year` that don't have 24 hours in a zone, and those before them."""
    zone = ZoneInfo(name)
    days = [date(year, 1, 1) + timedelta(n) for n in range(365)]
    noons = [datetime.combine(day, time(12), zone) for day in days]
    odd = [day for day, one, two in zip(days, noons, noons[1:], strict=False) if one.utcoffset() != two.utcoffset()]
    return tuple(each for day in odd for each in (day, day + timedelta(1)))


@st.composite
def days_in_zones(draw: st.DrawFn) -> tuple[date, ZoneInfo]:
    """Draw a day and a zone, most often around a change of its clocks."""
    name, year = draw(st.sampled_from(ZONES)), draw(st.sampled_from((2011, 2024, 2026)))
    anywhere: st.SearchStrategy[date] = st.dates(date(1970, 1, 2), date(2037, 12, 30))
    around_a_change = bool(changes(name, year)) and draw(st.booleans())
    day: date = draw(st.sampled_from(changes(name, year)) if around_a_change else anywhere)
    return day, ZoneInfo(name)


def first_moment(day: date, at: time, zone: ZoneInfo) -> datetime | None:
    """Return the first minute at which the clocks of `zone` show `at` on `day`, found by trying all of them."""
    moment = datetime.combine(day, time(0), UTC) - timedelta(hours=27)
    for _ in range(60 * 60):
        wall = moment.astimezone(zone)
        if wall.date() == day and (wall.hour, wall.minute) == (at.hour, at.minute):
            return moment
        moment += MINUTE
    return None


CLOCKS = st.builds(time, st.integers(0, 23), st.integers(0, 59))


@settings(max_examples=60)
@given(days_in_zones(), CLOCKS, CLOCKS)
def test_hours_are_the_time_elapsed(where: tuple[date, ZoneInfo], start: time, end: time) -> None:
    day, zone = where
    spent = elapsed(day, start, end, zone)
    assert timedelta(0) <= spent
    until = day if end > start else day + timedelta(1)
    began, ended = first_moment(day, start, zone), first_moment(until, end, zone)
    if began is not None and ended is not None:
        assert abs(spent - (ended - began)) < MINUTE
    free, worked = (Schedule().hours_between(day, kind, start, end, zone) for kind in ("off", "work"))
    pause = timedelta(hours=1 if spent >= timedelta(hours=6) else 0)
    assert free == pytest.approx(min(spent / timedelta(hours=1), 24), abs=0.0051)
    assert worked == pytest.approx(min((spent - pause) / timedelta(hours=1), 24), abs=0.0051)


@pytest.mark.parametrize(
    ("day", "start", "end", "zone", "hours"),
    [
        (date(2026, 3, 28), "21:00", "06:00", "Europe/Berlin", 8),
        (date(2026, 10, 24), "21:00", "06:00", "Europe/Berlin", 10),
        (date(2026, 6, 13), "21:00", "06:00", "Europe/Berlin", 9),
        (date(2026, 3, 29), "00:00", "00:00", "Europe/Berlin", 23),
        (date(2026, 10, 25), "00:00", "00:00", "Europe/Berlin", 24),  # 25 went by, and a day has 24 at most
        (date(2026, 10, 4), "01:00", "09:00", "Australia/Lord_Howe", 7.5),
        (date(2026, 4, 5), "01:00", "09:00", "Australia/Lord_Howe", 8.5),
        (date(2026, 3, 29), "00:30", "02:30", "Europe/Berlin", 2),  # no clock that was put forward shows 02:30
        (date(2026, 3, 29), "02:45", "03:15", "Europe/Berlin", 0.5),
        (date(2026, 10, 25), "01:30", "02:30", "Europe/Berlin", 1),  # the first half past two
        (date(2011, 12, 29), "22:00", "06:00", "Pacific/Apia", 8),  # the next day was skipped altogether
        (date(2026, 6, 13), "09:00", "18:00", "UTC", 9),
    ],
)
def test_hours_of_a_day_off_across_changes(day: date, start: str, end: str, zone: str, hours: float) -> None:
    times = time.fromisoformat(start), time.fromisoformat(end)
    assert Schedule().hours_between(day, "off", *times, ZoneInfo(zone)) == hours


def test_the_machine_s_own_zone_counts_when_none_is_set(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TZ", "Europe/Berlin")
    tick.tzset()
    try:
        days = (date(2026, 3, 28), date(2026, 6, 13))
        assert [Schedule().hours_between(day, "off", time(21), time(6), None) for day in days] == [8, 9]
    finally:
        monkeypatch.undo()
        tick.tzset()


@pytest.mark.parametrize(
    ("schedule", "start", "end", "hours"),
    [
        (Schedule(), time(9), time(18), 8),
        (Schedule(), time(9), time(14, 59), 5.98),
        (Schedule(), time(9), time(15), 5),
        (Schedule(break_minutes=30), time(9), time(18), 8.5),
        (Schedule(break_minutes=0), time(9), time(18), 9),
        (Schedule(contract_hours=20), time(9), time(18), 4),
        (Schedule(contract_hours=60), time(9), time(18), 9),  # no break is less than none
        (Schedule(contract_hours=5), time(9), time(15), 0),
        (Schedule(56, frozenset(range(7)), time(22), time(6)), time(21), time(6), 9),
        (Schedule(workdays=frozenset()), time(9), time(18), 0),
    ],
)
def test_a_day_of_work_that_spans_six_hours_has_a_break(
    schedule: Schedule, start: time, end: time, hours: float
) -> None:
    assert schedule.hours_between(date(2026, 11, 19), "work", start, end, UTC) == hours
    for kind in ("off", "leave", "sick"):
        assert schedule.hours_between(date(2026, 11, 19), kind, start, end, UTC) >= hours
