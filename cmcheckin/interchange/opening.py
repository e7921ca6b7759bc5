"""Opening a file somebody named: it may be a pipe that never ends, a device, or two gigabytes."""

from __future__ import annotations

import os
import stat
from typing import BinaryIO, Final

SIZE: Final = 64 * 1024 * 1024
"""Largest file that is read, in bytes: some hundred thousand records."""


class Unreadable(ValueError):  # noqa: N818  it reads as what it says
    """The file cannot be taken in; the message says why."""


def read_file(path: str, limit: int = SIZE) -> bytes:
    """The bytes of a regular file. Raises Unreadable at once for anything else, and for more than `limit` bytes."""
    try:
        # Without O_NONBLOCK, opening a pipe waits for somebody to write to it.
        opened = os.open(path, os.O_RDONLY | os.O_NONBLOCK | os.O_NOCTTY | os.O_CLOEXEC)
    except (OSError, ValueError) as no:  # ValueError: a name with a null byte
        raise Unreadable(f"cannot be opened ({_reason(no)})") from None
    try:
        found = os.fstat(opened)
        if stat.S_ISDIR(found.st_mode):
            raise Unreadable("is a folder")
        if not stat.S_ISREG(found.st_mode):
            raise Unreadable("is not a regular file; to read from a pipe, name it -")
        if found.st_size > limit:
            raise Unreadable(f"has {found.st_size:,} bytes, and {limit:,} is the most that is read")
        with os.fdopen(opened, "rb", closefd=False) as stream:
            return read_stream(stream, limit)
    except OSError as no:
        raise Unreadable(f"cannot be read ({_reason(no)})") from None
    finally:
        os.close(opened)


def read_stream(stream: BinaryIO, limit: int = SIZE) -> bytes:
    """All of a stream. Raises Unreadable when there are more than `limit` bytes; no more than that is ever held."""
    raw = stream.read(limit + 1)
    if len(raw) > limit:
        raise Unreadable(f"has more than {limit:,} bytes, which is the most that is read")
    return raw


def _reason(no: Exception) -> str:
    return (no.strerror or type(no).__name__).lower() if isinstance(no, OSError) else "that is no file name"
