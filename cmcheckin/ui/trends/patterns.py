"""Patterns: weekdays, associations, and these weeks compared with those before."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final

from cmcheckin.insight.patterns import WeekdayPattern
from cmcheckin.insight.period_comparison import Change
from cmcheckin.insight.trends import Trends
from cmcheckin.ui.kit.bars import CELLS, bar, beyond, scale
from cmcheckin.ui.kit.painted import Line, Run, by_point, cells, fit, right, wrap
from cmcheckin.ui.kit.painter import Painter
from cmcheckin.wording import trend_screen as words
from cmcheckin.wording import trends as trend_words
from cmcheckin.wording import week as week_words
from cmcheckin.wording.trend_year import SHORT_WEEKDAYS
from cmcheckin.wording.week import ZERO, minutes_cell

DAY: Final = 6
COLUMNS: Final = (7, 10, 8, 8, 11)
"""Cells of the columns: hours, after hours, mood, energy and days worked."""
NAME: Final = 13
VALUE: Final = 9
MAX_WIDTH: Final = 92
"""Most cells for the two columns of changes."""
TALL: Final = 30
"""Lines from which the parts are set apart by two blank lines."""


@dataclass(frozen=True)
class PatternsView:
    """The patterns in `trends`."""

    trends: Trends
    hint: tuple[str, str] | None = None
    """A heading and a sentence to show if nothing is logged."""

    def lines(self, painter: Painter, width: int, height: int) -> Iterable[Line]:
        """Return the three parts below each other."""
        if self.hint:
            yield [(self.hint[0], painter.ink.strong)]
            yield from ([(line, painter.ink.plain)] for line in wrap(self.hint[1], width, 2, painter.glyphs))
            return
        yield from self._weekdays(painter)
        yield []
        if height >= TALL:
            yield []
        changes = list(self._changes(painter, width))
        yield from self._associations(painter, width, height - 10 - len(changes) - (height >= TALL) * 2)
        yield []
        if height >= TALL:
            yield []
        yield from changes

    def _weekdays(self, painter: Painter) -> Iterator[Line]:
        head: list[Run] = [("".ljust(DAY), painter.ink.quiet), (scale().ljust(CELLS + 2), painter.ink.quiet)]
        yield head + [(right(name, COLUMNS[n]), painter.ink.quiet) for n, name in enumerate(words.WEEKDAY_COLUMNS)]
        days = self.trends.weekdays
        hours = by_point([words.decimal_cell(day.hours) for day in days])
        for day, text in zip(days, hours, strict=True):
            yield self._weekday(painter, day, text)

    def _weekday(self, painter: Painter, day: WeekdayPattern, hours: str) -> Line:
        drawn = bar(day.hours, painter.glyphs) if day.hours is not None else ""
        over = painter.glyphs.over if day.hours is not None and beyond(day.hours) else ""
        line: list[Run] = [(SHORT_WEEKDAYS[day.weekday].ljust(DAY), painter.ink.plain)]
        line += [
            (drawn, painter.ink.soft),
            (over, painter.ink.accent),
            (" " * (CELLS + 2 - len(drawn + over)), painter.ink.plain),
        ]
        cells_of = (
            hours.strip() and hours,
            minutes_cell(day.after_hours_minutes) if day.logged else "",
            words.decimal_cell(day.mood),
            words.decimal_cell(day.energy),
            words.worked_of_logged(day.worked, day.logged) if day.logged else "",
        )
        for n, text in enumerate(cells_of):
            if not text or text == ZERO:
                mark = painter.glyphs.nothing if text else painter.glyphs.unknown
                line.append((right(mark, COLUMNS[n]), painter.ink.faint))
            else:
                line.append(
                    (right(text, COLUMNS[n]), painter.ink.quiet if n == len(cells_of) - 1 else painter.ink.plain)
                )
        return line

    def _associations(self, painter: Painter, width: int, room: int) -> Iterator[Line]:
        """Return as many associations as fit in `room` lines. They are stated, never explained."""
        pairs, lines = self.trends.associations, list[Line]()
        left = len(pairs)
        for pair in pairs:
            counts = (pair.days_after, pair.days_otherwise)
            text = trend_words.association(pair.condition, pair.rating, pair.after, pair.otherwise, counts)
            wrapped = wrap(text, width, 3, painter.glyphs)
            if lines and len(lines) + len(wrapped) + 2 > room:
                break
            lines += [[(line, painter.ink.plain)] for line in wrapped]
            left -= 1
        more = f", {week_words.more_entries(left)}" if left else ""
        yield [(trend_words.ASSOCIATIONS, painter.ink.strong), (f"   {words.OVER_A_YEAR}{more}", painter.ink.quiet)]
        if not pairs:
            lines = [
                [(line, painter.ink.plain)] for line in wrap(trend_words.NO_ASSOCIATIONS, width, 2, painter.glyphs)
            ]
        yield from lines
        if pairs:
            yield [(fit(trend_words.ASSOCIATIONS_HINT, width, painter.glyphs), painter.ink.quiet)]

    def _changes(self, painter: Painter, width: int) -> Iterator[Line]:
        """Return the values of now and before, in two columns."""
        comparison = self.trends.comparison
        if not comparison.changes:
            yield [(words.NO_COMPARISON, painter.ink.quiet)]
            return
        yield [
            (words.COMPARISON, painter.ink.strong),
            (f"   {words.comparison_heading(comparison.weeks)}", painter.ink.quiet),
        ]
        changes = list(comparison.changes)
        rows = (len(changes) + 1) // 2
        for n in range(rows):
            line = self._change(painter, changes[n])
            if n + rows < len(changes):
                line += [
                    (" " * (min(width, MAX_WIDTH) // 2 - cells(line)), painter.ink.plain),
                    *self._change(painter, changes[n + rows]),
                ]
            yield line

    def _change(self, painter: Painter, change: Change) -> list[Run]:
        now, before = (trend_words.measure_text(change.measure, value) for value in (change.now, change.before))
        mark = painter.glyphs.above if change.now > change.before else painter.glyphs.below
        return [
            (trend_words.MEASURES[change.measure].ljust(NAME), painter.ink.quiet),
            (now.rjust(VALUE), painter.ink.plain),
            (f" {mark if now != before else ' '} ", painter.ink.quiet),
            (f"{words.EARLIER} {before}", painter.ink.quiet),
        ]
