"""People whose whole weeks are put in random order: what chance and habit alone make of their records."""

from __future__ import annotations

from collections import Counter, defaultdict
from concurrent.futures import ProcessPoolExecutor
from dataclasses import replace
from datetime import date, timedelta
from random import Random

from cmcheckin.domain.checkin import CheckIn
from cmcheckin.domain.escalation import Escalation
from cmcheckin.domain.records import Record, Records
from cmcheckin.domain.workday import Workday
from tests.validation.simulated_life import Person
from tests.validation.validating import PERSONAS, nudges_of, person

Z = 1.96


def shuffled(one: Person, seed: int) -> Person:
    """The same person with their whole weeks in random order; the first and the last week stay. Nothing is a burden."""
    by_week: dict[date, list[Record]] = defaultdict(list)
    for record in one.records:
        day = record.day - timedelta(isinstance(record, CheckIn))  # a morning speaks of the day before
        by_week[day - timedelta(day.weekday())].append(record)
    mondays = [min(by_week) + timedelta(7 * n) for n in range((max(by_week) - min(by_week)).days // 7 + 1)]
    inner = mondays[1:-1]
    Random(f"{seed} {one.kind} {one.number}").shuffle(inner)  # noqa: S311  the same people every time
    order = [mondays[0], *inner, mondays[-1]] if len(mondays) > 1 else mondays
    found = [_moved(record, to - come) for come, to in zip(mondays, order, strict=True) for record in by_week[come]]
    return replace(one, records=Records.of(found), burdens=())


def _moved(record: Record, by: timedelta) -> Record:
    if isinstance(record, Workday):
        return record._replace(date=record.date + by)
    if isinstance(record, CheckIn):
        at = record.logged_at + by if record.logged_at else None
        return record._replace(date=record.date + by, logged_at=at)
    assert isinstance(record, Escalation)
    return record._replace(opened=record.opened + by)


def _interruptions(asked: tuple[str, int, int]) -> tuple[int, list[str]]:
    one = shuffled(person(*asked), asked[2])
    return one.days, [nudge.finding.kind for nudge in nudges_of(one) if nudge.level != "note"]


def null_lines(people: int, seed: int, jobs: int) -> list[str]:
    """The interruptions a year of so many people of each kind, with the upper end of its 95 % interval, and by kind of
    nudge."""
    asked = [(kind, number, seed) for kind in PERSONAS for number in range(people)]
    with ProcessPoolExecutor(jobs) as pool:
        found = list(pool.map(_interruptions, asked, chunksize=8))
    years = sum(days for days, _ in found) / 365.25
    kinds = Counter(kind for _, told in found for kind in told)
    total = kinds.total()
    upper = (total + Z * sum(len(told) ** 2 for _, told in found) ** 0.5) / years
    return [
        f"{years:.0f} person-years of weeks in random order: {total / years:.2f} interruptions a year (at most "
        f"{upper:.2f} with 95% confidence)",
        *(f"{count / years:6.2f} {kind}" for kind, count in kinds.most_common()),
    ]
