"""Any table with a day in each row: what each column means is guessed from its name and values, or asked once.

Columns that belong to no field become own numbers or habits if all their values are numbers, or yes and no. In a
timesheet, which has time worked but no moods, they don't. The others are left out. A row has part of a check-in, time
worked, or both.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from contextlib import suppress
from datetime import date, datetime, time, timedelta
from functools import cached_property, lru_cache
from itertools import islice
from typing import Final

from cmcheckin.domain.text import clean, shorten
from cmcheckin.interchange.importing.questions import COLUMN, DAY_FIRST, MONTH_FIRST, NOTHING, Answers, Question
from cmcheckin.interchange.own_csv import separator_of
from cmcheckin.interchange.parsing import Refusal
from cmcheckin.interchange.readers import HINT_READERS, READERS, HintReader, Reader
from cmcheckin.interchange.readers import column_names as names
from cmcheckin.interchange.readers.dates import date_order, read_time, read_when
from cmcheckin.interchange.readers.items import Entry, Hours, Item, LeftOut, Span, When
from cmcheckin.interchange.readers.source import BrokenRowError, Row, SourceFile
from cmcheckin.interchange.readers.tables import proper_rows, read_rows
from cmcheckin.interchange.readers.texts import number, plain_text
from cmcheckin.interchange.readers.time_entries import LONGEST, checked_span, elapsed
from cmcheckin.wording import foreign_files as words
from cmcheckin.wording.data_dictionary import DAY_COLUMNS

_WORK: Final = {names.START, names.END, names.HOURS}
_RATED_FIELDS: Final = {names.MOOD, names.ENERGY, names.FEELINGS}
SAMPLE: Final = 100
"""How many rows are examined to guess what a column means."""
_OWN: Final = tuple(DAY_COLUMNS)[:5]
"""How the table of days written by `export` begins. Its figures aren't imported."""
_LONGEST_NAME: Final = 80
_LONGEST_BLANK: Final = 3
_LONGEST_FLAG: Final = 6
_BLANKS: Final = frozenset(("", "-", "–", "—", "n/a"))
_YES: Final = frozenset(("yes", "y", "true", "x", "✓", "✔", "✅", "ja", "wahr", "sí", "si", "oui", "sim", "tak", "да"))
_NO: Final = frozenset(("no", "n", "false", "✗", "✘", "❌", "nein", "falsch", "non", "não", "nee", "nie", "нет"))
_AMOUNT: Final = r"[0-9]{1,5}(?:[.,][0-9]{1,6})?"
_HOUR: Final = r"h|hrs?|hours?|std|stunden?|horas?|heures?|or[ae]|uur|uren|godz|ч"
_MINUTE: Final = r"m|mins?|minut[eo]s?|minuten|minuti|мин"
_CLOCK: Final = re.compile(rf"([0-9]{{1,3}}):([0-5][0-9])(?::([0-5][0-9]))?(?: ?(?:{_HOUR})\.?)?")
_SPENT: Final = re.compile(
    rf"(?:(?P<hours>{_AMOUNT}) ?(?:{_HOUR})\.?)? ?(?:(?P<minutes>{_AMOUNT}) ?(?P<unit>{_MINUTE})?\.?)?"
)
_VALUE: Final = re.compile(r"[-+0-9.,:/ ]*")
_LIKE_DAY: Final = re.compile(r"[0-9]{1,4}([-/.])[0-9]{1,2}\1[0-9]{1,4}")
_NUMBER: Final = re.compile(r"[+-]?[0-9]{1,12}(?:[.,][0-9]{1,20})? ?(?:%|[^\W\d_]{1,5}\.?)?")
_RATED: Final = re.compile(r"([0-9]{1,3}(?:[.,][0-9]{1,3})?) ?/ ?[0-9]{1,3}")
_WORDS: Final = re.compile(r"[;,|\n]")


def matches(file: SourceFile) -> bool:
    """Return whether `file` is a table with days that no other reader recognises."""
    table = _Table(file)
    if not table.is_plausible or separator_of(file.text) or file.columns[: len(_OWN)] == _OWN:
        return False
    others: list[Reader | HintReader] = [reader for reader in READERS if not reader.reads_any_table]
    return not any(reader.matches(file) for reader in [*others, *HINT_READERS])


