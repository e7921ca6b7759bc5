"""A TOML text as tables, with the line each key stands on. What is no TOML is left out and named; the rest is read."""

from __future__ import annotations

import re
import tomllib
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Final

from cmcheckin.domain.text import clean, shorten

Place = tuple[str | int, ...]
"""The way to a value: `("schedule", "start")`, or `("metrics", 1, "unit")` for the second table of that name."""

FAULTS: Final = 20
"""Faults that are left out one by one before the whole text is given up."""
LONGEST: Final = 200
"""Lines a broken text is searched for the end of a value that has begun."""
DEEPEST: Final = 6
"""Names on the way to a value whose line is looked for."""
EFFORT: Final = 500_000
"""Most characters that are parsed again to find the faulty lines: well under a second of work."""
NAMES: Final = 16
"""Most names in a dotted key. The deepest setting has three, and the time tomllib takes grows with the square."""

_QUOTED: Final = r""""(?:[^"\\]|\\.?)*(?:"|$)|'[^']*(?:'|$)"""
"""Pattern of quoted text on one line, to the end of the line if the quote isn't closed."""

_WRONG: Final = (ValueError, RecursionError)
"""What tomllib raises: numbers of 4,300 digits and deep nesting come out as they are."""


@dataclass(frozen=True)
class Fault:
    """Something that is no TOML. Lines count from 1; `last` is the last one left out, and None stands for all."""

    line: int | None
    last: int | None
    text: str
    reason: str


@dataclass(frozen=True)
class Reading:
    """What could be read of a text, and what could not."""

    text: str
    tables: dict[str, Any]
    faults: tuple[Fault, ...] = ()

    def line_of(self, place: Place) -> int | None:
        """The line the value at `place` is set on; that of the nearest table around it when it is not set itself."""
        while place and place not in self._lines:
            place = place[:-1]
        return self._lines.get(place)

    @cached_property
    def _lines(self) -> dict[Place, int]:
        found: dict[Place, int] = {}
        counts: dict[Place, int] = {}
        here: Place = ()
        try:
            for part in _Parts(self.text.split("\n")):
                if part.header:
                    here = _entered(part, counts)
                    found.setdefault(here, part.line)
                elif part.tables is not None:
                    for place in _places(part.tables):
                        found.setdefault((*here, *place), part.line)
        except _TooMuch:
            pass
        return found


def read(text: str) -> Reading:
    """The tables of `text`. Never raises."""
    text = text.replace("\r\n", "\n")
    try:
        return Reading(text, _loads(text))
    except _WRONG:
        pass
    lines = text.split("\n")
    faults: list[Fault] = []
    reader = _Parts(lines)
    try:
        parts = list(reader)
        gaps = [(first, last, *_alone(lines, first, last)) for first, last in _gaps(parts)]
        more = True
        while more and len(faults) + len(gaps) <= FAULTS:
            for first, last, no, at in gaps:
                faults.append(_fault(lines, first, last, no, at))
                lines[first - 1 : last] = [""] * (last + 1 - first)
            rest = "\n".join(lines)
            try:
                return Reading(rest, reader.loads(rest), tuple(sorted(faults, key=lambda fault: fault.line or 0)))
            except _WRONG as no:  # each part is right by itself, so something is said twice
                at = _line(no) or 0
                gaps = [(first, last, no, at) for first, last in _gaps(parts, at)]
                more = bool(gaps)
    except _TooMuch:
        pass
    return Reading("", {}, (*faults[:FAULTS], Fault(None, None, "the file", "is not TOML")))


class _TooDeepError(ValueError):
    """A key with more than NAMES names."""


def _loads(text: str) -> dict[str, Any]:
    """Parse `text`. Raises ValueError; _TooDeepError before tomllib is given a key of more than NAMES."""
    for number, line in enumerate(text.split("\n"), 1):
        if line.count(".") >= NAMES and _longest_key(line) > NAMES:
            raise _TooDeepError(f"(at line {number}, column 1)")
    return tomllib.loads(text)


def _longest_key(line: str) -> int:
    """Return the most names joined by dots that could be one key on the line."""
    bare = re.sub(_QUOTED, "", line).partition("#")[0]
    return max(part.count(".") + 1 for part in re.split(r"[=\[\]{},]", bare))


class _TooMuch(Exception):  # noqa: N818  not an error of anybody's
    """The text takes too long to make sense of."""


