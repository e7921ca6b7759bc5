"""This period against the one before it, of the same length."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final, Literal, NamedTuple, TypeAlias

from cmcheckin.insight.stretches import Stretch

Measure: TypeAlias = Literal[
    "hours", "after_hours_minutes", "night_pings", "mood", "energy", "workload", "community", "wins", "thanks",
    "escalations_opened", "minutes_on_escalations",
]  # fmt: skip
MEASURES: Final[tuple[Measure, ...]] = (
    "hours", "after_hours_minutes", "night_pings", "mood", "energy", "workload", "community", "wins", "thanks",
    "escalations_opened", "minutes_on_escalations",
)  # fmt: skip
"""Names as in `Figures`."""


class Change(NamedTuple):
    """One measure in both periods: hours, minutes or how many a week, or the mean of the weeks' ratings (1 to 5)."""

    measure: Measure
    now: float
    before: float
    weeks_now: int
    """Of how many weeks that had it."""
    weeks_before: int


class Comparison(NamedTuple):
    """What changed. A week that is not over is on neither side, for half a week is less of everything."""

    weeks: int = 0
    """Weeks on each side."""
    changes: tuple[Change, ...] = ()
    """In the order of MEASURES; without those that one of the sides says nothing of."""


def against_before(now: Sequence[Stretch], before: Sequence[Stretch]) -> Comparison:
    """Weeks that are over against the same number of weeks before them."""
    raise NotImplementedError
