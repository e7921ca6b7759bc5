"""Describe what is wrong with a journal file, and quarantine a copy of a damaged one."""

from __future__ import annotations

import contextlib
from collections.abc import Sequence
from datetime import date
from typing import Final

from cmcheckin.journal.errors import Problem
from cmcheckin.journal.log.files import JournalFile, real_name
from cmcheckin.journal.log.quarantine import quarantine_lines

LOOK_FOR_COPY: Final = "Run `cmcheckin doctor` to put back what your backups have."
"""Advice that is replaced by one of the next two once the backups were searched: see `copies`."""
HAS_COPY: Final = "{copy} has what's missing. Run `cmcheckin doctor` to put it back."
NO_COPY: Final = (
    "No backup here has what's missing. If you have another copy, run `cmcheckin doctor --copies DIR`. If not, run "
    "`cmcheckin doctor --accept-loss` to go on without it."
)


def problem_of(file: JournalFile, today: date) -> Problem:
    """Return the problem of `file`, which has a fault. If lines of it are damaged, quarantine those that aren't yet."""
    path = file.path.removesuffix(file.name) + real_name(file.name)
    rest = "Every other change in the file was read." if file.changes else "Nothing in the file could be read."
    if file.newer:
        return Problem(
            path, None, file.fault, None,
            f"{rest} It wasn't changed. Update cmcheckin on this device to read it.",
        )  # fmt: skip
    if file.link:
        return Problem(
            path, None, file.fault, None,
            "Neither the link nor the file it points to was read or changed. All other files were read. If the file "
            "belongs to the journal, replace the link with the file itself. Otherwise, remove the link.",
        )  # fmt: skip
    if file.name != real_name(file.name):
        return Problem(
            path, None, file.fault, None,
            "All other files were read. Download it in Finder, and switch off “Optimise Mac Storage” so that it stays "
            "on this Mac.",
        )  # fmt: skip
    if not file.damaged:
        return Problem(
            path, None, file.fault, None,
            "It wasn't changed, and all other files were read. Make it readable. If you can't, move it elsewhere. "
            f"{LOOK_FOR_COPY}",
        )  # fmt: skip
    with contextlib.suppress(OSError):
        file.kept = quarantine_lines(file.path, file.bad, today) or file.kept
    if file.is_whole:
        return Problem(
            path, file.fault_line, file.fault, file.kept,
            f"{rest.replace(' other', '')} It wasn't changed. Run `cmcheckin doctor` to repair it.",
            is_whole=True,
        )  # fmt: skip
    others = f", and neither can {file.faults - 1:,} other lines" if file.faults > 2 else ""
    others = others or (", and neither can 1 other line" if file.faults == 2 else "")
    return Problem(
        path, file.fault_line, f"{file.fault}{others}", file.kept,
        f"{rest} It wasn't changed. {LOOK_FOR_COPY}",
    )  # fmt: skip


def closed(path: str) -> Problem:
    """Return the problem of the file `path`, which has lines that are encrypted for an identity of others."""
    return Problem(
        path, None, "some of it is encrypted for another identity than yours", None,
        "The rest was read, and nothing is damaged. To read it, run `cmcheckin unlock --identity FILE` with the "
        "identity of the device that wrote it.",
    )  # fmt: skip


def lines_lost(path: str, gaps: Sequence[tuple[int, int]], is_known: bool) -> Problem:
    """Return the problem of the file `path`, which lacks the lines with these numbers. Without `is_known`, there
    is no such file."""
    count = sum(last - first + 1 for first, last in gaps)
    which = ", ".join(f"{first:,}–{last:,}" if last > first else f"{first:,}" for first, last in gaps)
    what = (
        f"{count:,} {'change is' if count == 1 else 'changes are'} missing (no. {which})"
        if is_known
        else "it's missing"
    )
    return Problem(path, None, what, None, LOOK_FOR_COPY)


def twin(path: str, device: str) -> Problem:
    """Return the problem that another machine writes as `device` too, to the file `path`."""
    return Problem(
        path, None, f"another machine writes as {device} too, perhaps because one is a copy of the other", None,
        "What both wrote was read, and nothing is lost. This machine now writes to files of its own.",
        is_whole=True,
    )  # fmt: skip
