"""`inbox`: list every reply, mark one as read, keep thanks as praise, plan leave from an offer, and answer."""

from __future__ import annotations

import argparse
import os
from collections.abc import Iterator, Sequence
from datetime import date
from typing import Final

from cmcheckin.bootstrap import Program
from cmcheckin.cli import status_summary
from cmcheckin.cli.argument_types import REPLY
from cmcheckin.cli.files import report_missing
from cmcheckin.cli.output import (
    DONE,
    FAILED,
    REFUSED,
    USAGE,
    CommandError,
    print_json,
    print_message,
    print_text,
    quoted,
)
from cmcheckin.cli.text_layout import wrapped
from cmcheckin.domain.errors import Refused
from cmcheckin.domain.text import clean
from cmcheckin.services import inbox_actions as actions
from cmcheckin.services import share_preferences
from cmcheckin.services.inbox import Inbox, InboxReply, read_inbox
from cmcheckin.services.share_preferences import SharePreferences
from cmcheckin.sharing.share_file import day_made
from cmcheckin.wording import reply as words
from cmcheckin.wording.command_messages import nothing_changed
from cmcheckin.wording.inbox import offered, outcomes

MAX_LISTED: Final = 100
"""Most unreadable files that are listed; the rest is counted."""
SHORT_ID: Final = 4
"""Fewest characters of an id that are shown."""
ACTIONS: Final = ("read", "keep", "leave", "answer")
OUTCOMES: Final = ("win", "leave_from", "leave_to", "answer", "answered_at", "shared")
"""What can be done with a reply, as named in its state in the journal."""


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("reply", metavar=REPLY, nargs="?")
    parser.add_argument("days", metavar="DATE", nargs="*")
    one = parser.add_mutually_exclusive_group()
    one.add_argument("--read", action="store_true")
    one.add_argument("--keep", action="store_true")
    one.add_argument("--leave", action="store_true")
    one.add_argument("--answer", metavar="TEXT")
    one.add_argument("--json", action="store_true")
    one.add_argument("--add-folder", metavar="DIR")
    one.add_argument("--drop", metavar="DIR")
    parser.add_argument("--half", action="store_true")
    parser.add_argument("--plain", action="store_true")


def run(args: argparse.Namespace, program: Program) -> int:
    if args.plain:
        from cmcheckin.cli.plain.parts import check_alone, run_part

        check_alone(args)
        return run_part(program, "inbox")
    if (args.days or args.half) and not args.leave:
        raise CommandError(USAGE, words.ONLY_WITH_LEAVE.format(word=quoted([*args.days, "--half"][0])))
    folder = args.add_folder if args.add_folder is not None else args.drop
    if folder is not None:
        if args.reply:
            raise CommandError(USAGE, words.NO_REPLY_WITH_FOLDER)
        return _change_folders(program, folder, is_added=args.add_folder is not None)
    found = read_inbox(program.journal, program.settings, program.clock.now())
    if args.read or args.keep or args.leave or args.answer is not None:
        try:
            return _act(args, program, found)
        except Refused as error:
            raise CommandError(REFUSED, nothing_changed(quoted(error, 300))) from None
    ids = short_ids(found.replies)
    listed = found.replies if args.reply is None else (chosen(found, args.reply),)
    if args.json:
        print_json([inbox_document(found, listed, ids)])
    elif args.reply is not None:
        print_text(reply_lines(listed[0], program.clock.today(), ids[listed[0].key]))
    elif found.replies:
        print_text(inbox_lines(found, ids, program.clock.today()))
    elif not found.unread_files:
        print_text(words.NONE_YET if found.folders else words.NEVER_SHARED)
    for file in found.unread_files[:MAX_LISTED]:
        print_message(quoted(words.unreadable(file.path, file.reason), 600))
    if len(found.unread_files) > MAX_LISTED:
        print_message(words.MORE_UNREAD.format(count=len(found.unread_files) - MAX_LISTED))
    code = report_missing(program)
    return FAILED if found.unread_files else code


