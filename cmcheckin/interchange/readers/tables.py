"""Read a table row by row, and detect rows that were cut off or have too many separators."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from typing import Final, TypeAlias

from cmcheckin.interchange.importing.questions import Answers, Question
from cmcheckin.interchange.parsing import Refusal
from cmcheckin.interchange.readers.dates import date_order
from cmcheckin.interchange.readers.items import Entry, Item
from cmcheckin.interchange.readers.source import BrokenRowError, Row, SourceFile
from cmcheckin.interchange.readers.texts import check_limits
from cmcheckin.wording import foreign_files as words

_YEAR_FIRST: Final = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
"""A day with only one meaning, as most are, so that it needn't be checked for others."""
ReadRow: TypeAlias = Callable[[Row], Iterable[Item]]
"""Returns the items of a row. Raises ValueError, with the reason as a phrase, if the row can't be read."""


def read_rows(file: SourceFile, read_row: ReadRow) -> Iterator[Item]:
    """Yield the items that `read_row` returns for each row of `file`, and a Refusal for each that can't be read."""
    for row in proper_rows(file):
        if isinstance(row, Refusal):
            yield row
        else:
            yield from read_items(row.line, partial(read_row, row))


def read_items(line: int, read: Callable[[], Iterable[Item]]) -> Iterator[Item]:
    """Yield the items that `read` returns for `line`, or a Refusal if it raises ValueError or one exceeds a limit."""
    try:
        yield from [check_limits(item) if isinstance(item, Entry) else item for item in read()]
    except ValueError as error:
        yield Refusal(line, str(error))


def column_order(file: SourceFile, text_of: Callable[[Row], str], answers: Answers) -> str | Question | Refusal:
    """Return the order of day and month in the dates that `text_of` returns for the rows of `file`, as `date_order`."""
    rows = (row for row in proper_rows(file) if isinstance(row, Row))
    dates = ((row.line, text_of(row)) for row in rows)
    return date_order(((line, text) for line, text in dates if not _YEAR_FIRST.fullmatch(text)), answers)


def proper_rows(file: SourceFile) -> Iterator[Row | Refusal]:
    """Yield the rows of `file` that aren't blank, and a Refusal for each that has more cells than the header, or for
    the last row if it has fewer, as the file was cut off. If quotation marks are wrong, a Refusal ends the rows."""
    held: Row | None = None
    try:
        for row in file.rows():
            if held:
                yield held
            held = None
            if row.width > len(file.columns):
                yield Refusal(row.line, words.TOO_MANY_CELLS.format(found=row.width, expected=len(file.columns)))
            elif any(map(str.strip, row.cells.values())):
                held = row
    except BrokenRowError as error:
        if held:
            yield held
        yield Refusal(error.line, words.NOTHING_AFTER.format(reason=words.BROKEN_TABLE.format(reason=error)))
        return
    if held and held.width < len(file.columns) and not file.text.endswith(("\n", "\r")):
        yield Refusal(held.line, words.CUT_OFF.format(found=held.width, expected=len(file.columns)))
    elif held:
        yield held
