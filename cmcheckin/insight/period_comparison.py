"""This period against the one before it, of the same length."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Final, Literal, NamedTuple, TypeAlias

from cmcheckin.insight.calendar_periods import Period
from cmcheckin.insight.stats import mean_or_none

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


def compare_with_before(now: Sequence[Period], before: Sequence[Period], today: date) -> Comparison:
    """Those of `now` that are over, against as many right before the first of them, the latest in `before`.

    A week nobody told anything of counts on neither side: its counts are not nought, they are unknown.
    """
    over = [one for one in now if one.last < today]
    earlier = before[max(len(before) - len(over), 0) :]
    changes = []
    for measure in MEASURES:
        here, there = _values(over, measure), _values(earlier, measure)
        one, other = mean_or_none(here), mean_or_none(there)
        if one is not None and other is not None:
            changes.append(Change(measure, one, other, len(here), len(there)))
    return Comparison(len(over), tuple(changes))


def _values(weeks: Sequence[Period], measure: Measure) -> list[float]:
    found = (getattr(week.figures, measure) for week in weeks if week.has_records)
    return [value for value in found if value is not None]
