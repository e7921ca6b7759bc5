"""Describe what is wrong with a journal file, and quarantine a copy of a damaged one."""

from __future__ import annotations

import contextlib
from datetime import date

from cmcheckin.files import read_bytes
from cmcheckin.journal.errors import Problem
from cmcheckin.journal.log.files import JournalFile
from cmcheckin.journal.log.quarantine import quarantine


def problem_of(file: JournalFile, today: date) -> Problem:
    """Return the problem of `file`, which has a fault. If it is damaged, quarantine a copy of its current content."""
    if file.newer:
        return Problem(
            file.path, None, file.fault, None, "It wasn't changed. Update cmcheckin on this device to read it."
        )
    if file.link:
        return Problem(
            file.path, None, file.fault, None,
            "Neither the link nor the file it points to was read or changed. All other files were read. If the file "
            "belongs to the journal, replace the link with the file itself. Otherwise, remove the link.",
        )  # fmt: skip
    if not file.damaged:
        return Problem(
            file.path, None, file.fault, None,
            "It wasn't changed, and all other files were read. Make it readable, or move it elsewhere.",
        )  # fmt: skip
    kept = None
    with contextlib.suppress(OSError):
        kept = quarantine(file.path, "damaged", read_bytes(file.path)[0], today)
    good = file.fault_line - 2 if file.fault_line else 0
    before = "The change before it was read" if good == 1 else f"The {good:,} changes before it were read"
    read = before if good > 0 else "Nothing in it could be read"
    repair = ", or repair the line in an editor" if file.fault_line else ""
    return Problem(
        file.path, file.fault_line, file.fault, kept,
        f"{read}. All other files were read. This file wasn't changed, and nothing more will be written to it. "
        f"Restore it from a backup{repair}.",
    )  # fmt: skip


def lines_lost(path: str, now: int | None, before: int, memory: str) -> Problem:
    """Return the problem of the file `path`, which had `before` lines and has `now` (None: it is gone). `memory`: the
    path of the index that recorded them."""
    what = "it's missing" if now is None else f"it has {now:,} lines, but had {before:,} before"
    advice = f"Restore it from a backup. To continue without the lost lines, delete {memory}."
    return Problem(path, None, what, None, advice)
