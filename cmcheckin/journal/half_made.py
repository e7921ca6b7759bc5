"""What is half made on a screen, a file for each, kept while somebody types: it lasts through the end of the program.

Not for a check-in, whose drafts have a window each (`drafts.py`): of these the last one that was kept counts.
"""

# ruff: noqa: PTH108, PTH120  plain os calls: this goes with every key
from __future__ import annotations

import contextlib
import json
import os
from typing import Any, Final

from cmcheckin.files import make_folder, read_bytes, write_file
from cmcheckin.journal.errors import trouble

SIZE: Final = 1_000_000
"""Largest of them that is read, in bytes."""


def load(path: str) -> object:
    """What JSON says there; None when there is nothing that can be read."""
    try:
        return json.loads(read_bytes(path, limit=SIZE)[0])
    except (OSError, ValueError, RecursionError):
        return None


def keep(path: str, raw: dict[str, Any] | None, otherwise: str) -> None:
    """Keep this there, or take what is there away for None. Raises JournalError, which begins with `otherwise`."""
    try:
        if raw is None:
            with contextlib.suppress(FileNotFoundError):
                os.unlink(path)
            return
        make_folder(os.path.dirname(path))
        write_file(path, json.dumps(raw, ensure_ascii=False).encode(), sync=False, locked=True)
    except OSError as no:
        raise trouble(otherwise, path, no) from no
