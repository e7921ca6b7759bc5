"""A chart with a column for each week or month: hours, ratings around their middle, and counts below."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Final, NamedTuple

from rich.style import Style

from cmcheckin.domain.figures import Figures
from cmcheckin.insight.trends import DIRECTIVE_HOURS
from cmcheckin.ui.kit.line_widget import Line, Run
from cmcheckin.ui.kit.painter import FULL, Painter, eighths, eighths_from_middle, eighths_in_row
from cmcheckin.wording import trend_screen as words
from cmcheckin.wording.week import ZERO, mean_cell

LEFT: Final = 18
"""Cells before the columns: the name of a row, the selected value, and the scale."""
SCALE: Final = 5
CELL, WIDE_CELL = 5, 8
"""Cells of a column: one blank, then the bar, one for a mark. Numbers end with the bar."""
COLUMNS: Final = 12
"""How many columns have wide cells where there is room for them."""
HOURS: Final = 60.0
STEP: Final = 12
"""Hours at the top of the scale, and hours between its numbers. 48 is a multiple, so that it has a number."""
LINE: Final = DIRECTIVE_HOURS
MIDDLE: Final = 3.0
REACH: Final = 2.0
"""Ratings go from 1 to 5, which is 2 to either side of 3."""


class Column(NamedTuple):
    """A week or month of the chart. `hours` of a month are hours a week; `band` is the usual range of the hours."""

    label: str
    has_records: bool
    hours: float | None
    band: tuple[float, float] | None
    figures: Figures
    has_highlights: bool = False
    """Whether days in it are highlighted."""


class Sizes(NamedTuple):
    """The lines that each part of the chart takes."""

    hours: int = 5
    half: int = 1
    """Lines of a rating on each side of its middle."""
    ratings: int = 3
    """Number of ratings."""
    counts: int = 2
    """Rows of counts below the ratings."""
    spacing: int = 0
    """Blank lines: 0 for none, 1 for one before and after the ratings, 2 for one after each rating too."""
    cell: int = CELL
    """Cells of a column."""


def chart(name: str, columns: Sequence[Column], selected: int, painter: Painter, sizes: Sizes) -> Iterator[Line]:
    """Return the lines of the chart, with the column at index `selected` brighter. `name` labels the columns."""
    drawing = _Chart(columns, selected, painter, sizes.cell)
    yield from drawing.hours(sizes.hours)
    yield drawing.labels(name)
    yield drawing.numbers()
    yield drawing.counts(words.AFTER_HOURS, _after_hours)
    yield drawing.counts(words.NIGHTS, lambda n: n.night_pings)
    if sizes.spacing:
        yield []
    ratings = RATINGS[: sizes.ratings]
    for row, value in ratings:
        yield from drawing.rating(row, value, sizes.half)
        if sizes.spacing > 1 or (sizes.spacing and (row, value) == ratings[-1]):
            yield []
    shown = sorted(COUNTS, key=lambda row: row[2])[: sizes.counts]
    for row, count, _ in (row for row in COUNTS if row in shown):
        yield drawing.counts(row, count)


def cell_width(width: int) -> int:
    """Return how many cells each column takes in a chart of `width` cells."""
    return WIDE_CELL if width >= LEFT + COLUMNS * WIDE_CELL else CELL


def fitting(width: int, columns: int, selected: int) -> slice:
    """Return which of `columns` columns fit in `width` cells: the newest, or older ones if `selected` is among them."""
    room = max((width - LEFT) // cell_width(width), 1)
    start = max(columns - room, 0)
    if selected < start:
        start = max(selected - room + 1, 0)
    return slice(start, start + room)


def _short(number: float) -> str:
    """Return `number` in at most four cells, with one decimal place if it fits."""
    if isinstance(number, int):
        return str(number)
    return mean_cell(number) if number < 99.95 else words.whole_cell(number)


def _after_hours(n: Figures) -> float | None:
    return None if n.after_hours_minutes is None else n.after_hours_minutes / 60


RATINGS: Final[tuple[tuple[str, Callable[[Figures], float | None]], ...]] = (
    (words.MOOD_ROW, lambda n: n.mood),
    (words.ENERGY_ROW, lambda n: n.energy),
    (words.LOAD_ROW, lambda n: n.workload),
    (words.COMMUNITY_ROW, lambda n: n.community),
)
COUNTS: Final[tuple[tuple[str, Callable[[Figures], float | None], int], ...]] = (
    (words.WINS, lambda n: n.wins, 0),
    (words.THANKS, lambda n: n.thanks, 2),
    (words.CAME_IN, lambda n: n.escalations_opened, 1),
    (words.COULD_WAIT, lambda n: n.could_have_waited, 3),
)
"""The rows: name, value, and priority while there is little room (0 is the highest)."""


class _Chart:
    def __init__(self, columns: Sequence[Column], selected: int, painter: Painter, cell: int) -> None:
        self.columns, self.selected, self.painter, self.cell = columns, selected, painter, cell
        self.ink, self.glyphs = painter.ink, painter.glyphs

    def bar_style(self, n: int) -> Style:
        """Return the style of the bars in column `n`."""
        return self.ink.accent if n == self.selected else self.ink.soft

    def left(self, text: Run, scale: str = "") -> list[Run]:
        """Return the cells before the columns: `text` at the left, `scale` at the right."""
        label, style = text[0][: LEFT - SCALE], text[1]
        return [(label, style), (" " * (LEFT - SCALE - len(label)) + f"{scale:>{SCALE - 1}} ", self.ink.quiet)]

    # Hours

    def hours(self, rows: int) -> Iterator[Line]:
        """Return bars from 0 to 60 h above the band of the usual range, and the line at 48 h."""
        selected = self.columns[self.selected]
        hours = f"{mean_cell(selected.hours)} h" if selected.hours is not None else ""
        usual = selected.band
        legend: Run = (words.usual_band(*usual), self.ink.on_band) if usual else ("", self.ink.quiet)
        texts: list[Run] = [(words.HOURS_A_WEEK, self.ink.plain), (hours, self.ink.strong), legend]
        texts.append((words.LIMIT_LABEL, self.ink.quiet))
        size = HOURS / rows
        for row in range(rows - 1, -1, -1):
            low = row * size
            scale = words.LIMIT if low == LINE else words.whole_cell(low) if low % STEP == 0 else ""
            line = self.left(texts.pop(0) if texts else ("", self.ink.quiet), scale)
            for n, column in enumerate(self.columns):
                line += self._bar(n, column, row, rows, at_line=low == LINE)
            yield line

    def _bar(self, n: int, column: Column, row: int, rows: int, *, at_line: bool) -> list[Run]:
        low, high = (0, 0)
        if column.band:
            low, high = (eighths_in_row(eighths(edge, 0, HOURS, rows), row) for edge in column.band)
        background = self.painter.background(low, high)
        if at_line:
            style = self.ink.faint + self.ink.on_band.background_style if high - low > FULL / 2 else self.ink.faint
            background = (self.glyphs.levels[0], style)
        end = background
        if column.hours is None:
            dot = (self.glyphs.unknown, self.ink.quiet) if row == 0 else background
            before = self.cell // 2
            return [*[background] * before, dot, *[background] * (self.cell - before - 2), end]
        filled = eighths_in_row(eighths(column.hours, 0, HOURS, rows), row)
        style = self.ink.amber if row * HOURS / rows >= LINE else self.bar_style(n)
        if filled == 0:
            bar = background
        else:
            left_over = FULL - max(low, filled), FULL - max(high, filled)
            if left_over[0] - left_over[1] > (FULL - filled) / 2:
                style += self.ink.on_band.background_style
            bar = (self.painter.bar_up(filled), style)
        if row == rows - 1 and column.hours > HOURS:
            end = (self.glyphs.above, self.ink.amber)
        return [background, *[bar] * (self.cell - 2), end]

    # Labels and numbers

    def labels(self, name: str) -> Line:
        """Return the labels of the columns, the selected one highlighted."""
        line = self.left((name, self.ink.quiet))
        for n, column in enumerate(self.columns):
            point = self.glyphs.bullet if column.has_highlights else " "
            if n == self.selected:
                label = f"{self.glyphs.left}{column.label}{self.glyphs.right}"
                line += [
                    (point if len(label) < self.cell else "", self.ink.accent),
                    (label.rjust(self.cell - 1), self.ink.chosen),
                ]
            else:
                line += [(point, self.ink.accent), (column.label.rjust(self.cell - 2) + " ", self.ink.quiet)]
        return line

    def numbers(self) -> Line:
        """Return the hours of each column, with a mark if they are outside the usual range."""
        line = self.left((words.HOURS, self.ink.quiet))
        for n, column in enumerate(self.columns):
            mark = ""
            if column.hours is not None and column.band:
                low, high = column.band
                mark = self.glyphs.above if column.hours > high else self.glyphs.below if column.hours < low else ""
            line += self._number(n, words.whole_cell(column.hours), mark)
        return line

    def counts(self, name: str, value: Callable[[Figures], float | None]) -> Line:
        """Return a number for each column: a dash for none, a dot if nothing is logged."""
        line: list[Run] = [(name[:LEFT].ljust(LEFT), self.ink.quiet)]
        for n, column in enumerate(self.columns):
            found = value(column.figures)
            logged = found is not None and (column.has_records or bool(found))
            text = _short(found) if found else ZERO
            line += self._number(n, text if logged else "")
        return line

    def _number(self, n: int, text: str, mark: str = "") -> list[Run]:
        if not text or text == ZERO:
            shown = (text or self.glyphs.unknown).replace(ZERO, self.glyphs.nothing)
            return [(shown.rjust(self.cell - 1) + " ", self.ink.faint)]
        style = self.ink.chosen if n == self.selected else self.ink.plain
        mark_style = self.ink.amber if mark == self.glyphs.above else self.ink.quiet
        return [(text.rjust(self.cell - 1), style), (mark or " ", mark_style)]

    # Ratings

    def rating(self, name: str, value: Callable[[Figures], float | None], half: int) -> Iterator[Line]:
        """Return `half` lines above and below the middle of a rating from 1 to 5. A dot means that it isn't logged."""
        found = mean_cell(value(self.columns[self.selected].figures))
        room = LEFT - SCALE - 4
        for row in range(half - 1, -half - 1, -1):
            scale = "5" if row == half - 1 else "1" if row == -half else ""
            if row == half - 1:
                line: list[Run] = [(name[:room].ljust(room), self.ink.plain), (f"{found:>4}", self.ink.strong)]
                line.append((f"{scale:>{SCALE - 1}} ", self.ink.quiet))
            elif row == half - 2:
                line = self.left((words.MIDPOINTS[name], self.ink.quiet), scale)
            else:
                line = self.left(("", self.ink.quiet), scale)
            for n, column in enumerate(self.columns):
                line += self._rated(n, value(column.figures), row, half)
            yield line

    def _rated(self, n: int, value: float | None, row: int, half: int) -> list[Run]:
        base = self.glyphs.levels[0] if row == 0 else " "
        gap: Run = (base, self.ink.faint)
        if value is None:
            dot = self.glyphs.unknown if row == 0 else ""
            return [gap, (dot.center(self.cell - 2), self.ink.quiet), gap]
        away, style = eighths_from_middle(value, MIDDLE, REACH, half), self.bar_style(n)
        if row >= 0:
            filled = eighths_in_row(max(away, 0), row)
            bar: Run = (self.painter.bar_up(filled) if filled else base, style)
        else:
            bar = self.painter.bar_down(eighths_in_row(max(-away, 0), -row - 1), style)
        return [gap, (bar[0] * (self.cell - 2), bar[1]), gap]