# Actions


def _act(args: argparse.Namespace, program: Program, found: Inbox) -> int:
    """Apply the action in `args` to a reply of the inbox `found`. Raises Refused or CommandError, with nothing
    changed."""
    journal, now, today = program.journal, program.clock.now(), program.clock.today()
    if args.read:
        items = found.unread if args.reply is None else (chosen(found, args.reply),)
        number = actions.mark_read(journal, items, now)
        print_message(words.marked_read(number) if number else words.NOTHING_TO_READ)
        return DONE
    if args.reply is None:
        name = next(name for name in ACTIONS if getattr(args, name) not in (None, False))
        raise CommandError(USAGE, words.NEEDS_REPLY.format(option=f"--{name}"))
    item = chosen(found, args.reply)
    name = quoted(words.reply_title(item.reply.kind, item.reply.sender, "", ""), 100)
    if args.keep:
        if not actions.keep_as_praise(journal, item, now):
            print_message(words.KEPT_BEFORE)
            return DONE
        status_summary.after_change(program)
        print_message(words.kept(name))
    elif args.leave:
        from cmcheckin.cli.leave import print_planned, read_days

        if args.days:
            first, last = read_days(args.days, today, "")
        elif item.reply.first is not None and item.reply.last is not None:
            first, last = item.reply.first, item.reply.last
        else:
            raise CommandError(USAGE, words.NO_DAYS_OFFERED)
        schedule = program.settings.schedule
        planned = actions.plan_leave(journal, schedule, item, first, last, now, is_half=args.half)
        return print_planned(program, planned, is_half=args.half)
    else:
        actions.answer(journal, item, args.answer, now)
        print_message(words.answered(name))
    return DONE


def short_ids(replies: Sequence[InboxReply]) -> dict[str, str]:
    """Return a short id for each of `replies` by its key: as many characters of the digest of its content as tell all
    apart, at least SHORT_ID. Unlike the ids in reply files, which anyone can write, they are always safe to type."""
    digests = {item.key: item.key.rpartition(".")[2] for item in replies}
    number = len({*digests.values()})
    lengths = range(SHORT_ID, max(map(len, digests.values()), default=0))
    length = next((n for n in lengths if len({digest[:n] for digest in digests.values()}) == number), None)
    return {key: digest[:length] for key, digest in digests.items()}


def chosen(inbox: Inbox, text: str) -> InboxReply:
    """Return the reply of `inbox` whose short id begins with `text`, or whose id is `text`. Raises CommandError if
    there is none, or more than one."""
    found = [item for item in inbox.replies if item.key.rpartition(".")[2].startswith(text.lower())] if text else []
    found = found or [item for item in inbox.replies if text in (item.reply.id, item.key)]
    if len(found) == 1:
        return found[0]
    if not found:
        raise CommandError(REFUSED, nothing_changed(words.NO_SUCH_REPLY.format(id=quoted(text))))
    ids = short_ids(inbox.replies)
    raise CommandError(REFUSED, nothing_changed(words.ambiguous(quoted(text), [ids[item.key] for item in found])))


def _change_folders(program: Program, name: str, *, is_added: bool) -> int:
    """Add the folder `name` to those searched for replies, or remove it. Raises CommandError if it doesn't exist, or
    isn't searched."""
    path = program.paths.share
    folder = os.path.abspath(os.path.expanduser(name))  # noqa: PTH100, PTH111  resolve() would follow a link
    try:
        preferences = share_preferences.load(path)
        changed = _with_folder(preferences, folder, name) if is_added else _without_folder(preferences, folder, name)
        share_preferences.save(path, changed)
    except Refused as error:
        raise CommandError(FAILED, nothing_changed(f"{quoted(path, 300)}: {quoted(error.reason, 300)}")) from None
    print_message((words.FOLDER_ADDED if is_added else words.FOLDER_DROPPED).format(folder=quoted(folder, 300)))
    if is_added and not preferences.person:
        print_message(words.NO_REPLIES_BEFORE_SHARING)
    return DONE


