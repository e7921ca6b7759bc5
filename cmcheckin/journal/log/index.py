"""A cache of the recent documents, so that reading the last weeks of ten years need not read ten years.

It has the documents, the lines they come from, and how far each file was read. Its first line has the documents of the
last days and of all that is still open, each other line those of some weeks, newest first. Only the lines of the days
that are asked for are parsed. It can be deleted at any time. Where a checksum is wrong, or the index doesn't match the
files, everything is read instead. While the journal is encrypted, each line is sealed, and so written in base64.
"""

from __future__ import annotations

import contextlib
import json
import os
from datetime import timedelta
from typing import TYPE_CHECKING, Any, Final, TypeAlias

from cmcheckin.domain.named import NamedTuple
from cmcheckin.files import CHUNK, make_folder, open_regular, write_file
from cmcheckin.journal.keys import day_from, number
from cmcheckin.journal.log.files import JournalFile
from cmcheckin.journal.log.lines import START, Header, LineKey, checked, dumps, verified
from cmcheckin.journal.log.memory import Memory, Place
from cmcheckin.journal.log.merge import Deletion, Fields, Origin, Value
from cmcheckin.journal.log.seen import Numbers
from cmcheckin.journal.log.sources import Sources

if TYPE_CHECKING:
    from cmcheckin.journal.log.envelope import Vault
    from cmcheckin.journal.log.reader import Reader

VERSION: Final = 9
REACHES: Final = (3, 35, 70, 105, 145, 190)
"""How many days before the newest one each line reaches. `status` and `log` need the last working day at most, a week
with the twelve before it 98 days, and the nudges of a morning two months and the 126 days before them."""
WORTH: Final = 64 * 1024
"""Bytes of journal that are read in about a millisecond. With fewer new ones, the index is not written."""
_CHECKSUM: Final = slice(len(START), len(START) + 8)

Heads: TypeAlias = dict[str, dict[str, LineKey]]
Authors: TypeAlias = dict[Place, dict[str, LineKey]]
Part: TypeAlias = tuple[int, int, int, str]
"""A line of the index that isn't read yet: the first of its days (YYYYMMDD), where it begins, its size and checksum."""


class Known(NamedTuple):
    """The content of an index: all documents from the day `floor` (YYYYMMDD) on, the files as they were, and the parts
    with older documents, newest first."""

    floor: int
    memory: Memory
    sources: Sources
    files: dict[str, JournalFile]
    older: list[Part]


def read(path: str, folder: str, vault: Vault | None = None) -> Known | None:
    """Read the index at `path` of the journal in `folder`, which `vault` opens if it is sealed. Return None if there is
    no valid one. Raises Locked."""
    try:
        first = _line(path)
        raw = json.loads(verified_line(first, vault))
        if raw["cmcheckin"] != "index" or raw["version"] != VERSION:
            return None
        older, at = [], len(first) + 1
        for floor, size, checksum in raw["older"]:
            older.append((floor, at, size, checksum))
            at += size + 1
        memory = Memory()
        memory.tables = raw["tables"]
        memory.heads, memory.authors = _keys_in(raw)
        memory.joined = {(table, at): _fields_from(fields, table) for table, at, fields in raw["joined"]}
        memory.greatest = tuple(raw["greatest"])
        sources = Sources()
        sources.lines = {source: Numbers(ranges) for source, ranges in raw["lines"].items()}
        sources.given_up = {source: Numbers(ranges) for source, ranges in raw["given_up"].items()}
        sources.times, sources.seen, sources.expected = raw["times"], raw["seen"], raw["expected"]
        files = {name: file_from(f"{folder}/{name}", name, state) for name, state in raw["files"].items()}
        return Known(int(raw["floor"]), memory, sources, files, older)
    except (OSError, ValueError, LookupError, TypeError, AttributeError, RecursionError):
        return None


