"""The number of the last line that this device wrote to each of its files, written after each save without a sync.

A file that is shorter than that lost lines that were acknowledged, while a torn line after it never was. It can be
deleted at any time.
"""

# ruff: noqa: PTH120  plain os calls: a Path would cost more than the call
from __future__ import annotations

import contextlib
import json
import os
from typing import Final

from cmcheckin.files import make_folder, read_bytes
from cmcheckin.journal.log.lines import checked, dumps, verified

PREFIX: Final = "ends."
"""The start of the file's name in the cache. The file has numbers of lines and no words, so it is never sealed."""
_FLAGS: Final = os.O_WRONLY | os.O_CREAT | os.O_CLOEXEC | os.O_NOFOLLOW


def read(path: str) -> dict[str, int]:
    """Return the last number by source; empty if the file `path` is missing or damaged."""
    try:
        found = json.loads(verified(read_bytes(path)[0]))
        return {source: number for source, number in found["ends"].items() if type(number) is int}
    except (OSError, ValueError, LookupError, TypeError, AttributeError, RecursionError):
        return {}


def write(path: str, ends: dict[str, int]) -> None:
    """Write the last number by source to `path`. Never raises OSError."""
    with contextlib.suppress(OSError):
        try:
            fd = os.open(path, _FLAGS, 0o600)
        except FileNotFoundError:
            make_folder(os.path.dirname(path))
            fd = os.open(path, _FLAGS, 0o600)
        try:
            data = checked(dumps({"ends": ends}))
            os.pwrite(fd, data, 0)
            if os.fstat(fd).st_size > len(data):  # truncating takes half the time even where it changes nothing
                os.ftruncate(fd, len(data))
        finally:
            os.close(fd)
