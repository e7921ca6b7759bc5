"""Put lines that are missing or damaged back into journal files, from copies in which they are whole.

Only what can be proven is done: a line is put back only if its own checksum is right, and a bad line is dropped only if
all lines that can have been in its place are there again. The bad bytes stay in the quarantined copy.
"""

# ruff: noqa: PTH119, PTH120, PTH208  plain os calls, as in `files`
from __future__ import annotations

import contextlib
import os
from collections import deque
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from cmcheckin.files import make_folder, read_bytes, write_file
from cmcheckin.journal.backups import made
from cmcheckin.journal.errors import JournalError, trouble
from cmcheckin.journal.log.content import EMPTY, Content, Piece, read_content
from cmcheckin.journal.log.files import SUFFIX, JournalFile, listing, placeholder_name, read_new
from cmcheckin.journal.log.lines import LineKey, Newer, header_line, read_header
from cmcheckin.journal.log.quarantine import is_quarantined, quarantine, quarantine_lines
from cmcheckin.journal.log.sealing import sealed_lines
from cmcheckin.journal.log.seen import device_of
from cmcheckin.journal.records import lost_fields
from cmcheckin.journal.vault import START

if TYPE_CHECKING:
    from cmcheckin.journal.log.envelope import Vault
    from cmcheckin.journal.log.store import Store
    from cmcheckin.paths import Paths


class Found(NamedTuple):
    """A whole line in a copy, and the path of that copy."""

    key: LineKey
    raw: bytes
    copy: str


class Repair(NamedTuple):
    """The new `content` of the file `path`. `put_back`: how many lines come back, and `copy` is the newest copy that
    has one of them, empty if none was needed. `is_missing`: the file isn't there. `left`: how many bad lines stay."""

    path: str
    content: bytes
    put_back: int
    copy: str
    is_missing: bool
    left: int


def repairs(store: Store, paths: Paths, more: str = "") -> list[Repair]:
    """Return what can be repaired in the journal files, from backups, quarantined copies and the copies in the folder
    `more`. The caller has read the journal. Raises JournalError."""
    here, present = _read_files(store.folder), listing(store.folder, placeholders=True)
    known = {id_ for _, content in here.values() for piece in content.pieces for id_ in _ids(piece.key)}
    expected = {*store.sources.lines, *store.sources.expected}
    lost: dict[str, list[Found]] = {}
    headers: dict[str, bytes] = {}
    for path in _copies(store.folder, paths, more):
        content = None
        with contextlib.suppress(OSError):
            content = _read_copy(path, here, store.vault)
        if content is None:
            continue
        if content.header is not None:
            headers.setdefault(os.path.basename(path), content.header)
        for key, raw, _ in content.pieces:
            if key is None or (more and path.startswith(f"{more}/") and key[2] not in expected):
                continue  # another journal may be there
            if known.isdisjoint(ids := _ids(key)):
                known |= ids
                lost.setdefault(f"{key[2]}{SUFFIX}", []).append(Found(key, raw, path))
    found = []
    for name in sorted({*here, *lost}):
        if (name in present and name not in here) or placeholder_name(name) in present:
            continue  # a link, or something else that isn't read
        path, last = f"{store.folder}/{name}", _last_own(store, name)
        content = here[name][1] if name in here else None
        repair = _repair(path, content, lost.get(name, []), headers.get(name), last)
        if repair is not None:
            found.append(repair)
    return found


def _read_files(folder: str) -> dict[str, tuple[bytes, Content]]:
    """Return the journal files in `folder` by name. Leaves out those that can't be read, which are problems of the
    journal already."""
    found = {}
    for name in listing(folder):
        with contextlib.suppress(OSError, Newer):
            data, _ = read_bytes(f"{folder}/{name}")
            content = read_content(data)
            if content.bad:  # only what isn't read can be dropped
                read_new(file := JournalFile(f"{folder}/{name}", name))
                pieces = [piece._replace(is_bad=piece.is_bad and piece.raw in file.bad) for piece in content.pieces]
                content = content._replace(pieces=pieces)
            found[name] = (data, content)
    return found


def _read_copy(path: str, here: Mapping[str, tuple[bytes, Content]], vault: Vault | None = None) -> Content | None:
    """Return the content of the copy `path`; None if it is the beginning of the file of that name in `here`, as most
    are, or was written by a later version. A quarantined copy may be sealed as a whole: then `vault` opens it. Raises
    OSError."""
    data, _ = read_bytes(path)
    if data.startswith(START) and vault is not None:
        with contextlib.suppress(JournalError):
            data = vault.open(data)
    name = os.path.basename(path)
    if name in here and here[name][0].startswith(data) and data.endswith(b"\n"):
        return None
    with contextlib.suppress(Newer):
        return read_content(data)
    return None


