"""The id of this machine in the journal. It is part of file names, stamps and ids of records."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Final

from cmcheckin.files import make_folder, read_bytes, write_file
from cmcheckin.journal.errors import JournalError, trouble

if TYPE_CHECKING:
    from cmcheckin.paths import Paths

HOST: Final = 20
"""Maximum number of characters taken from the host name."""


def _token() -> str:
    return os.urandom(2).hex()


def _host() -> str:
    return os.uname().nodename if hasattr(os, "uname") else os.environ.get("COMPUTERNAME", "")


def device_id(
    paths: Paths,
    environ: Mapping[str, str] = os.environ,
    host: Callable[[], str] = _host,
    token: Callable[[], str] = _token,
) -> str:
    """Return the id of this machine, such as `laptop-3f9a`: CMCHECKIN_DEVICE, or the one saved in the state folder.

    The id is made once, from `host()` and `token()`. It is saved outside the home, so that a synced or restored home
    never gives two machines the same id. Raises JournalError when it can be neither read nor saved.
    """
    named = clean(environ.get("CMCHECKIN_DEVICE", ""), 64)
    if named:
        return named
    folder = paths.state_folder
    path = f"{folder}/device"
    saved = _read(path)
    if saved:
        return saved
    made = f"{clean(host().split('.')[0], HOST) or 'device'}-{token()}"
    try:
        make_folder(folder)
        return _keep(path, made)
    except OSError as error:
        raise trouble("This device's name couldn't be saved", path, error) from error


def clean(text: str, limit: int) -> str:
    """Reduce `text` to at most `limit` lower-case letters, digits and single hyphens, for use in file names."""
    return re.sub(r"[^A-Za-z0-9]+", "-", text).strip("-")[:limit].strip("-").lower()


def _read(path: str) -> str:
    try:
        found = read_bytes(os.path.realpath(path))[0]  # a link in this folder was made by the user
        text = found[:80].decode("ascii", "replace").strip()
    except FileNotFoundError:
        return ""
    except OSError as error:
        what = f"This device's name can't be read: {error.strerror or error} ({path})."
        raise JournalError(
            f"{what} Nothing was changed. Correct the permissions on that file, then try again."
        ) from error
    is_id = text.isascii() and text.replace("-", "").isalnum() and text[0] != "-" and len(text) <= 64
    return text if is_id else ""


def _keep(path: str, made: str) -> str:
    """Write the id `made` to `path` unless another process just wrote one. Return the saved id. Raises OSError."""
    data = made.encode() + b"\n"
    try:
        write_file(path, data, replace=False)
    except FileExistsError:
        if saved := _read(path):
            return saved
        write_file(path, data)  # the file exists but holds no valid id
    return made
