"""Store the records. `Journal` is the whole interface."""

from cmcheckin.journal.changes import Change, FieldConflict, FieldValue, Forgotten, Saved, Swap, Undone, Version
from cmcheckin.journal.errors import (
    Conflict,
    JournalError,
    LockBusy,
    NothingToUndo,
    Problem,
    UndoRefused,
)
from cmcheckin.journal.journal import Journal

__all__ = [
    "Change",
    "Conflict",
    "FieldConflict",
    "FieldValue",
    "Forgotten",
    "Journal",
    "JournalError",
    "LockBusy",
    "NothingToUndo",
    "Problem",
    "Saved",
    "Swap",
    "UndoRefused",
    "Undone",
    "Version",
]  # fmt: skip
