"""The errors of the journal, each with a message that says what to do next."""

# ruff: noqa: PTH112, PTH120  plain os calls, as in `files`
from __future__ import annotations

import errno
import os
from collections.abc import Mapping
from typing import TYPE_CHECKING, Final

from cmcheckin.domain.named import NamedTuple

if TYPE_CHECKING:
    from cmcheckin.domain.fields import Key
    from cmcheckin.domain.records import Record
    from cmcheckin.journal.changes import Undone


NO_LOCKS: Final = frozenset({errno.ENOSYS, errno.ENOTSUP, errno.EOPNOTSUPP, errno.ENOLCK})
"""Error numbers of a file system without locks."""
_FULL: Final = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG})
_IN_THE_WAY: Final = frozenset({errno.ENOTDIR, errno.EEXIST})


class JournalError(Exception):
    """Something could not be saved or read. The message says what stayed unchanged and what to do next."""


class LockBusy(JournalError):  # noqa: N818  reads well without "Error"
    """Another process holds the journal's lock."""


class Conflict(JournalError):  # noqa: N818
    """A saved record is no longer what the caller saw. Nothing was changed. For each such key, `mine` has the record to
    save (None: to delete) and `theirs` the one saved now (None: deleted)."""

    def __init__(self, mine: Mapping[Key, Record | None], theirs: Mapping[Key, Record | None]) -> None:
        names = ", ".join(str(key) for key in theirs)
        super().__init__(
            f"Another window or device changed {names} in the meantime, so nothing was changed here. Please try again."
        )
        self.mine = mine
        self.theirs = theirs


class NothingToUndo(JournalError):  # noqa: N818
    """Every change made on this device is undone already."""

    def __init__(self) -> None:
        super().__init__("There's nothing left to undo on this device.")


class NothingToRedo(JournalError):  # noqa: N818
    """This device undid nothing, or changed something since."""

    def __init__(self) -> None:
        super().__init__("There's nothing to redo on this device.")


class UndoRefused(JournalError):  # noqa: N818
    """A `later` change touched a record of the `change` to undo. Nothing was changed."""

    def __init__(self, change: Undone, later: Undone) -> None:
        super().__init__(
            f"The last change ({change.why}, {change.at}) can't be undone, because a later one "
            f"({later.why}, {later.at}, on {later.device}) changed the same record. Nothing was changed."
        )
        self.change = change
        self.later = later


class Problem(NamedTuple):
    """Something that is wrong with the files. Everything else was read.

    `file`: its path. `line`: the number of the first unreadable line (None: the whole file). `what`: what is wrong.
    `kept`: the path of the quarantined copy, if any. `advice`: what to do next. `is_whole`: every change was read, so
    nothing is missing from what is shown.
    """

    file: str
    line: int | None
    what: str
    kept: str | None
    advice: str
    is_whole: bool = False

    def __str__(self) -> str:
        place = f"{self.file}, line {self.line}" if self.line else self.file
        copy = f" A copy is in {self.kept}." if self.kept else ""
        return f"{place}: {self.what}.{copy} {self.advice}"


def trouble(
    what: str,
    path: str,
    error: OSError,
    *,
    kept: str = "Nothing was changed.",
    reading: bool = False,
    retry: bool = True,
) -> JournalError:
    """Return the error to show for `error`: `what` failed, why, at which `path`, what was `kept`, what to do next.

    `kept`: a sentence that is true wherever this is raised, or empty. `reading`: reading failed, not writing.
    `retry`: whether trying again is safe.
    """
    advice = "Please try again." if retry else ""
    why = error.strerror or str(error)
    if error.errno in _FULL:
        why = "there's no space left on the disk"
        advice = "Free up some space, then try again."
    elif error.errno in NO_LOCKS:
        why = "this file system doesn't support file locks, so two windows could overwrite each other's changes"
        advice = (
            "Move your data to a disk that supports file locks, and set its folder with --home DIR or CMCHECKIN_HOME."
        )
    elif error.errno == errno.EROFS:
        why = "the disk is read-only"
        advice = "Make the disk writable, then try again."
    elif error.errno in _IN_THE_WAY and (file := _file_in_the_way(path)):
        path, why = file, "it's a file, but a folder is needed there"
        advice = "Move that file or use another folder, then try again."
    elif error.errno in (errno.EACCES, errno.EPERM):
        closed = _closed_folder(path)
        why = "you don't have permission to read it" if reading else "you don't have permission to write there"
        advice = "Correct the permissions, then try again."
        if closed:
            why = f"you don't have permission to open the folder {closed}"
    return JournalError(" ".join(part for part in (f"{what}: {why} ({path}).", kept, advice) if part))


def _closed_folder(path: str) -> str:
    """Return the outermost folder above `path` that this user may not open; empty if there is none."""
    return next((above for above in _folders(path) if os.path.isdir(above) and not os.access(above, os.X_OK)), "")


def _file_in_the_way(path: str) -> str:
    """Return the path at or above `path` that exists and isn't a folder; empty if there is none."""
    return next((part for part in [*_folders(path), path] if os.path.lexists(part) and not os.path.isdir(part)), "")


def _folders(path: str) -> list[str]:
    """Return the folders above `path`, outermost first."""
    above = os.path.dirname(path)
    return [] if above == path else [*_folders(above), above]
