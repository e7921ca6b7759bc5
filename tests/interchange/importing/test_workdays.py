"""Time entries become workdays: what counts once, on which day, and which minutes are after hours."""

from __future__ import annotations

from collections import defaultdict
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cmcheckin.domain.days import day_of
from cmcheckin.domain.numbers import rounded_hours
from cmcheckin.domain.records import decode, encode
from cmcheckin.domain.schedule import Schedule
from cmcheckin.domain.workday import Activity, Workday
from cmcheckin.interchange.importing.context import ImportContext
from cmcheckin.interchange.importing.questions import ACTIVITY, NOTHING, Answers, Question
from cmcheckin.interchange.importing.workdays import activity_questions, after_hours, workdays_of
from cmcheckin.interchange.parsing import Refusal
from cmcheckin.interchange.readers.items import Span
from cmcheckin.wording import foreign_files as words

BERLIN = ZoneInfo("Europe/Berlin")
NOW = datetime(2026, 11, 26, 17, tzinfo=BERLIN)
CONTEXT = ImportContext(BERLIN, time(4), NOW, NOW.date(), activities=("moderation", "events", "Support"))
NO_ANSWERS = Answers()
MINUTE = timedelta(minutes=1)


def local(text: str) -> datetime:
    """Return a local time in 2026: `03-09 08:00`, or `11-25 08:00+01:00` with its offset."""
    return datetime.fromisoformat(f"2026-{text}")


def span(start: str, end: str, *tags: str, line: int = 1) -> Span:
    return Span(line, local(start), local(end), tags)


def workdays(*spans: Span, answers: Answers = NO_ANSWERS, context: ImportContext = CONTEXT) -> list[Workday]:
    found = []
    for item in workdays_of(spans, answers, context):
        assert not isinstance(item, Refusal)
        assert isinstance(item.record, Workday)
        assert decode(encode(item.record)) == item.record
        found.append(item.record)
    return found


def test_a_day_has_its_first_start_its_last_end_and_the_hours_between() -> None:
    (day,) = workdays(span("03-09 13:00", "03-09 17:30:45"), span("03-09 08:00:20", "03-09 12:00:20"))
    assert day == Workday(date(2026, 3, 9), "work", hours=8.51, start=time(8), end=time(17, 30))


def test_time_outside_the_schedule_is_after_hours_if_the_user_has_one() -> None:
    spans = (span("03-09 17:00", "03-09 19:30"), span("03-09 19:00", "03-09 20:00"), span("03-14 10:00", "03-14 11:00"))
    late = CONTEXT._replace(schedule=Schedule(break_minutes=60))
    assert [day.after_hours_minutes for day in workdays(*spans, context=late)] == [120, 60]
    assert [
        day.after_hours_minutes for day in workdays(*spans[:1], span("03-10 10:00", "03-10 11:00"), context=late)
    ] == [
        90,
        0,
    ]
    assert [day.after_hours_minutes for day in workdays(*spans)] == [None, None]


def test_two_timers_at_once_count_once() -> None:
    (day,) = workdays(
        span("03-09 08:00", "03-09 12:00"), span("03-09 11:00", "03-09 13:00"), span("03-09 09:00", "03-09 10:00")
    )
    assert (day.hours, day.end) == (5, time(13))


def test_a_span_over_the_start_of_the_next_day_stays_whole() -> None:
    night, morning = workdays(span("03-09 22:00", "03-10 06:00"), span("03-10 10:00", "03-10 11:00"))
    assert (night.date, night.hours, night.start, night.end) == (date(2026, 3, 9), 8, time(22), time(6))
    assert (morning.date, morning.hours) == (date(2026, 3, 10), 1)


def test_time_counted_for_the_day_before_is_not_counted_again() -> None:
    first, second = workdays(
        span("03-09 22:00", "03-10 10:00", "events"),
        span("03-10 08:00", "03-10 12:00", "moderation"),
        span("03-10 09:00", "03-10 09:30", "support"),
    )
    assert (first.hours, second.hours, second.start) == (12, 2, time(10))
    assert second.activities == (Activity("moderation", 2),)


def test_a_span_covered_by_the_day_before_adds_no_day() -> None:
    (day,) = workdays(span("03-09 22:00", "03-10 10:00"), span("03-10 08:00", "03-10 09:00"))
    assert (day.date, day.hours) == (date(2026, 3, 9), 12)