def apply(store: Store, paths: Paths, more: str = "") -> list[Repair]:
    """Make all `repairs` of the journal, then those of the backups, and return them. Raises JournalError; a second call
    continues."""
    with store.changing():
        store.load()  # quarantines what is bad
        done = repairs(store, paths, more)
        for repair in done:
            _write(repair, store.clock.today(), store.vault)
        copies, _ = repairs_of_copies(paths)
        for repair in copies:
            _write(repair, None, store.vault)
        store.load()
    return [*done, *copies]


def has_losses(store: Store) -> bool:
    """Return whether there is anything that `accept_losses` stops reporting: a file that only can't be opened may be
    read again later. The caller has read the journal."""
    docs = ((table, *item) for table, docs in store.memory.tables.items() for item in docs.items())
    damaged = (file.damaged for file in store.files.values())
    return any(store.sources.missing()) or any(damaged) or any(lost_fields(*doc) for doc in docs)


def accept_losses(store: Store) -> None:
    """Stop reporting the lines that are missing, and blank out those that can't be read, which are in quarantine.

    Records whose first line is among them get what their ids say. If a line comes back later, it counts again. Raises
    JournalError.
    """
    with store.changing():
        store.load()
        lost = {source: [list(gap) for gap in gaps] for source, gaps in store.sources.missing()}
        for name, (_, content) in _read_files(store.folder).items():
            path, header = f"{store.folder}/{name}", content.header or _header_of(name)
            if not store.files[name].damaged or header is None:
                continue
            raws = [b"" if piece.is_bad else piece.raw for piece in content.pieces]
            bad = [piece.raw for piece in content.pieces if piece.is_bad]
            try:
                quarantine_lines(path, [*bad, content.torn], store.clock.today())
                write_file(path, b"".join(raw + b"\n" for raw in (header, *raws)), locked=True)
            except OSError as error:
                raise trouble("A file couldn't be repaired", path, error) from error
        store.load()
        edits = {
            table: {
                doc_id: {"set": found} for doc_id, doc in docs.items() if (found := lost_fields(table, doc_id, doc))
            }
            for table, docs in store.memory.tables.items()
        }
        store.write({"lost": lost, "edit": {table: some for table, some in edits.items() if some}}, "doctor")
        store.load()


def _write(repair: Repair, today: date | None, vault: Vault | None) -> None:
    """Write the new content of a file, sealed if `vault` is on, as a copy may be from before. With `today`, a fragment
    at its end is quarantined."""
    try:
        make_folder(os.path.dirname(repair.path))
        if today is not None and not repair.is_missing and (torn := read_content(read_bytes(repair.path)[0]).torn):
            quarantine(repair.path, "torn", torn, today)
        write_file(repair.path, sealed_lines(repair.content, vault), locked=True)
    except OSError as error:
        raise trouble("A file couldn't be repaired", repair.path, error) from error


def repairs_of_copies(paths: Paths) -> tuple[list[Repair], list[str]]:
    """Return what can be repaired in the backups, from the journal files, and the paths of those that stay damaged."""
    here = _read_files(str(paths.journal))
    found: list[Repair] = []
    damaged: list[str] = []
    for path in _backed_up(paths):
        try:
            content = _read_copy(path, here)
        except OSError:
            damaged.append(path)
            continue
        if content is None or (content.header is not None and not content.bad and not content.is_shifted):
            continue
        known = {id_ for piece in content.pieces for id_ in _ids(piece.key)}
        numbers = [piece.key[3] for piece in content.pieces if piece.key]
        last = max(len(numbers) + content.bad, *numbers, 0)  # bad lines may have been its last ones
        name = os.path.basename(path)
        header, pieces, *_ = here[name][1] if name in here else EMPTY
        lost = [Found(key, raw, "") for key, raw, _ in pieces if key and key[3] <= last and known.isdisjoint(_ids(key))]
        repair = _repair(path, content, lost, header, 0)
        if repair is not None and not repair.left:
            found.append(repair)
        else:
            damaged.append(path)
    return found, damaged


def _last_own(store: Store, name: str) -> int:
    """Return the number of the last line that this device wrote to the file `name`; 0 if unknown, or for others."""
    source = name.removesuffix(SUFFIX)
    is_own = source.count(".") and device_of(source) == store.device
    return store.sources.expected.get(source, 0) if is_own else 0


