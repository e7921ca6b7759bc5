"""The selected day or days of the history screen."""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass
from datetime import date

from cmcheckin.insight.calendar_periods import month_later


@dataclass
class Selection:
    """The selected `day`. `anchor` is the other end of a selected range, None without one."""

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
        """Let the days up to the one that is selected next be selected too, if no range was begun."""
        self.anchor = self.anchor or self.day


def months_later(day: date, months: int) -> date:
    """Return the day `months` after `day`, earlier if negative: the last one of its month if that is shorter."""
    first = month_later(day, months)
    return first.replace(day=min(day.day, monthrange(first.year, first.month)[1]))


def years_later(day: date, years: int) -> date:
    """Return the day `years` after `day`, earlier if negative: 28 February for the 29th in other years."""
    return months_later(day, years * 12)
