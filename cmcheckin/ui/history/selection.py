"""The selected day or days of the history screen."""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass
from datetime import date

from cmcheckin.insight.calendar_periods import month_later


@dataclass
class Selection:
    """The selected `day`. `anchor` is the other end of a selected range; None without a range."""

    day: date
    anchor: date | None = None

    @property
    def first(self) -> date:
        """Return the first selected day."""
        return min(self.day, self.anchor or self.day)

    @property
    def last(self) -> date:
        """Return the last selected day."""
        return max(self.day, self.anchor or self.day)

    @property
    def count(self) -> int:
        """Return how many days are selected."""
        return (self.last - self.first).days + 1

    def begin_range(self) -> None:
        """Start a range at the selected day, unless there is one."""
        self.anchor = self.anchor or self.day


def months_later(day: date, months: int) -> date:
    """Return the day `months` after `day`, or before it if negative; in a shorter month, its last day at most."""
    first = month_later(day, months)
    return first.replace(day=min(day.day, monthrange(first.year, first.month)[1]))


def years_later(day: date, years: int) -> date:
    """Return the day `years` after `day`, or before it if negative; 28 February in place of a missing 29 February."""
    return months_later(day, years * 12)
