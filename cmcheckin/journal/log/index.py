"""A cache of the recent documents, so that reading the last weeks of ten years need not read ten years.

It has the documents, the lines they come from, and how far each file was read. It can be deleted at any time. If its
checksum is wrong or it doesn't match the files, everything is read instead.
"""

from __future__ import annotations

import contextlib
import json
import os
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from cmcheckin.files import make_folder, read_bytes, write_file
from cmcheckin.journal.log.files import JournalFile
from cmcheckin.journal.log.lines import Header, checked, dumps, verified
from cmcheckin.journal.log.memory import Memory
from cmcheckin.journal.log.merge import Deletion, Fields, Origin, Value
from cmcheckin.journal.log.seen import Numbers
from cmcheckin.journal.log.sources import Sources

if TYPE_CHECKING:
    from cmcheckin.journal.log.reader import Reader

VERSION: Final = 7
RECENT: Final = timedelta(days=190)
"""How far before the newest day the index reaches. The nudges of a morning read two months and the 126 days before
them. A week with the twelve before it needs less, so there is room to page back."""
WORTH: Final = 64 * 1024
"""Bytes of journal that are read in about a millisecond. With fewer new ones, the index is not written."""


class Known(NamedTuple):
    """The content of an index: all documents from the day `floor` (YYYYMMDD) on, and the files as they were."""

    floor: int
    memory: Memory
    sources: Sources
    files: dict[str, JournalFile]


def read(path: str, folder: str) -> Known | None:
    """Read the index at `path` of the journal in `folder`. Return None if there is no valid one."""
    try:
        raw = json.loads(verified(read_bytes(path)[0]))
        if raw["cmcheckin"] != "index" or raw["version"] != VERSION:
            return None
        memory = Memory()
        memory.tables = raw["tables"]
        memory.heads = {table: {at: tuple(key) for at, key in keys.items()} for table, keys in raw["heads"].items()}
        memory.authors = {
            (table, at): {source: tuple(key) for source, key in keys.items()} for table, at, keys in raw["authors"]
        }
        memory.joined = {(table, at): _fields_from(fields) for table, at, fields in raw["joined"]}
        memory.greatest = tuple(raw["greatest"])
        sources = Sources()
        sources.lines = {source: Numbers(ranges) for source, ranges in raw["lines"].items()}
        sources.given_up = {source: Numbers(ranges) for source, ranges in raw["given_up"].items()}
        sources.times, sources.seen, sources.expected = raw["times"], raw["seen"], raw["expected"]
        files = {name: file_from(f"{folder}/{name}", name, state) for name, state in raw["files"].items()}
        return Known(int(raw["floor"]), memory, sources, files)
    except (OSError, ValueError, LookupError, TypeError, AttributeError, RecursionError):
        return None


def write(path: str, reader: Reader) -> bool:
    """Write the recent documents of `reader` to `path`. Return whether that worked. Never raises OSError."""
    memory, placing, sources = reader.memory, reader.placing, reader.sources
    today = reader.clock.today()
    newest = min(placing.newest(memory), _number(today))
    if not newest:
        return False
    floor = max(_number(_date(newest) - RECENT), reader.floor or 0)
    tables = {
        table: {at: doc for at, doc in docs.items() if placing.recent(table, at, doc, floor)}
        for table, docs in memory.tables.items()
    }
    value = {
        "cmcheckin": "index",
        "version": VERSION,
        "floor": floor,
        "greatest": memory.greatest,
        "files": {name: fields(file) for name, file in reader.files.items()},
        "lines": {source: numbers.ranges for source, numbers in sources.lines.items()},
        "given_up": {source: numbers.ranges for source, numbers in sources.given_up.items()},
        "times": sources.times,
        "seen": sources.seen,
        "expected": sources.expected,
        "tables": tables,
        # Those of deleted documents too, as another device may still change them.
        "heads": {
            table: {at: key for at, key in keys.items() if at in tables.get(table, {}) or not memory.doc(table, at)}
            for table, keys in memory.heads.items()
        },
        "authors": [[*place, keys] for place, keys in memory.authors.items()],
        "joined": [[*place, _fields(joined)] for place, joined in memory.joined.items()],
    }
    try:
        make_folder(os.path.dirname(path))  # noqa: PTH120  pathlib would slow down start-up
        write_file(path, checked(dumps(value)), sync=False)
    except (OSError, ValueError, TypeError):
        return False
    return True


def _fields(fields: Fields) -> list[Any]:
    """Return `fields` as JSON."""
    values = [[path, [[*value] for value in values]] for path, values in fields.values.items()]
    deletions = [[*one] for one in fields.deletions]
    return [values, deletions, list(fields.puts.items())]


def _fields_from(raw: list[Any]) -> Fields:
    """Return the fields in `raw`, made by `_fields`. Raises TypeError or ValueError."""
    found = Fields()
    for path, values in raw[0]:
        found.values[tuple(path)] = [
            Value(tuple(key), value, removed, Origin(*origin) if origin else None)
            for key, value, removed, origin in values
        ]
    for key, seen, origin in raw[1]:
        found.deletions.append(Deletion(tuple(key), seen, Origin(*origin) if origin else None))
    found.puts = {tuple(key): [tuple(path) for path in paths] for key, paths in raw[2]}
    return found


def forget(path: str) -> None:
    """Delete the index at `path`. It is written again when needed."""
    with contextlib.suppress(FileNotFoundError):
        os.unlink(path)  # noqa: PTH108  as above


def fields(file: JournalFile) -> list[Any]:
    """Return the state of `file` as JSON."""
    wrong = None
    if file.told_by_content:
        wrong = [file.fault, file.fault_line, file.faults, file.link, file.kept, file.changes]
    return [
        *file.inode, file.size, file.mtime_ns, list(file.header or ()), file.offset, file.lines, list(file.mark),
        file.unended, file.torn, wrong,
    ]  # fmt: skip


def file_from(path: str, name: str, known: list[Any]) -> JournalFile:
    """Return the file `path` in the state `known`, made by `fields`. Raises TypeError, ValueError or LookupError."""
    device, inode, size, mtime_ns, header, offset, lines, mark, unended, torn, wrong = known
    file = JournalFile(path, name, Header(*header) if header else None)
    file.inode, file.size, file.mtime_ns = (device, inode), size, mtime_ns
    file.offset, file.lines, file.mark = offset, lines, (mark[0], mark[1])
    file.unended, file.torn = unended, torn
    if wrong:
        file.fault, file.fault_line, file.faults, file.link, file.kept, file.changes = wrong
        file.damaged = not file.link
    return file


def _number(day: date) -> int:
    return day.year * 10000 + day.month * 100 + day.day


def _date(number: int) -> date:
    return date(number // 10000, number // 100 % 100, number % 100)
