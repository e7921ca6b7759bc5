"""A year of days: weeks across, weekdays down, each day as high as what it has, in colour as well."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from rich.style import Style

from cmcheckin.insight.trends import TrendWeek
from cmcheckin.insight.year_grid import GridDay
from cmcheckin.ui.kit.painted import Line, Run, packed, sides
from cmcheckin.ui.trends.bars import Pen
from cmcheckin.ui.trends.weeks import WeeksView, said
from cmcheckin.wording import trend_screen as words
from cmcheckin.wording import trend_year as named

LEFT: Final = 6
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
"""Up to where each of the first four steps goes: hours, ratings, hours again in minutes. The fifth is all beyond.

A usual day of 7 to 9 hours lies in the middle; half an hour after hours is where the notes begin to count."""
FREE: Final = ("off", "leave", "sick")


def step(value: float, measure: str) -> int:
    """Which of the five steps a value lies in, 0 to 4."""
    return sum(value > edge for edge in STEPS[measure])


def value_of(day: GridDay, measure: str) -> float | None:
    """What a day has of it; None when nobody said, or when it is in doubt."""
    if measure in ("mood", "energy"):
        return day.mood if measure == "mood" else day.energy
    if day.doubtful:
        return None
    if measure == "hours":
        return None if day.hours == 0 and day.kind in FREE else day.hours
    return day.after_hours_minutes


@dataclass(frozen=True)
class YearView:
    """Whole weeks of days, Monday first, one day marked."""

    days: Sequence[GridDay]
    at: int
    measure: str
    today: date
    week: TrendWeek
    """The week of the marked day."""
    pointed: Collection[date] = ()
    hint: tuple[str, str] | None = None

    def lines(self, pen: Pen, width: int, height: int) -> Iterable[Line]:
        """The measures, the grid, the marked day and its week in words."""
        cell = 2 if width >= LEFT + 2 * (len(self.days) // 7) else 1
        legend_beside = cell == 1 and width >= LEFT + len(self.days) // 7 + GAP + LEGEND
        yield self._measures(pen, width)
        yield []
        told = 12 + (not legend_beside)
        more = [name for name, _ in named.MEASURES if name != self.measure]
        grids = list(self._grid(pen, self.measure, cell, beside=legend_beside))
        while more and height - told - len(grids) >= 10:
            grids += [[], *self._grid(pen, more.pop(0), cell, beside=legend_beside, named_too=True)]
        yield from grids
        yield []
        if height - told - len(grids) > 1:
            yield []
        yield from self._day(pen, width)
        yield []
        week = WeeksView((self.week,), 0, self.today, self.pointed)
        yield from said(week.facts(), self.hint, pen, width)

    def _measures(self, pen: Pen, width: int) -> Line:
        line: list[Run] = []
        for n, (name, label) in enumerate(named.MEASURES, 1):
            if name == self.measure:
                line.append((f"{n} {label}", pen.ink.chosen))
            else:
                line += [(str(n), pen.ink.accent), (f" {label}", pen.ink.quiet)]
            line.append(("   ", pen.ink.quiet))
        line.pop()
        upright = f"{pen.glyphs.up}{pen.glyphs.down}"
        keys: list[Run] = []
        for key, name in zip((pen.glyphs.arrows, upright), words.MOVING, strict=True):
            keys += [(f"  {key}", pen.ink.accent), (f" {name}", pen.ink.quiet)]
        return sides(line, keys, width)

    def _grid(self, pen: Pen, measure: str, cell: int, *, beside: bool, named_too: bool = False) -> Iterator[Line]:
        head = dict(named.MEASURES)[measure] if named_too else ""
        legend = list(self._legend(pen, measure))
        weeks = len(self.days) // 7
        months = self._months(cell).ljust(weeks * cell)
        over = " " * GAP + words.DAYS.rjust(LEGEND) if beside else ""
        yield [(head[: LEFT - 1].ljust(LEFT), pen.ink.plain), (months + over, pen.ink.quiet)]
        for weekday in range(7):
            here = weekday == self.at % 7
            label = named.WEEKDAYS[weekday] + (f" {pen.glyphs.marker}" if here else "")
            line: list[Run] = [(label.ljust(LEFT), pen.ink.chosen if here else pen.ink.quiet)]
            for n in range(weekday, len(self.days), 7):
                char, style = self._cell(pen, self.days[n], measure)
                if n == self.at:
                    style += pen.ink.strong + pen.ink.field.background_style
                line.append((char.ljust(cell), style))
            if beside and weekday < len(legend):
                line += [(" " * GAP, pen.ink.quiet), *legend[weekday]]
            yield line
        yield self._pointer(pen, cell)
        if not beside:
            flat: list[Run] = [(" " * LEFT, pen.ink.quiet)]
            for mark, (word, style), number in legend:
                flat += (
                    [mark, (word, style), number, ("   ", pen.ink.quiet)] if cell > 1 else [mark, (word.strip(), style)]
                )
                flat += [] if cell > 1 else [("  ", pen.ink.quiet)]
            yield flat

    def _cell(self, pen: Pen, day: GridDay, measure: str) -> Run:
        value = value_of(day, measure)
        pointed = Style(underline=True, bold=True) if day.date in self.pointed else Style()
        if value is None:
            if day.kind in ("before", "ahead"):
                return " ", pen.ink.faint
            free = day.kind in FREE and measure in ("hours", "after_hours")
            return (pen.glyphs.nothing if free else pen.glyphs.unknown), pen.ink.faint + pointed
        if measure == "after_hours" and not value:
            return pen.glyphs.nothing, pen.ink.faint + pointed
        of = step(value, measure)
        return self._mark(pen, of), pen.ink.steps[of] + pointed

    def _mark(self, pen: Pen, of: int) -> str:
        return str(of + 1) if pen.glyphs.hanging else pen.standing(HEIGHTS[of])

    def _legend(self, pen: Pen, measure: str) -> Iterator[list[Run]]:
        """The steps in words, the highest first, and on how many days."""
        values = [value_of(day, measure) for day in self.days]
        tally = Counter(step(value, measure) for value in values if value or (value == 0 and measure == "hours"))
        for of in range(len(HEIGHTS) - 1, -1, -1):
            word = named.SCALES[measure][of]
            number = f"{tally[of]:>4}" if tally[of] else f"{pen.glyphs.nothing:>4}"
            yield [
                (f"{self._mark(pen, of)} ", pen.ink.steps[of]),
                (word.ljust(10), pen.ink.plain),
                (number, pen.ink.quiet),
            ]

    def _months(self, cell: int) -> str:
        """Their short names, each over the week that holds their first day."""
        text = ""
        for n in range(0, len(self.days), 7):
            first = next((day.date for day in self.days[n : n + 7] if day.date.day == 1), None)
            if first and len(text) <= n // 7 * cell and n // 7 * cell + 3 <= len(self.days) // 7 * cell:
                text = text.ljust(n // 7 * cell) + words.month_short(first)
        return text

    def _pointer(self, pen: Pen, cell: int) -> Line:
        """Under the marked week its number; under those of marked days a bullet."""
        width = len(self.days) // 7 * cell
        cells = [" "] * (width + 4)
        for n in range(0, len(self.days), 7):
            if any(day.date in self.pointed for day in self.days[n : n + 7]):
                cells[n // 7 * cell] = pen.glyphs.bullet
        place = self.at // 7 * cell
        mark = pen.glyphs.bullet if cells[place] == pen.glyphs.bullet else pen.glyphs.above
        label, start = f"{mark}{self.week.week.number}", place
        if place + 3 > width:
            label, start = f"{self.week.week.number:>2}{mark}", place - 2
        cells[start : start + len(label)] = label
        return [(" " * LEFT, pen.ink.quiet), ("".join(cells).rstrip(), pen.ink.accent)]

    def _day(self, pen: Pen, width: int) -> Iterator[Line]:
        day = self.days[self.at]
        facts = list(named.day_words(day))
        lead = named.day_name(day.date, self.today)
        lines = packed([lead, *facts], f" {pen.glyphs.middle} ", width, 2, pen.glyphs)
        yield [(lines[0][: len(lead)], pen.ink.strong), (lines[0][len(lead) :], pen.ink.plain)]
        yield [(lines[1], pen.ink.plain)] if len(lines) > 1 else []
