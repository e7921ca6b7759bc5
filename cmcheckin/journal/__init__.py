"""Store the records. `Journal` is the whole interface."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
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


def __getattr__(name: str) -> object:
    """Load the module of `name` once it is used: `status` on an encrypted home answers from its cache without TinyDB.
    Raises AttributeError."""
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from cmcheckin.journal import changes, errors

    found: object = getattr(errors, name, None) or getattr(changes, name, None)
    if found is None:
        from cmcheckin.journal.journal import Journal

        found = Journal
    globals()[name] = found
    return found
