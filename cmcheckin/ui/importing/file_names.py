"""The names of files as users type them, or as terminals paste them when a file is dropped on the window."""

from __future__ import annotations

import os
import re
import shlex
from pathlib import Path
from typing import Final

from cmcheckin.ui.kit.prompt import path_of

MOST_NAMES: Final = 5000
"""How many names in a folder are examined for a completion."""
_ENCODED: Final = re.compile("(?:%[0-9A-Fa-f]{2})+")
"""Encoded bytes of a name in an address."""


def file_named(text: str) -> str:
    """Return the path that `text` names: unchanged if there is such a file, otherwise without quotes, with `\\ ` as a
    space, or from a `file://` address. ~ is the home folder. `-` is a file too, as standard input has the keys."""
    text = text.strip()
    if text == "-":
        return "./-"
    plain = str(path_of(text))
    if os.path.lexists(plain) or not text:
        return plain
    if text.startswith("file://"):
        path = "/" + text.removeprefix("file://").partition("/")[2]
        return _ENCODED.sub(lambda found: bytes.fromhex(found[0].replace("%", "")).decode("utf-8", "replace"), path)
    try:
        parts = shlex.split(text)
    except ValueError:  # a quotation mark that is part of a name
        return plain
    return str(path_of(parts[0])) if len(parts) == 1 else plain


def completed_name(text: str) -> str | None:
    """Return `text` with the name of a file or folder completed: as far as all matching names agree, or to the first of
    them. A folder ends with a slash. None if no name matches."""
    if not text.strip() or "\0" in text:
        return None
    folder, _, begun = text.rpartition("/")
    where = path_of(f"{folder}/" if "/" in text else ".")
    found = sorted(name for name in _names(where) if name.startswith(begun) and (begun or name[:1] != "."))
    if not found:
        return None
    shared = os.path.commonprefix(found)  # noqa: RUF071  letters, not folders
    name = shared if len(found) > 1 and len(shared) > len(begun) else found[0]
    is_folder = name in found and (where / name).is_dir()
    return f"{text[: len(text) - len(begun)]}{name}{'/' if is_folder else ''}"


def _names(folder: Path) -> list[str]:
    try:
        with os.scandir(folder) as entries:
            return [entry.name for _, entry in zip(range(MOST_NAMES), entries, strict=False)]
    except OSError:
        return []
