"""A manager's answers: small files beside the ones they answer."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any, Final

from cmcheckin.domain import fields as f
from cmcheckin.domain.errors import Refused
from cmcheckin.domain.text import to_json
from cmcheckin.sharing.codec import NAME_LENGTH
from cmcheckin.sharing.share_file import REPLY_KINDS, VERSION, Reply

KIND: Final = "reply"
TEXT_LENGTH: Final = 2000
"""Longest reply kept, in characters: a page."""


def reply_to_json(reply: Reply) -> dict[str, object]:
    """The reply as JSON has it; empty fields are left out."""
    said = {
        "id": reply.id,
        "to": reply.to,
        "kind": reply.kind,
        "text": reply.text,
        "made": reply.made.isoformat(),
        "about": reply.about,
        "about_text": reply.about_text,
        "from": reply.sender,
    }
    return {"cmcheckin": KIND, "version": VERSION, **{name: value for name, value in said.items() if value}}


def reply_bytes(reply: Reply) -> bytes:
    """The bytes of its file."""
    return to_json(reply_to_json(reply), indent=1).encode() + b"\n"


def reply_from_json(raw: object) -> Reply:
    """A reply from what JSON gave, every text cleaned. Raises Refused."""
    if not isinstance(raw, dict) or raw.get("cmcheckin") != KIND:
        raise Refused("the file", "is no reply")
    known: dict[str, Any] = raw
    version = f.required("version", f.whole("version", known.get("version"), 1, 1_000_000))
    if version > VERSION:
        raise Refused("version", f"is {version}, and this cmcheckin reads up to {VERSION}: a newer one wrote it")
    return Reply(
        id=f.required("id", f.identifier("id", known.get("id"))),
        to=f.required("to", f.identifier("to", known.get("to"))),
        kind=f.required("kind", f.choice("kind", known.get("kind"), REPLY_KINDS)),
        text=f.prose("text", known.get("text"), TEXT_LENGTH) or "",
        made=f.required("made", f.moment("made", known.get("made"))),
        about=f.record_id("about", known.get("about")) or "",
        about_text=f.line("about_text", known.get("about_text")) or "",
        sender=f.line("from", known.get("from"), NAME_LENGTH) or "",
    )


def new_reply_id(now: datetime, random: bytes) -> str:
    """An id for a reply: the day it was made, and something that no other has."""
    return f"{now:%Y%m%d}-{random.hex()[:10]}"


def replies_to(found: Iterable[Reply], person: str) -> tuple[Reply, ...]:
    """The replies to this person, the oldest first."""
    return tuple(sorted((one for one in found if one.to == person), key=lambda one: (one.made, one.id)))
