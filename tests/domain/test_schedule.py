"""Shifts, nights and after-hours, against the contract's words read minute by minute."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cmcheckin.domain.schedule import EMPLOYEE, EMPLOYMENTS, Schedule

TIMES = st.integers(0, 24 * 60 - 1).map(lambda minutes: time(minutes // 60, minutes % 60))
SCHEDULES = st.builds(Schedule, st.floats(0, 168), st.frozensets(st.integers(0, 6)), TIMES, TIMES)
OFFSETS = st.integers(-12 * 60, 14 * 60).map(lambda minutes: timezone(timedelta(minutes=minutes)))
MOMENTS = st.datetimes(timezones=OFFSETS, allow_imaginary=False).filter(lambda at: 1970 <= at.year < 9998)
NIGHT_SHIFT = Schedule(40, frozenset(range(5)), time(22), time(6))


def at(text: str) -> datetime:
    return datetime.fromisoformat(f"{text}+01:00")


def shifts(schedule: Schedule, around: date) -> list[tuple[datetime, datetime]]:
    """Return the usual shifts of the days around one, as spans of wall time."""
    spans = []
    for day in (around - timedelta(1), around):
        if day.weekday() in schedule.workdays:
            start, end = datetime.combine(day, schedule.start), datetime.combine(day, schedule.end)
            spans.append((start, end if end > start else end + timedelta(1)))
    return spans


@given(SCHEDULES, MOMENTS)
def test_on_shift_is_within_one_of_the_usual_shifts(schedule: Schedule, moment: datetime) -> None:
    wall = moment.replace(tzinfo=None)
    assert schedule.on_shift(moment) == any(start <= wall < end for start, end in shifts(schedule, wall.date()))


@given(SCHEDULES, MOMENTS)
def test_a_night_ping_is_as_the_contract_defines_it(schedule: Schedule, moment: datetime) -> None:
    wall = moment.replace(tzinfo=None)
    night = wall.hour >= 22 or wall.hour < 6
    outside = not any(start <= wall < end for start, end in shifts(schedule, wall.date()))
    expected = (wall - timedelta(hours=6)).date() if night and outside else None
    assert schedule.night_of(moment) == expected


@given(SCHEDULES, MOMENTS)
def test_pings_of_one_night_share_its_date(schedule: Schedule, moment: datetime) -> None:
    night = schedule.night_of(moment)
    if night is not None:
        began = datetime.combine(night, time(22))
        assert began <= moment.replace(tzinfo=None) < began + timedelta(hours=8)


@pytest.mark.parametrize(
    ("moment", "night"),
    [
        ("2026-11-19T02:10", date(2026, 11, 18)),
        ("2026-11-19T22:00", date(2026, 11, 19)),
        ("2026-11-19T23:59", date(2026, 11, 19)),
        ("2026-11-20T05:59", date(2026, 11, 19)),
        ("2026-11-20T06:00", None),
        ("2026-11-20T21:59", None),
        ("2026-01-01T00:30", date(2025, 12, 31)),
    ],
)
def test_nights_of_a_day_worker(moment: str, night: date | None) -> None:
    assert Schedule().night_of(at(moment)) == night


@pytest.mark.parametrize(
    ("moment", "on_shift"),
    [
        ("2026-11-16T22:00", True),  # Monday evening
        ("2026-11-17T05:59", True),
        ("2026-11-17T06:00", False),
        ("2026-11-16T03:00", False),  # Sunday night is free
        ("2026-11-21T03:00", True),  # the end of Friday's shift
        ("2026-11-21T22:30", False),  # Saturday evening
    ],
)
def test_a_night_shift_belongs_to_the_day_it_starts_on(moment: str, on_shift: bool) -> None:
    assert NIGHT_SHIFT.night_shift
    assert NIGHT_SHIFT.on_shift(at(moment)) is on_shift
    assert (NIGHT_SHIFT.night_of(at(moment)) is None) == (on_shift or moment.endswith("06:00"))


@given(SCHEDULES)
def test_a_usual_day_is_the_contract_spread_over_the_workdays(schedule: Schedule) -> None:
    assert 0 <= schedule.usual_hours <= 24
    if schedule.workdays and schedule.usual_hours < 24:
        assert schedule.usual_hours * len(schedule.workdays) == pytest.approx(schedule.contract_hours)
    if not schedule.workdays:
        assert schedule.usual_hours == 0


@pytest.mark.parametrize("employment", EMPLOYMENTS)
def test_only_an_employee_is_employed(employment: str) -> None:
    assert Schedule(employment=employment).employed is (employment == EMPLOYEE)


@pytest.mark.parametrize(
    ("schedule", "span", "rest"),
    [
        (Schedule(), 9 * 60, 60),
        (Schedule(break_minutes=30), 9 * 60, 30),
        (Schedule(contract_hours=50.0), 9 * 60, 0),
        (Schedule(start=time(22, 30), end=time(6)), 7 * 60 + 30, 0),
        (Schedule(start=time(9), end=time(9)), 24 * 60, 16 * 60),
        (Schedule(contract_hours=38.5, start=time(8, 15), end=time(17)), 8 * 60 + 45, 63),
    ],
)
def test_the_usual_break_is_what_the_contract_leaves_of_the_span(schedule: Schedule, span: int, rest: int) -> None:
    assert (schedule.usual_span, schedule.usual_break) == (timedelta(minutes=span), timedelta(minutes=rest))


@pytest.mark.parametrize(
    ("kind", "end", "hours"),
    [("work", time(14, 59), 5.98), ("work", time(15), 5.0), ("work", time(18), 8.0), ("off", time(15), 6.0)],
)
def test_a_break_is_subtracted_from_six_hours_of_work(kind: str, end: time, hours: float) -> None:
    assert Schedule().hours_between(date(2026, 11, 20), kind, time(9), end, UTC) == hours


@pytest.mark.parametrize(
    ("moment", "on_shift"),
    [
        ("2026-11-20T08:59", False),
        ("2026-11-20T09:00", True),
        ("2026-11-20T17:59", True),
        ("2026-11-20T18:00", False),
        ("2026-11-21T12:00", False),
    ],
)
def test_a_shift_ends_before_its_end(moment: str, on_shift: bool) -> None:
    assert Schedule().on_shift(at(moment)) is on_shift
