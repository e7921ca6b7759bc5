"""The files of the journal folder: their names, and reading one as far as it can be read."""

# Plain os calls: a Path for each of them would cost more than the call.

from __future__ import annotations

import errno
import os
import zlib
from typing import Final

from cmcheckin.files import read_bytes
from cmcheckin.journal.errors import trouble
from cmcheckin.journal.lines import Header, Line, Newer, read_change, read_header
from cmcheckin.journal.stamps import Stamp

SUFFIX: Final = ".jsonl"
LINK: Final = "it is a link, and links are not followed"
MARK: Final = 1024 * 1024
"""How many bytes before the end of what was read are remembered, by their checksum, to see whether a file only grew.
A year is a fraction of it; for a longer file it bounds the time a look takes."""


class JournalFile:
    """What is known of one file, and how far it was read.

    `offset` is where the next unread line begins; `mark` are the checksum and number of the bytes before it. `unended`:
    the last line is whole but has no newline. `torn`: there is a fragment after `offset` that was left out. A file with
    a `fault` is never written to again; `fault_line` is None when it concerns the file as a whole.
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
        """Remember what the file looked like when it was read."""
        self.inode = (found.st_dev, found.st_ino)
        self.size = found.st_size
        self.mtime_ns = found.st_mtime_ns

    def consumed(self, data: bytes) -> None:
        """Go on by these bytes, which follow what was read so far."""
        self.offset += len(data)
        length, checksum = self.mark
        if length == 0 or len(data) > MARK:  # so an import of years does not make every later look read all of it
            data, length, checksum = data[-MARK:], 0, 0
        self.mark = (length + len(data), zlib.crc32(data, checksum))

    @property
    def told_by_content(self) -> bool:
        """Whether there is a fault that stays for as long as the file does not change. What may not be read may be
        allowed any moment, and what is too new be understood by the next version of the program."""
        return bool(self.fault) and (self.damaged or self.link)

    def unchanged(self, found: os.stat_result) -> bool:
        """Whether the file still looks as it did when it was read."""
        return (
            self.size == found.st_size
            and self.mtime_ns == found.st_mtime_ns
            and self.inode == (found.st_dev, found.st_ino)
        )

    def grown(self, found: os.stat_result | None) -> bool:
        """Whether the file may just have grown since it was read: still the same, and longer."""
        return found is not None and self.inode == (found.st_dev, found.st_ino) and found.st_size > self.size


def listing(folder: str) -> dict[str, os.stat_result | None]:
    """Every *.jsonl in the folder by name; None for one that cannot even be looked at. No folder: nothing.

    Hidden ones are other programs' own: what macOS leaves beside a file on a foreign disk, what a sync tool fetches.
    Raises JournalError when the folder itself cannot be looked at.
    """
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
        raise trouble("The journal could not be read", folder, error, kept="", reading=True) from error
    return found


def own_name(year: int, device: str, part: int = 1) -> str:
    """`2026.laptop-3f9a.jsonl`, and `2026.laptop-3f9a.2.jsonl` for a second part."""
    return f"{year}.{device}{SUFFIX}" if part == 1 else f"{year}.{device}.{part}{SUFFIX}"


def read_new(file: JournalFile) -> list[tuple[Stamp, Line]] | None:
    """The changes after `file.offset`; `file` then knows how far it was read, and what is wrong with the rest.

    None: what was read before is not there any more, so the file has to be read anew from its start.
    """
    length, checksum = file.mark
    start = file.offset - length
    try:
        data, found = read_bytes(file.path, start)
    except OSError as no:
        file.link = no.errno == errno.ELOOP
        file.fault = LINK if file.link else f"it cannot be read ({no.strerror or no})"
        return []
    if len(data) < length or zlib.crc32(data[:length]) != checksum:
        return None
    file.seen(found)
    file.size = start + len(data)  # it may have grown between the two
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
        # The newline that was missing at the last reading came with the next line.
        at += 1
        del raws[0]
    if raws or fragment:
        file.unended = False
    take = changes.append
    for raw in raws:
        number += 1
        try:
            take(read_change(raw))
        except ValueError as no:
            if raw.strip(b" \t\r"):  # an empty line, left by an editor perhaps, says nothing and harms nothing
                file.damaged = True
                file.fault, file.fault_line = f"it cannot be understood ({_plainly(no)})", number
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
    except Newer as no:
        file.newer, file.fault = True, str(no)
    except ValueError as no:
        file.damaged = True
        if not file.size:
            file.fault = "it is empty"
        elif not raw.strip(b"\0"):
            file.fault = "it holds nothing but zeros"
        else:
            file.fault, file.fault_line = f"its first line cannot be understood ({_plainly(no)})", 1
    return file.header is not None


def _plainly(no: ValueError) -> str:
    if isinstance(no, UnicodeDecodeError):
        return "it is no text"
    text = str(no)
    return "it is no JSON" if ":" in text or "digits" in text else text
