"""The list of the history screen, and its rows without a filter: one for each day, the newest first."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final, NamedTuple

from textual.message import Message

from cmcheckin.domain.fields import EARLIEST
from cmcheckin.domain.figures import Day
from cmcheckin.ui.kit.line_widget import Line, Run, text_lines
from cmcheckin.ui.kit.paged_view import LazyRows, Page, PagedView
from cmcheckin.ui.kit.painter import Painter
from cmcheckin.ui.kit.text_cells import align_right, fit
from cmcheckin.wording import history as words
from cmcheckin.wording import week as week_words
from cmcheckin.wording.formats import short_day
from cmcheckin.wording.record_words import MOOD, one_line

DATE: Final = 12
MOOD_CELLS: Final = 6
HOURS: Final = 6
LEAST: Final = 20
"""Least cells of a text. Where there are fewer, first the hours and then the mood are left out, as the selected day has
them too."""
FREE: Final = ("off", "leave", "sick")
"""Kinds of days without work."""


class DayList(PagedView):
    """Rows that scroll. The wheel selects another row, even while the arrow keys move in the calendar."""

    DEFAULT_CSS = """
    DayList { height: 100%; padding: 0 1 1 1; }
    """

    @dataclass
    class Scrolled(Message):
        """Posted to select the row `rows` below, or above if negative, after the wheel was turned."""

        rows: int

    def show_from(self, row: int) -> None:
        """Scroll so that the row at the index `row` is the first one, if the selected one is visible then."""
        self._top = row

    def turn_wheel(self, by: int) -> None:
        """Ask for another row."""
        self.post_message(self.Scrolled(by))


class Days(NamedTuple):
    """Every day up to `last`, the newest first, with those from `first_selected` to `last_selected` selected."""

    day: Callable[[date], Day]
    selected: date
    first_selected: date
    last_selected: date
    last: date
    is_active: bool

    def page(self, painter: Painter, width: int, height: int) -> Page:
        """Return the page for this size."""
        rows = LazyRows((self.last - EARLIEST).days + 1, lambda n: self._row(self.last - timedelta(n), painter, width))
        at = (self.last - self.selected).days
        return Page(rows, [title_line(words.DAYS, painter, is_active=self.is_active)], selected=range(at, at + 1))

    def _row(self, at: date, painter: Painter, width: int) -> Line:
        ink, day = painter.ink, self.day(at)
        is_selected = self.first_selected <= at <= self.last_selected
        mark = f"{painter.glyphs.marker} " if is_selected else "  "
        is_blank = day.kind in ("before", "ahead", "unknown") and not day.checkin and not day.opened
        style = ink.chosen if is_selected else ink.quiet if is_blank else ink.plain
        found: list[Run] = [(mark, ink.accent), (short_day(at).ljust(DATE), style)]
        room = width - 2 - DATE
        if is_blank and day.kind == "unknown":
            return [*found, (fit(words.NOT_LOGGED, room, painter.glyphs), ink.quiet)]
        if (left := room - MOOD_CELLS - 1) >= LEAST:
            mood = MOOD[day.mood - 1] if day.mood else ""
            found.append((mood.ljust(MOOD_CELLS + 1), ink.plain))
            room = left
        if (left := room - HOURS - 2) >= LEAST:
            found.append((f"{align_right(_hours(day), HOURS)}  ", ink.quiet))
            return [*found, (fit(day_text(day), left, painter.glyphs), ink.plain)]
        text = day_text(day, has_hours=False)
        return [*found, (fit(text or _hours(day), room, painter.glyphs), ink.plain if text else ink.quiet)]


def _hours(day: Day) -> str:
    if day.hours is not None:
        return f"{week_words.hours_cell(day.hours, doubtful=day.doubtful)} h"
    return day.kind if day.kind in FREE else week_words.WORKED if day.kind == "work" else ""


def day_text(day: Day, *, has_hours: bool = True) -> str:
    """Return the text of the row of `day`: its first win, escalation or words about the community, or else its note,
    its feelings, or the kind of a free day. With `has_hours` that is left out if the column of hours shows it."""
    if day.checkin and day.checkin.wins:
        return day.checkin.wins[0].text
    if day.opened:
        return day.opened[0].title
    if (checkin := day.checkin) is not None:
        written = checkin.community.feels or one_line(checkin.note or "") or ", ".join(checkin.feelings)
        if written:
            return written
    if day.kind not in FREE:
        return ""
    named = week_words.day_kind_cell(day)
    if not has_hours:
        return f"{named}, {_hours(day)}" if day.hours else "" if named == day.kind else named
    if day.hours is None and named in (day.kind, week_words.HALF_LEAVE):
        return named.removeprefix(day.kind).removeprefix(", ")
    return named


def title_line(text: str, painter: Painter, *, is_active: bool, is_result: bool = False) -> Line:
    """Return the line with `text` above the rows, marked if `is_active`. It is bold then, and if it `is_result`."""
    ink = painter.ink
    mark = f"{painter.glyphs.marker} " if is_active else "  "
    return [(mark, ink.accent), (text, ink.strong if is_active or is_result else ink.quiet)]


class Hint(NamedTuple):
    """A heading and a sentence, where there are no rows."""

    heading: str
    text: str

    def page(self, painter: Painter, width: int, height: int) -> Page:
        """Return the page for this size."""
        lines: Sequence[Line] = text_lines(self.text, painter.ink.plain, width - 2, 4, painter.glyphs)
        head: list[Line] = [[("  ", painter.ink.plain), (self.heading, painter.ink.strong)]]
        return Page([], [*head, *([("  ", painter.ink.plain), *line] for line in lines)])
