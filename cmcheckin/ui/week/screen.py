"""The week: what the log shows of seven days."""

from __future__ import annotations

from contextlib import suppress
from datetime import date, timedelta
from typing import TYPE_CHECKING, ClassVar, Final

from textual.app import ComposeResult
from textual.binding import Binding, BindingType

from cmcheckin.domain.dates import read_day
from cmcheckin.domain.fields import EARLIEST
from cmcheckin.domain.week import Week
from cmcheckin.insight.figures import first_day
from cmcheckin.insight.week import WeekSummary, reach, week_summary, with_open_escalations
from cmcheckin.ui.checkin.unfinished import UnfinishedScreen
from cmcheckin.ui.kit.footer import KeyLine
from cmcheckin.ui.kit.heading import Heading
from cmcheckin.ui.nudges.answering import NOT_USEFUL_KEY, NOTE_KEYS, TALK_KEY
from cmcheckin.ui.nudges.card import NoteCard
from cmcheckin.ui.pending_writes import Write
from cmcheckin.ui.week.day_detail import DayDetail
from cmcheckin.ui.week.grid import WeekGrid, ledger
from cmcheckin.ui.week.lists import WeekLists
from cmcheckin.ui.week.nudges import LOW, NotedWeek
from cmcheckin.ui.week.ways import WeekWays
from cmcheckin.wording import week as words
from cmcheckin.wording.formats import long_day

if TYPE_CHECKING:
    from textual import events

    from cmcheckin.clock import Clock
    from cmcheckin.journal import Journal, Undone
    from cmcheckin.settings import Settings

FIRST_WEEK: Final = Week.of(EARLIEST)
WIDE: Final = 118
"""Columns from which the marked day stands opened beside the week."""


