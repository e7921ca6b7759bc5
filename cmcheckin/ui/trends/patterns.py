"""Patterns: weekdays, associations, and these weeks compared with those before."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final

from cmcheckin.insight.calendar_periods import Change
from cmcheckin.insight.patterns import WeekdayPattern
from cmcheckin.insight.trends import Trends
from cmcheckin.ui.kit.bars import CELLS, bar, beyond, scale
from cmcheckin.ui.kit.line_widget import Line, Run, beside, line_width, text_lines
from cmcheckin.ui.kit.painter import Painter
from cmcheckin.ui.kit.text_cells import align_points, align_right, fit
from cmcheckin.wording import trend_screen as words
from cmcheckin.wording import trends as trend_words
from cmcheckin.wording import week as week_words
from cmcheckin.wording.trend_screen import SHORT_WEEKDAYS
from cmcheckin.wording.week import ZERO, mean_cell, minutes_cell

DAY: Final = 6
COLUMNS: Final = (7, 10, 8, 8, 11)
"""Cells of the columns: hours, after hours, mood, energy and days worked."""
NAME: Final = 13
VALUE: Final = 9
MAX_WIDTH: Final = 92
"""Most cells for the two columns of changes."""
BESIDE, GAP, LEAST = 92, 8, 60
"""Where the changes begin if they are beside the weekdays, the blank cells before them, and the fewest cells that they
need there."""
TALL: Final = 30
"""Lines from which the parts are set apart by two blank lines."""


@dataclass(frozen=True)
class PatternsView:
    """The patterns in `trends`."""

    trends: Trends
    top: int = 0
    """How many lines are scrolled out of view."""

    def overflow(self, painter: Painter, width: int, height: int) -> int:
        """Return how many lines don't fit in `width` cells and `height` lines."""
        lines = len(self._all(painter, width, height))
        return lines - height + 1 if lines > height else 0  # with a line that says there are more

    def lines(self, painter: Painter, width: int, height: int) -> Iterable[Line]:
        """Return the three parts below each other, or the last one beside the others, or as much of them as fits."""
        lines, most = self._all(painter, width, height), self.overflow(painter, width, height)
        if not most:
            return lines
        top = min(self.top, most)
        hint = words.MORE_BELOW if top < most else words.MORE_ABOVE
        return [*lines[top : top + height - 1], [(hint, painter.ink.quiet)]]

    def _all(self, painter: Painter, width: int, height: int) -> list[Line]:
        gap: list[Line] = [[]] * (2 if height >= TALL else 1)
        if width >= BESIDE + LEAST:
            left = [
                *self._weekdays(painter, BESIDE - GAP),
                *gap,
                *self._associations(painter, BESIDE - GAP, height - 10),
            ]
            return list(beside(left, list(self._changes(painter, width - BESIDE)), BESIDE))
        changes = list(self._changes(painter, width))
        room = height - 8 - 2 * len(gap) - len(changes)
        return [
            *self._weekdays(painter, width),
            *gap,
            *self._associations(painter, width, room),
            *gap,
            *changes,
        ]

    def _weekdays(self, painter: Painter, width: int) -> Iterator[Line]:
        head: list[Run] = [("".ljust(DAY), painter.ink.quiet), (scale().ljust(CELLS + 2), painter.ink.quiet)]
        names = [align_right(name, COLUMNS[n]) for n, name in enumerate(words.WEEKDAY_COLUMNS)]
        shown = len(COLUMNS) - (DAY + CELLS + 2 + sum(COLUMNS) > width)  # all of them, or all but the last one
        yield head + [(name, painter.ink.quiet) for name in names[:shown]]
        days = self.trends.weekdays
        hours = align_points([mean_cell(day.hours) for day in days])
        for day, text in zip(days, hours, strict=True):
            yield self._weekday(painter, day, text, shown)

    def _weekday(self, painter: Painter, day: WeekdayPattern, hours: str, columns: int) -> Line:
        ink, glyphs = painter.ink, painter.glyphs
        drawn = bar(day.hours, glyphs) if day.hours is not None else ""
        over = glyphs.over if day.hours is not None and beyond(day.hours) else ""
        gap = " " * (CELLS + 2 - len(drawn + over))
        line: list[Run] = [(SHORT_WEEKDAYS[day.weekday].ljust(DAY), ink.plain)]
        line += [(drawn, ink.soft), (over, ink.amber), (gap, ink.plain)]
        texts = (
            hours.strip() and hours,
            minutes_cell(day.after_hours_minutes) if day.logged else "",
            mean_cell(day.mood),
            mean_cell(day.energy),
            words.WORKED_OF_LOGGED.format(worked=day.worked, logged=day.logged) if day.logged else "",
        )
        for n, text in enumerate(texts[:columns]):
            if not text or text == ZERO:
                mark = glyphs.nothing if text else glyphs.unknown
                line.append((align_right(mark, COLUMNS[n]), ink.faint))
            else:
                line.append((align_right(text, COLUMNS[n]), ink.quiet if n == len(texts) - 1 else ink.plain))
        return line

    def _associations(self, painter: Painter, width: int, room: int) -> Iterator[Line]:
        """Return as many associations as fit in `room` lines. They are stated, never explained."""
        pairs, lines = self.trends.associations, list[Line]()
        ink, glyphs = painter.ink, painter.glyphs
        left = len(pairs)
        for pair in pairs:
            counts = (pair.days_after, pair.days_otherwise)
            text = trend_words.association(pair.condition, pair.rating, pair.after, pair.otherwise, counts)
            wrapped = text_lines(text, ink.plain, width, 3, glyphs)
            if lines and len(lines) + len(wrapped) + 2 > room:
                break
            lines += wrapped
            left -= 1
        more = f", {week_words.MORE_ENTRIES.format(number_left=left)}" if left else ""
        yield [(trend_words.ASSOCIATIONS, ink.strong), (f"   {words.OVER_A_YEAR}{more}", ink.quiet)]
        yield from lines or text_lines(trend_words.NO_ASSOCIATIONS, ink.plain, width, 2, glyphs)
        if pairs:
            yield [(fit(trend_words.ASSOCIATIONS_HINT, width, glyphs), ink.quiet)]

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
        lines = [self._change(painter, change) for change in comparison.changes]
        rows = (len(lines) + 1) // 2
        left, right = lines[:rows], lines[rows:]
        start = min(width, MAX_WIDTH) // 2
        if max(map(line_width, left)) >= start or any(start + line_width(line) > width for line in right):
            yield from lines  # below each other, as two columns don't fit
        else:
            yield from beside(left, right, start)

    def _change(self, painter: Painter, change: Change) -> list[Run]:
        ink, glyphs = painter.ink, painter.glyphs
        now, before = (trend_words.measure_text(change.measure, value) for value in (change.now, change.before))
        mark = glyphs.above if change.now > change.before else glyphs.below
        return [
            (trend_words.MEASURES[change.measure].ljust(NAME), ink.quiet),
            (now.rjust(VALUE), ink.plain),
            (f" {mark if now != before else ' '} ", ink.quiet),
            (f"{words.EARLIER} {before}", ink.quiet),
        ]
