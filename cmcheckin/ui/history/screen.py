"""The history screen: every day that is logged or planned, in a calendar and a list."""

from __future__ import annotations

from calendar import monthrange
from datetime import date, timedelta
from typing import TYPE_CHECKING, ClassVar, Final

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.widgets import Input

from cmcheckin.domain.dates import read_day
from cmcheckin.domain.fields import EARLIEST
from cmcheckin.domain.figures import Day
from cmcheckin.domain.week import Week
from cmcheckin.insight.calendar_periods import month_later
from cmcheckin.services.history_reader import HistoryReader
from cmcheckin.ui.checkin.settling import SettlingScreen
from cmcheckin.ui.history import changes
from cmcheckin.ui.history.calendar import Calendar, CalendarView
from cmcheckin.ui.history.day_list import DayList, Days
from cmcheckin.ui.history.summary import DaySummary
from cmcheckin.ui.kit.frame import Heading, KeyLine
from cmcheckin.ui.kit.text_block import LabelledField
from cmcheckin.ui.kit.text_field import TextField
from cmcheckin.ui.undoing import undo_or_redo
from cmcheckin.wording import history as words

if TYPE_CHECKING:
    from textual import events

    from cmcheckin.clock import Clock
    from cmcheckin.journal import Journal
    from cmcheckin.settings import Settings

WIDE: Final = 118
"""Columns from which the selected day is shown in full beside the list."""
TALL: Final = 24


