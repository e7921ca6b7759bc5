"""Lock a file for one process at a time. The system releases the lock when the process ends, however it ends.

Uses flock where the file system has it, else a POSIX record lock (`lockf`), as on some network file systems. Both
belong to the system, so a killed process never leaves a lock behind.
"""

from __future__ import annotations

import errno
import os
from typing import Final, Protocol

from cmcheckin.files import PRIVATE
from cmcheckin.journal.errors import NO_LOCKS

_TAKEN: Final = frozenset({errno.EAGAIN, errno.EWOULDBLOCK, errno.EACCES})
"""Error numbers that mean another process has the lock."""
_recorded: Final[set[tuple[int, int]]] = set()
"""Device and inode of the files this process holds with a record lock. Such a lock belongs to the whole process: a
second descriptor of the file would get it too, and closing that would release it for both."""


class Hold(Protocol):
    """A lock file held by this process."""

    def release(self) -> None:
        """Release the lock."""


class _Flock:
    def __init__(self, fd: int) -> None:
        self._fd = fd

    def release(self) -> None:
        os.close(self._fd)


class _RecordLock:
    def __init__(self, fd: int, key: tuple[int, int]) -> None:
        self._fd, self._key = fd, key

    def release(self) -> None:
        _recorded.discard(self._key)
        os.close(self._fd)


def take(path: str) -> Hold | None:
    """Lock the file at `path`, created with mode 0600 if missing. Return None when another process has the lock.

    Never waits. Raises OSError, with an errno of `errors.NO_LOCKS` where the file system has no locks of either kind.
    """
    import fcntl

    while True:
        if _held_here(path):
            return None
        fd = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC | os.O_NOFOLLOW | os.O_NONBLOCK, PRIVATE)
        try:
            hold: Hold = _Flock(fd)
            try:
                fcntl.flock(fd, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except OSError as error:
                if error.errno not in NO_LOCKS:
                    raise
                fcntl.lockf(fd, fcntl.LOCK_EX | fcntl.LOCK_NB)
                found = os.fstat(fd)
                hold = _RecordLock(fd, (found.st_dev, found.st_ino))
                _recorded.add((found.st_dev, found.st_ino))
        except BaseException as error:
            os.close(fd)
            if isinstance(error, OSError) and error.errno in _TAKEN:
                return None
            raise
        if os.fstat(fd).st_nlink:
            return hold
        hold.release()  # deleted while we opened it, so the lock is worthless


def _held_here(path: str) -> bool:
    """Return whether this process holds a record lock on the file at `path`, without opening it."""
    if not _recorded:
        return False
    try:
        found = os.stat(path, follow_symlinks=False)  # noqa: PTH116  plain os calls, as in `files`
    except OSError:
        return False
    return (found.st_dev, found.st_ino) in _recorded
