"""Read the records in our own JSON exports. Lines that can't be imported are returned with their number and the reason.

Readers of other JSON share its parser of arrays and its `Refusal`.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final, NamedTuple, NoReturn

from cmcheckin.domain.checkin import CheckIn
from cmcheckin.domain.conflicts import CONFLICTS, FieldConflict, decode_with_conflicts
from cmcheckin.domain.errors import Refused
from cmcheckin.domain.fields import Key
from cmcheckin.domain.records import MAX_AHEAD, TYPES, Record, refuse_future, same
from cmcheckin.wording import file_reasons
from cmcheckin.wording import imports as words

MAX_REFUSALS: Final = 1000
"""Refused lines after which reading stops: it must be another kind of file."""
_SPACE: Final = re.compile(r"[ \t\r\n]*")
_RECORD: Final = re.compile(rf'\s*\[?\s*\{{"type": ?"(?:{"|".join(TYPES)})",')
_BOM: Final = b"\xef\xbb\xbf"


class RecordEntry(NamedTuple):
    """A record, the line of the file it is on, counted from 1, and its open conflicts."""

    line: int
    record: Record
    conflicts: tuple[FieldConflict, ...] = ()


class Refusal(NamedTuple):
    """A line that can't be imported, and why."""

    line: int
    reason: str

    def __str__(self) -> str:
        return f"line {self.line}: {self.reason}"


@dataclass(frozen=True)
class ParsedFile:
    """The records of a file, and the lines that were refused. `complete`: the file was read to its end."""

    entries: tuple[RecordEntry, ...]
    refusals: tuple[Refusal, ...] = ()
    complete: bool = True


class InvalidJSONError(ValueError):
    """A line isn't valid JSON; `args[0]` is the reason, `offset` the place in the text, if known."""

    def __init__(self, reason: str, offset: int = 0) -> None:
        super().__init__(reason)
        self.offset = offset


def parse(raw: bytes, today: date, now: datetime | None = None) -> ParsedFile:
    """Return the records in `raw`, which is JSON Lines or one JSON array. Never raises: errors are in `refusals`.

    Records after `today` are refused, as are times after `now` if it is given.
    """
    return read_records(_json_values(raw.removeprefix(_BOM)), today, now)


def read_records(values: Iterable[tuple[int, object]], today: date, now: datetime | None) -> ParsedFile:
    """Return the records in `values`, which are JSON objects with their lines, or a ValueError for what can't be read.

    `today` and `now` are as for `parse`. Never raises.
    """
    entries: list[RecordEntry] = []
    refusals: list[Refusal] = []
    seen: dict[Key, RecordEntry] = {}
    for line, found in values:
        if isinstance(found, ValueError):
            refusals.append(Refusal(line, str(found)))
        else:
            try:
                entry = RecordEntry(line, *decode_with_conflicts(found))
                refuse_future(entry.record, today, now)
                _refuse_future_conflicts(entry, now)
                _refuse_repeated_win_ids(entry.record)
                if _is_new(entry, seen):
                    entries.append(entry)
            except Refused as error:
                refusals.append(Refusal(line, str(error)))
            except RecursionError:
                refusals.append(Refusal(line, words.TOO_DEEP))
        if len(refusals) >= MAX_REFUSALS:
            return ParsedFile(tuple(entries), tuple(refusals), complete=False)
    return ParsedFile(tuple(entries), tuple(refusals))


def begins_with_record(text: str) -> bool:
    """Return whether `text` begins like an export of records."""
    return _RECORD.match(text) is not None


def _is_new(entry: RecordEntry, seen: dict[Key, RecordEntry]) -> bool:
    """Return whether the key of `entry` is new, and add it to `seen`. A repeated record is fine if it is the same.

    Raises Refused if it differs.
    """
    earlier = seen.setdefault(entry.record.key, entry)
    if not same(earlier.record, entry.record) or earlier.conflicts != entry.conflicts:
        raise Refused(str(entry.record.key), words.DIFFERS_FROM_LINE.format(line=earlier.line))
    return earlier is entry


def _refuse_repeated_win_ids(record: Record) -> None:
    """Raise Refused if two wins of a check-in have the same id, since an answer about one would count for both."""
    seen: dict[str, int] = {}
    for n, win in enumerate(record.wins if isinstance(record, CheckIn) else (), 1):
        if win.id is not None and seen.setdefault(win.id, n) != n:
            raise Refused(f"wins[{n}].id", words.REPEATED_WIN_ID.format(number=seen[win.id]))