def test_work_after_midnight_belongs_to_the_day_before_and_has_no_times() -> None:
    with_evening, alone = workdays(
        span("03-09 20:00", "03-09 21:00"), span("03-10 01:00", "03-10 02:00"), span("03-13 01:00", "03-13 02:00")
    )
    assert (with_evening.date, with_evening.start, with_evening.end) == (date(2026, 3, 9), time(20), time(2))
    assert (alone.date, alone.hours, alone.start, alone.end) == (date(2026, 3, 12), 1, None, None)


def test_an_end_after_more_than_a_day_is_not_written_as_one_of_the_same_day() -> None:
    (day,) = workdays(span("03-09 08:00", "03-09 12:00"), span("03-10 03:00", "03-10 09:30"))
    assert (day.hours, day.start, day.end) == (10.5, time(8), None)


def test_a_few_seconds_of_work_are_not_a_whole_day() -> None:
    (day,) = workdays(span("03-09 08:00:05", "03-09 08:00:50"))
    assert (day.hours, day.start, day.end) == (0.01, time(8), time(8, 1))
    (whole,) = workdays(span("03-09 08:00", "03-10 08:00"))
    assert (whole.hours, whole.start, whole.end) == (24, time(8), time(8))


@pytest.mark.parametrize(
    ("start", "end", "hours"),
    [
        ("03-28 22:00", "03-29 06:00", 7),
        ("10-24 22:00", "10-25 06:00", 9),
        ("10-25 01:30", "10-25 02:30", 1),
        ("10-25 00:30+00:00", "10-25 01:30+00:00", 1),
    ],
)
def test_hours_are_elapsed_time_when_the_clocks_change(start: str, end: str, hours: float) -> None:
    (day,) = workdays(span(start, end))
    assert day.hours == hours


def test_a_local_end_in_the_repeated_hour() -> None:
    (day,) = workdays(Span(1, local("10-25 02:50"), local("10-25 02:10").replace(fold=1)))
    assert day.hours == 0.33


def test_times_with_an_offset_are_shown_in_the_users_zone() -> None:
    (day,) = workdays(span("03-09 22:30+00:00", "03-10 00:30+00:00"))
    assert (day.date, day.start, day.end) == (date(2026, 3, 9), time(23, 30), time(1, 30))
    (day,) = workdays(span("03-09 02:00+00:00", "03-09 04:30+00:00"))
    assert (day.date, day.hours) == (date(2026, 3, 8), 2.5)


def test_tags_become_activities_as_answered() -> None:
    answers = Answers({(ACTIVITY, "MODS"): "moderation", (ACTIVITY, "1:1"): "peers", (ACTIVITY, "support"): NOTHING})
    (day,) = workdays(
        span("03-09 08:00", "03-09 10:00", "Community", "mods"),
        span("03-09 09:00", "03-09 11:00", "mods", "Moderation"),
        span("03-09 13:00", "03-09 13:20", "1:1"),
        span("03-09 14:00", "03-09 15:00", "support"),
        span("03-09 15:00", "03-09 15:30", "EVENTS"),
        answers=answers,
    )
    assert day.activities == (Activity("moderation", 3), Activity("events", 0.5))
    assert (day.peer_minutes, day.hours, day.after_hours_minutes) == (20, 4.83, None)


def test_an_activity_that_is_no_longer_in_the_settings_is_kept() -> None:
    (day,) = workdays(span("03-09 08:00", "03-09 10:00", "a"), answers=Answers({(ACTIVITY, "a"): "moderating"}))
    assert day.activities == (Activity("moderating", 2),)


def test_a_question_for_each_tag() -> None:
    spans = [span("03-09 08:00", "03-09 10:00", "Mods", "SUPPORT"), span("03-09 08:00", "03-09 10:00", "mods", "Peers")]
    options = ("moderation", "events", "Support", "peers", NOTHING)
    assert list(activity_questions(spans, CONTEXT)) == [
        Question(ACTIVITY, "Mods", options, NOTHING, 2),
        Question(ACTIVITY, "SUPPORT", options, "Support", 1),
        Question(ACTIVITY, "Peers", options, "peers", 1),
    ]
    assert not any(question.must for question in activity_questions(spans, CONTEXT))


