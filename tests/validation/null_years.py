"""Count interruptions where there is nothing to report: in shuffled weeks, and of people who have enough time.

Shuffling the whole weeks of a person keeps their habits and takes away what lasted. Lives are two years or longer, so
that most mornings have a quarter of the person's own weeks behind them.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import replace
from datetime import date, timedelta
from random import Random
from typing import Final, NamedTuple

from cmcheckin.domain.checkin import CheckIn
from cmcheckin.domain.escalation import Escalation
from cmcheckin.domain.records import Record, Records
from cmcheckin.domain.workday import Workday
from tests.validation.scoring import is_grey
from tests.validation.simulated_demand import DEMANDED, calm_person
from tests.validation.simulated_life import Person
from tests.validation.simulated_quiet import QUIET
from tests.validation.validating import MAKERS, nudges_of, person

TWO_YEARS: Final = 730
LIVES: Final = 20
"""Lives of each kind: more than 5,000 person-years over all kinds."""
SHUFFLED: Final = "shuffled weeks"
CALM: Final = "quiet people"
SOURCES: Final = {SHUFFLED: tuple(MAKERS), CALM: (*QUIET, *DEMANDED)}
"""The kinds of people that each null has: all of them, or those of either simulator without an overload."""
Z: Final = 1.96
LISTED: Final = 15
"""The most kinds of person listed."""


class NullLife(NamedTuple):
    """The interruptions of one person in years with nothing to report."""

    source: str
    person: str
    years: float
    interruptions: tuple[str, ...]
    """The kind of nudge of each."""


def null_life(asked: tuple[str, str, int, int]) -> NullLife:
    """Make and replay the person of a null, a kind, a number and a seed.

    Quiet people of the second simulator still come near a line now and then; those days don't count.
    """
    source, kind, number, seed = asked
    if source == SHUFFLED:
        one = shuffled(person(kind, number, seed, TWO_YEARS), seed)
    else:
        one = person(kind, number, seed, TWO_YEARS) if kind in QUIET else calm_person(kind, number, seed, TWO_YEARS)
    quiet = {day for day in range(-1, one.days + 1) if not is_grey(one, day)}
    kinds = (
        nudge.finding.kind
        for nudge in nudges_of(one)
        if nudge.level != "note" and (nudge.on - one.first).days - 1 in quiet
    )
    return NullLife(source, kind, (len(quiet) - 2) / 365.25, tuple(kinds))


def null_lives(
    lives: int, seed: int, jobs: int = 1, every: int = 1, sources: Iterable[str] = SOURCES
) -> list[NullLife]:
    """Return `lives` lives of each kind of people, or of one kind in `every`, for each of `sources`."""
    asked = [
        (source, kind, number, seed)
        for source in sources
        for kind in SOURCES[source][::every]
        for number in range(lives)
    ]
    if jobs == 1:
        return [null_life(one) for one in asked]
    with ProcessPoolExecutor(jobs) as pool:
        return list(pool.map(null_life, asked, chunksize=4))


def yearly(lives: Sequence[NullLife]) -> tuple[float, float]:
    """Return the interruptions a year of `lives`, and the upper end of the 95 % interval, with persons as clusters."""
    years = sum(one.years for one in lives)
    rate = sum(len(one.interruptions) for one in lives) / years
    variance = sum((len(one.interruptions) - rate * one.years) ** 2 for one in lives)
    return rate, rate + Z * variance**0.5 / years


def null_lines(lives: int, seed: int, jobs: int, every: int = 1) -> list[str]:
    """Return the report: for each null, the interruptions a year of all people, by kind of nudge and of person."""
    found = null_lives(lives, seed, jobs, every)
    lines = [f"{sum(one.years for one in found):,.0f} person-years in all", _rate("all", *yearly(found)), ""]
    for source in SOURCES:
        group = [one for one in found if one.source == source]
        years = sum(one.years for one in group)
        nudges = Counter(kind for one in group for kind in one.interruptions)
        people = _by_person(group)
        (worst, (rate, upper)), *_ = people
        lines += [
            f"{years:,.0f} person-years of {source}",
            _rate("all", *yearly(group)),
            _rate("first simulator", *yearly([one for one in group if one.person not in DEMANDED])),
            _rate("second simulator", *yearly([one for one in group if one.person in DEMANDED])),
            _rate(f"worst kind of person: {worst}", rate, upper),
            "  by kind of nudge",
            *(f"    {kind:48s} {count / years:5.2f} a year" for kind, count in nudges.most_common()),
            "  most by kind of person",
            *(f"  {_rate(kind, *both)}" for kind, both in people[:LISTED] if both[0]),
            "",
        ]
    return lines


def _rate(name: str, rate: float, upper: float) -> str:
    return f"  {name:50s} {rate:5.2f} a year, at most {upper:.2f}"


def _by_person(lives: Iterable[NullLife]) -> list[tuple[str, tuple[float, float]]]:
    """Return each kind of person with the figures of `yearly`, the most interrupted first."""
    groups: dict[str, list[NullLife]] = defaultdict(list)
    for one in lives:
        groups[one.person].append(one)
    return sorted(((kind, yearly(group)) for kind, group in groups.items()), key=lambda pair: -pair[1][0])


def shuffled(one: Person, seed: int) -> Person:
    """Return `one` with their whole weeks in random order, except for the first and the last. Nothing is due."""
    by_week: dict[date, list[Record]] = defaultdict(list)
    for record in one.records:
        day = record.day - timedelta(isinstance(record, CheckIn))  # a check-in is about the day before
        by_week[day - timedelta(day.weekday())].append(record)
    mondays = [min(by_week) + timedelta(7 * n) for n in range((max(by_week) - min(by_week)).days // 7 + 1)]
    inner = mondays[1:-1]
    Random(f"{seed} {one.kind} {one.number}").shuffle(inner)
    order = [mondays[0], *inner, mondays[-1]] if len(mondays) > 1 else mondays
    found = [
        _moved(record, new - old) for old, new in zip(mondays, order, strict=True) for record in by_week.get(old, ())
    ]
    return replace(one, records=Records.of(found), overloads=(), grey_days=frozenset())


def _moved(record: Record, by: timedelta) -> Record:
    if isinstance(record, Workday):
        return record._replace(date=record.date + by)
    if isinstance(record, CheckIn):
        at = record.logged_at + by if record.logged_at else None
        return record._replace(date=record.date + by, logged_at=at)
    assert isinstance(record, Escalation)
    return record._replace(opened=record.opened + by)
