"""Thanks that came in, kept as praise received."""

from __future__ import annotations

from cmcheckin.checkin import wins
from cmcheckin.checkin.inbox import Received
from cmcheckin.checkin.morning import Morning
from cmcheckin.domain.text import LINE, clean, shorten
from cmcheckin.wording.review import thanks_for


def praise(one: Received) -> str:
    """Return the words to keep as praise received: those of the reply. Thanks without words say what they were for, in
    the journal's words; empty where the journal has none."""
    return shorten(clean(one.reply.text) or (thanks_for(one.title) if one.title else ""), LINE)


def kept(morning: Morning, one: Received) -> bool:
    """Whether this morning has it as praise already."""
    return any(win.kind == "thanks" and win.text == praise(one) for win in morning.checkin.wins)


def keep(morning: Morning, one: Received) -> Morning:
    """Return the morning with a thanks as praise received; unchanged when it is kept already, or has no words."""
    if kept(morning, one) or not praise(one):
        return morning
    more = wins.add(morning, praise(one))
    return wins.change(more, len(more.checkin.wins) - 1, kind="thanks", sender=one.reply.sender or None)
