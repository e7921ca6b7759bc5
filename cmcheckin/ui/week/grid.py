"""A table of the seven days of a week, with totals and usual values."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from typing import TYPE_CHECKING, Final

from rich.style import Style
from textual.message import Message

from cmcheckin.domain.figures import Day, Figures
from cmcheckin.domain.schedule import Schedule
from cmcheckin.insight.usual import Usual
from cmcheckin.insight.week import WeekSummary
from cmcheckin.ui.kit.bars import CELLS, FEW_CELLS, beyond, day_bar, place, scale
from cmcheckin.ui.kit.line_widget import Line, LineWidget, Run, line_width
from cmcheckin.ui.kit.text_cells import align_points, align_right, fit, pad
from cmcheckin.wording import week as words
from cmcheckin.wording.trends import ledger_line

if TYPE_CHECKING:
    from textual import events

MARK: Final = 2
DAY: Final = 8
KIND: Final = 6
"""Cells for the kind of a day without work. The first marks a bar that is longer than the scale."""
COLUMNS: Final = (6, 10, 7, 8, 7)
"""Cells of the columns: hours, after hours, mood, energy and workload. The whole table has 78."""
FULL_WIDTH: Final = MARK + DAY + CELLS + KIND + sum(COLUMNS)
AFTER_HOURS: Final = 1
"""Index of the column that is left out first, as the details of the selected day have it too."""
LONG_DAY, OVER_USUAL = 11.0, 2.0
"""Hours of a long day, and hours above a usual day where those are long, as in `insight.signals.long_days`."""
BASE_ROWS: Final = 11
"""The scale, seven days, a line of text, the totals and the usual values."""


def ledger(summary: WeekSummary) -> str:
    """Return a line about time owed and taken back; empty if there is none."""
    rest = summary.rest
    return ledger_line(*rest.amounts) if rest is not None else ""


class WeekGrid(LineWidget):
    """Monday to Sunday, with hours as bars on a fixed scale, and days without hours in words."""

    DEFAULT_CSS = """
    WeekGrid { height: 11; padding: 0 1; }
    """

    class DayClicked(Message):
        """Posted when the row of `day` was clicked."""

        def __init__(self, day: date) -> None:
            super().__init__()
            self.day = day

    def __init__(self, schedule: Schedule) -> None:
        super().__init__()
        self._schedule = schedule
        self._summary: WeekSummary | None = None
        self._selected: date | None = None
        self._cells = CELLS
        self._hidden_column: int | None = None

    def show(self, summary: WeekSummary, selected: date) -> None:
        """Draw the week of `summary`, with the day `selected` highlighted."""
        self._summary, self._selected = summary, selected
        self.redraw()

    def on_click(self, event: events.Click) -> None:
        """Tell the screen which day was clicked."""
        offset = event.get_content_offset(self)
        if self._summary is not None and offset is not None and 1 <= offset.y <= len(self._summary.days):
            self.post_message(self.DayClicked(self._summary.days[offset.y - 1].date))

    def draw(self, width: int, height: int) -> Iterable[Line]:
        summary = self._summary
        if summary is None:
            return
        self._cells = CELLS if width >= FULL_WIDTH else FEW_CELLS
        self._hidden_column = None if width >= FULL_WIDTH - CELLS + FEW_CELLS else AFTER_HOURS
        head = pad(" " * (MARK + DAY) + scale(self._cells), MARK + DAY + self._cells + KIND)
        yield [(head, self.ink.quiet), *(self._column(n, name, self.ink.quiet) for n, name in enumerate(words.COLUMNS))]
        day_hours = [words.hours_cell(day.hours, doubtful=day.doubtful) for day in summary.days]
        sums = [words.number_cell(summary.figures.hours), words.usual_cell(summary.usual.hours)]
        hours = align_points([*day_hours, *sums])
        for day, text in zip(summary.days, hours, strict=False):
            yield list(self._day(day, text, summary))
        counts = words.day_counts(summary.figures, summary.days_planned)
        has_room = len(counts) < self._cells + KIND
        yield [] if has_room else [(" " * (MARK + DAY) + counts, self.ink.quiet)]
        yield self._totals(hours[-2], counts if has_room else "", summary)
        yield self._usual(hours[-1], summary)
        if height > BASE_ROWS and (owed := ledger(summary)):
            yield [(" " * MARK + fit(owed, width - MARK, self.glyphs), self.ink.quiet)]

    def _day(self, day: Day, hours: str, summary: WeekSummary) -> Iterator[Run]:
        is_selected = day.date == self._selected
        if is_selected:
            style = self.ink.chosen
        elif day.date == summary.today:
            style = self.ink.strong
        else:
            style = self.ink.quiet if day.kind in ("before", "ahead") else self.ink.plain
        yield (self.glyphs.marker if is_selected else " ").ljust(MARK), self.ink.accent
        yield words.day_label(day.date).ljust(DAY), style
        yield from self._hours(day, summary)
        yield self._cell(0, hours, day)
        yield self._cell(1, words.minutes_cell(day.after_hours_minutes), day)
        for column, rating in enumerate((day.mood, day.energy, day.workload), 2):
            missing = self.glyphs.unknown if day.checkin else ""
            yield self._cell(column, str(rating or missing), day)

    def _hours(self, day: Day, summary: WeekSummary) -> Iterator[Run]:
        faint, quiet = self.ink.faint, self.ink.quiet
        kind = words.DAY_KIND_CELLS.get(day.kind, "")
        usual = self._schedule.usual_hours if self._schedule.works_on(day.date) else 0.0
        if day.hours is None:
            is_told_below = summary.empty and day.kind == "unknown"
            text = "" if is_told_below else words.day_kind_cell(day)
            drawn: list[Run] = [(fit(text, self._cells, self.glyphs), quiet)]
            kind = ""
        else:
            drawn = self._bar(day, day.hours, usual)
        yield from drawn
        left = self._cells - line_width(drawn)
        tick = place(usual, self._cells) - line_width(drawn)
        if usual and 0 <= tick < left:
            yield " " * tick, faint
            yield self.glyphs.tick, faint
            left -= tick + 1
        yield " " * left, faint
        yield (self.glyphs.over if day.hours is not None and beyond(day.hours) else " "), self.ink.amber
        yield kind.ljust(KIND - 1), quiet

    def _bar(self, day: Day, hours: float, usual: float) -> list[Run]:
        """Return the bar of `day` in its shades. What is over a long day is in amber."""
        parts = day_bar(hours, usual, (day.after_hours_minutes or 0) / 60, self.glyphs, self._cells)
        if day.doubtful:
            return [("".join(parts), self.ink.faint)]
        room = place(max(LONG_DAY, self._schedule.usual_hours + OVER_USUAL), self._cells)
        found: list[Run] = []
        for text, style in zip(parts, (self.ink.soft, self.ink.plain, self.ink.plain), strict=True):
            found += [(text[:room], style), (text[room:], self.ink.amber)]
            room = max(room - len(text), 0)
        return found

    def _cell(self, column: int, text: str, day: Day) -> Run:
        if text in (words.ZERO, self.glyphs.unknown):
            return self._column(column, text, self.ink.faint)
        return self._column(column, text, self.ink.quiet if day.doubtful and column <= AFTER_HOURS else self.ink.plain)

    def _column(self, column: int, text: str, style: Style) -> Run:
        return "" if column == self._hidden_column else align_right(text, COLUMNS[column]), style

    def _totals(self, hours: str, counts: str, summary: WeekSummary) -> Line:
        name = words.SO_FAR if summary.today in summary.week else words.IN_ALL
        return self._summary_row(name, counts, hours, summary.figures, self.ink.strong)

    def _usual(self, hours: str, summary: WeekSummary) -> Line:
        usual = summary.usual
        most = self._cells + KIND
        basis = words.usual_basis(usual.weeks, usual.through, known=usual.known, most=most)
        return self._summary_row(words.USUAL, basis, hours, usual, self.ink.quiet)

    def _summary_row(self, name: str, text: str, hours: str, values: Figures | Usual, style: Style) -> Line:
        means = (words.mean_cell(value) for value in (values.mood, values.energy, values.workload))
        numbers = (hours, words.minutes_cell(values.after_hours_minutes), *means)
        label = pad(" " * MARK + name, MARK + DAY)
        row: list[Run] = [(label, style), (pad(text, self._cells + KIND, self.glyphs), self.ink.quiet)]
        return [*row, *(self._column(column, number, style) for column, number in enumerate(numbers))]
