"""Append a line to a file of this device with one write and one sync. If that fails, the file stays as it was."""

# ruff: noqa: PTH104, PTH108, PTH120  plain os calls: a Path would cost more than the call

from __future__ import annotations

import contextlib
import errno
import os
from collections.abc import Callable
from datetime import date

from cmcheckin.files import TEMPORARY, create, make_folder, read_bytes, sync_folder
from cmcheckin.journal.errors import JournalError, trouble
from cmcheckin.journal.log.files import JournalFile
from cmcheckin.journal.log.lines import Header, header_line
from cmcheckin.journal.log.quarantine import quarantine

UNSURE = "The change may have been saved anyway, so check before you enter it again."
_SYNC = getattr(os, "fdatasync", os.fsync)


def append(file: JournalFile, line: bytes, today: Callable[[], date]) -> None:
    """Append the `line` to `file`, which was read to its end. The caller holds the lock. Raises JournalError
    with the file unchanged, or with a message that the line may have been saved."""
    fd = -1
    sizes: tuple[int, ...] = ()
    try:
        fd = os.open(file.path, os.O_RDWR | os.O_APPEND | os.O_CLOEXEC | os.O_NONBLOCK | os.O_NOFOLLOW)
        before = os.fstat(fd)
        if not file.unchanged(before):
            raise JournalError(f"{file.path} was replaced in the meantime. Nothing was changed. Please try again.")
        end = file.offset
        sizes = (before.st_size, end)
        if file.torn:
            _set_fragment_aside(fd, file, today())
        data = b"\n" + line if file.unended else line
        _write_or_cut_off(fd, data, end)
        after = os.fstat(fd)
    except OSError as error:
        kept = "Nothing was changed." if not sizes or _size(fd) in sizes else UNSURE
        raise trouble("The change couldn't be saved", file.path, error, kept=kept, retry=kept != UNSURE) from error
    finally:
        if fd >= 0:
            os.close(fd)
    _note(file, data, after)


def create_with(path: str, name: str, header: Header, line: bytes) -> JournalFile:
    """Create the file `path` with its header and one `line`, completely or not at all. Raises JournalError."""
    temporary = path + TEMPORARY
    opening = header_line(header.year, header.device)
    data = opening + line
    folder = os.path.dirname(path)
    try:
        make_folder(folder)
        with contextlib.suppress(FileNotFoundError):
            os.unlink(temporary)
        fd = create(temporary)
        try:
            _write_or_cut_off(fd, data, 0)
            try:
                os.link(temporary, path)
            except OSError as error:
                if error.errno == errno.EEXIST:
                    raise
                os.rename(temporary, path)
            after = os.fstat(fd)
        finally:
            os.close(fd)
            with contextlib.suppress(OSError):
                os.unlink(temporary)
        sync_folder(folder)
    except OSError as error:
        raise trouble("The change couldn't be saved", path, error) from error
    file = JournalFile(path, name, header)
    file.lines = 1
    file.consumed(opening)
    _note(file, line, after)
    return file


def _size(fd: int) -> int:
    """Return the size of the file in bytes, or -1 when it can't be read."""
    try:
        return os.fstat(fd).st_size
    except OSError:
        return -1


def _note(file: JournalFile, data: bytes, after: os.stat_result) -> None:
    file.seen(after)
    file.unsure = False  # it was written just now, with the lock held
    file.consumed(data)
    file.lines += 1
    file.unended = file.torn = False


def _write_or_cut_off(fd: int, data: bytes, end: int) -> None:
    try:
        written = os.write(fd, data)
        if written != len(data):
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        _SYNC(fd)
    except BaseException:
        # Also after a failed sync, since the caller is then told that the line was not saved.
        os.ftruncate(fd, end)
        raise


def _set_fragment_aside(fd: int, file: JournalFile, today: date) -> None:
    """Quarantine the fragment that an interrupted write left at the end of `file`, and cut it off."""
    fragment, _ = read_bytes(file.path, file.offset)
    if fragment:
        quarantine(file.path, "torn", fragment, today)
    os.ftruncate(fd, file.offset)
    file.torn = False
