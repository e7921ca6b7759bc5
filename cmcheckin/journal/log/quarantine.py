"""Quarantined copies of unreadable files. They are never deleted, and never read as journal files."""

# ruff: noqa: PTH208  plain os calls: a Path would cost more than the call

from __future__ import annotations

import contextlib
import os
import re
from collections.abc import Sequence
from datetime import date
from typing import Final

from cmcheckin.files import read_bytes, write_new

_KINDS: Final = r"\.(?:damaged|torn|unreadable)-\d{4}-\d{2}-\d{2}(?:-\d+)?$"


def quarantine(path: str, kind: str, data: bytes, today: date) -> str:
    """Write `data` beside `path` as `<name>.<kind>-<today>`, mode 0600, unless a copy of `kind` has the same content.
    Return the path of the copy. Raises OSError."""
    base = f"{path}.{kind}-{today.isoformat()}"
    for earlier in quarantined(path, kind):
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


def quarantine_lines(path: str, lines: Sequence[bytes], today: date) -> str | None:
    """Quarantine those of the damaged `lines` of the file `path` that no earlier copy has. Return the path of the copy
    with the first of them; None if there is none. Raises OSError."""
    copies: dict[bytes, str] = {}
    for earlier in quarantined(path, "damaged"):
        with contextlib.suppress(OSError):
            copies |= dict.fromkeys(read_bytes(earlier)[0].split(b"\n"), earlier)
    found = [line for line in lines if line]
    if new := [line for line in found if line not in copies]:
        copies |= dict.fromkeys(new, quarantine(path, "damaged", b"\n".join(new) + b"\n", today))
    return copies[found[0]] if found else None


def quarantined(path: str, kind: str) -> list[str]:
    """Return the paths of the quarantined copies of `path` of this `kind`."""
    folder, name = os.path.split(path)
    start = f"{name}.{kind}-"
    with contextlib.suppress(OSError):
        return sorted(f"{folder}/{found}" for found in os.listdir(folder) if found.startswith(start))
    return []


def is_quarantined(name: str) -> bool:
    """Return whether a file called `name` is a quarantined copy."""
    return re.search(_KINDS, name) is not None
