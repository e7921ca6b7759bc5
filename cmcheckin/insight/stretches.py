"""Stretches of days side by side, weeks or months: everything is sorted into them once, however many they are."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from cmcheckin.domain.records import Records
from cmcheckin.domain.schedule import Schedule
from cmcheckin.insight.figures import Figures


@dataclass(frozen=True)
class Stretch:
    """One stretch: its figures, its escalations by severity, and the means of own metrics."""

    first: date
    last: date
    """Both included. The last day may lie ahead."""
    figures: Figures = Figures()
    severities: tuple[int, int, int, int, int] = (0, 0, 0, 0, 0)
    """Escalations opened, by severity 1 (minor) to 5 (crisis)."""
    asks: int = 0
    """Wishes of the community carried to someone; they have no severity."""
    unrated: int = 0
    """Other escalations that were given no severity. With the two above they add up to those opened."""
    metrics: Mapping[str, float] = field(default_factory=dict)
    """The mean of each own metric asked for; one without a value is not in it."""

    @property
    def told(self) -> bool:
        """Whether there is a check-in or a day's row in it: else its counts say nothing, not even nought."""
        return bool(self.figures.checkins or self.figures.days_worked or self.figures.days_off)


def stretches(
    records: Records, starts: Sequence[date], end: date, today: date, schedule: Schedule, metrics: Sequence[str] = ()
) -> list[Stretch]:
    """The stretches that begin on each of `starts` (ascending) and follow one another up to, not including, `end`.

    Each has exactly the figures that `insight.figures.figures` gives for it.
    """
    raise NotImplementedError
