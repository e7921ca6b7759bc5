"""The name of this machine in the journal: part of file names, stamps and ids."""

# ruff: noqa: PTH108  plain os calls, as in the rest of the room
from __future__ import annotations

import contextlib
import os
import re
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Final

from cmcheckin.journal.disk import create, make_folder, trouble, write_all
from cmcheckin.journal.errors import JournalError
from cmcheckin.journal.files import read_bytes
from cmcheckin.paths import replace_file

if TYPE_CHECKING:
    from cmcheckin.paths import Places

HOST: Final = 20
"""How many characters of the host name are used."""
_FORM: Final = re.compile(r"[A-Za-z0-9][A-Za-z0-9-]{0,63}")


def _token() -> str:
    return os.urandom(2).hex()


def _host() -> str:
    return os.uname().nodename if hasattr(os, "uname") else os.environ.get("COMPUTERNAME", "")


def device_id(
    places: Places,
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
    folder = str(places.state)
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
    temporary = f"{path}.{os.getpid()}.new"
    fd = create(temporary)
    try:
        write_all(fd, made.encode() + b"\n")
        os.fsync(fd)
    finally:
        os.close(fd)
    try:
        try:
            os.link(temporary, path)
        except FileExistsError:
            if kept := _read(path):
                return kept
            replace_file(temporary, path)  # the file exists but holds no valid id
        except OSError:
            replace_file(temporary, path)  # this file system has no hard links
    finally:
        with contextlib.suppress(OSError):
            os.unlink(temporary)
    return made
