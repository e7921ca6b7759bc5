"""Keep an unlocked identity for a session: in memory that the system empties, readable for this user alone."""

# ruff: noqa: PTH102, PTH108, PTH112  plain os calls, as in `files`
from __future__ import annotations

import os
import stat
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from typing import TYPE_CHECKING, Final

from cmcheckin.domain.named import NamedTuple
from cmcheckin.files import read_bytes, write_file
from cmcheckin.journal.encryption.cipher import EncryptionError
from cmcheckin.wording import encryption as words

if TYPE_CHECKING:
    from cmcheckin.paths import Paths

_IN_MEMORY: Final = frozenset({"tmpfs", "ramfs"})
_SHARED: Final = "/dev/shm"  # noqa: S108  a folder of our own is made in it, and checked
_LIMIT: Final = 65_536


class Place(NamedTuple):
    """A `folder` for unlocked identities. `ends_at_logout`: the system empties it at the end of the login session, and
    not only at the next restart."""

    folder: str
    ends_at_logout: bool


def session_secrets(paths: Paths) -> tuple[str, ...]:
    """Return the secret keys that `keep` left in this session for a home; empty if none."""
    for place in _usable():
        with suppress(OSError):
            data, status = read_bytes(_file(place, paths), limit=_LIMIT)
            if _is_private(status):
                return tuple(data.decode("ascii", "replace").split())
    return ()


def keep(paths: Paths, secrets: Sequence[str]) -> Place:
    """Keep `secrets` for this session. Raises EncryptionError if no place on this machine is safe for it."""
    for place in _usable(make=True):
        with suppress(OSError):
            write_file(_file(place, paths), "\n".join(secrets).encode(), sync=False)
            return place
    raise EncryptionError(words.NO_SAFE_PLACE)


def drop(paths: Paths) -> bool:
    """Remove what `keep` left for a home, and return whether there was anything. Raises OSError."""
    dropped = False
    for place in _usable():
        with suppress(FileNotFoundError):
            os.unlink(_file(place, paths))
            dropped = True
    return dropped


def _file(place: Place, paths: Paths) -> str:
    home = os.path.realpath(paths.data_folder).encode("utf-8", "surrogateescape")
    try:
        from _blake2 import blake2b  # hashlib would load all of OpenSSL for it
    except ImportError:
        from hashlib import blake2b
    return f"{place.folder}/cmcheckin-{blake2b(home, digest_size=8).hexdigest()}"


def _usable(*, make: bool = False) -> Iterator[Place]:
    """Yield the safe places of this machine, best first. With `make`, the missing folder of our own is made."""
    for folder in _runtime_folders(os.environ):
        if _is_safe(folder):
            yield Place(folder, True)
    if os.path.isdir(_SHARED):
        own = f"{_SHARED}/cmcheckin-{os.getuid()}"
        if make:
            with suppress(OSError):
                os.mkdir(own, 0o700)
        if _is_safe(own):
            yield Place(own, False)


def _runtime_folders(environ: Mapping[str, str]) -> Iterator[str]:
    """Yield the folders that a login session has for itself."""
    named = environ.get("XDG_RUNTIME_DIR", "")
    if os.path.isabs(named):  # noqa: PTH117
        yield named.rstrip("/")
    usual = f"/run/user/{os.getuid()}"
    if usual != named.rstrip("/"):
        yield usual


def _is_safe(folder: str) -> bool:
    """Return whether `folder` is in memory, belongs to this user, and is closed to everyone else."""
    try:
        status = os.lstat(folder)
    except OSError:
        return False
    return stat.S_ISDIR(status.st_mode) and _is_private(status) and _type_of(status.st_dev) in _IN_MEMORY


def _is_private(status: os.stat_result) -> bool:
    return status.st_uid == os.getuid() and not status.st_mode & 0o077


def _type_of(device: int) -> str:
    """Return the type of the file system with the number `device`; empty if the system doesn't say."""
    wanted = f"{os.major(device)}:{os.minor(device)}"
    try:
        with open("/proc/self/mountinfo", encoding="utf-8", errors="replace") as lines:  # noqa: PTH123
            for line in lines:
                before, _, after = line.partition(" - ")
                if before.split()[2:3] == [wanted]:
                    return after.split()[0]
    except (OSError, IndexError):
        return ""
    return ""
