"""`delete`: takes away a day's check-in and workday. It is a change like any other: `undo` brings them back."""

from __future__ import annotations

import argparse

from cmcheckin.bootstrap import Program
from cmcheckin.cli import status_summary
from cmcheckin.cli.argument_types import read_day
from cmcheckin.cli.output import DONE, FAILED, REFUSED, CommandError, confirm, print_message
from cmcheckin.domain.fields import Key
from cmcheckin.domain.records import Record
from cmcheckin.wording import formats

DETAILS = """\
Escalations opened that day stay: they have a life of their own. The words stay
in the journal's history, where undo finds them; `cmcheckin forget` removes them."""
NAMES = {"checkin": "check-in", "workday": "workday"}


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("date", metavar="DATE", help="the day: 2026-11-20, yesterday, monday or -1")
    parser.add_argument("--yes", action="store_true", help="do not ask")


def run(args: argparse.Namespace, program: Program) -> int:
    day = read_day(args.date, program.clock.today())
    kept = [record for record in (program.journal.checkin(day), program.journal.workday(day)) if record]
    if not kept:
        raise CommandError(REFUSED, f"There is neither a check-in nor a workday of {day}. Nothing was changed.")
    names = formats.listed([NAMES[record.type] for record in kept])
    if not args.yes and not confirm(f"Delete the {names} of {formats.long_day(day)} {day.year}?"):
        print_message("Nothing was changed.")
        return FAILED
    # Only what was named goes: a record that another window changed meanwhile is a Conflict, and stays.
    seen: dict[Key, Record | None] = {record.key: record for record in kept}
    program.journal.save((), delete=seen, expected=seen, why="delete")
    status_summary.after_change(program)
    print_message(f"Deleted the {names} of {day}. `cmcheckin undo` brings {'it' if len(kept) == 1 else 'them'} back.")
    return DONE
