"""An index of large shared folders, so that the review opens without reading a quarter of a million files again.

It is in the cache folder, for each set of paths that were reviewed. It has the facts at the beginning of each file (ids
and names of people, days, times), the names, sizes and times of files and folders, and where in a file its last weeks
are. It has no text that anybody shared. It can be deleted at any time, and what is damaged or from another version of
the program is ignored.
"""

from __future__ import annotations

import hashlib
import json
import os
import sys
from array import array
from contextlib import suppress
from typing import Any, Final, NamedTuple
from zlib import crc32

from cmcheckin import __version__
from cmcheckin.files import delete_if_there, make_folder, read_bytes, write_file
from cmcheckin.journal.vault import HomeVault
from cmcheckin.paths import Paths
from cmcheckin.services.shared_folder.bodies import Spans
from cmcheckin.services.shared_folder.found import FoundFiles
from cmcheckin.services.shared_folder.table import COLUMNS, SHARE, FileTable, Folder
from cmcheckin.sharing.recognition import UnreadFile

PREFIX: Final = "shared-"
"""How the names of these files begin (`paths.CACHE_PREFIXES`)."""
VERSION: Final = 1
MAX_SIZE: Final = 400_000_000
"""Largest index that is read, in bytes: a million files take 100 MB."""
MAX_INDEXES: Final = 5
"""Most indexes that are kept; the oldest are deleted."""
FEW_FILES: Final = 2_000
FEW_BYTES: Final = 10_000_000
"""Folders with at most as many files and bytes need no index: they are read in a tenth of a second."""


class KnownFiles(NamedTuple):
    """The content of an index."""

    found: FoundFiles
    order: array[int] | None
    """The order of the rows for PeopleIndex, if it is known."""
    spans: Spans


def cache_of(paths: Paths) -> str:
    """Return the folder for indexes; empty, so that none is written, while the home of `paths` is encrypted. An index
    has words of people's files."""
    return "" if HomeVault(paths).is_on else paths.cache_folder


def index_path(folder: str, paths: tuple[str, ...]) -> str:
    """Return the path of the index of `paths` in the cache folder `folder`."""
    named = json.dumps(_named(paths)).encode()
    return f"{folder}/{PREFIX}{hashlib.sha256(named).hexdigest()[:24]}.index"


def _named(paths: tuple[str, ...]) -> list[list[str]]:
    """Return `paths` as the user named them, and their real paths."""
    return [[path, os.path.abspath(path)] for path in paths]  # noqa: PTH100


def is_worth_it(found: FoundFiles) -> bool:
    """Return whether an index of `found` makes the next start faster, and may be used then."""
    complete = not (found.left_out or found.endless or found.has_repeated)
    return complete and (len(found.table) > FEW_FILES or sum(found.table.size) > FEW_BYTES)


def save(path: str, known: KnownFiles) -> None:
    """Write `known` to `path`, readable by the user only. Does nothing if that fails, as it can be read again."""
    table = known.found.table
    kept = [row for row, kind in enumerate(table.kind) if kind]
    numbers = {row: n for n, row in enumerate(kept)} if len(kept) < len(table) else None
    columns = {name: getattr(table, name) for name in COLUMNS}
    order, files, spans = known.order or array("I"), table.files, known.spans
    if numbers is not None:
        columns = {name: array(code, map(columns[name].__getitem__, kept)) for name, code in COLUMNS.items()}
        order = array("I", (numbers[row] for row in order if row in numbers and table.kind[row] == SHARE))
        files = [files[row] for row in kept]
        spans = {numbers[row]: parts for row, parts in spans.items() if row in numbers}
    head = {
        "version": VERSION,
        "program": __version__,
        "order": sys.byteorder,
        "paths": _named(known.found.paths),
        "folders": [[*vars(folder).values()] for folder in table.folders],
        "texts": table.texts,
        "spans": [[row, *key, parts] for row, keys in spans.items() for key, parts in keys.items()],
        "rows": len(files),
        "shares": len(order),
    }
    names = os.fsencode("\0".join(files))
    text = json.dumps(head).encode()
    data = b"".join((
        len(text).to_bytes(8, "big"), len(names).to_bytes(8, "big"), text, names, order.tobytes(),
        *(column.tobytes() for column in columns.values()),
    ))  # fmt: skip
    with suppress(OSError):
        folder = os.path.dirname(path)  # noqa: PTH120
        make_folder(folder)
        write_file(path, crc32(data).to_bytes(4, "big") + data, sync=False, locked=True)
        _delete_oldest(folder)


def _delete_oldest(folder: str) -> None:
    """Delete all but the newest MAX_INDEXES indexes in `folder`. Raises OSError."""
    with os.scandir(folder) as entries:
        found = [(entry.stat(follow_symlinks=False).st_mtime_ns, entry.path) for entry in entries if _is_index(entry)]
    for _, path in sorted(found, reverse=True)[MAX_INDEXES:]:
        delete_if_there(path)


def _is_index(entry: os.DirEntry[str]) -> bool:
    return entry.name.startswith(PREFIX) and entry.name.endswith(".index")


def load(path: str, paths: tuple[str, ...]) -> KnownFiles | None:
    """Return the index at `path` of the files at `paths`; None if there is no valid one of this version."""
    try:
        data, _ = read_bytes(path, limit=MAX_SIZE)
        view = memoryview(data)
        if crc32(view[4:]) != int.from_bytes(view[:4], "big"):
            return None
        at = 20 + int.from_bytes(view[4:12], "big")
        head = json.loads(bytes(view[20:at]))
        expected = {"version": VERSION, "program": __version__, "order": sys.byteorder, "paths": _named(paths)}
        if {name: head[name] for name in expected} != expected:
            return None
        end = at + int.from_bytes(view[12:20], "big")
        table = FileTable()
        table.files = os.fsdecode(bytes(view[at:end])).split("\0") if head["rows"] else []
        table.texts = head["texts"]
        table.folders = [_folder(*values) for values in head["folders"]]
        order = array("I")
        end = _fill(order, view, end, head["shares"])
        for name in COLUMNS:
            end = _fill(getattr(table, name), view, end, head["rows"])
        spans: Spans = {}
        for row, since, only_wins, parts in head["spans"]:
            spans.setdefault(row, {})[since, only_wins] = tuple((start, stop) for start, stop in parts)
        known = KnownFiles(FoundFiles(paths, table), order, spans)
    except (OSError, ValueError, LookupError, TypeError, AttributeError, RecursionError):
        return None
    return known if end == len(data) and _is_sound(known) else None


def _folder(root: int, names: list[str] | None, *values: Any) -> Folder:
    folder = Folder(root, None if names is None else tuple(names), *values)
    folder.faults = [UnreadFile(*fault) for fault in folder.faults]
    return folder


def _fill(column: array[int], view: memoryview, at: int, count: int) -> int:
    """Fill `column` with `count` numbers from `view` at the offset `at`, and return where they end."""
    end = at + count * column.itemsize
    column.frombytes(view[at:end])
    return end


def _is_sound(known: KnownFiles) -> bool:
    """Return whether all numbers in `known` are within their tables."""
    table = known.found.table
    rows = len(table.files)
    columns = (table.person, len(table.texts)), (table.name, len(table.texts)), (table.folder, len(table.folders))
    lengths = {len(getattr(table, name)) for name in COLUMNS}
    return (
        lengths == {rows}
        and all(max(column, default=-1) < limit for column, limit in columns if rows)
        and max(known.order or (), default=-1) < rows
        and all(folder.root < len(known.found.paths) for folder in table.folders)
        and all(row < rows for row in known.spans)
    )
