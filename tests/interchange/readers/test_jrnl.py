"""jrnl: journals with every form of date, with and without brackets, and its JSON."""

from __future__ import annotations

import json
from datetime import date, datetime

import pytest

from cmcheckin.domain.text import NOTE
from cmcheckin.interchange.importing.questions import DATES, DAY_FIRST, MONTH_FIRST, Answers, Question
from cmcheckin.interchange.parsing import Refusal
from cmcheckin.interchange.readers.items import Entry, LeftOut
from cmcheckin.interchange.readers.source import SourceFile
from tests.interchange.readers.reading import at, entries, items, recognised_by, refusals, sample

NINE = at("2026-03-09 22:15")


@pytest.mark.parametrize(
    "stamp",
    [
        "2026-03-09 22:15", "2026-03-09 22:15:00", "2026-03-09 10:15 PM", "2026-03-09 10:15:00 PM", "2026-03-09T22:15",
        "2026/03/09 22:15", "09.03.2026 22:15", "2026-03-09 Mon 22:15", "Mon 2026-03-09 22:15",
        "Mon, 09 Mar 2026 22:15", "9 March 2026 22:15", "March 9, 2026 10:15 PM",
    ],
)  # fmt: skip
def test_the_date_in_brackets_may_have_any_common_form(stamp: str) -> None:
    text = f"[{stamp}] Busy Monday\nThe rest.\n\n[{stamp}] Again\n"
    assert recognised_by(SourceFile("file", text)) == ["jrnl"]
    first, second = entries("jrnl", text)
    assert (first.line, first.when, first.text) == (1, NINE, "Busy Monday\nThe rest.")
    assert (second.line, second.when, second.text) == (4, NINE, "Again")


def test_a_date_without_a_time_is_a_day() -> None:
    (entry,) = entries("jrnl", "[2026-03-09] Busy Monday\n")
    assert (type(entry.when), entry.when) == (date, date(2026, 3, 9))


def test_lines_that_begin_with_a_bracket_but_no_date_belong_to_the_body() -> None:
    body = "[1] a footnote\n[ ] a task\n[10.12.34] a version\n[see 2026-03-08 10:00] more\n[2026-03-08 10:00]no space"
    (entry,) = entries("jrnl", f"[2026-03-09 22:15] Busy\n{body}\n")
    assert entry.text == f"Busy\n{body}"


@pytest.mark.parametrize(
    ("title", "text", "is_starred"),
    [
        ("Busy *", "Busy", True),
        ("Busy * ", "Busy", True),
        ("*", "", True),
        ("**Busy**", "**Busy**", False),
        ("3 * 4", "3 * 4", False),
    ],
)
def test_a_star_at_the_end_of_the_title_becomes_a_tag(title: str, text: str, is_starred: bool) -> None:
    (entry,) = entries("jrnl", f"[2026-03-09 22:15] {title}\nMore\n")
    assert entry.text == f"{text}\nMore".strip()
    assert ("starred" in entry.tags) is is_starred


def test_tags_are_read_from_title_and_body_without_their_sign() -> None:
    text = "[2026-03-09 22:15] With @Mods and #meetup\n@mods, (@no) a@b.c #12 #ab/c-d # heading @win.\n"
    assert entries("jrnl", text)[0].tags == ("mods", "meetup", "ab/c-d", "win")


def test_an_entry_without_text_is_left_out() -> None:
    assert items("jrnl", "[2026-03-09 22:15] \n\n[2026-03-10 09:00]\n") == [
        LeftOut(1, "an entry without text"),
        LeftOut(3, "an entry without text"),
    ]


