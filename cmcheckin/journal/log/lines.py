"""The lines of a journal file: a header, then one line for each change.

A line is a JSON object that begins with the CRC-32 of its other bytes. Its other members are:

- `id`: the source, which is the name of the file that it was written to without `.jsonl`, and its number there, from 1.
- `tick`, higher than that of each line that the device had read, `at`, the time by its clock, and `why`, a word or two.
- `put`: whole new documents by table and id, as in TinyDB; `edit`: the changed fields of known ones (see `merge`);
  `del`: the ids of deleted ones.
- `also`: all values of a field in conflict, as `[path, [[value, time, device], …]]`. A removed value is null.
- `seen`: what the device had read of other sources, if that is more than it said before (see `seen`).
- `undo` or `redo`: the id of the line whose change is undone or done again.
- `blind`: its device could open none of the lines before it, since they are encrypted. So it replaces nothing.
- `lost`: lines whose loss the user accepted. `forget`: a day whose words were erased (see `markers`).

`cmcheckin help files` promises that `VERSION` stays 2 in all of 1.x. A newer 1.x may add members, tables and fields. An
older one ignores and keeps those it doesn't know, since lines stay as they are and records keep unknown fields. So
never add a member that must not be ignored.

Version 1 had no checksums, whole documents in `put`, and `stamp` in place of id, tick and time. It is still read.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from types import MappingProxyType
from typing import Any, Final, NoReturn, TypeAlias
from zlib import crc32

from cmcheckin.domain.named import NamedTuple

VERSION: Final = 2
START: Final = b'{"crc":"'
"""The start of every line. JSON text can't contain it, as it would escape the quotes."""
_HEAD: Final = START + b'%08x",'
_AFTER: Final = len(_HEAD % 0)
_BRACE: Final = crc32(b"{")

Doc: TypeAlias = dict[str, Any]
Docs: TypeAlias = dict[str, Doc]
"""The documents of a table by id. Ids are strings, as JSON needs."""
Tables: TypeAlias = dict[str, Docs]
Line: TypeAlias = dict[str, Any]
LineKey: TypeAlias = tuple[int, str, str, int]
"""Tick, time, source and number of a line. Sorted by them, each line comes after all that its device had read. In
version 1, tick and number are 0."""

EARLIEST: Final[LineKey] = (0, "", "", 0)
"""Compares less than the key of any line."""


class Newer(ValueError):  # noqa: N818  reads well without "Error"
    """A later version of the program wrote this."""


class Sealed(ValueError):  # noqa: N818  as above
    """A line is sealed. `key`: its key without the time, which is inside. `head`: its members that are readable."""

    def __init__(self, key: LineKey, head: Line, content: str) -> None:
        super().__init__("it's encrypted")
        self.key, self.head, self.content = key, head, content


class Changes(NamedTuple):
    """The changes of one line: documents to `put` by table and id, and ids to `delete` by table."""

    put: Tables
    delete: Mapping[str, Sequence[str]] = MappingProxyType({})

    def __bool__(self) -> bool:
        return any(self.put.values()) or any(self.delete.values())


class Header(NamedTuple):
    """The first line of a file."""

    version: int
    year: int
    device: str


_encode: Final = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), allow_nan=False).encode


def dumps(value: object) -> bytes:
    """Return `value` as compact JSON in UTF-8. Raises TypeError or ValueError for values that JSON doesn't have."""
    try:
        return _encode(value).encode()
    except UnicodeEncodeError:  # a lone surrogate has no UTF-8, but JSON can escape it
        return json.dumps(value, separators=(",", ":"), allow_nan=False).encode()


def checked(content: bytes) -> bytes:
    """Return the JSON object `content` with its checksum as first member, and without a newline."""
    return b'%b%08x",%b' % (START, crc32(content), content[1:])


def verified(raw: bytes) -> bytes:
    """Return `raw`. Raises ValueError unless it begins with the checksum of its other bytes, as made by `checked`."""
    if raw[:_AFTER] != _HEAD % crc32(raw[_AFTER:], _BRACE):
        raise ValueError("its checksum is wrong")
    return raw


def header_line(year: int, device: str) -> bytes:
    """Return the header of a new file, with its newline."""
    return checked(dumps({"cmcheckin": "journal", "version": VERSION, "year": year, "device": device})) + b"\n"


def change_line(key: LineKey, why: str, parts: Mapping[str, object]) -> bytes:
    """Return the line of a change, with its newline. `why`: the reason, for readers of the files. `parts`: the other
    members by name; empty ones are left out. Raises TypeError or ValueError for values that JSON doesn't have."""
    tick, at, source, number = key
    head = {"id": [source, number], "tick": tick, "at": at, "why": why}
    return checked(dumps({**head, **{name: part for name, part in parts.items() if part}})) + b"\n"


def _refuse(constant: str) -> NoReturn:
    raise ValueError(f"{constant} isn't a number")


