"""`inbox`: every reply to what was shared, from every folder shared to."""

from __future__ import annotations

import argparse
import os
import sys
from contextlib import suppress

from cmcheckin.bootstrap import Program
from cmcheckin.checkin import inbox
from cmcheckin.cli import output
from cmcheckin.cli.files import check_whole
from cmcheckin.cli.inbox_text import document, text
from cmcheckin.cli.output import DONE, FAILED, REFUSED, Stop, quoted, say
from cmcheckin.cli.parsing import json_flag
from cmcheckin.domain.errors import Refused
from cmcheckin.sharing import choices
from cmcheckin.wording import reply as words

DETAILS = """\
Replies are looked for in every folder you shared to (the last 1,000), and in
[share] folder of config.toml. New ones are marked, and count as read once they were
shown on a terminal, here or in the check-in. Press i in the week to open the
inbox as a screen.

Who sent a reply is what its file says: anybody who can write into the folder
can write one. The win or ask it is about is named in your own words. An answer
closes no ask; mark it resolved in your check-in when it is.

--json prints one document: replies, folders, unread (what could not be read,
which ends with 1). `state` is unread, read or kept."""


def arguments(parser: argparse.ArgumentParser) -> None:
    one = parser.add_mutually_exclusive_group()
    json_flag(one, "one JSON document")
    one.add_argument("--drop", metavar="FOLDER", help="look for replies in this folder no more; the files stay")


def run(args: argparse.Namespace, program: Program) -> int:
    if args.drop is not None:
        return _drop(args.drop, program)
    found = inbox.read_inbox(program.journal, program.settings, program.clock.now())
    if args.json:
        output.data([output.json_line(document(found))])
    elif found.received:
        output.text(text(found, program.clock.today()))
        if sys.stdout.isatty():
            with suppress(OSError):  # then they are new once more
                inbox.remember(program.places, found.unread)
    elif not found.unread_files:
        output.text(words.NONE_YET if found.folders else words.NEVER_SHARED)
    for one in found.unread_files[:100]:
        say(quoted(words.could_not_be_read(one.path, one.reason), 600))
    if len(found.unread_files) > 100:
        say(f"and {len(found.unread_files) - 100:,} more; --json names them all")
    whole = check_whole(program)
    return FAILED if found.unread_files else whole


def _drop(given: str, program: Program) -> int:
    """Take a folder out of those where replies are looked for."""
    place = program.places.share
    folder = os.path.abspath(os.path.expanduser(given))  # noqa: PTH100, PTH111  resolve() would follow a link
    try:
        kept = choices.read(place)
        if folder not in kept.folders:
            raise Stop(REFUSED, words.not_a_folder(quoted(given, 300)))
        choices.write(place, kept.without(folder))
    except Refused as no:
        raise Stop(FAILED, f"{quoted(place, 300)}: {quoted(no.reason, 300)}. Nothing was changed.") from None
    say(words.not_looked_for(quoted(folder, 300)))
    return DONE
