"""Files that a command was asked to write."""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path

from cmcheckin.cli.output import FAILED, REFUSED, Stop, quoted


def write_private(path: Path, parts: Iterable[str], *, replace: bool) -> None:
    """Writes a file of mode 0600, whole or not at all. Ends the command when it exists and may not be replaced."""
    from cmcheckin.sharing.writing import put

    shown = quoted(path, 200)
    if path.is_dir():
        raise Stop(REFUSED, f"{shown} is a folder. Nothing was written.")
    there = f"{shown} exists already. Nothing was written; --replace lets the new one stand."
    if not replace and os.path.lexists(path):
        raise Stop(REFUSED, there)
    try:
        put(path, "".join(parts).encode(), replace=replace)
    except FileExistsError:
        raise Stop(REFUSED, there) from None
    except OSError as no:
        raise Stop(FAILED, f"{shown} could not be written ({(no.strerror or '').lower()}).") from None
