"""`inbox`: list every reply, from every folder the user shared to."""

from __future__ import annotations

import argparse
import os
from collections.abc import Iterator
from datetime import date
from typing import Final

from cmcheckin.bootstrap import Program
from cmcheckin.cli.files import report_missing
from cmcheckin.cli.output import DONE, FAILED, REFUSED, CommandError, print_json, print_message, print_text, quoted
from cmcheckin.cli.text_layout import wrapped
from cmcheckin.domain.errors import Refused
from cmcheckin.domain.text import clean
from cmcheckin.services import share_preferences
from cmcheckin.services.inbox import Inbox, InboxReply, read_inbox
from cmcheckin.sharing.share_file import day_made
from cmcheckin.wording import reply as words
from cmcheckin.wording.command_messages import nothing_changed

MAX_LISTED: Final = 100
"""Most unreadable files that are listed; the rest is counted."""


def arguments(parser: argparse.ArgumentParser) -> None:
    one = parser.add_mutually_exclusive_group()
    one.add_argument("--json", action="store_true")
    one.add_argument("--drop", metavar="FOLDER")


def run(args: argparse.Namespace, program: Program) -> int:
    if args.drop is not None:
        return _drop(args.drop, program)
    found = read_inbox(program.journal, program.settings, program.clock.now())
    if args.json:
        print_json([inbox_document(found)])
    elif found.replies:
        print_text(inbox_lines(found, program.clock.today()))
    elif not found.unread_files:
        print_text(words.NONE_YET if found.folders else words.NEVER_SHARED)
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


def inbox_lines(inbox: Inbox, today: date) -> Iterator[str]:
    """Yield the number of replies in `inbox`, then each reply, newest first. Dates are relative to `today`."""
    yield f"{words.INBOX} · {words.summary(len(inbox.replies), len(inbox.unread))}"
    for item in inbox.replies:
        yield ""
        yield from reply_lines(item, today)
    yield ""
    yield from wrapped("", words.SENDER_NOTICE)
    if any(item.reply.kind == "answer" for item in inbox.replies):
        yield from wrapped("", words.ANSWER_NOTICE)


def reply_lines(item: InboxReply, today: date) -> Iterator[str]:
    """Yield the reply `item` at 80 columns, with its date (relative to `today`), state and full text."""
    reply = item.reply
    state = words.STATE_LABELS[item.state]
    dated = words.reply_date(day_made(reply.made), today, in_future=item.in_future)
    lead = words.reply_title(reply.kind, reply.sender, item.title, reply.about_text)
    yield from wrapped("  ", f"{lead} ({', '.join(filter(None, (dated, state)))})")
    if reply.text:
        yield from wrapped("    ", f"“{clean(reply.text)}”")
    if item.has_id_conflict:
        yield from wrapped("    ", words.SAME_ID)


def inbox_document(inbox: Inbox) -> dict[str, object]:
    """Return `inbox` as a JSON document. `about_text` is the file's name for the win or ask, `title` the journal's."""
    return {
        "replies": [_reply(item) for item in inbox.replies],
        "folders": list(inbox.folders),
        "unread": [{"path": item.path, "reason": item.reason} for item in inbox.unread_files],
    }


def _reply(item: InboxReply) -> dict[str, object]:
    reply = item.reply
    return {
        "id": reply.id, "kind": reply.kind, "from": reply.sender, "made": reply.made.isoformat(), "text": reply.text,
        "about": reply.about, "title": item.title, "about_text": reply.about_text, "state": item.state,
        "shares_id": item.has_id_conflict, "in_future": item.in_future, "path": item.path,
    }  # fmt: skip
