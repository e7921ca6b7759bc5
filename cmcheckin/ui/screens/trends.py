"""The trends: weeks, months and a year side by side, what repeats, and the rest that is owed."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from typing import TYPE_CHECKING, ClassVar, Final

from textual.app import ComposeResult
from textual.binding import Binding, BindingType

from cmcheckin.domain.fields import EARLIEST
from cmcheckin.domain.records import Records
from cmcheckin.domain.week import Week
from cmcheckin.insight import periods
from cmcheckin.insight.trends import MonthOf, WeekOf, monthly, weekly
from cmcheckin.insight.usual import LOOK_BACK
from cmcheckin.insight.week import joined
from cmcheckin.ui.screens.base import HouseScreen
from cmcheckin.ui.widgets.footer import KeyLine, key_name
from cmcheckin.ui.widgets.trend_page import TrendPage, TrendTabs, View
from cmcheckin.ui.widgets.trend_weeks import MonthsView, WeeksView
from cmcheckin.wording import trend_screen as words

if TYPE_CHECKING:
    from cmcheckin.clock import Clock
    from cmcheckin.journal import Journal
    from cmcheckin.settings import Settings

FIRST_WEEK: Final = Week.of(EARLIEST)


class TrendsScreen(HouseScreen):
    """What the log shows over weeks, months and a year."""

    TITLE = "trends"
    HELP = """
Hours stand on one scale from 0 to 60, with the week of 48 h that European law ends at as a line.
"""
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(
            "left,h", "move(-1)", "move", key_display="←", tooltip="the week (month, day) before", id="trends.previous"
        ),
        Binding("right,l", "move(1)", "move", key_display="→", tooltip="the week (month, day) after", id="trends.next"),
        Binding("left_square_bracket", "page(-1)", "page", tooltip="an earlier period", id="trends.earlier"),
        Binding("right_square_bracket", "page(1)", "page", tooltip="a later period", id="trends.later"),
        Binding("pageup", "page(-1)", show=False, tooltip="an earlier period", id="trends.earlier.page"),
        Binding("pagedown", "page(1)", show=False, tooltip="a later period", id="trends.later.page"),
        Binding("enter", "open", "open week", tooltip="open the marked week, day by day", id="trends.open"),
        Binding("n,home", "now", "now", key_display="n", tooltip="back to the present", id="trends.now"),
        Binding("w", "view('weeks')", "weeks", show=False, tooltip="week by week", id="trends.weeks"),
        Binding("m", "view('months')", "months", show=False, tooltip="month by month", id="trends.months"),
        Binding("escape", "back", "back", tooltip="back to the week", id="trends.back"),
        Binding("q", "app.quit", "leave", id="trends.leave"),
    ]

    def __init__(
        self,
        journal: Journal,
        settings: Settings,
        clock: Clock,
        *,
        week: Week | None = None,
        days: frozenset[date] = frozenset(),
    ) -> None:
        super().__init__()
        self.journal, self.settings, self.clock = journal, settings, clock
        self.view = "weeks"
        self.days = days
        self.cursor = clock.today()
        self._point_at(week, days)
        self._weeks: tuple[WeekOf, ...] = ()
        self._months: tuple[MonthOf, ...] = ()

    def point_at(self, week: Week | None, days: frozenset[date]) -> None:
        """Mark this week, and those days."""
        self.days = days
        self._point_at(week, days)

    def _point_at(self, week: Week | None, days: frozenset[date]) -> None:
        today = self.clock.today()
        if week is not None:
            self.cursor = min(week.sunday, today)
        elif days:
            self.cursor = min(max(days), today)

    def compose(self) -> ComposeResult:
        yield TrendTabs()
        yield TrendPage()
        yield KeyLine()

    def on_screen_resume(self) -> None:
        """Come from another screen: the day may have changed, and so may the records."""
        self.reload()

    def day_changed(self) -> None:
        """The present is another day."""
        self.reload()

    # What is shown

    def reload(self) -> None:
        """Read what is shown anew, and draw what is different."""
        self._weeks, self._months = (), ()
        self._draw()

    def _draw(self) -> None:
        title, view = self._views[self.view](self)
        self.query_one(TrendPage).show(view)
        self.query_one(TrendTabs).say(title, self.view, self._tab_keys())

    def _tab_keys(self) -> dict[str, str]:
        found: dict[str, str] = {}
        for active in self.active_bindings.values():
            action = active.binding.action
            if action.startswith("view("):
                found.setdefault(
                    action[6:-2], active.binding.key_display or key_name(active.binding.key, self.house.glyphs)
                )
        return found

    def _records(self, first: date, last: date) -> Records:
        return joined(self.journal.between(first, last), self.journal.unresolved())

    def _metrics(self) -> tuple[str, ...]:
        return tuple(metric.name for metric in self.settings.metrics)

    def _show_weeks(self) -> tuple[str, View]:
        today = self.clock.today()
        last = periods.last_week_beside(self.cursor, today)
        if not self._weeks or self._weeks[-1].week != last:
            first = last.shifted(1 - periods.WEEKS - LOOK_BACK).monday
            records = self._records(first, last.sunday + timedelta(1))
            self._weeks = weekly(records, last, periods.WEEKS, today, self.settings.schedule, self._metrics())
        weeks = self._weeks
        at = next(n for n, week in enumerate(weeks) if week.first <= self.cursor <= week.last)
        title = words.weeks_title(weeks[0].week, last, today)
        return title, WeeksView(weeks, at, today, self.days, None)

    def _show_months(self) -> tuple[str, View]:
        today = self.clock.today()
        last = periods.last_month_beside(self.cursor, today)
        if not self._months or self._months[-1].first != last:
            first = periods.month_later(last, 1 - periods.MONTHS) - timedelta(6)
            records = self._records(first, periods.month_later(last, 1))
            self._months = monthly(records, last, periods.MONTHS, today, self.settings.schedule, self._metrics())
        months = self._months
        at = next(n for n, month in enumerate(months) if month.first <= self.cursor <= month.last)
        title = words.months_title(months[0].first, last)
        return title, MonthsView(months, at, today, self.days, None)

    _views: ClassVar[dict[str, Callable[[TrendsScreen], tuple[str, View]]]] = {
        "weeks": _show_weeks,
        "months": _show_months,
    }

    # Keys

    def action_view(self, name: str) -> None:
        """Another view, of the same time."""
        self.view = name
        self._draw()
        self.refresh_bindings()

    def action_move(self, by: int) -> None:
        """Mark the week (or month, or day) beside; over the edge lies the page before or after."""
        self._go(by)

    def action_page(self, by: int) -> None:
        """An earlier or later period, the same place in it marked."""
        self._go(by * (periods.MONTHS if self.view == "months" else periods.WEEKS))

    def _go(self, by: int) -> None:
        today = self.clock.today()
        if self.view == "months":
            wanted = periods.month_later(self.cursor, by)
        else:
            wanted = self.cursor + timedelta(weeks=by)
        wanted = min(wanted, today)
        self.cursor = wanted
        self._draw()

    def action_now(self) -> None:
        """Back to the present."""
        self.cursor = self.clock.today()
        self._draw()

    def action_open(self) -> None:
        """The marked week on the week screen."""
        self.house.open_week(self.cursor)

    def action_back(self) -> None:
        """Back to where one came from."""
        self.app.pop_screen()
