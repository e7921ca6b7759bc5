"""List the files of the journal folder, and read each up to its first damaged line."""

from __future__ import annotations

import errno
import os
import zlib
from typing import Final

from cmcheckin.files import read_bytes
from cmcheckin.journal.errors import trouble
from cmcheckin.journal.log.lines import Header, Line, Newer, read_change, read_header
from cmcheckin.journal.log.stamps import Stamp

SUFFIX: Final = ".jsonl"
LINK: Final = "it's a link, and links aren't followed"
MARK: Final = 1024 * 1024
"""The number of bytes before `offset` whose checksum shows whether a file only grew. A year is a fraction of it; for a
longer file it limits the time of a check."""


class JournalFile:
    """A journal file as it was last read.

    `offset`: where the next unread line begins. `mark`: the number of bytes checked before it, and their checksum.
    `unended`: the last line is complete but has no newline. `torn`: an incomplete line after `offset` was skipped. A
    file with a `fault` is never written to again; `fault_line` is its line, None for the whole file.
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
        self.damaged = self.newer = self.link = False

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


def read_new(file: JournalFile) -> list[tuple[Stamp, Line]] | None:
    """Return the changes after `file.offset`, and update `file`: how far it was read, and any fault. Returns None when
    the part read earlier has changed, so the file must be read again from its start."""
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
    changes: list[tuple[Stamp, Line]] = []
    raws = data[length:].split(b"\n")
    fragment = raws.pop()
    at = file.offset
    number = file.lines
    if file.header is None:
        opening = raws[0] if raws else fragment
        if not _read_header(file, opening):
            return []
        number += 1
        at += len(opening) + (1 if raws else 0)
        if raws:
            del raws[0]
        else:
            fragment = b""
            file.unended = True
    elif file.unended and raws and not raws[0]:
        # The newline that was missing at the last read came with the next line.
        at += 1
        del raws[0]
        file.unended = False
    if raws or fragment:
        file.unended = False
    take = changes.append
    for raw in raws:
        number += 1
        try:
            take(read_change(raw))
        except ValueError as error:
            if raw.strip(b" \t\r"):  # an empty line, perhaps from an editor, is harmless
                file.damaged = True
                file.fault, file.fault_line = f"it can't be read ({_plainly(error)})", number
                break
        at += len(raw) + 1
    file.torn = False
    if fragment and not file.fault and _read_unended(file, fragment, changes):
        at += len(fragment)
        number += 1
    file.lines = number
    file.consumed(data[length : at - start])
    return changes


def _read_unended(file: JournalFile, fragment: bytes, changes: list[tuple[Stamp, Line]]) -> bool:
    """Add the last change, which has no newline, to `changes`. Return False if its write was cut off."""
    try:
        changes.append(read_change(fragment))
    except ValueError:
        file.torn = True  # never acknowledged, so nothing is lost
        return False
    file.unended = True
    return True


def _read_header(file: JournalFile, raw: bytes) -> bool:
    try:
        file.header = read_header(raw)
    except Newer as error:
        file.newer, file.fault = True, str(error)
    except ValueError as error:
        file.damaged = True
        if not file.size:
            file.fault = "it's empty"
        elif not raw.strip(b"\0"):
            file.fault = "it contains only zeros"
        else:
            file.fault, file.fault_line = f"its header can't be read ({_plainly(error)})", 1
    return file.header is not None


def _plainly(error: ValueError) -> str:
    if isinstance(error, UnicodeDecodeError):
        return "it isn't text"
    text = str(error)
    return "it isn't valid JSON" if ":" in text or "digits" in text else text
