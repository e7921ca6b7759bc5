"""The 2 am ledger: rest that after-hours and night work took, and rest that was taken back."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from cmcheckin.domain.records import Records
from cmcheckin.domain.schedule import Schedule
from cmcheckin.domain.week import Week


class LedgerWeek(NamedTuple):
    """One week of the ledger, in minutes and nights."""

    week: Week
    after_hours: float = 0
    """Minutes after hours on days worked as usual."""
    free_days: float = 0
    """Minutes worked on days that were meant to be free: off, leave, sick, or no usual workday."""
    nights: int = 0
    """Nights broken by a ping. They are counted, and not turned into minutes nobody measured."""
    taken_back: float = 0
    """Minutes of rest taken back, never more than was owed at the time."""
    still_owed: float = 0
    """Minutes owed when the week ended (today, in this one), of the twelve weeks up to it."""

    @property
    def owed(self) -> float:
        """Minutes this week added."""
        return self.after_hours + self.free_days

    @property
    def quiet(self) -> bool:
        """Whether there is nothing to say: nothing came, nothing went, and nothing is owed."""
        return not (self.owed or self.nights or self.taken_back or self.still_owed)


class Ledger(NamedTuple):
    """Twelve weeks, oldest first. Minutes."""

    weeks: tuple[LedgerWeek, ...] = ()
    usual_day: float = 0
    """Minutes of a usual day: what a shorter day is measured against."""

    @property
    def owed(self) -> float:
        """Minutes all these weeks added."""
        return sum(week.owed for week in self.weeks)

    @property
    def nights(self) -> int:
        """Nights broken."""
        return sum(week.nights for week in self.weeks)

    @property
    def taken_back(self) -> float:
        """Minutes taken back."""
        return sum(week.taken_back for week in self.weeks)

    @property
    def still_owed(self) -> float:
        """Minutes owed at the end."""
        return self.weeks[-1].still_owed if self.weeks else 0

    @property
    def quiet(self) -> bool:
        """Whether there is nothing to say."""
        return all(week.quiet for week in self.weeks)


def ledger(records: Records, last_week: Week, today: date, schedule: Schedule) -> Ledger:
    """The twelve weeks up to `last_week`. Out of records that may hold more than that."""
    raise NotImplementedError
