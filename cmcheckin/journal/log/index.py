"""A cache of the recent documents, so that reading the last weeks of ten years need not read ten years.

It has the documents with their stamps, and how far each file was read. It can be deleted at any time. If it doesn't
match the files, everything is read instead.
"""

from __future__ import annotations

import contextlib
import json
import os
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from cmcheckin.files import make_folder, read_bytes, write_file
from cmcheckin.journal.log.files import JournalFile
from cmcheckin.journal.log.lines import Header, dumps
from cmcheckin.journal.log.memory import Memory

if TYPE_CHECKING:
    from cmcheckin.journal.log.reader import Reader

VERSION: Final = 4
"""2 added the escalations resolved since the floor, 3 all nudge states."""
RECENT: Final = timedelta(days=190)
"""How far before the newest day the index reaches. The nudges of a morning read two months and the 126 days before
them. A week with the twelve before it needs less, so there is room to page back."""
WORTH: Final = 64 * 1024
"""Bytes of journal that are read in about a millisecond. With fewer new ones, the index is not written."""


class Known(NamedTuple):
    """The content of an index: all documents from the day `floor` (YYYYMMDD) on, and the files as they were."""

    floor: int
    memory: Memory
    files: dict[str, JournalFile]


def read(path: str, folder: str) -> Known | None:
    """Read the index at `path` of the journal in `folder`. Return None if there is no valid one."""
    try:
        raw = json.loads(read_bytes(path)[0])
        if raw["cmcheckin"] != "index" or raw["version"] != VERSION:
            return None
        memory = Memory()
        memory.tables = raw["tables"]
        memory.stamps = {table: {at: tuple(s) for at, s in kept.items()} for table, kept in raw["stamps"].items()}
        memory.greatest = tuple(raw["greatest"])
        files = {name: file_from(f"{folder}/{name}", name, fields) for name, fields in raw["files"].items()}
        return Known(int(raw["floor"]), memory, files)
    except (OSError, ValueError, LookupError, TypeError, AttributeError, RecursionError):
        return None


def write(path: str, kept: Reader) -> bool:
    """Write the recent documents of `kept` to `path`. Return whether that worked. Never raises OSError."""
    memory, placing = kept.memory, kept.placing
    today = kept.clock.today()
    newest = min(placing.newest(memory), _number(today))
    if not newest:
        return False
    floor = max(_number(_date(newest) - RECENT), kept.floor or 0)
    tables = {
        table: {at: doc for at, doc in docs.items() if placing.recent(table, at, doc, floor)}
        for table, docs in memory.tables.items()
    }
    value = {
        "cmcheckin": "index",
        "version": VERSION,
        "floor": floor,
        "greatest": memory.greatest,
        "files": {name: fields(file) for name, file in kept.files.items()},
        "tables": tables,
        "stamps": {table: {at: memory.stamps[table][at] for at in docs} for table, docs in tables.items()},
    }
    try:
        make_folder(os.path.dirname(path))  # noqa: PTH120  pathlib would slow down start-up
        write_file(path, dumps(value), sync=False)
    except (OSError, ValueError, TypeError):
        return False
    return True


def forget(path: str) -> None:
    """Delete the index at `path`. It is written again when needed."""
    with contextlib.suppress(FileNotFoundError):
        os.unlink(path)  # noqa: PTH108  as above


def fields(file: JournalFile) -> list[Any]:
    """Return the state of `file` as JSON."""
    return [
        *file.inode, file.size, file.mtime_ns, list(file.header or ()), file.offset, file.lines, list(file.mark),
        file.unended, file.torn, [file.fault, file.fault_line, file.link] if file.told_by_content else None,
    ]  # fmt: skip


def file_from(path: str, name: str, known: list[Any]) -> JournalFile:
    """Return the file `path` in the state `known`, made by `fields`. Raises TypeError, ValueError or LookupError."""
    device, inode, size, mtime_ns, header, offset, lines, mark, unended, torn, wrong = known
    file = JournalFile(path, name, Header(*header) if header or not wrong else None)
    file.inode, file.size, file.mtime_ns = (device, inode), size, mtime_ns
    file.offset, file.lines, file.mark = offset, lines, (mark[0], mark[1])
    file.unended, file.torn = unended, torn
    if wrong:
        file.fault, file.fault_line, file.link = wrong
        file.damaged = not file.link
    return file


def _number(day: date) -> int:
    return day.year * 10000 + day.month * 100 + day.day


def _date(number: int) -> date:
    return date(number // 10000, number // 100 % 100, number % 100)
