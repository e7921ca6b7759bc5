"""Save unfinished shares, reports and other work on a screen as JSON, one file for each. The last window to save wins.

Check-ins have a draft for each window instead: see `drafts.py`.
"""

# ruff: noqa: PTH108, PTH120  plain os calls: this runs after every key
from __future__ import annotations

import contextlib
import json
import os
from typing import Any, Final

from cmcheckin.files import make_folder, read_bytes, write_file
from cmcheckin.journal.errors import trouble

SIZE: Final = 1_000_000
"""Largest file that is read, in bytes."""
HINT_DRAFT: Final = "hint-"
"""How the name of a proposal for a day that isn't logged begins. The day follows."""


def load(path: str) -> object:
    """Return the JSON value in the file `path`, or None if it can't be read."""
    try:
        return json.loads(read_bytes(path, limit=SIZE)[0])
    except (OSError, ValueError, RecursionError):
        return None


def keep(path: str, raw: dict[str, Any] | None, otherwise: str) -> None:
    """Save `raw` to `path`, or delete the file if `raw` is None. Raises JournalError, which begins with `otherwise`."""
    try:
        if raw is None:
            with contextlib.suppress(FileNotFoundError):
                os.unlink(path)
            return
        make_folder(os.path.dirname(path))
        write_file(path, json.dumps(raw, ensure_ascii=False).encode(), sync=False, locked=True)
    except OSError as error:
        raise trouble(otherwise, path, error) from error
