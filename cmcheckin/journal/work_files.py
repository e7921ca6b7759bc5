"""Save unfinished shares, reports and other work on a screen as JSON, one file for each. The last window to save wins.
What can't be saved, as on a full disk, stays in memory until it can be.

Check-ins have a draft for each window instead: see `drafts.py`.
"""

# ruff: noqa: PTH108, PTH120  plain os calls: this runs after every key
from __future__ import annotations

import contextlib
import json
import os
from typing import TYPE_CHECKING, Any, Final

from cmcheckin.files import make_folder, read_bytes
from cmcheckin.journal.errors import JournalError, trouble
from cmcheckin.journal.vault import START, HomeVault, is_damaged
from cmcheckin.wording.file_reasons import KEPT_UNTIL_QUIT

if TYPE_CHECKING:
    from cmcheckin.paths import Paths

SIZE: Final = 1_000_000
"""Largest file that is read, in bytes."""
_UNSAVED: Final[dict[str, dict[str, Any]]] = {}
"""What couldn't be saved, by path."""
HINT_DRAFT: Final = "hint-"
"""How the name of a proposal for a day that isn't logged begins. The day follows."""


def load(path: str, paths: Paths) -> object:
    """Return the JSON value in the file `path` of the home of `paths`, or the one that couldn't be saved there. None if
    it can't be read. Raises Locked."""
    if path in _UNSAVED:
        return _UNSAVED[path]
    try:
        data = read_bytes(path, limit=SIZE)[0]
        return json.loads(HomeVault(paths).opened(data) if data.startswith(START) else data)
    except (OSError, ValueError, RecursionError):
        return None
    except JournalError as error:
        if is_damaged(error):
            return None
        raise


def keep(path: str, raw: dict[str, Any] | None, otherwise: str, paths: Paths, *, in_memory: bool = True) -> None:
    """Save `raw` to `path` in the home of `paths`, or delete the file if `raw` is None. Raises JournalError, which
    begins with `otherwise`. `raw` is then kept `in_memory`, where `load` finds it."""
    _UNSAVED.pop(path, None)
    try:
        if raw is None:
            with contextlib.suppress(FileNotFoundError):
                os.unlink(path)
        else:
            _write(path, raw, paths)
    except OSError as error:
        if raw is None or not in_memory:
            raise trouble(otherwise, path, error) from error
        _UNSAVED[path] = raw
        raise trouble(otherwise, path, error, kept=KEPT_UNTIL_QUIT, retry=False) from error


def save_again(paths: Paths) -> list[str]:
    """Save what couldn't be saved before in the home of `paths`. Return the texts among what still can't be, as they
    end with the process."""
    for path, raw in [*_UNSAVED.items()]:
        with contextlib.suppress(OSError, JournalError):
            _write(path, raw, paths)
            del _UNSAVED[path]
    return [text for raw in _UNSAVED.values() if isinstance(text := raw.get("text"), str)]


def has_unsaved(paths: Paths) -> bool:
    """Try again to save what couldn't be saved in the home of `paths`. Return whether a draft still can't be."""
    save_again(paths)
    return any(path.startswith(f"{paths.drafts_folder}/") for path in _UNSAVED)


def _write(path: str, raw: dict[str, Any], paths: Paths) -> None:
    make_folder(os.path.dirname(path))
    data = json.dumps(raw, ensure_ascii=False).encode()
    HomeVault(paths).write(path, data, sync=False, locked=True)
