"""Store the records. `Journal` is the whole interface."""

from cmcheckin.journal.changes import Change, Forgotten, Saved, Swap, Undone, Version
from cmcheckin.journal.errors import (
    Conflict,
    JournalError,
    LockBusy,
    NothingToRedo,
    NothingToUndo,
    Problem,
    UndoRefused,
)
from cmcheckin.journal.journal import Journal

__all__ = [
    "Change",
    "Conflict",
    "Forgotten",
    "Journal",
    "JournalError",
    "LockBusy",
    "NothingToRedo",
    "NothingToUndo",
    "Problem",
    "Saved",
    "Swap",
    "UndoRefused",
    "Undone",
    "Version",
]  # fmt: skip