@dataclass(frozen=True)
class _Part:
    """A header or a key with its value, over one line or several; `tables` is None when it is neither."""

    line: int
    last: int
    header: bool
    double: bool
    tables: dict[str, Any] | None


class _Parts:
    """The parts of a text, each read by itself."""

    def __init__(self, lines: list[str]) -> None:
        self.lines = lines
        self.effort = 0
        self._closing = [n for n, line in enumerate(lines) if re.search(r"[\]}]|\"\"\"|'''", line)]
        """Lines that can end a value begun on an earlier line."""

    def __iter__(self) -> Iterator[_Part]:
        n = 0
        while n < len(self.lines):
            start = self.lines[n].lstrip()
            if start and not start.startswith("#"):
                last, tables = self._whole(n)
                yield _Part(n + 1, last + 1, start.startswith("["), start.startswith("[["), tables)
                n = last
            n += 1

    def _whole(self, n: int) -> tuple[int, dict[str, Any] | None]:
        """The last line of the part that begins on line `n`, and what it says."""
        tables = self._read(n, n)
        value = self.lines[n].partition("=")[2]
        if tables is None and re.search(r"[\[{]|\"\"\"|'''", value):
            for last in self._closing[bisect_right(self._closing, n) : bisect_left(self._closing, n + LONGEST)]:
                if (tables := self._read(n, last)) is not None:
                    return last, tables
        return n, tables

    def _read(self, first: int, last: int) -> dict[str, Any] | None:
        try:
            return self.loads("\n".join(self.lines[first : last + 1]))
        except _WRONG:
            return None

    def loads(self, text: str) -> dict[str, Any]:
        """Parse `text`; raises _TooMuch once more than EFFORT characters were parsed."""
        self.effort += len(text)
        if self.effort > EFFORT:
            raise _TooMuch
        return _loads(text)


def _gaps(parts: list[_Part], twice: int | None = None) -> list[tuple[int, int]]:
    """First and last lines of what has to go: what is no TOML by itself, or the part on the line `twice`.

    Lines without sense that follow each other are one gap; a header takes all under it along, for that belongs nowhere.
    """
    gaps: list[tuple[int, int]] = []
    lost = running = False
    for part in parts:
        bad = part.tables is None if twice is None else part.line <= twice <= part.last
        if part.header:
            lost = bad
        if running and (bad or lost) and not part.header:
            gaps[-1] = (gaps[-1][0], part.last)
        elif bad or lost:
            gaps.append((part.line, part.last))
        running = bad or lost
    return gaps


def _alone(lines: list[str], first: int, last: int) -> tuple[Exception | None, int]:
    """What is wrong in a gap read by itself, and on which line."""
    try:
        _loads("\n".join(lines[first - 1 : last]))
    except _WRONG as no:
        return no, first - 1 + (_line(no) or 1)
    return None, first


def _fault(lines: list[str], first: int, last: int, no: Exception | None, at: int) -> Fault:
    line = at if first <= at <= last and lines[at - 1].strip() else first
    if isinstance(no, _TooDeepError):
        reason = f"has more than {NAMES} names joined by dots"
    else:
        why = re.sub(r"(?s) \(at .*?\)|;.*", "", str(no or ""))
        why = "it nests too deep" if isinstance(no, RecursionError) else clean(why)[:120] or "it does not end"
        reason = f"is not TOML ({why})"
    return Fault(line, last, shorten(clean(lines[line - 1]), 60) or "it", reason)


def _line(no: Exception | None) -> int | None:
    found = re.search(r"\(at line (\d+), column \d+\)", str(no))
    return int(found[1]) if found else None


def _entered(part: _Part, counts: dict[Place, int]) -> Place:
    """The table a header opens; `counts` holds how many tables of an array there are so far."""
    here: Place = ()
    tables: Any = part.tables
    while isinstance(tables, dict) and tables:
        name, tables = next(iter(tables.items()))
        here = (*here, name)
        if part.double and isinstance(tables, list):
            counts[here] = counts.get(here, -1) + 1
        if here in counts:
            here = (*here, counts[here])
    return here


def _places(tables: dict[str, Any], around: Place = ()) -> Iterator[Place]:
    """Every place the value of a key holds, tables written in one line among them."""
    for name, value in tables.items():
        here = (*around, name)
        yield here
        if len(here) < DEEPEST:  # a dotted key may nest a thousand deep
            for n, item in enumerate(value) if isinstance(value, list) else [(None, value)]:
                if isinstance(item, dict):
                    yield from _places(item, here if n is None else (*here, n))
