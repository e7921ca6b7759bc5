"""The first simulator: people whose days are drawn at random, with stretches that are overloads by design.

Nothing here knows the signals or their thresholds. The author of a kind of person says when a nudge is due.
`simulated_demand` is the second simulator, in which nobody does.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, time, timedelta, timezone
from random import Random
from typing import Any, Final, Protocol

from cmcheckin.domain.checkin import CheckIn, Win
from cmcheckin.domain.escalation import Escalation
from cmcheckin.domain.records import Record, Records
from cmcheckin.domain.schedule import Schedule
from cmcheckin.domain.workday import Workday

HALF_YEAR: Final = 182
ALL: Final = ("hours", "rest", "after_hours", "night", "mood", "low_mood", "wins", "escalations", "recovery", "gap")


@dataclass(frozen=True)
class Life:
    """The parameters of one person's days. Rates are per day, `late` is in minutes."""

    schedule: Schedule = field(default_factory=Schedule)
    day_hours: float = 8.0
    hours_spread: float = 0.7
    weekday_hours: tuple[float, ...] = (0.2, 0.1, 0.0, 0.0, -0.4, 0.0, 0.0)
    off_day_work: float = 0.03
    """Probability of work on a day off."""
    off_day_hours: float = 1.0
    late_rate: float = 0.08
    """Probability of after-hours work on a workday."""
    late: float = 45.0
    night_rate: float = 0.01
    mood: float = 3.6
    energy: float = 3.5
    wobble: float = 0.7
    """Standard deviation of a morning's mood."""
    memory: float = 0.35
    """Correlation of one day's mood with the next."""
    tiring: float = 0.06
    """Energy lost on the next morning, in rating points for each hour above the usual day."""
    wins: float = 0.7
    escalations: float = 0.35
    severities: tuple[int, ...] = (1, 1, 2, 2, 2, 3, 3, 4)
    checks_in: float = 0.9
    checks_in_off: float = 0.55
    logs_hours: float = 0.95
    logs_times: float = 0.9
    logs_ratings: bool = True
    start: time = time(9)
    start_spread: float = 25.0
    """Minutes."""
    scale: tuple[int, ...] = (1, 2, 3, 4, 5)
    """The rating that the person logs for each of the five."""
    slips: float = 0.0
    """Probability that hours are mistyped, such as 18 for 8."""
    zone: int = 0
    """Offset from UTC in hours."""
    logged_hour: int = 8


@dataclass(frozen=True)
class Stretch:
    """Days with other parameters: from `first` to `last`, counted from the beginning of the life, both included."""

    first: int
    last: int
    changes: dict[str, Any] = field(default_factory=dict)
    kind: str = ""
    """`leave`, `sick`, `off`, or `silent` for days on which nothing is logged."""
    grows: dict[str, float] = field(default_factory=dict)
    """How much a parameter grows on each day of the stretch."""


@dataclass(frozen=True)
class Overload:
    """A period in which a nudge is due. Days are counted from the beginning of the life."""

    onset: int
    start: int
    """First day on which an interruption about it is justified."""
    due: int
    """Last day on which a nudge is in time."""
    end: int
    families: tuple[str, ...]
    level: str = "nudge"
    """The lowest level of a nudge that counts."""
    tail: int = 14
    """Days after its end in which an interruption is neither justified nor false."""


@dataclass(frozen=True)
class Person:
    """A simulated person: what they logged, and the periods in which a nudge is due."""

    kind: str
    number: int
    schedule: Schedule
    first: date
    days: int
    records: Records
    overloads: tuple[Overload, ...] = ()
    grey_days: frozenset[int] = frozenset()
    """Further days on which an interruption is neither justified nor false."""
    logged: float = 1.0
    """Share of the days worked that were logged, where the simulator knows it."""


class Maker(Protocol):
    """Makes people of one kind."""

    def __call__(self, kind: str, number: int, random: Random, least_days: int = 0) -> Person:
        """Return person `number` of `kind`, who lives for `least_days` days or longer."""


def lengthened(stretches: tuple[Stretch, ...], days: int, least_days: int) -> tuple[tuple[Stretch, ...], int]:
    """Return `stretches` and `days` for a life of at least `least_days`.

    A stretch that ends within `days` comes back after as many days; one that goes on longer just goes on. Lives of less
    than half a year keep their length, since they are about new users.
    """
    if days < HALF_YEAR or least_days <= days:
        return stretches, days
    again = (
        replace(one, first=one.first + later, last=one.last + later)
        for later in range(days, least_days, days)
        for one in stretches
        if one.last < days
    )
    return (*stretches, *again), least_days


