"""What can go wrong with keeping, in words a person can use."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from cmcheckin.domain.key import Key
    from cmcheckin.domain.records import Record
    from cmcheckin.journal.changes import Undone


class JournalError(Exception):
    """Something could not be kept or read. The message says what was left untouched and what to do next."""


class LockBusy(JournalError):  # noqa: N818  it reads as what it says
    """Another window or program holds the journal's lock for longer than anybody should."""


class Conflict(JournalError):  # noqa: N818
    """What is kept is no longer what the caller saw. Nothing was changed.

    `mine` and `theirs` hold, for each key in question, the record that was to be saved (None: deleted) and the one
    that is kept now (None: it is gone).
    """

    def __init__(self, mine: Mapping[Key, Record | None], theirs: Mapping[Key, Record | None]) -> None:
        names = ", ".join(str(key) for key in theirs)
        super().__init__(f"{names} was changed meanwhile, by another window or device. Nothing was changed.")
        self.mine = mine
        self.theirs = theirs


class NothingToUndo(JournalError):  # noqa: N818
    """This device has made no change that is not already undone."""

    def __init__(self) -> None:
        super().__init__("There is no change of this device left to undo.")


class UndoRefused(JournalError):  # noqa: N818
    """A later change touched the same record. Nothing was changed.

    `change` is the one that was to be undone, `later` the one that stands in its way.
    """

    def __init__(self, change: Undone, later: Undone) -> None:
        super().__init__(
            f"The last change ({change.why}, {change.at}) cannot be undone: "
            f"a later one ({later.why}, {later.at}, on {later.device}) touched the same record. Nothing was changed."
        )
        self.change = change
        self.later = later


class Problem(NamedTuple):
    """Something in the kept files that could not be read; everything else was.

    `file` is the path, `line` the number of the first line that could not be read (None: the file as a whole),
    `what` says what is wrong, `kept` is where a copy was put aside (None: there is none), `advice` what to do next.
    """

    file: str
    line: int | None
    what: str
    kept: str | None
    advice: str

    def __str__(self) -> str:
        place = f"{self.file}, line {self.line}" if self.line else self.file
        copy = f" A copy is in {self.kept}." if self.kept else ""
        return f"{place}: {self.what}.{copy} {self.advice}"
