"""Presently: the CSV of its export, a row for each day."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from cmcheckin.interchange.importing.questions import Answers
from cmcheckin.interchange.readers.dates import read_day
from cmcheckin.interchange.readers.diary_text import note_text, tags_in
from cmcheckin.interchange.readers.items import Entry, Item, LeftOut
from cmcheckin.interchange.readers.source import Row, SourceFile
from cmcheckin.interchange.readers.tables import column_order, read_rows
from cmcheckin.wording import foreign_files as words

DAY: Final = "entryDate"
TEXT: Final = "entryContent"


def matches(file: SourceFile) -> bool:
    """Return whether `file` is the CSV of Presently."""
    return file.columns == (DAY, TEXT)


def read(file: SourceFile, answers: Answers) -> Iterator[Item]:
    """Yield the entries of `file`. A spreadsheet may have rewritten its dates, so `answers` may have their order."""
    order = column_order(file, lambda row: row.cells.get(DAY, ""), answers)
    if not isinstance(order, str):
        yield order
        return
    yield from read_rows(file, lambda row: [_entry(row, order)])


def _entry(row: Row, order: str) -> Item:
    day, text = read_day(row.cells.get(DAY, ""), order), note_text(row.cells.get(TEXT, ""))
    return Entry(row.line, day, tags=tags_in(text), text=text) if text else LeftOut(row.line, words.NO_TEXT)