def _with_folder(preferences: SharePreferences, folder: str, name: str) -> SharePreferences:
    if not name or not os.path.isdir(folder):  # noqa: PTH112  as above
        raise CommandError(REFUSED, words.NOT_A_FOLDER.format(folder=quoted(name, 300)))
    return preferences.with_inbox_folder(folder)


def _without_folder(preferences: SharePreferences, folder: str, name: str) -> SharePreferences:
    if folder not in preferences.folders:
        raise CommandError(REFUSED, words.NOT_CHECKED.format(folder=quoted(name, 300)))
    return preferences.without_folder(folder)


# The list


def inbox_lines(inbox: Inbox, ids: dict[str, str], today: date) -> Iterator[str]:
    """Yield the number of replies in `inbox`, then each reply with its short id from `ids`, unread ones first. Dates
    are relative to `today`."""
    yield f"{words.INBOX} · {words.summary(len(inbox.replies), len(inbox.unread))}"
    for item in inbox.replies:
        yield ""
        yield from reply_lines(item, today, ids[item.key])
    yield ""
    if inbox.unread:
        yield from wrapped("", words.HOW_TO_READ)
    yield from wrapped("", words.SENDER_NOTICE)
    if any(item.reply.kind == "answer" for item in inbox.replies):
        yield from wrapped("", words.ANSWER_NOTICE)


def reply_lines(item: InboxReply, today: date, id_: str = "") -> Iterator[str]:
    """Yield the reply `item` at 80 columns, with its date (relative to `today`), state and full text, what was done
    with it and, with its short id `id_`, what can be done."""
    reply, indent = item.reply, "    "
    dated = words.reply_date(day_made(reply.made), today, in_future=item.in_future)
    lead = words.reply_title(reply.kind, reply.sender, item.title, reply.about_text)
    facts = ", ".join(filter(None, (dated, words.STATE_LABELS[item.state])))
    yield from wrapped("  ", f"{f'{id_}  ' if id_ else ''}{lead} ({facts})", indent)
    if reply.text:
        # As one paragraph, so that no line of it can be taken for the program's.
        yield from wrapped(indent, f"“{clean(reply.text)}”")
    for line in filter(None, (offered(reply.first, reply.last, today), *outcomes(item.saved, today))):
        yield from wrapped(indent, line)
    if item.has_id_conflict:
        yield from wrapped(indent, words.SAME_ID)
    if id_ and (hint := words.next_step(item.reply.kind, item.state, has_answer=_has_answer(item))):
        yield f"{indent}{hint.format(id=id_)}"


def _has_answer(item: InboxReply) -> bool:
    return item.saved is not None and item.saved.answer is not None


def inbox_document(inbox: Inbox, listed: Sequence[InboxReply], ids: dict[str, str]) -> dict[str, object]:
    """Return `inbox` as a JSON document with the replies in `listed`, which have these short `ids`. `about_text` is the
    file's name for the win or ask, `title` the journal's."""
    return {
        "replies": [_reply(item, ids[item.key]) for item in listed],
        "folders": list(inbox.folders),
        "unread": [{"path": item.path, "reason": item.reason} for item in inbox.unread_files],
    }


def _reply(item: InboxReply, short_id: str) -> dict[str, object]:
    reply, saved = item.reply, item.saved.raw() if item.saved else {}
    return {
        "id": reply.id, "short_id": short_id, "kind": reply.kind, "from": reply.sender, "made": reply.made.isoformat(),
        "text": reply.text, "about": reply.about, "title": item.title, "about_text": reply.about_text,
        "first": reply.first and reply.first.isoformat(), "last": reply.last and reply.last.isoformat(),
        "state": item.state, **{name: saved.get(name) for name in OUTCOMES}, "shares_id": item.has_id_conflict,
        "in_future": item.in_future, "path": item.path or None,
    }  # fmt: skip
