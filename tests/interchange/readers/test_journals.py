"""Day One and Presently: times in their own zone, Markdown without pictures, and rows of a table."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime

import pytest

from cmcheckin.domain.text import NOTE
from cmcheckin.interchange.importing.questions import DATES, DAY_FIRST, MONTH_FIRST, Question
from cmcheckin.interchange.parsing import Refusal
from cmcheckin.interchange.readers.items import Entry, LeftOut
from cmcheckin.interchange.readers.source import SourceFile
from tests.interchange.readers.reading import entries, items, recognised_by, sample

AT = "2026-03-09T22:15:40Z"


def day_one(*raw: object) -> str:
    return json.dumps({"metadata": {"version": "1.0"}, "entries": list(raw)})


def only(**raw: object) -> Entry:
    (entry,) = entries("dayone", day_one({"creationDate": AT, "text": "A"} | raw))
    return entry


def test_an_entry_has_the_time_of_the_zone_it_was_written_in() -> None:
    first, second, third = items("dayone", sample("dayone_export.json"))
    assert isinstance(first, Entry) and isinstance(first.when, datetime)
    assert first.when.isoformat() == "2026-03-09T23:15:40+01:00"
    assert (first.line, first.tags) == (4, ("mods", "Meet up", "starred"))
    assert first.text == "# Busy Monday\n\nThe meetup is full. **40 people!**\n\n- [ ] badges"
    assert second == Entry(19, date(2026, 3, 11), text="A quiet day.")
    assert third == LeftOut(27, "an entry without text")


@pytest.mark.parametrize(
    "zone", [None, "", "Nowhere/Land", "../etc/passwd", "x" * 5000, "\0", 7, ["Europe/Berlin"], "Europe"]
)
def test_without_a_zone_that_is_known_the_time_stays_in_utc(zone: object) -> None:
    assert only(timeZone=zone).when == datetime(2026, 3, 9, 22, 15, 40, tzinfo=UTC)


def test_without_a_time_zone_that_of_the_place_is_used() -> None:
    when = only(location={"timeZoneName": "Asia/Tokyo"}).when
    assert isinstance(when, datetime)
    assert when.isoformat() == "2026-03-10T07:15:40+09:00"


def test_pictures_are_left_out_and_escaped_signs_are_plain() -> None:
    text = r"Before\.![](dayone-moment://1F) after\! 1\) C:\\temp \a ![x](dayone-moment:/video/2F) ![](https://example.org)"
    assert only(text=text).text == r"Before. after! 1) C:\temp \a  ![](https://example.org)"


def test_rich_text_is_read_if_there_is_no_other() -> None:
    assert entries("dayone", sample("dayone_rich_text.json"))[0].text == "Busy Monday\nMeetup filled."
    assert only(richText='{"contents":[{"text":"B"}]}').text == "A"


@pytest.mark.parametrize(
    ("raw", "reason"),
    [
        (7, "isn't a journal entry"),
        ({"text": "A"}, "has no date"),
        ({"creationDate": "", "text": "A"}, "has no date"),
        ({"creationDate": 1773094540, "text": "A"}, "creationDate must be text"),
        ({"creationDate": "yesterday", "text": "A"}, "has no date that can be read: “yesterday”"),
        ({"creationDate": "1969-12-31T10:00:00Z", "text": "A"}, "is dated 1969-12-31, which cmcheckin can't log"),
        (
            {"creationDate": "1970-01-01T01:00:00Z", "timeZone": "America/New_York", "text": "A"},
            "is dated 1969-12-31, which cmcheckin can't log",
        ),
        ({"creationDate": AT, "text": 5}, "text must be text"),
        ({"creationDate": AT, "text": "x" * (NOTE + 1)}, "text has 20,001 characters, but the limit is 20,000"),
        ({"creationDate": AT, "tags": {"a": 1}}, "tags must be a list"),
        ({"creationDate": AT, "starred": 1}, "starred must be true or false"),
        ({"creationDate": AT, "richText": "{"}, "has rich text that can't be read"),
        ({"creationDate": AT, "richText": "[" * 100_000}, "has rich text that can't be read"),
        ({"creationDate": AT, "richText": '{"contents":[{"text":{}}]}'}, "has rich text that can't be read"),
        ({"creationDate": AT, "richText": {"contents": []}}, "has rich text that can't be read"),
    ],
)
def test_a_bad_entry_is_refused(raw: object, reason: str) -> None:
    text = day_one({"creationDate": AT, "text": "A"}, raw)
    assert recognised_by(SourceFile("file", text)) == ["dayone"]
    assert items("dayone", text)[1:] == [Refusal(1, reason)]


def test_an_export_without_entries_is_recognised() -> None:
    assert recognised_by(SourceFile("file", day_one())) == ["dayone"]
    assert recognised_by(SourceFile("file", '{"metadata": {}, "entries": {}}')) == []


def presently(*rows: str) -> str:
    return "\n".join(("entryDate,entryContent", *rows, ""))


def test_presently_has_a_row_for_each_day() -> None:
    first, second = entries("presently", sample("presently_export.csv"))
    assert first == Entry(2, date(2026, 3, 8), text="The rain stopped.")
    assert (second.line, second.when) == (3, date(2026, 3, 9))
    assert second.text == 'Thankful for the mods, who "just" took over.\n\nAnd for tea ☕'


def test_rows_of_presently_that_are_bad_or_empty_are_named() -> None:
    text = presently(
        "2026-03-09,fine",
        "2026-13-09,bad",
        ",bad",
        "2026-03-10,one, two",
        "2026-03-11,",
        "2026-03-12",
        '2026-03-13,"open',
    )
    assert items("presently", text) == [
        Entry(2, date(2026, 3, 9), text="fine"),
        Refusal(3, "has no date that can be read: “2026-13-09”"),
        Refusal(4, "has no date that can be read: “”"),
        Refusal(5, items_reason(text, 5)),
        LeftOut(6, "an entry without text"),
        LeftOut(7, "an entry without text"),
        Refusal(8, items_reason(text, 8)),
    ]
    assert "3" in items_reason(text, 5)


def items_reason(text: str, line: int) -> str:
    """Return the reason why `line` is refused, which is the same for every table."""
    return next(item.reason for item in items("presently", text) if isinstance(item, Refusal) and item.line == line)


def test_dates_of_presently_that_a_spreadsheet_rewrote_are_asked_once() -> None:
    text = presently("3/4/2026,A", "4/4/2026,B")
    assert items("presently", text) == [Question(DATES, "3/4/2026", (DAY_FIRST, MONTH_FIRST), occurs=1)]
    assert entries("presently", presently("3/4/2026,A", "31/3/2026,B"))[0].when == date(2026, 4, 3)


def test_a_table_with_only_a_header_has_no_entries() -> None:
    assert items("presently", "entryDate,entryContent\n") == []
    assert "presently" not in recognised_by(SourceFile("file", "entryDate,entryContent,mood\n"))