def read(file: SourceFile, answers: Answers) -> Iterator[Item]:
    """Yield the items of `file`. The COLUMN answers name the column of each field."""
    table = _Table(file)
    if table.repeated:
        yield Refusal(1, words.SAME_COLUMN.format(name=shorten(table.repeated, 40)))
        return
    chosen = table.chosen(answers)
    if names.DATE not in chosen:
        yield from _questions(table, chosen, must=False)
        return
    is_timesheet = bool(_WORK & {*chosen}) and not _RATED_FIELDS & {*chosen}
    numbers = [] if is_timesheet else table.number_columns(chosen.values())
    is_empty = not numbers and not {*chosen} - {names.DATE, names.TIME}
    yield from _questions(table, chosen, must=is_empty)
    if is_empty:
        if all(answers.get(COLUMN, field) for field in names.FIELDS[2:]):
            yield Refusal(1, words.NO_VALUES)
        return
    order = date_order(table.dates(chosen), answers)
    if not isinstance(order, str):
        yield order
        return
    used = {*chosen.values(), *numbers}
    if unused := [name for name in table.names if name not in used and table.has_values(name)]:
        yield LeftOut(1, words.unused_columns(unused))
    yield from read_rows(file, _RowReader(table, chosen, numbers, order).items)


def _questions(table: _Table, chosen: Mapping[str, str], *, must: bool) -> Iterator[Question]:
    """Yield a question for each field, with its column in `chosen` as the default. If none of them has a value, all
    `must` be answered."""
    for field in names.FIELDS:
        options = table.names if field == names.DATE else (*table.names, NOTHING)
        is_open = field == names.DATE or (must and field != names.TIME)
        yield Question(COLUMN, field, options, chosen.get(field, "" if is_open else NOTHING))


class _Table:
    """A table with its columns by their cleaned `names`, and the values of its first rows."""

    def __init__(self, file: SourceFile) -> None:
        self.file = file
        self.raw_names = {clean(name): name for name in file.columns if clean(name) not in _BLANKS}
        self.names = tuple(self.raw_names)

    @property
    def repeated(self) -> str:
        """A name that two columns share, ignoring case; empty if there is none."""
        found = [clean(name).casefold() for name in self.file.columns]
        return next((name for n, name in enumerate(found) if name not in _BLANKS and name in found[:n]), "")

    @cached_property
    def sample(self) -> list[Row]:
        rows: list[Row] = []
        with suppress(BrokenRowError):
            rows.extend(islice(self.file.rows(), SAMPLE))
        return rows

    @cached_property
    def is_plausible(self) -> bool:
        """Whether the first row looks like column names, the others are as wide, and one of the columns has days."""
        if len(self.names) < 2 or any(
            len(name) > _LONGEST_NAME or _VALUE.fullmatch(name) or _reads(_day, name) for name in self.names
        ):
            return False
        wide = sum(row.width == len(self.file.columns) for row in self.sample)
        if 5 * wide < 4 * len(self.sample):
            return False
        if not self.sample:
            return any(names.is_named(names.DATE, name) for name in self.names) and len(self.names) > 2
        return any(self._fits(names.DATE, name) for name in self.names)

    def chosen(self, answers: Answers) -> dict[str, str]:
        """Return the column of each field: from `answers`, or as its name and values suggest."""
        by_fold = {name.casefold(): name for name in self.names}
        given = {field: answers.get(COLUMN, field) for field in names.FIELDS}
        known = {field: by_fold[text.casefold()] for field, text in given.items() if text.casefold() in by_fold}
        answered = {field for field, text in given.items() if text == NOTHING or field in known}
        return known | names.guess_columns(self.names, answered, set(known.values()), self._fits)

    def number_columns(self, used: Collection[str]) -> list[str]:
        """Return the columns, apart from those that are `used`, whose values are all numbers or yes and no."""
        found = [name for name in self.names if name not in used and self.has_values(name)]
        for row in self.rows() if found else ():
            found = [name for name in found if not self.cell(row, name) or self.amount(row, name) is not None]
        return found

    def rows(self) -> Iterator[Row]:
        """Yield all rows that can be read."""
        return (row for row in proper_rows(self.file) if isinstance(row, Row))

    def cell(self, row: Row, name: str) -> str:
        """Return the value of the column `name` in `row`; empty for a dash or `n/a`."""
        text = row.cells.get(self.raw_names[name], "").strip()
        return "" if len(text) <= _LONGEST_BLANK and text.casefold() in _BLANKS else text

    def amount(self, row: Row, name: str) -> float | bool | None:
        """Return the number in the column `name` of `row`, or True or False for yes or no; None if it is neither."""
        cell = self.cell(row, name)
        return _amount(cell, self.file.separator == ";") if len(cell) < _LONGEST_NAME else None

    def dates(self, chosen: Mapping[str, str]) -> Iterator[tuple[int, str]]:
        """Yield the dates in the columns of the date, the start and the end, each with its line."""
        columns = {self.raw_names[chosen[field]] for field in (names.DATE, names.START, names.END) if field in chosen}
        for row in self.rows():
            yield from ((row.line, row.cells.get(name, "")) for name in columns)

    def has_values(self, name: str) -> bool:
        """Return whether the column `name` has any value in the first rows."""
        return bool(self._values(name))

    def _values(self, name: str) -> list[str]:
        return [cell for row in self.sample if (cell := self.cell(row, name))]

    def _fits(self, field: str, name: str) -> bool:
        """Return whether most of the first values in the column `name` suit `field`. Half are enough if the name suits
        it too."""
        read, values = _READ.get(field), self._values(name)
        if read is None or not values:
            return read is None or not self.sample
        share = 0.5 if names.is_named(field, name) else 0.8
        return sum(_reads(read, value) for value in values) >= share * len(values)


