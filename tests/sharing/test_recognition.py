"""What the beginning of a share file says: its weeks, the days it covers, and dates that can't be right yet."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from cmcheckin.domain.errors import Refused
from cmcheckin.domain.week import Week
from cmcheckin.sharing.codec import MAX_WEEKS, NAME_LENGTH, share_bytes
from cmcheckin.sharing.json_input import WHOLE_FILE
from cmcheckin.sharing.recognition import (
    ANY_FIELD,
    HEAD_SIZE,
    ScannedFile,
    ShareHead,
    UnreadFile,
    days_covered,
    field_bit,
    future_date_reason,
    read_head,
    recognise,
    unread_file,
    week_number,
)
from cmcheckin.sharing.share_file import FIELDS, Reply, day_made
from tests.sharing.team_examples import LAST, share

NOW = datetime(2026, 11, 23, 8, tzinfo=UTC)
FILE = share(0)


def found(first: date = LAST.monday, last: date = LAST.sunday, made: datetime = NOW) -> ShareHead:
    return ShareHead("p-1", "Ada", made, first, last)


def head(data: bytes) -> ShareHead | Reply | UnreadFile | None:
    """Return the file as recognised by its beginning: what follows it is no JSON."""
    start = data.index(b'"fields"') if b'"fields"' in data else data.index(b'"weeks"')
    return recognise(ScannedFile("a.json", data[:start] + b"?}\n"), named=False)


@pytest.mark.parametrize(("day", "number"), [(date(1, 1, 1), 0), (date(1, 1, 7), 0), (date(1, 1, 8), 1)])
def test_weeks_are_numbered_from_the_first_monday(day: date, number: int) -> None:
    assert week_number(day) == number


@pytest.mark.parametrize(
    ("first", "last", "weeks"),
    [(0, 0, 1), (0, 6, 1), (0, 7, 2), (6, 7, 2), (-1, 6, 2), (3, 16, 3), (1, 0, 1), (0, -1, 0)],
)
def test_a_file_has_every_week_of_its_range(first: int, last: int, weeks: int) -> None:
    file = found(LAST.monday + timedelta(first), LAST.monday + timedelta(last))
    assert len(file.weeks) == weeks
    assert not weeks or file.weeks[0] == week_number(file.first)


@pytest.mark.parametrize(
    ("first", "last", "made", "days"),
    [
        (0, 6, 7, 7), (1, 6, 7, 6), (0, 5, 7, 6), (2, 4, 7, 3), (-7, 20, 30, 7), (0, 6, 6, 7), (0, 6, 5, 6),
        (0, 6, 0, 1), (0, 6, -1, 0), (0, 6, -9, 0), (7, 13, 30, 0), (-7, -1, 30, 0),
    ],
)  # fmt: skip
def test_it_covers_the_days_of_a_week_that_had_begun_when_it_was_made(
    first: int, last: int, made: int, days: int
) -> None:
    monday = LAST.monday
    at = datetime.combine(monday + timedelta(made), datetime.min.time().replace(hour=12), UTC)
    file = found(monday + timedelta(first), monday + timedelta(last), at)
    ordinals = (day.toordinal() for day in (file.first, file.last, day_made(file.made)))
    assert days_covered(week_number(monday), *ordinals) == days


@pytest.mark.parametrize(("seconds", "is_refused"), [(0, False), (1, True)])
def test_a_file_made_a_day_ahead_is_refused(seconds: int, is_refused: bool) -> None:
    made = NOW + timedelta(1, seconds)
    reply = Reply("r-1", "p-1", "thanks", "x", made)
    for file in (found(made=made), reply):
        assert bool(future_date_reason(file, NOW)) is is_refused
    result = recognise(ScannedFile("a.json", share_bytes(replace(FILE, made=made))), named=False, now=NOW)
    assert isinstance(result, UnreadFile) is is_refused


@pytest.mark.parametrize(("today", "is_refused"), [(21, True), (22, False), (23, False)])
def test_days_up_to_the_end_of_the_week_of_tomorrow_are_not_refused(today: int, is_refused: bool) -> None:
    now = datetime(2026, 11, today, 12, tzinfo=UTC)
    file = found(last=Week.of(date(2026, 11, 23)).sunday, made=now)
    assert bool(future_date_reason(file, now)) is is_refused


@pytest.mark.parametrize(
    ("name", "expected"),
    [("Ada", "Ada"), ("", ""), ('A "B" \\ \u20ac', 'A "B" \\ \u20ac'), ("x" * NAME_LENGTH, "x" * NAME_LENGTH)],
)
def test_the_name_in_the_beginning_is_read(name: str, expected: str) -> None:
    result = head(share_bytes(replace(FILE, name=name)))
    assert isinstance(result, ShareHead)
    assert (result.name, result.person, result.made) == (expected, FILE.person, FILE.made)
    assert (result.first, result.last) == (FILE.first, FILE.last)


@pytest.mark.parametrize(("weeks", "is_head"), [(0, False), (1, True), (MAX_WEEKS, True), (MAX_WEEKS + 1, False)])
def test_a_beginning_with_too_few_or_many_weeks_is_not_taken(weeks: int, is_head: bool) -> None:
    data = share_bytes(FILE).replace(
        f'"from": "{FILE.first}"'.encode(), f'"from": "{FILE.first - timedelta(7 * (weeks - 1))}"'.encode()
    )
    assert isinstance(head(data), ShareHead) is is_head


@pytest.mark.parametrize(("version", "is_head"), [(b"0", False), (b"1", True), (b"2", False)])
def test_a_beginning_of_another_version_is_not_taken(version: bytes, is_head: bool) -> None:
    data = share_bytes(FILE).replace(b'"version": 1', b'"version": ' + version)
    assert isinstance(head(data), ShareHead) is is_head


def test_a_reason_about_the_whole_file_has_no_field() -> None:
    assert unread_file("a", Refused(WHOLE_FILE, "is empty")) == UnreadFile("a", "is empty")
    assert unread_file("a", Refused("from", "is missing")) == UnreadFile("a", "from is missing")


def test_the_fields_in_the_beginning_are_hints_and_without_them_it_may_have_any() -> None:
    head = read_head(share_bytes(replace(FILE, fields=("hours", "asks")))[:HEAD_SIZE], is_whole=False)
    assert head is not None
    assert head.fields == field_bit("hours") | field_bit("asks")
    data = share_bytes(FILE)
    without = read_head(data[: data.index(b'"fields"')], is_whole=False)
    assert without is not None
    assert without.fields == ANY_FIELD == sum(map(field_bit, FIELDS))


def test_a_whole_file_must_have_its_end_but_a_beginning_need_not() -> None:
    data = share_bytes(FILE)
    assert read_head(data, is_whole=True) == read_head(data[:-12], is_whole=False)
    assert read_head(data[:-12], is_whole=True) is None
