"""Read and write what this machine remembers of each home: JSON files in the folder of its own state, which isn't
synced. Nobody who can only change the home changes what they say."""

from __future__ import annotations

import json
import os
from typing import TYPE_CHECKING, Any, Final

from cmcheckin.files import read_bytes, write_file
from cmcheckin.journal.encryption.cipher import EncryptionError
from cmcheckin.journal.errors import trouble
from cmcheckin.wording import encryption as words

if TYPE_CHECKING:
    from cmcheckin.paths import Paths

_LIMIT: Final = 1_000_000


def remembered(paths: Paths, name: str) -> Any:
    """Return what the file `name` has for the home of `paths`, None if it has nothing. Raises EncryptionError if it
    can't be read."""
    return _all(paths, name).get(_home(paths))


def remember(paths: Paths, name: str, value: Any, kept: str = words.NOTHING_CHANGED) -> None:
    """Write `value` for the home of `paths` to the file `name`; None removes it. Raises JournalError, which says what
    is `kept`."""
    if _all(paths, name).get(_home(paths)) == value:
        return
    from cmcheckin.journal.log.lock import Lock  # not for reading, which `status` does at every prompt

    path = f"{paths.state_folder}/{name}"
    lock = Lock(paths.state_folder, name=f".{name}.lock", what=words.THIS_DEVICE, kept=kept)
    lock.acquire()  # the homes of this machine share the file
    try:
        known = _all(paths, name)
        known.pop(_home(paths), None)
        if value is not None:
            known[_home(paths)] = value
        write_file(path, json.dumps(known, indent=1).encode() + b"\n")
    except OSError as error:
        raise trouble(words.NOT_REMEMBERED, path, error, kept=kept) from error
    finally:
        lock.release()


def _all(paths: Paths, name: str) -> dict[str, Any]:
    path, reason = f"{paths.state_folder}/{name}", words.NOT_SETTINGS
    try:
        known = json.loads(read_bytes(path, limit=_LIMIT, follow_link=True)[0])
        if isinstance(known, dict):
            return known
    except FileNotFoundError:
        return {}
    except OSError as error:
        reason = error.strerror or str(error)
    except (ValueError, RecursionError):
        pass
    raise EncryptionError(words.own_settings_unreadable(path, reason))  # and what it has of other homes isn't replaced


def _home(paths: Paths) -> str:
    return os.path.realpath(paths.data_folder)