class WeekScreen(UnfinishedScreen, WeekWays, NotedWeek):
    """Monday to Sunday at a glance, with what the week brought."""

    TITLE = "the week"
    HELP = """
Hours are drawn on one scale from 0 to 12, the same in every week; the thin line stands at your usual day. A dot means \
that nothing was written down, which is not the same as a day off.

Usual is the middle of your own earlier weeks, this one left out. Load is how your plate looked: 3 is about right.

While a note stands, w z u o answer it and enter carries on; U is undo then, as it always is.
"""
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("c", "checkin", "check-in", tooltip="this morning's check-in", id="week.checkin"),
        Binding("e", "edit", "edit", tooltip="change the marked day", id="week.edit"),
        Binding("t", "trends", "trends", tooltip="week by week, months, a year, patterns", id="week.trends"),
        Binding("r", "report", "report", tooltip="the weekly report: a draft to change and write", id="week.report"),
        Binding("s", "share", "share", tooltip="a file of this week for who leads you", id="week.share"),
        Binding("left_square_bracket", "page(-1)", "week", tooltip="the week before", id="week.previous"),
        Binding("right_square_bracket", "page(1)", "week", tooltip="the week after", id="week.next"),
        Binding("pageup", "page(-1)", show=False, tooltip="the week before", id="week.previous.page"),
        Binding("pagedown", "page(1)", show=False, tooltip="the week after", id="week.next.page"),
        Binding("up,k,left", "day(-1)", show=False, tooltip="mark the day before", id="week.day.previous"),
        TALK_KEY,
        Binding("h", "day(-1)", show=False, tooltip="mark the day before", id="week.day.previous"),
        Binding("down,j,right,l", "day(1)", show=False, tooltip="mark the day after", id="week.day.next"),
        Binding("slash,g", "go_to", "go to", key_display="/", tooltip="go to a week or a date", id="week.goto"),
        NOT_USEFUL_KEY,
        Binding("u", "undo", "undo", tooltip="take back the last change made on this machine", id="week.undo"),
        Binding(
            "U", "undo", show=False, tooltip="take back the last change made on this machine", id="week.undo.always"
        ),
        *NOTE_KEYS,
        Binding("p", "peak", "peak", tooltip="a planned busy time, to a day: these notes wait", id="note.peak"),
        Binding("enter", "carry_on", show=False, tooltip="put the note aside; it stays as a line", id="note.carry_on"),
        Binding("escape", "back", "back", tooltip="back to the trends", id="week.back"),
        Binding("n,home", "today", "now", key_display="n", tooltip="back to this week", id="week.today"),
        Binding("q", "app.quit", "leave", id="week.leave"),
    ]

    def __init__(
        self, journal: Journal, settings: Settings, clock: Clock, *, week: Week | None = None, day: date | None = None
    ) -> None:
        super().__init__()
        self.journal, self.settings, self.clock = journal, settings, clock
        self.week = week or Week.of(day or clock.today())
        self.selected = self._first_marked(day)
        self._summary: WeekSummary | None = None
        self._begun = False

    def _first_marked(self, day: date | None) -> date:
        """The day asked for, else today, else the week's last."""
        return wanted if (wanted := day or self.clock.today()) in self.week else self.week.sunday

    def compose(self) -> ComposeResult:
        # What the styles depend on is known before anything is styled, or all of it would be styled again.
        self._take_room(self.app.size.width)
        self._read()
        yield Heading()
        yield WeekGrid(self.settings.schedule)
        yield DayDetail(self.settings.schedule)
        yield NoteCard()
        yield WeekLists()
        yield KeyLine()

    def on_mount(self) -> None:
        """Draw the week."""
        self._draw()
        self._mention_unfinished()

    def on_resize(self, event: events.Resize) -> None:
        super().on_resize(event)
        self._take_room(event.size.width)
        self.show_notes()

    def _take_room(self, columns: int) -> None:
        # Textual's own breakpoints come after the first layout, and would have it done twice.
        self.set_class(columns >= WIDE, "-wide")
        self.set_class(columns < WIDE and self.app.size.height < LOW, "-low")

    def uncovered(self) -> None:
        """Read the week again."""
        self.reload()
        self._mention_unfinished()

    def _mention_unfinished(self) -> None:
        if self.clock.today() not in self.journal.drafts.days() and (text := self.unfinished_text()):
            self.show_message(text)

    def day_changed(self) -> None:
        """Follow the calendar: whoever looked at today's week looks at today's week."""
        if self._summary is not None and self._summary.today in self.week:
            self._show(Week.of(self.clock.today()), self.clock.today())
        else:
            self.reload()

    # What is shown

    def reload(self) -> None:
        """Read the week anew, and draw what is different."""
        self._read()
        self._draw()

    def _read(self) -> None:
        today = self.clock.today()
        records = with_open_escalations(
            self.journal.between(*reach(self.week)), self.journal.open_since(self.week.monday)
        )
        logged_from = first_day(records, self.week.monday, self.journal.between)
        self._summary = week_summary(records, self.week, today, self.clock.now(), self.settings.schedule, logged_from)
        # Whether anything was ever written down: looked up far back only while nothing near says so.
        near = records or self._begun or self.journal.between(today - timedelta(weeks=12), today)
        self._begun = bool(near or self.journal.everything())
        self.set_class(bool(ledger(self._summary)) and not self._summary.empty, "-owed")
        self.read_notes()

    def _draw(self) -> None:
        if self._summary is None:
            return
        today = self.clock.today()
        self.query_one(Heading).say(words.title(self.week, today), words.place(self.week, today))
        half_done = today in self.week and today in self.journal.drafts.days()
        self.query_one(WeekLists).show(self._summary, begun=self._begun, half_done=half_done)
        if half_done and not self._summary.empty:
            self.show_message(f"{words.HALF_DONE} {words.HALF_DONE_HINT}")
        self._mark(self.selected)
        self.show_notes()

    def _mark(self, day: date) -> None:
        self.selected = day
        if self._summary is not None:
            self.query_one(WeekGrid).show(self._summary, day)
            self.query_one(DayDetail).show(self._summary.day(day), self._summary.now)

    def _show(self, week: Week, day: date) -> None:
        self.week, self.selected = week, day
        self.reload()

    # Keys

    def action_page(self, weeks: int) -> None:
        """Another week, the same weekday marked."""
        today = self.clock.today()
        if weeks > 0 and self.week >= Week.of(today):
            self.show_message(words.LAST_WEEK_THERE_IS)
        elif weeks < 0 and self.week <= FIRST_WEEK:
            self.show_message(words.FIRST_WEEK_THERE_IS)
        else:
            self._show(self.week.shifted(weeks), self.selected + timedelta(weeks=weeks))

    def action_day(self, days: int) -> None:
        """Mark another day of this week."""
        if (day := self.selected + timedelta(days)) in self.week:
            self._mark(day)

    def action_today(self) -> None:
        """Back to this week."""
        today = self.clock.today()
        self._show(Week.of(today), today)

    def action_checkin(self) -> None:
        """This morning's check-in."""
        self.journal_app.show_checkin()

    def action_edit(self) -> None:
        """The marked day, on the check-in screen."""
        if self.selected > self.clock.today():
            self.show_message(words.not_yet(long_day(self.selected)))
        else:
            self.journal_app.show_checkin(self.selected)

    def action_back(self) -> None:
        """Back to the trends this week was opened from."""
        self.app.pop_screen()

    def action_undo(self) -> None:
        """Undo this device's last change, once the key is pressed twice."""
        if self.journal_app.waiting_message or not self.confirm("undo", words.UNDO_AGAIN):
            return

        def undone(found: Undone) -> None:
            self.reload()
            self.show_message(words.taken_back([swap.after or swap.before for swap in found.swaps]))

        self.journal_app.writes.start(
            self, Write("undo", self.journal.undo, undone, lambda no: self.show_message(str(no)), words.NOT_UNDONE)
        )

    # Going to a week

    def action_go_to(self) -> None:
        """Ask for a week or a date."""
        from cmcheckin.ui.kit.prompt import Prompt

        self.app.push_screen(Prompt(words.GO_TO, hint=words.GO_TO_HINT, enter="go", check=self._no_week), self._go_to)

    def _no_week(self, text: str) -> str:
        """Return why the week of `text` can't be shown; empty if it can."""
        today = self.clock.today()
        try:
            week = Week.parse(text, today) if text else self.week
        except ValueError as error:
            return str(error)
        return "" if FIRST_WEEK <= week <= Week.of(today) else words.not_there(str(week), too_early=week < FIRST_WEEK)

    def _go_to(self, text: str | None) -> None:
        """Show the week of `text`, with its day selected if it is a date."""
        if not text:
            return
        today = self.clock.today()
        week = Week.parse(text, today)
        day = week.monday + timedelta(self.selected.weekday())
        with suppress(ValueError):
            day = read_day(text, today)
        self._show(week, day if day in week else week.monday)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Enable `back` only if there is another screen below."""
        if action == "back":
            return len(self.app.screen_stack) > 1
        return super().check_action(action, parameters)
