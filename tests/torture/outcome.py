"""What a part of the torture tests found."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from random import Random

Tries = Callable[[Random, int], Iterator[str]]
"""Yields a text for each try: empty when nothing was lost, else what was lost. Takes a source of random numbers, and
about how many tries to make."""


@dataclass(frozen=True)
class Part:
    """A part of the torture tests: `name` as in the table, with the number of tries of a `short` and a `long` run."""

    name: str
    tries: Tries
    short: int
    long: int

    def run(self, seed: int, *, is_long: bool = False) -> Outcome:
        """Make all tries and return what they found."""
        return Outcome(self.name, list(self.tries(Random(seed), self.long if is_long else self.short)))


@dataclass(frozen=True)
class Outcome:
    """The results of a part, one text for each try, empty when nothing was lost."""

    name: str
    results: list[str] = field(default_factory=list)

    @property
    def tried(self) -> int:
        """The number of tries."""
        return len(self.results)

    @property
    def lost(self) -> list[str]:
        """What was lost, one text for each try that lost something."""
        return [result for result in self.results if result]
