"""Leave as the manager sees it: until when somebody is on leave, and which weeks it explains."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta

import pytest

from cmcheckin.domain.week import Week
from cmcheckin.sharing.share_file import ShareFile, ShareLeave, ShareWeek
from cmcheckin.sharing.team import build_person
from cmcheckin.sharing.team_leave import current_leave, is_leave_week, leave_note

WEEK = Week(2026, 48)
MONDAY = WEEK.monday


def leave(first: int, last: int, *, half: bool = False, holiday: bool = False) -> ShareLeave:
    """Return leave from `first` to `last` days after Monday of WEEK."""
    return ShareLeave(
        MONDAY + timedelta(first), MONDAY + timedelta(last), last - first + 1, half or None, holiday or None
    )


@pytest.mark.parametrize(
    ("taken", "today", "note"),
    [
        ([leave(0, 11)], 3, "on leave until 4 Dec"),
        ([leave(0, 4), leave(7, 11)], 3, "on leave until 4 Dec"),
        ([leave(0, 3), leave(4, 4, holiday=True), leave(7, 11)], 0, "on leave until 4 Dec"),
        ([leave(0, 4), leave(8, 11)], 3, "on leave until 27 Nov"),
        ([leave(0, 1)], 3, "2 days of leave or holiday"),
        ([leave(4, 4, holiday=True)], 4, "1 day of leave or holiday"),
        ([leave(0, 4)], 7, "on leave 23 Nov – 27 Nov"),
        ([leave(0, 4, half=True)], 3, ""),
        ([leave(14, 20)], 3, ""),
        ([leave(5, 6)], 7, ""),
        ([leave(30, 50)], 32, "on leave until 12 Jan 2027"),
        ([], 3, ""),
    ],
)
def test_leave_is_shown_as_leave(taken: list[ShareLeave], today: int, note: str) -> None:
    assert leave_note(taken, WEEK, MONDAY + timedelta(today)) == note


@pytest.mark.parametrize(
    ("taken", "is_mostly_leave"),
    [([leave(0, 2)], True), ([leave(0, 1)], False), ([leave(0, 0), leave(2, 2), leave(4, 8)], True),
     ([leave(0, 4, half=True)], False), ([leave(-5, -1)], False)],
)  # fmt: skip
def test_a_week_of_three_days_of_leave_is_a_leave_week(taken: list[ShareLeave], is_mostly_leave: bool) -> None:
    assert is_leave_week(taken, WEEK) is is_mostly_leave


def file(back: int, fields: tuple[str, ...] = ("hours", "leave"), *taken: ShareLeave, hours: float = 40) -> ShareFile:
    """Return the file of the week `back` weeks before WEEK, made on its Sunday."""
    week = WEEK.shifted(-back)
    made = datetime.combine(week.sunday, time(18), UTC)
    shown = (ShareWeek(week, hours=hours, days_worked=5),)
    return ShareFile("p-1", "Ada", made, week.monday, week.sunday, fields, shown, leave=taken)


def test_leave_that_a_newer_file_no_longer_has_was_cancelled() -> None:
    planned, past = leave(0, 4), leave(-7, -5)
    assert current_leave([file(0), file(1, ("hours", "leave"), past, planned)]) == (past,)
    assert current_leave([file(0, ("hours",)), file(1, ("hours", "leave"), past, planned)]) == (past, planned)


def test_a_week_of_leave_is_neither_marked_nor_part_of_the_range() -> None:
    earlier = [file(back) for back in range(1, 13)]
    away = file(0, ("hours", "leave"), leave(0, 3), hours=8)
    assert build_person([away, *earlier], date(2026, 11, 30)).marks == ()
    working = replace(away, leave=())
    assert [mark.figure for mark in build_person([working, *earlier], date(2026, 11, 30)).marks] == ["hours"]
