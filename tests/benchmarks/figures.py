"""Figures of the benchmarks: ratios of two things measured in turn in the same run, with their targets."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass
from statistics import median

PAIRS = 21
"""The number of pairs of measurements for a ratio. Times drift twofold within a run, ratios don't."""
MARGIN = 1.07
"""A target counts as missed above it times this, since measurements are noisy."""


@dataclass(frozen=True)
class Figure:
    """A figure: `ratio` against the yardstick that `name` says, or an amount of `unit`, and its highest allowed value.
    Without a `target` it is only printed."""

    name: str
    ratio: float
    target: float | None
    unit: str = ""

    @property
    def reached(self) -> bool:
        """Whether the target is reached, within `MARGIN`."""
        return self.target is None or self.ratio <= self.target * MARGIN

    def __str__(self) -> str:
        amount = f"{self.ratio:6.2f}" if not self.unit or self.ratio < 100 else f"{self.ratio:6,.0f}"
        unit = f" {self.unit}" if self.unit else ""
        target = "no target yet" if self.target is None else f"at most {self.target:g}"
        return f"{amount}{unit}  ({target})  {self.name}"


def seconds(act: Callable[[], object]) -> float:
    """Return how many seconds `act` takes."""
    begun = time.perf_counter()
    kept = act()
    taken = time.perf_counter() - begun
    del kept  # freeing it isn't timed
    return taken


def ratio(subject: Callable[[], object], yardstick: Callable[[], object], pairs: int = PAIRS) -> float:
    """Return the time of `subject` against that of `yardstick`: the median of `pairs` pairs without the first."""
    found = [seconds(subject) / seconds(yardstick) for _ in range(pairs)]
    return median(found[1:])
