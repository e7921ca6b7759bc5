"""Holding a lock file, the way filelock does, for at most one process at a time.

Where the system has flock it is called here: it is what filelock calls too, on the same file, so both keep each other
out; but importing filelock takes longer than everything else a save has to do. Elsewhere filelock itself is used.
"""

from __future__ import annotations

import errno
import os
from typing import TYPE_CHECKING, Protocol

from cmcheckin.journal.disk import PRIVATE

if TYPE_CHECKING:
    from filelock import BaseFileLock

_MISSING = frozenset({errno.ENOSYS, errno.ENOTSUP, errno.EOPNOTSUPP, errno.ENOLCK})
"""How a file system says that it has no flock."""


class Hold(Protocol):
    """A lock file that is held. The system lets go of it when the process ends, however it ends."""

    def release(self) -> None:
        """Let others have it."""


class _Flock:
    def __init__(self, fd: int) -> None:
        self._fd = fd

    def release(self) -> None:
        os.close(self._fd)


class _FileLock:
    def __init__(self, lock: BaseFileLock) -> None:
        self._lock = lock

    def release(self) -> None:
        self._lock.release()


def take(path: str) -> Hold | None:
    """Hold this file, made if need be (0600); None when another process does. Never waits. Raises OSError."""
    try:
        import fcntl
    except ImportError:
        return _take_elsewhere(path)
    while True:
        fd = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC | os.O_NOFOLLOW | os.O_NONBLOCK, PRIVATE)
        try:
            fcntl.flock(fd, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            os.close(fd)
            return None
        except BaseException as no:
            os.close(fd)
            if isinstance(no, OSError) and no.errno in _MISSING:
                return _take_elsewhere(path)
            raise
        if os.fstat(fd).st_nlink:
            return _Flock(fd)
        os.close(fd)  # it was deleted while it was opened, so it keeps nobody out


def _take_elsewhere(path: str) -> Hold | None:
    from filelock import FileLock, Timeout

    lock = FileLock(path, mode=PRIVATE, thread_local=False)
    try:
        lock.acquire(timeout=0)
    except Timeout:
        return None
    return _FileLock(lock)
