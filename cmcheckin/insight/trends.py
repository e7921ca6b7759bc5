"""Week by week and month by month: what the trends screen, the trends command and their JSON are made from.

A caller reads `reach` from the journal, joins what was open then, and has everything from `trends` in one call.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from cmcheckin.domain.records import Records
from cmcheckin.domain.schedule import Schedule
from cmcheckin.domain.week import Week
from cmcheckin.insight.comparison import Comparison
from cmcheckin.insight.ledger import Ledger
from cmcheckin.insight.patterns import GoesWith, WeekdayOf
from cmcheckin.insight.stretches import Stretch
from cmcheckin.insight.usual import Usual

WEEKS: Final = 12
"""Weeks shown unless said otherwise."""
DIRECTIVE_HOURS: Final = 48.0
"""Hours a week, on average and with overtime, that European law ends at (Directive 2003/88/EC, article 6)."""


@dataclass(frozen=True)
class WeekOf(Stretch):
    """A week among others. Fields of a `Stretch` (first, last, figures, severities, asks, unrated, metrics), and:"""

    week: Week = Week(1970, 1)
    usual: Usual = Usual()
    """Medians of the weeks before; `usual.hours` up to the same weekday when this week is not over."""
    band: tuple[float, float] | None = None
    """From where to where hours a week usually lie: the median and a robust standard deviation to either side, at least
    two hours. None while fewer than three earlier weeks have hours. Up to the same weekday like `usual.hours`."""

    @property
    def usual_hours(self) -> float | None:
        """The median of earlier weeks, in hours."""
        return self.usual.hours


@dataclass(frozen=True)
class MonthOf(Stretch):
    """A calendar month. Fields of a `Stretch`, and:"""

    hours_a_week: float | None = None
    """The mean of the month's weeks that are over and have hours: those whose Thursday lies in it, as ISO gives weeks to
    years. To be held against the usual week and the 48 h, which a sum of 28 to 31 days cannot be."""
    weeks: int = 0
    """Of how many weeks."""


@dataclass(frozen=True)
class Trends:
    """Everything there is to say about some weeks, oldest first."""

    weeks: tuple[WeekOf, ...]
    comparison: Comparison
    """Against the weeks before, as many."""
    weekdays: tuple[WeekdayOf, ...]
    """Monday to Sunday, over these weeks."""
    goes_with: tuple[GoesWith, ...]
    """Over the year up to the last of these weeks, the clearest first; most often empty."""
    ledger: Ledger
    """The twelve weeks up to the last of these."""

    @property
    def empty(self) -> bool:
        """Whether nothing was told of any of these weeks."""
        return not any(week.told or week.figures.escalations_opened for week in self.weeks)


def reach(last_week: Week, weeks: int = WEEKS) -> tuple[date, date]:
    """The first and the last day whose records `trends` wants to see.

    Add to them (`insight.week.joined`) the escalations that were still open on the first of these days or opened after.
    """
    raise NotImplementedError


def trends(
    records: Records, last_week: Week, weeks: int, today: date, schedule: Schedule, metrics: Sequence[str] = ()
) -> Trends:
    """The so many weeks up to `last_week`, and all that is said of them, out of the records of their `reach`."""
    raise NotImplementedError


def weekly(
    records: Records, last_week: Week, weeks: int, today: date, schedule: Schedule, metrics: Sequence[str] = ()
) -> tuple[WeekOf, ...]:
    """The so many weeks up to `last_week`, oldest first. `metrics` names own metrics whose means are wanted.

    For the usual of the first, `records` must go back twelve weeks more.
    """
    raise NotImplementedError


def monthly(
    records: Records, last: date, months: int, today: date, schedule: Schedule, metrics: Sequence[str] = ()
) -> tuple[MonthOf, ...]:
    """The so many calendar months up to the one that holds `last`, oldest first.

    `records` must go back six days more, for the first month's first week.
    """
    raise NotImplementedError
