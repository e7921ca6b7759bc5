"""A year of days: weeks across, weekdays down. The shade of a square shows the value of the day.

Without enough colours, its height does; in ASCII, a digit.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from rich.style import Style

from cmcheckin.domain.figures import GridDay
from cmcheckin.insight.trends import TrendWeek
from cmcheckin.ui.kit.line_widget import Line, Run, fact_lines, sides
from cmcheckin.ui.kit.painter import Painter
from cmcheckin.ui.kit.text_cells import MEASURE
from cmcheckin.ui.trends.weeks import SUMMARY_LINES, PeriodsView, summary_lines
from cmcheckin.wording import trend_screen as words
from cmcheckin.wording.formats import long_day, short_month

LEFT: Final = 6
FIRST_ROW: Final = 3
"""Line of the Mondays in the first grid."""
GAP: Final = 3
LEGEND: Final = 16
HEIGHTS: Final = (1, 3, 5, 6, 8)
"""Eighths of a cell for the five steps."""
STEPS: Final[dict[str, tuple[float, ...]]] = {
    "hours": (4, 7, 9, 11),
    "mood": (1, 2, 3, 4),
    "energy": (1, 2, 3, 4),
    "after_hours": (15, 30, 60, 120),
}
"""Upper limits of the first four steps: in hours, as ratings, and in minutes after hours. The fifth has none.

The middle step is a usual day of 7 to 9 hours. Nudges count a day from 30 minutes after hours."""
DAYS_OFF: Final = ("off", "leave", "sick")


def step(value: float, measure: str) -> int:
    """Return the step of `value` in `measure`, from 0 to 4."""
    return sum(value > edge for edge in STEPS[measure])


def value_of(day: GridDay, measure: str) -> float | None:
    """Return the value of `day` in `measure`; None if it isn't logged, looks wrong, or is a day off."""
    if measure in ("mood", "energy"):
        return day.mood if measure == "mood" else day.energy
    if day.doubtful:
        return None
    if measure == "hours":
        return None if day.hours == 0 and day.kind in DAYS_OFF else day.hours
    return day.after_hours_minutes


