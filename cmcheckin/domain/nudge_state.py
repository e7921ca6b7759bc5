"""The user's answers to nudges."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, datetime, time, timedelta
from typing import Final

from cmcheckin.domain import fields as f
from cmcheckin.domain.days import DAY_STARTS_AT, day_of
from cmcheckin.domain.fields import JSON, Key
from cmcheckin.domain.named import NamedTuple

SNOOZE: Final = "snooze"
"""No nudge of the kind before the day `until`."""
OFF: Final = "off"
ON: Final = "on"
USEFUL: Final = "useful"
NOT_USEFUL: Final = "not-useful"
PEAK: Final = "peak"
"""A planned busy time up to and including the day `until`. Its `kind` is `peak`; see `Kind.held_by_peak`."""
LEAVE: Final = "leave"
"""Away up to and including the day `until`. Its `kind` is `leave`."""
ACTIONS: Final = (SNOOZE, OFF, ON, USEFUL, NOT_USEFUL, PEAK, LEAVE)
"""The actions this version knows. Other actions in a file are preserved, but ignored."""
SNOOZE_DAYS: Final = 14
"""Days a snooze lasts by default: two weeks, long enough for a busy stretch to pass (our choice)."""
NUDGE_STATE_FIELDS: Final = ("type", "kind", "at", "action", "until")


class NudgeState(NamedTuple):
    """The user's answer to nudges of `kind` at the moment `at`: snooze until a day, useful, off, …"""

    kind: str
    at: datetime
    action: str | None = None
    until: date | None = None
    extra: Mapping[str, JSON] = f.NOTHING
    day_starts_at: time = DAY_STARTS_AT
    """When the user's day starts. It isn't part of the record, as in `Escalation`."""

    @property
    def type(self) -> str:
        """Return the record type in the interchange format."""
        return "nudge_state"

    @property
    def key(self) -> Key:
        """Return the key, made of kind and moment."""
        return Key(self.type, f"{self.kind}@{self.at.isoformat()}")

    @property
    def day(self) -> date:
        """Return the user's day on which the answer was given (`domain.days`)."""
        return day_of(self.at, self.day_starts_at, self.at.tzinfo)

    @classmethod
    def read(cls, raw: Mapping[str, JSON]) -> NudgeState:
        """Read an answer from JSON. Raises Refused."""
        return cls(
            f.required("kind", f.identifier("kind", raw.get("kind"))),
            f.required("at", f.moment("at", raw.get("at"))),
            f.identifier("action", raw.get("action")),
            f.day("until", raw.get("until")),
            f.unknown(raw, NUDGE_STATE_FIELDS),
        )

    def raw(self) -> dict[str, JSON]:
        """Return all fields as JSON."""
        return {
            "kind": self.kind,
            "at": self.at.isoformat(),
            "action": self.action,
            "until": self.until.isoformat() if self.until else None,
            **self.extra,
        }


def new_answer(
    action: str,
    at: datetime,
    kind: str = "",
    until: date | None = None,
    *,
    is_taken: Callable[[Key], bool] | None = None,
) -> NudgeState:
    """Return the answer `action` to nudges of `kind`, given at `at`. A peak and a leave have themselves as their kind.

    `is_taken` says whether the journal has a record under a key. A second answer on one kind in the same second gets
    the next free second, so that both are saved.
    """
    state = NudgeState(action if action in (PEAK, LEAVE) else kind, at, action, until)
    while is_taken is not None and is_taken(state.key):
        state = state._replace(at=state.at + timedelta(seconds=1))
    return state
