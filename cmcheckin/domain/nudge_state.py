"""The user's word on a kind of note."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

from cmcheckin.domain import fields as f
from cmcheckin.domain.fields import JSON
from cmcheckin.domain.key import Key


@dataclass(frozen=True)
class NudgeState:
    """What the user said about notes of `kind` at a moment: snooze until a day, useful, off, …"""

    kind: str
    at: datetime
    action: str | None = None
    until: date | None = None
    extra: Mapping[str, JSON] = field(default_factory=dict)

    TYPE = "nudge_state"
    FIELDS = ("type", "kind", "at", "action", "until")

    @property
    def key(self) -> Key:
        """Kind and moment together."""
        return Key(self.TYPE, f"{self.kind}@{self.at.isoformat()}")

    @property
    def day(self) -> date:
        """The calendar day it was said, in its own offset."""
        return self.at.date()

    @classmethod
    def read(cls, raw: Mapping[str, JSON]) -> NudgeState:
        """From JSON; raises Refused."""
        return cls(
            f.required("kind", f.identifier("kind", raw.get("kind"))),
            f.required("at", f.moment("at", raw.get("at"))),
            f.identifier("action", raw.get("action")),
            f.day("until", raw.get("until")),
            f.unknown(raw, cls.FIELDS),
        )

    def raw(self) -> dict[str, JSON]:
        """As JSON, nothing left out."""
        return {
            "kind": self.kind,
            "at": self.at.isoformat(),
            "action": self.action,
            "until": self.until.isoformat() if self.until else None,
            **self.extra,
        }
