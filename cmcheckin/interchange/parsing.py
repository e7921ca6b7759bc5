"""From bytes to records, line by line: each that cannot be taken is named with its number and reason."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final, NamedTuple, NoReturn

from cmcheckin.domain.checkin import CheckIn
from cmcheckin.domain.errors import Refused
from cmcheckin.domain.fields import Key
from cmcheckin.domain.records import Record, decode, refuse_future, same

PATIENCE: Final = 1000
"""Refused lines after which the rest of a file is not read: it is another kind of file."""
_SPACE: Final = re.compile(r"[ \t\r\n]*")
_BOM: Final = b"\xef\xbb\xbf"


class Entry(NamedTuple):
    """A record and the line of the file it stands on, counted from 1."""

    line: int
    record: Record


class Refusal(NamedTuple):
    """A line that cannot be taken, and why."""

    line: int
    reason: str

    def __str__(self) -> str:
        return f"line {self.line}: {self.reason}"


@dataclass(frozen=True)
class Incoming:
    """What a file holds: its records, and the lines that were refused. `complete`: it was read to its end."""

    entries: tuple[Entry, ...]
    refusals: tuple[Refusal, ...] = ()
    complete: bool = True


class _NotTaken(ValueError):  # noqa: N818
    """A line that is no sound JSON; `args[0]` says why, `offset` where in the text, if known."""

    def __init__(self, reason: str, offset: int = 0) -> None:
        super().__init__(reason)
        self.offset = offset


def parse(raw: bytes, today: date, now: datetime | None = None) -> Incoming:
    """The records in JSON Lines, or in one JSON array. Never raises: what is wrong stands in `refusals`."""
    body = raw.removeprefix(_BOM)
    entries: list[Entry] = []
    refusals: list[Refusal] = []
    seen: dict[Key, Entry] = {}
    for line, found in _values(body):
        if isinstance(found, _NotTaken):
            refusals.append(Refusal(line, str(found)))
        else:
            try:
                entry = Entry(line, decode(found))
                refuse_future(entry.record, today, now)
                _refuse_twins(entry.record)
                if _first(entry, seen):
                    entries.append(entry)
            except Refused as no:
                refusals.append(Refusal(line, str(no)))
            except RecursionError:
                refusals.append(Refusal(line, "is nested too deep"))
        if len(refusals) >= PATIENCE:
            return Incoming(tuple(entries), tuple(refusals), complete=False)
    return Incoming(tuple(entries), tuple(refusals))


def _first(entry: Entry, seen: dict[Key, Entry]) -> bool:
    """Whether this key is new in the file. The same record twice is one; two that differ are refused."""
    earlier = seen.setdefault(entry.record.key, entry)
    if not same(earlier.record, entry.record):
        raise Refused(str(entry.record.key), f"stands on line {earlier.line} already, and says something else there")
    return earlier is entry


def _refuse_twins(record: Record) -> None:
    """Raises Refused for two wins of one check-in with one id: a look back at one would be told of both."""
    seen: dict[str, int] = {}
    for n, win in enumerate(record.wins if isinstance(record, CheckIn) else (), 1):
        if win.id is not None and seen.setdefault(win.id, n) != n:
            raise Refused(f"wins[{n}].id", f"is that of wins[{seen[win.id]}] too, and each win has its own")


def _values(body: bytes) -> Iterator[tuple[int, Any]]:
    """Each value with its line; what could not be read comes as _NotTaken."""
    if body.lstrip()[:1] == b"[":
        try:
            text = body.decode()
        except UnicodeDecodeError as no:
            yield body.count(b"\n", 0, no.start) + 1, _NotTaken("is not UTF-8 text")
            return
        yield from _array(text)
        return
    for number, line in enumerate(body.split(b"\n"), 1):
        if line.strip():
            try:
                yield number, _json(line.decode())
            except UnicodeDecodeError:
                yield number, _NotTaken("is not UTF-8 text")
            except _NotTaken as no:
                yield number, no


def _array(text: str) -> Iterator[tuple[int, Any]]:
    """The items of the one array in the text, each with the line it begins on."""
    at = text.index("[")
    line = text.count("\n", 0, at) + 1
    at += 1
    needed = False
    while True:
        start = _skip(text, at)
        line += text.count("\n", at, start)
        if text[start : start + 1] == "]" and not needed:
            if text[start + 1 :].strip():
                yield line, _NotTaken("there is something after the end of the list")
            return
        try:
            item, at = _decoded(text, start)
            yield line, item
        except _NotTaken as no:
            yield line + text.count("\n", start, no.offset), no
            return
        line += text.count("\n", start, at)
        start = _skip(text, at)
        line += text.count("\n", at, start)
        needed = text[start : start + 1] == ","
        if not needed and text[start : start + 1] != "]":
            yield line, _NotTaken("is no JSON (the list goes on without a comma, or is not closed)")
            return
        at = start + needed


def _skip(text: str, at: int) -> int:
    found = _SPACE.match(text, at)
    return found.end() if found else at


def _json(text: str) -> Any:
    start = _skip(text, 0)
    value, end = _decoded(text, start)
    if _skip(text, end) != len(text):
        raise _NotTaken("has something after the record")
    return value


def _decoded(text: str, start: int) -> tuple[Any, int]:
    try:
        return _DECODER.raw_decode(text, start)
    except _NotTaken:
        raise
    except json.JSONDecodeError as no:
        raise _NotTaken(f"is no JSON ({no.msg[:1].lower()}{no.msg[1:]}, column {no.colno})", no.pos) from None
    except RecursionError:
        raise _NotTaken("is nested too deep", start) from None
    except (ValueError, StopIteration):  # a whole number of thousands of digits
        raise _NotTaken("is no JSON that can be read", start) from None


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        names = [name for name, _ in pairs]
        twice = next(name for name in found if names.count(name) > 1)
        raise _NotTaken(f"has {json.dumps(twice[:40])} twice in one object")
    return found


def _constant(name: str) -> NoReturn:
    raise _NotTaken(f"holds {name}, which is no number")


_DECODER: Final = json.JSONDecoder(object_pairs_hook=_object, parse_constant=_constant)
