"""The chart of twelve weeks or twelve months, with the selected one in words."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Final, Generic, TypeVar

from cmcheckin.domain.figures import GridDay
from cmcheckin.insight.calendar_periods import Period
from cmcheckin.insight.period_facts import period_facts
from cmcheckin.insight.trends import TrendMonth, TrendWeek
from cmcheckin.ui.kit.line_widget import Line, beside, fact_lines, first_lines
from cmcheckin.ui.kit.painter import Painter
from cmcheckin.ui.trends.chart import COLUMNS, LEFT, WIDE_CELL, Column, Sizes, cell_width, chart, fitting
from cmcheckin.ui.trends.side_panel import side_panel
from cmcheckin.wording import trend_screen as words
from cmcheckin.wording.formats import month_name, short_month

SUMMARY_LINES: Final = 3
"""Lines for the summary of the selected week or month."""
WIDE: Final = 112
TALL: Final = 30
"""Columns and lines from which the selected week or month is shown in full beside the chart."""
CHART_WIDTH: Final = 78
WIDE_CHART: Final = LEFT + COLUMNS * WIDE_CELL
GAP: Final = 4
PANEL: Final = 36
"""Least cells of what is beside a wide chart."""
SIZES: Final = (
    Sizes(15, 3, 4, 4, spacing=2),
    Sizes(15, 2, 4, 4, spacing=2),
    Sizes(10, 2, 4, 4, spacing=2),
    Sizes(10, 2, 4, 4, spacing=1),
    Sizes(10, 1, 4, 4, spacing=1),
    Sizes(10, 1, 4, 4),
    Sizes(5, 1, 4, 4),
    Sizes(),
    Sizes(ratings=2),
    Sizes(ratings=2, counts=1),
)
"""Sizes of the chart, the largest first."""


P = TypeVar("P", bound=TrendWeek | TrendMonth)


@dataclass(frozen=True)
class PeriodsView(Generic[P]):
    """The chart of `periods`: weeks or months."""

    periods: Sequence[P]
    selected: int
    """Index of the selected period."""
    today: date
    highlighted: Collection[date] = ()
    """Days to mark, such as those of a nudge."""
    hint: tuple[str, str] | None = None
    """A heading and a sentence to show if nothing is logged for these periods."""
    week_days: Sequence[GridDay] = ()
    """The days of the selected week; empty for a month, which has too many to list."""
    units: Mapping[str, str] = field(default_factory=dict)
    """Units of the user's own numbers, by name."""
    has_time_facts: bool = True
    """Whether the facts about the selected period include where its time went."""

    def lines(self, painter: Painter, width: int, height: int) -> Iterable[Line]:
        """Return the chart, with the selected period below it or beside it."""
        name = words.WEEK_ROW if isinstance(self.periods[0], TrendWeek) else words.MONTH_ROW
        columns = [self._column(period) for period in self.periods]
        return self.around(lambda *size: _fitted(name, columns, self.selected, painter, *size), painter, width, height)

    def day_at(self, x: int, y: int, width: int) -> date | None:
        """Return the last day of the week or month drawn at cell `x`; None beside the columns."""
        room = chart_width(width)
        column = fitting(room, len(self.periods), self.selected).start + (x - LEFT) // cell_width(room)
        return self.periods[column].last if LEFT <= x < room and column < len(self.periods) else None

    def around(
        self, draw: Callable[[int, int], list[Line]], painter: Painter, width: int, height: int
    ) -> Iterable[Line]:
        """Return the lines that `draw` draws in a width and a height, with the selected period below or beside them."""
        if not self.is_beside(width, height):
            drawn = draw(chart_width(width), height - SUMMARY_LINES)
            # A fourth line of the summary replaces a blank last line above it, so that nothing moves.
            most = SUMMARY_LINES + (bool(drawn) and not drawn[-1])
            summary = summary_lines(self.facts(), self.hint, painter, width, most)
            return [*drawn[: height - len(summary)], *summary]
        chart_cells = chart_width(width)
        period, room = self.periods[self.selected], width - chart_cells - GAP
        panel = side_panel(self.facts(), period, self.week_days, self.units, painter, room)
        shown = first_lines(panel, height, painter.ink.quiet, painter.glyphs)
        return beside(draw(chart_cells, height), shown, chart_cells + GAP)

    def is_beside(self, width: int, height: int) -> bool:
        """Return whether there is room for the selected period beside the weeks or months, instead of below them."""
        return width >= WIDE and height >= TALL and not self.hint

    def _column(self, period: TrendWeek | TrendMonth) -> Column:
        if isinstance(period, TrendWeek):
            label, hours, band = str(period.week.number), period.figures.hours, period.band
        else:
            label, hours, band = short_month(period.first), period.hours_a_week, None
        return Column(label, period.has_records, hours, band, period.figures, bool(self._highlighted_in(period)))

    def _highlighted_in(self, period: Period) -> list[date]:
        return [day for day in self.highlighted if period.first <= day <= period.last]

    def facts(self) -> list[str]:
        """Return the name of the selected period, then facts about it."""
        period: TrendWeek | TrendMonth = self.periods[self.selected]
        name = month_name(period.first)
        if isinstance(period, TrendWeek):
            name = words.week_name(period.week, self.today)
        facts = period_facts(period, with_time=self.has_time_facts)
        if days := words.marked_days(self._highlighted_in(period)):
            facts.append(days)
        return [name, *facts]


def chart_width(width: int) -> int:
    """Return how many of `width` cells a chart takes: in a wide window, it leaves room for the selected period."""
    if width >= WIDE_CHART + GAP + PANEL:
        return WIDE_CHART
    return CHART_WIDTH if width >= WIDE else width


def _fitted(
    name: str, columns: Sequence[Column], selected: int, painter: Painter, width: int, height: int
) -> list[Line]:
    """Return the chart in `height` lines, as large as fits, with as many of the columns as fit."""
    shown = fitting(width, len(columns), selected)
    for sizes in SIZES:
        sizes = sizes._replace(cell=cell_width(width))
        found = list(chart(name, columns[shown], selected - shown.start, painter, sizes))
        if len(found) <= height:
            break
    return (found + [[]] * (height - len(found)))[:height]


def summary_lines(
    facts: Sequence[str], hint: tuple[str, str] | None, painter: Painter, width: int, most: int
) -> list[Line]:
    """Return `facts`, or `hint` in their place, with the first in bold: in three lines, or in `most` if they need more
    or there is less room."""
    ink, glyphs = painter.ink, painter.glyphs
    lines = fact_lines(hint or facts, width, min(SUMMARY_LINES, most), ink, glyphs)
    is_cut = bool(lines) and lines[-1][-1][0].endswith(glyphs.more)
    return fact_lines(hint or facts, width, most, ink, glyphs) if is_cut else lines
