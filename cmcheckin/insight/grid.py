"""Days one by one, for a grid of a year."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from cmcheckin.domain.records import Records
from cmcheckin.domain.schedule import Schedule
from cmcheckin.domain.week import Week
from cmcheckin.insight.week import Kind


class DayOf(NamedTuple):
    """One day in numbers. None: nobody said."""

    date: date
    kind: Kind
    """work off leave sick unknown today ahead."""
    hours: float | None = None
    """As they count; for a doubtful day those that were written."""
    doubtful: bool = False
    after_hours_minutes: int | None = None
    night_pings: int = 0
    """In the night that begins on this day."""
    mood: int | None = None
    energy: int | None = None
    workload: int | None = None
    community: int | None = None
    checked_in: bool = False
    wins: int = 0
    """Praise among them."""
    thanks: int = 0
    escalations: int = 0
    """Opened on this day."""
    severity: int | None = None
    """The highest among them."""


def days_told(records: Records, first: date, last: date, today: date, schedule: Schedule) -> tuple[DayOf, ...]:
    """Every day from `first` to `last`, both included."""
    raise NotImplementedError


def year_of_days(records: Records, last_week: Week, today: date, schedule: Schedule) -> tuple[DayOf, ...]:
    """Fifty-three whole weeks up to `last_week`, Monday first: 371 days, a week a column."""
    raise NotImplementedError
