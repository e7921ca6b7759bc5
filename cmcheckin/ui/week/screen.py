"""The week screen: what the log shows for seven days."""

from __future__ import annotations

from contextlib import suppress
from datetime import date, timedelta
from typing import TYPE_CHECKING, ClassVar, Final

from textual.app import ComposeResult
from textual.binding import Binding, BindingType

from cmcheckin.domain.dates import read_day
from cmcheckin.domain.fields import EARLIEST
from cmcheckin.domain.week import Week
from cmcheckin.insight.week import WeekSummary
from cmcheckin.services.week_reader import read_summary
from cmcheckin.ui.checkin import unfinished
from cmcheckin.ui.checkin.settling import SettlingScreen
from cmcheckin.ui.checkin.unfinished import UNFINISHED_KEYS, UnfinishedCheckins
from cmcheckin.ui.kit.frame import Heading, KeyLine
from cmcheckin.ui.nudges.answering import ANSWER_KEYS, NOT_USEFUL_KEY, TALK_KEY, WHY_KEY
from cmcheckin.ui.nudges.card import NudgeCard, Room
from cmcheckin.ui.week import nudges
from cmcheckin.ui.week.day_detail import WEEK_BESIDE, DayDetail
from cmcheckin.ui.week.grid import WeekGrid, ledger
from cmcheckin.ui.week.lists import WeekLists
from cmcheckin.ui.week.replies import UnreadReplies
from cmcheckin.wording import week as words
from cmcheckin.wording.formats import long_day

if TYPE_CHECKING:
    from textual import events

    from cmcheckin.clock import Clock
    from cmcheckin.journal import Journal
    from cmcheckin.settings import Settings

FIRST_WEEK: Final = Week.of(EARLIEST)
WIDE: Final = 118
"""Columns from which the selected day is shown in full beside the week."""
SHORT: Final = 24
"""Rows below which a card has only what the log shows. Its key for the reasons shows the rest."""
TALL: Final = 34, 46
"""Rows from which what the community felt in the week, and where its time went, are beside it too: with a card, which
takes their place, and without one."""
ROOMY: Final = 26
"""Rows from which a card beside the selected day has a blank line before its keys."""
LOW: Final = 30
"""Rows below which a nudge card replaces the lines about the selected day."""


