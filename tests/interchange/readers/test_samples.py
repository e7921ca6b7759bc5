"""Every sample is recognised by its own reader alone, and no reader raises, whatever is done to a sample."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cmcheckin.interchange.importing.answers import Answers, Question
from cmcheckin.interchange.parsing import Refusal
from cmcheckin.interchange.readers import READERS
from cmcheckin.interchange.readers.source import SourceFile
from tests.interchange.readers.reading import SAMPLES, items, reader_name, recognised_by

BY_NAME = pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.name)
PIECES = st.sampled_from(
    [
        '"',
        ",",
        ";",
        "\n",
        "\r\n",
        "\0",
        "|",
        ":",
        "{",
        "[",
        "]",
        "null",
        "1e999",
        "-1",
        "9" * 400,
        "NaN",
        "99",
        "<",
        "é",
        " ",
    ]
)


def text_of(path: Path) -> str:
    return path.read_bytes().decode()


@BY_NAME
def test_a_sample_is_recognised_by_its_own_reader_alone(path: Path) -> None:
    assert recognised_by(SourceFile("file", text_of(path))) == [reader_name(path)]


@BY_NAME
def test_a_sample_is_read_whole(path: Path) -> None:
    found = items(reader_name(path), text_of(path))
    assert found
    assert [item for item in found if isinstance(item, Refusal | Question)] == []


@BY_NAME
def test_a_byte_order_mark_and_the_line_ends_of_windows_change_nothing(path: Path) -> None:
    plain = text_of(path).removeprefix("\ufeff").replace("\r\n", "\n")
    windows = SourceFile("file", "\ufeff" + plain.replace("\n", "\r\n"))
    assert recognised_by(windows) == [reader_name(path)]
    assert items(reader_name(path), windows) == items(reader_name(path), plain)


@pytest.mark.parametrize("text", ["", "\n", " ", "\ufeff", "{}", "[]", "[{}]", "a,b\n1,2\n", "# Notes\n\nText", "\0"])
def test_a_file_without_a_known_format_is_recognised_by_no_reader(text: str) -> None:
    assert recognised_by(SourceFile("file", text)) == []


@given(st.data())
def test_no_reader_raises_at_a_sample_that_was_cut_or_changed(data: st.DataObject) -> None:
    path = data.draw(st.sampled_from(SAMPLES))
    text = text_of(path)
    start, end = sorted((data.draw(st.integers(0, len(text))), data.draw(st.integers(0, len(text)))))
    changed = (
        text[:start] + data.draw(PIECES | st.just("")) + text[data.draw(st.sampled_from((start, end, len(text)))) :]
    )
    file = SourceFile("file", changed)
    recognised_by(file)
    items(reader_name(path), file)


@given(st.text() | st.text(st.sampled_from('",;\n\r[]{}:0123456789- abT')))
def test_no_reader_raises_at_any_text(text: str) -> None:
    for reader in READERS:
        file = SourceFile("file", text)
        reader.matches(file)
        assert isinstance(list(reader.read(file, Answers())), list)