def test_bad_dates_and_long_texts_are_refused_with_their_line() -> None:
    long = "word " * (NOTE // 5 + 1)
    stamps = ("2026-02-30 10:00", "09/03/26 22:15:33", "1850-03-09 10:00", "2026-03-09 25:00", "2026-03-10 09:00")
    text = "[2026-03-09 22:15] Fine\n\n" + "".join(f"[{stamp}] {long}x\n" for stamp in stamps)
    found = refusals("jrnl", text)
    assert list(found) == [3, 4, 5, 6, 7]
    assert found[3] == "has no date that can be read: “2026-02-30 10:00”"
    assert "two-digit year" in found[4]
    assert "1850-03-09" in found[5]
    assert "no time of day" in found[6]
    assert found[7] == f"text has {len(long) + 1:,} characters, but the limit is {NOTE:,}"


def test_the_order_of_day_and_month_is_asked_once_and_not_guessed() -> None:
    text = "[03/04/2026 22:15] A\n\n[05/04/2026 09:00] B\n"
    assert items("jrnl", text) == [Question(DATES, "03/04/2026", (DAY_FIRST, MONTH_FIRST), occurs=2)]
    for order, day in ((DAY_FIRST, date(2026, 4, 3)), (MONTH_FIRST, date(2026, 3, 4))):
        found = items("jrnl", text, Answers({(DATES, "03/04/2026"): order}))[0]
        assert isinstance(found, Entry) and isinstance(found.when, datetime)
        assert found.when.date() == day


def test_the_order_of_day_and_month_follows_from_another_entry() -> None:
    first, _ = entries("jrnl", "[03/04/2026 22:15] A\n\n[25/04/2026 09:00] B\n")
    assert first.when == at("2026-04-03 22:15")


def test_a_journal_of_version_1_has_no_brackets() -> None:
    first, second = entries("jrnl", sample("jrnl_before_version_2.txt"))
    assert first.when == at("2016-03-09 22:15")
    assert first.text.split("\n")[-1] == "[2016-03-08 10:00] is when it began, says the log."
    assert (second.line, second.tags) == (5, ("mods",))


def test_the_bar_that_jrnl_prints_is_removed_only_if_each_line_of_a_body_has_it() -> None:
    assert entries("jrnl", sample("jrnl_screen.txt"))[0].text.endswith("four answers.\n\nThen it was quiet.")
    (entry,) = entries("jrnl", "2026-03-09 22:15 Table\n| a | b |\nend\n")
    assert entry.text == "Table\n| a | b |\nend"


@pytest.mark.parametrize(
    "text",
    [
        "2026-03-09 22:15:33 started\n2026-03-09 22:15:34 stopped\n",
        "2026-03-09 22:15:33 +0100 A commit\n\nwith text\n",
        "2026-03-09 22:15 INFO started\n\n2026-03-09 22:15 INFO stopped\n",
        "2026-03-09 22:15 one line\n",
        "[2026-03-09 22:15:33] local.ERROR: it failed\n",
        "[2026-03-09 22:15:33] [INFO] started\n",
        "[09/03/2026, 22:15:33] Sam: hello\n",
        "[9 Mar 2026, 22:15] Sam: hello\n",
        "[1] a footnote\n",
        "[2026-03-09 22:15]\x00",
        "Text first\n[2026-03-09 22:15] Busy\n",
    ],
)
def test_logs_and_chats_are_not_journals(text: str) -> None:
    assert recognised_by(SourceFile("file", text)) == []


def test_a_journal_as_json_has_titles_bodies_tags_and_stars() -> None:
    first, second = entries("jrnl", sample("jrnl_journal.json"))
    assert (first.line, first.when, first.text) == (7, NINE, "Busy Monday.\nMeetup filled. @mods #meetup")
    assert first.tags == ("mods", "meetup", "starred")
    assert (second.line, second.text) == (15, "A quiet day with @mods")


def of_json(*raw: object) -> str:
    return json.dumps({"tags": {}, "entries": [{"title": "A", "body": "", "date": "2026-03-09"}, *raw]}, indent=0)


def test_an_entry_as_json_may_have_no_time() -> None:
    assert entries("jrnl", of_json())[0] == Entry(4, date(2026, 3, 9), text="A")
    for clock in (None, ""):
        found = entries("jrnl", of_json({"title": "B", "body": "", "date": "2026-03-10", "time": clock}))
        assert found[1].when == date(2026, 3, 10)


def test_tags_of_json_may_begin_with_any_sign() -> None:
    raw = {"title": "B", "body": "", "date": "2026-03-10", "tags": ["@a", "#b", "+c", "&d", "e", "@"]}
    assert entries("jrnl", of_json(raw))[1].tags == ("a", "b", "c", "d", "e")


@pytest.mark.parametrize(
    ("raw", "reason"),
    [
        (None, "isn't a journal entry"),
        (["A"], "isn't a journal entry"),
        ({"title": "B", "body": "C"}, "has no date"),
        ({"title": "B", "date": None}, "has no date"),
        ({"title": "B", "date": 20260309}, "date must be text"),
        ({"title": "B", "date": "2026-02-30"}, "has no date that can be read: “2026-02-30”"),
        ({"title": "B", "date": "3/4/2026"}, "has a date that could start with the day or the month: “3/4/2026”"),
        ({"title": "B", "date": "2026-03-09", "time": "25:00"}, "has no time of day that can be read: “25:00”"),
        ({"title": "B", "date": "2026-03-09", "time": 9}, "time must be text"),
        ({"title": 1, "date": "2026-03-09"}, "title must be text"),
        ({"title": "B", "body": {}, "date": "2026-03-09"}, "body must be text"),
        ({"title": "B", "date": "2026-03-09", "tags": "x"}, "tags must be a list"),
        ({"title": "B", "date": "2026-03-09", "tags": [1]}, "tags[1] must be text"),
        ({"title": "B", "date": "2026-03-09", "starred": "yes"}, "starred must be true or false"),
        ({"title": "x" * (NOTE + 1), "date": "2026-03-09"}, "title has 20,001 characters, but the limit is 20,000"),
    ],
)
def test_a_bad_entry_of_json_is_refused_with_its_line(raw: object, reason: str) -> None:
    text = of_json(raw)
    assert items("jrnl", text)[-1] == Refusal(9, reason)
    assert recognised_by(SourceFile("file", text)) == ["jrnl"]


def test_json_that_ends_early_is_read_up_to_its_end_and_refused() -> None:
    text = sample("jrnl_journal.json").text
    first, last = items("jrnl", text[: text.index('"A quiet') + 3])
    assert isinstance(first, Entry)
    assert isinstance(last, Refusal)
    assert (last.line, "JSON" in last.reason) == (16, True)


def test_an_empty_journal_is_recognised() -> None:
    file = SourceFile("file", '{"tags": {}, "entries": []}')
    assert recognised_by(file) == ["jrnl"]
    assert items("jrnl", file) == []
