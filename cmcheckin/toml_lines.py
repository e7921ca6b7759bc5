"""Parse TOML with the line of each key. Lines that aren't TOML are reported and left out, and the rest is parsed.

Every command with a config.toml loads this, so there are no dataclasses: they import inspect, which takes as long as
everything else here.
"""

from __future__ import annotations

import re
import tomllib
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from contextlib import suppress
from functools import cached_property
from typing import Final, NamedTuple

from cmcheckin.domain.text import clean, shorten

KeyPath = tuple[str | int, ...]
"""The path to a value: `("schedule", "start")`, or `("metrics", 1, "unit")` for the second table of an array."""

MAX_FAULTS: Final = 20
"""Most faults that are left out one by one. With more, the whole text is rejected."""
MAX_LINES: Final = 200
"""Most lines that are searched for the end of a value."""
MAX_DEPTH: Final = 6
"""Longest key path whose line is recorded."""
MAX_PARSED: Final = 500_000
"""Most characters that are parsed again to find the faulty lines: well under a second of work."""
MAX_NAMES: Final = 16
"""Most names in a dotted key. The deepest setting has three, and the time tomllib takes grows with the square."""

_QUOTED: Final = r""""(?:[^"\\]|\\.?)*(?:"|$)|'[^']*(?:'|$)"""
"""Pattern of quoted text on one line, to the end of the line if the quote isn't closed."""

_PARSE_ERRORS: Final = (ValueError, RecursionError)
"""What tomllib raises. It lets errors of long numbers (over 4,300 digits) and of deep nesting through."""


class Fault(NamedTuple):
    """Lines that aren't TOML, counted from 1. `last` is the last one left out. Both are None for the whole text."""

    line: int | None
    last: int | None
    text: str
    reason: str


class ParsedToml:
    """The tables of a text, and the faults that were left out."""

    def __init__(self, text: str, tables: dict[str, object], faults: tuple[Fault, ...] = ()) -> None:
        self.text, self.tables, self.faults = text, tables, faults

    def line_of(self, path: KeyPath) -> int | None:
        """Return the line that sets the value at `path`, or else that of the nearest table around it."""
        while path and path not in self._lines:
            path = path[:-1]
        return self._lines.get(path)

    @cached_property
    def _lines(self) -> dict[KeyPath, int]:
        found: dict[KeyPath, int] = {}
        counts: dict[KeyPath, int] = {}
        here: KeyPath = ()
        try:
            for statement in _Parser(self.text.split("\n")):
                if statement.header:
                    here = _open_table(statement, counts)
                    found.setdefault(here, statement.line)
                elif statement.tables is not None:
                    for path in _key_paths(statement.tables):
                        found.setdefault((*here, *path), statement.line)
        except _OverBudgetError:
            pass
        return found


def parse_toml(text: str) -> ParsedToml:
    """Parse `text`. Never raises: errors are in `faults`."""
    text = text.replace("\r\n", "\n")
    try:
        return ParsedToml(text, _loads(text))
    except _PARSE_ERRORS:
        pass
    lines = text.split("\n")
    faults: list[Fault] = []
    parser = _Parser(lines)
    try:
        statements = list(parser)
        ranges = [(first, last, *_error_in(lines, first, last)) for first, last in _invalid_ranges(statements)]
        more = True
        while more and len(faults) + len(ranges) <= MAX_FAULTS:
            for first, last, error, at in ranges:
                faults.append(_fault(lines, first, last, error, at))
                lines[first - 1 : last] = [""] * (last + 1 - first)
            rest = "\n".join(lines)
            try:
                return ParsedToml(rest, parser.loads(rest), tuple(sorted(faults, key=lambda fault: fault.line or 0)))
            except _PARSE_ERRORS as error:  # each statement is valid by itself, so a key or table is repeated
                at = _line_in(error) or 0
                ranges = [(first, last, error, at) for first, last in _invalid_ranges(statements, at)]
                more = bool(ranges)
    except _OverBudgetError:
        pass
    return ParsedToml("", {}, (*faults[:MAX_FAULTS], Fault(None, None, "the file", "isn't valid TOML")))


def table_ends(text: str) -> dict[KeyPath, int]:
    """Return the last line that belongs to each table of `text`, counted from 1, by the path of the table.

    `()` is the top level. Comments after the last key of a table belong to what follows, so they don't count.
    """
    ends: dict[KeyPath, int] = {}
    counts: dict[KeyPath, int] = {}
    here: KeyPath = ()
    with suppress(_OverBudgetError):
        for statement in _Parser(text.split("\n")):
            if statement.header:
                here = _open_table(statement, counts)
            ends[here] = statement.last
            if not statement.header:  # a dotted key or an inline table
                tables = (name for name, value in (statement.tables or {}).items() if isinstance(value, dict))
                ends.update(((*here, name), statement.last) for name in tables)
    return ends


class _TooDeepError(ValueError):
    """A key with more than MAX_NAMES names."""


def _loads(text: str) -> dict[str, object]:
    """Parse `text`. Raises ValueError; _TooDeepError before tomllib is given a key of more than MAX_NAMES."""
    for number, line in enumerate(text.split("\n"), 1):
        if line.count(".") >= MAX_NAMES and _longest_key(line) > MAX_NAMES:
            raise _TooDeepError(f"(at line {number}, column 1)")
    return tomllib.loads(text)


