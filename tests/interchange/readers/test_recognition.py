"""Each file is recognised by its content, by only one reader, and no content makes a reader fail."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from math import isfinite
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cmcheckin.interchange.importing.questions import DATES, DAY_FIRST, Answers, Question
from cmcheckin.interchange.parsing import Refusal
from cmcheckin.interchange.readers import ANY_TABLE, HINT_READERS, READERS
from cmcheckin.interchange.readers.hint_items import Scope
from cmcheckin.interchange.readers.items import Entry, Event, Hours, Item, LeftOut, Span
from cmcheckin.interchange.readers.source import SourceFile
from cmcheckin.wording.topics import read_topic
from tests.interchange.readers.reading import SAMPLES, items, reader_name, recognised_by

IMPORTED = [path for path in SAMPLES if reader_name(path) in {reader.name for reader in READERS}]
EACH_SAMPLE = pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.name)
EACH_IMPORTED = pytest.mark.parametrize("path", IMPORTED, ids=lambda path: path.name)
JUNK = st.sampled_from(
    (*" \0\ufeff\r\n\"',;\t|:{}[]<é💚#*TZ\ud800", "", "\r\n\r\n", " : ", "[]", "{}", '"": ', "[" * 600, "null", "true",
     "NaN", "1e999", "-1", "99", "9" * 400, "3/4/2026", "31.2.2026", "2026-13-01", "0001-01-01", "9999-12-31", "25:61",
     "+99:99", "<br>", "&#x110000;", "=1+1", "\x1b[31m", "---", "::", "[["),
)  # fmt: skip
SIGNS = '",;\n\r[]{}:0123456789- |#*abT'
DAILY_NOTE = "2026-03-09.md"
ANSWERS = (Answers(), Answers({(DATES, ""): DAY_FIRST}))
SCOPE = Scope(date(2026, 3, 1), date(2026, 3, 31), frozenset({"sam", "sam@example.org"}))


def text_of(path: Path) -> str:
    return path.read_bytes().decode()


def changed(text: str, changes: Sequence[tuple[int, int, str]]) -> str:
    """Return `text` after `changes`: at each place, in thousandths of the length, some characters are replaced."""
    for place, length, junk in changes:
        at = place * len(text) // 1000
        text = text[:at] + junk + text[at + length :]
    return text


def check_item(item: Item) -> None:
    """Assert that `item` has a line and values that an import can use."""
    if isinstance(item, Question):
        assert item.kind
        return
    assert item.line >= 1
    if isinstance(item, Refusal | LeftOut):
        assert item.reason
        assert "\n" not in item.reason
    elif isinstance(item, Span):
        assert item.start <= item.end
    elif isinstance(item, Hours):
        assert item.hours is None or 0 < item.hours <= 24
    elif isinstance(item, Entry):
        assert isinstance(item.when, date)
        assert all(isfinite(number) for number in item.numbers.values())
        assert all(item.tags)
        assert "\x1b" not in item.text
    else:
        assert isinstance(item, Event)


def read_with_all(text: str) -> None:
    """Assert that no reader raises an error on `text`, whether it recognises it or not."""
    file = SourceFile(DAILY_NOTE, text)
    for reader in READERS:
        reader.matches(file)
        for answers in ANSWERS:
            for item in reader.read(file, answers):
                check_item(item)
    for hints in HINT_READERS:
        hints.matches(file)
        for hint in hints.read(file, SCOPE):
            assert isinstance(hint, Question) or hint.line >= 1


@EACH_SAMPLE
def test_a_sample_whose_lines_end_with_a_carriage_return_alone_is_recognised(path: Path) -> None:
    text = text_of(path).replace("\r\n", "\n").replace("\n", "\r")
    assert recognised_by(SourceFile(path.name, text)) == recognised_by(SourceFile(path.name, text_of(path)))


@EACH_IMPORTED
def test_a_sample_is_recognised_only_by_its_own_reader(path: Path) -> None:
    assert recognised_by(SourceFile("file", text_of(path))) == [reader_name(path)]


@pytest.mark.parametrize("path", [path for path in SAMPLES if path not in IMPORTED], ids=lambda path: path.name)
def test_a_sample_of_a_format_only_for_hints_is_never_imported(path: Path) -> None:
    names = recognised_by(SourceFile("file", text_of(path)))
    assert len(names) <= 1
    assert not set(names) & {reader.name for reader in READERS}


@EACH_IMPORTED
def test_a_sample_is_read_completely(path: Path) -> None:
    found = items(reader_name(path), text_of(path))
    assert found
    assert [item for item in found if isinstance(item, Refusal) or (isinstance(item, Question) and item.must)] == []


@EACH_IMPORTED
def test_a_byte_order_mark_and_windows_line_ends_change_nothing(path: Path) -> None:
    plain = text_of(path).removeprefix("\ufeff").replace("\r\n", "\n")
    windows = SourceFile("file", "\ufeff" + plain.replace("\n", "\r\n"))
    assert recognised_by(windows) == [reader_name(path)]
    assert items(reader_name(path), windows) == items(reader_name(path), plain)


@EACH_IMPORTED
@pytest.mark.parametrize("name", ["toggl.csv", "daylio_export_2026_03_09.csv", DAILY_NOTE, "Checkmarks.csv", "log"])
def test_the_name_of_a_file_doesnt_decide_who_reads_it(path: Path, name: str) -> None:
    is_note = name == DAILY_NOTE and reader_name(path) == ANY_TABLE  # which any text is
    assert recognised_by(SourceFile(name, text_of(path)))[0] == ("obsidian" if is_note else reader_name(path))


def test_each_reader_has_a_sample() -> None:
    assert {reader_name(path) for path in IMPORTED} == {reader.name for reader in READERS}
    others = [SourceFile("file", text_of(path)) for path in SAMPLES if path not in IMPORTED]
    assert {name for file in others for name in recognised_by(file)} == {reader.name for reader in HINT_READERS}


@pytest.mark.parametrize(
    "text",
    ["", "\n", " ", "\ufeff", "{}", "[]", "[{}]", "[[]]", "[1]\n", "a,b\n1,2\n", "# Notes\n\nText", "words\n", "\0"],
)
def test_a_file_without_a_known_format_is_recognised_by_no_reader(text: str) -> None:
    assert recognised_by(SourceFile("file", text)) == []


@EACH_SAMPLE
@settings(max_examples=10)
@given(st.lists(st.tuples(st.integers(0, 1000), st.integers(0, 40), JUNK), max_size=5))
def test_no_reader_raises_at_a_sample_with_changes(path: Path, changes: Sequence[tuple[int, int, str]]) -> None:
    read_with_all(changed(text_of(path), changes))


@given(st.data())
def test_no_reader_raises_at_a_sample_from_which_a_part_is_missing(data: st.DataObject) -> None:
    text = text_of(data.draw(st.sampled_from(SAMPLES)))
    start, end = sorted((data.draw(st.integers(0, len(text))), data.draw(st.integers(0, len(text)))))
    read_with_all(text[:start] + text[data.draw(st.sampled_from((end, len(text)))) :])


@given(st.text() | st.text(st.sampled_from(SIGNS)))
def test_no_reader_raises_at_any_text(text: str) -> None:
    read_with_all(text)


def test_every_program_is_named_in_its_topic() -> None:
    imports, hints = read_topic("import").casefold(), read_topic("hints").casefold()
    assert [one.title for one in READERS if not one.reads_any_table and one.title.casefold() not in imports] == []
    assert [one.title for one in HINT_READERS if one.title.casefold() not in hints] == []
