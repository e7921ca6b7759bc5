"""A gentle note: what a signal found in the records, and whether it is shown."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Final, Literal, NamedTuple, TypeAlias

from cmcheckin.domain.fields import NOTHING
from cmcheckin.domain.schedule import EMPLOYEE

Level: TypeAlias = Literal["note", "nudge", "care"]
LEVELS: Final[tuple[Level, ...]] = ("note", "nudge", "care")
"""A note stands in the weekly view; a nudge may interrupt a morning; care does, whatever was shown of late."""
FAMILIES: Final = {
    "hours_ceiling": "hours", "hours_jump": "hours", "hours_creep": "hours", "long_days": "hours",
    "hours_back": "hours",
    "no_day_off": "rest", "short_rest": "rest", "weekend_off": "rest",
    "after_hours": "after_hours",
    "night_pings": "night",
    "strain": "mood", "rating_shift": "mood", "mornings_back": "mood",
    "low_mood": "low_mood",
    "wins_drought": "wins",
    "escalation_load": "escalations",
    "recovery": "recovery",
    "gap_after_heavy": "gap",
}  # fmt: skip
"""Every kind of note there is, with the family it shares its cool-down with."""
GOOD_NEWS: Final = frozenset({"hours_back", "weekend_off", "mornings_back"})
"""Kinds that say what went well. They are notes, and never interrupt."""


PERSONAL: Final = frozenset({"low_mood"})
"""Kinds about how somebody is that lead to the support page; long hours and broken nights never do, however grave."""


class DayValue(NamedTuple):
    """What the log shows of one day, in the unit of the note: hours, minutes, a rating 1 to 5, or how many."""

    day: date
    value: float


class Finding(NamedTuple):
    """What one signal sees on one morning, with everything it rests on."""

    kind: str
    level: Level
    first: date
    last: date
    """The window it speaks of, both ends included."""
    values: tuple[DayValue, ...]
    """The days it rests on, in order; the numbers can be had from the records of these days."""
    numbers: Mapping[str, float] = NOTHING
    """By name; hours, minutes, means of ratings or counts, with the threshold among them."""
    employment: str = EMPLOYEE
    """The user's employment, one of `domain.schedule.EMPLOYMENTS`. It decides which law is quoted, if any."""

    @property
    def employed(self) -> bool:
        """Whether working-time law for employees applies to the user."""
        return self.employment == EMPLOYEE

    @property
    def family(self) -> str:
        """The family of its kind."""
        return FAMILIES[self.kind]

    @property
    def personal(self) -> bool:
        """Whether it leads to people to talk to, and how useful it was is not the question."""
        return self.kind in PERSONAL

    @property
    def days(self) -> tuple[date, ...]:
        """The days it rests on."""
        return tuple(value.day for value in self.values)


class Nudge(NamedTuple):
    """A finding as one morning has it."""

    on: date
    finding: Finding
    shown: bool
    held: str = ""
    """Why it is not shown: budget, family, cooling, snoozed, off, peak or leave; empty when it is."""

    @property
    def id(self) -> str:
        """`no_day_off-2026-11-20`."""
        return f"{self.finding.kind}-{self.on.isoformat()}"
