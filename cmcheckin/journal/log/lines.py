"""The lines of a journal file: a header, then one line for each change.

A change has the documents it puts (`put`: table -> document id -> document, as in TinyDB) and deletes (`del`), and the
stamps of the versions it replaces (`was`). If it undoes a change, it has the stamp of that change (`undo`) and, for
each record, of the version it restores (`restores`; null: the record did not exist).
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import Any, Final, NamedTuple, NoReturn, TypeAlias

from cmcheckin.journal.log.envelope import seal, unseal
from cmcheckin.journal.log.stamps import Stamp, read_stamp

VERSION: Final = 1

Doc: TypeAlias = dict[str, Any]
Docs: TypeAlias = dict[str, Doc]
"""The documents of a table by id. Ids are strings, as JSON needs."""
Tables: TypeAlias = dict[str, Docs]
Stamps: TypeAlias = dict[str, dict[str, Stamp]]
Line: TypeAlias = dict[str, Any]


class Changes(NamedTuple):
    """The changes of one line: documents to `put` by table and id, ids to `delete` by table, and tables to `drop`."""

    put: Tables
    delete: Mapping[str, Sequence[str]] = MappingProxyType({})
    drop: Sequence[str] = ()

    def __bool__(self) -> bool:
        return bool(self.put or self.drop or any(self.delete.values()))


class Header(NamedTuple):
    """The first line of a file."""

    version: int
    year: int
    device: str


class Newer(ValueError):  # noqa: N818  reads well without "Error"
    """A later version of the program wrote this file."""


def dumps(value: object) -> bytes:
    """Return `value` as compact JSON in UTF-8. Raises TypeError or ValueError for values that JSON doesn't have."""
    try:
        return json.dumps(value, ensure_ascii=False, separators=(",", ":"), allow_nan=False).encode()
    except UnicodeEncodeError:  # a lone surrogate has no UTF-8, but JSON can escape it
        return json.dumps(value, separators=(",", ":"), allow_nan=False).encode()


def header_line(year: int, device: str) -> bytes:
    """Return the sealed header of a new file, with its newline."""
    return seal(dumps({"cmcheckin": "journal", "version": VERSION, "year": year, "device": device})) + b"\n"


def change_line(
    stamp: Stamp,
    why: str,
    changes: Changes,
    was: Mapping[str, Mapping[str, Stamp]],
    undo: Stamp | None = None,
    restores: Mapping[str, Mapping[str, Stamp | None]] | None = None,
) -> bytes:
    """Return the sealed line of a change, with its newline and without empty parts: see the module. `why`: the reason,
    for readers of the files. Raises TypeError or ValueError for values that JSON doesn't have."""
    parts = {
        "put": changes.put,
        "del": {table: list(ids) for table, ids in changes.delete.items() if ids},
        "drop": list(changes.drop),
        "was": was,
        "undo": undo,
        "restores": restores,
    }
    line = {"stamp": stamp, "why": why, **{name: part for name, part in parts.items() if part}}
    return seal(dumps(line)) + b"\n"


def _refuse(constant: str) -> NoReturn:
    raise ValueError(f"{constant} isn't a number")


_decode = json.JSONDecoder(parse_constant=_refuse).raw_decode


def _json(raw: bytes) -> Any:
    text = unseal(raw).decode()
    try:
        value, end = _decode(text)
        if end != len(text) and text[end:].strip():
            raise ValueError("there's extra text after the end")
    except StopIteration:
        raise ValueError("it isn't valid JSON") from None
    except RecursionError:
        raise ValueError("it's nested too deeply") from None
    return value


def read_header(raw: bytes) -> Header:
    """Parse the sealed header `raw`. Raises Newer, or ValueError with what is wrong."""
    value = _json(raw)
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
    return Header(version, year, device)


def read_change(raw: bytes) -> tuple[Stamp, Line]:
    """Parse the sealed change `raw` into its stamp and content. Raises ValueError with what is wrong."""
    line = _json(raw)
    if type(line) is not dict:
        raise ValueError("it isn't a change")
    stamp = read_stamp(line.get("stamp"))
    try:
        if "put" in line:
            for docs in line["put"].values():
                for doc_id, doc in docs.items():
                    if type(doc) is not dict:
                        raise ValueError("it contains something that isn't a record")
                    int(doc_id)
        if "del" in line:
            for ids in line["del"].values():
                for doc_id in ids:
                    int(doc_id)
        if "was" in line or "restores" in line:
            for named in (*line.get("was", {}).values(), *line.get("restores", {}).values()):
                named.items()  # their stamps are checked only by undo
    except (AttributeError, TypeError):
        raise ValueError("it isn't a valid change") from None
    return stamp, line
