"""Read days for the history screen: month by month, cached while the records stay the same."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, Final

from cmcheckin.domain.fields import EARLIEST
from cmcheckin.domain.figures import Day
from cmcheckin.insight.calendar_periods import month_later
from cmcheckin.insight.figures import first_day
from cmcheckin.insight.week import days_between

if TYPE_CHECKING:
    from cmcheckin.journal import Journal

YEARS_AHEAD: Final = 5
"""How many years after this one are shown, for planned leave."""
LOOK_BACK: Final = timedelta(weeks=12)
"""How far before a month to look for the first logged day before all older records are read."""


class HistoryReader:
    """The days of `journal` as on `today`. When the day or the records change, a new reader is made."""

    def __init__(self, journal: Journal, today: date) -> None:
        self.journal, self.today = journal, today
        self._months: dict[date, tuple[Day, ...]] = {}
        self._logged_from: date | None = None
        self._is_empty: bool | None = None

    @property
    def last_day(self) -> date:
        """Return the last day that can be shown."""
        return date(self.today.year + YEARS_AHEAD, 12, 31)

    def day(self, day: date) -> Day:
        """Return `day`. Raises JournalError."""
        return self.month(day)[day.day - 1]

    def month(self, day: date) -> tuple[Day, ...]:
        """Return the days of the month of `day`. Raises JournalError."""
        first = day.replace(day=1)
        if first not in self._months:
            last = month_later(first, 1) - timedelta(1)
            since = first
            if self._logged_from is None or self._logged_from > first:
                since = max(first - LOOK_BACK, EARLIEST)
            records = self.journal.between(since, last)
            if since < first:
                self._logged_from = first_day(records, first, self.journal.between)
            self._months[first] = days_between(records, first, last, self.today, self._logged_from)
        return self._months[first]

    def logged(self, day: date) -> Day | None:
        """Return `day` if anything is logged for it. Raises JournalError."""
        found = self.day(day)
        return found if _is_logged(found) else None

    @property
    def is_empty(self) -> bool:
        """Whether nothing was ever logged. Raises JournalError."""
        if self._is_empty is None:
            # All records are read only if there are none this month, as that takes longer.
            self._is_empty = not any(map(_is_logged, self.month(self.today))) and not self.journal.everything()
        return self._is_empty


def _is_logged(day: Day) -> bool:
    return bool(day.checkin or day.opened or day.kind in ("work", "off", "leave", "sick"))
