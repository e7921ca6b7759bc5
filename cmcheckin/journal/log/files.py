"""List the files of the journal folder, and read their lines, except those that are damaged."""

from __future__ import annotations

import errno
import os
import zlib
from typing import Final

from cmcheckin.files import read_bytes
from cmcheckin.journal.errors import trouble
from cmcheckin.journal.log.first_format import read_first_format
from cmcheckin.journal.log.lines import (
    START,
    Header,
    Line,
    LineKey,
    Newer,
    read_change,
    read_header,
)

SUFFIX: Final = ".jsonl"
LINK: Final = "it's a link, and links aren't followed"
MARK: Final = 1024 * 1024
"""The number of bytes before `offset` whose checksum shows whether a file only grew. A year is a fraction of it; for a
longer file it limits the time of a check."""


class JournalFile:
    """A journal file as it was last read.

    `offset`: where the next unread line begins. `mark`: the number of bytes checked before it, and their checksum.
    `unended`: the last line is complete but has no newline. `torn`: an incomplete line after `offset` was skipped. A
    file with a `fault` is never written to again; `fault_line` is its first bad line, None for the whole file. The
    content of bad lines read just now is in `bad`, and the path of their quarantined copy in `kept`.
    """

    def __init__(self, path: str, name: str, header: Header | None = None) -> None:
        self.path, self.name, self.header = path, name, header
        self.inode = (0, 0)
        self.size = self.mtime_ns = 0
        self.offset = self.lines = 0
        self.mark = (0, 0)
        self.unended = self.torn = False
        self.fault = ""
        self.fault_line: int | None = None
        self.faults = 0
        self.bad: list[bytes] = []
        self.kept: str | None = None
        self.damaged = self.newer = self.link = False

    @property
    def source(self) -> str:
        """The name of the file without its ending: the source of the lines that are written to it."""
        return self.name.removesuffix(SUFFIX)

    def seen(self, found: os.stat_result) -> None:
        """Record the inode, size and modification time in `found`, as the file was read."""
        self.inode = (found.st_dev, found.st_ino)
        self.size = found.st_size
        self.mtime_ns = found.st_mtime_ns

    def consumed(self, data: bytes) -> None:
        """Move `offset` past `data`, the bytes that follow it, and update `mark`."""
        self.offset += len(data)
        length, checksum = self.mark
        if length == 0 or len(data) > MARK:  # keeps later checks short after an import of years
            data, length, checksum = data[-MARK:], 0, 0
        self.mark = (length + len(data), zlib.crc32(data, checksum))

    @property
    def told_by_content(self) -> bool:
        """Return whether the fault lasts until the file changes. Missing permissions may be given at any time, and a
        newer version of the program can read a newer format."""
        return bool(self.fault) and (self.damaged or self.link)

    def unchanged(self, found: os.stat_result) -> bool:
        """Return whether size, modification time and inode are still those of the last read."""
        return (
            self.size == found.st_size
            and self.mtime_ns == found.st_mtime_ns
            and self.inode == (found.st_dev, found.st_ino)
        )

    def grown(self, found: os.stat_result | None) -> bool:
        """Return whether the file may only have grown since it was read: the same inode, and larger."""
        return found is not None and self.inode == (found.st_dev, found.st_ino) and found.st_size > self.size


def listing(folder: str) -> dict[str, os.stat_result | None]:
    """Return the `*.jsonl` files of `folder` by name, each with its stat result, or None if that can't be read. Skips
    hidden files, which belong to other programs such as sync tools. Without a folder there are none. Raises
    JournalError when the folder can't be read."""
    found: dict[str, os.stat_result | None] = {}
    try:
        with os.scandir(folder) as entries:
            for entry in entries:
                if entry.name.endswith(SUFFIX) and not entry.name.startswith("."):
                    try:
                        found[entry.name] = entry.stat(follow_symlinks=False)
                    except OSError:
                        found[entry.name] = None
    except FileNotFoundError:
        pass
    except OSError as error:
        raise trouble("The journal couldn't be read", folder, error, kept="", reading=True) from error
    return found


def own_name(year: int, device: str, part: int = 1) -> str:
    """Return a file name: `2026.laptop-3f9a.jsonl`, or `2026.laptop-3f9a.2.jsonl` for `part` 2."""
    return f"{year}.{device}{SUFFIX}" if part == 1 else f"{year}.{device}.{part}{SUFFIX}"


