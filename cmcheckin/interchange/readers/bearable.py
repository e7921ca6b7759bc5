"""Read the CSV export of Bearable: a row for each reading, such as a mood, a symptom or the hours slept.

A newer version has one more column, `date formatted`, with the day as 2021-12-08.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import date, datetime
from typing import Final

from cmcheckin.domain.fields import NOTHING
from cmcheckin.domain.text import clean
from cmcheckin.interchange.importing import ratings
from cmcheckin.interchange.importing.questions import Answers
from cmcheckin.interchange.readers.dates import read_day
from cmcheckin.interchange.readers.items import Entry, Item, LeftOut
from cmcheckin.interchange.readers.localized import read_clock
from cmcheckin.interchange.readers.source import Row, SourceFile
from cmcheckin.interchange.readers.tables import column_order, read_rows
from cmcheckin.interchange.readers.texts import number, plain_text, split_words
from cmcheckin.wording import foreign_files as words

_ALWAYS: Final = {"date", "time of day", "category", "rating/amount", "detail"}
_SEPARATOR: Final = "|"
_SEVERITY: Final = re.compile(r"(.+?)\s*\((?:mild|moderate|severe|unbearable)\)", re.IGNORECASE)
_MOOD, _ENERGY, _SYMPTOM, _SLEEP = "mood", "energy", "symptom", "sleep"


def matches(file: SourceFile) -> bool:
    """Return whether `file` is an export of Bearable, of any version."""
    return _ALWAYS.issubset(map(_column, file.columns))


def read(file: SourceFile, answers: Answers) -> Iterator[Item]:
    """Yield an Entry for each reading of `file`. Asks only if a spreadsheet rewrote the dates so that day and month
    could be swapped."""
    order = column_order(file, lambda row: _day_text(_cells(row)), answers)
    if not isinstance(order, str):
        yield order
        return
    yield from read_rows(file, lambda row: [_entry(row.line, _cells(row), order)])


def _entry(line: int, cells: Mapping[str, str], order: str) -> Entry | LeftOut:
    """Return the reading in `cells`. Raises ValueError with the reason."""
    category, amount, detail = (clean(cells.get(name, "")) for name in ("category", "rating/amount", "detail"))
    entry = Entry(line, _when(cells, order), text=plain_text(cells.get("notes", "")))
    parts = split_words(detail, _SEPARATOR)
    kind = category.casefold()
    if kind == _MOOD:
        entry = entry._replace(mood=_rating(amount), feelings=tuple(part.lower() for part in parts))
    elif kind == _ENERGY:
        entry = entry._replace(energy=_rating(amount), tags=parts)
    elif kind == _SYMPTOM:
        names = tuple(_without_severity(part) for part in parts)
        entry = entry._replace(tags=names, numbers=_numbers(names[0] if names else category, amount))
    elif kind.startswith(_SLEEP) or not parts:
        entry = entry._replace(numbers=_numbers(category, amount))
    elif len(parts) == 1 and ratings.number(amount) is not None:
        entry = entry._replace(numbers=_numbers(detail, amount))
    else:
        entry = entry._replace(tags=parts)
    is_lost = amount and not (entry.mood or entry.energy or entry.numbers)
    if is_lost or (detail and kind.startswith(_SLEEP)):
        reading = ", ".join(part for part in (amount, detail) if part)
        entry = entry._replace(unmapped={"bearable_readings": [f"{category}: {reading}"]})
    has_more = any((entry.mood, entry.energy, entry.feelings, entry.tags, entry.text, entry.numbers, entry.unmapped))
    return entry if has_more else LeftOut(line, words.EMPTY_ROW)


def _column(name: str) -> str:
    return " ".join(name.lower().replace("_", " ").split())


def _cells(row: Row) -> dict[str, str]:
    return {_column(name): text for name, text in row.cells.items()}


def _day_text(cells: Mapping[str, str]) -> str:
    return cells.get("date formatted", "").strip() or cells.get("date", "")


def _when(cells: Mapping[str, str], order: str) -> date | datetime:
    """Return the day of a reading, or its time if that isn't a part of the day such as `am` or `mid`."""
    day, clock = read_day(_day_text(cells), order), cells.get("time of day", "")
    at = read_clock(clock) if re.search(r"\d", clock) else None
    return datetime.combine(day, at) if at else day


def _rating(text: str) -> str:
    """Return the number of a rating such as `7` or `7/10`, as text; another text as it is."""
    rating = number(text)
    return text if rating is None else f"{rating:g}"


def _numbers(name: str, text: str) -> Mapping[str, float]:
    amount = number(text)
    return NOTHING if amount is None else {name: amount}


def _without_severity(symptom: str) -> str:
    found = _SEVERITY.fullmatch(symptom)
    return found[1] if found else symptom
