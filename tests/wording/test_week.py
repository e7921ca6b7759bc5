"""The texts of the week."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cmcheckin.domain.checkin import CheckIn, Win
from cmcheckin.domain.escalation import Escalation
from cmcheckin.domain.figures import Day, DayKind, Figures
from cmcheckin.domain.schedule import Schedule
from cmcheckin.domain.week import Week
from cmcheckin.domain.workday import Workday
from cmcheckin.wording import week as words

TODAY = date(2026, 11, 20)
NOW = datetime(2026, 11, 20, 7, 30, tzinfo=UTC)


@pytest.mark.parametrize(
    ("week", "title"),
    [
        (Week(2026, 47), "Week 47 · 16–22 November"),
        (Week(2026, 40), "Week 40 · 28 September – 4 October"),
        (Week(2026, 53), "Week 53 · 28 December 2026 – 3 January 2027"),
        (Week(2021, 47), "Week 47 · 22–28 November 2021"),
    ],
)
def test_title(week: Week, title: str) -> None:
    assert words.title(week, TODAY) == title


@pytest.mark.parametrize(
    ("back", "place"),
    [(0, "this week"), (1, "last week"), (2, "2 weeks ago"), (1500, "1,500 weeks ago"), (-1, "in one week")],
)
def test_place(back: int, place: str) -> None:
    assert words.relative_week(Week.of(TODAY).shifted(-back), TODAY) == place


@pytest.mark.parametrize(
    ("gone", "age"),
    [
        (timedelta(0), "now"),
        (timedelta(hours=-3), "now"),
        (timedelta(minutes=40), "40 m"),
        (timedelta(hours=19), "19 h"),
        (timedelta(hours=47), "1 d"),
        (timedelta(days=13), "13 d"),
        (timedelta(days=14), "2 w"),
        (timedelta(days=100), "3 mo"),
        (timedelta(days=400), "13 mo"),
        (timedelta(days=729), "23 mo"),
        (timedelta(days=730), "2 y"),
        (timedelta(days=4 * 365), "4 y"),
    ],
)
def test_short_age(gone: timedelta, age: str) -> None:
    assert words.short_age(NOW - gone, NOW) == age


@given(st.datetimes(timezones=st.just(UTC)), st.datetimes(timezones=st.just(UTC)))
def test_an_age_is_always_a_few_cells(since: datetime, now: datetime) -> None:
    assert 2 <= len(words.short_age(since, now)) <= 6


def test_minutes_fit_a_column() -> None:
    assert [words.minutes_cell(amount) for amount in (None, 0, 45, 65, 600, 1439)] == [
        "", "–", "45 m", "1 h 5 m", "10 h", "23 h 59 m",
    ]  # fmt: skip


def test_numbers_are_shown_as_written_and_none_is_empty() -> None:
    assert [words.number_cell(value) for value in (None, 0, 8, 8.0, 9.5, 7.25)] == ["", "0", "8", "8", "9.5", "7.25"]
    assert words.mean_cell(None) == ""
    assert words.mean_cell(3) == "3.0"


def test_day_counts_leave_out_zeros() -> None:
    assert words.day_counts(Figures(days_worked=5, days_off=2)) == "5 worked, 2 off"
    assert words.day_counts(Figures()) == ""


def test_leave_and_sick_days_are_not_called_days_off() -> None:
    figures = Figures(days_worked=2, days_off=5, days_of_leave=1, sick_days=2, doubtful=1)
    assert words.day_counts(figures, 1) == "2 worked, 1 off, 1 on leave, 2 sick, 1 planned off, 1 looks wrong"
    assert words.spoken_day_counts(figures, 1) == (
        "two days worked, one day off, one day of leave, two sick days, one day planned off, one day looks wrong"
    )


def test_the_usual_shows_how_many_weeks_it_is_based_on() -> None:
    assert words.usual_basis(2, None, known=False) == "known after three weeks"
    assert words.usual_basis(12, TODAY, known=True) == "from 12 weeks, Mon–Fri"
    assert words.usual_basis(12, None, known=True) == "from 12 weeks"
    assert words.usual_basis(12, TODAY, known=True, most=18) == "12 weeks, Mon–Fri"
    assert words.usual_basis(2, None, known=False, most=18) == "after three weeks"


def test_a_day_in_words() -> None:
    def facts(kind: DayKind, hours: float | None, doubtful: bool = False) -> list[str]:
        return list(words.work_facts(Day(TODAY, kind, hours, doubtful), Schedule()))

    assert facts("work", 9.5) == ["9.5 h, usually 8"]
    assert facts("work", None) == ["worked, hours skipped"]
    assert facts("off", 0.5) == ["off", "0.5 h"]
    assert facts("unknown", None) == ["not logged"]
    assert facts("work", 20, doubtful=True) == ["20 h", "looks wrong, not counted"]


def test_a_morning_in_words() -> None:
    answered = CheckIn(TODAY, mood=3, workload=4, feelings=("tired", "proud"))
    assert list(words.checkin_facts(answered)) == ["mood okay, workload a lot", "tired, proud"]
    assert list(words.checkin_facts(None)) == []


@pytest.mark.parametrize("text", ["You were so patient", '"You were so patient"', "“You were so patient”"])
def test_praise_is_quoted_once(text: str) -> None:
    assert words.praise_line(Win(text, sender="a member"), "“", "”") == ("“You were so patient”", "a member")


def test_an_escalation_shows_its_state() -> None:
    opened = NOW - timedelta(days=3)
    one = Escalation("e-1", "Spam", opened, severity=4, status="handed-off", handed_to="trust & safety", minutes=90)
    assert words.escalation_state(one, NOW) == "high, handed off, open for 3 days, with trust & safety, 1 h 30 min"
    done = Escalation("e-2", "Spam", opened, severity=1, status="resolved", resolved=NOW)
    assert words.escalation_state(done, NOW) == "minor, resolved after 3 days"
    assert words.escalation_state(Escalation("e-3", "Spam", opened, status="resolved"), NOW) == "resolved"


def test_an_escalation_of_this_minute_is_open_for_no_time() -> None:
    assert words.escalation_state(Escalation("e-1", "Spam", NOW, severity=3), NOW) == "moderate, open"
    done = Escalation("e-2", "Spam", NOW, status="resolved", resolved=NOW)
    assert words.escalation_state(done, NOW) == "resolved"


@pytest.mark.parametrize(("hours", "shown"), [(8.25, "8.25"), (32.5, "32.5"), (41.958, "42"), (40.0, "40"), (None, "")])
def test_usual_hours_are_shown_in_quarters_or_with_one_decimal(hours: float | None, shown: str) -> None:
    assert words.usual_cell(hours) == shown


def test_planned_days_are_named_by_what_they_are() -> None:
    day = date(2026, 12, 25)
    assert words.day_kind_cell(Day(day, "off", workday=Workday(day, "off", label="Christmas"))) == "Christmas"
    assert words.day_kind_cell(Day(day, "leave", workday=Workday(day, "leave", 4))) == "leave, half day"
    assert words.day_kind_cell(Day(day, "leave", workday=Workday(day, "leave"))) == "leave"
    assert words.day_kind_cell(Day(day, "work", workday=Workday(day, "work"))) == "worked"
    assert words.day_counts(Figures(days_worked=2, days_off=3), 2) == "2 worked, 1 off, 2 planned off"
    assert list(words.work_facts(Day(day, "leave", workday=Workday(day, "leave", 4)), Schedule())) == [
        "on leave", "half a day, 4 h planned"
    ]  # fmt: skip
