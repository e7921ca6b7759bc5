"""Answers kept beside the index: JSON that can be deleted at any time, and that nobody misses if it cannot be kept."""

from __future__ import annotations

import json
import os
from contextlib import suppress
from typing import TYPE_CHECKING

from cmcheckin.domain.fields import JSON

if TYPE_CHECKING:
    from cmcheckin.journal import Journal


def read(journal: Journal, name: str) -> dict[str, JSON] | None:
    """What was kept under that name; None when there is nothing that can be read."""
    from cmcheckin.files import read_bytes

    try:
        raw = json.loads(read_bytes(str(journal.paths.cache / name))[0])
    except (OSError, ValueError, RecursionError):
        return None
    return raw if isinstance(raw, dict) else None


def write(journal: Journal, name: str, value: dict[str, object]) -> None:
    """Keep it under that name, for the user's eyes alone, if the folder can be written to."""
    from cmcheckin.files import make_folder, write_file

    with suppress(OSError, ValueError):
        folder = str(journal.paths.cache)
        make_folder(folder)
        write_file(os.path.join(folder, name), json.dumps(value).encode(), sync=False)  # noqa: PTH118
