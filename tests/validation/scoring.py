"""What nudges are worth: how many burdens they name in time, and how often they interrupt for nothing."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from random import Random
from statistics import median
from typing import Any, NamedTuple

from cmcheckin.domain.nudge import LEVELS
from tests.validation.simulated_life import Burden, Person

GRACE = 7
"""Days after a burden's end in which a nudge about it is still right: the window of most nudges is a week."""
MONTH = 30.0
ROUNDS = 400


class Told(NamedTuple):
    """A nudge that was shown: the day it speaks of (the one before its morning), counted from the person's first."""

    day: int
    kind: str
    family: str
    level: str
    explained: bool


@dataclass
class Tally:
    """Counts that can be added up."""

    due: int = 0
    found: int = 0
    right: int = 0
    wrong: int = 0
    interruptions: int = 0
    explained: int = 0
    quiet_days: int = 0
    days: int = 0
    delays: list[int] = field(default_factory=list)
    wrong_kinds: Counter[str] = field(default_factory=Counter)

    def __add__(self, other: Tally) -> Tally:
        return Tally(*(a + b for a, b in zip(self._values(), other._values(), strict=True)))

    def _values(self) -> list[Any]:
        return [getattr(self, name) for name in self.__dataclass_fields__]

    @property
    def recall(self) -> float:
        """The share of burdens that were spoken of by their due day; 1 of none."""
        return self.found / self.due if self.due else 1.0

    @property
    def precision(self) -> float:
        """The share of interruptions that were right; 1 of none."""
        return self.right / (self.right + self.wrong) if self.right + self.wrong else 1.0

    @property
    def wrong_a_month(self) -> float:
        """Interruptions for nothing, in thirty days in which there was nothing to speak of."""
        return self.wrong / (self.quiet_days / MONTH) if self.quiet_days else 0.0

    @property
    def a_month(self) -> float:
        """Interruptions in thirty days."""
        return self.interruptions / (self.days / MONTH) if self.days else 0.0

    @property
    def delay(self) -> float | None:
        """Days from onset to the first right nudge, the middle of all."""
        return median(self.delays) if self.delays else None


def tally(person: Person, told: Sequence[Told]) -> Tally:
    """One person held against what was burdened about their time."""
    found = Tally(days=person.days, quiet_days=_quiet_days(person))
    for burden in person.burdens:
        found.due += 1
        days = [one.day for one in told if _speaks_of(one, burden) and burden.onset <= one.day <= burden.end]
        in_time = [day for day in days if day <= burden.due]
        if in_time:
            found.found += 1
            found.delays.append(min(in_time) - burden.onset)
    for one in told:
        if one.level == "note":
            continue
        found.interruptions += 1
        found.explained += one.explained
        inside = [burden for burden in person.burdens if burden.start <= one.day <= burden.end + GRACE]
        if any(one.family in burden.families for burden in inside):
            found.right += 1
        elif not inside and not _grey(person, one.day):
            found.wrong += 1
            found.wrong_kinds[one.kind] += 1
    return found


def _speaks_of(one: Told, burden: Burden) -> bool:
    return one.family in burden.families and LEVELS.index(one.level) >= LEVELS.index(burden.level)


def _grey(person: Person, day: int) -> bool:
    """Whether it is neither here nor there: a burden was building up, or had just ended."""
    return any(burden.onset <= day <= burden.end + burden.tail for burden in person.burdens)


def _quiet_days(person: Person) -> int:
    return sum(not _grey(person, day) for day in range(person.days))


def by_kind(pairs: Iterable[tuple[str, Tally]]) -> dict[str, Tally]:
    """Added up by kind of person."""
    found: dict[str, Tally] = defaultdict(Tally)
    for kind, one in pairs:
        found[kind] = found[kind] + one
    return dict(found)


def interval(tallies: Sequence[Tally], figure: str, seed: int = 1) -> tuple[float, float]:
    """Where a figure lies in 95 of 100 drawings of as many people, with replacement."""
    random = Random(seed)  # noqa: S311  the same drawings every time
    found = []
    for _ in range(ROUNDS):
        total = Tally()
        for one in random.choices(tallies, k=len(tallies)):
            total.due, total.found = total.due + one.due, total.found + one.found
            total.right, total.wrong = total.right + one.right, total.wrong + one.wrong
            total.quiet_days += one.quiet_days
        found.append(float(getattr(total, figure)))
    found.sort()
    return found[int(ROUNDS * 0.025)], found[int(ROUNDS * 0.975) - 1]
