"""Small ways of writing to the disk that leave either the old state or the new one, private from the first byte."""

# Plain os calls: a Path for each of them would cost more than the call.
# ruff: noqa: PTH102, PTH108, PTH112, PTH120

from __future__ import annotations

import contextlib
import errno
import os
import stat
from typing import Final

from cmcheckin.journal.errors import JournalError
from cmcheckin.paths import NotAFile, replace_file

PRIVATE: Final = 0o600
TEMPORARY: Final = ".new"
"""What a file is called while it is written: its name and this, in its own folder. Left over only by a sudden end."""

NO_LOCKS: Final = frozenset({errno.ENOSYS, errno.ENOTSUP, errno.EOPNOTSUPP, errno.ENOLCK})
"""Error numbers of a file system without locks."""
_FULL: Final = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG})

_IN_THE_WAY: Final = frozenset({errno.ENOTDIR, errno.EEXIST})


def make_folder(path: str) -> None:
    """The folder and those above it; new ones are the user's alone (0700)."""
    if os.path.isdir(path):
        return
    above = os.path.dirname(path)
    if above and above != path:
        make_folder(above)
    with contextlib.suppress(FileExistsError):
        os.mkdir(path, 0o700)
        sync_folder(above)


def create(path: str, *, exclusive: bool = False) -> int:
    """A descriptor to write a new file of mode 0600 with, in place of one that is there unless `exclusive`.

    That one is unlinked and not emptied: it may be a second name of a file that has to stay. Raises FileExistsError.
    """
    if not exclusive:
        with contextlib.suppress(FileNotFoundError):
            os.unlink(path)
    fd = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_APPEND | os.O_CLOEXEC, PRIVATE)
    if stat.S_IMODE(os.fstat(fd).st_mode) != PRIVATE:
        os.fchmod(fd, PRIVATE)
    return fd


def write_all(fd: int, data: bytes) -> None:
    """Every byte, or OSError. A disk that takes only part of them is full."""
    written = os.write(fd, data)
    while written < len(data):
        more = os.write(fd, data[written:])
        if not more:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        written += more


def replace(path: str, data: bytes, *, sync: bool, alone: bool = True) -> None:
    """Replace the whole content of a file atomically, with mode 0600. Raises OSError, and NotAFile when the path isn't
    a regular file.

    With `sync` it survives a power cut, without it only the end of the program. Pass `alone=False` when no lock keeps
    another process from replacing the file at the same time.
    """
    temporary = f"{path}{TEMPORARY}" if alone else f"{path}.{os.getpid()}{TEMPORARY}"
    fd = create(temporary)
    try:
        write_all(fd, data)
        if sync:
            os.fsync(fd)
    except BaseException:
        os.close(fd)
        with contextlib.suppress(OSError):
            os.unlink(temporary)
        raise
    os.close(fd)
    try:
        replace_file(temporary, path)
    except NotAFile:
        os.unlink(temporary)
        raise
    if sync:
        sync_folder(os.path.dirname(path))


def sync_folder(path: str) -> None:
    """Make the names in a folder last through a power cut, where the system knows how."""
    with contextlib.suppress(OSError):
        fd = os.open(path, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
        try:
            os.fsync(fd)
        finally:
            os.close(fd)


def trouble(
    what: str, path: str, error: OSError, *, kept: str = "Nothing was changed.", reading: bool = False
) -> JournalError:
    """Return the error to show for `error`: `what` failed, why, at which `path`, what was `kept`, what to do next.

    `kept`: a sentence that is true wherever this is raised, or empty. `reading`: reading failed, not writing.
    """
    advice = "Please try again."
    why = error.strerror or str(error)
    if error.errno in _FULL:
        why = "there is no room left on the disk"
        advice = "Free some space, then try again."
    elif error.errno in NO_LOCKS:
        why = "this file system has no file locks, so two windows could overwrite each other"
        advice = "Move your data to a disk that has them, and name it with --home DIR or CMCHECKIN_HOME."
    elif error.errno == errno.EROFS:
        why = "the disk is read-only"
        advice = "Make it writable, then try again."
    elif error.errno in _IN_THE_WAY and (file := _file_in_the_way(path)):
        path, why = file, "it is a file, and a folder is needed there"
        advice = "Move that file elsewhere or name another folder, then try again."
    elif error.errno in (errno.EACCES, errno.EPERM):
        closed = _closed_folder(path)
        why = "your user may not read it" if reading else "it may not be written to"
        advice = f"Allow your user to {'read it' if reading else 'write there'}, then try again."
        if closed:
            why = f"your user may not open the folder {closed}"
            advice = "Allow your user to open it, then try again."
    return JournalError(" ".join(part for part in (f"{what}: {why} ({path}).", kept, advice) if part))


def _closed_folder(path: str) -> str:
    """Return the outermost folder above `path` that this user may not open; empty if there is none."""
    return next((one for one in _folders(path) if os.path.isdir(one) and not os.access(one, os.X_OK)), "")


def _file_in_the_way(path: str) -> str:
    """Return the path at or above `path` that exists and isn't a folder; empty if there is none."""
    return next((one for one in [*_folders(path), path] if os.path.lexists(one) and not os.path.isdir(one)), "")


def _folders(path: str) -> list[str]:
    """Return the folders above `path`, outermost first."""
    above = os.path.dirname(path)
    return [] if above == path else [*_folders(above), above]
