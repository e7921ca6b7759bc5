"""`undo`: undo the last change made on this device."""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from typing import Final, Literal

from cmcheckin.bootstrap import Program
from cmcheckin.cli import status_summary
from cmcheckin.cli.output import DONE, FAILED, REFUSED, CommandError, is_confirmed, print_message, quoted
from cmcheckin.clock import Clock
from cmcheckin.domain.records import encode
from cmcheckin.journal import NothingToRedo, NothingToUndo, Swap, Undone, UndoRefused
from cmcheckin.wording import changes as words
from cmcheckin.wording.change_names import MANY, change_name, large_change
from cmcheckin.wording.command_messages import NOTHING_CHANGED

MAX_LISTED: Final = 12
"""How many records are named; more are counted."""


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--yes", action="store_true")


def run(args: argparse.Namespace, program: Program) -> int:
    return undo_or_redo(program, "undo", agreed=args.yes)


class _NeedsConsent(Exception):  # noqa: N818  not an error: the user is asked
    """Raised before a `change` of many records is undone or redone, to ask the user."""

    def __init__(self, change: Undone) -> None:
        super().__init__()
        self.change = change


def undo_or_redo(program: Program, verb: Literal["undo", "redo"], *, agreed: bool) -> int:
    """Undo or redo the last change, by `verb`, print it, and return the exit code. Ask before a change of many records,
    unless the user `agreed`.

    Raises CommandError if there is no change, a later change is in the way, or there is no terminal to ask in.
    """
    clock, journal = program.clock, program.journal
    accepted: Undone | None = None

    def check(change: Undone) -> None:
        if not agreed and change != accepted and len(change.changed) > MANY:
            raise _NeedsConsent(change)

    while True:
        try:
            change = journal.undo(check) if verb == "undo" else journal.redo(check)
            break
        except _NeedsConsent as asked:
            accepted = asked.change
            print_message(_large_change(verb, accepted, program.clock))
            if not is_confirmed(words.CONFIRM[verb]):
                return FAILED
        except (NothingToUndo, NothingToRedo) as error:
            raise CommandError(REFUSED, f"{error} {NOTHING_CHANGED}") from None
        except UndoRefused as error:
            both = ((words.LAST_CHANGE, error.change), (words.LATER_CHANGE, error.later))
            lines = [line for opening, found in both for line in change_lines(opening, found, clock)]
            raise CommandError(REFUSED, "\n".join([*lines, words.CONFLICT[verb]])) from None
    status_summary.after_change(program)
    print_message("\n".join(change_lines(words.DONE[verb], change, clock)))
    return DONE


def _large_change(verb: str, change: Undone, clock: Clock) -> str:
    day = change.at.astimezone(clock.zone).date()
    return large_change(verb, change.why, len(change.changed), day, clock.today())


def change_lines(opening: str, change: Undone, clock: Clock) -> Iterator[str]:
    """Yield the lines of `change` after `opening`: its name, its reason, its time by `clock`, and its records."""
    name = quoted(change_name(change.why, [(swap.before, swap.after) for swap in change.changed], clock.today()), 200)
    at = change.at.astimezone(clock.zone)
    yield words.CHANGE_TITLE.format(opening=opening, name=name, why=quoted(change.why), at=at)
    swaps = change.changed
    for swap in swaps[:MAX_LISTED]:
        described = _describe(swap, undone=opening == words.DONE["undo"])
        yield f"  {words.RECORDS.get(swap.key.type, swap.key.type)} {quoted(swap.key.id)}: {described}"
    if len(swaps) > MAX_LISTED:
        yield f"  {words.MORE_RECORDS.format(count=len(swaps) - MAX_LISTED)}"


def _describe(swap: Swap, *, undone: bool) -> str:
    if swap.before is None or swap.after is None:
        return words.record_change(None, added=swap.before is None, undone=undone)
    before, after = encode(swap.before), encode(swap.after)
    names = [quoted(name) for name in {**before, **after} if before.get(name) != after.get(name)]
    return words.record_change(names, added=False, undone=undone)
