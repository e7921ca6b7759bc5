"""The state of a manager's reply in the inbox, with a copy of the reply, which may no longer be in its folder."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, datetime, time
from typing import Final

from cmcheckin.domain import fields as f
from cmcheckin.domain.days import DAY_STARTS_AT, day_of
from cmcheckin.domain.fields import JSON, Key
from cmcheckin.domain.named import NamedTuple

READ, KEPT, ACTED = "read", "kept", "acted"
STATES: Final = (READ, KEPT, ACTED)
"""Read; kept as praise; acted on (leave was planned, or it was answered). A later one includes those before."""
REPLY_STATE_FIELDS: Final = (
    "type", "reply", "at", "state", "kind", "from", "made", "text", "about", "about_text", "first", "last", "win",
    "leave_from", "leave_to", "answer", "answered_at", "shared",
)  # fmt: skip


def reply_key(id_: str, digest: str) -> str:
    """Return what identifies a reply with the id `id_`, which others may have too, and a `digest` of its content. Ids
    of more than 100 characters, which this program doesn't make, are cut."""
    return f"{id_[:100]}.{digest}"


def reply_id(key: object) -> str:
    """Return the id of the reply that is identified by `key`, as made by `reply_key`."""
    return str(key).rpartition(".")[0] or str(key)


def state_rank(state: object) -> int:
    """Return the rank of `state`: a later state includes those before it. An unknown one, from a newer version, ranks
    highest."""
    if state is None:
        return -1
    return STATES.index(state) if state in STATES else len(STATES)


def earliness(at: object) -> float:
    """Return a number that is higher for an earlier moment `at` (ISO format), and lowest if `at` isn't valid."""
    try:
        return -datetime.fromisoformat(str(at)).timestamp()
    except (ValueError, OverflowError):
        return float("-inf")


def day_number(value: object) -> float:
    """Return a number that is higher for a later day `value` (ISO format), and lowest if `value` isn't a day."""
    try:
        return date.fromisoformat(str(value)).toordinal()
    except ValueError:
        return float("-inf")


PREFERRED_VALUES: Final[Mapping[str, Callable[[object], float]]] = {
    "state": state_rank,
    "at": earliness,
    "leave_from": earliness,
    "leave_to": day_number,
}
"""How to choose between the values of two devices that didn't see each other's change: the highest result wins. Both
planned leave from the reply, so its leave goes from the earlier first day to the later last day."""
ANSWER_LENGTH: Final = 2000
"""Longest answer and longest reply, in characters: a page."""


class ReplyState(NamedTuple):
    """What the user did with the reply `reply`, first at the moment `at`."""

    reply: str
    """The id of the reply and a digest of its content."""
    at: datetime
    state: str | None = None
    kind: str | None = None
    sender: str | None = None
    made: datetime | None = None
    text: str | None = None
    about: str | None = None
    about_text: str | None = None
    first: date | None = None
    last: date | None = None
    """The days that cover or time off was offered for."""
    win: str | None = None
    """The id of the win that the thanks were kept as."""
    leave_from: date | None = None
    leave_to: date | None = None
    """The days of leave planned from it."""
    answer: str | None = None
    """The user's answer, which the next share file can include."""
    answered_at: datetime | None = None
    shared: date | None = None
    """The day a share file with the answer was last written."""
    extra: Mapping[str, JSON] = f.NOTHING
    day_starts_at: time = DAY_STARTS_AT
    """When the user's day starts. It isn't part of the record, as in `Escalation`."""

    @property
    def type(self) -> str:
        """Return the record type in the interchange format."""
        return "reply_state"

    @property
    def key(self) -> Key:
        """Return the key, made of the reply."""
        return Key(self.type, self.reply)

    @property
    def day(self) -> date:
        """Return the user's day on which the reply was first read (`domain.days`)."""
        return day_of(self.at, self.day_starts_at, self.at.tzinfo)

    @classmethod
    def read(cls, raw: Mapping[str, JSON]) -> ReplyState:
        """Read a state from JSON. Raises Refused."""
        return cls(
            f.required("reply", f.identifier("reply", raw.get("reply"))),
            f.required("at", f.moment("at", raw.get("at"))),
            f.identifier("state", raw.get("state")),
            f.identifier("kind", raw.get("kind")),
            f.line("from", raw.get("from")),
            f.moment("made", raw.get("made")),
            f.prose("text", raw.get("text"), ANSWER_LENGTH),
            f.record_id("about", raw.get("about")),
            f.line("about_text", raw.get("about_text")),
            f.day("first", raw.get("first")),
            f.day("last", raw.get("last")),
            f.record_id("win", raw.get("win")),
            f.day("leave_from", raw.get("leave_from")),
            f.day("leave_to", raw.get("leave_to")),
            f.prose("answer", raw.get("answer"), ANSWER_LENGTH),
            f.moment("answered_at", raw.get("answered_at")),
            f.day("shared", raw.get("shared")),
            f.unknown(raw, REPLY_STATE_FIELDS),
        )

    def raw(self) -> dict[str, JSON]:
        """Return all fields as JSON."""
        return {
            "reply": self.reply,
            "at": self.at.isoformat(),
            "state": self.state,
            "kind": self.kind,
            "from": self.sender,
            "made": self.made.isoformat() if self.made else None,
            "text": self.text,
            "about": self.about,
            "about_text": self.about_text,
            "first": self.first.isoformat() if self.first else None,
            "last": self.last.isoformat() if self.last else None,
            "win": self.win,
            "leave_from": self.leave_from.isoformat() if self.leave_from else None,
            "leave_to": self.leave_to.isoformat() if self.leave_to else None,
            "answer": self.answer,
            "answered_at": self.answered_at.isoformat() if self.answered_at else None,
            "shared": self.shared.isoformat() if self.shared else None,
            **self.extra,
        }