class WeekScreen(SettlingScreen[None]):
    """Monday to Sunday at a glance: hours, ratings, wins, open escalations and nudges."""

    TITLE = "the week"
    HELP = words.HELP
    # While there is room, the selected day is shown in full beside the week. In a low window a nudge card takes the
    # place of the lines about the selected day.
    DEFAULT_CSS = """
    WeekScreen.-wide {
        layout: grid;
        grid-size: 2;
        grid-columns: 80 1fr;
        grid-rows: 2 12 1fr;
        Heading { column-span: 2; }
        WeekGrid { height: 12; }
        DayDetail { row-span: 2; height: 100%; padding: 0 2; }
        &.-owed { grid-rows: 2 13 1fr; }
        &.-owed WeekGrid { height: 13; }
        &.-with-nudges { grid-rows: 2 12 auto 1fr; }
        &.-with-nudges.-owed { grid-rows: 2 13 auto 1fr; }
        &.-with-nudges DayDetail { row-span: 3; }
    }
    WeekScreen.-owed WeekGrid { height: 12; }
    WeekScreen.-owed.-with-card.-low WeekGrid { height: 11; }
    WeekScreen NudgeCard { display: none; }
    WeekScreen.-with-nudges NudgeCard { display: block; }
    WeekScreen.-with-card.-low DayDetail { display: none; }
    """
    KEEPS_COMMANDS = True
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "back", "back", tooltip="back", id="week.back"),
        Binding("i", "app.place('inbox')", show=False, tooltip="read replies to what you shared", id="week.inbox"),
        *UNFINISHED_KEYS,
        Binding("c", "checkin", "check-in", tooltip="check in for today", id="week.checkin"),
        Binding("enter", "carry_on", show=False, tooltip="carry on (the nudge stays as one line)", id="note.carry_on"),
        Binding("enter", "details", "day", tooltip="show the selected day and the week in full", id="week.details"),
        Binding(
            "slash", "app.place('history')", "search", key_display="/", tooltip="search the history", id="week.history"
        ),
        Binding("t", "trends", "trends", tooltip="show trends by week, month and year", id="week.trends"),
        Binding("s", "app.place('share')", "share", tooltip="share this week with your manager", id="week.share"),
        Binding("e", "edit", "edit", tooltip="edit the selected day", id="week.edit"),
        Binding("left_square_bracket", "page(-1)", "week", tooltip="previous week", id="week.previous"),
        Binding("right_square_bracket", "page(1)", "week", tooltip="next week", id="week.next"),
        Binding("b", "app.place('wins')", "wins", tooltip="look back on your wins", id="week.wins"),
        Binding("x", "app.place('escalations')", "escalations", tooltip="show your escalations", id="week.escalations"),
        Binding("r", "app.place('report')", "report", tooltip="write the weekly report", id="week.report"),
        Binding("f", "app.place('importing')", show=False, tooltip="import a file", id="week.import"),
        Binding("pageup", "page(-1)", show=False, tooltip="previous week", id="week.previous.page"),
        Binding("pagedown", "page(1)", show=False, tooltip="next week", id="week.next.page"),
        Binding("up,k,left", "day(-1)", show=False, tooltip="select the previous day", id="week.day.previous"),
        TALK_KEY,
        Binding("h", "day(-1)", show=False, tooltip="select the previous day", id="week.day.previous"),
        Binding("down,j,right,l", "day(1)", show=False, tooltip="select the next day", id="week.day.next"),
        Binding("g", "go_to", "go to", tooltip="go to a week or date", id="week.goto"),
        NOT_USEFUL_KEY,
        Binding("u", "undo", "undo", tooltip="undo your last change", id="week.undo"),
        Binding("U", "undo", show=False, tooltip="undo your last change", id="week.undo.always"),
        Binding("ctrl+r", "redo", show=False, tooltip="redo what you undid last", id="week.redo"),
        WHY_KEY,
        *ANSWER_KEYS,
        Binding(
            "p", "peak", "busy period", tooltip="plan a busy period, which pauses nudges about workload", id="note.peak"
        ),
        Binding("n,home", "today", "now", key_display="n", tooltip="go to this week", id="week.today"),
        Binding(
            "d", "details", show=False, tooltip="show the selected day and the week in full", id="week.details.always"
        ),
        Binding("q", "app.quit", "quit", tooltip="quit", id="week.leave"),
    ]

    def __init__(
        self, journal: Journal, settings: Settings, clock: Clock, *, week: Week | None = None, day: date | None = None
    ) -> None:
        super().__init__()
        self.journal, self.settings, self.clock = journal, settings, clock
        self.week = week or Week.of(day or clock.today())
        wanted = day or clock.today()
        self.selected = wanted if wanted in self.week else self.week.sunday
        self._nudges = nudges.WeekNudges(self, journal, settings, clock, self._draw_nudges)
        self._unfinished = UnfinishedCheckins(self, journal, settings, clock, clock.today)
        self._replies = UnreadReplies(self, journal, settings, clock, self._draw_heading)
        self._summary: WeekSummary | None = None
        self._has_records = False

    def compose(self) -> ComposeResult:
        # The classes that styles depend on are set first, or every widget would be styled twice.
        self._set_size_classes(self.app.size.width)
        self._read()
        yield Heading()
        yield WeekGrid(self.settings.schedule)
        yield DayDetail(self.settings.schedule)
        yield NudgeCard()
        yield WeekLists()
        yield KeyLine()

    def on_mount(self) -> None:
        self.show_conflicts()
        self._draw()
        self._mention_unfinished()
        self.call_after_refresh(self._replies.count)

    def on_resize(self, event: events.Resize) -> None:
        self._set_size_classes(event.size.width)
        self._draw_nudges()

    def _set_size_classes(self, columns: int) -> None:
        # Textual's own breakpoints apply after the first layout, which would then be done twice.
        rows = self.app.size.height
        self.set_class(rows < SHORT, "-short")
        self.set_class(columns >= WIDE and rows >= SHORT, "-wide")
        self.set_class(rows < LOW and not self.has_class("-wide"), "-low")

    def uncovered(self) -> None:
        """Read the week again, as the day and the records may have changed."""
        self.reload()
        self._mention_unfinished()
        self._replies.count()

    def _mention_unfinished(self) -> None:
        if self.clock.today() not in self.journal.drafts.days() and (text := self._unfinished.text()):
            self.show_message(text)

    def day_changed(self) -> None:
        """Reload on a new day. If this week was shown, show the week of the new day."""
        if self._summary is not None and self._summary.today in self.week:
            self._show(Week.of(self.clock.today()), self.clock.today())
        else:
            self.reload()

    # Reading and drawing

    def reload(self) -> None:
        """Read the week again, and draw what changed. Raises JournalError."""
        self._read()
        self.show_conflicts()
        self._draw()

    def _read(self) -> None:
        today = self.clock.today()
        records, self._summary = read_summary(self.journal, self.settings.schedule, self.week, today, self.clock.now())
        # All records are read only if there are none in the last twelve weeks, as that takes longer.
        recent = records or self._has_records or self.journal.between(today - timedelta(weeks=12), today)
        self._has_records = bool(recent or self.journal.everything())
        self.set_class(bool(ledger(self._summary)) and not self._summary.empty, "-owed")
        self._nudges.read(self.week)
        self._set_nudge_classes()

    def _set_nudge_classes(self) -> None:
        self.set_class(bool(self._nudges.active), "-with-nudges")
        has_card = self._nudges.card() is not None
        self.set_class(has_card, "-with-card")
        is_tall = self.app.size.height >= TALL[0 if has_card else 1]
        self.set_class(self.has_class("-wide") and is_tall, WEEK_BESIDE)

    def _draw(self) -> None:
        if self._summary is None:
            return
        today = self.clock.today()
        self._draw_heading()
        is_unfinished = today in self.week and today in self.journal.drafts.days()
        self.query_one(WeekLists).show(self._summary, has_records=self._has_records, is_unfinished=is_unfinished)
        if is_unfinished and not self._summary.empty:
            self.show_message(f"{words.UNFINISHED} {words.UNFINISHED_HINT}")
        self._select(self.selected)
        self._draw_nudges()

    def _draw_heading(self) -> None:
        today = self.clock.today()
        hint = self._replies.hint
        place = " · ".join(filter(None, (hint, words.relative_week(self.week, today))))
        self.query_one(Heading).show(words.title(self.week, today), place, hint=hint, key=self._replies.key)

    def _draw_nudges(self) -> None:
        self._set_nudge_classes()
        room: Room = "short" if self.has_class("-short") else "low" if self.has_class("-low") else "full"
        if self.has_class("-wide") and self.app.size.height < ROOMY:
            room = "tight"
        self.query_one(NudgeCard).show(self._nudges.card(), self._nudges.active, self.clock.today(), room)
        self.query_one(DayDetail).redraw()
        self.refresh_bindings()

    def _select(self, day: date) -> None:
        self.selected = day
        if self._summary is not None:
            self.query_one(WeekGrid).show(self._summary, day)
            differs = any(one.record.day == day for one in self.conflicts)
            self.query_one(DayDetail).show(self._summary, day, differs=differs)

    def _show(self, week: Week, day: date) -> None:
        self.week, self.selected = week, day
        self.reload()

    # Keys

    def action_page(self, weeks: int) -> None:
        """Show the week `weeks` later, or earlier if negative, with the same weekday selected."""
        today = self.clock.today()
        if weeks > 0 and self.week >= Week.of(today):
            self.show_message(words.NO_LATER_WEEK)
        elif weeks < 0 and self.week <= FIRST_WEEK:
            self.show_message(words.NO_EARLIER_WEEK)
        else:
            self._show(self.week.shifted(weeks), self.selected + timedelta(weeks=weeks))

    def action_day(self, days: int) -> None:
        """Select the day `days` later, or earlier if negative, unless it is in another week."""
        if (day := self.selected + timedelta(days)) in self.week:
            self._select(day)

    def on_week_grid_day_clicked(self, event: WeekGrid.DayClicked) -> None:
        """Select the day that was clicked."""
        self._select(event.day)

    def action_today(self) -> None:
        """Show this week with today selected."""
        today = self.clock.today()
        self._show(Week.of(today), today)

    def action_checkin(self) -> None:
        """Open today's check-in."""
        self.journal_app.show_checkin()

    def action_edit(self) -> None:
        """Open the check-in of the selected day, unless it is in the future."""
        if self.selected > self.clock.today():
            self.show_message(words.in_future(long_day(self.selected)))
        else:
            self.journal_app.show_checkin(self.selected)

    def action_details(self) -> None:
        """Show the selected day and the lists of the week in full."""
        from cmcheckin.ui.week.details import DetailsScreen

        if self._summary is not None:
            self.app.push_screen(
                DetailsScreen(self._summary, self.selected, self.settings.schedule), self._select_again
            )

    def _select_again(self, day: date | None) -> None:
        if day is not None:
            self._select(day)

    def action_back(self) -> None:
        """Go back to the screen that this week was opened from."""
        self.app.pop_screen()

    def action_trends(self) -> None:
        """Show the trends with this week selected."""
        self.journal_app.show_trends(self.week)

    def action_open_unfinished(self) -> None:
        """Open the latest unfinished check-in."""
        if day := self._unfinished.latest:
            self.journal_app.show_checkin(day)

    def action_discard_unfinished(self) -> None:
        """Discard the latest unfinished check-in, once the key is pressed twice."""
        self._unfinished.discard()

    def action_undo(self) -> None:
        """Undo this device's last change, once the key is pressed twice."""
        from cmcheckin.ui.undoing import undo_or_redo

        undo_or_redo(self, "undo")

    def action_redo(self) -> None:
        """Make the change again that was undone last, once the key is pressed twice."""
        from cmcheckin.ui.undoing import undo_or_redo

        undo_or_redo(self, "redo")

    # Nudges

    def action_why(self) -> None:
        """Explain the nudges of this week."""
        from cmcheckin.ui.nudges.why import WhyScreen

        self.app.push_screen(WhyScreen(self.journal, self.settings, self.clock, self._nudges.card_first()))

    def action_answer(self, action: str) -> None:
        """Save the answer `action` to the card."""
        self._nudges.answers.answer(action)

    def action_talk(self) -> None:
        """Show people and help lines to talk to."""
        self.journal_app.action_support()

    def action_carry_on(self) -> None:
        """Put the card aside for this session."""
        self._nudges.carry_on()

    def action_peak(self) -> None:
        """Ask for the last day of a planned busy time."""
        self._nudges.ask_for_peak()

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
        if FIRST_WEEK <= week <= Week.of(today):
            return ""
        return words.week_unavailable(str(week), too_early=week < FIRST_WEEK)

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
        """Disable actions that have nothing to act on: no screen to go back to, no draft to open, no nudge."""
        if action == "back":
            return self.app.screen_stack[0] is not self
        if action == "details":
            return self._summary is not None and not (self._summary.empty and not self._summary.open)
        if action in unfinished.ACTIONS:
            return bool(self._unfinished.days)
        if action in nudges.ACTIONS:
            return self._nudges.is_enabled(action, parameters)
        return super().check_action(action, parameters)