@dataclass(frozen=True)
class YearView:
    """A grid of `days`: whole weeks, each beginning on Monday."""

    days: Sequence[GridDay]
    selected: int
    """Index of the selected day."""
    measure: str
    """What is shown: a key of STEPS."""
    today: date
    week: TrendWeek
    """The week of the selected day."""
    highlighted: Collection[date] = ()
    hint: tuple[str, str] | None = None
    """A heading and a sentence to show if nothing is logged."""

    def day_at(self, x: int, y: int, width: int) -> date | None:
        """Return the day whose square in the first grid is at cell `x` of line `y`; None elsewhere."""
        cell = self._cell_width(width)
        week, weekday = (x - LEFT) // cell, y - FIRST_ROW
        is_square = 0 <= week < len(self.days) // 7 and 0 <= weekday < 7
        return self.days[7 * week + weekday].date if is_square else None

    def _cell_width(self, width: int) -> int:
        return 2 if width >= LEFT + 2 * (len(self.days) // 7) else 1

    def lines(self, painter: Painter, width: int, height: int) -> Iterable[Line]:
        """Return the measures, as many grids as fit, and the selected day and its week in words."""
        cell = self._cell_width(width)
        grid = LEFT + cell * (len(self.days) // 7)
        legend_beside = width >= grid + GAP + LEGEND
        found: list[Line] = [self._measures(painter, min(width, grid + GAP + LEGEND)), []]
        other_lines = 12 + (not legend_beside)
        more = [name for name, _ in words.YEAR_MEASURES if name != self.measure]
        grids = list(self._grid(painter, self.measure, cell, beside=legend_beside))
        while more and height - other_lines - len(grids) >= 10:
            grids += [[], *self._grid(painter, more.pop(0), cell, beside=legend_beside, titled=True)]
        found += [*grids, []]
        if height - other_lines - len(grids) > 1:
            found.append([])
        width = min(width, max(grid, MEASURE))
        found += [*self._day(painter, width), []]
        week = PeriodsView((self.week,), 0, self.today, self.highlighted)
        room = min(max(height - len(found), 0), SUMMARY_LINES + 1)
        return [*found, *summary_lines(week.facts(), self.hint, painter, width, room)]

    def _measures(self, painter: Painter, width: int) -> Line:
        ink, glyphs = painter.ink, painter.glyphs
        line: list[Run] = []
        for n, (name, label) in enumerate(words.YEAR_MEASURES, 1):
            if name == self.measure:
                line.append((f"{n} {label}", ink.chosen))
            else:
                line += [(str(n), ink.accent), (f" {label}", ink.quiet)]
            line.append(("   ", ink.quiet))
        line.pop()
        upright = f"{glyphs.up}{glyphs.down}"
        keys: list[Run] = []
        for key, name in zip((glyphs.arrows, upright), words.YEAR_ARROWS, strict=True):
            keys += [(f"  {key}", ink.accent), (f" {name}", ink.quiet)]
        return sides(line, keys, width)

    def _grid(self, painter: Painter, measure: str, cell: int, *, beside: bool, titled: bool = False) -> Iterator[Line]:
        ink, glyphs = painter.ink, painter.glyphs
        head = dict(words.YEAR_MEASURES)[measure] if titled else ""
        legend = list(self._legend(painter, measure))
        weeks = len(self.days) // 7
        months, used = self._months(cell).ljust(weeks * cell), max(len(head) + 1 - LEFT, 0)
        while used and months[used - 1 : used].strip():  # a long title takes the place of the month beside it
            used += 1
        over = " " * GAP + words.DAYS.rjust(LEGEND) if beside else ""
        yield [(head.ljust(LEFT + used), ink.plain), (months[used:] + over, ink.quiet)]
        for weekday in range(7):
            here = weekday == self.selected % 7
            label = words.SHORT_WEEKDAYS[weekday] + (f" {glyphs.marker}" if here else "")
            line: list[Run] = [(label.ljust(LEFT), ink.chosen if here else ink.quiet)]
            for n in range(weekday, len(self.days), 7):
                char, style = self._cell(painter, self.days[n], measure)
                if n == self.selected:
                    style += ink.strong + ink.field.background_style
                line.append((char.ljust(cell), style))
            if beside and weekday < len(legend):
                line += [(" " * GAP, ink.quiet), *legend[weekday]]
            yield line
        yield self._pointer(painter, cell)
        if not beside:
            below: list[Run] = [(" " * (LEFT if cell > 1 else 1), ink.quiet)]
            for mark, (word, style), number in legend:
                if cell > 1:
                    below += [mark, (word, style), number, ("   ", ink.quiet)]
                else:
                    below += [mark, (word.strip(), style), ("  ", ink.quiet)]
            yield below

    def _cell(self, painter: Painter, day: GridDay, measure: str) -> Run:
        ink, glyphs = painter.ink, painter.glyphs
        value = value_of(day, measure)
        highlight = Style(underline=True, bold=True) if day.date in self.highlighted else Style()
        if value is None:
            if day.kind in ("before", "ahead"):
                return " ", ink.faint
            free = day.kind in DAYS_OFF and measure in ("hours", "after_hours")
            return (glyphs.nothing if free else glyphs.unknown), ink.faint + highlight
        if measure == "after_hours" and not value:
            return glyphs.nothing, ink.faint + highlight
        height = step(value, measure)
        return self._mark(painter, height), self._shade(painter, measure, height) + highlight

    def _shade(self, painter: Painter, measure: str, height: int) -> Style:
        """Return the style of a step: more hours are not better, so they have a scale of their own. The digits
        of ASCII have it only in the highest step, as the others would be hard to read."""
        steps = painter.ink.steps if measure in ("mood", "energy") else painter.ink.loads
        is_digit = not painter.glyphs.square and painter.glyphs.hanging
        return painter.ink.plain if is_digit and height < len(steps) - 1 else steps[height]

    def _mark(self, painter: Painter, height: int) -> str:
        glyphs = painter.glyphs
        return glyphs.square or (str(height + 1) if glyphs.hanging else painter.bar_up(HEIGHTS[height]))

    def _legend(self, painter: Painter, measure: str) -> Iterator[list[Run]]:
        """Return the steps, highest first, in three parts each: the mark, its meaning, and the number of days."""
        ink, glyphs = painter.ink, painter.glyphs
        values = [value_of(day, measure) for day in self.days]
        tally = Counter(step(value, measure) for value in values if value or (value == 0 and measure == "hours"))
        for height in range(len(HEIGHTS) - 1, -1, -1):
            word = words.YEAR_SCALES[measure][height]
            number = f"{tally[height]:>4}" if tally[height] else f"{glyphs.nothing:>4}"
            yield [
                (f"{self._mark(painter, height)} ", self._shade(painter, measure, height)),
                (word.ljust(10), ink.plain),
                (number, ink.quiet),
            ]

    def _months(self, cell: int) -> str:
        """Return the short names of the months, each above the week of its first day."""
        text = ""
        for n in range(0, len(self.days), 7):
            first = next((day.date for day in self.days[n : n + 7] if day.date.day == 1), None)
            if first and len(text) <= n // 7 * cell and n // 7 * cell + 3 <= len(self.days) // 7 * cell:
                text = text.ljust(n // 7 * cell) + short_month(first)
        return text

    def _pointer(self, painter: Painter, cell: int) -> Line:
        """Return the line below the grid: the number of the selected week, and bullets for highlighted days."""
        ink, glyphs = painter.ink, painter.glyphs
        width = len(self.days) // 7 * cell
        cells = [" "] * (width + 4)
        for n in range(0, len(self.days), 7):
            if any(day.date in self.highlighted for day in self.days[n : n + 7]):
                cells[n // 7 * cell] = glyphs.bullet
        place = self.selected // 7 * cell
        mark = glyphs.bullet if cells[place] == glyphs.bullet else glyphs.above
        label, start = f"{mark}{self.week.week.number}", place
        if place + 3 > width:
            label, start = f"{self.week.week.number:>2}{mark}", place - 2
        cells[start : start + len(label)] = label
        return [(" " * LEFT, ink.quiet), ("".join(cells).rstrip(), ink.accent)]

    def _day(self, painter: Painter, width: int) -> list[Line]:
        day = self.days[self.selected]
        facts = [long_day(day.date, self.today), *words.day_facts(day)]
        return [*fact_lines(facts, width, 2, painter.ink, painter.glyphs), []][:2]
