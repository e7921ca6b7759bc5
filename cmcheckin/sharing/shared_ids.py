"""Ids of wins, escalations and asks in share files: opaque, so that they don't show what was left out.

The ids of records count the entries of a day (`w-2026-11-20-3-…`), so a gap would show that one was dropped. In a share
file each is replaced by a digest with a secret of this home, which is the same in every file. Without the secret,
nobody can find the id again; with it, `texts_by_id` finds the entry that a reply is about.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Collection, Iterator
from dataclasses import replace
from typing import Final

from cmcheckin.domain.checkin import Win
from cmcheckin.domain.records import Records
from cmcheckin.sharing.share_file import ShareFile

SECRET_BYTES: Final = 16
"""Random bytes of a secret: too many to guess."""
DIGEST_BYTES: Final = 8
"""Bytes of a digest. Two of 100,000 entries have the same one with a chance of less than one in a billion."""
_SHARED: Final = re.compile(rf"s-[0-9a-f]{{{2 * DIGEST_BYTES}}}")


def new_secret(random: bytes) -> str:
    """Return a secret from SECRET_BYTES `random` bytes, for the preferences of a home. It is never shared."""
    return random[:SECRET_BYTES].hex()


def shared_id(secret: str, id_: str) -> str:
    """Return the id that share files show for the win, escalation or ask `id_`: `s-` and a digest with `secret`.

    Raises ValueError if `secret` is empty, since without one the ids could be guessed.
    """
    if not secret:
        raise ValueError("shared ids need a secret")
    key = secret.encode()[: hashlib.blake2b.MAX_KEY_SIZE]
    return f"s-{hashlib.blake2b(id_.encode(errors='surrogatepass'), key=key, digest_size=DIGEST_BYTES).hexdigest()}"


def is_shared_id(id_: str) -> bool:
    """Return whether `id_` has the form of a shared id."""
    return _SHARED.fullmatch(id_) is not None


def win_id(day: object, number: int, win: Win) -> str:
    """Return the id of `win`, or one made of its day and its number for a win that has none."""
    return win.id or f"w-{day}-{number}"


def with_shared_ids(share: ShareFile, secret: str) -> ShareFile:
    """Return `share`, which has the ids of records, with shared ids."""
    return replace(
        share,
        wins=tuple(replace(win, id=shared_id(secret, win.id)) for win in share.wins),
        escalations=tuple(replace(item, id=shared_id(secret, item.id)) for item in share.escalations),
        asks=tuple(replace(item, id=shared_id(secret, item.id)) for item in share.asks),
    )


def entry_texts(records: Records) -> Iterator[tuple[str, str]]:
    """Yield the id and the text of each win, escalation and ask in `records`."""
    for checkin in records.checkins:
        for number, win in enumerate(checkin.wins, 1):
            yield win_id(checkin.date, number, win), win.text
    for escalation in records.escalations:
        yield escalation.id, escalation.title


def texts_by_id(records: Records, ids: Collection[str], secret: str) -> dict[str, str]:
    """Return the texts of the wins and the titles of the escalations and asks in `records` that `ids` name, by these
    ids: either those of records, or shared ones made with `secret`. An empty `secret` finds only the former."""
    wanted = {*ids}
    has_shared = bool(secret) and any(map(is_shared_id, wanted))
    found: dict[str, str] = {}
    for id_, text in entry_texts(records):
        if id_ in wanted:
            found[id_] = text
        if has_shared and (shared := shared_id(secret, id_)) in wanted:
            found[shared] = text
    return found
