"""Save unfinished shares, reports and other work on a screen as JSON, one file for each. The last window to save wins.

Check-ins have a draft for each window instead: see `drafts.py`.
"""

# ruff: noqa: PTH108, PTH120  plain os calls: this runs after every key
from __future__ import annotations

import contextlib
import json
import os
from typing import TYPE_CHECKING, Any, Final

from cmcheckin.files import make_folder, read_bytes, write_file
from cmcheckin.journal.encryption.vault import HomeVault, is_damaged
from cmcheckin.journal.errors import JournalError, trouble
from cmcheckin.journal.log.envelope import START

if TYPE_CHECKING:
    from cmcheckin.paths import Paths

SIZE: Final = 1_000_000
"""Largest file that is read, in bytes."""
HINT_DRAFT: Final = "hint-"
"""How the name of a proposal for a day that isn't logged begins. The day follows."""


def load(path: str, paths: Paths) -> object:
    """Return the JSON value in the file `path` of the home of `paths`, or None if it can't be read. Raises Locked."""
    try:
        data = read_bytes(path, limit=SIZE)[0]
        return json.loads(HomeVault(paths).opened(data) if data.startswith(START) else data)
    except (OSError, ValueError, RecursionError):
        return None
    except JournalError as error:
        if is_damaged(error):
            return None
        raise


def keep(path: str, raw: dict[str, Any] | None, otherwise: str, paths: Paths) -> None:
    """Save `raw` to `path` in the home of `paths`, or delete the file if `raw` is None. Raises JournalError, which
    begins with `otherwise`."""
    try:
        if raw is None:
            with contextlib.suppress(FileNotFoundError):
                os.unlink(path)
            return
        make_folder(os.path.dirname(path))
        data = json.dumps(raw, ensure_ascii=False).encode()
        write_file(path, HomeVault(paths).sealed(data), sync=False, locked=True)
    except OSError as error:
        raise trouble(otherwise, path, error) from error