class _RowReader:
    """Reads rows with the columns `chosen` by field and `numbers`, and days in `order`."""

    def __init__(self, table: _Table, chosen: Mapping[str, str], numbers: Sequence[str], order: str) -> None:
        self.table, self.chosen, self.numbers, self.order = table, chosen, numbers, order

    def items(self, row: Row) -> Iterator[Item]:
        """Yield the items of `row`. Raises ValueError."""
        value = {field: self.table.cell(row, name) for field, name in self.chosen.items()}
        amounts = ((name, self.table.amount(row, name)) for name in self.numbers)
        numbers = {name: amount for name, amount in amounts if amount is not None}
        when = read_when(value[names.DATE], self.order, value.get(names.TIME, ""))
        work = self._work(row.line, when, value)
        mood, energy = (_rating(value.get(field, "")) for field in (names.MOOD, names.ENERGY))
        feelings = _words(value.get(names.FEELINGS, ""))
        tags = () if work else _words(value.get(names.TAGS, ""))
        text = plain_text(value.get(names.NOTE, ""))
        if mood or energy or feelings or tags or text or numbers:
            yield Entry(row.line, when, mood, energy, feelings, tags, text, numbers)
        elif not work:
            yield LeftOut(row.line, words.EMPTY_ROW)
        if work:
            yield work

    def _work(self, line: int, when: When, value: Mapping[str, str]) -> Item | None:
        """Return the time worked in a row, or None: Hours in a table with a column of hours, else a Span if both ends
        are known. Raises ValueError."""
        day = when.date() if isinstance(when, datetime) else when
        spent, tags = value.get(names.HOURS, ""), _words(value.get(names.TAGS, ""))
        start, end = (value.get(field, "") for field in (names.START, names.END))
        begins, ends = (self._moment(text, day) if text else None for text in (start, end))
        if not (spent or begins or ends):
            return None
        if begins and ends and not _reads(_day, end) and (ends < begins or (spent and ends == begins)):
            ends += timedelta(1)
        if not (begins and ends) and not spent and {names.START, names.END} <= {*self.chosen}:
            raise ValueError(words.NO_END if begins else words.NO_START)
        hours = read_hours(spent, in_minutes="min" in self.chosen[names.HOURS].casefold()) if spent else None
        if hours == 0:
            return LeftOut(line, words.NO_HOURS)
        if begins and ends:
            span = checked_span(line, begins, ends, tags)
            if names.HOURS not in self.chosen or begins.tzinfo or not isinstance(span, Span):
                return span
            hours = hours or elapsed(begins, ends) / timedelta(hours=1)
        return Hours(line, when, hours, _minute(begins), _minute(ends), tags)

    def _moment(self, text: str, day: date) -> datetime:
        """Return the moment `text`, which is on `day` if it has a time only. Raises ValueError."""
        with suppress(ValueError):
            return datetime.combine(day, read_time(text))
        with suppress(ValueError):
            found = read_when(text, self.order)
            if isinstance(found, datetime):
                return found
        raise ValueError(words.NOT_A_TIME.format(text=shorten(clean(text[:200]), 40)))