def _line(path: str, at: int = 0, size: int = 0) -> bytes:
    """Return the line of the file `path` that begins at `at`. `size`: how long it is, if that is known. Reads no more
    than needed, as new memory costs more than parsing what is needed. Raises OSError."""
    fd, _ = open_regular(path)
    try:
        data = os.pread(fd, size or CHUNK, at)
        while not size and b"\n" not in data and (more := os.pread(fd, CHUNK, at + len(data))):
            data += more
        return data.partition(b"\n")[0]
    finally:
        os.close(fd)


def add(path: str, part: Part, memory: Memory, vault: Vault | None = None) -> bool:
    """Add the documents of `part` of the index at `path` to `memory`, except those that changed since. Return False if
    it is damaged or another index was written meanwhile."""
    _, at, size, checksum = part
    try:
        raw = json.loads(verified_line(_line(path, at, size), vault))
        if raw["crc"] != checksum:
            return False
        heads, authors = _keys_in(raw)
        tables = {table: raw["tables"].get(table, {}) for table in heads}
    except (OSError, ValueError, LookupError, TypeError, AttributeError, RecursionError):
        return False
    for table, docs in tables.items():
        known = memory.heads.get(table, {})
        unchanged = {at: doc for at, doc in docs.items() if at not in known}
        memory.tables[table] = unchanged | memory.tables.get(table, {})
        memory.heads[table] = heads[table] | known
    memory.authors = authors | memory.authors
    return True


def write(path: str, reader: Reader) -> bool:
    """Write the recent documents of `reader` to `path`. Return whether that worked. Never raises OSError."""
    memory, sources = reader.memory, reader.sources
    newest = min(reader.placing.newest(memory), number(reader.clock.today()))
    if not newest:
        return False
    floors = [number(day_from(newest) - timedelta(days)) for days in REACHES]
    floors = [max(floor, reader.floor or 0) for floor in floors]
    first, *older = _parts(reader, floors)
    vault = reader.vault if reader.vault is not None and reader.vault.is_on else None
    try:
        plain = [checked(dumps(part)) for part in older]
        lines = [_sealed(line, vault) for line in plain]
        value = {
            "cmcheckin": "index",
            "version": VERSION,
            "floor": floors[0],
            "older": [
                [floor, len(line), checksum[_CHECKSUM].decode()]
                for floor, line, checksum in zip(floors[1:], lines, plain, strict=True)
            ],
            "greatest": memory.greatest,
            "files": {name: fields(file) for name, file in reader.files.items()},
            "lines": {source: numbers.ranges for source, numbers in sources.lines.items()},
            "given_up": {source: numbers.ranges for source, numbers in sources.given_up.items()},
            "times": sources.times,
            "seen": sources.seen,
            "expected": sources.expected,
            "joined": [[*place, _fields(joined)] for place, joined in memory.joined.items()],
            **first,
        }
        make_folder(os.path.dirname(path))  # noqa: PTH120  pathlib would slow down start-up
        write_file(path, b"\n".join([_sealed(checked(dumps(value)), vault), *lines]), sync=False)
        if reader.vault is not None and reader.vault.is_on != (vault is not None):
            forget(path)  # encryption was switched, which erases what was written before
            return False
    except (OSError, ValueError, TypeError):
        return False
    return True


def _sealed(line: bytes, vault: Vault | None) -> bytes:
    """Return `line` sealed by `vault`, if there is one."""
    if vault is None:
        return line
    from binascii import b2a_base64  # only with encryption

    return b2a_base64(vault.seal(line), newline=False)


def verified_line(line: bytes, vault: Vault | None) -> bytes:
    """Return `line` of an index as it was before `_sealed`. Raises Locked, and ValueError unless its checksum is
    right."""
    if line.startswith(START) or vault is None or not vault.can_open:
        return verified(line)
    from binascii import a2b_base64  # as above

    from cmcheckin.journal.encryption.cipher import Damaged, WrongIdentity

    try:
        return verified(vault.open(a2b_base64(line)))
    except (Damaged, WrongIdentity):
        raise ValueError("it can't be opened") from None


