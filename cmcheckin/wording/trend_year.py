"""What the year of days says: its measures, their steps in words, and a day in a line."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Final, Protocol

from cmcheckin.wording import formats
from cmcheckin.wording.formats import count
from cmcheckin.wording.record_words import ENERGY, MOOD, WORKLOAD
from cmcheckin.wording.week import DAY_KIND_TEXTS

YEAR_MEASURES: Final = (("hours", "hours"), ("mood", "mood"), ("energy", "energy"), ("after_hours", "after hours"))
"""Measures by name, and what they are called."""
SHORT_WEEKDAYS: Final = tuple(day[:3] for day in formats.DAYS)
YEAR_SCALES: Final = {
    "hours": ("to 4 h", "to 7 h", "to 9 h", "to 11 h", "over 11 h"),
    "mood": MOOD,
    "energy": ENERGY,
    "after_hours": ("to 15 min", "to 30 min", "to 1 h", "to 2 h", "over 2 h"),
}
"""The five steps of each, from little to much."""


class DayFigures(Protocol):
    """One day in numbers."""

    @property
    def date(self) -> date: ...
    @property
    def kind(self) -> str: ...
    @property
    def hours(self) -> float | None: ...
    @property
    def doubtful(self) -> bool: ...
    @property
    def after_hours_minutes(self) -> int | None: ...
    @property
    def night_pings(self) -> int: ...
    @property
    def mood(self) -> int | None: ...
    @property
    def energy(self) -> int | None: ...
    @property
    def workload(self) -> int | None: ...
    @property
    def wins(self) -> int: ...
    @property
    def escalations(self) -> int: ...


def day_title(day: date, today: date) -> str:
    """`Thursday 5 November`, with the year when it is not this one."""
    return formats.long_day(day) + (f" {day.year}" if day.year != today.year else "")


def day_facts(day: DayFigures) -> Iterator[str]:
    """A day, a fact at a time."""
    if day.kind != "work":
        yield DAY_KIND_TEXTS[day.kind]
    if day.hours is not None:
        yield formats.hours(day.hours) + (", in doubt and left out" if day.doubtful else "")
    elif day.kind == "work":
        yield "worked, hours not said"
    if day.after_hours_minutes:
        yield f"{formats.minutes(day.after_hours_minutes)} after hours"
    rated = (("mood", day.mood, MOOD), ("energy", day.energy, ENERGY), ("load", day.workload, WORKLOAD))
    if said := [f"{name} {names[value - 1]}" for name, value, names in rated if value]:
        yield ", ".join(said)
    if day.wins:
        yield count(day.wins, "win")
    if day.escalations:
        yield count(day.escalations, "escalation") + " came in"
    if day.night_pings:
        yield f"{count(day.night_pings, 'ping')} at night"