def _refuse_future_conflicts(entry: RecordEntry, now: datetime | None) -> None:
    for value in (value for conflict in entry.conflicts for value in conflict.values):
        if now is not None and value.at > now + MAX_AHEAD:
            raise Refused(f"{CONFLICTS}.time", f"is {value.at.isoformat()}, which is in the future")


def _json_values(body: bytes) -> Iterator[tuple[int, object]]:
    """Yield each JSON value with its line, or an InvalidJSONError instead of it."""
    if body.lstrip()[:1] == b"[":
        try:
            text = body.decode()
        except UnicodeDecodeError as error:
            yield body.count(b"\n", 0, error.start) + 1, InvalidJSONError(words.NOT_UTF8)
            return
        yield from array_items(text)
        return
    for number, line in enumerate(body.split(b"\n"), 1):
        if line.strip():
            try:
                yield number, _json(line.decode())
            except UnicodeDecodeError:
                yield number, InvalidJSONError(words.NOT_UTF8)
            except InvalidJSONError as error:
                yield number, error


def list_member(text: str, name: str) -> int | None:
    """Return where the list `name` begins in the JSON object `text`. None if the object ends, or its JSON is invalid,
    before there is such a list."""
    at = _skip_space(text, 0)
    sign = "{"
    try:
        while text[at : at + 1] == sign:
            found, at = _decode_at(text, _skip_space(text, at + 1))
            at = _skip_space(text, at)
            if text[at : at + 1] != ":":
                return None
            at = _skip_space(text, at + 1)
            if found == name and text[at : at + 1] == "[":
                return at
            at = _skip_space(text, _decode_at(text, at)[1])
            sign = ","
    except InvalidJSONError:
        pass
    return None


def array_items(text: str, start: int = 0) -> Iterator[tuple[int, object]]:
    """Yield the items of the first JSON array in `text` after `start`, each with the line it begins on, counted from 1.

    Where the JSON is invalid, yields an InvalidJSONError instead of the item, as the last one. Without `start`, nothing
    may follow the array.
    """
    is_whole = not start
    at = text.index("[", start)
    line = text.count("\n", 0, at) + 1
    at += 1
    needed = False
    while True:
        start = _skip_space(text, at)
        line += text.count("\n", at, start)
        if text[start : start + 1] == "]" and not needed:
            if is_whole and text[start + 1 :].strip():
                yield line, InvalidJSONError(words.AFTER_LIST)
            return
        try:
            item, at = _decode_at(text, start)
            yield line, item
        except InvalidJSONError as error:
            yield line + text.count("\n", start, error.offset), error
            return
        line += text.count("\n", start, at)
        start = _skip_space(text, at)
        line += text.count("\n", at, start)
        needed = text[start : start + 1] == ","
        if not needed and text[start : start + 1] != "]":
            yield line, InvalidJSONError(words.BROKEN_LIST)
            return
        at = start + needed


def _skip_space(text: str, at: int) -> int:
    found = _SPACE.match(text, at)
    return found.end() if found else at


def _json(text: str) -> object:
    start = _skip_space(text, 0)
    value, end = _decode_at(text, start)
    if _skip_space(text, end) != len(text):
        raise InvalidJSONError(words.AFTER_RECORD)
    return value


def _decode_at(text: str, start: int) -> tuple[object, int]:
    try:
        return _DECODER.raw_decode(text, start)
    except InvalidJSONError:
        raise
    except json.JSONDecodeError as error:
        raise InvalidJSONError(words.not_json(error.msg, error.colno), error.pos) from None
    except RecursionError:
        raise InvalidJSONError(words.TOO_DEEP, start) from None
    except (ValueError, StopIteration):  # an integer with thousands of digits
        raise InvalidJSONError(words.UNREADABLE_JSON, start) from None


def _object(pairs: list[tuple[str, object]]) -> dict[str, object]:
    found = dict(pairs)
    if len(found) != len(pairs):
        times = Counter(name for name, _ in pairs)
        twice = next(name for name in found if times[name] > 1)
        raise InvalidJSONError(file_reasons.REPEATED_KEY.format(key=json.dumps(twice[:40])))
    return found


def _constant(name: str) -> NoReturn:
    raise InvalidJSONError(file_reasons.NOT_A_NUMBER.format(name=name))


_DECODER: Final = json.JSONDecoder(object_pairs_hook=_object, parse_constant=_constant)
