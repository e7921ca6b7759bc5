"""The trends: weeks, months and a year side by side, what repeats, and the rest that is owed."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from typing import TYPE_CHECKING, ClassVar, Final, TypeAlias

from textual.app import ComposeResult
from textual.binding import Binding, BindingType

from cmcheckin.domain.fields import EARLIEST
from cmcheckin.domain.week import Week
from cmcheckin.insight import trend_ranges
from cmcheckin.services.trends_reader import TrendsReader
from cmcheckin.ui.base_screen import BaseScreen
from cmcheckin.ui.kit.footer import KeyLine, key_name
from cmcheckin.ui.trends.page import TrendPage, TrendTabs, View
from cmcheckin.ui.trends.weeks import WIDE, MonthsView, WeeksView
from cmcheckin.wording import trend_screen as words

if TYPE_CHECKING:
    from textual import events

    from cmcheckin.clock import Clock
    from cmcheckin.journal import Journal
    from cmcheckin.settings import Settings

FIRST_DAY: Final = Week.of(EARLIEST).monday + timedelta(weeks=trend_ranges.YEAR * 3)
"""The earliest day that can be marked: a page and all it is compared with have room in the calendar before it."""
TOLD: Final = ("work", "off", "leave", "sick")
"""Kinds of a day that somebody told of."""
Hint: TypeAlias = tuple[str, str] | None


class TrendsScreen(BaseScreen):
    """What the log shows over weeks, months and a year. One day is marked: its week, its month, or itself."""

    TITLE = "trends"
    HELP = words.HELP
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("left", "move(-1)", "move", tooltip="mark the one before", id="trends.previous"),
        Binding("right", "move(1)", "move", tooltip="mark the one after", id="trends.next"),
        Binding("h", "move(-1)", show=False, tooltip="mark the one before", id="trends.previous.letter"),
        Binding("l", "move(1)", show=False, tooltip="mark the one after", id="trends.next.letter"),
        Binding("up,k", "day(-1)", show=False, tooltip="mark the day before (year, rest)", id="trends.day.previous"),
        Binding("down,j", "day(1)", show=False, tooltip="mark the day after (year, rest)", id="trends.day.next"),
        Binding("left_square_bracket", "page(-1)", "page", tooltip="the time before", id="trends.earlier"),
        Binding("right_square_bracket", "page(1)", "page", tooltip="the time after", id="trends.later"),
        Binding("pageup", "page(-1)", show=False, tooltip="the time before", id="trends.earlier.page"),
        Binding("pagedown", "page(1)", show=False, tooltip="the time after", id="trends.later.page"),
        Binding("enter", "open", "open", tooltip="open the marked week, day by day", id="trends.open"),
        Binding("n,home", "now", "now", key_display="n", tooltip="back to the present", id="trends.now"),
        Binding("w", "view('weeks')", show=False, tooltip="week by week", id="trends.weeks"),
        Binding("m", "view('months')", show=False, tooltip="month by month", id="trends.months"),
        Binding("y", "view('year')", show=False, tooltip="a year of days", id="trends.year"),
        Binding("d", "view('detail')", show=False, tooltip="the weeks in numbers", id="trends.detail"),
        Binding("p", "view('patterns')", show=False, tooltip="what repeats and goes together", id="trends.patterns"),
        Binding("r", "view('rest')", show=False, tooltip="rest owed and taken back", id="trends.rest"),
        Binding("1", "measure('hours')", show=False, tooltip="the year in hours", id="trends.year.hours"),
        Binding("2", "measure('mood')", show=False, tooltip="the year in moods", id="trends.year.mood"),
        Binding("3", "measure('energy')", show=False, tooltip="the year in energy", id="trends.year.energy"),
        Binding("4", "measure('after_hours')", show=False, tooltip="the year after hours", id="trends.year.after"),
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
        self.view, self.measure = "weeks", "hours"
        self.cursor, self.days = clock.today(), days
        self._point_at(week)
        self._reading = TrendsReader(journal, settings, clock.today())
        self._fresh = False

    def point_at(self, week: Week | None, days: frozenset[date]) -> None:
        """Mark this week (or the last of those days) and those days, from when the screen comes back."""
        self.days = days
        self._point_at(week)

    def _point_at(self, week: Week | None) -> None:
        if week is not None or self.days:
            among = [day for day in self.days if week is None or day in week]
            wanted = max(among) if among or week is None else week.sunday
            self.cursor = max(min(wanted, self.clock.today()), FIRST_DAY)

    def compose(self) -> ComposeResult:
        yield TrendTabs()
        yield TrendPage()
        yield KeyLine()

    def on_mount(self) -> None:
        """Draw the weeks."""
        self.reload()
        self._fresh = True

    def on_screen_resume(self) -> None:
        """Come back from another screen: the day may have changed, and so may the records."""
        if not self._fresh:
            self.reload()
        self._fresh = False

    def on_resize(self, event: events.Resize) -> None:
        super().on_resize(event)
        if self.is_mounted:
            self._draw()

    def day_changed(self) -> None:
        """Follow the calendar: whoever looked at the present looks at the present."""
        if self.cursor == self._reading.today:
            self.cursor = self.clock.today()
        self.reload()

    # What is shown

    def reload(self) -> None:
        """Read what is shown anew, and draw what is different."""
        self._reading = TrendsReader(self.journal, self.settings, self.clock.today())
        self._draw()

    def _draw(self) -> None:
        title, view = self._views[self.view](self)
        self.query_one(TrendPage).show(view)
        self.query_one(TrendTabs).say(title, self.view, self._tab_keys())

    def _tab_keys(self) -> dict[str, str]:
        """The keys of the views as they are now, which may be the user's own."""
        found: dict[str, str] = {}
        for active in self.active_bindings.values():
            binding = active.binding
            if binding.action.startswith("view("):
                found.setdefault(binding.action[6:-2], key_name(binding.key, self.journal_app.glyphs))
        return found

    def _hint(self, told: bool) -> Hint:
        """What to say where nothing is written down."""
        if told:
            return None
        if not self._reading.has_records():
            return words.EMPTY_JOURNAL, words.EMPTY_JOURNAL_HINT
        now = trend_ranges.last_week_of_page(self.cursor, self._reading.today) == Week.of(self._reading.today)
        return words.EMPTY, words.EMPTY_NOW_HINT if now else words.EMPTY_HINT

    def _show_weeks(self) -> tuple[str, WeeksView]:
        reading = self._reading
        weeks = reading.weeks(self.cursor)
        at = next(n for n, week in enumerate(weeks) if week.first <= self.cursor <= week.last)
        title = words.weeks_title(weeks[0].week, weeks[-1].week, reading.today)
        hint = self._hint(any(week.has_records or week.figures.escalations_opened for week in weeks))
        opened = reading.days(weeks[at].week) if self.app.size.width > WIDE else ()
        return title, WeeksView(weeks, at, reading.today, self.days, hint, opened, reading.units)

    def _show_months(self) -> tuple[str, View]:
        reading = self._reading
        months = reading.months(self.cursor)
        at = next(n for n, month in enumerate(months) if month.first <= self.cursor <= month.last)
        hint = self._hint(any(month.has_records or month.figures.escalations_opened for month in months))
        title = words.months_title(months[0].first, months[-1].first)
        return title, MonthsView(months, at, reading.today, self.days, hint, reading.units)

    def _show_year(self) -> tuple[str, View]:
        from cmcheckin.ui.trends.year import YearView  # imported when first looked at, as the others below

        reading = self._reading
        days = reading.year(self.cursor)
        at = (self.cursor - days[0].date).days
        hint = self._hint(any(day.checked_in or day.escalations or day.kind in TOLD for day in days))
        title = words.months_title(days[0].date, min(days[-1].date, reading.today))
        return title, YearView(days, at, self.measure, reading.today, reading.week(self.cursor), self.days, hint)

    def _show_detail(self) -> tuple[str, View]:
        from cmcheckin.ui.trends.details import DetailView

        title, view = self._show_weeks()
        metrics = tuple(self._reading.units.items())
        return title, DetailView(view.weeks, view.at, view.today, metrics, self.days, view.hint, view.opened)

    def _show_patterns(self) -> tuple[str, View]:
        from cmcheckin.ui.trends.patterns import PatternsView

        trends = self._reading.all(self.cursor)
        title = words.weeks_title(trends.weeks[0].week, trends.weeks[-1].week, self._reading.today)
        return title, PatternsView(trends, self._hint(not trends.empty))

    def _show_rest(self) -> tuple[str, View]:
        from cmcheckin.ui.trends.ledger import RestView

        trends = self._reading.all(self.cursor)
        weeks = trends.ledger.weeks
        at = next((n for n, week in enumerate(weeks) if self.cursor in week.week), len(weeks) - 1)
        title = words.weeks_title(weeks[0].week, weeks[-1].week, self._reading.today)
        return title, RestView(trends.ledger, at, self._hint(not trends.empty))

    _views: ClassVar[dict[str, Callable[[TrendsScreen], tuple[str, View]]]] = {
        "weeks": _show_weeks,
        "months": _show_months,
        "year": _show_year,
        "detail": _show_detail,
        "patterns": _show_patterns,
        "rest": _show_rest,
    }

    # Keys

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """The patterns are of all weeks, so that there is nothing to mark; days are marked in the year."""
        if action in ("move", "open"):
            return self.view != "patterns"
        if action == "day":
            return self.view in ("year", "rest")
        return action != "measure" or self.view == "year"

    def action_view(self, name: str) -> None:
        """Another view, of the same time."""
        self.view = name
        self._draw()
        self.refresh_bindings()

    def action_measure(self, name: str) -> None:
        """The year in something else."""
        self.measure = name
        self._draw()

    def action_move(self, by: int) -> None:
        """Mark the week or month beside; over the edge lies the page before or after."""
        self._mark(trend_ranges.month_later(self.cursor, by) if self.view == "months" else self._weeks_later(by))

    def action_day(self, by: int) -> None:
        """Mark the day beside; in the ledger, whose weeks stand under each other, the week."""
        self._mark(self._weeks_later(by) if self.view == "rest" else self.cursor + timedelta(by))

    def action_page(self, by: int) -> None:
        """The time before or after, the same place in it marked."""
        if self.view == "months":
            self._mark(trend_ranges.month_later(self.cursor, by * trend_ranges.MONTHS))
        else:
            self._mark(self._weeks_later(by * (trend_ranges.YEAR if self.view == "year" else trend_ranges.WEEKS)))

    def _weeks_later(self, weeks: int) -> date:
        return self.cursor + timedelta(weeks=weeks)

    def _mark(self, wanted: date) -> None:
        """Mark this day: the present where it lies ahead, unless the present is marked already."""
        today = self._reading.today
        month = self.view == "months" and (wanted.year, wanted.month) >= (today.year, today.month)
        day = today if month else min(wanted, today)
        if day == self.cursor:
            self.show_message(words.LAST_THERE_IS)
        elif day < FIRST_DAY:
            self.show_message(words.FIRST_THERE_IS)
        else:
            self.cursor = day
            self._draw()

    def action_now(self) -> None:
        """Back to the present."""
        self.cursor = self._reading.today
        self._draw()

    def action_open(self) -> None:
        """The marked week on the week screen; out of a month, its weeks."""
        if self.view == "months":
            self.action_view("weeks")
        else:
            self.journal_app.open_week(self.cursor)

    def action_back(self) -> None:
        """Back to where one came from."""
        self.app.pop_screen()
