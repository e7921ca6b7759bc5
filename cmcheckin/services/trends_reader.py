"""Read the records for the trends screen: only those of each page's range, cached while the screen is open."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from cmcheckin.domain.figures import GridDay, PeerYear
from cmcheckin.domain.records import Records
from cmcheckin.domain.week import Week
from cmcheckin.insight.calendar_periods import (
    MONTHS,
    WEEKS,
    YEAR_WEEKS,
    last_month_of_page,
    last_week_of_page,
    month_later,
)
from cmcheckin.insight.figures import first_day, peer_year
from cmcheckin.insight.trends import TrendMonth, Trends, TrendWeek, monthly, reach, trends, weekly
from cmcheckin.insight.usual import LOOK_BACK_WEEKS
from cmcheckin.insight.week import with_open_escalations
from cmcheckin.insight.year_grid import grid_days

if TYPE_CHECKING:
    from cmcheckin.journal import Journal
    from cmcheckin.settings import Settings


class TrendsReader:
    """The pages of the trends screen as on `today`. Made again when the day or the records change."""

    def __init__(self, journal: Journal, settings: Settings, today: date) -> None:
        self.journal, self.settings, self.today = journal, settings, today
        self.metrics = tuple(metric.name for metric in settings.metrics)
        self.units = {metric.name: metric.unit for metric in settings.metrics}
        # The day, schedule and metrics that all figures are computed with.
        self._context = (today, settings.schedule, self.metrics)
        self._weeks: dict[Week, tuple[TrendWeek, ...]] = {}
        self._months: dict[date, tuple[TrendMonth, ...]] = {}
        self._years: dict[Week, tuple[GridDay, ...]] = {}
        self._trends: dict[Week, Trends] = {}
        self._single: dict[Week, tuple[GridDay, ...]] = {}
        self._peers: dict[int, PeerYear] = {}
        self._begun: bool | None = None
        self._logged_from: date | None = None

    def weeks(self, cursor: date) -> tuple[TrendWeek, ...]:
        """Return the weeks of the page that contains the day `cursor`."""
        last = last_week_of_page(cursor, self.today)
        if last not in self._weeks:
            records = self._records(last.shifted(1 - WEEKS - LOOK_BACK_WEEKS).monday, last.sunday)
            since = self._since(records, last.shifted(1 - WEEKS).monday)
            self._weeks[last] = weekly(records, last, WEEKS, *self._context, since)
        return self._weeks[last]

    def week(self, cursor: date) -> TrendWeek:
        """Return the week that contains the day `cursor`."""
        return next(week for week in self.weeks(cursor) if week.first <= cursor <= week.last)

    def days(self, week: Week) -> tuple[GridDay, ...]:
        """Return the seven days of `week`."""
        if week not in self._single:
            records = self.journal.between(week.monday, week.sunday)
            since = self._since(records, week.monday)
            self._single[week] = grid_days(records, week.monday, week.sunday, self.today, self.settings.schedule, since)
        return self._single[week]

    def months(self, cursor: date) -> tuple[TrendMonth, ...]:
        """Return the months of the page that contains the day `cursor`."""
        last = last_month_of_page(cursor, self.today)
        if last not in self._months:
            first, end = month_later(last, 1 - MONTHS), month_later(last, 1)
            # A week belongs to the month of its Thursday, so the weeks at both ends need up to three days more.
            records = self._records(first - timedelta(3), end + timedelta(2))
            self._months[last] = monthly(records, last, MONTHS, *self._context, self._since(records, first))
        return self._months[last]

    def year(self, cursor: date) -> tuple[GridDay, ...]:
        """Return the days of the year page that contains the day `cursor`."""
        last = last_week_of_page(cursor, self.today, YEAR_WEEKS)
        if last not in self._years:
            first = last.shifted(1 - YEAR_WEEKS).monday
            records = self._records(first, last.sunday)
            since = self._since(records, first)
            self._years[last] = grid_days(records, first, last.sunday, *self._context[:2], since)
        return self._years[last]

    def all(self, cursor: date) -> Trends:
        """Return all trends of the page that contains the day `cursor`."""
        last = last_week_of_page(cursor, self.today)
        if last not in self._trends:
            records = self._records(*reach(last, WEEKS))
            since = self._since(records, last.shifted(1 - WEEKS).monday)
            self._trends[last] = trends(records, last, WEEKS, *self._context, since)
        return self._trends[last]

    def peers(self, cursor: date) -> PeerYear:
        """Return the time with peers in the calendar year of the day `cursor`."""
        year = cursor.year
        if year not in self._peers:
            records = self.journal.between(date(year, 1, 1), min(date(year, 12, 31), self.today))
            self._peers[year] = peer_year(records.workdays, year)
        return self._peers[year]

    def has_records(self) -> bool:
        """Return whether anything was ever logged. Reads all records, so it is only called when a page is empty."""
        if self._begun is None:
            self._begun = bool(len(self.journal.everything()))
        return self._begun

    def _since(self, near: Records, first: date) -> date | None:
        """Return the first logged day, or any logged day up to `first`, as earlier days make no difference."""
        if self._logged_from is None or self._logged_from > first:
            self._logged_from = first_day(near, first, self.journal.between)
        return self._logged_from

    def _records(self, first: date, last: date) -> Records:
        return with_open_escalations(self.journal.between(first, last), self.journal.open_since(first))
