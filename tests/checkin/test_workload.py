"""Step 1: which days are asked about, and what each key does with them."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest

from cmcheckin.checkin import workload
from cmcheckin.checkin.form import CheckinForm, DayRow
from cmcheckin.domain.records import Collection, Workdays
from cmcheckin.domain.schedule import Schedule
from cmcheckin.domain.workday import Workday
from tests.checkin.form_examples import FRIDAY, ZONE, make_form

DAYTIME = Schedule()
NIGHT = Schedule(start=time(22), end=time(6))
NONE: Workdays = Collection(())
MONDAY = date(2026, 11, 23)
BERLIN = ZoneInfo("Europe/Berlin")
SPRING, AUTUMN = date(2026, 3, 28), date(2026, 10, 24)
"""The evenings before the clocks change in Berlin."""


def at(hour: int, minute: int = 0, day: date = FRIDAY) -> datetime:
    return datetime(day.year, day.month, day.day, hour, minute, tzinfo=ZONE)


MORNING = at(8)


def asked(day: date, previous: date | None, now: datetime | None = MORNING, kept: Workdays = NONE) -> list[date]:
    return [row.workday.date for row in workload.rows_for(day, previous, kept, DAYTIME, now)]


def test_monday_asks_about_friday_and_the_weekend() -> None:
    assert asked(MONDAY, FRIDAY, at(8, day=MONDAY)) == [FRIDAY, date(2026, 11, 21), date(2026, 11, 22)]


def test_an_ordinary_check_in_asks_about_yesterday() -> None:
    assert asked(FRIDAY, date(2026, 11, 19)) == [date(2026, 11, 19)]
    assert asked(FRIDAY, None) == [date(2026, 11, 19)]


@pytest.mark.parametrize("away", [7, 8, 30, 3000])
def test_after_leave_the_last_seven_days_are_asked_about(away: int) -> None:
    found = asked(FRIDAY, FRIDAY - timedelta(away))
    assert found == [FRIDAY - timedelta(n) for n in range(7, 0, -1)]


def test_days_that_are_not_logged_come_before_logged_ones() -> None:
    missing = {date(2026, 11, 2), date(2026, 11, 3), date(2026, 11, 10)}
    days = [date(2026, 11, n) for n in range(1, 20)]
    kept = Collection(Workday(one, "work", 8) for one in days if one not in missing)
    found = asked(FRIDAY, date(2026, 11, 1), kept=kept)
    assert found == [*sorted(missing), *(date(2026, 11, n) for n in range(16, 20))]


def test_prefilled_rows_follow_the_schedule_and_do_not_count_yet() -> None:
    rows = workload.rows_for(MONDAY, FRIDAY, NONE, DAYTIME, MORNING)
    assert [row.confirmed for row in rows] == [False] * 3
    assert rows[0].workday == Workday(FRIDAY, "work", 8, time(9), time(18), after_hours_minutes=0)
    assert [row.workday.kind for row in rows[1:]] == ["off", "off"]


def test_a_logged_day_is_shown_unchanged_and_confirmed() -> None:
    kept = Workday(date(2026, 11, 19), "work", 9.5, after_hours_minutes=45)
    (row,) = workload.rows_for(FRIDAY, date(2026, 11, 19), Collection((kept,)), DAYTIME, MORNING)
    assert row == DayRow(kept, confirmed=True)


def test_late_in_the_afternoon_today_is_offered_too() -> None:
    yesterday = date(2026, 11, 19)
    assert asked(FRIDAY, yesterday, at(15, 59)) == [yesterday]
    assert asked(FRIDAY, yesterday, at(16)) == [yesterday, FRIDAY]
    assert asked(FRIDAY, yesterday, at(1, day=date(2026, 11, 21))) == [yesterday, FRIDAY]  # one's own day still
    assert len(asked(FRIDAY, FRIDAY - timedelta(9), at(17))) == workload.MAX_ROWS


def test_an_earlier_day_is_over_and_has_its_own_row() -> None:
    assert asked(FRIDAY, date(2026, 11, 19), None) == [date(2026, 11, 19), FRIDAY]
    assert asked(FRIDAY, FRIDAY - timedelta(30), None) == [FRIDAY - timedelta(n) for n in range(6, -1, -1)]


def test_a_night_shift_has_no_late_afternoon() -> None:
    rows = workload.rows_for(FRIDAY, date(2026, 11, 19), NONE, NIGHT, at(23))
    assert [row.workday.date for row in rows] == [date(2026, 11, 19)]


def test_unusual_schedules_give_valid_days() -> None:
    three = Schedule(contract_hours=25, workdays=frozenset({0, 1, 3}))
    assert workload.usual_day(date(2026, 11, 19), three).hours == 8.33
    assert workload.usual_day(FRIDAY, three).kind == "off"
    assert workload.usual_day(FRIDAY, Schedule(workdays=frozenset())).kind == "off"


def week_off() -> CheckinForm:
    """Return a form that asks about seven days off."""
    return make_form(days=workload.rows_for(FRIDAY, FRIDAY - timedelta(7), NONE, DAYTIME, MORNING))


def test_one_key_marks_a_range() -> None:
    done = workload.set_kind(week_off(), 2, "leave", DAYTIME, and_below=True)
    assert [row.workday.kind for row in done.days] == ["work", "off", *["leave"] * 5]
    assert [row.confirmed for row in done.days] == [False, False, *[True] * 5]
    assert all(row.workday.hours is None for row in done.days[2:])


def test_one_key_marks_one_row() -> None:
    done = workload.set_kind(week_off(), 2, "sick", DAYTIME)
    assert [n for n, row in enumerate(done.days) if row.confirmed] == [2]


def test_a_day_off_that_was_worked_gets_the_usual_hours_and_back() -> None:
    worked = workload.set_kind(week_off(), 1, "work", DAYTIME)
    assert worked.days[1].workday == Workday(date(2026, 11, 14), "work", 8, time(9), time(18), after_hours_minutes=0)
    free = workload.set_kind(worked, 1, "off", DAYTIME)
    assert free.days[1].workday == Workday(date(2026, 11, 14), "off")


def test_setting_a_day_to_work_keeps_typed_hours() -> None:
    typed = workload.confirm(week_off(), 0, DAYTIME, ZONE, hours=6)
    assert workload.set_kind(typed, 0, "work", DAYTIME).days[0].workday.hours == 6


def test_other_hours_than_usual_leave_open_what_was_only_prefilled() -> None:
    day = workload.confirm(week_off(), 0, DAYTIME, ZONE, hours=9.5).days[0].workday
    assert day == Workday(day.date, "work", 9.5)
    same = workload.confirm(week_off(), 0, DAYTIME, ZONE, hours=8).days[0].workday
    assert (same.start, same.end, same.after_hours_minutes) == (time(9), time(18), 0)


@pytest.mark.parametrize(("hours", "keeps_times"), [(9, True), (8.25, True), (9.5, False), (4, False)])
def test_other_hours_of_a_logged_day_clear_times_that_they_do_not_fit(hours: float, keeps_times: bool) -> None:
    late = workload.confirm(week_off(), 0, DAYTIME, ZONE, after_hours_minutes=45)
    said = workload.confirm(late, 0, DAYTIME, ZONE, hours=hours)
    day = said.days[0].workday
    start, end = (time(9), time(18)) if keeps_times else (None, None)
    assert day == Workday(day.date, "work", hours, start, end, after_hours_minutes=45)


def test_other_times_take_the_hours_with_them() -> None:
    longer = workload.confirm(week_off(), 0, DAYTIME, ZONE, end=time(19, 30))
    assert longer.days[0].workday.hours == 9.5
    night = workload.confirm(longer, 0, DAYTIME, ZONE, start=time(22), end=time(6))
    assert night.days[0].workday.hours == 7
    assert workload.confirm(week_off(), 0, DAYTIME, ZONE, end=time(9, 30)).days[0].workday.hours == 0.5
    assert workload.confirm(week_off(), 0, DAYTIME, ZONE, end=None).days[0].workday.hours == 8


def test_times_alone_give_the_hours() -> None:
    saturday = 1
    late = workload.confirm(week_off(), saturday, DAYTIME, ZONE, start=time(22))
    assert late.days[saturday].workday.hours is None
    night = workload.confirm(late, saturday, DAYTIME, ZONE, end=time(6))
    assert night.days[saturday].workday == Workday(date(2026, 11, 14), "off", 8, time(22), time(6))
    longer = workload.confirm(night, saturday, DAYTIME, ZONE, end=time(7))
    assert longer.days[saturday].workday.hours == 9
    worked = workload.set_kind(longer, saturday, "work", DAYTIME, ZONE).days[saturday].workday
    assert (worked.kind, worked.start, worked.end, worked.hours) == ("work", time(22), time(7), 8)
    usual = workload.confirm(week_off(), 0, DAYTIME, ZONE, start=time(9), end=time(18))
    assert usual.days[0].workday.hours == 8


def test_hours_that_were_given_are_not_worked_out_again() -> None:
    given = workload.confirm(week_off(), 0, DAYTIME, ZONE, hours=9.5)
    timed = workload.confirm(given, 0, DAYTIME, ZONE, start=time(9), end=time(18, 45))
    assert timed.days[0].workday.hours == 9.5
    assert workload.confirm(timed, 0, DAYTIME, ZONE, end=time(19, 45)).days[0].workday.hours == 10.5


def test_a_usual_night_is_as_long_as_the_clocks_make_it() -> None:
    nights = Schedule(contract_hours=56, workdays=frozenset(range(7)), start=time(22), end=time(6))
    hours = [workload.usual_day(day, nights, BERLIN).hours for day in (SPRING, AUTUMN, FRIDAY)]
    assert hours == [7, 9, 8]


@pytest.mark.parametrize("logged", [None, Workday(FRIDAY - timedelta(7), "work", 6)])
def test_a_row_that_is_cleared_is_as_before_the_check_in(logged: Workday | None) -> None:
    begun = week_off()
    if logged:
        begun = begun._replace(days=(DayRow(logged, confirmed=True), *begun.days[1:]), base={logged.key: logged})
    answered = workload.set_kind(workload.confirm(begun, 0, DAYTIME, ZONE, hours=9.5), 0, "sick", DAYTIME, ZONE)
    assert workload.unconfirm(answered, 0, ZONE).days == begun.days


def test_a_day_off_may_carry_hours() -> None:
    done = workload.confirm(workload.set_kind(week_off(), 1, "off", DAYTIME), 1, DAYTIME, ZONE, after_hours_minutes=20)
    assert (done.days[1].workday.kind, done.days[1].workday.after_hours_minutes) == ("off", 20)


def test_fields_of_other_programs_survive_a_mark() -> None:
    kept = DayRow(Workday(date(2026, 11, 19), "work", 8, extra={"mode": "home"}), confirmed=True)
    for kind in ("off", "work"):
        done = workload.set_kind(make_form(days=(kept,)), 0, kind, DAYTIME)
        assert done.days[0].workday.extra == {"mode": "home"}


def test_doubts_are_questions() -> None:
    day = date(2026, 11, 19)
    assert "19 h" in workload.plausibility_question(Workday(day, "work", 19), DAYTIME)
    assert "next day" in workload.plausibility_question(Workday(day, "work", 8, time(18), time(9)), DAYTIME)
    assert workload.plausibility_question(Workday(day, "work", 8, time(22), time(6)), NIGHT) == ""
    assert "1.5 h" in workload.plausibility_question(Workday(day, "work", 1, after_hours_minutes=90), DAYTIME)
    assert workload.plausibility_question(Workday(day, "work", 18, time(9), time(18), 60), DAYTIME) == ""
    assert workload.plausibility_question(Workday(day, "off"), DAYTIME) == ""


def test_the_last_day_worked_is_one_that_is_not_asked_about() -> None:
    kept = Collection(
        (Workday(date(2026, 11, 17), "work", 9), Workday(date(2026, 11, 18), "off"), Workday(FRIDAY, "off"))
    )
    rows = workload.rows_for(FRIDAY, date(2026, 11, 19), kept, DAYTIME, MORNING)
    assert workload.last_worked(kept, rows) == Workday(date(2026, 11, 17), "work", 9)
    pinged = Collection((*kept, Workday(date(2026, 11, 18), "off", 0.5)))
    assert workload.last_worked(pinged, rows) == Workday(date(2026, 11, 17), "work", 9)
    assert workload.last_worked(NONE, rows) is None


@pytest.mark.parametrize(
    ("changes", "hours_given", "hours"),
    [
        ({}, False, 7.0),
        ({"after_hours_minutes": 5}, False, 7.0),
        ({"after_hours_minutes": 5}, True, 7.0),
        ({"hours": 3.0}, False, 3.0),
        ({"hours": 3.0, "start": time(10)}, True, 3.0),
        ({"start": time(11)}, True, 5.0),
        ({"start": time(11)}, False, 6.0),
        ({"end": None}, False, 7.0),
    ],
)
def test_only_times_change_hours_that_are_not_given(
    changes: dict[str, object], hours_given: bool, hours: float
) -> None:
    before = Workday(FRIDAY, "work", 7.0, time(9), time(18))
    after = workload.with_hours_from_times(before, changes, DAYTIME, ZONE, hours_given=hours_given)
    assert after.hours == hours
