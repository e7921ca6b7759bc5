"""What a reader finds in the files of an import, within limits, and with each question once."""

from __future__ import annotations

import pytest

from cmcheckin.interchange.importing import content
from cmcheckin.interchange.importing.content import Content, read_content
from cmcheckin.interchange.importing.questions import DATES, Answers
from cmcheckin.interchange.readers import reader_of
from cmcheckin.interchange.readers.source import SourceFile


def read(*texts: str) -> Content:
    files = [SourceFile(f"{number}.csv", text) for number, text in enumerate(texts, 1)]
    reader = reader_of(files[0])
    assert reader
    return read_content(files, reader, Answers())


def test_the_order_of_day_and_month_is_asked_once_for_all_files() -> None:
    found = read("date,hours\n3/4/2026,3\n", "date,hours\n5/6/2026,3\n").questions.values()
    assert [question.name for question in found if question.kind == DATES] == ["3/4/2026"]


def test_entries_beyond_the_limit_are_refused_at_the_first_of_them(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(content, "MOST_ITEMS", 3)
    two = "date,hours\n2026-03-09,3\n2026-03-10,3\n"
    assert not read(two).refusals
    found = read(two, two, two)
    assert len(found.hours) == 3
    ((place, reason),) = found.refusals
    assert found.places[place] == ("2.csv", 3)
    assert reason == "is beyond the limit of 3 entries for one import. Nothing after it was read"
