"""The inbox as text at 80 columns, and as one JSON document."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from cmcheckin.cli.text_layout import wrapped
from cmcheckin.domain.text import clean
from cmcheckin.services.inbox import Inbox, InboxReply
from cmcheckin.sharing.share_file import day_made
from cmcheckin.wording import reply as words


def inbox_lines(inbox: Inbox, today: date) -> Iterator[str]:
    """Yield the number of replies in `inbox`, then each reply, newest first."""
    yield f"{words.INBOX} · {words.summary(len(inbox.replies), len(inbox.unread))}"
    for item in inbox.replies:
        yield ""
        yield from reply_lines(item, today)
    yield ""
    yield from wrapped("", words.SENDER_NOTICE)
    if any(item.reply.kind == "answer" for item in inbox.replies):
        yield from wrapped("", words.ANSWER_NOTICE)


def reply_lines(item: InboxReply, today: date) -> Iterator[str]:
    """Yield the reply `item` at 80 columns, with its date, state and full text."""
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
        "id": reply.id,
        "kind": reply.kind,
        "from": reply.sender,
        "made": reply.made.isoformat(),
        "text": reply.text,
        "about": reply.about,
        "title": item.title,
        "about_text": reply.about_text,
        "state": item.state,
        "shares_id": item.has_id_conflict,
        "in_future": item.in_future,
        "path": item.path,
    }
