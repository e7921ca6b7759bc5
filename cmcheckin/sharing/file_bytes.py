"""Reading the bytes of one file of other people's: bounded, and without opening what may hang."""

from __future__ import annotations

import errno
import os
import re
import stat
from typing import Final, NamedTuple

SIZE: Final = 5_000_000
"""Largest file that is read, in bytes."""
SMALL: Final = 16_384
"""Bytes that are asked for at least: what says no size of its own is read in pieces of as many."""
BEGINNING: Final = 2_000
"""Bytes in which a share file says whose it is and of which days."""
_WHOSE: Final = re.compile(rb'"person"\s*:\s*"([!#-\[\]-~]{1,128})"')
_LAST: Final = re.compile(rb'"to"\s*:\s*"(\d{4}-\d\d-\d\d)"')
LINK: Final = "is a link, and links are not followed"


class Bytes(NamedTuple):
    """A file that was read."""

    path: str
    data: bytes


class Unread(NamedTuple):
    """A file that could not be taken, and why."""

    path: str
    reason: str


def read_file(
    path: str, name: str, parent: int | None = None, seen: set[tuple[int, int]] | None = None, most: int = SIZE
) -> Bytes | Unread | None:
    """Return the bytes of a regular file; None when it is among those `seen`, to which it is added.

    `path` is how it is told of; it is opened as `name` in the folder `parent`, and then no link is followed. Neither a
    pipe that waits for a writer is opened, nor more than `most` bytes are read.
    """
    try:
        opened = _open(name, parent)
    except (OSError, ValueError) as no:
        return Unread(path, reason_of(no))
    try:
        found = os.fstat(opened)
        if not stat.S_ISREG(found.st_mode):
            return Unread(path, "is no ordinary file")
        same = (found.st_dev, found.st_ino)
        if seen is not None:
            if same in seen:
                return None
            seen.add(same)
        if found.st_size > most:
            return Unread(path, f"has {found.st_size:,} bytes, and {most:,} is the most that is read")
        data = os.read(opened, max(SMALL, found.st_size + 1))
        if len(data) != found.st_size:  # it grew, came in part, or does not know its size
            while more := os.read(opened, SMALL):
                data += more
                if len(data) > most:
                    return Unread(path, f"has more than {most:,} bytes, which is the most that is read")
    except OSError as no:
        return Unread(path, reason_of(no))
    finally:
        os.close(opened)
    return Bytes(path, data)


def told_at_the_beginning(name: str, parent: int | None) -> tuple[str, str]:
    """Return whose share file `name` in the folder `parent` is, by their id, and the last day it is about, as it says
    near its beginning itself; empty where it does not, or cannot be read."""
    try:
        opened = _open(name, parent)
    except (OSError, ValueError):
        return "", ""
    try:
        data = os.read(opened, BEGINNING) if stat.S_ISREG(os.fstat(opened).st_mode) else b""
    except OSError:
        data = b""
    finally:
        os.close(opened)
    whose, last = _WHOSE.search(data), _LAST.search(data)
    return whose[1].decode() if whose else "", last[1].decode() if last else ""


def _open(name: str, parent: int | None) -> int:
    flags = os.O_RDONLY | os.O_NONBLOCK | os.O_NOCTTY | os.O_CLOEXEC | (0 if parent is None else os.O_NOFOLLOW)
    return os.open(name, flags, dir_fd=parent)


def reason_of(no: Exception) -> str:
    """Why something could not be opened or read, in a clause."""
    if isinstance(no, FileNotFoundError):
        return "is not there"
    if isinstance(no, PermissionError):
        return "is not yours to read"
    if isinstance(no, OSError):
        link = no.errno == errno.ELOOP
        return LINK if link else f"could not be read ({(no.strerror or '').lower()})"
    return "has a name that no file has"
