"""Replies to what was shared, as the next morning shows them: once, and then they are remembered as seen."""

from __future__ import annotations

import json
import os
from collections.abc import Iterable
from contextlib import suppress
from typing import Final

from cmcheckin.checkin import wins
from cmcheckin.checkin.morning import Morning
from cmcheckin.domain.errors import Refused
from cmcheckin.domain.text import LINE, clean, shorten
from cmcheckin.journal import disk
from cmcheckin.paths import Places
from cmcheckin.settings import Settings
from cmcheckin.sharing import choices, replies
from cmcheckin.sharing.reading import parse_bytes
from cmcheckin.sharing.share_file import Reply
from cmcheckin.sharing.walking import beginning_with
from cmcheckin.wording.review import thanks_for

FILE: Final = "replies.json"
"""In the home, beside the choices of sharing: the ids of replies that were shown. Losing it shows them once more."""
MOST: Final = 300
"""Reply files that are opened of a folder, the newest by name first."""
SHOWN: Final = 20
"""Replies that are shown on one morning, the oldest first; the others come on the next."""
REMEMBERED: Final = 5_000
"""Ids that are remembered."""


def unseen(settings: Settings, places: Places) -> tuple[Reply, ...]:
    """Replies to this person in the share folder that were not shown yet. Without a folder, or when nothing was ever
    shared from here, nothing is looked for."""
    try:
        chosen = choices.read(places.share)
    except (Refused, OSError):
        return ()
    folder = settings.share_folder or chosen.folder
    if not folder or not chosen.person:
        return ()
    seen = _seen(places)
    found: dict[str, Reply] = {}
    for file in beginning_with(os.path.expanduser(folder), "reply-", MOST):  # noqa: PTH111
        with suppress(Refused):
            reply = replies.decode(parse_bytes(file.data))
            if reply.id not in seen:
                found.setdefault(reply.id, reply)
    return replies.for_person(found.values(), chosen.person)[:SHOWN]


def remember(places: Places, shown: Iterable[Reply]) -> None:
    """These were shown. A disk that has no room shows them once more tomorrow."""
    ids = [reply.id for reply in shown]
    if not ids:
        return
    kept = [*_seen(places), *ids][-REMEMBERED:]
    data = json.dumps({"version": 1, "seen": kept}, separators=(",", ":")).encode() + b"\n"
    with suppress(OSError):
        disk.replace(str(places.data / FILE), data, sync=False, alone=False)


def _seen(places: Places) -> dict[str, None]:
    """Ids that were shown, in their order; none when the file is not there or not sound."""
    for file in beginning_with(str(places.data), FILE, 1):
        with suppress(Refused):
            raw = parse_bytes(file.data)
            ids = raw.get("seen") if isinstance(raw, dict) else None
            return dict.fromkeys(one for one in ids if isinstance(one, str)) if isinstance(ids, list) else {}
    return {}


def praise(reply: Reply) -> str:
    """The words to keep as praise received: those of the reply. Of thanks without words, what they were for; the words
    of the win are somebody else's."""
    return shorten(clean(reply.text) or (thanks_for(reply.about_text) if reply.about_text else ""), LINE)


def kept(morning: Morning, reply: Reply) -> bool:
    """Whether this morning has it as praise already."""
    return any(win.kind == "thanks" and win.text == praise(reply) for win in morning.checkin.wins)


def keep(morning: Morning, reply: Reply) -> Morning:
    """With a thanks as praise received; unchanged when it is kept already, or has no words."""
    if kept(morning, reply) or not praise(reply):
        return morning
    more = wins.add(morning, praise(reply))
    return wins.change(more, len(more.checkin.wins) - 1, kind="thanks", sender=reply.sender or None)
