"""The user's word on a kind of note."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, datetime, time, timedelta
from typing import Final, NamedTuple

from cmcheckin.domain import fields as f
from cmcheckin.domain.days import DAY_STARTS_AT, day_of
from cmcheckin.domain.fields import JSON
from cmcheckin.domain.key import Key

SNOOZE: Final = "snooze"
"""Not again before the day `until`."""
OFF: Final = "off"
ON: Final = "on"
USEFUL: Final = "useful"
NOT_USEFUL: Final = "not-useful"
PEAK: Final = "peak"
"""A planned peak, through the day `until`: hours and the like are not spoken of. It is of no kind but itself."""
LEAVE: Final = "leave"
"""Away, through the day `until`. It is of no kind but itself."""
ACTIONS: Final = (SNOOZE, OFF, ON, USEFUL, NOT_USEFUL, PEAK, LEAVE)
"""What this version knows to say. Another word in a file is kept and means nothing."""
HELD_BY_PEAK: Final = frozenset({"hours_ceiling", "hours_jump", "hours_creep", "after_hours", "escalation_load"})
"""Kinds that a planned peak holds back. Rest, nights, and how somebody is are not planned."""
SNOOZE_DAYS: Final = 14
"""Days a snooze lasts unless said: two weeks, long enough for a busy stretch to pass (our choice)."""
NUDGE_STATE_FIELDS: Final = ("type", "kind", "at", "action", "until")


class NudgeState(NamedTuple):
    """What the user said about notes of `kind` at a moment: snooze until a day, useful, off, …"""

    kind: str
    at: datetime
    action: str | None = None
    until: date | None = None
    extra: Mapping[str, JSON] = f.NOTHING
    day_starts_at: time = DAY_STARTS_AT
    """When the user's day starts. It isn't part of the record, as in `Escalation`."""

    @property
    def type(self) -> str:
        """Its name in the interchange format."""
        return "nudge_state"

    @property
    def key(self) -> Key:
        """Kind and moment together."""
        return Key(self.type, f"{self.kind}@{self.at.isoformat()}")

    @property
    def day(self) -> date:
        """Return the user's day on which the answer was given (`domain.days`)."""
        return day_of(self.at, self.day_starts_at, self.at.tzinfo)

    @classmethod
    def read(cls, raw: Mapping[str, JSON]) -> NudgeState:
        """From JSON; raises Refused."""
        return cls(
            f.required("kind", f.identifier("kind", raw.get("kind"))),
            f.required("at", f.moment("at", raw.get("at"))),
            f.identifier("action", raw.get("action")),
            f.day("until", raw.get("until")),
            f.unknown(raw, NUDGE_STATE_FIELDS),
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


def new_answer(
    action: str, at: datetime, kind: str = "", until: date | None = None, *, taken: Callable[[Key], bool] | None = None
) -> NudgeState:
    """The user's word at that moment; peak and leave are their own kind.

    `taken` tells whether something is kept under a key: of two words on one kind in one second both are kept, the
    later one a second on.
    """
    state = NudgeState(action if action in (PEAK, LEAVE) else kind, at, action, until)
    while taken is not None and taken(state.key):
        state = state._replace(at=state.at + timedelta(seconds=1))
    return state
