"""Ranges of leave: how days are joined, counted and shown to others, over weekends, holidays and year ends."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from cmcheckin.domain.leave import (
    AHEAD,
    LeaveRange,
    is_half_day,
    is_plan,
    leave_around,
    leave_days,
    leave_ranges,
    planned_leave,
    with_plan,
)
from cmcheckin.domain.schedule import Schedule
from cmcheckin.domain.workday import Activity, Workday

DAY = Schedule()
MONDAY = date(2026, 12, 21)
DAYS = st.dates(date(2026, 12, 14), date(2027, 1, 17))
WORKDAYS = st.lists(
    st.tuples(
        DAYS,
        st.sampled_from(["leave", "leave", "leave", "off", "work", "sick"]),
        st.sampled_from([None, None, 1, 4, 8]),
    ).map(lambda fields: Workday(*fields)),
    unique_by=lambda day: day.date,
)
SCHEDULES = st.frozensets(st.integers(0, 6)).map(lambda workdays: Schedule(workdays=workdays))


def leave(*numbers: int, hours: float | None = None) -> list[Workday]:
    """Return days of leave, so many days after MONDAY."""
    return [Workday(MONDAY + timedelta(n), "leave", hours) for n in numbers]


def test_ranges_join_over_weekends_and_holidays_but_not_over_workdays() -> None:
    holiday = Workday(MONDAY + timedelta(4), "off", label="Christmas")
    found = leave_ranges([*leave(0, 1, 2, 3, 7, 8), holiday], DAY)
    assert found == (LeaveRange(MONDAY, MONDAY + timedelta(8), 6),)
    assert [one.days for one in leave_ranges(leave(0, 1, 2, 3, 7, 8), DAY)] == [4, 2], "Friday isn't logged"
    assert len(leave_ranges([*leave(0, 2), Workday(MONDAY + timedelta(1), "sick")], DAY)) == 2
    sunday_worked = [*leave(4, 7), Workday(MONDAY + timedelta(6), "work", 2)]
    assert len(leave_ranges(sunday_worked, DAY)) == 2


def test_half_days_are_ranges_of_their_own() -> None:
    kept = [*leave(0, 1), *leave(2, 3, hours=4), *leave(4, hours=1)]
    assert [(one.days, one.is_half) for one in leave_ranges(kept, DAY)] == [(2, False), (1, True), (1, False)]


def test_planned_half_days_have_half_of_a_usual_day() -> None:
    for schedule in (DAY, Schedule(contract_hours=20, workdays=frozenset({0, 1})), Schedule(contract_hours=37.5)):
        half = planned_leave(MONDAY, schedule, is_half=True)
        assert half.hours == schedule.usual_hours / 2
        assert is_half_day(half, schedule)
    assert not is_half_day(Workday(MONDAY, "leave", 0), Schedule(contract_hours=0))


def test_a_plan_is_leave_to_come_or_leave_with_nothing_else() -> None:
    bare = Workday(MONDAY, "leave", label="from a calendar", extra={"x": 1})
    assert is_plan(bare, MONDAY)
    for logged in (bare._replace(hours=2), bare._replace(activities=(Activity("events"),)), bare._replace(kind="off")):
        assert not is_plan(logged, MONDAY)
    assert is_plan(bare._replace(hours=4), MONDAY - timedelta(1))


def test_holidays_replace_planned_leave_and_name_days_off() -> None:
    holiday = Workday(MONDAY, "off", label="Feast")
    assert with_plan(Workday(MONDAY, "leave", extra={"x": 1}), holiday, MONDAY) == holiday._replace(extra={"x": 1})
    assert with_plan(Workday(MONDAY, "off", 2), holiday, MONDAY) == Workday(MONDAY, "off", 2, label="Feast")
    for other in (Workday(MONDAY, "work"), Workday(MONDAY, "off", label="Other"), Workday(MONDAY, "sick")):
        assert with_plan(other, holiday, MONDAY) is None
    assert with_plan(holiday, Workday(MONDAY, "leave"), MONDAY) is None, "leave takes no holiday"


@given(WORKDAYS, SCHEDULES)
def test_each_day_of_leave_is_in_one_range_and_nothing_else_is_counted(kept: list[Workday], schedule: Schedule) -> None:
    found = leave_ranges(kept, schedule)
    assert sum(one.days for one in found) == leave_days(kept, schedule)
    taken = {day.date: day for day in kept}
    covered = [one.first + timedelta(n) for one in found for n in range((one.last - one.first).days + 1)]
    assert len(covered) == len({*covered}), "ranges don't overlap"
    assert {day.date for day in kept if day.kind == "leave"} <= {*covered}
    for day in covered:
        logged = taken.get(day)
        assert logged.kind in ("leave", "off") if logged else schedule.workdays and not schedule.works_on(day)
    for one in found:
        assert taken[one.first].kind == taken[one.last].kind == "leave"


@given(WORKDAYS, DAYS, DAYS, DAYS)
def test_what_others_see_is_each_range_near_the_days_or_today(
    kept: list[Workday], first: date, last: date, today: date
) -> None:
    first, last = sorted((first, last))
    seen = leave_around(kept, DAY, first, last, today)
    assert list(seen) == sorted(seen)
    for one in leave_ranges(kept, DAY):
        days = [one.first + timedelta(n) for n in range((one.last - one.first).days + 1)]
        assert (one in seen) == any(first <= day <= last or today <= day <= today + AHEAD for day in days)
    assert not any(one.is_holiday for one in seen), "a day off without a name isn't a holiday"
