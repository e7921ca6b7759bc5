"""A day and the lists of its week in full, however long they are."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date, timedelta
from typing import TYPE_CHECKING, ClassVar, Final

from rich.style import Style
from textual.binding import Binding, BindingType

from cmcheckin.domain.escalation import SEVERE
from cmcheckin.domain.schedule import Schedule
from cmcheckin.insight.week import WeekSummary
from cmcheckin.ui.checkin.settling import SettlingScreen
from cmcheckin.ui.kit.frame import Heading
from cmcheckin.ui.kit.line_widget import Line, beside, text_lines
from cmcheckin.ui.kit.painter import Painter
from cmcheckin.ui.kit.scrolling import TEXT_WIDTH, ScrollingScreen, ScrollingText
from cmcheckin.ui.week.day_detail import WHOLE, day_lines
from cmcheckin.wording import week as words
from cmcheckin.wording.formats import long_day
from cmcheckin.wording.record_words import win_line

if TYPE_CHECKING:
    from cmcheckin.domain.conflicts import OpenConflict

GAP: Final = 5
WIDE: Final = 2 * TEXT_WIDTH + GAP - 8
"""Cells from which the lists of the week are beside the day."""


class DetailsScreen(ScrollingScreen[date | None], SettlingScreen[date | None]):
    """Show a day of `summary`, then the wins, thanks, open escalations and the community of its week.

    The result is the day that was shown last.
    """

    TITLE = "a day"
    HELP = words.DETAILS_HELP
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("left", "day(-1)", "day", tooltip="previous day", id="details.previous"),
        Binding("right", "day(1)", "day", tooltip="next day", id="details.next"),
        Binding("e", "edit", "edit", tooltip="edit this day", id="details.edit"),
        Binding("escape", "close", "back", tooltip="back", id="details.close"),
        Binding("enter,d,q", "close", show=False, tooltip="back", id="details.leave"),
    ]

    def __init__(
        self, summary: WeekSummary, day: date, schedule: Schedule, edit: Callable[[date], None] | None = None
    ) -> None:
        """`edit` opens the check-in of a day; by default, in place of the screen below."""
        super().__init__(_Details())
        self._summary, self._day, self._schedule, self._edit = summary, day, schedule, edit

    def on_mount(self) -> None:
        self._show()

    def _show(self) -> None:
        week = words.title(self._summary.week, self._summary.today)
        self.query_one(Heading).show(long_day(self._day, self._summary.today), week)
        self.query_one(_Details).show(self._summary, self._day, self._schedule)
        self.show_conflicts()
        self.text_changed(from_top=True)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Disable what can't be done with a day in the future."""
        if action == "edit":
            return self._day <= self._summary.today
        return super().check_action(action, parameters)

    def concerns(self, one: OpenConflict) -> bool:
        """Return whether the conflict `one` is about the day."""
        return one.record.day == self._day

    def after_settling(self) -> None:
        """Go back to the week, which reads the day again."""
        self.action_close()

    def action_day(self, days: int) -> None:
        """Show the day `days` later in the same week, or earlier if negative."""
        if (day := self._day + timedelta(days)) in self._summary.week:
            self._day = day
            self._show()

    def action_edit(self) -> None:
        """Open the check-in of this day."""
        app, edit, day = self.app, self._edit or self.journal_app.show_checkin, self._day
        self.dismiss(day)
        app.call_next(edit, day)

    def action_close(self) -> None:
        """Go back to the week."""
        self.dismiss(self._day)


class _Details(ScrollingText):
    def __init__(self) -> None:
        super().__init__()
        self._shown: tuple[WeekSummary, date, Schedule] | None = None

    def show(self, summary: WeekSummary, day: date, schedule: Schedule) -> None:
        self._shown = summary, day, schedule
        self.redraw()

    def lines(self, width: int) -> list[Line]:
        if self._shown is None:
            return []
        summary, day, schedule = self._shown
        is_wide, width = width >= WIDE, min(width, TEXT_WIDTH)
        painter = Painter(self.ink, self.glyphs)
        found = list(day_lines(summary.day(day), summary.now, schedule, width, painter, whole=True))
        week = list(self._week(summary, width))
        # Beside each other, without the blank line that each would begin with below another.
        return list(beside(found, week[1:], width + GAP)) if is_wide else [*found, [], self._rule(width), *week]

    def _rule(self, width: int) -> Line:
        return [(self.glyphs.rule * width, self.ink.faint)]

    def _week(self, summary: WeekSummary, width: int) -> Iterator[Line]:
        ink, glyphs = self.ink, self.glyphs
        praise = (words.praise_line(one.win, glyphs.open_quote, glyphs.close_quote) for one in summary.thanks)
        severe = [(item.severity or 0) >= SEVERE for item in summary.open]
        opened = [f"{item.title} ({words.escalation_state(item, summary.now)})" for item in summary.open]
        parts: tuple[tuple[str, list[tuple[str, Style]]], ...] = (
            (words.WINS, [(win_line(one.win), ink.plain) for one in summary.wins]),
            (words.THANKS, [(f"{text}, {sender}" if sender else text, ink.plain) for text, sender in praise]),
            (
                words.OPEN,
                [(text, ink.amber if is_severe else ink.plain) for text, is_severe in zip(opened, severe, strict=True)],
            ),
            (words.COMMUNITY, [(text, ink.plain) for text in summary.community]),
            (words.TIME_WENT, [(text, ink.plain) for text in words.time_totals(summary.figures)]),
        )
        for title, entries in parts:
            if entries:
                yield from (
                    [],
                    [(title if title == words.TIME_WENT else words.OF_WEEK.format(title=title), ink.strong)],
                )
            for text, style in entries:
                for n, (line,) in enumerate(text_lines(text, style, width - 2, WHOLE, glyphs)):
                    yield [(f"{glyphs.bullet} " if n == 0 else "  ", ink.faint), line]
