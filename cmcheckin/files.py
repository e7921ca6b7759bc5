"""Read regular files without ever blocking, and write private files completely or not at all."""

# Plain os calls: every save comes through here, and building a Path costs more than the call it is for.
# ruff: noqa: PTH102, PTH105, PTH108, PTH112, PTH120

from __future__ import annotations

import errno
import os
import stat
from contextlib import suppress
from typing import Final

PRIVATE: Final = 0o600
"""Mode of new files: only their owner can read them."""
TEMPORARY: Final = ".new"
"""Ending of a file that is written with a lock held. Its name is fixed, so the next write replaces a leftover."""
UNFINISHED: Final = ".unfinished"
"""Ending of a file that is written without a lock. Its name is hidden and random, as its folder may be shared."""
CHUNK: Final = 16_384
"""Fewest bytes to read at once, for files that report no size."""
_KINDS: Final = {
    stat.S_IFDIR: "a folder", stat.S_IFLNK: "a link", stat.S_IFIFO: "a pipe", stat.S_IFSOCK: "a socket",
    stat.S_IFCHR: "a device", stat.S_IFBLK: "a device",
}  # fmt: skip

TIMESTAMP_RESOLUTION: Final = 2_000_000_000
"""Nanoseconds within which two changes of a file or folder may get the same time: two seconds on a USB stick (FAT).
Linux before 6.13 uses the time of the last tick, which is at most 10 ms ago."""

StrPath = str | os.PathLike[str]


class NotRegularFile(OSError):  # noqa: N818  the name says what happened
    """The path is a folder, pipe, socket, device or link. The errno of one being read is EISDIR for a folder."""


class TooLarge(OSError):  # noqa: N818
    """The file has more than `limit` bytes. `size` is None if it has grown, or reports no size."""

    def __init__(self, path: StrPath, limit: int, size: int | None) -> None:
        super().__init__(errno.EFBIG, os.strerror(errno.EFBIG), os.fspath(path))
        self.limit, self.size = limit, size


# Reading


def open_regular(path: StrPath, *, parent: int | None = None, follow_link: bool = False) -> tuple[int, os.stat_result]:
    """Open the regular file at `path` and return its descriptor, which the caller closes, and its status.

    Never waits for a pipe or device. With `parent`, `path` is relative to that folder. Unless `follow_link`, a link is
    an OSError with ELOOP: in a synced folder, anyone could make the program read any file of the user's.
    Raises NotRegularFile and OSError; ValueError for a null byte in `path`.
    """
    flags = os.O_RDONLY | os.O_NONBLOCK | os.O_NOCTTY | os.O_CLOEXEC | (0 if follow_link else os.O_NOFOLLOW)
    try:
        fd = os.open(path, flags, dir_fd=parent)
    except OSError as error:
        if error.errno == errno.ENXIO:  # a socket, or a device that isn't there
            raise _not_regular(path, errno.EINVAL) from None
        raise
    try:
        status = os.fstat(fd)
        if not stat.S_ISREG(status.st_mode):
            raise _not_regular(path, errno.EISDIR if stat.S_ISDIR(status.st_mode) else errno.EINVAL)
    except BaseException:
        os.close(fd)
        raise
    return fd, status


def read_descriptor(fd: int, size: int, path: StrPath, limit: int | None = None) -> bytes:
    """Return the rest of the open file `fd`, which has `size` more bytes unless it changes meanwhile.

    Raises TooLarge, which names `path`, when there are more than `limit` bytes, and OSError.
    """
    if limit is not None and size > limit:
        raise TooLarge(path, limit, size)
    data = os.read(fd, max(CHUNK, size + 1))
    if len(data) == size:
        return data
    chunks, total = [data], len(data)  # it has grown, was read in part, or reports no size
    while (limit is None or total <= limit) and (data := os.read(fd, CHUNK)):
        chunks.append(data)
        total += len(data)
    if limit is not None and total > limit:
        raise TooLarge(path, limit, None)
    return b"".join(chunks)


def read_bytes(
    path: StrPath, start: int = 0, *, limit: int | None = None, follow_link: bool = False
) -> tuple[bytes, os.stat_result]:
    """Return the bytes of the regular file at `path` from the offset `start` on, and the status of the file.

    Raises TooLarge when there are more than `limit` bytes, and what `open_regular` raises.
    """
    fd, status = open_regular(path, follow_link=follow_link)
    try:
        if start:
            os.lseek(fd, start, os.SEEK_SET)
        return read_descriptor(fd, max(0, status.st_size - start), path, limit), status
    finally:
        os.close(fd)


def _not_regular(path: StrPath, number: int) -> NotRegularFile:
    return NotRegularFile(number, "it isn't a regular file", os.fspath(path))


# Writing


def make_folder(path: str) -> None:
    """Create the folder `path` and the missing ones above it, with mode 0700. Raises OSError."""
    if os.path.isdir(path):
        return
    above = os.path.dirname(path)
    if above and above != path:
        make_folder(above)
    with suppress(FileExistsError):
        os.mkdir(path, 0o700)
        sync_folder(above)