def _parts(reader: Reader, floors: list[int]) -> list[dict[str, Any]]:
    """Return the documents of `reader` and their last lines, those from each of the `floors` on in a part of their own.
    The first part also has all that devices changed without knowing of each other, and the last lines of deleted
    documents, as another device may still change them."""
    memory, last_day = reader.memory, reader.placing.last_day
    parts: list[dict[str, Any]] = [{"tables": {}, "heads": {}, "authors": []} for _ in floors]
    for table, keys in memory.heads.items():
        for at, key in keys.items():
            doc = memory.doc(table, at)
            day = floors[0] if doc is None or (table, at) in memory.joined else last_day(table, at, doc)
            if day >= floors[-1]:
                part = parts[next(n for n, floor in enumerate(floors) if day >= floor)]
                part["heads"].setdefault(table, {})[at] = key
                if doc is not None:
                    part["tables"].setdefault(table, {})[at] = doc
                if authors := memory.authors.get((table, at)):
                    part["authors"].append([table, at, authors])
    return parts


def _keys_in(raw: Any) -> tuple[Heads, Authors]:
    """Return the last lines of the documents in `raw`, made by `_parts`, as `Memory` has them. Raises LookupError,
    TypeError, ValueError or AttributeError."""
    heads = {table: {at: tuple(key) for at, key in keys.items()} for table, keys in raw["heads"].items()}
    authors = {(table, at): {name: tuple(key) for name, key in keys.items()} for table, at, keys in raw["authors"]}
    return heads, authors


def _fields(fields: Fields) -> list[Any]:
    """Return `fields` as JSON."""
    values = [[path, [[*value] for value in values]] for path, values in fields.values.items()]
    deletions = [[*one] for one in fields.deletions]
    return [values, deletions, fields.puts, list(fields.bases.items())]


def _fields_from(raw: list[Any], table: str) -> Fields:
    """Return the fields in `raw`, made by `_fields` from a document of `table`. Raises TypeError or ValueError."""
    found = Fields(table)
    for path, values in raw[0]:
        found.values[tuple(path)] = [
            Value(tuple(key), value, removed, Origin(*origin) if origin else None)
            for key, value, removed, origin in values
        ]
    for key, seen, origin in raw[1]:
        found.deletions.append(Deletion(tuple(key), seen, Origin(*origin) if origin else None))
    found.puts = [tuple(key) for key in raw[2]]
    found.bases = {tuple(key): [tuple(put) for put in puts] for key, puts in raw[3]}
    return found


def forget(path: str) -> None:
    """Delete the index at `path`. It is written again when needed."""
    with contextlib.suppress(FileNotFoundError):
        os.unlink(path)  # noqa: PTH108  as above


def fields(file: JournalFile) -> list[Any]:
    """Return the state of `file` as JSON."""
    wrong = None
    if file.lasts_until_changed:
        wrong = [file.fault, file.fault_line, file.faults, file.link, file.kept, file.changes]
    return [
        *file.inode, file.size, file.mtime_ns, list(file.header or ()), file.offset, file.lines, list(file.mark),
        file.unended, file.torn, file.unsure or file.is_recent, wrong,
    ]  # fmt: skip


def file_from(path: str, name: str, known: list[Any]) -> JournalFile:
    """Return the file `path` in the state `known`, made by `fields`. Raises TypeError, ValueError or LookupError."""
    device, inode, size, mtime_ns, header, offset, lines, mark, unended, torn, unsure, wrong = known
    file = JournalFile(path, name, Header(*header) if header else None)
    file.inode, file.size, file.mtime_ns = (device, inode), size, mtime_ns
    file.offset, file.lines, file.mark = offset, lines, (mark[0], mark[1])
    file.unended, file.torn, file.unsure = unended, torn, unsure
    if wrong:
        file.fault, file.fault_line, file.faults, file.link, file.kept, file.changes = wrong
        file.damaged = not file.link
    return file
