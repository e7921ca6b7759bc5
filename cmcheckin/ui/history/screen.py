"""The history screen: every day that is logged or planned, in a calendar and a list."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, ClassVar, Final

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.widgets import Input

from cmcheckin.domain.dates import nearest_day
from cmcheckin.domain.fields import EARLIEST
from cmcheckin.domain.week import Week
from cmcheckin.services.history_reader import HistoryReader
from cmcheckin.ui.checkin.settling import SettlingScreen
from cmcheckin.ui.history import changes
from cmcheckin.ui.history.calendar import Calendar, CalendarView
from cmcheckin.ui.history.day_list import DayList
from cmcheckin.ui.history.filter import FilterBar
from cmcheckin.ui.history.matches import Matches, content_of
from cmcheckin.ui.history.selection import Selection, months_later, years_later
from cmcheckin.ui.history.summary import DaySummary
from cmcheckin.ui.kit.frame import Heading, KeyLine
from cmcheckin.ui.kit.text_field import TextField
from cmcheckin.ui.undoing import undo_or_redo
from cmcheckin.wording import history as words

if TYPE_CHECKING:
    from textual import events

    from cmcheckin.clock import Clock
    from cmcheckin.journal import Journal
    from cmcheckin.settings import Settings

WIDE: Final = 118
"""The width in columns from which the selected day is shown in full beside the list."""
TALL: Final = 24
"""The height in rows that this needs."""
READ_AFTER_SECONDS: Final = 0.02
"""Seconds after the first frame before more is read, so that keys come first."""


class HistoryScreen(SettlingScreen[None]):
    """A calendar, a list of days and a filter. All of them show the selected day, which may be in the future."""

    TITLE = "history"
    HELP = words.HELP
    AUTO_FOCUS = ""
    WANTS_DAYS = True
    DEFAULT_CSS = """
    HistoryScreen {
        layout: grid;
        grid-size: 2;
        grid-columns: 33 1fr;
        grid-rows: 2 2 1fr 4;
        Heading, FilterBar, DaySummary { column-span: 2; }
        &.-wide {
            grid-size: 3;
            grid-columns: 33 3fr 2fr;
            grid-rows: 2 2 1fr;
            Heading, FilterBar { column-span: 3; }
            DaySummary { column-span: 1; height: 100%; padding: 0 2 1 2; }
        }
    }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "back", "back", tooltip="leave or clear the filter, or go back", id="history.back"),
        Binding("slash", "filter", "filter", key_display="/", tooltip="filter by words", id="history.filter"),
        Binding("enter", "open", "day", tooltip="show the selected day in full", id="history.open"),
        Binding("tab", "area('list')", "list", tooltip="move through the list", id="history.list"),
        Binding("tab", "area('calendar')", "calendar", tooltip="move through the calendar", id="history.calendar"),
        Binding("e", "edit", "edit", tooltip="edit the selected day", id="history.edit"),
        Binding("l", "leave(False)", "leave", tooltip="plan leave on the selected days", id="history.leave"),
        Binding("d", "delete", "delete", tooltip="delete the day, or planned leave", id="history.delete"),
        Binding("delete", "delete", show=False, tooltip="delete the day, or planned leave", id="history.delete"),
        Binding("u", "undo", "undo", tooltip="undo your last change", id="history.undo"),
        Binding("ctrl+r", "redo", show=False, tooltip="redo what you undid last", id="history.redo"),
        Binding("h", "leave(True)", show=False, tooltip="plan half days of leave", id="history.half"),
        Binding("v", "range", show=False, tooltip="start to select several days", id="history.range"),
        Binding("g", "go_to", show=False, tooltip="go to a date", id="history.goto"),
        Binding("w", "week", show=False, tooltip="open the week of the selected day", id="history.week"),
        Binding("left", "days(-1)", show=False, tooltip="select the previous day", id="history.day.previous"),
        Binding("right", "days(1)", show=False, tooltip="select the next day", id="history.day.next"),
        Binding("up", "rows(-1)", show=False, tooltip="move up by a week, or in the list by a row", id="history.up"),
        Binding(
            "down", "rows(1)", show=False, tooltip="move down by a week, or in the list by a row", id="history.down"
        ),
        Binding("shift+left", "stretch(-1)", show=False, tooltip="select several days", id="history.stretch.left"),
        Binding("shift+right", "stretch(1)", show=False, tooltip="select several days", id="history.stretch.right"),
        Binding("shift+up", "stretch(-7)", show=False, tooltip="select several weeks", id="history.stretch.up"),
        Binding("shift+down", "stretch(7)", show=False, tooltip="select several weeks", id="history.stretch.down"),
        Binding("pageup", "pages(-1)", show=False, tooltip="previous month or page", id="history.page.previous"),
        Binding("pagedown", "pages(1)", show=False, tooltip="next month or page", id="history.page.next"),
        Binding("left_square_bracket,y", "years(-1)", show=False, tooltip="a year ago", id="history.year.previous"),
        Binding("right_square_bracket", "years(1)", show=False, tooltip="a year later", id="history.year.next"),
        Binding("n,home", "today", show=False, tooltip="go to today", id="history.today"),
        Binding("q", "app.quit", "quit", id="history.leave_app"),
    ]

    def __init__(
        self,
        journal: Journal,
        settings: Settings,
        clock: Clock,
        day: date | None = None,
        *,
        starts_in_filter: bool = True,
    ) -> None:
        """Create the screen with `day`, or today, selected. `starts_in_filter`: whether the filter has the focus."""
        super().__init__()
        self.journal, self.settings, self.clock = journal, settings, clock
        self.selection = Selection(day or clock.today())
        self._is_list_active = False
        self._starts_in_filter, self._is_older_read = starts_in_filter, False
        self._reader = HistoryReader(journal, clock.today())

    @property
    def week(self) -> Week:
        """Return the week of the selected day."""
        return Week.of(self.selection.day)

    @property
    def matches(self) -> Matches | None:
        """Return the matches of the filter; None if it is empty."""
        return self._filter.matches

    def compose(self) -> ComposeResult:
        self._set_size_class(self.app.size.width)
        self._filter = FilterBar(self.journal, self.settings, self.clock, self._draw)
        self._calendar, self._list, self._summary = Calendar(), DayList(), DaySummary(self.settings.schedule)
        yield Heading()
        yield self._filter
        yield self._calendar
        yield self._list
        yield self._summary
        yield KeyLine()

    def on_mount(self) -> None:
        if self._starts_in_filter:
            self._filter.field.focus()
        self.show_conflicts()
        self._list.show_from((self._reader.last_day - self.selection.day).days - 1)
        self._draw()
        self.set_timer(READ_AFTER_SECONDS, self._read_older)

    def _read_older(self) -> None:
        """Read what the first frame doesn't need: the day a year ago, and step by step the whole journal."""
        self._is_older_read = True
        self._draw()
        self._filter.find()

    def on_resize(self, event: events.Resize) -> None:
        self._set_size_class(event.size.width)

    def _set_size_class(self, columns: int) -> None:
        self.set_class(columns >= WIDE and self.app.size.height >= TALL, "-wide")

    def day_changed(self) -> None:
        """Reload on a new day. If today was selected, select the new day."""
        if self.selection.day == self._reader.today:
            self.selection = Selection(self.clock.today())
        self.reload()

    # Reading and drawing

    def reload(self) -> None:
        """Read the days again, and draw what changed. Raises JournalError."""
        self._reader = HistoryReader(self.journal, self.clock.today())
        self._find()
        self.show_conflicts()
        self._draw()

    def _find(self) -> None:
        """Find the matches of the filter, and select the first one since the selected day."""
        self._filter.find()
        if self.matches:
            self.matches.select_day(self.selection.day)

    def _draw(self) -> None:
        selection, today, reader = self.selection, self._reader.today, self._reader
        day, matches = selection.day, self.matches
        self.query_one(Heading).show(words.TITLE, words.place(day, today, selection.count))
        days = matches.days if matches else None
        in_list, in_calendar = self._is_list_active, not self._is_list_active
        if self.focused is not None:  # the bar is in the filter
            in_list = in_calendar = False
        self._calendar.show(CalendarView(reader.day, today, day, selection.first, selection.last, days, in_calendar))
        self._list.show(content_of(matches, reader, selection, is_active=in_list))
        before = years_later(day, -1)
        year_ago = reader.logged(before) if self._is_older_read and before >= EARLIEST else None
        self._summary.show(reader.day(day), year_ago, self.clock.now())
        if self.is_current:
            self.journal_app.show_problems()

    # Moving

    def select(self, day: date) -> None:
        """Select `day`, if it can be shown."""
        if day < EARLIEST:
            self.show_message(words.NO_EARLIER)
        elif day > self._reader.last_day:
            self.show_message(words.NO_LATER)
        else:
            self.selection.day = day
            if self.matches:
                self.matches.select_day(day)
            self._draw()

    def _select_row(self, rows: int) -> None:
        """Select the row `rows` further down in the list, or up if negative. Without a filter, rows are days."""
        matches = self.matches
        if matches is None:
            self.select(self.selection.day - timedelta(rows))
        elif day := matches.select(matches.at + rows):
            self.selection.day = day
            self._draw()

    def action_days(self, days: int) -> None:
        """Select the day `days` later, or earlier if negative."""
        self.select(self.selection.day + timedelta(days))

    def action_rows(self, rows: int) -> None:
        """Move down by `rows`, or up if negative: weeks in the calendar, rows in the list."""
        if self._is_list_active:
            self._select_row(rows)
        else:
            self.action_days(rows * 7)

    def action_pages(self, pages: int) -> None:
        """Move by `pages`, back if negative: months in the calendar, pages of the list."""
        if self._is_list_active:
            self._select_row(pages * self._list.page_size)
        else:
            self.select(months_later(self.selection.day, pages))

    def action_years(self, years: int) -> None:
        """Select the same day `years` later, or earlier if negative."""
        self.select(years_later(self.selection.day, years))

    def action_today(self) -> None:
        """Select today."""
        self.select(self._reader.today)

    def action_range(self) -> None:
        """Start to select several days, or select a single day again."""
        if self.selection.anchor is None:
            self.selection.begin_range()
            self.show_message(words.RANGE_STARTED)
        else:
            self.clear_range()

    def action_stretch(self, days: int) -> None:
        """Extend the selection to the day `days` later, or earlier if negative."""
        self.selection.begin_range()
        self.action_days(days)

    def clear_range(self) -> None:
        """Select a single day again."""
        self.selection.anchor = None
        self._draw()

    def action_go_to(self) -> None:
        """Ask for a date."""
        from cmcheckin.ui.kit.prompt import Prompt

        self.app.push_screen(Prompt(words.GO_TO, hint=words.GO_TO_HINT, enter="go", check=self._no_day), self._go_to)

    def _no_day(self, text: str) -> str:
        """Return why the day `text` can't be shown; empty if it can."""
        try:
            day = nearest_day(text, self._reader.today) if text else self.selection.day
        except ValueError as error:
            return str(error)
        if EARLIEST <= day <= self._reader.last_day:
            return ""
        return words.NO_EARLIER if day < EARLIEST else words.NO_LATER

    def _go_to(self, text: str | None) -> None:
        if text:
            self.select(nearest_day(text, self._reader.today))

    def action_area(self, name: str) -> None:
        """Make the arrow keys move in the part `name`, which is `list` or `calendar`."""
        self.set_focus(None)
        self._activate(is_list=name == "list")

    def _activate(self, *, is_list: bool) -> None:
        self._is_list_active = is_list
        self._draw()
        self.refresh_bindings()

    def on_calendar_day_clicked(self, event: Calendar.DayClicked) -> None:
        """Select the day that was clicked."""
        self.select(event.day)

    def on_calendar_turned(self, event: Calendar.Turned) -> None:
        """Show another month after the wheel was turned."""
        self.select(months_later(self.selection.day, event.months))

    def on_day_list_scrolled(self, event: DayList.Scrolled) -> None:
        """Select another row after the wheel was turned."""
        self._select_row(event.rows)

    def on_paged_view_clicked(self, event: DayList.Clicked) -> None:
        """Select the row that was clicked."""
        visible = self._list.rows_in_sight
        if event.index in visible:
            matches = self.matches
            at = matches.at if matches else (self._reader.last_day - self.selection.day).days
            self._select_row(event.index - at)

    # The filter

    def action_filter(self) -> None:
        """Go to the filter."""
        self._filter.field.focus()

    def on_descendant_focus(self) -> None:
        """Show that the filter has the focus."""
        self._draw()

    def on_text_field_edited(self, event: TextField.Edited) -> None:
        """Show the matches of the text, with the newest one selected."""
        event.stop()
        self._filter.find()
        matches = self.matches
        if matches and (day := matches.select(0)):
            self.selection = Selection(day)
        self._activate(is_list=matches is not None)

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Leave the filter for the list."""
        event.stop()
        self.action_area("list")

    def action_back(self) -> None:
        """Leave the filter, clear the range, clear the filter, or go back to the screen below."""
        if self.focused is not None:
            self.set_focus(None)
            self._draw()
        elif self.selection.anchor is not None:
            self.clear_range()
        elif self.matches is not None:
            self._filter.clear()
            self._activate(is_list=False)
        else:
            self.app.pop_screen()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Disable the key for the part in which the arrow keys already move."""
        if action == "area":
            return parameters != ("list" if self._is_list_active else "calendar",)
        return super().check_action(action, parameters)

    # Opening and changing

    def action_open(self) -> None:
        """Show the selected day in full, with its week."""
        from cmcheckin.services.week_reader import read_summary
        from cmcheckin.ui.week.details import DetailsScreen

        schedule, today = self.settings.schedule, self._reader.today
        _, summary = read_summary(self.journal, schedule, self.week, today, self.clock.now())
        screen = DetailsScreen(summary, self.selection.day, schedule, self.journal_app.fill_in)
        self.app.push_screen(screen, self._opened)

    def _opened(self, day: date | None) -> None:
        if day is not None:
            self.select(day)

    def action_week(self) -> None:
        """Open the week of the selected day."""
        self.journal_app.open_week(self.selection.day)

    def action_edit(self) -> None:
        """Open the check-in of the selected day, unless it is in the future."""
        if self.selection.day > self._reader.today:
            self.show_message(words.in_future(self.selection.day, self._reader.today))
        else:
            self.journal_app.fill_in(self.selection.day)

    def action_delete(self) -> None:
        """Delete the selected day, or the planned leave of the selected days, once the key is pressed twice."""
        changes.delete(self)

    def action_leave(self, is_half: bool) -> None:
        """Plan leave on the selected days, or half days if `is_half`."""
        changes.plan_leave(self, is_half=is_half)

    def action_undo(self) -> None:
        """Undo this device's last change, once the key is pressed twice."""
        undo_or_redo(self, "undo")

    def action_redo(self) -> None:
        """Make the change again that was undone last, once the key is pressed twice."""
        undo_or_redo(self, "redo")
