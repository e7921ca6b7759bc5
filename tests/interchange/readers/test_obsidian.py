"""Obsidian: which notes are daily notes, which day they have, and which of their text the user wrote."""

from __future__ import annotations

from datetime import date

import pytest

from cmcheckin.domain.text import NOTE
from cmcheckin.interchange.importing.questions import DATES, Question
from cmcheckin.interchange.parsing import Refusal
from cmcheckin.interchange.readers.front_matter import NoteProperty, front_matter
from cmcheckin.interchange.readers.items import Entry, LeftOut
from cmcheckin.interchange.readers.source import SourceFile
from cmcheckin.interchange.writers import obsidian
from tests.interchange.readers.reading import entries, items, recognised_by, sample

DAY = date(2026, 3, 9)
OTHERS = LeftOut(2, "properties other than date, tags, mood and energy")


def note(text: str, **properties: str) -> str:
    lines = "".join(f"{name}: {value}\n" for name, value in properties.items())
    return f"---\n{lines}---\n{text}"


def day_of(text: str, name: str = "note.md") -> date | None:
    """Return the day of the only entry in `text`; None if it isn't a daily note."""
    file = SourceFile(name, text)
    if not recognised_by(file):
        return None
    (entry,) = (item for item in items("obsidian", file) if isinstance(item, Entry))
    return entry.when


@pytest.mark.parametrize(
    "value",
    ["2026-03-09", '"2026-03-09"', "'[[2026-03-09]]'", "[[2026-03-09]]", "2026-03-09T23:30", "2026-03-10 00:30",
     "9 March 2026", "2026-03-09 # written later", "Monday, March 9, 2026"],
)  # fmt: skip
def test_the_property_date_names_the_day_whatever_its_time(value: str) -> None:
    assert day_of(note("Busy", date=value)) == (date(2026, 3, 10) if "-10" in value else DAY)


@pytest.mark.parametrize(
    "heading",
    [
        "2026-03-09", "Monday, March 9, 2026", "Monday 9 March 2026", "March 9th, 2026", "📅 2026-03-09",
        "[[2026-03-09]]", "Daily note – 2026-03-09", "2026-03-09 (Monday)", "2026-03-09 Monday", "**2026-03-09**",
        "Journal entry for 9 March 2026",
    ],
)  # fmt: skip
def test_the_first_heading_may_be_the_day(heading: str) -> None:
    assert day_of(f"\n# {heading}\n\nBusy\n") == DAY


@pytest.mark.parametrize(
    "name", ["2026-03-09.md", "20260309.md", "Daily/2026/2026-03-09 Monday.md", "a\\2026-03-09-Mon.markdown"]
)
def test_the_name_may_be_the_day(name: str) -> None:
    assert day_of("Busy\n", name) == DAY


@pytest.mark.parametrize(
    "name", ["2026-03-09.txt", "2026-03-09", "2026-03-09-release.md", "2026-02-30x.md", "x2026-03-09.md"]
)
def test_another_name_is_not_the_day(name: str) -> None:
    assert day_of("Busy\n", name) is None


@pytest.mark.parametrize(
    "text",
    ['{"type":"checkin","date":"2026-03-09","mood":4}\n', "type,date,id,kind,text\n", '[{"a":1}]'],
)
def test_a_name_alone_doesnt_make_a_daily_note(text: str) -> None:
    assert day_of(text, "2026-03-09.md") is None


def test_created_is_the_day_only_of_a_diary() -> None:
    assert day_of(note("Busy", created="2026-03-09T22:00", tags="[daily, mods]")) == DAY
    assert day_of(note("Busy", created="2026-03-09", mood="good")) == DAY
    assert day_of(note("Busy", created="2026-03-09", type="journal")) == DAY
    assert day_of(note("Busy", created="2026-03-09", tags="project")) is None


@pytest.mark.parametrize(
    "other", ["title: Spring meetup", "layout: post", "draft: false", "author: Kim", "slug: meetup"]
)
def test_a_page_with_a_date_is_not_a_daily_note(other: str) -> None:
    name, _, value = other.partition(": ")
    assert day_of(note("Busy", date="2026-03-09", **{name: value})) is None
    assert day_of(note("Busy", date="2026-03-09", mood="4", **{name: value})) == DAY
    assert day_of(note("Busy", date="2026-03-09", **{name: value}), "2026-03-09.md") == DAY


def test_a_title_that_is_the_day_is_fine() -> None:
    assert day_of(note("Busy", title="2026-03-09 Journal", date="2026-03-09")) == DAY


def test_the_date_comes_before_the_name_the_heading_and_the_creation() -> None:
    heading = "# 2026-03-11\nBusy"
    assert day_of(note(heading, date="2026-03-09", created="2026-03-12"), "2026-03-10.md") == DAY
    assert day_of(note(heading, created="2026-03-12"), "2026-03-10.md") == date(2026, 3, 10)
    assert day_of(note(heading, created="2026-03-12", mood="4")) == date(2026, 3, 11)
    assert day_of(note(heading, date="{{date}}", mood="4")) == date(2026, 3, 11)


def test_each_heading_that_is_a_day_begins_an_entry() -> None:
    first, second = entries("obsidian", sample("obsidian_diary.md"))
    assert (first.line, first.when, first.text) == (1, DAY, "Busy, but good. #mods\n\n## Later\nThe meetup is full.")
    assert (second.line, second.when, second.text) == (8, date(2026, 3, 10), "Quiet.")


