"""The inbox as text at 80 columns, and as one JSON document."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

from cmcheckin.cli.text_layout import wrapped
from cmcheckin.domain.text import clean
from cmcheckin.services.inbox import Inbox, InboxReply
from cmcheckin.sharing.share_file import day_made
from cmcheckin.wording import reply as words


def text(inbox: Inbox, today: date) -> Iterator[str]:
    """Yield the number of replies in `inbox`, then each reply, newest first."""
    yield f"{words.INBOX} · {words.summary(len(inbox.replies), len(inbox.unread))}"
    for one in inbox.replies:
        yield ""
        yield from reply_lines(one, today)
    yield ""
    yield from wrapped("", words.SENDER_NOTICE)
    if any(one.reply.kind == "answer" for one in inbox.replies):
        yield from wrapped("", words.ANSWER_NOTICE)


def reply_lines(one: InboxReply, today: date) -> Iterator[str]:
    """Yield the reply `one` at 80 columns, with its date, state and full text."""
    reply = one.reply
    state = words.STATE_LABELS[one.state]
    dated = words.reply_date(day_made(reply.made), today, in_future=one.in_future)
    lead = words.reply_title(reply.kind, reply.sender, one.title, reply.about_text)
    yield from wrapped("  ", f"{lead} ({', '.join(filter(None, (dated, state)))})")
    if reply.text:
        yield from wrapped("    ", f"“{clean(reply.text)}”")
    if one.has_id_conflict:
        yield from wrapped("    ", words.SAME_ID)


def document(inbox: Inbox) -> dict[str, Any]:
    """Return `inbox` as a JSON document. `about_text` is the file's name for the win or ask, `title` the journal's."""
    return {
        "replies": [_reply(one) for one in inbox.replies],
        "folders": list(inbox.folders),
        "unread": [{"path": one.path, "reason": one.reason} for one in inbox.unread_files],
    }


def _reply(one: InboxReply) -> dict[str, Any]:
    reply = one.reply
    return {
        "id": reply.id,
        "kind": reply.kind,
        "from": reply.sender,
        "made": reply.made.isoformat(),
        "text": reply.text,
        "about": reply.about,
        "title": one.title,
        "about_text": reply.about_text,
        "state": one.state,
        "shares_id": one.has_id_conflict,
        "in_future": one.in_future,
        "path": one.path,
    }
