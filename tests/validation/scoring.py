"""Score nudges against what a simulated person went through: how much is found in time, and how much is false."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from random import Random
from statistics import median
from typing import Any, NamedTuple

from cmcheckin.domain.nudge import LEVELS
from tests.validation.simulated_life import Overload, Person

GRACE = 7
"""Days after an overload's end in which a nudge about it is still justified: most nudges look at a week."""
MONTH = 30.0
ROUNDS = 400


class ShownNudge(NamedTuple):
    """A nudge that was shown."""

    day: int
    """The day before its morning, counted from the person's first."""
    kind: str
    family: str
    level: str
    explained: bool
    """Whether every claim in its sentences was confirmed by the records."""


@dataclass
class Tally:
    """Counts of one person or of many. Tallies can be added up."""

    due: int = 0
    """Overloads."""
    found: int = 0
    """Overloads with a nudge of a right family, at least at their level, by the due day."""
    justified: int = 0
    false: int = 0
    interruptions: int = 0
    explained: int = 0
    quiet_days: int = 0
    """Days without an overload or near one."""
    days: int = 0
    delays: list[int] = field(default_factory=list)
    """Days from onset to the first nudge, for each overload found."""
    false_kinds: Counter[str] = field(default_factory=Counter)

    def __add__(self, other: Tally) -> Tally:
        return Tally(*(a + b for a, b in zip(self._values(), other._values(), strict=True)))

    def _values(self) -> list[Any]:
        return [getattr(self, name) for name in self.__dataclass_fields__]

    @property
    def recall(self) -> float:
        """Return the share of overloads found by their due day; 1 if there were none."""
        return self.found / self.due if self.due else 1.0

    @property
    def precision(self) -> float:
        """Return the share of justified interruptions among the justified and the false; 1 if there were none."""
        return self.justified / (self.justified + self.false) if self.justified + self.false else 1.0

    @property
    def false_a_month(self) -> float:
        """Return the false interruptions in thirty quiet days."""
        return self.false / (self.quiet_days / MONTH) if self.quiet_days else 0.0

    @property
    def a_month(self) -> float:
        """Return all interruptions in thirty days."""
        return self.interruptions / (self.days / MONTH) if self.days else 0.0

    @property
    def delay(self) -> float | None:
        """Return the median of `delays`; None if nothing was found."""
        return median(self.delays) if self.delays else None


def tally(person: Person, nudges: Sequence[ShownNudge]) -> Tally:
    """Return the counts of `person`, who was shown `nudges`.

    An interruption is justified if its family fits an overload of its day. It is false on a quiet day, and neither in
    between: near an overload, or if it names the wrong thing during one.
    """
    found = Tally(days=person.days, quiet_days=sum(not is_grey(person, day) for day in range(person.days)))
    for overload in person.overloads:
        found.due += 1
        days = [one.day for one in nudges if _names(one, overload) and overload.onset <= one.day <= overload.due]
        if days:
            found.found += 1
            found.delays.append(min(days) - overload.onset)
    for one in nudges:
        if one.level == "note":
            continue
        found.interruptions += 1
        found.explained += one.explained
        inside = [overload for overload in person.overloads if overload.start <= one.day <= overload.end + GRACE]
        if any(one.family in overload.families for overload in inside):
            found.justified += 1
        elif not inside and not is_grey(person, one.day):
            found.false += 1
            found.false_kinds[one.kind] += 1
    return found


def _names(one: ShownNudge, overload: Overload) -> bool:
    return one.family in overload.families and LEVELS.index(one.level) >= LEVELS.index(overload.level)


def is_grey(person: Person, day: int) -> bool:
    """Whether an interruption on `day` can't be false: an overload was near, going on or just over."""
    near = any(overload.onset <= day <= overload.end + overload.tail for overload in person.overloads)
    return near or day in person.grey_days


def by_kind(pairs: Iterable[tuple[str, Tally]]) -> dict[str, Tally]:
    """Return the sum of the tallies of each kind of person in `pairs`."""
    found: dict[str, Tally] = defaultdict(Tally)
    for kind, one in pairs:
        found[kind] = found[kind] + one
    return dict(found)


def interval(tallies: Sequence[Tally], figure: str, seed: int = 1) -> tuple[float, float]:
    """Return the 95 % bootstrap interval of `figure`, a property of Tally, over the persons of `tallies`."""
    random = Random(seed)
    found = []
    for _ in range(ROUNDS):
        total = Tally()
        for one in random.choices(tallies, k=len(tallies)):
            total.due, total.found = total.due + one.due, total.found + one.found
            total.justified, total.false = total.justified + one.justified, total.false + one.false
            total.quiet_days += one.quiet_days
        found.append(float(getattr(total, figure)))
    found.sort()
    return found[int(ROUNDS * 0.025)], found[int(ROUNDS * 0.975) - 1]
