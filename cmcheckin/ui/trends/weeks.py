"""The chart of twelve weeks or twelve months, with the selected one in words."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Final

from cmcheckin.domain.figures import GridDay
from cmcheckin.insight.trends import DIRECTIVE_HOURS, TrendMonth, TrendWeek
from cmcheckin.ui.kit.line_widget import Line, fact_lines
from cmcheckin.ui.kit.painter import Painter
from cmcheckin.ui.trends.chart import Column, Sizes, chart, fitting
from cmcheckin.ui.trends.side_panel import beside, side_panel
from cmcheckin.wording import trend_screen as words
from cmcheckin.wording.formats import short_month

SUMMARY_LINES: Final = 3
"""Lines for the summary of the selected week or month."""
WIDE: Final = 112
TALL: Final = 30
"""Columns and lines from which the selected week or month is shown in full beside the chart."""
CHART_WIDTH: Final = 78
GAP: Final = 4
SIZES: Final = (
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


@dataclass(frozen=True)
class WeeksView:
    """The chart of `weeks`."""

    weeks: Sequence[TrendWeek]
    selected: int
    """Index of the selected week."""
    today: date
    highlighted: Collection[date] = ()
    """Days to mark, such as those of a nudge."""
    hint: tuple[str, str] | None = None
    """A heading and a sentence to show if nothing is logged for these weeks."""
    week_days: Sequence[GridDay] = ()
    """The days of the selected week."""
    units: Mapping[str, str] = field(default_factory=dict)
    """Units of the user's own numbers, by name."""

    def lines(self, painter: Painter, width: int, height: int) -> Iterable[Line]:
        """Return the chart, with the selected week below it or beside it."""
        columns = [
            Column(
                str(week.week.number), week.has_records, week.figures.hours, week.band, week.figures,
                any(week.first <= day <= week.last for day in self.highlighted),
            )
            for week in self.weeks
        ]  # fmt: skip
        return _page(self, words.WEEK_ROW, columns, self.weeks[self.selected], painter, width, height)

    def facts(self) -> list[str]:
        """Return the name of the selected week, then facts about it."""
        week = self.weeks[self.selected]
        return [words.week_name(week.week, self.today), *_facts(week, week.band, self.highlighted, "week")]


@dataclass(frozen=True)
class MonthsView:
    """The chart of `months`. The other fields are those of WeeksView."""

    months: Sequence[TrendMonth]
    selected: int
    today: date
    highlighted: Collection[date] = ()
    hint: tuple[str, str] | None = None
    units: Mapping[str, str] = field(default_factory=dict)
    week_days: Sequence[GridDay] = ()
    """Always empty, as a month has too many days to list."""

    def lines(self, painter: Painter, width: int, height: int) -> Iterable[Line]:
        """Return the chart, in hours a week, with the selected month below it or beside it."""
        columns = [
            Column(
                short_month(month.first), month.has_records, month.hours_a_week, None, month.figures,
                any(month.first <= day <= month.last for day in self.highlighted),
            )
            for month in self.months
        ]  # fmt: skip
        return _page(self, words.MONTH_ROW, columns, self.months[self.selected], painter, width, height)

    def facts(self) -> list[str]:
        """Return the name of the selected month, then facts about it."""
        month = self.months[self.selected]
        facts = list(_facts(month, None, self.highlighted, "month"))
        if month.hours_a_week is not None:
            facts[0] = words.hours_a_week(month.hours_a_week, month.weeks)
        return [words.month_name(month.first), *facts]


def _page(
    view: WeeksView | MonthsView,
    name: str,
    columns: Sequence[Column],
    period: TrendWeek | TrendMonth,
    painter: Painter,
    width: int,
    height: int,
) -> Iterable[Line]:
    if width < WIDE or height < TALL or view.hint:
        drawn = _fitted(name, columns, view.selected, painter, width, height - SUMMARY_LINES)
        return with_summary(drawn, summary_lines(view.facts(), view.hint, painter, width))
    panel = side_panel(view.facts(), period, view.week_days, view.units, painter, width - CHART_WIDTH - GAP)
    drawn = _fitted(name, columns, view.selected, painter, CHART_WIDTH, height)
    return beside(drawn, list(panel), CHART_WIDTH + GAP)


def _facts(
    period: TrendWeek | TrendMonth, band: tuple[float, float] | None, highlighted: Collection[date], unit: str
) -> Iterator[str]:
    limit = DIRECTIVE_HOURS if unit == "week" else None
    if not (period.has_records or period.figures.escalations_opened):
        yield words.NOTHING_LOGGED.format(what=unit)
    else:
        yield from words.work_facts(period.figures, band, line=limit)
        yield from words.rating_facts(period.figures)
        yield from words.event_facts(period.figures)
    if days := words.marked_days([day for day in highlighted if period.first <= day <= period.last]):
        yield days


def _fitted(
    name: str, columns: Sequence[Column], selected: int, painter: Painter, width: int, height: int
) -> list[Line]:
    """Return the chart in `height` lines, as large as fits, with as many of the columns as fit."""
    shown = fitting(width, len(columns), selected)
    for sizes in SIZES:
        found = list(chart(name, columns[shown], selected - shown.start, painter, sizes))
        if len(found) <= height:
            break
    return (found + [[]] * (height - len(found)))[:height]


def summary_lines(facts: Sequence[str], hint: tuple[str, str] | None, painter: Painter, width: int) -> list[Line]:
    """Return `facts`, or `hint` in their place, with the first in bold: in three lines, or four if they need more."""
    ink, glyphs = painter.ink, painter.glyphs
    lines = fact_lines(hint or facts, width, SUMMARY_LINES, ink, glyphs)
    is_cut = lines[-1][-1][0].endswith(glyphs.more)
    return fact_lines(hint or facts, width, SUMMARY_LINES + 1, ink, glyphs) if is_cut else lines


def with_summary(drawn: list[Line], summary: list[Line]) -> list[Line]:
    """Return `drawn` above `summary`. A fourth line of the summary replaces a blank last line of `drawn`, so that
    nothing moves."""
    if len(summary) > SUMMARY_LINES and drawn and not drawn[-1]:
        return [*drawn[:-1], *summary]
    return [*drawn, *summary]