def test_spans_in_the_future_and_before_the_calendar_are_refused() -> None:
    old = Span(4, datetime(1970, 1, 1, 1, tzinfo=UTC), datetime(1970, 1, 1, 2, tzinfo=UTC))
    spans = (span("11-27 08:00", "11-27 09:00", line=3), old, span("11-26 08:00", "11-26 20:00", line=5))
    first, second, third = workdays_of(spans, NO_ANSWERS, CONTEXT)
    assert first == Refusal(3, words.IN_FUTURE.format(text="2026-11-27 09:00"))
    assert second == Refusal(4, words.OUT_OF_RANGE.format(text="1969-12-31"))
    assert third.line == 5


# Zones that change at two, at midnight and by half an hour. No change touches the start or end of a shift.
ZONES = st.sampled_from(["Europe/Berlin", "America/New_York", "America/Havana", "Australia/Lord_Howe", "UTC"]).map(
    ZoneInfo
)
CHANGES = {
    "Europe/Berlin": ["2026-03-28", "2026-10-24"], "America/New_York": ["2026-03-07", "2026-10-31"],
    "America/Havana": ["2026-03-07", "2026-10-31"], "Australia/Lord_Howe": ["2026-04-04", "2026-10-03"],
    "UTC": ["2026-03-09"],
}  # fmt: skip
SCHEDULES = st.builds(
    Schedule,
    workdays=st.frozensets(st.integers(0, 6)),
    start=st.integers(5, 22).map(time),
    end=st.builds(time, st.integers(5, 22), st.sampled_from([0, 30])),
)


@st.composite
def weekends(draw: st.DrawFn) -> tuple[ZoneInfo, list[Span]]:
    """Return a zone, and spans in whole minutes on the three days around a clock change."""
    zone = draw(ZONES)
    first = datetime.fromisoformat(draw(st.sampled_from(CHANGES[zone.key]))).replace(tzinfo=UTC)
    found = []
    for _ in range(draw(st.integers(1, 6))):
        start = first + MINUTE * draw(st.integers(0, 3 * 1440))
        end = start + MINUTE * draw(st.integers(1, 240) | st.integers(1, 1440))
        tags = tuple(draw(st.sets(st.sampled_from(["moderation", "events", "x"]))))
        found.append(Span(1, start.astimezone(zone), end.astimezone(UTC), tags))
    return zone, found


def minutes_of(one: Span) -> set[datetime]:
    first, last = one.start.astimezone(UTC), one.end.astimezone(UTC)
    return {first + MINUTE * n for n in range((last - first) // MINUTE)}


@given(weekends(), SCHEDULES)
def test_minutes_after_hours_are_those_outside_every_shift(
    weekend: tuple[ZoneInfo, list[Span]], schedule: Schedule
) -> None:
    zone, spans = weekend
    covered = set().union(*map(minutes_of, spans))
    expected = sum(not schedule.on_shift(minute.astimezone(zone)) for minute in covered)
    assert after_hours(spans, schedule, zone) == expected
    assert after_hours([*spans, *spans], schedule, zone) == expected


@given(weekends(), st.sampled_from([time(0), time(2, 30), time(4), time(12)]))
def test_each_minute_counts_once_in_the_first_of_its_days(weekend: tuple[ZoneInfo, list[Span]], starts: time) -> None:
    zone, spans = weekend
    days: dict[date, set[datetime]] = defaultdict(set)
    kinds: dict[tuple[date, str], set[datetime]] = defaultdict(set)
    seen: dict[datetime, date] = {}
    for one in sorted(spans, key=lambda one: one.start.astimezone(UTC)):
        day = day_of(one.start, starts, zone)
        for minute in minutes_of(one):
            if seen.setdefault(minute, day) == day:
                days[day].add(minute)
                for tag in {*one.tags} - {"x"}:
                    kinds[day, tag].add(minute)
    found = workdays(*spans, context=CONTEXT._replace(zone=zone, day_starts_at=starts))
    assert {day.date: day.hours for day in found} == {
        day: rounded_hours(len(minutes) / 60) for day, minutes in days.items()
    }
    assert {(day.date, activity.kind): activity.hours for day in found for activity in day.activities} == {
        key: rounded_hours(len(minutes) / 60) for key, minutes in kinds.items()
    }


def test_a_night_shift_is_not_after_hours_but_a_free_night_is() -> None:
    nights = Schedule(workdays=frozenset({0}), start=time(22), end=time(6))
    assert after_hours([span("03-09 21:00", "03-10 07:00")], nights, BERLIN) == 120  # Monday to Tuesday
    assert after_hours([span("03-10 21:00", "03-11 07:00")], nights, BERLIN) == 600
    assert after_hours([], nights, BERLIN) == 0