def _longest_key(line: str) -> int:
    """Return the most names joined by dots that could be one key on the line."""
    bare = re.sub(_QUOTED, "", line).partition("#")[0]
    return max(part.count(".") + 1 for part in re.split(r"[=\[\]{},]", bare))


class _OverBudgetError(Exception):
    """More than MAX_PARSED characters were parsed."""


class _Statement(NamedTuple):
    """A table header, or a key with its value, on lines `line` to `last`. `tables` is None if it isn't valid TOML."""

    line: int
    last: int
    header: bool
    is_array: bool
    """Whether it is the header of an array of tables."""
    tables: dict[str, object] | None


class _Parser:
    """Iterates over the statements of a text, parsing each by itself, within a budget of MAX_PARSED characters."""

    def __init__(self, lines: list[str]) -> None:
        self.lines = lines
        self.parsed = 0
        self._closing = [n for n, line in enumerate(lines) if re.search(r"[\]}]|\"\"\"|'''", line)]
        """Indexes of lines that can end a value of several lines."""

    def __iter__(self) -> Iterator[_Statement]:
        n = 0
        while n < len(self.lines):
            start = self.lines[n].lstrip()
            if start and not start.startswith("#"):
                last, tables = self._complete(n)
                yield _Statement(n + 1, last + 1, start.startswith("["), start.startswith("[["), tables)
                n = last
            n += 1

    def _complete(self, n: int) -> tuple[int, dict[str, object] | None]:
        """Return the index of the last line of the statement that begins at index `n`, and its tables."""
        tables = self._try(n, n)
        value = self.lines[n].partition("=")[2]
        if tables is None and re.search(r"[\[{]|\"\"\"|'''", value):
            for last in self._closing[bisect_right(self._closing, n) : bisect_left(self._closing, n + MAX_LINES)]:
                if (tables := self._try(n, last)) is not None:
                    return last, tables
        return n, tables

    def _try(self, first: int, last: int) -> dict[str, object] | None:
        try:
            return self.loads("\n".join(self.lines[first : last + 1]))
        except _PARSE_ERRORS:
            return None

    def loads(self, text: str) -> dict[str, object]:
        """Parse `text`; raises _OverBudgetError once more than MAX_PARSED characters were parsed in all."""
        self.parsed += len(text)
        if self.parsed > MAX_PARSED:
            raise _OverBudgetError
        return _loads(text)


def _invalid_ranges(statements: list[_Statement], repeated: int | None = None) -> list[tuple[int, int]]:
    """Return the first and last lines to leave out: of invalid statements, or of the one on the line `repeated`.

    Invalid lines that follow each other are one range. An invalid header takes along everything below it, which would
    otherwise end up in another table.
    """
    ranges: list[tuple[int, int]] = []
    in_bad_table = running = False
    for statement in statements:
        bad = statement.tables is None if repeated is None else statement.line <= repeated <= statement.last
        if statement.header:
            in_bad_table = bad
        if running and (bad or in_bad_table) and not statement.header:
            ranges[-1] = (ranges[-1][0], statement.last)
        elif bad or in_bad_table:
            ranges.append((statement.line, statement.last))
        running = bad or in_bad_table
    return ranges


def _error_in(lines: list[str], first: int, last: int) -> tuple[Exception | None, int]:
    """Return the error of lines `first` to `last` parsed by themselves, if any, and its line."""
    try:
        _loads("\n".join(lines[first - 1 : last]))
    except _PARSE_ERRORS as error:
        return error, first - 1 + (_line_in(error) or 1)
    return None, first


def _fault(lines: list[str], first: int, last: int, error: Exception | None, at: int) -> Fault:
    line = at if first <= at <= last and lines[at - 1].strip() else first
    if isinstance(error, _TooDeepError):
        reason = f"has more than {MAX_NAMES} names joined by dots"
    else:
        why = re.sub(r"(?s) \(at .*?\)|;.*", "", str(error or ""))
        why = "nested too deeply" if isinstance(error, RecursionError) else clean(why)[:120] or "its end is missing"
        reason = f"isn't valid TOML ({why})"
    return Fault(line, last, shorten(clean(lines[line - 1]), 60) or "it", reason)


def _line_in(error: Exception | None) -> int | None:
    found = re.search(r"\(at line (\d+), column \d+\)", str(error))
    return int(found[1]) if found else None


def _open_table(statement: _Statement, counts: dict[KeyPath, int]) -> KeyPath:
    """Return the path of the table that the header `statement` opens. `counts` has the last index of each array."""
    here: KeyPath = ()
    tables: object = statement.tables
    while isinstance(tables, dict) and tables:
        name, tables = next(iter(tables.items()))
        here = (*here, name)
        if statement.is_array and isinstance(tables, list):
            counts[here] = counts.get(here, -1) + 1
        if here in counts:
            here = (*here, counts[here])
    return here


def _key_paths(tables: dict[str, object], around: KeyPath = ()) -> Iterator[KeyPath]:
    """Yield the paths of all keys in `tables`, those of inline tables included."""
    for name, value in tables.items():
        here = (*around, name)
        yield here
        if len(here) < MAX_DEPTH:  # a dotted key may have a thousand names
            for n, item in enumerate(value) if isinstance(value, list) else [(None, value)]:
                if isinstance(item, dict):
                    yield from _key_paths(item, here if n is None else (*here, n))
