"""Averages of each weekday over some weeks."""

from __future__ import annotations

from collections import defaultdict
from datetime import date
from typing import NamedTuple

from cmcheckin.domain.checkin import CheckIn
from cmcheckin.domain.records import Records
from cmcheckin.domain.workday import Workday
from cmcheckin.insight.figures import WORKED_HOURS
from cmcheckin.insight.stats import mean_or_none


class WeekdayPattern(NamedTuple):
    """One weekday over some weeks. A mean without values is None."""

    weekday: int
    """0 is Monday."""
    logged: int
    """Days that are logged, even if their hours look wrong."""
    worked: int
    """Days of kind `work`, and free days with half an hour of work or more."""
    hours: float | None
    """Mean hours of the days worked, without hours that look wrong."""
    hours_known: int
    """Number of days behind it."""
    after_hours_minutes: float | None
    """Mean after-hours minutes of the logged days, without days whose hours look wrong. A blank counts as 0."""
    mood: float | None
    """Mean mood of its mornings, 1 to 5."""
    moods: int
    """Number of mornings behind it."""
    energy: float | None
    energies: int


def weekday_patterns(records: Records, first: date, last: date) -> tuple[WeekdayPattern, ...]:
    """Return the averages of Monday to Sunday from `first` to `last`, both included."""
    rows: dict[int, list[Workday]] = defaultdict(list)
    mornings: dict[int, list[CheckIn]] = defaultdict(list)
    for row in records.workdays.between(first, last):
        rows[row.date.weekday()].append(row)
    for morning in records.checkins.between(first, last):
        mornings[morning.date.weekday()].append(morning)
    return tuple(_weekday(n, rows[n], mornings[n]) for n in range(7))


def _weekday(weekday: int, rows: list[Workday], mornings: list[CheckIn]) -> WeekdayPattern:
    worked = [row for row in rows if not row.free or (row.counted_hours or 0) >= WORKED_HOURS]
    hours = [found for row in worked if (found := row.counted_hours) is not None]
    late = mean_or_none((row.after_hours_minutes or 0) for row in rows if not row.doubtful)
    moods = [one.mood for one in mornings if one.mood is not None]
    energies = [one.energy for one in mornings if one.energy is not None]
    return WeekdayPattern(
        weekday, len(rows), len(worked), mean_or_none(hours), len(hours), late,
        mean_or_none(moods), len(moods), mean_or_none(energies), len(energies),
    )  # fmt: skip
