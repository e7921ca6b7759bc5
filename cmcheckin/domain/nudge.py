"""Nudges: their kinds, what a signal found in the records, and whether it is shown."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import date
from typing import Final, Literal, TypeAlias

from cmcheckin.domain.fields import NOTHING
from cmcheckin.domain.named import NamedTuple
from cmcheckin.domain.schedule import EMPLOYEE

Level: TypeAlias = Literal["note", "nudge", "care"]
LEVELS: Final[tuple[Level, ...]] = ("note", "nudge", "care")
"""From mild to serious. A note is listed in the weekly view only; a nudge may interrupt a morning; care has a budget of
its own."""


COOLING, HABIT, CHANCE = "cooling", "habit", "chance"
"""The hold reasons of what is a line in the week and no card: a card was shown a short time ago; it is usual for the
user since; the user's own weeks reach as much by chance."""


class Kind(NamedTuple):
    """What holds for every nudge of one kind."""

    family: str
    """Nudges of one family share a cool-down and can be switched off together."""
    good_news: bool = False
    """Whether it says what went well. Good news never interrupts."""
    personal: bool = False
    """Whether it is about how the user is, and leads to the support page. Long hours and night pings never do."""
    held_by_peak: bool = False
    """Whether a planned peak holds it back. Rest, nights and mood are never planned."""
    fixed: bool = False
    """Whether its line is the same for everybody, so that it may be crossed by habit: see `insight.chance`."""


KINDS: Final[Mapping[str, Kind]] = {
    "hours_ceiling": Kind("hours", held_by_peak=True, fixed=True),
    "hours_jump": Kind("hours", held_by_peak=True),
    "hours_creep": Kind("hours", held_by_peak=True),
    "long_days": Kind("hours", fixed=True),
    "hours_back": Kind("hours", good_news=True),
    "no_day_off": Kind("rest", fixed=True),
    "short_rest": Kind("rest", fixed=True),
    "weekend_off": Kind("rest", good_news=True),
    "after_hours": Kind("after_hours", held_by_peak=True),
    "night_pings": Kind("night", fixed=True),
    "strain": Kind("mood"),
    "rating_shift": Kind("mood"),
    "mornings_back": Kind("mood", good_news=True),
    "low_mood": Kind("low_mood", personal=True),
    "wins_drought": Kind("wins"),
    "escalation_load": Kind("escalations", held_by_peak=True),
    "recovery": Kind("recovery"),
    "gap_after_heavy": Kind("gap"),
}
"""Every kind of nudge. Each has a signal in `insight.signals` and its words in `wording.nudges`."""


def kinds_off(names: Collection[str]) -> frozenset[str]:
    """Return the kinds that the settings switch off: those in `names`, and those whose family is."""
    return frozenset(name for name, kind in KINDS.items() if name in names or kind.family in names)


class DayValue(NamedTuple):
    """What the log shows of one day, in the unit of the kind: hours, minutes, a rating 1 to 5, or a count."""

    day: date
    value: float


class Finding(NamedTuple):
    """What one signal found on one morning, with all its evidence."""

    kind: str
    level: Level
    first: date
    last: date
    """The window looked at, from `first` to `last`, both included."""
    values: tuple[DayValue, ...]
    """The days that are the evidence, in order. `numbers` follow from the records of these days."""
    numbers: Mapping[str, float] = NOTHING
    """Hours, minutes, means of ratings or counts by name, with the threshold among them."""
    employment: str = EMPLOYEE
    """The user's employment, one of `domain.schedule.EMPLOYMENTS`. It decides which law is quoted, if any."""

    @property
    def employed(self) -> bool:
        """Whether working-time law for employees applies to the user."""
        return self.employment == EMPLOYEE

    @property
    def family(self) -> str:
        """Return the family of its kind."""
        return KINDS[self.kind].family

    @property
    def personal(self) -> bool:
        """Whether it leads to people to talk to, and isn't rated as useful or not."""
        return KINDS[self.kind].personal

    @property
    def good_news(self) -> bool:
        """Whether it says what went well."""
        return KINDS[self.kind].good_news

    @property
    def fixed(self) -> bool:
        """Whether its line is the same for everybody."""
        return KINDS[self.kind].fixed

    @property
    def held_by_peak(self) -> bool:
        """Whether a planned peak holds it back."""
        return KINDS[self.kind].held_by_peak

    @property
    def days(self) -> tuple[date, ...]:
        """Return the days of `values`."""
        return tuple(value.day for value in self.values)


class Nudge(NamedTuple):
    """A finding on one morning, shown or held back."""

    on: date
    finding: Finding
    shown: bool
    hold_reason: str = ""
    """Why it is not shown, or not as a card: budget, family, cooling, habit, chance, snoozed, off, peak or leave; empty
    for no reason."""

    @property
    def level(self) -> Level:
        """Return the level at which it is shown: that of its finding, or note for what is a line in the week."""
        return "note" if self.hold_reason in (COOLING, HABIT, CHANCE) else self.finding.level

    @property
    def id(self) -> str:
        """Return its kind and morning: `no_day_off-2026-11-20`."""
        return f"{self.finding.kind}-{self.on.isoformat()}"
