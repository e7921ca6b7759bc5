"""A reply to what the user shared, as lines that can be read aloud."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from cmcheckin.domain.text import clean
from cmcheckin.services.inbox import InboxReply
from cmcheckin.sharing.share_file import day_made
from cmcheckin.wording import inbox as words
from cmcheckin.wording import reply as reply_words
from cmcheckin.wording.spoken import spoken, spoken_dates


def title_line(one: InboxReply, today: date) -> str:
    """Return the reply `one` as a line: its kind, sender and subject, its day and what was done with it."""
    reply = one.reply
    title = reply_words.reply_title(reply.kind, reply.sender, one.title, reply.about_text)
    dated = reply_words.reply_date(day_made(reply.made), today, in_future=one.in_future)
    state = words.outcome_label(one.saved) or reply_words.STATE_LABELS[one.state]
    return f"{title} ({', '.join(filter(None, (spoken_dates(dated), state)))})"


def content_lines(one: InboxReply, today: date) -> Iterator[str]:
    """Yield the text of the reply `one`, the days it offers, and what was done with it."""
    if one.reply.text:
        yield f"“{clean(one.reply.text)}”"
    if offered := words.offered(one.reply.first, one.reply.last, today):
        yield spoken(offered)
    yield from map(spoken, words.outcomes(one.saved, today))
