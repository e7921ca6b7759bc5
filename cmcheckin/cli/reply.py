"""`reply`: a word back to whoever shared a file, as a small file beside it."""

from __future__ import annotations

import argparse
import os
from pathlib import Path
from typing import Final, TypeVar

from cmcheckin.bootstrap import Program
from cmcheckin.cli import output
from cmcheckin.cli.output import FAILED, REFUSED, USAGE, CommandError, print_message, quoted
from cmcheckin.domain.text import clean
from cmcheckin.services.share_files import write_reply
from cmcheckin.services.share_folder import SharedFolder, read_folder
from cmcheckin.sharing import replies
from cmcheckin.sharing.share_file import Reply, ShareEscalation, ShareFile, ShareWin
from cmcheckin.wording import review as words

Had = TypeVar("Had", ShareWin, ShareEscalation)
GENERAL: Final = ("cover", "time", "budget", "introduction")


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", metavar="FILE")
    kind = parser.add_mutually_exclusive_group(required=True)
    kind.add_argument("--thanks", metavar="WIN_ID")
    kind.add_argument("--answer", metavar="ASK_ID")
    for name in GENERAL:
        kind.add_argument(f"--{name}", action="store_true")
    parser.add_argument("--text", metavar="T", default="")
    parser.add_argument("--from", dest="sender", metavar="NAME", default="")


def run(args: argparse.Namespace, program: Program) -> int:
    found = read_folder([args.file], program.clock.now())
    share = _answered(found)
    kind, about, about_text = _about(args, share)
    text = clean(args.text, lines=True)
    if not text and kind != "thanks":
        raise CommandError(USAGE, f"cmcheckin reply: --{kind} needs --text with your words.")
    now = program.clock.now()
    sender = clean(args.sender) or program.settings.name
    reply = Reply(replies.new_reply_id(now, os.urandom(5)), share.person, kind, text, now, about, about_text, sender)
    # FILE may be a folder with this one file in it, or a link: whoever it is for looks beside the file itself.
    path = Path(found.path_of(share)).resolve()
    try:
        written = write_reply(reply, path.parent, path.stat().st_mode)
    except FileExistsError as no:
        raise CommandError(FAILED, f"{quoted(no.filename, 200)} is there already. Nothing was changed.") from None
    except OSError as no:
        raise CommandError(FAILED, words.not_written((no.strerror or "").lower(), kept=False)) from None
    print_message(words.written(words.who(share.name, share.person)))
    if not sender:
        print_message("It carries no name. --from NAME gives one, or name in config.toml.")
    output.print_text(str(written) if str(written).isprintable() else quoted(written, 4000))
    return output.DONE


def _answered(found: SharedFolder) -> ShareFile:
    """The share file that was named. Ends the command when it is none."""
    shares = found.shares
    if len(shares) == 1:
        return shares[0]
    if found.unread:
        raise CommandError(REFUSED, f"{quoted(found.unread[0].path, 300)} {quoted(found.unread[0].reason, 300)}.")
    raise CommandError(USAGE, "FILE is one share file; cmcheckin review opens whole folders.")


def _about(args: argparse.Namespace, share: ShareFile) -> tuple[str, str, str]:
    """Of which kind the reply is, and the id and words of what it speaks of."""
    if args.thanks is not None:
        win = _named(args.thanks, share.wins, "win")
        return "thanks", win.id, win.text
    if args.answer is not None:
        ask = _named(args.answer, share.asks, "ask")
        return "answer", ask.id, ask.title
    return next(name for name in GENERAL if getattr(args, name)), "", ""


def _named(wanted: str, found: tuple[Had, ...], what: str) -> Had:
    """The win or ask of that id."""
    for one in found:
        if one.id == wanted:
            return one
    there = "".join(f"\n  {quoted(one.id, 130)}" for one in found[:20])
    listed = f" It has:{there}" if found else f" There is no {what} in it."
    raise CommandError(REFUSED, f"This file has no {what} with the id {quoted(wanted)!r}.{listed}")