def live(
    kind: str,
    number: int,
    life: Life,
    stretches: tuple[Stretch, ...],
    days: int,
    overloads: tuple[Overload, ...],
    random: Random,
) -> Person:
    """Return the person number `number` of `kind`, with the records of `days` days drawn from `random`.

    `life` has the parameters of every day, `stretches` those of some, the later one of two that overlap.
    """
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
        if named != "silent" and random.random() < (now.checks_in if works or worked_yesterday else now.checks_in_off):
            records.append(_morning(now, day, mood, energy - now.tiring * over, worked_yesterday, random))
        hours, late = _work(now, day, works, named, random)
        worked_yesterday, over = hours >= 0.5, max(hours - life.day_hours, 0.0)
        if named != "silent" and random.random() < now.logs_hours:
            records.append(_workday(now, day, named if named else "work" if works else "off", hours, late, random))
        records.extend(_escalations(now, day, works and not named, n, random) if named != "silent" else ())
    return Person(kind, number, life.schedule, first, days, Records.of(records), overloads)


def _at(life: Life, stretches: tuple[Stretch, ...], n: int) -> tuple[Life, str]:
    now, named = life, ""
    for stretch in stretches:
        if stretch.first <= n <= stretch.last:
            now, named = replace(now, **stretch.changes), stretch.kind or named
            grown = {name: getattr(now, name) + step * (n - stretch.first) for name, step in stretch.grows.items()}
            now = replace(now, **grown)
    return now, named


def _work(now: Life, day: date, works: bool, named: str, random: Random) -> tuple[float, float]:
    """Return the hours of `day`, and the after-hours minutes among them."""
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
    if hours >= 1 and kind == "work" and random.random() < now.logs_times:
        begins = datetime.combine(day, now.start) + timedelta(minutes=random.gauss(0, now.start_spread))
        begins = begins.replace(second=0, microsecond=0)
        ends = begins + timedelta(hours=max(hours - late / 60, 0.5) + 0.75)
        if late >= 90:
            ends = datetime.combine(day, time(21)) + timedelta(minutes=late)
        start, end = begins.time(), ends.replace(second=0, microsecond=0).time()
    logged = round(hours * 4) / 4
    if random.random() < now.slips:
        logged = min(logged + random.choice((10, -4, 6)), 24)
    return Workday(day, kind, max(logged, round(late / 60, 2), 0.0), start, end, round(late))


def _morning(now: Life, day: date, mood: float, energy: float, worked: bool, random: Random) -> CheckIn:
    at = datetime.combine(day, time(now.logged_hour, random.randrange(60)), timezone(timedelta(hours=now.zone)))
    wins = tuple(Win("a win", id=f"w-{day}-{n}") for n in range(poisson(now.wins if worked else now.wins / 5, random)))
    if not now.logs_ratings:
        return CheckIn(day, at, workload=3, wins=wins)
    return CheckIn(day, at, 3, _rated(now, now.mood + mood), _rated(now, now.energy + energy), wins=wins)


def _rated(now: Life, value: float) -> int:
    return now.scale[min(max(round(value), 1), 5) - 1]


def _escalations(now: Life, day: date, works: bool, n: int, random: Random) -> list[Escalation]:
    zone = timezone(timedelta(hours=now.zone)) if now.zone else UTC
    busy = random.choice((0.4, 0.8, 1.8))  # over-dispersed: one thread leads to the next
    hours = [9 + random.randrange(9) for _ in range(poisson(now.escalations * busy, random) if works else 0)]
    disturbed = works if now.schedule.night_shift else True  # on night shifts, pings come at work only
    hours += [random.choice((23, 0, 1, 2, 3, 4))] if disturbed and random.random() < now.night_rate else []
    found = []
    for k, hour in enumerate(hours):
        on = day + timedelta(hour < 6)
        opened = datetime.combine(on, time(hour, random.randrange(60)), zone)
        found.append(Escalation(f"e-{n}-{k}", "a thread", opened, "conduct", random.choice(now.severities), 30))
    return found


def poisson(mean: float, random: Random) -> int:
    """Return a number drawn from the Poisson distribution with `mean`."""
    count, left = 0, random.expovariate(1.0)
    while left < mean:
        count, left = count + 1, left + random.expovariate(1.0)
    return count
