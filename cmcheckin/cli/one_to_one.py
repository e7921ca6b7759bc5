"""`review --one-to-one`: the page for the next one-to-one with a person, as Markdown."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from pathlib import Path
from typing import Final

from cmcheckin.bootstrap import Program
from cmcheckin.cli import output
from cmcheckin.cli.files import write_private
from cmcheckin.cli.output import FAILED, REFUSED, USAGE, CommandError, print_message, quoted
from cmcheckin.domain.errors import Refused
from cmcheckin.services.follow_up import FollowUpStore, is_shared
from cmcheckin.services.shared_folder.folder import SharedFolder
from cmcheckin.services.team_reader import TeamReader
from cmcheckin.sharing.follow_up import FollowUp
from cmcheckin.sharing.one_to_one_page import render_one_to_one
from cmcheckin.sharing.team import PersonRow, find_people
from cmcheckin.wording import one_to_one as words
from cmcheckin.wording.review import person_name

MAX_NAMED: Final = 12
"""Most people named in an error."""


def arguments(parser: argparse.ArgumentParser) -> None:
    """Add the options of the one-to-one page."""
    parser.add_argument("--one-to-one", metavar="NAME")
    parser.add_argument("--out", metavar="FILE")
    parser.add_argument("--without-notes", action="store_true")


def check(args: argparse.Namespace) -> None:
    """Raise CommandError if the options don't go together."""
    if args.one_to_one is None:
        given = [option for option, value in (("--out", args.out), ("--without-notes", args.without_notes)) if value]
        if given:
            raise CommandError(USAGE, words.NEEDS_ONE.format(option=given[0]))
        return
    others = {
        "--plain": args.plain, "--html": args.html, "--json": args.json, "--jsonl": args.jsonl,
    }  # fmt: skip
    if option := next((option for option, value in others.items() if value), ""):
        raise CommandError(USAGE, words.NOT_WITH.format(option=option))


def load_follow_up(program: Program) -> FollowUp:
    """Return the manager's follow-up. If it can't be read, say so and return an empty one."""
    try:
        return FollowUpStore.of(program.paths).load()
    except Refused as error:
        print_message(str(error))
        return FollowUp()


def run(args: argparse.Namespace, program: Program, folder: SharedFolder) -> int:
    """Print or write the page of the person `args.one_to_one`, and return the exit code. Raises CommandError if the
    person isn't found, or the notes can't be read."""
    try:
        follow_up = FollowUp() if args.without_notes else FollowUpStore.of(program.paths).load()
    except Refused as error:
        raise CommandError(FAILED, f"{error} {words.TRY_WITHOUT}") from None
    sender = args.sender or program.settings.name
    reading = TeamReader(folder, program.clock.today(), lambda: follow_up, sender)
    row = _find(args.one_to_one, reading.team.rows)
    reading.read_weeks()
    talk = reading.one_to_one(row.person)
    if talk is None:
        raise CommandError(REFUSED, words.GONE)
    page = render_one_to_one(talk, person_name(row.name, row.person), with_notes=not args.without_notes)
    if args.out in (None, "-"):
        output.print_data([page])
    else:
        if not args.without_notes and is_shared(Path(args.out), args.paths):
            raise CommandError(REFUSED, words.OUT_SHARED.format(path=quoted(args.out, 200)))
        write_private(Path(args.out), [page], replace=args.replace)
        written = words.WRITTEN_WITHOUT if args.without_notes else words.WRITTEN
        print_message(written.format(path=quoted(args.out, 200)))
    return FAILED if folder.unread and not args.partial else output.DONE


def _find(name: str, rows: Sequence[PersonRow]) -> PersonRow:
    found = find_people(rows, name)
    if len(found) == 1:
        return found[0]
    names = [person_name(row.name, row.person) for row in (found or rows)]
    more = [words.MORE_PEOPLE.format(number=len(names) - MAX_NAMED)] if len(names) > MAX_NAMED else []
    people = ", ".join([*names[:MAX_NAMED], *more])
    text = words.SEVERAL if found else words.NOBODY
    raise CommandError(REFUSED, text.format(name=quoted(name, 80), people=people or words.NO_PEOPLE))
