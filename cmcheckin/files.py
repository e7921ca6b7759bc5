"""Read the bytes of one file from outside: with a size limit, and without opening anything that may block."""

from __future__ import annotations

import errno
import os
import re
import stat
from typing import Final, NamedTuple

SIZE: Final = 5_000_000
"""Largest file that is read, in bytes."""
SMALL: Final = 16_384
"""Fewest bytes to read at once, for files that report no size."""
BEGINNING: Final = 2_000
"""Bytes at the start of a share file that name its person and its days."""
_WHOSE: Final = re.compile(rb'"person"\s*:\s*"([!#-\[\]-~]{1,128})"')
_LAST: Final = re.compile(rb'"to"\s*:\s*"(\d{4}-\d\d-\d\d)"')
LINK: Final = "is a link, and links are not followed"


class Bytes(NamedTuple):
    """A file that was read."""

    path: str
    data: bytes


class Unread(NamedTuple):
    """A file that couldn't be read or used, and why."""

    path: str
    reason: str


def read_file(
    path: str, name: str, parent: int | None = None, seen: set[tuple[int, int]] | None = None, most: int = SIZE
) -> Bytes | Unread | None:
    """Return the bytes of a regular file; None if it is in `seen`, to which it is added.

    `path` is its name in messages. With `parent` it is opened as `name` in that folder, without following a link. Never
    blocks on a pipe, and never reads more than `most` bytes.
    """
    try:
        opened = _open(name, parent)
    except (OSError, ValueError) as error:
        return Unread(path, reason_of(error))
    try:
        found = os.fstat(opened)
        if not stat.S_ISREG(found.st_mode):
            return Unread(path, "isn't a regular file")
        same = (found.st_dev, found.st_ino)
        if seen is not None:
            if same in seen:
                return None
            seen.add(same)
        if found.st_size > most:
            return Unread(path, f"has {found.st_size:,} bytes, more than the {most:,} that are read")
        data = os.read(opened, max(SMALL, found.st_size + 1))
        if len(data) != found.st_size:  # it grew, was read in part, or reports no size
            while more := os.read(opened, SMALL):
                data += more
                if len(data) > most:
                    return Unread(path, f"has more than the {most:,} bytes that are read")
    except OSError as error:
        return Unread(path, reason_of(error))
    finally:
        os.close(opened)
    return Bytes(path, data)


def told_at_the_beginning(name: str, parent: int | None) -> tuple[str, str]:
    """Return the person's id and the last day of the share file `name` in the folder `parent`, from its first BEGINNING
    bytes; empty where it has none or can't be read."""
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


def reason_of(error: Exception) -> str:
    """Return why something couldn't be opened or read, as a clause."""
    if isinstance(error, FileNotFoundError):
        return "is not there"
    if isinstance(error, PermissionError):
        return "can't be read by your user"
    if isinstance(error, OSError):
        link = error.errno == errno.ELOOP
        return LINK if link else f"could not be read ({(error.strerror or '').lower()})"
    return "isn't a valid file name"
