"""The times of one morning's nudges on ten years of records, and of a replay of half a year."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from random import Random
from statistics import median

from cmcheckin.domain.checkin import CheckIn, Win
from cmcheckin.domain.escalation import Escalation
from cmcheckin.domain.records import Records
from cmcheckin.domain.schedule import Schedule
from cmcheckin.domain.workday import Workday
from cmcheckin.insight.nudges import Checkpoint, MorningNudges, checkpoint_before, replay
from tests.benchmarks.figures import Figure, seconds

YEARS = 10
TODAY = date(2026, 11, 20)
RUNS = 41


def measure() -> list[Figure]:
    """Return the figures of nudges, in milliseconds, with a check-in on every day and all records in memory."""
    records, schedule = ten_years(), Schedule()
    half, since = TODAY - timedelta(182), checkpoint_before(records, date(2026, 10, 1), schedule)
    mornings = [seconds(lambda: _morning(records, since, schedule)) for _ in range(RUNS)]
    long_ago = checkpoint_before(records, half, schedule)
    replays = [seconds(lambda: list(replay(records, half, TODAY, schedule, since=long_ago))) for _ in range(9)]
    from_the_start = [seconds(lambda: list(replay(records, TODAY, TODAY, schedule))) for _ in range(3)]
    return [
        Figure(f"a morning's nudges on {YEARS} years ({len(records):,} records), median", _ms(mornings), 20, "ms"),
        Figure("replaying half a year of nudges, median", _ms(replays), 1000, "ms"),
        Figure("replaying all ten years without a cache, median", _ms(from_the_start), None, "ms"),
    ]


def _morning(records: Records, since: Checkpoint, schedule: Schedule) -> list[MorningNudges]:
    """Return the nudges of a morning as the week screen gets them, with the months before `since` cached."""
    return list(replay(records, TODAY, TODAY, schedule, since=since))


def _ms(found: list[float]) -> float:
    return round(median(found[1:]) * 1000, 2)


def ten_years() -> Records:
    """Return the records of somebody with a hard time every few months, so that there are nudges."""
    random = Random(7)
    found: list[CheckIn | Workday | Escalation] = []
    for n in range(365 * YEARS):
        day = TODAY - timedelta(365 * YEARS - 1 - n)
        hard = n // 30 % 4 == 3
        works = day.weekday() < 5 or (hard and random.random() < 0.6)
        hours = random.gauss(10.5 if hard else 8, 0.7) if works else 0.0
        late = random.choice((0, 60, 90)) if hard else random.choice((0, 0, 0, 45))
        found.append(Workday(day, "work" if works else "off", round(max(hours, late / 60), 2), None, None, late))
        mood = min(max(round(random.gauss(2.4 if hard else 3.6, 0.7)), 1), 5)
        wins = (Win("a win", id=f"w-{n}"),) if random.random() < (0.2 if hard else 0.6) else ()
        found.append(CheckIn(day, datetime.combine(day, time(8, 30), UTC), 3, mood, mood, wins=wins))
        for k in range(random.choice((0, 1, 2) if hard else (0, 0, 1))):
            opened = datetime.combine(day, time(random.randrange(24), random.randrange(60)), UTC)
            found.append(Escalation(f"e-{n}-{k}", "a thread", opened, "conduct", random.randint(1, 4)))
    return Records.of(found)
