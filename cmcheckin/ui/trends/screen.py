"""The trends screen: weeks, months, a year, patterns and the ledger of rest."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, timedelta
from typing import TYPE_CHECKING, ClassVar, Final, TypeAlias

from textual.app import ComposeResult
from textual.binding import Binding, BindingType

from cmcheckin.domain.fields import EARLIEST
from cmcheckin.domain.week import Week
from cmcheckin.insight import calendar_periods
from cmcheckin.services.trends_reader import TrendsReader
from cmcheckin.ui.base_screen import BaseScreen
from cmcheckin.ui.kit.frame import KeyLine, key_name
from cmcheckin.ui.trends.page import HintView, TrendPage, TrendTabs, View
from cmcheckin.ui.trends.weeks import WIDE, P, PeriodsView
from cmcheckin.wording import disabled_keys
from cmcheckin.wording import trend_screen as words
from cmcheckin.wording.week import EMPTY_JOURNAL

if TYPE_CHECKING:
    from textual import events

    from cmcheckin.clock import Clock
    from cmcheckin.domain.figures import GridDay
    from cmcheckin.insight.trends import TrendWeek
    from cmcheckin.journal import Journal
    from cmcheckin.settings import Settings
    from cmcheckin.ui.trends.details import DetailView

FIRST_DAY: Final = Week.of(EARLIEST).monday + timedelta(weeks=calendar_periods.YEAR_WEEKS * 3)
"""The earliest day that can be selected: the weeks it is compared with are valid dates, too."""
LOGGED_KINDS: Final = ("work", "off", "leave", "sick")
Hint: TypeAlias = tuple[str, str] | None


class TrendsScreen(BaseScreen):
    """What the log shows over weeks, months and a year. A view selects the week, the month or the day of `cursor`."""

    TITLE = "trends"
    HELP = words.HELP
    WHY_DISABLED = disabled_keys.TRENDS
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("left", "move(-1)", "move", tooltip="select the previous week or month", id="trends.previous"),
        Binding("right", "move(1)", "move", tooltip="select the next week or month", id="trends.next"),
        Binding("h", "move(-1)", show=False, tooltip="select the previous week or month", id="trends.previous.letter"),
        Binding("l", "move(1)", show=False, tooltip="select the next week or month", id="trends.next.letter"),
        Binding(
            "up,k",
            "day(-1)",
            show=False,
            tooltip="move or scroll up",
            id="trends.day.previous",
        ),
        Binding(
            "down,j",
            "day(1)",
            show=False,
            tooltip="move or scroll down",
            id="trends.day.next",
        ),
        Binding("left_square_bracket", "page(-1)", "page", tooltip="earlier weeks", id="trends.earlier"),
        Binding("right_square_bracket", "page(1)", "page", tooltip="later weeks", id="trends.later"),
        Binding("pageup", "page(-1)", show=False, tooltip="earlier weeks", id="trends.earlier.page"),
        Binding("pagedown", "page(1)", show=False, tooltip="later weeks", id="trends.later.page"),
        Binding("enter", "open", "open", tooltip="open the selected week", id="trends.open"),
        Binding("n,home", "now", "now", key_display="n", tooltip="go to today", id="trends.now"),
        Binding("w", "view('weeks')", show=False, tooltip="show week by week", id="trends.weeks"),
        Binding("m", "view('months')", show=False, tooltip="show month by month", id="trends.months"),
        Binding("y", "view('year')", show=False, tooltip="show the year, day by day", id="trends.year"),
        Binding("d", "view('detail')", show=False, tooltip="show the weeks in numbers", id="trends.detail"),
        Binding(
            "p",
            "view('patterns')",
            show=False,
            tooltip="show weekdays, and what goes together",
            id="trends.patterns",
        ),
        Binding("r", "view('rest')", show=False, tooltip="show time owed and taken back", id="trends.rest"),
        Binding("1", "measure('hours')", show=False, tooltip="show the year by hours", id="trends.year.hours"),
        Binding("2", "measure('mood')", show=False, tooltip="show the year by mood", id="trends.year.mood"),
        Binding("3", "measure('energy')", show=False, tooltip="show the year by energy", id="trends.year.energy"),
        Binding(
            "4",
            "measure('after_hours')",
            show=False,
            tooltip="show the year by after-hours work",
            id="trends.year.after",
        ),
        Binding("escape", "back", "back", tooltip="back to the week", id="trends.back"),
        Binding("q", "app.quit", "quit", id="trends.leave"),
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
        self.view, self.measure = "weeks", "hours"
        self._top = 0
        self.cursor, self.highlighted = clock.today(), days
        self._move_cursor(week)
        self._reader = TrendsReader(journal, settings, clock.today())

    def select(self, week: Week | None, days: frozenset[date]) -> None:
        """Select `week` or the last of `days`, and highlight `days`. Only for a screen that is covered by another."""
        self.highlighted = days
        self._move_cursor(week)

    def _move_cursor(self, week: Week | None) -> None:
        if week is not None or self.highlighted:
            days = [day for day in self.highlighted if week is None or day in week]
            wanted = max(days) if days or week is None else week.sunday
            self.cursor = max(min(wanted, self.clock.today()), FIRST_DAY)

    def compose(self) -> ComposeResult:
        yield TrendTabs()
        yield TrendPage()
        yield KeyLine()

    def on_mount(self) -> None:
        self._draw()

    def on_resize(self, event: events.Resize) -> None:
        if self.is_mounted:
            self._draw()

    def day_changed(self) -> None:
        """Reload on a new day. If today was selected, select the new day."""
        if self.cursor == self._reader.today:
            self.cursor = self.clock.today()
        self.reload()

    # Reading and drawing

    def reload(self) -> None:
        """Read the trends again, and draw what changed. Raises JournalError."""
        self._reader = TrendsReader(self.journal, self.settings, self.clock.today())
        self._draw()

    def _draw(self) -> None:
        title, view = self._views[self.view](self)
        self.journal_app.show_problems()
        self.query_one(TrendPage).show(view)
        self.query_one(TrendTabs).show(title, self.view, self._tab_keys())

    def _tab_keys(self) -> dict[str, str]:
        """Return the keys of the views by name, as the user may have changed them."""
        found: dict[str, str] = {}
        glyphs = self.journal_app.glyphs
        for active in self.active_bindings.values():
            binding = active.binding
            if binding.action.startswith("view("):
                found.setdefault(binding.action[6:-2], key_name(binding.key, glyphs))
        return found

    def _hint(self, has_records: bool) -> Hint:
        """Return what to show if there are no records, None if there are some."""
        if has_records:
            return None
        if not self._reader.has_records():
            return EMPTY_JOURNAL, words.EMPTY_JOURNAL_HINT
        this_week = calendar_periods.last_week_of_page(self.cursor, self._reader.today) == Week.of(self._reader.today)
        return words.EMPTY, words.EMPTY_NOW_HINT if this_week else words.EMPTY_HINT

    def _show_weeks(self) -> tuple[str, PeriodsView[TrendWeek]]:
        weeks = self._reader.weeks(self.cursor)
        title = words.weeks_title(weeks[0].week, weeks[-1].week, self._reader.today)
        days = self._reader.days(Week.of(self.cursor)) if self.app.size.width > WIDE else ()
        return title, self._periods(weeks, days)

    def _show_months(self) -> tuple[str, View]:
        months = self._reader.months(self.cursor)
        return words.months_title(months[0].first, months[-1].first), self._periods(months)

    def _periods(self, periods: Sequence[P], days: Sequence[GridDay] = ()) -> PeriodsView[P]:
        selected = next(n for n, period in enumerate(periods) if period.first <= self.cursor <= period.last)
        hint = self._hint(not all(period.is_empty for period in periods))
        return PeriodsView(periods, selected, self._reader.today, self.highlighted, hint, days, self._reader.units)

    def _show_year(self) -> tuple[str, View]:
        from cmcheckin.ui.trends.year import YearView  # imported when first shown, as are the views below

        reader = self._reader
        days = reader.year(self.cursor)
        selected = (self.cursor - days[0].date).days
        hint = self._hint(any(day.checked_in or day.escalations or day.kind in LOGGED_KINDS for day in days))
        title = words.months_title(days[0].date, min(days[-1].date, reader.today))
        week = reader.week(self.cursor)
        return title, YearView(days, selected, self.measure, reader.today, week, self.highlighted, hint)

    def _show_detail(self) -> tuple[str, DetailView]:
        from cmcheckin.ui.trends.details import DetailView

        title, view = self._show_weeks()
        return title, DetailView(view, self._reader.peers(self.cursor), self._top)

    def _scroll(self, rows: int) -> None:
        """Scroll down by `rows`, or up if negative."""
        self._top = max(min(self._top + rows, self.query_one(TrendPage).overflow), 0)
        self._draw()

    def _show_patterns(self) -> tuple[str, View]:
        from cmcheckin.ui.trends.patterns import PatternsView

        trends = self._reader.all(self.cursor)
        title = words.weeks_title(trends.weeks[0].week, trends.weeks[-1].week, self._reader.today)
        hint = self._hint(not trends.empty)
        return title, HintView(*hint) if hint else PatternsView(trends, self._top)

    def _show_ledger(self) -> tuple[str, View]:
        from cmcheckin.ui.trends.ledger import LedgerView

        trends = self._reader.all(self.cursor)
        weeks = trends.ledger.weeks
        selected = next((n for n, week in enumerate(weeks) if self.cursor in week.week), len(weeks) - 1)
        title = words.weeks_title(weeks[0].week, weeks[-1].week, self._reader.today)
        hint = self._hint(not trends.empty)
        return title, HintView(*hint) if hint else LedgerView(trends.ledger, selected)

    _views: ClassVar[dict[str, Callable[[TrendsScreen], tuple[str, View]]]] = {
        "weeks": _show_weeks,
        "months": _show_months,
        "year": _show_year,
        "detail": _show_detail,
        "patterns": _show_patterns,
        "rest": _show_ledger,
    }

    # Keys

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Disable selecting in the patterns, which are about all weeks, and days outside the year and the ledger. Up
        and down also scroll the patterns, if not all of them fit."""
        if action in ("move", "open"):
            return self.view != "patterns"
        if action == "day":
            scrolls = self.view == "patterns" and self.query_one(TrendPage).overflow
            return self.view in ("year", "rest", "detail") or bool(scrolls)
        return action != "measure" or self.view == "year"

    def on_trend_tabs_view_clicked(self, event: TrendTabs.ViewClicked) -> None:
        """Show the view whose tab was clicked."""
        self.action_view(event.name)

    def on_trend_page_day_clicked(self, event: TrendPage.DayClicked) -> None:
        """Select the day, or the week or month of it."""
        self._select(min(event.day, self._reader.today))

    def action_view(self, name: str) -> None:
        """Show the view `name` of the same period."""
        self.view, self._top = name, 0
        self._draw()
        self.refresh_bindings()

    def action_measure(self, name: str) -> None:
        """Show `name` in the year: hours, mood, energy or after_hours."""
        self.measure = name
        self._draw()

    def action_move(self, by: int) -> None:
        """Select the week or month `by` later, or earlier if negative."""
        self._select(calendar_periods.month_later(self.cursor, by) if self.view == "months" else self._weeks_later(by))

    def action_day(self, by: int) -> None:
        """Select the day `by` later, or earlier if negative; in the ledger, which lists weeks, the week. Scroll the
        details and the patterns, which may have more rows than fit."""
        if self.view in ("detail", "patterns"):
            self._scroll(by)
            return
        self._select(self._weeks_later(by) if self.view == "rest" else self.cursor + timedelta(by))

    def action_page(self, by: int) -> None:
        """Go `by` pages later, or earlier if negative, with the same row or column selected."""
        if self.view == "months":
            self._select(calendar_periods.month_later(self.cursor, by * calendar_periods.MONTHS))
        else:
            self._select(
                self._weeks_later(by * (calendar_periods.YEAR_WEEKS if self.view == "year" else calendar_periods.WEEKS))
            )

    def _weeks_later(self, weeks: int) -> date:
        return self.cursor + timedelta(weeks=weeks)

    def _select(self, wanted: date) -> None:
        """Select `wanted`, or today if that is in the future. Show a message if nothing changes."""
        today = self._reader.today
        month = self.view == "months" and (wanted.year, wanted.month) >= (today.year, today.month)
        day = today if month else min(wanted, today)
        if day == self.cursor:
            self.show_message(words.NO_LATER)
        elif day < FIRST_DAY:
            self.show_message(words.NO_EARLIER)
        else:
            self.cursor = day
            self._draw()

    def action_now(self) -> None:
        """Select today."""
        self.cursor = self._reader.today
        self._draw()

    def action_open(self) -> None:
        """Open the selected week on the week screen, or the weeks of the selected month."""
        if self.view == "months":
            self.action_view("weeks")
        else:
            self.journal_app.open_week(self.cursor)

    def action_back(self) -> None:
        """Go back to the screen below."""
        self.app.pop_screen()