_scan: Final[Callable[[str, int], tuple[Any, int]]] = json.JSONDecoder(parse_constant=_refuse).scan_once  # type: ignore[attr-defined]  # raw_decode adds a call to it


def parsed(raw: bytes) -> Any:
    """Return the JSON value in `raw`. Raises ValueError with what is wrong."""
    text = raw.decode()
    try:
        value, end = _scan(text, 0)
        if end != len(text) and text[end:].strip():
            raise ValueError("there's extra text after the end")
    except StopIteration:
        raise ValueError("it isn't valid JSON") from None
    except RecursionError:
        raise ValueError("it's nested too deeply") from None
    return value


def read_header(raw: bytes) -> Header:
    """Parse the header `raw`. Raises Newer, or ValueError with what is wrong."""
    raw = raw.removeprefix(b"\xef\xbb\xbf").rstrip(b"\r")  # editors and other systems add these
    has_checksum = raw.startswith(START)
    value = parsed(verified(raw) if has_checksum else raw)
    if type(value) is not dict or value.get("cmcheckin") != "journal":
        raise ValueError("it isn't a journal header")
    version, year, device = value.get("version"), value.get("year"), value.get("device")
    if type(version) is int and version > VERSION:
        raise Newer(
            f"it was written by a newer version of cmcheckin (format {version}; this version can read formats up to "
            f"{VERSION})"
        )
    if type(version) is not int or version < 1 or type(year) is not int or type(device) is not str or not device:
        raise ValueError("the version, year or device is missing from its header")
    if version > 1 and not has_checksum:
        raise ValueError("its checksum is missing")
    return Header(version, year, device)


def read_change(raw: bytes) -> tuple[LineKey, Line]:
    """Parse the line `raw` of a change into its key and content. Raises Sealed if it is encrypted, ValueError with
    what is wrong."""
    line = parsed(verified(raw))
    if type(line) is not dict:
        raise ValueError("it isn't a change")
    try:
        if "sealed" in line:
            from cmcheckin.journal.log.envelope import raise_sealed  # only with encryption

            raise_sealed(line)
        (source, number), tick, at = line["id"], line["tick"], line["at"]
        is_typed = type(tick) is int and type(at) is str and type(source) is str and type(number) is int
        if not is_typed or number < 1 or "." not in source:
            raise ValueError("it has no valid id")
        check(line)
    except (AttributeError, LookupError, TypeError):
        raise ValueError("it isn't a valid change") from None
    return (tick, at, source, number), line


def check(line: Line) -> None:
    """Raise ValueError, AttributeError or TypeError if the parts of `line` don't have the right form."""
    if "put" in line:
        for docs in line["put"].values():
            for doc_id, doc in docs.items():
                if type(doc) is not dict or not doc_id.isdecimal():
                    raise ValueError("it contains something that isn't a record")
    if "edit" in line:
        for edits in line["edit"].values():
            for doc_id, edit in edits.items():
                int(doc_id)
                _check_edit(edit)
    if "also" in line:
        for conflicts in line["also"].values():
            for doc_id, fields in conflicts.items():
                int(doc_id)
                for path, rows in fields:
                    _check_conflict(path, rows)
    if "del" in line:
        for ids in line["del"].values():
            for doc_id in ids:
                int(doc_id)
    if "seen" in line:
        for source, entry in line["seen"].items():
            if type(entry) is not str and not ("." in source and (type(entry) is int or _is_ranges(entry))):
                raise ValueError("it doesn't say validly what its device had read")


def _is_ranges(entry: object) -> bool:
    """Return whether `entry` is a list of pairs of numbers."""
    return type(entry) is list and all(type(pair) is list and list(map(type, pair)) == [int, int] for pair in entry)


def _check_conflict(path: Any, rows: Any) -> None:
    is_path = type(path) is list and all(type(name) is str for name in path)
    if not is_path or not (path[1:] in ([], ["order"]) or (len(path) == 3 and path[1] in ("list", "map"))):
        raise ValueError("it has a conflict of something that isn't a field")
    for row in rows:
        if type(row) is not list or len(row) not in (1, 3) or any(type(text) is not str for text in row[1:]):
            raise ValueError("it has a conflict without value, time and device")


def _check_edit(edit: Mapping[str, Any]) -> None:
    for fields in (
        edit.get("of", {}),
        edit.get("set", {}),
        edit.get("add", {}),
        edit.get("remove", {}),
        edit.get("order", {}),
    ):
        fields.items()
    if any(type(items) not in (list, dict) for items in edit.get("add", {}).values()):
        raise ValueError("it adds something to a field that isn't a list")
    for keys in (edit.get("unset", []), *edit.get("remove", {}).values(), *edit.get("order", {}).values()):
        if type(keys) is not list or any(type(key) is not str for key in keys):
            raise ValueError("it names a field that isn't text")
