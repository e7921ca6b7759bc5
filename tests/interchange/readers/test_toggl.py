"""Toggl Track: detailed reports, old and new."""

from __future__ import annotations

from datetime import datetime

import pytest

from cmcheckin.interchange.importing.questions import DATES, DAY_FIRST, MONTH_FIRST, Answers, Question
from cmcheckin.interchange.readers.items import LeftOut, Span
from cmcheckin.interchange.readers.source import SourceFile
from cmcheckin.interchange.readers.time_entries import elapsed
from cmcheckin.interchange.readers.toggl import matches
from cmcheckin.wording import foreign_files as words
from tests.interchange.readers.test_time_trackers import TEXTS, items, refusals, spans

HEADER = "User,Email,Project,Start date,Start time,End date,End time,Duration,Tags\n"
OLD = "User,Email,Client,Project,Task,Description,Billable,Start date,Start time,End date,End time,Duration,Tags"


def at(day: int, hour: int, minute: int = 0) -> datetime:
    """Return a local time in March 2026."""
    return datetime(2026, 3, day, hour, minute)  # noqa: DTZ001


@pytest.mark.parametrize(
    "header",
    [
        OLD,
        OLD + ",Amount ()",
        OLD + ",Amount (EUR)",
        OLD.replace(",", ";"),
        '"' + OLD.replace(",", '","') + '"',
        "Project,Description,Start date,Start time,End date,End time,Tags",
        '"Description",Duration,Project,Start date,Start time,Stop date,Stop time',
        "Description,Tags,Start date,Start time,Stop date,Stop time",
        "Email,Client,Project,Task,Description,Billable,Start date,Start time,Duration,Tags",
    ],
)
def test_headers(header: str) -> None:
    assert matches(SourceFile("x", header + "\n"))
    assert items(header) == []


@pytest.mark.parametrize(
    "header",
    [
        "Subject,Start date,Start time,End date,End time",  # a calendar
        "Subject,Start Date,Start Time,End Date,End Time,Description",
        "User,Project,Description,Start date,Weekday,Duration",  # a report without times
        "Project,Client,Registered time",
        "Project,Start date,Start time",
    ],
)
def test_other_tables_are_not_read(header: str) -> None:
    assert not matches(SourceFile("Toggl_time_entries.csv", header + "\n"))


def test_people_projects_and_tags() -> None:
    found = [(span.line, span.person, span.tags) for span in spans(TEXTS["toggl_detailed.csv"])]
    assert found == [
        (2, "sam@example.org", ("Community", "mods", "two words")),
        (3, "sam@example.org", ("Community", "incident")),
        (4, "Kim", ("Events",)),
    ]


def test_a_night_ends_on_the_next_day() -> None:
    for name in ("toggl_detailed.csv", "toggl_track.csv"):
        span = spans(TEXTS[name])[1]
        assert (span.start, span.end) == (at(9, 22), at(10, 1, 30))


def test_a_missing_end_follows_from_the_duration() -> None:
    first, second = spans(TEXTS["toggl_without_end.csv"])
    assert (first.end, second.end) == (at(9, 12), at(9, 23, 30))


@pytest.mark.parametrize(
    ("duration", "minutes"), [("01:30:00", 90), ("1:30:00", 90), ("18:00 min", 18), ("1.5 h", 90), ("120 sec", 2)]
)
def test_formats_of_a_duration(duration: str, minutes: int) -> None:
    (span,) = spans(f"Project,Start date,Start time,Duration\na,2026-03-09,08:00:00,{duration}\n")
    assert (span.end - span.start).total_seconds() == minutes * 60


def test_a_clear_order_of_dates_isnt_asked() -> None:
    assert [span.start.month for span in spans(TEXTS["toggl_day_first.csv"])] == [3, 3]
    assert [f"{span.start:%m-%d %H:%M}" for span in spans(HEADER + "S,,a,3/13/2026,9:00 PM,3/14/2026,1:30 AM,,\n")] == [
        "03-13 21:00"
    ]


def test_an_ambiguous_date_is_asked_once() -> None:
    text = HEADER + "S,,a,03/04/2026,10:00:00,03/04/2026,11:30:00,01:30:00,\n" * 3
    (question,) = items(text, Answers())
    assert isinstance(question, Question)
    assert (question.kind, question.options, question.must) == (DATES, (DAY_FIRST, MONTH_FIRST), True)
    for answer, month in ((DAY_FIRST, 4), (MONTH_FIRST, 3)):
        found = items(text, Answers({(DATES, question.name): answer}))
        assert [item.start.month for item in found if isinstance(item, Span)] == [month] * 3


@pytest.mark.parametrize(
    "row",
    [
        "S,,a,,08:00:00,2026-03-09,12:00:00,,",
        "S,,a,2026-03-09,,2026-03-09,12:00:00,,",
        "S,,a,2026-02-30,08:00:00,2026-03-09,12:00:00,,",
        "S,,a,2026-03-09,25:00:00,2026-03-09,12:00:00,,",
        "S,,a,2026-03-09,08:00:00,2026-03-09,noon,,",
        "S,,a,2026-03-09,08:00:00,9999-12-31,12:00:00,,",
        "S,,a",
        "S,,a,2026-03-09,08:00:00",
        'S,,"a"b,2026-03-09,08:00:00,2026-03-09,12:00:00,,',
    ],
)
def test_a_bad_row_is_named(row: str) -> None:
    good = 'S,,"a\nb",2026-03-09,08:00:00,2026-03-09,12:00:00,,\n'
    assert [line for line, _ in refusals(HEADER + good + row + "\n" + good)] == [4]


def test_a_row_without_an_end_is_a_running_timer() -> None:
    assert items(HEADER + "S,,a,2026-03-09,08:00:00,,,,\n") == [LeftOut(2, words.STILL_RUNNING)]
    assert items(HEADER + "S,,a,2026-03-09,08:00:00,,,00:00:00,\n") == [LeftOut(2, words.NO_TIME_SPENT)]


def test_work_while_clocks_go_back_ends_after_its_start() -> None:
    (span,) = spans(HEADER + "S,,a,2026-10-25,02:50:00,2026-10-25,02:10:00,00:20:00,\n")
    assert (span.end.fold, elapsed(span.start, span.end).total_seconds()) == (1, 20 * 60)
    assert [line for line, _ in refusals(HEADER + "S,,a,2026-10-25,02:50:00,2026-10-25,02:10:00,00:40:00,\n")] == [2]