def read_new(file: JournalFile) -> list[tuple[LineKey, Line]] | None:
    """Return the changes after `file.offset`, and update `file`: how far it was read, and any fault.

    Lines that can't be read are skipped. Returns None when the part read earlier has changed, so the file must be read
    again from its start.
    """
    length, checksum = file.mark
    start = file.offset - length
    try:
        data, found = read_bytes(file.path, start)
    except OSError as error:
        file.link = error.errno == errno.ELOOP
        file.fault = LINK if file.link else f"it can't be read ({error.strerror or error})"
        return []
    if len(data) < length or zlib.crc32(data[:length]) != checksum:
        return None
    file.seen(found)
    file.size = start + len(data)  # it may have grown since `found`
    changes: list[tuple[LineKey, Line]] = []
    raws = data[length:].split(b"\n")
    fragment = raws.pop()
    if file.lines == 0:
        opening = raws[0] if raws else fragment
        if not _read_header(file, opening, changes):
            return []
        file.lines = 1
        if raws:
            del raws[0]
        else:
            fragment, file.unended = b"", True
    elif file.unended and raws and not raws[0]:
        del raws[0]  # the newline that was missing at the last read
        file.unended = False
    if raws or fragment:
        file.unended = False
    _read_lines(file, raws, changes)
    file.torn = bool(fragment) and not _read_unended(file, fragment, changes)
    file.consumed(data[length : len(data) - len(fragment)] if file.torn else data[length:])
    return changes


def _read_unended(file: JournalFile, fragment: bytes, changes: list[tuple[LineKey, Line]]) -> bool:
    """Add the change of the last line, which has no newline, to `changes`. Return False if it is only a part of a line:
    its write was cut off, so it was never acknowledged."""
    file.unended = True
    file.lines += 1
    if _read_line(file, fragment, changes) is None:
        return True
    count = len(changes)
    _read_pieces(fragment, changes)
    if len(changes) > count:  # a whole line with something after it
        _note_bad(file, b"", ValueError("a line break in it is damaged"), file.lines)
        return True
    file.unended = False
    file.lines -= 1
    return False


def _read_lines(file: JournalFile, raws: list[bytes], changes: list[tuple[LineKey, Line]]) -> None:
    """Add the changes in the whole lines `raws`, and note those that can't be read."""
    number, take = file.lines, changes.append
    for raw in raws:
        number += 1
        try:
            take(read_change(raw))
        except ValueError:
            if _is_harmless(file, raw) or (error := _read_line(file, raw, changes)) is None:
                continue
            for bad in _read_pieces(raw, changes) or [b""]:
                _note_bad(file, bad, error, number)
    file.lines = number


def _is_harmless(file: JournalFile, raw: bytes) -> bool:
    """Return whether `raw` is an empty line, perhaps from an editor, or the header, in a file that a tool sorted."""
    try:
        if not raw.strip(b" \t\r"):
            return True
        header = read_header(raw)
        file.header = file.header or header
        return header == file.header
    except ValueError:
        return False


def _read_line(file: JournalFile, raw: bytes, changes: list[tuple[LineKey, Line]]) -> ValueError | None:
    """Add the change in `raw` to `changes`, or return the error if it can't be read."""
    raw = raw.removesuffix(b"\r")
    try:
        if file.header is not None and file.header.version == 1 and not raw.startswith(START):
            changes.append(read_first_format(raw, file.header))
        else:
            changes.append(read_change(raw))
    except ValueError as error:
        return error
    return None


def _read_pieces(raw: bytes, changes: list[tuple[LineKey, Line]]) -> list[bytes]:
    """Add the changes in `raw`, a bad line or several whose newline was lost. Return what can't be read."""
    bad: list[bytes] = []
    starts = [n for n in range(len(raw)) if raw.startswith(START, n)] if raw.count(START) else []
    for at, end in zip([0, *starts], [*starts, len(raw)], strict=True):
        piece = raw[at:end]
        for whole in (piece, piece[:-1]):  # the byte in place of the newline is still at its end
            try:
                changes.append(read_change(whole.removesuffix(b"\r")))
                break
            except ValueError:
                continue
        else:
            bad += [piece] if piece.strip(b" \t\r") else []
    return bad


def _note_bad(file: JournalFile, raw: bytes, error: ValueError, number: int) -> None:
    if not file.fault:
        file.fault, file.fault_line = f"it can't be read ({_plainly(error)})", number
    file.damaged = True
    file.faults += 1
    file.bad.append(raw)


def _read_header(file: JournalFile, raw: bytes, changes: list[tuple[LineKey, Line]]) -> bool:
    """Read the header `raw`. Return whether the lines after it can be read."""
    try:
        file.header = read_header(raw)
    except Newer as error:
        file.newer, file.fault = True, str(error)
        return False
    except ValueError as error:
        if file.size and _read_line(file, raw, changes) is None:  # a file that a tool sorted
            return True
        file.damaged, file.faults = True, 1
        if not file.size:
            file.fault = "it's empty"
            return False
        if len(raw) == file.size and not raw.strip(b"\0"):
            file.fault = "it contains only zeros"
            return False
        file.fault, file.fault_line = f"its header can't be read ({_plainly(error)})", 1
        file.bad += _read_pieces(raw, changes)
        file.header = _named(file.name)
    return True


def _named(name: str) -> Header | None:
    """Return the header of a file of version 1 called `name`, for one that can't be read."""
    year, _, rest = name.removesuffix(SUFFIX).partition(".")
    device = rest.partition(".")[0]
    return Header(1, int(year), device) if year.isdecimal() and device else None


def _plainly(error: ValueError) -> str:
    if isinstance(error, UnicodeDecodeError):
        return "it isn't text"
    text = str(error)
    return "it isn't valid JSON" if ":" in text or "digits" in text else text
