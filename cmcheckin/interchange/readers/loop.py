"""Loop Habit Tracker: the Checkmarks.csv of all habits, a row for each day. Other tables of its export are left out.

Each row ends with a comma, including the header. A value is a number or, in newer versions, a word: 2 done, 1 not done
but not due either, 0 not done, 3 (earlier -3) skipped, -1 not answered. Numeric habits are written in thousandths; a
value over 3 shows which these are. Only done, not done and numbers are read.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import islice
from typing import Final

from cmcheckin.domain.text import clean, shorten
from cmcheckin.interchange.importing.questions import Answers
from cmcheckin.interchange.parsing import Refusal
from cmcheckin.interchange.readers.dates import read_day
from cmcheckin.interchange.readers.items import Entry, Item, LeftOut
from cmcheckin.interchange.readers.source import Row, SourceFile
from cmcheckin.interchange.readers.tables import column_order, proper_rows, read_rows
from cmcheckin.wording import foreign_files as words

DAY: Final = "Date"
NO, DONE, MOST_MARK = 0, 2, 3
UNIT: Final = 1000
"""How many parts make a unit of a numeric habit."""
_MARKS: Final = {"UNKNOWN": -1, "NO": NO, "YES_AUTO": 1, "YES_MANUAL": DONE, "SKIP": MOST_MARK}
_NUMBER: Final = re.compile("-?[0-9]{1,10}")
_SCORE: Final = re.compile(r"[01]\.[0-9]{4}")
_FIRST: Final = 50
"""How many rows are examined to recognise a table."""


def matches(file: SourceFile) -> bool:
    """Return whether `file` is a table of Loop's export."""
    if file.columns[:1] == ("Position",):
        return {"Name", "Question", "Color"} < set(file.columns)
    if file.columns[:1] != (DAY,) or len(file.columns) < 2:
        return False
    rows = [row for row in islice(proper_rows(file), _FIRST) if isinstance(row, Row)]
    if _is_single(file):
        return any(row.cells.get("Value") in _MARKS or _SCORE.fullmatch(row.cells.get("Score", "")) for row in rows)
    if file.columns[-1]:  # as a spreadsheet saves it: only Loop's words or -1 tell it from other tables of numbers
        values = [row.cells.get(name, "") for row in rows for name in file.columns[1:]]
        return any(value in (*_MARKS, "-1") for value in values) and _are_values(values)
    values = [row.cells.get(name, "") for row in rows for name in file.columns[1:-1]]
    return len(file.columns) > 2 and _are_values(values)


def read(file: SourceFile, answers: Answers) -> Iterator[Item]:
    """Yield the days of `file` that have habits. A spreadsheet may have rewritten its dates, so `answers` may say
    in which order day and month are."""
    names = tuple(name for name in file.columns[1:] if name)
    if file.columns[:1] != (DAY,) or _is_single(file) or _has_scores(file, names):
        yield LeftOut(1, words.OTHER_HABIT_TABLE)
        return
    if twice := next((name for n, name in enumerate(names) if name in names[:n]), None):
        yield Refusal(1, words.SAME_HABIT.format(name=shorten(clean(twice), 40)))
        return
    order = column_order(file, lambda row: row.cells.get(DAY, ""), answers)
    if not isinstance(order, str):
        yield order
        return
    numeric = _numeric(file, names)
    yield from read_rows(file, lambda row: [_entry(row, len(file.columns), names, numeric, order)])


def _is_single(file: SourceFile) -> bool:
    """Return whether `file` has the columns of a table for a single habit."""
    return file.columns in ((DAY, "Value", "Notes"), (DAY, "Score"))


def _has_scores(file: SourceFile, names: Sequence[str]) -> bool:
    rows = [row for row in islice(proper_rows(file), _FIRST) if isinstance(row, Row)]
    return any(_SCORE.fullmatch(row.cells.get(name, "")) for row in rows for name in names)


def _are_values(texts: Sequence[str]) -> bool:
    """Return whether at least half of `texts` are Loop values: some may be damaged."""
    return 2 * sum(_value(text) is not None or bool(_SCORE.fullmatch(text)) for text in texts) >= len(texts)


def _value(text: str) -> int | None:
    """Return the value `text` as Loop's number; None if it isn't one."""
    text = text.strip()
    return int(text) if _NUMBER.fullmatch(text) else _MARKS.get(text)


def _numeric(file: SourceFile, names: Sequence[str]) -> frozenset[str]:
    """Return which of `names` are numeric habits."""
    found: set[str] = set()
    for row in proper_rows(file):
        if isinstance(row, Row):
            found |= {name for name in names if (_value(row.cells.get(name, "")) or 0) > MOST_MARK}
    return frozenset(found)


def _entry(row: Row, width: int, names: Sequence[str], numeric: frozenset[str], order: str) -> Item:
    """Return the habits in a row of a table with `width` columns."""
    if row.width < width:
        raise ValueError(words.TOO_FEW_VALUES.format(found=row.width, expected=width))
    day = read_day(row.cells[DAY], order)
    numbers: dict[str, float | bool] = {}
    for name in names:
        value = _value(row.cells.get(name, ""))
        if value is None:
            text = shorten(clean(row.cells[name][:200]), 40)
            raise ValueError(words.HABIT_VALUE.format(name=shorten(clean(name), 40), text=text))
        if name in numeric and value >= 0 and value != MOST_MARK:
            numbers[clean(name)] = value / UNIT
        elif name not in numeric and value in (NO, DONE):
            numbers[clean(name)] = value == DONE
    return Entry(row.line, day, numbers=numbers) if numbers else LeftOut(row.line, words.NO_HABITS)
