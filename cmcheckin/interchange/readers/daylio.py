"""Read the CSV export of Daylio: a row for each entry, with its mood, activities, scales and note.

The oldest files have a year and a date such as `9 March`. Newer ones have `full_date`, then a title, then scales.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime
from typing import Final

from cmcheckin.domain.fields import EARLIEST, LATEST, NOTHING
from cmcheckin.domain.text import clean
from cmcheckin.interchange.importing.questions import Answers
from cmcheckin.interchange.readers.column_names import ENERGY, is_named
from cmcheckin.interchange.readers.dates import read_day
from cmcheckin.interchange.readers.items import Entry, Item, LeftOut
from cmcheckin.interchange.readers.localized import read_clock, read_day_of_year
from cmcheckin.interchange.readers.source import Row, SourceFile
from cmcheckin.interchange.readers.tables import column_order, read_rows
from cmcheckin.interchange.readers.texts import number, plain_text, split_words, titled
from cmcheckin.wording import foreign_files as words

_ALWAYS: Final = {"date", "weekday", "time", "mood", "activities", "note"}
_SEPARATOR: Final = "|"


def matches(file: SourceFile) -> bool:
    """Return whether `file` is an export of Daylio, of any version."""
    return bool(set(file.columns) > _ALWAYS and {"full_date", "year"}.intersection(file.columns))


def read(file: SourceFile, answers: Answers) -> Iterator[Item]:
    """Yield an Entry for each row of `file`. Asks only if a spreadsheet rewrote the dates so that day and month could
    be swapped."""
    order = column_order(file, lambda row: row.cells.get("full_date", ""), answers)
    if not isinstance(order, str):
        yield order
        return
    yield from read_rows(file, lambda row: [_entry(row, order)])


def _entry(row: Row, order: str) -> Entry | LeftOut:
    cell = {name: row.cells.get(name, "") for name in (*_ALWAYS, "full_date", "year", "scales", "note_title")}
    scales = split_words(cell["scales"], _SEPARATOR)
    numbers = dict(scale for text in scales if (scale := _scale(text)))
    unread = [text for text in scales if not _scale(text)]
    found = Entry(
        row.line,
        _when(cell, order),
        mood=clean(cell["mood"]),
        energy=next((f"{value:g}" for name, value in numbers.items() if is_named(ENERGY, name)), ""),
        tags=split_words(cell["activities"], _SEPARATOR),
        text=titled(clean(cell["note_title"]), plain_text(cell["note"])),
        numbers=numbers,
        unmapped={"daylio_scales": unread} if unread else NOTHING,
    )
    is_empty = not (found.mood or found.tags or found.text or scales)
    return LeftOut(row.line, words.EMPTY_ROW) if is_empty else found


def _when(cell: dict[str, str], order: str) -> date | datetime:
    """Return the time of an entry, or its day if the time is missing, or could be before or after noon."""
    if cell["full_date"]:
        day = read_day(cell["full_date"], order)
    else:
        day = read_day_of_year(cell["year"], cell["date"])
        if not EARLIEST <= day <= LATEST:
            raise ValueError(words.OUT_OF_RANGE.format(text=day.isoformat()))
    at = read_clock(cell["time"]) if clean(cell["time"]) else None
    return datetime.combine(day, at) if at else day


def _scale(text: str) -> tuple[str, float] | None:
    """Return the name and the number of a scale such as `Sleep: 7,5 h`; None if it has no number."""
    name, sign, value = text.rpartition(": ") if ": " in text else text.partition(":")
    amount = number(value, local=True)
    return (name.strip(), amount) if sign and name.strip() and amount is not None else None
