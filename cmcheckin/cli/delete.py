"""`delete`: delete the check-in and workday of a day. `undo` brings them back, as with any other change."""

from __future__ import annotations

import argparse

from cmcheckin.bootstrap import Program
from cmcheckin.cli import status_summary
from cmcheckin.cli.argument_types import read_day
from cmcheckin.cli.output import DONE, FAILED, REFUSED, CommandError, is_confirmed, print_message
from cmcheckin.domain.fields import Key
from cmcheckin.domain.records import Record
from cmcheckin.wording import changes as words


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("date", metavar="DATE")
    parser.add_argument("--yes", action="store_true")


def run(args: argparse.Namespace, program: Program) -> int:
    day = read_day(args.date, program.clock.today())
    records = [record for record in (program.journal.checkin(day), program.journal.workday(day)) if record]
    if not records:
        raise CommandError(REFUSED, words.NOTHING_TO_DELETE.format(day=day))
    types = [record.type for record in records]
    if not is_confirmed(words.confirm_delete(types, day), yes=args.yes):
        return FAILED
    # Only what the question named is deleted: if another window changes a record meanwhile, that is a conflict.
    expected: dict[Key, Record | None] = {record.key: record for record in records}
    program.journal.save((), delete=expected, expected=expected, why="delete")
    status_summary.after_change(program)
    print_message(words.deleted(types, day))
    return DONE