class FilterField(TextField):
    """The field of the filter. The arrow keys that a line of text doesn't need move in the list."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "submit", "to the list"),
        Binding("tab", "screen.area('list')", show=False),
    ]


class HistoryScreen(SettlingScreen[None]):
    """A calendar, a list of days and a filter. All of them show the day `selected`."""

    TITLE = "history"
    HELP = words.HELP
    AUTO_FOCUS = None
    WANTS_DAYS = True
    DEFAULT_CSS = """
    HistoryScreen {
        layout: grid;
        grid-size: 2;
        grid-columns: 33 1fr;
        grid-rows: 2 2 1fr 4;
        Heading, LabelledField, DaySummary { column-span: 2; }
        LabelledField { padding: 0 3 0 1; }
        &.-wide {
            grid-size: 3;
            grid-columns: 33 1fr 38;
            grid-rows: 2 2 1fr;
            Heading, LabelledField { column-span: 3; }
            DaySummary { column-span: 1; height: 100%; padding: 0 2; }
        }
    }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "back", "back", tooltip="leave the filter, then clear it, then go back", id="history.back"),
        Binding("slash", "filter", "filter", key_display="/", tooltip="filter by words", id="history.filter"),
        Binding("enter", "open", "day", tooltip="show the selected day in full", id="history.open"),
        Binding("tab", "area('list')", "list", tooltip="move through the list", id="history.list"),
        Binding("tab", "area('calendar')", "calendar", tooltip="move through the calendar", id="history.calendar"),
        Binding("e", "edit", "edit", tooltip="edit the selected day", id="history.edit"),
        Binding("l", "leave(False)", "leave", tooltip="plan leave on the selected days", id="history.leave"),
        Binding("d", "delete", "delete", tooltip="delete the selected day, or planned leave", id="history.delete"),
        Binding(
            "delete", "delete", show=False, tooltip="delete the selected day, or planned leave", id="history.delete"
        ),
        Binding("u", "undo", "undo", tooltip="undo your last change", id="history.undo"),
        Binding("ctrl+r", "redo", show=False, tooltip="redo what you undid last", id="history.redo"),
        Binding("h", "leave(True)", show=False, tooltip="plan half days of leave", id="history.half"),
        Binding("v", "range", show=False, tooltip="start to select several days", id="history.range"),
        Binding("g", "go_to", show=False, tooltip="go to a date", id="history.goto"),
        Binding("w", "week", show=False, tooltip="open the week of the selected day", id="history.week"),
        Binding("y", "years(-1)", show=False, tooltip="go to the same day a year ago", id="history.year_ago"),
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
        Binding("left_square_bracket", "years(-1)", show=False, tooltip="a year earlier", id="history.year.previous"),
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
        starts_filtering: bool = True,
    ) -> None:
        """Select `day`, or today. `starts_filtering`: the filter has the focus at first."""
        super().__init__()
        self.journal, self.settings, self.clock = journal, settings, clock
        self.selected = day or clock.today()
        self._anchor: date | None = None
        """The other end of the selected range, None without one."""
        self._is_list_active = False
        self._starts_filtering = starts_filtering
        self._reader = HistoryReader(journal, clock.today())

    @property
    def week(self) -> Week:
        """Return the week of the selected day."""
        return Week.of(self.selected)

    @property
    def days(self) -> tuple[date, date]:
        """Return the first and the last selected day."""
        other = self._anchor or self.selected
        return min(self.selected, other), max(self.selected, other)

    def compose(self) -> ComposeResult:
        self._set_size_class(self.app.size.width)
        self._field = FilterField(placeholder=words.FILTER_HINT)
        yield Heading()
        yield LabelledField(words.FILTER, self._field, width=len(words.FILTER) + 1)
        yield Calendar()
        yield DayList()
        yield DaySummary(self.settings.schedule)
        yield KeyLine()

    def on_mount(self) -> None:
        if self._starts_filtering:
            self._field.focus()
        self.show_conflicts()
        self._draw()

    def on_resize(self, event: events.Resize) -> None:
        super().on_resize(event)
        self._set_size_class(event.size.width)

    def _set_size_class(self, columns: int) -> None:
        self.set_class(columns >= WIDE and self.app.size.height >= TALL, "-wide")

    def day_changed(self) -> None:
        """Reload on a new day. If today was selected, select the new day."""
        if self.selected == self._reader.today:
            self.selected = self.clock.today()
        self.reload()

    # Reading and drawing

    def reload(self) -> None:
        """Read the days again, and draw what changed. Raises JournalError."""
        self._reader = HistoryReader(self.journal, self.clock.today())
        self.show_conflicts()
        self._draw()

    def day(self, day: date) -> Day:
        """Return what is logged for `day`. Raises JournalError."""
        return self._reader.day(day)

    def _draw(self) -> None:
        today, selected = self._reader.today, self.selected
        first, last = self.days
        moves_list = self._is_list_active
        self.query_one(Heading).show(words.TITLE, words.place(selected, today, (last - first).days + 1))
        view = CalendarView(self.day, today, selected, first, last, None, not moves_list)
        self.query_one(Calendar).show(view)
        self.query_one(DayList).show(Days(self.day, selected, first, last, self._reader.last_day, moves_list))
        self.query_one(DaySummary).show(self.day(selected), self._year_ago(), self.clock.now())

    def _year_ago(self) -> Day | None:
        """Return the same day a year ago, None if nothing is logged for it."""
        if (before := _years_later(self.selected, -1)) < EARLIEST:
            return None
        day = self.day(before)
        return day if day.checkin or day.opened or day.hours is not None else None

    # Moving

    def select(self, day: date) -> None:
        """Select `day`, if it can be shown."""
        if day < EARLIEST:
            self.show_message(words.NO_EARLIER)
        elif day > self._reader.last_day:
            self.show_message(words.NO_LATER)
        else:
            self.selected = day
            self._draw()

    def action_days(self, days: int) -> None:
        """Select the day `days` later, or earlier if negative."""
        self.select(self.selected + timedelta(days))

    def action_rows(self, rows: int) -> None:
        """Move down by `rows`, or up if negative: weeks in the calendar, rows in the list."""
        self.select(self.selected + timedelta(rows if self._is_list_active else rows * 7))

    def action_pages(self, pages: int) -> None:
        """Move by `pages`, back if negative: months in the calendar, pages of the list."""
        if self._is_list_active:
            self.select(self.selected + timedelta(pages * self.query_one(DayList).page_size))
        else:
            self.select(_months_later(self.selected, pages))

    def action_years(self, years: int) -> None:
        """Select the same day `years` later, or earlier if negative."""
        self.select(_years_later(self.selected, years))

    def action_today(self) -> None:
        """Select today."""
        self.select(self._reader.today)

    def action_range(self) -> None:
        """Begin to select several days, or stop."""
        self._anchor = None if self._anchor else self.selected
        if self._anchor:
            self.show_message(words.RANGE_STARTED)
        self._draw()

    def action_stretch(self, days: int) -> None:
        """Select the day `days` later too, with all days up to it."""
        self._anchor = self._anchor or self.selected
        self.action_days(days)

    def clear_range(self) -> None:
        """Select only one day again."""
        self._anchor = None
        self._draw()

    def action_go_to(self) -> None:
        """Ask for a date."""
        from cmcheckin.ui.kit.prompt import Prompt

        self.app.push_screen(Prompt(words.GO_TO, hint=words.GO_TO_HINT, enter="go", check=self._no_day), self._go_to)

    def _no_day(self, text: str) -> str:
        """Return why the day `text` can't be shown; empty if it can."""
        try:
            day = read_day(text, self._reader.today) if text else self.selected
        except ValueError as error:
            return str(error)
        if EARLIEST <= day <= self._reader.last_day:
            return ""
        return words.NO_EARLIER if day < EARLIEST else words.NO_LATER

    def _go_to(self, text: str | None) -> None:
        if text:
            self.select(read_day(text, self._reader.today))

    def action_area(self, name: str) -> None:
        """Let the arrow keys move in the part `name`: list or calendar."""
        self.set_focus(None)
        self._is_list_active = name == "list"
        self._draw()
        self.refresh_bindings()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Disable the key to where the arrow keys move already."""
        if action == "leave":
            return False
        if action == "area":
            return parameters != ("list" if self._is_list_active else "calendar",)
        return super().check_action(action, parameters)

    def on_calendar_day_clicked(self, event: Calendar.DayClicked) -> None:
        """Select the day that was clicked."""
        self.select(event.day)

    def on_calendar_turned(self, event: Calendar.Turned) -> None:
        """Show another month, as the wheel asks for."""
        self.select(_months_later(self.selected, event.months))

    def on_day_list_scrolled(self, event: DayList.Scrolled) -> None:
        """Select another row, as the wheel asks for."""
        self.select(self.selected + timedelta(event.rows))

    def on_paged_view_clicked(self, event: DayList.Clicked) -> None:
        """Select the row that was clicked."""
        self.select(EARLIEST + timedelta(event.index))

    # The filter

    def action_filter(self) -> None:
        """Go to the filter."""
        self._field.focus()

    def on_text_field_edited(self, event: TextField.Edited) -> None:
        """Show what matches the text."""
        event.stop()

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Leave the filter for the list."""
        event.stop()
        self.set_focus(None)
        self._draw()

    def action_back(self) -> None:
        """Leave the filter, or end the range, or clear the filter, or go back to the screen below."""
        if self.focused is not None:
            self.set_focus(None)
            self._draw()
        elif self._anchor is not None:
            self.clear_range()
        else:
            self.app.pop_screen()

    # Opening and changing

    def action_open(self) -> None:
        """Show the selected day in full, with its week."""
        from cmcheckin.services.week_reader import read_summary
        from cmcheckin.ui.week.details import DetailsScreen

        schedule, today = self.settings.schedule, self._reader.today
        _, summary = read_summary(self.journal, schedule, self.week, today, self.clock.now())
        screen = DetailsScreen(summary, self.selected, schedule, self.journal_app.fill_in)
        self.app.push_screen(screen, self._opened)

    def _opened(self, day: date | None) -> None:
        if day is not None:
            self.selected = day

    def action_week(self) -> None:
        """Open the week of the selected day."""
        self.journal_app.open_week(self.selected)

    def action_edit(self) -> None:
        """Open the check-in of the selected day, unless it is in the future."""
        if self.selected > self._reader.today:
            self.show_message(words.in_future(self.selected, self._reader.today))
        else:
            self.journal_app.fill_in(self.selected)

    def action_delete(self) -> None:
        """Delete the selected day, or the planned leave of the selected days, once the key is pressed twice."""
        changes.delete(self)

    def action_leave(self, is_half: bool) -> None:
        """Plan leave on the selected days, or half days of it with `is_half`."""
        changes.plan_leave(self, is_half=is_half)

    def action_undo(self) -> None:
        """Undo this device's last change, once the key is pressed twice."""
        undo_or_redo(self, "undo")

    def action_redo(self) -> None:
        """Make the change again that was undone last, once the key is pressed twice."""
        undo_or_redo(self, "redo")


def _months_later(day: date, months: int) -> date:
    """Return the day `months` after `day`, earlier if negative: the last one of its month if that is shorter."""
    first = month_later(day, months)
    return first.replace(day=min(day.day, monthrange(first.year, first.month)[1]))


def _years_later(day: date, years: int) -> date:
    """Return the day `years` after `day`, earlier if negative: 28 February for the 29th in other years."""
    return _months_later(day, years * 12)
