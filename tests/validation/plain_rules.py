"""The rules most programs would have: over 48 h, three nights, mood down by one. To see what they are worth."""

from __future__ import annotations

from datetime import timedelta

from tests.validation.scoring import Told
from tests.validation.simulated_life import Person


def told_by_plain_rules(person: Person) -> list[Told]:
    """A nudge on every morning on which a rule newly holds."""
    hours = {day.date: day.counted_hours or 0.0 for day in person.records.workdays}
    nights = {person.schedule.night_of(one.opened) for one in person.records.escalations} - {None}
    moods = {one.date: one.mood for one in person.records.checkins if one.mood is not None}
    found, before = [], {"hours": False, "night": False, "mood": False}
    for n in range(person.days):
        day = person.first + timedelta(n)
        week = [day - timedelta(back) for back in range(7)]
        recent = [moods[one] for one in week if one in moods]
        month = [moods[one] for back in range(7, 35) if (one := day - timedelta(back)) in moods]
        now = {
            "hours": sum(hours.get(one, 0.0) for one in week) > 48,
            "night": sum(one in nights for one in week) >= 3,
            "mood": bool(recent and month) and sum(month) / len(month) - sum(recent) / len(recent) >= 1,
        }
        found += [
            Told(n, family, family, "nudge", False) for family, holds in now.items() if holds and not before[family]
        ]
        before = now
    return found
