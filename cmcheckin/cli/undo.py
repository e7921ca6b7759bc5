"""`undo`: undo the last change made on this device."""

from __future__ import annotations

import argparse
from collections.abc import Callable, Iterator
from datetime import tzinfo
from typing import Final

from cmcheckin.bootstrap import Program
from cmcheckin.cli import status_summary
from cmcheckin.cli.output import DONE, REFUSED, CommandError, print_message, quoted
from cmcheckin.domain.records import encode, same
from cmcheckin.journal import NothingToRedo, NothingToUndo, Swap, Undone, UndoRefused
from cmcheckin.wording import changes as words
from cmcheckin.wording.command_messages import NOTHING_CHANGED

MAX_LISTED: Final = 12
"""Most records that are named; the rest is counted."""


def arguments(_: argparse.ArgumentParser) -> None:
    pass


def run(_: argparse.Namespace, program: Program) -> int:
    return undo_or_redo(program, program.journal.undo, words.UNDONE, words.UNDO_CONFLICT)


def undo_or_redo(program: Program, act: Callable[[], Undone], done: str, conflict: str) -> int:
    """Undo or redo a change of `program` with `act`, print it after the word `done`, and return the exit code.

    Raises CommandError when there is none, or with the sentence `conflict` when a later change is in the way.
    """
    zone = program.clock.zone
    try:
        change = act()
    except (NothingToUndo, NothingToRedo) as error:
        raise CommandError(REFUSED, f"{error} {NOTHING_CHANGED}") from None
    except UndoRefused as error:
        both = ((words.LAST_CHANGE, error.change), (words.LATER_CHANGE, error.later))
        lines = [line for opening, found in both for line in change_lines(opening, found, zone)]
        raise CommandError(REFUSED, "\n".join([*lines, conflict])) from None
    status_summary.after_change(program)
    print_message("\n".join(change_lines(done, change, zone)))
    return DONE


def change_lines(opening: str, change: Undone, zone: tzinfo | None) -> Iterator[str]:
    """Yield `change` after `opening`: its time in `zone` (None for this machine's), its reason, then its records."""
    yield words.CHANGE_TITLE.format(opening=opening, why=quoted(change.why), at=change.at.astimezone(zone))
    # A record that is the same has its values from another change as well, so it is only named if no other one is.
    swaps = [swap for swap in change.swaps if not same(swap.before, swap.after)] or change.swaps
    for swap in swaps[:MAX_LISTED]:
        described = _describe(swap, undone=opening == words.UNDONE)
        yield f"  {words.RECORDS.get(swap.key.type, swap.key.type)} {quoted(swap.key.id)}: {described}"
    if len(swaps) > MAX_LISTED:
        yield f"  {words.MORE_RECORDS.format(count=len(swaps) - MAX_LISTED)}"


def _describe(swap: Swap, *, undone: bool) -> str:
    if swap.before is None or swap.after is None:
        return words.record_change(None, added=swap.before is None, undone=undone)
    before, after = encode(swap.before), encode(swap.after)
    names = [quoted(name) for name in {**before, **after} if before.get(name) != after.get(name)]
    return words.record_change(names, added=False, undone=undone)