def _copies(folder: str, paths: Paths, more: str) -> Iterator[str]:
    """Yield the paths of copies of journal files, the newest backup first."""
    yield from _backed_up(paths, once=True)
    if more:
        yield from (f"{more}/{name}" for name in listing(more))
    with contextlib.suppress(OSError):
        yield from (f"{folder}/{name}" for name in sorted(os.listdir(folder)) if is_quarantined(name))


def _backed_up(paths: Paths, *, once: bool = False) -> Iterator[str]:
    """Yield the paths of the files in the backups, the newest first; with `once`, those that backups share once."""
    seen: set[tuple[int, int]] = set()
    for backup in reversed(made(paths.backups)):
        for name, found in listing(backup.path).items():
            if found is not None and not (once and (found.st_dev, found.st_ino) in seen):
                seen.add((found.st_dev, found.st_ino))
                yield f"{backup.path}/{name}"


def _ids(key: LineKey | None) -> set[tuple[str, int | str]]:
    """Return the ids of the line `key`: its source with its number, or with its time for lines of version 1, and for
    both once they are converted."""
    if key is None:
        return set()
    tick, at, source, number = key
    return {(source, name) for name in (number, at if not tick else 0) if name}


def _repair(
    path: str, content: Content | None, lost: Iterable[Found], header: bytes | None, last: int
) -> Repair | None:
    """Return the repair of the file `path`, or None if nothing can be repaired. `lost`: lines that belong there.
    `header`: that of a copy. `last`: the number of its last line, 0 if unknown."""
    before = content or EMPTY
    keys = [piece.key for piece in before.pieces] + [line.key for line in lost]
    if not (header := before.header or header) and any(key is not None and key[3] for key in keys):
        header = _header_of(os.path.basename(path))
    if header is None:
        return None
    is_first_format = read_header(header).version == 1
    usable = sorted((line for line in lost if line.key[3] or is_first_format), key=lambda line: _place(line.key))
    raws, left = _merged(before.pieces, usable, os.path.basename(path).removesuffix(SUFFIX), last)
    if not usable and left == before.bad and header == before.header and not before.is_shifted:
        return None
    copy = next((line.copy for line in lost if line in usable), "")
    whole = b"".join(raw + b"\n" for raw in (header, *raws))
    return Repair(path, whole, len(usable), copy, content is None, left)


def _header_of(name: str) -> bytes | None:
    """Return the header that the file `name` has in the present format; None if the name doesn't say."""
    year, _, rest = name.removesuffix(SUFFIX).partition(".")
    return header_line(int(year), rest.split(".")[0])[:-1] if year.isdecimal() and rest else None


def _place(key: LineKey) -> tuple[int, str]:
    """Return the place of the line `key` in its file: by its number, or in version 1 by its time."""
    return key[3], key[1]


def _merged(pieces: list[Piece], lost: list[Found], source: str, last: int) -> tuple[list[bytes], int]:
    """Return the lines of a file with those in `lost` put in, which are in order, and how many bad lines are left. Bad
    lines stay unless everything that can have been in their place is there again."""
    raws: list[bytes] = []
    bad: list[Piece] = []
    left, number, waiting = 0, 0, deque(lost)
    for piece in (*pieces, None):
        if piece is not None and piece.key is None:
            bad.append(piece)
        elif piece is not None and piece.key is not None and piece.key[2] != source:
            raws.append(piece.raw)
        else:
            key = piece.key if piece is not None else None
            put: list[Found] = []
            while waiting and (key is None or _place(waiting[0].key) < _place(key)):
                put.append(waiting.popleft())
            end = key[3] - 1 if key is not None else last
            is_whole = len(put) == end - number if key is not None and key[3] else len(put) >= len(_bad(bad)) > 0
            if is_whole or (key is None and last and len(put) == end - number):
                bad = [other for other in bad if not other.is_bad]
            left += len(_bad(bad))
            # What is left stays where lines are still missing, so that it isn't dropped the next time.
            first = sum(line.key[3] == number + n for n, line in enumerate(put, 1))
            raws += [*(line.raw for line in put[:first]), *(other.raw for other in bad)]
            raws += [line.raw for line in put[first:]]
            bad = []
            if piece is not None and key is not None:
                raws.append(piece.raw)
                number = key[3]
    return raws, left


def _bad(pieces: list[Piece]) -> list[Piece]:
    return [piece for piece in pieces if piece.is_bad]
