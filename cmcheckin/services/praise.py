"""Keep thanks from a reply as praise received."""

from __future__ import annotations

from cmcheckin.checkin import wins
from cmcheckin.checkin.form import CheckinForm
from cmcheckin.domain.text import LINE, clean, shorten
from cmcheckin.services.inbox import InboxReply
from cmcheckin.wording.review import thanks_for


def praise_text(one: InboxReply) -> str:
    """Return the text to keep as praise received. Thanks without text give the title of what they are for, from the
    journal; empty without one."""
    return shorten(clean(one.reply.text) or (thanks_for(one.title) if one.title else ""), LINE)


def has_praise(morning: CheckinForm, one: InboxReply) -> bool:
    """Whether this morning has it as praise already."""
    return any(win.kind == "thanks" and win.text == praise_text(one) for win in morning.checkin.wins)


def add_praise(morning: CheckinForm, one: InboxReply) -> CheckinForm:
    """Return `morning` with the thanks `one` as praise received; unchanged if it is kept already or has no text."""
    if has_praise(morning, one) or not praise_text(one):
        return morning
    more = wins.add(morning, praise_text(one))
    return wins.change(more, len(more.checkin.wins) - 1, kind="thanks", sender=one.reply.sender or None)
