"""A simulated community manager: a process that goes through days and leaves the records such days would leave.

Nothing here knows the signals or their thresholds. A life has parameters; stretches of it have others; what was a
burden in it follows from those parameters, and is what a nudge is held against.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, time, timedelta, timezone
from random import Random
from typing import Any

from cmcheckin.domain.checkin import CheckIn, Win
from cmcheckin.domain.escalation import Escalation
from cmcheckin.domain.records import Record, Records
from cmcheckin.domain.schedule import Schedule
from cmcheckin.domain.workday import Workday

ALL = ("hours", "rest", "after_hours", "night", "mood", "low_mood", "wins", "escalations", "recovery", "gap")


@dataclass(frozen=True)
class Life:
    """How one person's days come about. Hours are hours, `late` minutes, rates are a day's."""

    schedule: Schedule = field(default_factory=Schedule)
    day_hours: float = 8.0
    hours_spread: float = 0.7
    weekday_hours: tuple[float, ...] = (0.2, 0.1, 0.0, 0.0, -0.4, 0.0, 0.0)
    off_day_work: float = 0.03
    """How likely a day off is worked for an hour or so."""
    off_day_hours: float = 1.0
    late_rate: float = 0.08
    """How likely a worked day goes on after hours."""
    late: float = 45.0
    night_rate: float = 0.01
    mood: float = 3.6
    energy: float = 3.5
    wobble: float = 0.7
    """Standard deviation of a morning's mood."""
    memory: float = 0.35
    """How much of yesterday's mood is in today's."""
    tiring: float = 0.06
    """What an hour above the usual day takes from the next morning's energy."""
    wins: float = 0.7
    escalations: float = 0.35
    gravity: tuple[int, ...] = (1, 1, 2, 2, 2, 3, 3, 4)
    checks_in: float = 0.9
    checks_in_free: float = 0.55
    tells_hours: float = 0.95
    tells_times: float = 0.9
    tells_ratings: bool = True
    start: time = time(9)
    start_spread: float = 25.0
    """Minutes."""
    scale: tuple[int, ...] = (1, 2, 3, 4, 5)
    """How the person uses the five words: what each is written down as."""
    slips: float = 0.0
    """How likely hours are mistyped: 80 for 8.0 is refused when typed, 18 for 8 is not."""
    zone: int = 0
    logged_hour: int = 8


@dataclass(frozen=True)
class Stretch:
    """Days of a life that were otherwise: from `first` to `last`, counted from its beginning, both included."""

    first: int
    last: int
    changes: dict[str, Any] = field(default_factory=dict)
    kind: str = ""
    """`leave`, `sick`, `off`, or `silent` for days on which nothing at all is said."""
    grows: dict[str, float] = field(default_factory=dict)
    """By how much a parameter grows each day of the stretch; it stays so afterwards when it runs to the end."""


@dataclass(frozen=True)
class Burden:
    """What a nudge is due for. Days are counted from the beginning of the life."""

    onset: int
    start: int
    """From when on a nudge is right."""
    due: int
    """By when it has to be there."""
    end: int
    families: tuple[str, ...]
    level: str = "nudge"
    """At least so grave."""
    tail: int = 14
    """Days after it in which a nudge about it is neither right nor wrong."""


@dataclass(frozen=True)
class Person:
    """Somebody of a kind: their records, and what was burdened about their time."""

    kind: str
    number: int
    schedule: Schedule
    first: date
    days: int
    records: Records
    burdens: tuple[Burden, ...] = ()


def live(
    kind: str,
    number: int,
    life: Life,
    stretches: tuple[Stretch, ...],
    burdens: tuple[Burden, ...],
    days: int,
    random: Random,
) -> Person:
    """Goes through the days and keeps what the person would have written down."""
    first = date(2025, 1, 6) + timedelta(7 * random.randrange(40))
    records: list[Record] = []
    mood = energy = 0.0
    worked_yesterday, over = False, 0.0
    for n in range(days):
        day = first + timedelta(n)
        now, named = _at(life, stretches, n)
        mood = now.memory * mood + random.gauss(0, now.wobble * (1 - now.memory**2) ** 0.5)
        energy = now.memory * energy + random.gauss(0, now.wobble * (1 - now.memory**2) ** 0.5)
        works = now.schedule.works_on(day) and not named
        if named != "silent" and random.random() < (now.checks_in if works or worked_yesterday else now.checks_in_free):
            records.append(_morning(now, day, mood, energy - now.tiring * over, worked_yesterday, random))
        hours, late = _work(now, day, works, named, random)
        worked_yesterday, over = hours >= 0.5, max(hours - life.day_hours, 0.0)
        if named != "silent" and random.random() < now.tells_hours:
            records.append(_workday(now, day, named if named else "work" if works else "off", hours, late, random))
        records.extend(_escalations(now, day, works and not named, n, random) if named != "silent" else ())
    return Person(kind, number, life.schedule, first, days, Records.of(records), burdens)


