"""Figures of single days, for the grid of a year."""

from __future__ import annotations

from collections import defaultdict
from datetime import date, timedelta

from cmcheckin.domain.checkin import CheckIn
from cmcheckin.domain.escalation import Escalation
from cmcheckin.domain.figures import GridDay
from cmcheckin.domain.records import Records
from cmcheckin.domain.schedule import Schedule
from cmcheckin.insight.week import kind_of


def grid_days(
    records: Records, first: date, last: date, today: date, schedule: Schedule, logged_from: date | None = date.min
) -> tuple[GridDay, ...]:
    """Return every day from `first` to `last`, both included, as seen on `today`. `logged_from`: see `figures_of`."""
    workdays = {one.date: one for one in records.workdays.between(first, last)}
    checkins = {one.date: one for one in records.checkins.between(first, last)}
    opened: dict[date, list[Escalation]] = defaultdict(list)
    pings: dict[date, int] = defaultdict(int)
    for one in records.escalations.between(first, last):
        opened[one.day].append(one)
        pings[one.day] += schedule.at_night(one.opened)
    found = []
    for n in range((last - first).days + 1):
        day = first + timedelta(n)
        row, morning, came = workdays.get(day), checkins.get(day, CheckIn(day)), opened.get(day, ())
        past = row if day <= today else None  # hours planned ahead don't count
        severities = [one.severity for one in came if one.severity is not None and one.kind != "ask"]
        kinds = [win.kind for win in morning.wins]
        found.append(
            GridDay(
                day,
                kind_of(row, day, today, logged_from),
                (past.hours if past.doubtful else past.counted_hours) if past else None,
                past is not None and past.doubtful,
                past.after_hours_minutes if past else None,
                pings.get(day, 0),
                morning.mood,
                morning.energy,
                morning.workload,
                morning.community.mood,
                day in checkins,
                len(kinds),
                kinds.count("thanks"),
                len(came),
                max(severities, default=None),
            )
        )
    return tuple(found)
