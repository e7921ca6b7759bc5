"""The `inbox` command: list every reply, from every folder the user shared to."""

from __future__ import annotations

import argparse
import os
import sys
from contextlib import suppress

from cmcheckin.bootstrap import Program
from cmcheckin.cli import output
from cmcheckin.cli.argument_types import add_json
from cmcheckin.cli.files import report_missing
from cmcheckin.cli.inbox_text import document, text
from cmcheckin.cli.output import DONE, FAILED, REFUSED, CommandError, print_message, quoted
from cmcheckin.domain.errors import Refused
from cmcheckin.services import inbox, share_preferences
from cmcheckin.wording import reply as words


def arguments(parser: argparse.ArgumentParser) -> None:
    one = parser.add_mutually_exclusive_group()
    add_json(one)
    one.add_argument("--drop", metavar="FOLDER")


def run(args: argparse.Namespace, program: Program) -> int:
    if args.drop is not None:
        return _drop(args.drop, program)
    found = inbox.read_inbox(program.journal, program.settings, program.clock.now())
    if args.json:
        output.print_data([output.json_line(document(found))])
    elif found.replies:
        output.print_text(text(found, program.clock.today()))
        if sys.stdout.isatty():
            with suppress(OSError):  # they stay marked as new
                inbox.save_state(program.paths, found.unread)
    elif not found.unread_files:
        output.print_text(words.NONE_YET if found.folders else words.NEVER_SHARED)
    for one in found.unread_files[:100]:
        print_message(quoted(words.unreadable(one.path, one.reason), 600))
    if len(found.unread_files) > 100:
        print_message(f"and {len(found.unread_files) - 100:,} more. Add --json to list them all.")
    whole = report_missing(program)
    return FAILED if found.unread_files else whole


def _drop(given: str, program: Program) -> int:
    """Stop looking for replies in the folder `given`. Raises Stop if the user never shared to it."""
    place = program.paths.share
    folder = os.path.abspath(os.path.expanduser(given))  # noqa: PTH100, PTH111  resolve() would follow a link
    try:
        kept = share_preferences.load(place)
        if folder not in kept.folders:
            raise CommandError(REFUSED, words.not_shared_to(quoted(given, 300)))
        share_preferences.save(place, kept.without_folder(folder))
    except Refused as error:
        raise CommandError(FAILED, f"{quoted(place, 300)}: {quoted(error.reason, 300)}. Nothing was changed.") from None
    print_message(words.folder_dropped(quoted(folder, 300)))
    return DONE
