"""Simulated people of every kind, replayed and scored."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from datetime import timedelta
from random import Random
from typing import Final, NamedTuple

from cmcheckin.domain.nudge import Nudge
from cmcheckin.insight.nudges import replay
from tests.validation.claims import holds
from tests.validation.plain_rules import told_by_plain_rules
from tests.validation.scoring import Tally, Told, by_kind, tally
from tests.validation.simulated_burdened import BURDENED
from tests.validation.simulated_life import Person
from tests.validation.simulated_quiet import QUIET

PERSONAS: Final = {**QUIET, **BURDENED}


PLAIN: Final = frozenset({"hours", "night", "mood"})
NAMED_BY_PLAIN_RULES: Final = frozenset(
    kind
    for kind, made in BURDENED.items()
    for burden in made(kind)(0, Random(0)).burdens  # noqa: S311  any will do
    if burden.level == "nudge" and PLAIN & set(burden.families)
)
"""Kinds whose burden the plain rules have a name for; it is by these that they are fairly judged."""


class Scored(NamedTuple):
    """One person of a kind, by the nudges and by plain rules."""

    kind: str
    nudges: Tally
    plain: Tally


def person(kind: str, number: int, seed: int) -> Person:
    """The same one for the same kind, number and seed."""
    return PERSONAS[kind](kind)(number, Random(f"{seed} {kind} {number}"))  # noqa: S311  the same people every time


def nudges_of(one: Person) -> Iterator[Nudge]:
    """What was shown over the whole of their time."""
    last = one.first + timedelta(one.days + 1)
    for morning in replay(one.records, one.first, last, one.schedule):
        yield from (nudge for nudge in morning.nudges if nudge.shown)


def told(one: Person) -> list[Told]:
    """The same, as days of their life: a morning speaks of the day before."""
    return [
        Told(
            (nudge.on - one.first).days - 1, nudge.finding.kind, nudge.finding.family, nudge.level,
            holds(nudge.finding, one.records, one.schedule, nudge.on),
        )
        for nudge in nudges_of(one)
    ]  # fmt: skip


def score(asked: tuple[str, int, int]) -> Scored:
    """One person, scored."""
    one = person(*asked)
    return Scored(one.kind, tally(one, told(one)), tally(one, told_by_plain_rules(one)))


def score_all(people: int, seed: int, jobs: int = 1) -> list[Scored]:
    """So many people of each kind."""
    asked = [(kind, number, seed) for kind in PERSONAS for number in range(people)]
    if jobs == 1:
        return [score(one) for one in asked]
    with ProcessPoolExecutor(jobs) as pool:
        return list(pool.map(score, asked, chunksize=8))


def total(scored: Sequence[Scored], which: Callable[[Scored], Tally]) -> Tally:
    """All of them together."""
    found = Tally()
    for one in scored:
        found = found + which(one)
    return found


def kinds(scored: Sequence[Scored]) -> dict[str, Tally]:
    """By kind of person."""
    return by_kind((one.kind, one.nudges) for one in scored)
