"""Convert a manager's replies to JSON and back."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Final

from cmcheckin.domain import fields as f
from cmcheckin.domain.errors import Refused
from cmcheckin.domain.text import LINE, clean, shorten, to_json
from cmcheckin.sharing.codec import NAME_LENGTH
from cmcheckin.sharing.share_file import REPLY_KINDS, VERSION, Reply, ShareWin
from cmcheckin.wording import file_reasons as reasons

REPLY_KIND: Final = "reply"
TEXT_LENGTH: Final = 2000
"""Longest text of a reply, in characters: a page."""


def reply_to_json(reply: Reply) -> dict[str, object]:
    """Return `reply` as JSON; empty fields are left out."""
    values = {
        "id": reply.id,
        "to": reply.to,
        "kind": reply.kind,
        "text": reply.text,
        "made": reply.made.isoformat(),
        "about": reply.about,
        "about_text": reply.about_text,
        "from": reply.sender,
        "first": reply.first and reply.first.isoformat(),
        "last": reply.last and reply.last.isoformat(),
    }
    return {"cmcheckin": REPLY_KIND, "version": VERSION, **{name: value for name, value in values.items() if value}}


def reply_bytes(reply: Reply) -> bytes:
    """Return the bytes of the file of `reply`."""
    return to_json(reply_to_json(reply), indent=1).encode() + b"\n"


def reply_from_json(raw: object) -> Reply:
    """Return the reply in `raw`, with every text cleaned. Raises Refused if it isn't valid."""
    if not isinstance(raw, dict) or raw.get("cmcheckin") != REPLY_KIND:
        raise Refused("the file", reasons.NOT_A_REPLY)
    table: dict[str, f.JSON] = raw
    version = f.required("version", f.whole("version", table.get("version"), 1, 1_000_000))
    if version > VERSION:
        raise Refused("version", reasons.NEWER_REPLY.format(version=version, known=VERSION))
    first, last = f.day("first", table.get("first")), f.day("last", table.get("last"))
    if last is not None and (first is None or last < first):
        raise Refused("last", reasons.COMES_BEFORE.format(day=last, first=first or "the first day"))
    return Reply(
        id=f.required("id", f.identifier("id", table.get("id"))),
        to=f.required("to", f.identifier("to", table.get("to"))),
        kind=f.required("kind", f.choice("kind", table.get("kind"), REPLY_KINDS)),
        text=f.prose("text", table.get("text"), TEXT_LENGTH) or "",
        made=f.required("made", f.moment("made", table.get("made"))),
        about=f.record_id("about", table.get("about")) or "",
        about_text=f.line("about_text", table.get("about_text")) or "",
        sender=f.line("from", table.get("from"), NAME_LENGTH) or "",
        first=first,
        last=last or first,
    )


def new_reply_id(now: datetime, random: bytes) -> str:
    """Return an id for a reply: the date of `now` and part of the `random` bytes."""
    return f"{now:%Y%m%d}-{random.hex()[:10]}"


def replies_to(replies: Iterable[Reply], person: str) -> tuple[Reply, ...]:
    """Return those of `replies` that are for `person`, the oldest first."""
    return tuple(sorted((reply for reply in replies if reply.to == person), key=lambda reply: (reply.made, reply.id)))


class OwnThanks:
    """Tells praise that is the manager's own thanks, which people can keep and share again, from other praise."""

    def __init__(self, replies: Iterable[Reply], sender: str = "") -> None:
        """`replies`: those in the folder. `sender`: the manager's name; empty if it isn't known."""
        self._thanks = {(reply.to, _kept(reply.text)) for reply in replies if reply.kind == "thanks" and reply.text}
        self._sender = sender.casefold()

    def has(self, person: str, win: ShareWin) -> bool:
        """Return whether `win` of `person` is praise in the words of thanks to them, or from the manager."""
        is_from_manager = bool(self._sender) and win.sender.casefold() == self._sender
        return win.kind == "thanks" and (is_from_manager or (person, _kept(win.text)) in self._thanks)


NO_THANKS: Final = OwnThanks(())


def _kept(text: str) -> str:
    """Return `text` as praise that is kept from it says it, without regard to case."""
    return shorten(clean(text), LINE).casefold()