def _at(life: Life, stretches: tuple[Stretch, ...], n: int) -> tuple[Life, str]:
    now, named = life, ""
    for stretch in stretches:
        if stretch.first <= n <= stretch.last:
            now, named = replace(now, **stretch.changes), stretch.kind or named
            grown = {name: getattr(now, name) + step * (n - stretch.first) for name, step in stretch.grows.items()}
            now = replace(now, **grown)
    return now, named


def _work(now: Life, day: date, works: bool, named: str, random: Random) -> tuple[float, float]:
    """Hours, late minutes among them."""
    if named in ("leave", "sick", "silent", "off"):
        return 0.0, 0.0
    if works:
        hours = max(random.gauss(now.day_hours + now.weekday_hours[day.weekday()], now.hours_spread), 1.0)
        late = max(random.gauss(now.late, now.late / 4), 20.0) if random.random() < now.late_rate else 0.0
        return hours + late / 60 * 0.5, late
    if random.random() < now.off_day_work:
        hours = max(random.gauss(now.off_day_hours, now.off_day_hours / 4), 0.25)
        return hours, hours * 60
    return 0.0, 0.0


def _workday(now: Life, day: date, kind: str, hours: float, late: float, random: Random) -> Workday:
    start = end = None
    if hours >= 1 and kind == "work" and random.random() < now.tells_times:
        begins = datetime.combine(day, now.start) + timedelta(minutes=random.gauss(0, now.start_spread))
        begins = begins.replace(second=0, microsecond=0)
        ends = begins + timedelta(hours=max(hours - late / 60, 0.5) + 0.75)
        if late >= 90:
            ends = datetime.combine(day, time(21)) + timedelta(minutes=late)
        start, end = begins.time(), ends.replace(second=0, microsecond=0).time()
    told = round(hours * 4) / 4
    if random.random() < now.slips:
        told = min(told + random.choice((10, -4, 6)), 24)
    return Workday(day, kind, max(told, round(late / 60, 2), 0.0), start, end, round(late))


def _morning(now: Life, day: date, mood: float, energy: float, worked: bool, random: Random) -> CheckIn:
    at = datetime.combine(day, time(now.logged_hour, random.randrange(60)), timezone(timedelta(hours=now.zone)))
    wins = tuple(Win("a win", id=f"w-{day}-{n}") for n in range(_poisson(now.wins if worked else now.wins / 5, random)))
    if not now.tells_ratings:
        return CheckIn(day, at, workload=3, wins=wins)
    return CheckIn(day, at, 3, _rated(now, now.mood + mood), _rated(now, now.energy + energy), wins=wins)


def _rated(now: Life, value: float) -> int:
    return now.scale[min(max(round(value), 1), 5) - 1]


def _escalations(now: Life, day: date, works: bool, n: int, random: Random) -> list[Escalation]:
    zone = timezone(timedelta(hours=now.zone)) if now.zone else UTC
    busy = random.choice((0.4, 0.8, 1.8))  # days differ more than chance alone: one thread brings the next
    hours = [9 + random.randrange(9) for _ in range(_poisson(now.escalations * busy, random) if works else 0)]
    disturbed = works if now.schedule.night_shift else True  # a night at work has its pings, a night at home has not
    hours += [random.choice((23, 0, 1, 2, 3, 4))] if disturbed and random.random() < now.night_rate else []
    found = []
    for k, hour in enumerate(hours):
        on = day + timedelta(hour < 6)
        opened = datetime.combine(on, time(hour, random.randrange(60)), zone)
        found.append(Escalation(f"e-{n}-{k}", "a thread", opened, "conduct", random.choice(now.gravity), 30))
    return found


def _poisson(mean: float, random: Random) -> int:
    """How many, when so many are expected."""
    count, left = 0, random.expovariate(1.0)
    while left < mean:
        count, left = count + 1, left + random.expovariate(1.0)
    return count
