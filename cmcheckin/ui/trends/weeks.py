"""Twelve weeks, or twelve months, with the marked one in words."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Final

from cmcheckin.insight.trends import DIRECTIVE_HOURS, TrendMonth, TrendWeek
from cmcheckin.insight.year_grid import GridDay
from cmcheckin.ui.kit.painted import Line, packed
from cmcheckin.ui.kit.painter import Painter
from cmcheckin.ui.trends.chart import Column, Sizes, chart, fitting
from cmcheckin.ui.trends.opened import beside, opened
from cmcheckin.wording import trend_screen as words

SAID: Final = 3
"""Lines for the marked one in words."""
WIDE: Final = 112
TALL: Final = 30
"""Columns and lines from which the marked one stands opened beside the chart."""
CHART: Final = 78
GAP: Final = 4
SIZES: Final = (
    Sizes(10, 2, 4, 4, air=2),
    Sizes(10, 2, 4, 4, air=1),
    Sizes(10, 1, 4, 4, air=1),
    Sizes(10, 1, 4, 4),
    Sizes(5, 1, 4, 4),
    Sizes(),
    Sizes(ratings=2),
    Sizes(ratings=2, counts=1),
)
"""The chart from large to small."""


@dataclass(frozen=True)
class WeeksView:
    """The weeks of a page, one of them marked."""

    weeks: Sequence[TrendWeek]
    at: int
    today: date
    days: Collection[date] = ()
    hint: tuple[str, str] | None = None
    """What to say when nothing is written down for any of them."""
    opened: Sequence[GridDay] = ()
    """The days of the marked week."""
    units: Mapping[str, str] = field(default_factory=dict)
    """Of own numbers, by name."""

    def lines(self, painter: Painter, width: int, height: int) -> Iterable[Line]:
        """The chart, then the marked week."""
        columns = [
            Column(
                str(week.week.number), week.has_records, week.figures.hours, week.band, week.figures,
                any(week.first <= day <= week.last for day in self.days),
            )
            for week in self.weeks
        ]  # fmt: skip
        if width < WIDE or height < TALL or self.hint:
            drawn = _fitted(words.WEEK_ROW, columns, self.at, painter, width, height - SAID)
            yield from over(drawn, said(self.facts(), self.hint, painter, width))
            return
        week = self.weeks[self.at]
        panel = opened(self.facts(), week, self.opened, self.units, painter, width - CHART - GAP)
        yield from beside(_fitted(words.WEEK_ROW, columns, self.at, painter, CHART, height), list(panel), CHART + GAP)

    def facts(self) -> list[str]:
        """The marked week, a fact at a time, its name first."""
        week = self.weeks[self.at]
        return [words.week_name(week.week, self.today), *_facts(week, week.band, self.days, "week")]


@dataclass(frozen=True)
class MonthsView:
    """The months of a page, one of them marked."""

    months: Sequence[TrendMonth]
    at: int
    today: date
    days: Collection[date] = ()
    hint: tuple[str, str] | None = None
    units: Mapping[str, str] = field(default_factory=dict)

    def lines(self, painter: Painter, width: int, height: int) -> Iterable[Line]:
        """The chart, its hours being those of a week, then the marked month."""
        columns = [
            Column(
                words.month_short(month.first), month.has_records, month.hours_a_week, None, month.figures,
                any(month.first <= day <= month.last for day in self.days),
            )
            for month in self.months
        ]  # fmt: skip
        if width < WIDE or height < TALL or self.hint:
            drawn = _fitted(words.MONTH_ROW, columns, self.at, painter, width, height - SAID)
            yield from over(drawn, said(self.facts(), self.hint, painter, width))
            return
        panel = opened(self.facts(), self.months[self.at], (), self.units, painter, width - CHART - GAP)
        yield from beside(_fitted(words.MONTH_ROW, columns, self.at, painter, CHART, height), list(panel), CHART + GAP)

    def facts(self) -> list[str]:
        """The marked month, a fact at a time, its name first."""
        month = self.months[self.at]
        facts = list(_facts(month, None, self.days, "month"))
        if month.hours_a_week is not None:
            facts[0] = words.hours_a_week(month.hours_a_week, month.weeks)
        return [words.month_name(month.first), *facts]


def _facts(
    of: TrendWeek | TrendMonth, band: tuple[float, float] | None, days: Collection[date], what: str
) -> Iterator[str]:
    line = DIRECTIVE_HOURS if what == "week" else None
    if not (of.has_records or of.figures.escalations_opened):
        yield words.nothing_told(what)
    else:
        yield from words.work_words(of.figures, band, line=line)
        yield from words.rating_words(of.figures)
        yield from words.brought_words(of.figures)
    if told := words.marked_days([day for day in days if of.first <= day <= of.last]):
        yield told


def _fitted(name: str, columns: Sequence[Column], at: int, painter: Painter, width: int, room: int) -> list[Line]:
    """The chart as large as there is room for, with as many of the columns."""
    shown = fitting(width, len(columns), at)
    for sizes in SIZES:
        found = list(chart(name, columns[shown], at - shown.start, painter, sizes))
        if len(found) <= room:
            break
    return (found + [[]] * (room - len(found)))[:room]


def said(facts: Sequence[str], hint: tuple[str, str] | None, painter: Painter, width: int) -> list[Line]:
    """The marked one in words, its name strong: in three lines, or in four when they do not hold it."""
    lead, *more = hint or facts
    between = f" {painter.glyphs.middle} "
    lines = packed([lead, *more], between, width, SAID, painter.glyphs)
    if lines[-1].endswith(painter.glyphs.more):
        lines = packed([lead, *more], between, width, SAID + 1, painter.glyphs)
    found: list[Line] = [[(lines[0][: len(lead)], painter.ink.strong), (lines[0][len(lead) :], painter.ink.plain)]]
    return found + [[(line, painter.ink.plain)] for line in lines[1:]]


def over(drawn: list[Line], words_under: list[Line]) -> list[Line]:
    """What is drawn, and the words under it: a fourth line of them takes the empty one between, and nothing moves."""
    if len(words_under) > SAID and drawn and not drawn[-1]:
        return [*drawn[:-1], *words_under]
    return [*drawn, *words_under]