def read_hours(text: str, *, in_minutes: bool = False) -> float:
    """Return the hours in `text`: `7.5`, `7,5 h`, `90 min`, `1:30`, `1 h 30 min`. A number without a unit is in hours,
    or in minutes if `in_minutes`. Raises ValueError, with the reason as a phrase, including for more than a day."""
    spent = _amount_of_time(text, in_minutes=in_minutes)
    if spent > LONGEST / timedelta(hours=1):
        raise ValueError(words.OVER_A_DAY.format(hours=round(spent, 2)))
    return spent


def _amount_of_time(text: str, *, in_minutes: bool = False) -> float:
    plain = clean(text[:200]).casefold()
    if found := _CLOCK.fullmatch(plain):
        hours, minutes, seconds = (float(part or 0) for part in found.groups())
        return hours + minutes / 60 + seconds / 3600
    if plain and (found := _SPENT.fullmatch(plain)):
        hours, rest = (float((found[part] or "0").replace(",", ".")) for part in ("hours", "minutes"))
        return hours + (rest / 60 if found["unit"] or found["hours"] or in_minutes else rest)
    raise ValueError(words.NOT_HOURS.format(text=shorten(clean(text[:200]), 40)))


@lru_cache(maxsize=4096)
def _amount(cell: str, is_local: bool) -> float | bool | None:
    word = cell.casefold() if len(cell) <= _LONGEST_FLAG else ""
    if word in _YES or word in _NO:
        return word in _YES
    return number(cell, local=is_local) if _NUMBER.fullmatch(cell) else None


def _minute(moment: datetime | None) -> time | None:
    return moment.time().replace(second=0, microsecond=0) if moment else None


def _rating(cell: str) -> str:
    """Return a mood or energy as a name or a number: `7` for `7/10`."""
    text = clean(cell)
    found = _RATED.fullmatch(text) if len(text) < 20 else None
    return found[1] if found else text


def _words(cell: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(word for part in _WORDS.split(cell) if (word := clean(part))))


def _day(text: str) -> When | str:
    """Return the day that `text` names in at least one order, or `text` itself if it looks like a day that is refused
    later. Raises ValueError."""
    if _LIKE_DAY.fullmatch(text):
        return text
    with suppress(ValueError):
        return read_when(text, MONTH_FIRST)
    return read_when(text, DAY_FIRST)


def _moment(text: str) -> time:
    """Return the time in `text`, with or without a day. Raises ValueError."""
    with suppress(ValueError):
        return read_time(text)
    found = _day(text)
    if not isinstance(found, datetime):
        raise ValueError(words.NOT_A_TIME)
    return found.time()


_READ: Final[Mapping[str, Callable[[str], object]]] = {
    names.DATE: _day, names.TIME: read_time, names.START: _moment, names.END: _moment, names.HOURS: _amount_of_time,
}  # fmt: skip
"""How the values of fields other than text are read. Each raises ValueError for other values."""


def _reads(read: Callable[[str], object], text: str) -> bool:
    with suppress(ValueError):
        read(text)
        return True
    return False