def create(path: StrPath, mode: int = PRIVATE) -> int:
    """Create the file `path`, and return a descriptor that appends to it.

    It is never open to more than `mode`. Raises FileExistsError when anything has that name, and OSError.
    """
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_APPEND | os.O_NOFOLLOW | os.O_CLOEXEC
    fd = os.open(path, flags, PRIVATE)
    try:
        if mode & ~os.fstat(fd).st_mode:  # it is to have more than PRIVATE, or a umask took even that
            os.fchmod(fd, mode)
    except BaseException:
        os.close(fd)
        delete_if_there(path)
        raise
    return fd


def write_all(fd: int, data: bytes) -> None:
    """Write all of `data` to `fd`. Raises OSError, including when the disk takes only part of it."""
    written = os.write(fd, data)
    while written < len(data):
        more = os.write(fd, data[written:])
        if not more:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        written += more


def write_new(path: StrPath, data: bytes, mode: int = PRIVATE, *, sync: bool = True) -> None:
    """Create the file `path` with `data`, and remove it again if that fails.

    With `sync` its content survives a power cut. Raises FileExistsError when anything has that name, and OSError.
    """
    fd = create(path, mode)
    try:
        try:
            write_all(fd, data)
            if sync:
                os.fsync(fd)
        finally:
            os.close(fd)
    except BaseException:
        delete_if_there(path)
        raise


def write_file(
    path: StrPath, data: bytes, *, replace: bool = True, sync: bool = True, mode: int = PRIVATE, locked: bool = False
) -> None:
    """Write `data` to `path` completely or not at all. The folder must exist.

    With `sync` it survives a power cut, without it only the end of the program. Pass `locked` when a lock keeps other
    processes from writing the same file. Raises NotRegularFile when `path` is anything but a regular file,
    FileExistsError when it exists and `replace` is False, and OSError.
    """
    temporary = f"{os.fspath(path)}{TEMPORARY}" if locked else temporary_name(path)
    if locked:  # a leftover is unlinked and not emptied, because it may be a second name of a file that has to stay
        with suppress(FileNotFoundError):
            os.unlink(temporary)
    try:
        write_new(temporary, data, mode, sync=sync)
    except OSError as error:
        error.filename = os.fspath(path)  # the name that the user knows
        raise
    try:
        (replace_file if replace else rename_to_free_name)(temporary, path)
    except BaseException:
        delete_if_there(temporary)
        raise
    if sync:
        sync_folder(os.path.dirname(path))


def temporary_name(path: StrPath) -> str:
    """Return a hidden name in the folder of `path` that nobody can guess."""
    folder, name = os.path.split(path)
    return os.path.join(folder, f".{name[:100]}.{os.urandom(6).hex()}{UNFINISHED}")  # noqa: PTH118


def check_replaceable(path: StrPath) -> None:
    """Raise NotRegularFile when `path` is there and is not a regular file: a folder, device, pipe or socket, or a link.

    A link is neither followed nor replaced: anyone who can write to a shared folder could point it anywhere, and a link
    of the user's own would be lost. Raises OSError when `path` can't be examined.
    """
    try:
        mode = os.lstat(path).st_mode
    except FileNotFoundError:
        return
    if not stat.S_ISREG(mode):
        kind = _KINDS.get(stat.S_IFMT(mode), "something else")
        reason = f"{kind} already has that name, and only regular files can be replaced"
        raise NotRegularFile(errno.EINVAL, reason, os.fspath(path))


def replace_file(finished: StrPath, path: StrPath) -> None:
    """Rename `finished` to `path`, replacing at most a regular file.

    Every replacement in the program goes through here. Raises NotRegularFile and OSError.
    """
    check_replaceable(path)
    os.replace(finished, path)


def rename_to_free_name(finished: StrPath, path: StrPath) -> None:
    """Rename `finished` to `path`. Unlike a plain rename it never replaces anything.

    Raises FileExistsError, with `path` as its file name, and OSError.
    """
    try:
        os.link(finished, path)
    except FileExistsError:
        raise FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST), os.fspath(path)) from None
    except OSError:  # a file system without hard links: an empty file reserves the name
        os.close(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC, PRIVATE))
        try:
            replace_file(finished, path)
        except BaseException:
            delete_if_there(path)
            raise
        return
    os.unlink(finished)


def delete_if_there(path: StrPath) -> None:
    """Delete the file `path`. Does nothing when that fails: it cleans up after another error, which counts."""
    with suppress(OSError):
        os.unlink(path)


def sync_folder(path: StrPath) -> None:
    """Make the names in the folder `path` survive a power cut, where the system can."""
    with suppress(OSError):
        fd = os.open(path or ".", os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
        try:
            os.fsync(fd)
        finally:
            os.close(fd)