def test_a_note_of_one_day_is_one_entry_whatever_its_headings() -> None:
    text = "# 2026-03-09\nBusy\n# 2026-03-10\nPlans"
    assert [entry.text for entry in entries("obsidian", SourceFile("2026-03-09.md", text))] == [
        "Busy\n# 2026-03-10\nPlans"
    ]


def test_front_matter_gives_tags_mood_and_energy() -> None:
    left, entry = items("obsidian", sample("obsidian_front_matter.md"))
    assert left == LeftOut(8, OTHERS.reason)
    text = "Filled the meetup with Kim. #events/spring\n\n- win: sold out"
    assert entry == Entry(2, DAY, "good", "3", tags=("mods", "events/spring"), text=text)


@pytest.mark.parametrize(
    "value",
    [
        "[mods, meetup]",
        "mods, meetup",
        "mods meetup",
        "#mods #meetup",
        '["#mods", meetup]',
        "\n  - mods\n  - '#meetup'",
    ],
)
def test_tags_may_be_a_list_or_words(value: str) -> None:
    assert entries("obsidian", note("Busy", date="2026-03-09", tags=value))[0].tags == ("mods", "meetup")


def test_several_moods_are_feelings() -> None:
    (entry,) = entries("obsidian", note("", date="2026-03-09", mood="[tired, proud]", energy="7/10"))
    assert (entry.mood, entry.feelings, entry.energy) == ("", ("tired", "proud"), "7/10")


def test_a_field_of_dataview_is_a_mood_too() -> None:
    text = "# 2026-03-09\n- **Mood**:: good\nIt cost [energy:: 2] today.\nmood:: bad"
    (entry,) = entries("obsidian", text)
    assert (entry.mood, entry.energy) == ("good", "2")


def test_links_are_plain_and_pictures_and_queries_are_gone() -> None:
    text = (
        "# 2026-03-09\n<< [[2026-03-08|Yesterday]] | [[Daily/2026-03-10]] >>\n"
        "Met [[Kim]] at [[Office#Door|the door]].\n"
        "![[poster.png|200]]\n\n```tasks\nnot done\n```\n```python\nkept\n```\n[link](https://example.org)"
    )
    (entry,) = entries("obsidian", text)
    assert entry.text == "Met Kim at the door.\n\n```python\nkept\n```\n[link](https://example.org)"


def test_a_query_without_an_end_is_kept() -> None:
    assert entries("obsidian", "# 2026-03-09\n```dataview\nBusy")[0].text == "```dataview\nBusy"


@pytest.mark.parametrize("text", ["", "\n", "## Goals\n- [ ]\n\n## Notes\n-\n1.\n---\n>\n", "![[poster.png]]"])
def test_a_note_to_which_nothing_was_added_is_left_out(text: str) -> None:
    assert items("obsidian", note(text, date="2026-03-09")) == [LeftOut(2, "an entry without text")]


def test_a_note_that_cmcheckin_wrote_is_left_out() -> None:
    text = note("# Monday 9 March 2026\nBusy", date="2026-03-09", mood="4", tags=f"[{obsidian.TAG}]")
    assert items("obsidian", SourceFile("2026-03-09.md", text)) == [LeftOut(1, "a daily note that cmcheckin wrote")]


def test_bad_notes_are_refused() -> None:
    assert items("obsidian", note("Busy", date="2026-02-30")) == [
        Refusal(2, "has no date that can be read: “2026-02-30”")
    ]
    assert items("obsidian", "# 2026-03-09\n" + "x" * (NOTE + 1)) == [
        Refusal(1, "text has 20,001 characters, but the limit is 20,000")
    ]


def test_an_ambiguous_date_is_a_question() -> None:
    (question,) = items("obsidian", note("Busy", date="3/4/2026"))
    assert isinstance(question, Question)
    assert (question.kind, question.name) == (DATES, "3/4/2026")


@pytest.mark.parametrize(
    "text",
    [
        "# Changelog\n\n## 2026-03-09\n", "# Check-ins\n\n## 2026\n\n### Monday 9 March 2026\n", "Busy on 2026-03-09\n",
        "---\ndate: 2026-03-09\n", "---\ntags: daily\n---\nBusy\n", "# 2026\n\n## June\n", "# 1.2.3\nFixed\n",
        "2026-03-09\nBusy\n", "# 2026-03-09 release\nFixed\n",
        "\n".join("words" for _ in range(20)) + "\n# 2026-03-09\n",
    ],
)  # fmt: skip
def test_other_markdown_is_not_a_daily_note(text: str) -> None:
    assert day_of(text) is None


def test_front_matter_is_read_as_far_as_notes_need_it() -> None:
    text = "---\na: 1 # one\nB c: 'x: y'\nd:\n  - p\n  -   \"q\"\ne: null\nf: [r, s]\n  deeper: 1\n# comment\nurl: http://a#b\n---\nbody"
    found = front_matter(text.split("\n"))
    assert found.height == 12
    assert found.properties == {
        "a": NoteProperty(2, ("1",)),
        "b c": NoteProperty(3, ("x: y",)),
        "d": NoteProperty(4, ("p", "q")),
        "e": NoteProperty(7, ()),
        "f": NoteProperty(8, ("r", "s")),
        "url": NoteProperty(11, ("http://a#b",)),
    }
    assert front_matter(["---", "a: 1"]).height == 0
    assert front_matter([]).height == 0


def test_no_reader_raises_at_a_long_tag() -> None:
    (entry,) = entries("obsidian", "---\ndate: 2026-03-09\ntags: daily, " + "a" * 30_000 + "\n---\nText\n")
    assert entry.tags == ()
