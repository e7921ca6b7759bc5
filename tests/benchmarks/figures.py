"""What a benchmark tells: a ratio, measured in one run against a yardstick in the same run, and what it is to reach."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass
from statistics import median

PAIRS = 21
"""Interleaved pairs a ratio is the median of; the first is thrown away. Wall times drift twofold, ratios do not."""
MARGIN = 1.07
"""What noise may add to a ratio before it counts as missed."""


@dataclass(frozen=True)
class Figure:
    """One figure: `ratio` times the yardstick named in `name`, to be at most `target` times it."""

    name: str
    ratio: float
    target: float

    @property
    def reached(self) -> bool:
        """Whether the target is reached, noise allowed for."""
        return self.ratio <= self.target * MARGIN

    def __str__(self) -> str:
        return f"{self.ratio:6.2f}  (at most {self.target:g})  {self.name}"


def seconds(act: Callable[[], object]) -> float:
    """How long that takes, in seconds."""
    begun = time.perf_counter()
    kept = act()
    taken = time.perf_counter() - begun
    del kept  # taking it apart again is no part of it
    return taken


def ratio(subject: Callable[[], object], yardstick: Callable[[], object], pairs: int = PAIRS) -> float:
    """The median of the ratios of interleaved pairs."""
    found = [seconds(subject) / seconds(yardstick) for _ in range(pairs)]
    return median(found[1:])
