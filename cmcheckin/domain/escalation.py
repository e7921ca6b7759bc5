"""Escalations and asks, with their updates."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, time
from typing import Final

from cmcheckin.domain import fields as f
from cmcheckin.domain.days import DAY_STARTS_AT, day_of
from cmcheckin.domain.fields import JSON, Key
from cmcheckin.domain.named import NamedTuple
from cmcheckin.domain.text import NOTE

ESCALATION_KINDS: Final = ("conduct", "safety", "outage", "product", "policy", "press", "support", "ask", "other")
"""`support` is customer support that wasn't their job; `ask` is a request of the community, passed on to someone."""
STATUSES: Final = ("open", "watching", "handed-off", "resolved")
SEVERITIES: Final = ("minor", "low", "moderate", "high", "crisis")
"""Names of severity 1 to 5."""
SEVERE: Final = 4
"""The lowest severity that stands out: high."""
UPDATE_FIELDS: Final = ("at", "text")
ESCALATION_FIELDS: Final = (
    "type", "id", "title", "kind", "severity", "opened", "minutes", "could_wait", "cause", "handed_to",
    "status", "resolved", "outcome", "updates",
)  # fmt: skip


class Update(NamedTuple):
    """A later development: a text and its time."""

    text: str
    at: datetime | None = None
    extra: Mapping[str, JSON] = f.NOTHING

    @classmethod
    def read(cls, raw: Mapping[str, JSON]) -> Update:
        """Read it from a JSON object. Raises Refused, naming the field."""
        return cls(
            f.required("text", f.prose("text", raw.get("text"), NOTE)),
            f.moment("at", raw.get("at")),
            f.unknown(raw, UPDATE_FIELDS),
        )

    def raw(self) -> dict[str, JSON]:
        """Return it as a JSON object with every field, including null and empty ones."""
        return {"at": self.at.isoformat() if self.at else None, "text": self.text, **self.extra}


class Escalation(NamedTuple):
    """An escalation or an ask. Severity is 1 (minor) to 5 (crisis); an ask has none. `minutes` is the time spent."""

    id: str
    title: str
    opened: datetime
    kind: str | None = None
    severity: int | None = None
    minutes: int | None = None
    could_wait: bool | None = None
    cause: str | None = None
    handed_to: str | None = None
    status: str | None = None
    resolved: datetime | None = None
    outcome: str | None = None
    updates: tuple[Update, ...] = ()
    extra: Mapping[str, JSON] = f.NOTHING
    day_starts_at: time = DAY_STARTS_AT
    """When the user's day starts. It isn't stored with the record: the reader sets it, so that every use of the record
    counts days by the same rule."""

    @property
    def type(self) -> str:
        """The type's name in the interchange format."""
        return "escalation"

    @property
    def key(self) -> Key:
        """The key: its id."""
        return Key(self.type, self.id)

    @property
    def day(self) -> date:
        """Return the user's day on which it was opened (`domain.days`)."""
        opened = self.opened  # doesn't call `day_at`, to be fast: every figure asks this of every escalation
        return day_of(opened, self.day_starts_at, opened.tzinfo)

    @property
    def resolved_day(self) -> date | None:
        """Return the user's day on which it was resolved; None while it is open or when the time is unknown."""
        return None if self.unresolved or self.resolved is None else self.day_at(self.resolved)

    def day_at(self, moment: datetime) -> date:
        """Return the user's day that holds `moment`, a time in this record."""
        return day_of(moment, self.day_starts_at, moment.tzinfo)

    @property
    def unresolved(self) -> bool:
        """Whether each check-in asks about it: its status is anything but resolved."""
        return self.status != "resolved"

    @property
    def was_handed_off(self) -> bool:
        """Whether somebody else has it, with or without a name."""
        return bool(self.handed_to) or self.status == "handed-off"

    @property
    def severity_name(self) -> str:
        """The name of the severity, `minor` to `crisis`; always `ask` for an ask; empty when unset."""
        if self.kind == "ask":
            return "ask"
        return SEVERITIES[self.severity - 1] if self.severity is not None else ""

    @classmethod
    def read(cls, raw: Mapping[str, JSON]) -> Escalation:
        """Read it from a JSON object. Raises Refused, naming the field."""
        return cls(
            f.required("id", f.record_id("id", raw.get("id"))),
            f.required("title", f.line("title", raw.get("title"))),
            f.required("opened", f.moment("opened", raw.get("opened"))),
            f.choice("kind", raw.get("kind"), ESCALATION_KINDS),
            f.rating("severity", raw.get("severity")),
            f.whole("minutes", raw.get("minutes"), 0, 100_000),
            f.flag("could_wait", raw.get("could_wait")),
            f.line("cause", raw.get("cause")),
            f.line("handed_to", raw.get("handed_to")),
            f.choice("status", raw.get("status"), STATUSES),
            f.moment("resolved", raw.get("resolved")),
            f.prose("outcome", raw.get("outcome"), NOTE),
            f.each("updates", raw.get("updates"), Update.read),
            f.unknown(raw, ESCALATION_FIELDS),
        )

    def raw(self) -> dict[str, JSON]:
        """Return it as a JSON object with every field, including null and empty ones."""
        return {
            "id": self.id,
            "title": self.title,
            "kind": self.kind,
            "severity": self.severity,
            "opened": self.opened.isoformat(),
            "minutes": self.minutes,
            "could_wait": self.could_wait,
            "cause": self.cause,
            "handed_to": self.handed_to,
            "status": self.status,
            "resolved": self.resolved.isoformat() if self.resolved else None,
            "outcome": self.outcome,
            "updates": [update.raw() for update in self.updates],
            **self.extra,
        }


def by_severity(one: Escalation) -> tuple[int, float, str]:
    """Return a sort key: the most severe first, then the oldest; those without a severity after them, asks last."""
    severity = -1 if one.kind == "ask" else one.severity or 0
    return (-severity, one.opened.timestamp(), one.id)
