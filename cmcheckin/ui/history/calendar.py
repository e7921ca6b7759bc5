"""A calendar of months. Each day has a mark, so that the calendar works without colour."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING, Final, NamedTuple

from rich.style import Style
from textual.message import Message

from cmcheckin.domain.figures import Day
from cmcheckin.insight.calendar_periods import month_later
from cmcheckin.ui.glyphs import Glyphs
from cmcheckin.ui.kit.line_widget import Line, LineWidget, Run
from cmcheckin.ui.kit.text_cells import pad
from cmcheckin.wording import history as words
from cmcheckin.wording.formats import month_name

if TYPE_CHECKING:
    from textual import events

LEFT: Final = 2
"""Cells to the left of Monday."""
CELL: Final = 4
"""Cells of a day: a bracket, two digits and its mark."""
WEEKS: Final = 6
MONTH: Final = WEEKS + 3
"""Lines of a month: its title, the weekdays, its weeks and a blank line."""


class CalendarView(NamedTuple):
    """The content of the calendar."""

    day: Callable[[date], Day]
    """A function that returns what is logged for a day."""
    today: date
    selected: date
    first: date
    """The first day of the selected range, which may be a single day."""
    last: date
    matches: Collection[date] | None = None
    """The days with matches of the filter; None without a filter."""
    is_active: bool = False
    """Whether the arrow keys move here."""


def mark_name(day: Day, today: date) -> str:
    """Return the name of the mark of `day` in the legend; empty for none."""
    if day.checkin is not None:
        return "checked_in"
    if day.kind in ("off", "leave", "sick"):
        return "planned" if day.date > today else "free"
    if day.kind == "work" or day.opened:
        return "logged"
    return "unknown" if day.kind == "unknown" else ""


def marks(glyphs: Glyphs) -> dict[str, str]:
    """Return the character of each mark by its name."""
    return {
        "checked_in": glyphs.current, "planned": glyphs.planned, "logged": glyphs.ahead, "unknown": glyphs.unknown,
        "free": glyphs.dash, "today": glyphs.over, "": " ",
    }  # fmt: skip


class Calendar(LineWidget):
    """As many months as fit, with the legend below. The months change only if the month of the selected day isn't
    among them."""

    DEFAULT_CSS = """
    Calendar { height: 100%; padding: 0 0 1 1; }
    """

    @dataclass
    class DayClicked(Message):
        """Posted when `day` was clicked."""

        day: date

    @dataclass
    class Turned(Message):
        """Posted to show the month `months` later, or earlier if negative, after the wheel was turned."""

        months: int

    def __init__(self) -> None:
        super().__init__()
        self._view: CalendarView | None = None
        self._top: date | None = None
        """The first day of the first month that is drawn."""
        self._months = 0
        """How many months are drawn."""

    def show(self, view: CalendarView) -> None:
        """Draw `view`."""
        self._view = view
        self.redraw()

    def draw(self, width: int, height: int) -> Iterable[Line]:
        if (view := self._view) is None:
            return
        legend = list(self._legend(view, width))
        if len(legend) + MONTH > height:
            legend = []
        self._months = months = max((height - len(legend)) // MONTH, 1)
        top = self._first_month(view.selected, months)
        lines: list[Line] = []
        for n in range(months):
            lines += self._month(view, month_later(top, n))
        yield from lines
        yield from ([] for _ in range(height - len(lines) - len(legend)))
        yield from legend

    def _first_month(self, selected: date, months: int) -> date:
        """Return the first of the `months` months to draw: the same as before if these include `selected`, or else the
        nearest one with which they do."""
        own = selected.replace(day=1)
        top = self._top or month_later(own, -((months - 1) // 2) - (months == 2))
        self._top = min(max(top, month_later(own, 1 - months)), own)
        return self._top

    def _month(self, view: CalendarView, first: date) -> Iterator[Line]:
        is_own = first == view.selected.replace(day=1)
        mark = f"{self.glyphs.marker} " if is_own and view.is_active else "  "
        yield [(mark, self.ink.accent), (month_name(first), self.ink.strong if is_own else self.ink.quiet)]
        names = "".join(f" {name} " for name in words.WEEKDAYS)
        yield [(" " * LEFT + names, self.ink.quiet)]
        days = monthrange(first.year, first.month)[1]
        for week in range(WEEKS):
            numbers = [week * 7 + weekday + 1 - first.weekday() for weekday in range(7)]
            yield self._week(view, [first.replace(day=n) if 1 <= n <= days else None for n in numbers])
        yield []

    def _week(self, view: CalendarView, days: list[date | None]) -> Line:
        found: list[Run] = [(" " * LEFT, self.ink.plain)]
        was_in = False
        for day in days:
            is_in = day is not None and view.first <= day <= view.last
            if is_in != was_in:
                found.append((self.glyphs.left if is_in else self.glyphs.right, self.ink.accent))
            else:
                found.append((self.glyphs.over if day == view.today and not is_in else " ", self.ink.accent))
            found += self._day(view, day, is_in=is_in) if day else [("   ", self.ink.plain)]
            was_in = is_in
        return [*found, (self.glyphs.right, self.ink.accent)] if was_in else found

    def _day(self, view: CalendarView, day: date, *, is_in: bool) -> list[Run]:
        shown = view.day(day)
        if view.matches is None:
            name = mark_name(shown, view.today)
            mark, style = marks(self.glyphs)[name], self._mark_style(name)
        else:
            mark, style = (self.glyphs.bullet, self.ink.chosen) if day in view.matches else (" ", self.ink.plain)
        is_faded = shown.kind in ("before", "ahead") or (view.matches is not None and day not in view.matches)
        ink = self.ink.chosen if is_in else self.ink.strong if day == view.today else None
        return [(f"{day.day:2d}", ink or (self.ink.quiet if is_faded else self.ink.plain)), (mark, style)]

    def _mark_style(self, name: str) -> Style:
        return {"checked_in": self.ink.accent, "unknown": self.ink.faint}.get(name, self.ink.quiet)

    def _legend(self, view: CalendarView, width: int) -> Iterator[Line]:
        found = marks(self.glyphs)
        if view.matches is not None:
            pairs = [
                (self.glyphs.bullet, words.MATCHES, self.ink.chosen),
                (found["today"], words.LEGEND["today"], None),
            ]
        else:
            pairs = [(found[name], label, self._mark_style(name)) for name, label in words.LEGEND.items()]
        half = (width - LEFT) // 2
        for n in range(0, len(pairs), 2):
            line: list[Run] = [(" " * LEFT, self.ink.plain)]
            for mark, label, style in pairs[n : n + 2]:
                line += [(mark, style or self.ink.accent), (pad(f" {label}", half - 1, self.glyphs), self.ink.quiet)]
            yield line

    # The mouse

    def day_at(self, x: int, y: int) -> date | None:
        """Return the day drawn at cell `x` of line `y`; None if there is none."""
        month, line = divmod(y, MONTH)
        if self._top is None or month >= self._months:
            return None
        first, weekday = month_later(self._top, month), (x - LEFT) // CELL
        if not (0 <= line - 2 < WEEKS and 0 <= weekday < 7):
            return None
        day = first + timedelta((line - 2) * 7 + weekday - first.weekday())
        return day if (day.year, day.month) == (first.year, first.month) else None

    def on_click(self, event: events.Click) -> None:
        """Tell the screen which day was clicked."""
        offset = event.get_content_offset(self)
        if offset is not None and (day := self.day_at(offset.x, offset.y)):
            self.post_message(self.DayClicked(day))

    def turn_wheel(self, by: int) -> None:
        """Ask for another month."""
        self.post_message(self.Turned(by))
