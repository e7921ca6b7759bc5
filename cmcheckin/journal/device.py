"""The name of this machine in the journal: part of file names, stamps and ids."""

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
"""How many characters of the host name are used."""
_FORM: Final = re.compile(r"[A-Za-z0-9][A-Za-z0-9-]{0,63}")


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
    """The id of this machine, such as `laptop-3f9a`: CMCHECKIN_DEVICE, else the one kept in the machine's state folder.

    It is made once, and stands outside the home: a synced or restored home never gives two machines one id.

    Raises JournalError when it can be neither read nor made.
    """
    named = clean(environ.get("CMCHECKIN_DEVICE", ""), 64)
    if named:
        return named
    folder = str(paths.state)
    path = f"{folder}/device"
    kept = _read(path)
    if kept:
        return kept
    made = f"{clean(host().split('.')[0], HOST) or 'device'}-{token()}"
    try:
        make_folder(folder)
        return _keep(path, made)
    except OSError as no:
        raise trouble("The name of this machine could not be kept", path, no) from no


def clean(text: str, limit: int) -> str:
    """Only letters, digits and single hyphens: safe in any file name, and without the dot that parts of one need."""
    return re.sub(r"[^A-Za-z0-9]+", "-", text).strip("-")[:limit].strip("-").lower()


def _read(path: str) -> str:
    try:
        found = read_bytes(os.path.realpath(path))[0]  # the machine's own folder, where a link is the user's own
        text = found[:80].decode("ascii", "replace").strip()
    except FileNotFoundError:
        return ""
    except OSError as no:
        what = f"The name of this machine cannot be read: {no.strerror or no} ({path})."
        raise JournalError(f"{what} Nothing was changed. Let your user read that file, then try again.") from no
    return text if _FORM.fullmatch(text) else ""


def _keep(path: str, made: str) -> str:
    """Write the id unless another process just did; returns the one that is kept."""
    data = made.encode() + b"\n"
    try:
        write_file(path, data, replace=False)
    except FileExistsError:
        if kept := _read(path):
            return kept
        write_file(path, data)  # the file exists but holds no valid id
    return made
