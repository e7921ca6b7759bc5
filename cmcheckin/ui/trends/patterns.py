"""What repeats: the weekdays, what goes with what, and these weeks against those before."""

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
from cmcheckin.wording import trends as told
from cmcheckin.wording import week as week_words
from cmcheckin.wording.trend_year import WEEKDAYS
from cmcheckin.wording.week import NONE, minutes

DAY: Final = 6
COLUMNS: Final = (7, 10, 8, 8, 11)
"""Cells of hours, after-hours, mood, energy and of how many days."""
NAME: Final = 13
VALUE: Final = 9
MEASURE: Final = 92
"""Cells the two columns are spread over at most."""
TALL: Final = 30
"""Lines from which there is air, and room for all there is to say."""


@dataclass(frozen=True)
class PatternsView:
    """The patterns of some weeks."""

    trends: Trends
    hint: tuple[str, str] | None = None

    def lines(self, painter: Painter, width: int, height: int) -> Iterable[Line]:
        """The three parts under each other."""
        if self.hint:
            yield [(self.hint[0], painter.ink.strong)]
            yield from ([(line, painter.ink.plain)] for line in wrap(self.hint[1], width, 2, painter.glyphs))
            return
        yield from self._weekdays(painter)
        yield []
        if height >= TALL:
            yield []
        changes = list(self._against(painter, width))
        yield from self._together(painter, width, height - 10 - len(changes) - (height >= TALL) * 2)
        yield []
        if height >= TALL:
            yield []
        yield from changes

    def _weekdays(self, painter: Painter) -> Iterator[Line]:
        names = ("hours", "after", "mood", "energy", "worked")
        head: list[Run] = [("".ljust(DAY), painter.ink.quiet), (scale().ljust(CELLS + 2), painter.ink.quiet)]
        yield head + [(right(name, COLUMNS[n]), painter.ink.quiet) for n, name in enumerate(names)]
        days = self.trends.weekdays
        hours = by_point([words.one_place(day.hours) for day in days])
        for day, text in zip(days, hours, strict=True):
            yield self._weekday(painter, day, text)

    def _weekday(self, painter: Painter, day: WeekdayPattern, hours: str) -> Line:
        drawn = bar(day.hours, painter.glyphs) if day.hours is not None else ""
        over = painter.glyphs.over if day.hours is not None and beyond(day.hours) else ""
        line: list[Run] = [(WEEKDAYS[day.weekday].ljust(DAY), painter.ink.plain)]
        line += [
            (drawn, painter.ink.soft),
            (over, painter.ink.accent),
            (" " * (CELLS + 2 - len(drawn + over)), painter.ink.plain),
        ]
        cells_of = (
            hours.strip() and hours,
            minutes(day.after_hours_minutes) if day.logged else "",
            words.one_place(day.mood),
            words.one_place(day.energy),
            words.worked(day.worked, day.logged) if day.logged else "",
        )
        for n, text in enumerate(cells_of):
            if not text or text == NONE:
                mark = painter.glyphs.nothing if text else painter.glyphs.unknown
                line.append((right(mark, COLUMNS[n]), painter.ink.faint))
            else:
                line.append(
                    (right(text, COLUMNS[n]), painter.ink.quiet if n == len(cells_of) - 1 else painter.ink.plain)
                )
        return line

    def _together(self, painter: Painter, width: int, room: int) -> Iterator[Line]:
        """What goes with what, as much as there is room for; never why."""
        pairs, lines = self.trends.associations, list[Line]()
        left = len(pairs)
        for pair in pairs:
            counts = (pair.days_after, pair.days_otherwise)
            text = told.association(pair.condition, pair.rating, pair.after, pair.otherwise, counts)
            wrapped = wrap(text, width, 3, painter.glyphs)
            if lines and len(lines) + len(wrapped) + 2 > room:
                break
            lines += [[(line, painter.ink.plain)] for line in wrapped]
            left -= 1
        more = f", {week_words.more(left)}" if left else ""
        yield [(told.TOGETHER, painter.ink.strong), (f"   {words.OVER_A_YEAR}{more}", painter.ink.quiet)]
        if not pairs:
            lines = [[(line, painter.ink.plain)] for line in wrap(told.NOTHING_TOGETHER, width, 2, painter.glyphs)]
        yield from lines
        if pairs:
            yield [(fit(told.TOGETHER_HINT, width, painter.glyphs), painter.ink.quiet)]

    def _against(self, painter: Painter, width: int) -> Iterator[Line]:
        """Now, and before in brackets, in two columns."""
        comparison = self.trends.comparison
        if not comparison.changes:
            yield [(words.NOTHING_BEFORE, painter.ink.quiet)]
            return
        yield [(words.AGAINST, painter.ink.strong), (f"   {words.compared(comparison.weeks)}", painter.ink.quiet)]
        changes = list(comparison.changes)
        rows = (len(changes) + 1) // 2
        for n in range(rows):
            line = self._change(painter, changes[n])
            if n + rows < len(changes):
                line += [
                    (" " * (min(width, MEASURE) // 2 - cells(line)), painter.ink.plain),
                    *self._change(painter, changes[n + rows]),
                ]
            yield line

    def _change(self, painter: Painter, change: Change) -> list[Run]:
        now, before = (told.amount(change.measure, value) for value in (change.now, change.before))
        mark = painter.glyphs.above if change.now > change.before else painter.glyphs.below
        return [
            (told.MEASURES[change.measure].ljust(NAME), painter.ink.quiet),
            (now.rjust(VALUE), painter.ink.plain),
            (f" {mark if now != before else ' '} ", painter.ink.quiet),
            (f"{words.WAS} {before}", painter.ink.quiet),
        ]
