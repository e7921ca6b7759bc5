"""Copies put aside: what could not be read is never thrown away, and never read as a journal again."""

# Plain os calls: a Path for each of them would cost more than the call.
# ruff: noqa: PTH208

from __future__ import annotations

import contextlib
import os
import re
from datetime import date
from typing import Final

from cmcheckin.files import read_bytes, write_new

_KINDS: Final = re.compile(r"\.(?:damaged|torn|unreadable)-\d{4}-\d{2}-\d{2}(?:-\d+)?$")


def put_aside(path: str, kind: str, data: bytes, today: date) -> str:
    """A copy next to the file as `<name>.<kind>-<date>`, 0600; one with the same content is not made twice.

    Returns its path. Raises OSError.
    """
    base = f"{path}.{kind}-{today.isoformat()}"
    for earlier in asides_of(path, kind):
        with contextlib.suppress(OSError):
            if read_bytes(earlier)[0] == data:
                return earlier
    copy, number = base, 1
    while True:
        try:
            write_new(copy, data)
        except FileExistsError:
            number += 1
            copy = f"{base}-{number}"
        else:
            return copy


def asides_of(path: str, kind: str) -> list[str]:
    """The copies of a file put aside earlier."""
    folder, name = os.path.split(path)
    start = f"{name}.{kind}-"
    with contextlib.suppress(OSError):
        return sorted(f"{folder}/{found}" for found in os.listdir(folder) if found.startswith(start))
    return []


def is_aside(name: str) -> bool:
    """Whether a file of this name is such a copy."""
    return _KINDS.search(name) is not None
