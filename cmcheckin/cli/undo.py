"""`undo`: takes back the last change made on this device."""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from datetime import tzinfo

from cmcheckin.bootstrap import Program
from cmcheckin.cli import output, status_summary
from cmcheckin.cli.output import DONE, REFUSED, CommandError, quoted
from cmcheckin.domain.records import encode
from cmcheckin.journal import NothingToUndo, Swap, Undone, UndoRefused

DETAILS = "Again takes back the one before, also after a restart. What another device changed stays as it is."
SHOWN = 12
"""Records that are named; the rest is counted."""


def arguments(_: argparse.ArgumentParser) -> None:
    pass


def run(_: argparse.Namespace, program: Program) -> int:
    journal = program.journal
    try:
        undone = journal.undo()
    except NothingToUndo as no:
        raise CommandError(REFUSED, f"{no} Nothing was changed.") from None
    except UndoRefused as no:
        both = [
            *told("The last change", no.change, program.clock.zone),
            *told("A later one", no.later, program.clock.zone),
        ]
        raise CommandError(
            REFUSED, "\n".join([*both, "Both touched the same record, so nothing was undone. Nothing was changed."])
        ) from None
    status_summary.after_change(program)
    output.print_message("\n".join(told("Took back", undone, program.clock.zone)))
    return DONE


def told(opening: str, change: Undone, zone: tzinfo | None) -> Iterator[str]:
    """A change in lines: when (in `zone`; None: the machine's), why, and which records."""
    at = change.at.astimezone(zone)
    yield f"{opening}: {quoted(change.why)}, {at:%Y-%m-%d %H:%M}"
    for swap in change.swaps[:SHOWN]:
        yield f"  {quoted(swap.key)}: {_did(swap)}"
    if len(change.swaps) > SHOWN:
        yield f"  … and {len(change.swaps) - SHOWN:,} more records"


def _did(swap: Swap) -> str:
    if swap.before is None:
        return "added"
    if swap.after is None:
        return "deleted"
    before, after = encode(swap.before), encode(swap.after)
    names = [name for name in {**before, **after} if before.get(name) != after.get(name)]
    return f"{', '.join(quoted(name) for name in names)} changed"
