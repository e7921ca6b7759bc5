"""The rules that most programs would have, for comparison: over 48 h, three nights, mood down by one."""

from __future__ import annotations

from datetime import timedelta

from tests.validation.scoring import ShownNudge
from tests.validation.simulated_life import Person


def plain_rule_nudges(person: Person) -> list[ShownNudge]:
    """Return a nudge for each day of `person` on which a rule begins to hold."""
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
        begun = (family for family, holds in now.items() if holds and not before[family])
        found += [ShownNudge(n, family, family, "nudge", explained=False) for family in begun]
        before = now
    return found
