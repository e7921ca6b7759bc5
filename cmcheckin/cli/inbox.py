"""`inbox`: list every reply, from every folder the user shared to."""

from __future__ import annotations

import argparse
import os
import sys
from contextlib import suppress
from typing import Final

from cmcheckin.bootstrap import Program
from cmcheckin.cli import output
from cmcheckin.cli.argument_types import add_json
from cmcheckin.cli.files import report_missing
from cmcheckin.cli.inbox_text import inbox_document, inbox_lines
from cmcheckin.cli.output import DONE, FAILED, REFUSED, CommandError, print_message, quoted
from cmcheckin.domain.errors import Refused
from cmcheckin.services import inbox, share_preferences
from cmcheckin.wording import reply as words
from cmcheckin.wording.command_messages import nothing_changed

MAX_LISTED: Final = 100
"""Most unreadable files that are listed; the rest is counted."""


def arguments(parser: argparse.ArgumentParser) -> None:
    one = parser.add_mutually_exclusive_group()
    add_json(one)
    one.add_argument("--drop", metavar="FOLDER")


def run(args: argparse.Namespace, program: Program) -> int:
    if args.drop is not None:
        return _drop(args.drop, program)
    found = inbox.read_inbox(program.journal, program.settings, program.clock.now())
    if args.json:
        output.print_data([output.json_line(inbox_document(found))])
    elif found.replies:
        output.print_text(inbox_lines(found, program.clock.today()))
        if sys.stdout.isatty():
            with suppress(OSError):  # the replies stay marked as new
                inbox.save_state(program.paths, found.unread)
    elif not found.unread_files:
        output.print_text(words.NONE_YET if found.folders else words.NEVER_SHARED)
    for file in found.unread_files[:MAX_LISTED]:
        print_message(quoted(words.unreadable(file.path, file.reason), 600))
    if len(found.unread_files) > MAX_LISTED:
        print_message(words.MORE_UNREAD.format(count=len(found.unread_files) - MAX_LISTED))
    code = report_missing(program)
    return FAILED if found.unread_files else code


def _drop(name: str, program: Program) -> int:
    """Stop looking for replies in the folder `name`. Raises CommandError if the user never shared to it."""
    path = program.paths.share
    folder = os.path.abspath(os.path.expanduser(name))  # noqa: PTH100, PTH111  resolve() would follow a link
    try:
        preferences = share_preferences.load(path)
        if folder not in preferences.folders:
            raise CommandError(REFUSED, words.NOT_SHARED_TO.format(folder=quoted(name, 300)))
        share_preferences.save(path, preferences.without_folder(folder))
    except Refused as error:
        raise CommandError(FAILED, nothing_changed(f"{quoted(path, 300)}: {quoted(error.reason, 300)}")) from None
    print_message(words.FOLDER_DROPPED.format(folder=quoted(folder, 300)))
    return DONE
