"""Make awkward lives at random: short days, typos, times across midnight, gaps, work on leave, odd schedules."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta, timezone
from random import Random
from typing import Any, Final, NamedTuple

from cmcheckin.domain.checkin import CheckIn, Win
from cmcheckin.domain.escalation import Escalation
from cmcheckin.domain.records import Record, Records
from cmcheckin.domain.schedule import EMPLOYMENTS, Schedule
from cmcheckin.domain.workday import Workday

DAYS: Final = 200
CALM: Final = 60
"""Days before anything changes, so that there is a baseline."""
ZONE: Final = timezone(timedelta(hours=1))
SCHEDULES: Final = (
    Schedule(),
    Schedule(24, frozenset({0, 2, 4})),
    Schedule(40, frozenset(range(5)), time(22), time(6)),
    Schedule(45, frozenset(range(6))),
    Schedule(12, frozenset(range(5)), time(17), time(20)),
    Schedule(0, frozenset()),
    Schedule(40, frozenset(range(7))),
    Schedule(36, frozenset({6, 0, 1}), time(7), time(19)),
    Schedule(37.5, frozenset(range(5)), time(8, 30), time(17)),
)
USUAL: Final[dict[str, tuple[Any, ...]]] = {
    "hours": (6, 8, 8.5), "spread": (0, 0.3, 1), "weekends": (0, 0.05, 0.5), "late": (0, 0.1, 0.4),
    "nights": (0, 0.05), "threads": (0.1, 0.5, 1.5), "mood": (2, 3.5, 4), "energy": (2.5, 3.5, 4),
    "wins": (0.1, 0.6, 0.95), "swings": (0.2, 0.7, 1.5), "logs": (0.6, 0.9, 1), "checks_in": (0.5, 0.9, 1),
}  # fmt: skip
CHANGED: Final[dict[str, tuple[Any, ...]]] = {
    "hours": (7, 9.6, 11, 12.5, 14), "weekends": (0, 1, 1), "late": (0, 0.8, 1), "nights": (0, 0.4, 0.8),
    "threads": (0, 2, 3), "mood": (1.2, 2, 3), "energy": (1.3, 2, 3.5), "wins": (0, 0.9), "logs": (0, 0.5, 0.9, 1),
    "checks_in": (0, 0.5, 0.9, 1),
}  # fmt: skip


class RandomLife(NamedTuple):
    """The records of one person over some months."""

    records: Records
    schedule: Schedule
    first: date
    last: date


def random_life(seed: int) -> RandomLife:
    """Return the life of `seed`, always the same one."""
    random = Random(seed)
    schedule = random.choice(SCHEDULES)._replace(employment=random.choice(EMPLOYMENTS))
    first = date(2025, 12, 1) + timedelta(random.randrange(7))
    usual = {name: random.choice(values) for name, values in USUAL.items()}
    now, records = usual, list[Record]()
    for n in range(DAYS):
        if n >= CALM and random.random() < 0.03:
            changed = {name: random.choice(values) for name, values in CHANGED.items() if random.random() < 0.4}
            now = {**usual, **changed}
        day = first + timedelta(n)
        if random.random() < now["logs"]:
            records.append(_workday(day, schedule, now, random))
        if random.random() < now["checks_in"]:
            records.append(_morning(day, now, random))
        records += _escalations(day, now, random)
    return RandomLife(Records.of(records), schedule, first, first + timedelta(DAYS))


def _workday(day: date, schedule: Schedule, now: dict[str, Any], random: Random) -> Workday:
    odd, works = random.random(), schedule.works_on(day)
    if odd < 0.02:
        return Workday(day, random.choice(["work", "off"]))
    if odd < 0.03:
        return Workday(day, "work", 20, after_hours_minutes=random.choice([0, 200]))
    if odd < 0.05:
        kind, late = random.choice(["leave", "sick", "off"]), random.choice([None, 0, 15, 45])
        return Workday(day, kind, random.choice([0, 0, 4, None]), after_hours_minutes=late)
    if not works and random.random() >= now["weekends"]:
        return Workday(day, "off", 0, after_hours_minutes=0)
    hours = round(max(random.gauss(now["hours"], now["spread"]), 0) * 4) / 4
    if not works:
        hours = random.choice([0.25, 0.5, 0.75, 1.9, 4, 6.1])
    late = random.choice([10, 30, 45, 95, 200]) if random.random() < now["late"] else random.choice([0, None])
    start = end = None
    if random.random() < 0.7:
        start = time(7, random.randrange(60))
        end = time(random.choice([17, 22, 23, 0, 1]), random.randrange(60))
    kind = "work" if works else random.choice(["work", "work", "work", "off"])
    return Workday(day, kind, min(hours, 24), start, end, late)


def _morning(day: date, now: dict[str, Any], random: Random) -> CheckIn:
    clock = time(random.choice([6, 8, 8, 8, 23]), random.randrange(60))
    logged = datetime.combine(day, clock, ZONE) if random.random() < 0.95 else None
    wins = (Win("a win", id=f"w-{day}"),) if random.random() < now["wins"] else ()
    mood, energy = (_rated(now[name], now["swings"], random) for name in ("mood", "energy"))
    return CheckIn(day, logged, 3, mood, energy, wins=wins)


def _rated(middle: float, swings: float, random: Random) -> int | None:
    return min(max(round(random.gauss(middle, swings)), 1), 5) if random.random() < 0.93 else None


def _escalations(day: date, now: dict[str, Any], random: Random) -> list[Escalation]:
    hours = [
        random.randrange(6, 22) for _ in range(random.choice([0, 1, 2]) if random.random() < now["threads"] else 0)
    ]
    if random.random() < now["nights"]:
        hours += [random.choice([22, 23, 0, 2, 5]) for _ in range(random.choice([1, 1, 3]))]
    return [
        Escalation(
            f"e-{day}-{n}",
            "a thread",
            datetime.combine(day, time(hour, random.randrange(60)), ZONE),
            random.choice([None, "ask", "conduct"]),
            random.choice([None, 1, 2, 3, 5]),
        )
        for n, hour in enumerate(hours)
    ]
