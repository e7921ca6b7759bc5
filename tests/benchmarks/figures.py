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
    """One figure: `ratio` times the yardstick named in `name`, or so many of `unit`, to be at most `target`.

    Without a target it is only told.
    """

    name: str
    ratio: float
    target: float | None
    unit: str = ""

    @property
    def reached(self) -> bool:
        """Whether the target is reached, noise allowed for."""
        return self.target is None or self.ratio <= self.target * MARGIN

    def __str__(self) -> str:
        amount = f"{self.ratio:6.2f}" if not self.unit or self.ratio < 100 else f"{self.ratio:6,.0f}"
        unit = f" {self.unit}" if self.unit else ""
        target = "no target yet" if self.target is None else f"at most {self.target:g}"
        return f"{amount}{unit}  ({target})  {self.name}"


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
