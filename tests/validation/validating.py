"""Replay the nudges of simulated people of every kind, and score them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from datetime import timedelta
from random import Random
from typing import Final, NamedTuple

from cmcheckin.domain.nudge import Nudge
from cmcheckin.insight.nudges import replay
from tests.validation.claims import holds
from tests.validation.plain_rules import plain_rule_nudges
from tests.validation.scoring import ShownNudge, Tally, by_kind, tally
from tests.validation.simulated_demand import DEMANDED
from tests.validation.simulated_life import Maker, Person
from tests.validation.simulated_overloaded import OVERLOADED
from tests.validation.simulated_quiet import QUIET

PERSONAS: Final = {**QUIET, **OVERLOADED}
"""The kinds of people of the first simulator; those of the second are in DEMANDED."""
MAKERS: Final[dict[str, Maker]] = {**PERSONAS, **DEMANDED}
PLAIN: Final = frozenset({"hours", "night", "mood"})
NAMED_BY_PLAIN_RULES: Final = frozenset(
    kind
    for kind, make in OVERLOADED.items()
    for overload in make(kind, 0, Random(0)).overloads
    if overload.level == "nudge" and PLAIN & set(overload.families)
)
"""Kinds whose overload has a family that the plain rules have too. Only these count for the rules' recall."""


class Scored(NamedTuple):
    """One person of a kind, scored by the nudges and by the plain rules."""

    kind: str
    nudges: Tally
    plain: Tally
    logged: float
    """Share of the days worked that were logged."""


def person(kind: str, number: int, seed: int, least_days: int = 0) -> Person:
    """Return person `number` of `kind`, the same one for the same arguments."""
    return MAKERS[kind](kind, number, Random(f"{seed} {kind} {number}"), least_days)


def nudges_of(one: Person) -> Iterator[Nudge]:
    """Yield the nudges shown over the whole life of `one`."""
    last = one.first + timedelta(one.days + 1)
    for morning in replay(one.records, one.first, last, one.schedule):
        yield from (nudge for nudge in morning.nudges if nudge.shown)


def shown_nudges(one: Person) -> list[ShownNudge]:
    """Return the nudges shown to `one`, each with the day before its morning, and whether its claims hold."""
    return [
        ShownNudge(
            (nudge.on - one.first).days - 1, nudge.finding.kind, nudge.finding.family, nudge.level,
            holds(nudge.finding, one.records, one.schedule, nudge.on),
        )
        for nudge in nudges_of(one)
    ]  # fmt: skip


def score(asked: tuple[str, int, int]) -> Scored:
    """Make the person of a kind, number and seed, and score them."""
    one = person(*asked)
    return Scored(one.kind, tally(one, shown_nudges(one)), tally(one, plain_rule_nudges(one)), one.logged)


def score_all(people: int, seed: int, jobs: int = 1, among: Iterable[str] = PERSONAS) -> list[Scored]:
    """Score `people` people of each of the kinds `among`, in `jobs` processes."""
    asked = [(kind, number, seed) for kind in among for number in range(people)]
    if jobs == 1:
        return [score(one) for one in asked]
    with ProcessPoolExecutor(jobs) as pool:
        return list(pool.map(score, asked, chunksize=8))


def total(scored: Sequence[Scored], which: Callable[[Scored], Tally]) -> Tally:
    """Return the sum of `which` tally of each of `scored`."""
    found = Tally()
    for one in scored:
        found = found + which(one)
    return found


def kinds(scored: Sequence[Scored]) -> dict[str, Tally]:
    """Return the sum of the nudges' tallies of each kind of person."""
    return by_kind((one.kind, one.nudges) for one in scored)
