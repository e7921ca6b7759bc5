"""`reply`: answer a share file with a small file beside it."""

from __future__ import annotations

import argparse
import os
from datetime import date
from pathlib import Path
from typing import Final, TypeVar

from cmcheckin.bootstrap import Program
from cmcheckin.cli.output import DONE, FAILED, REFUSED, USAGE, CommandError, print_message, print_text, quoted
from cmcheckin.domain.text import clean, shorten
from cmcheckin.services.follow_up import FollowUpStore
from cmcheckin.services.replying import offered_days, send_reply
from cmcheckin.services.shared_folder.folder import SharedFolder, read_folder
from cmcheckin.sharing import replies
from cmcheckin.sharing.codec import NAME_LENGTH
from cmcheckin.sharing.share_file import DATED, TO_PEOPLE, Reply, ShareEscalation, ShareFile, ShareWin
from cmcheckin.wording import review as words

Entry = TypeVar("Entry", ShareWin, ShareEscalation)
MAX_LISTED: Final = 20
"""Most ids that are listed for an unknown one."""


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", metavar="FILE")
    kind = parser.add_mutually_exclusive_group(required=True)
    kind.add_argument("--thanks", metavar="WIN_ID")
    kind.add_argument("--answer", metavar="ASK_ID")
    for name in TO_PEOPLE:
        kind.add_argument(f"--{name}", action="store_true")
    parser.add_argument("--text", metavar="T", default="")
    parser.add_argument("--days", metavar="DAYS", default="")
    parser.add_argument("--from", dest="sender", metavar="NAME", default="")


def run(args: argparse.Namespace, program: Program) -> int:
    folder = read_folder([args.file], program.clock.now())
    share = _only_share(folder)
    kind, about, about_text = _subject(args, share)
    text = clean(args.text, lines=True)
    if not text and kind != "thanks":
        raise CommandError(USAGE, words.NEEDS_TEXT.format(kind=kind))
    first, last = _days(args.days, kind, program.clock.today())
    now = program.clock.now()
    sender = sender_name(args.sender) or shorten(program.settings.name, NAME_LENGTH)
    id_ = replies.new_reply_id(now, os.urandom(5))
    reply = Reply(id_, share.person, kind, text, now, about, about_text, sender, first, last)
    # FILE may be a folder with one file.
    try:
        written, unsaved = send_reply(reply, Path(folder.path_of(share)), FollowUpStore.of(program.paths))
    except FileExistsError as error:
        raise CommandError(FAILED, words.REPLY_EXISTS.format(path=quoted(error.filename, 200))) from None
    except OSError as error:
        raise CommandError(FAILED, words.reply_not_written((error.strerror or "").lower(), is_kept=False)) from None
    print_message(words.reply_written(words.person_name(share.name, share.person), program.clock.today(), first, last))
    if unsaved:
        print_message(words.FOLLOW_UP_NOT_SAVED.format(reason=quoted(unsaved, 300)))
    if not sender:
        print_message(words.REPLY_WITHOUT_NAME)
    print_text(str(written) if str(written).isprintable() else quoted(written, 4000))
    return DONE


def sender_name(text: str) -> str:
    """Return the name in `text`, the argument of --from. Raises CommandError if it is too long for a reply."""
    name = clean(text)
    if len(name) > NAME_LENGTH:
        raise CommandError(USAGE, words.SENDER_TOO_LONG.format(length=len(name), limit=NAME_LENGTH))
    return name


def _only_share(folder: SharedFolder) -> ShareFile:
    """Return the one share file in `folder`. Raises CommandError unless there is exactly one."""
    if len(folder.shares) == 1:
        return folder.shares[0]
    if folder.unread:
        file = folder.unread[0]
        raise CommandError(REFUSED, f"{quoted(file.path, 300)} {quoted(file.reason, 300)}.")
    raise CommandError(USAGE, words.ONE_FILE)


def _subject(args: argparse.Namespace, share: ShareFile) -> tuple[str, str, str]:
    """Return the kind of the reply, and the id and text of the win or ask it is about."""
    if args.thanks is not None:
        win = _find(args.thanks, share.wins, "win")
        return "thanks", win.id, win.text
    if args.answer is not None:
        ask = _find(args.answer, share.asks, "ask")
        return "answer", ask.id, ask.title
    return next(name for name in TO_PEOPLE if getattr(args, name)), "", ""


def _days(text: str, kind: str, today: date) -> tuple[date | None, date | None]:
    """Return the first and last of the days in `text`, the argument of --days: one day, or two with "to" or two dots
    between them. Raises CommandError if a reply of `kind` has no days, or they can't be read."""
    if not text:
        return None, None
    if kind not in DATED:
        raise CommandError(USAGE, words.DAYS_WITHOUT_OFFER)
    try:
        return offered_days(text, today)
    except ValueError as error:
        raise CommandError(USAGE, f"--days: {error}") from None


def _find(id_: str, entries: tuple[Entry, ...], what: str) -> Entry:
    """Return the one of `entries` with `id_`. Raises CommandError if there is none. `what`: win or ask."""
    for entry in entries:
        if entry.id == id_:
            return entry
    titles = ((entry.id, entry.text if isinstance(entry, ShareWin) else entry.title) for entry in entries[:MAX_LISTED])
    known = [f"{quoted(known_id, 130)}  {quoted(title)}" for known_id, title in titles]
    raise CommandError(REFUSED, words.unknown_id(what, quoted(id_), known))
