"""Open folders below the paths that the user named, without following links."""

from __future__ import annotations

import errno
import os
from collections import OrderedDict
from collections.abc import Sequence
from typing import Final

from cmcheckin.files import NotRegularFile, TooLarge
from cmcheckin.wording import file_reasons as reasons

MAX_OPEN_FOLDERS: Final = 32
"""Most folders open at once."""


class OpenFolders:
    """The open folders below `paths`. Opening one may close the one that wasn't used for the longest time."""

    def __init__(self, paths: Sequence[str]) -> None:
        self._paths = paths
        self._open: OrderedDict[tuple[int, tuple[str, ...]], int] = OrderedDict()

    def open(self, root: int, names: tuple[str, ...] | None) -> int | None:
        """Return a descriptor of the folder `names` below the path with the index `root`, opened name by name; None for
        a file that the user named (`names` is None). Raises OSError, and ValueError for a null byte."""
        if names is None:
            return None
        key = root, names
        if (fd := self._open.get(key)) is not None:
            self._open.move_to_end(key)
            return fd
        if len(self._open) >= MAX_OPEN_FOLDERS:
            os.close(self._open.popitem(last=False)[1])
        parent = self._open.get((root, names[:-1])) if names else None
        if parent is not None:
            fd = _open_inner(names[-1], parent)
        else:
            fd = os.open(self._paths[root], os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
            for name in names:
                try:
                    inner = _open_inner(name, fd)
                finally:
                    os.close(fd)
                fd = inner
        self._open[key] = fd
        return fd

    def close(self) -> None:
        """Close all folders. They can be opened again."""
        for fd in self._open.values():
            os.close(fd)
        self._open.clear()


def _open_inner(name: str, parent: int) -> int:
    return os.open(name, os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW | os.O_CLOEXEC, dir_fd=parent)


def reason_of(error: Exception) -> str:
    """Return why something couldn't be opened or read because of `error`, as a clause."""
    match error:
        case FileNotFoundError():
            return reasons.NOT_THERE
        case PermissionError():
            return reasons.NO_PERMISSION
        case NotRegularFile():
            return reasons.NOT_REGULAR
        case TooLarge(size=None):
            return reasons.SIZE_UNKNOWN.format(limit=error.limit)
        case TooLarge():
            return reasons.TOO_LARGE.format(size=error.size, limit=error.limit)
        case OSError(errno=errno.ELOOP):
            return reasons.LINK
        case OSError():
            return reasons.READ_ERROR.format(error=(error.strerror or "").lower())
    return reasons.INVALID_NAME
