"""What repeats: the shape of a week, and what tends to go with what. Never why."""

from __future__ import annotations

from datetime import date
from typing import Literal, NamedTuple, TypeAlias

from cmcheckin.domain.records import Records
from cmcheckin.domain.schedule import Schedule

Condition: TypeAlias = Literal["night_ping", "long_day", "day_off", "after_hours", "hard_escalation", "praise_week"]
"""What a morning came after: a night with a ping; a day over ten hours; a day off; an evening with half an hour of work
or more; a day with an escalation of severity 4 or 5. `praise_week`: weeks with praise received, against weeks without."""
Rating: TypeAlias = Literal["mood", "energy"]


class WeekdayOf(NamedTuple):
    """One weekday over some weeks. Means of nothing are None."""

    weekday: int
    """0 is Monday."""
    told: int
    """Days of which a row is kept, in doubt or not."""
    worked: int
    """Those worked: with kind `work`, or with hours on a day meant to be free."""
    hours: float | None
    """Mean hours of the days worked that have hours (doubtful ones left out)."""
    hours_known: int
    """Of how many days."""
    after_hours_minutes: float | None
    """Mean after-hours minutes of the days told (nothing said of them counts as none); doubtful days left out."""
    mood: float | None
    moods: int
    """Of how many mornings."""
    energy: float | None
    energies: int


class GoesWith(NamedTuple):
    """Two means that lie apart beyond chance: a rating on mornings after something, and on the others."""

    condition: Condition
    rating: Rating
    after: float
    """Mean on mornings (weeks, for `praise_week`) with it."""
    otherwise: float
    days_after: int
    """How many mornings (or weeks)."""
    days_otherwise: int
    first: date
    last: date
    """The days looked at."""
    z: float
    """How many standard errors they lie apart, within stretches of four weeks; negative: lower after it."""


def weekday_pattern(records: Records, first: date, last: date, today: date) -> tuple[WeekdayOf, ...]:
    """Monday to Sunday, from the days `first` to `last`, both included."""
    raise NotImplementedError


def goes_with(records: Records, first: date, last: date, schedule: Schedule) -> tuple[GoesWith, ...]:
    """What went with a higher or lower rating from `first` to `last`, the clearest first; at most one rating each.

    Empty unless both sides have enough mornings and lie apart beyond chance.
    """
    raise NotImplementedError
