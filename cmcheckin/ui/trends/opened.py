"""The marked week or month opened beside its chart: its numbers in words, its days, what came in, own numbers."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import zip_longest
from typing import Final

from cmcheckin.domain.escalation import SEVERITIES
from cmcheckin.domain.numbers import rounded
from cmcheckin.insight.calendar_periods import Period
from cmcheckin.insight.year_grid import GridDay
from cmcheckin.ui.kit.bars import FEW_CELLS, bar, beyond
from cmcheckin.ui.kit.painted import Line, Run, cells, right, wrap
from cmcheckin.ui.kit.painter import Painter
from cmcheckin.wording import trend_screen as words
from cmcheckin.wording import week as week_words
from cmcheckin.wording.formats import minutes, number

DAY: Final = 8
NAME: Final = 18
COLUMNS: Final = (6, 5, 5)
"""Cells of the hours, mood and energy of a day."""


def opened(
    facts: Sequence[str], of: Period, days: Sequence[GridDay], units: Mapping[str, str], painter: Painter, width: int
) -> Iterator[Line]:
    """Its lines, the first fact being its name."""
    lead, *more = words.ratings_together(facts)
    yield [(lead, painter.ink.strong)]
    yield []
    for fact in more:
        yield from _text(fact, width, painter)
    if days:
        yield []
        yield [(" " * (DAY + FEW_CELLS), painter.ink.quiet)] + [
            (right(name, size), painter.ink.quiet) for name, size in zip(("h", "mood", "en."), COLUMNS, strict=True)
        ]
        yield from (_day(day, painter) for day in days)
    if came := list(_came_in(of)):
        yield []
        yield [(words.CAME_IN.capitalize(), painter.ink.strong)]
        for name, amount in came:
            yield [(name.ljust(NAME), painter.ink.quiet), (amount, painter.ink.plain)]
    if of.metrics:
        yield []
        for name, value in of.metrics.items():
            amount = f"{number(rounded(value, 1))} {units.get(name, '')}".rstrip()
            yield from _text(f"{name} {amount}", width, painter)


def _came_in(of: Period) -> Iterator[tuple[str, str]]:
    figures = of.figures
    severities = [*zip(SEVERITIES, of.severities, strict=True)][::-1]
    counts = (
        *severities,
        (words.ASKS, of.asks),
        (words.UNRATED, of.unrated),
        (words.RESOLVED, figures.escalations_resolved),
        (words.STILL_OPEN, figures.escalations_open),
    )
    yield from ((name, str(number)) for name, number in counts if number)
    if figures.minutes_on_escalations:
        yield words.SPENT, minutes(figures.minutes_on_escalations)


def _day(day: GridDay, painter: Painter) -> Line:
    line: list[Run] = [(week_words.day_label(day.date).ljust(DAY), painter.ink.quiet)]
    if day.hours is None:
        kind = week_words.KINDS.get(day.kind, week_words.WORKED)
        line.append((kind.ljust(FEW_CELLS), painter.ink.quiet))
    else:
        drawn = bar(day.hours, painter.glyphs, FEW_CELLS)
        over = painter.glyphs.over if beyond(day.hours) else ""
        line.append(((drawn + over).ljust(FEW_CELLS), painter.ink.faint if day.doubtful else painter.ink.soft))
    texts = (week_words.hours_cell(day.hours, doubtful=day.doubtful), str(day.mood or ""), str(day.energy or ""))
    for n, (text, size) in enumerate(zip(texts, COLUMNS, strict=True)):
        dot = painter.glyphs.unknown if n and day.kind not in ("before", "today", "ahead") else ""
        line.append((right(text or dot, size), painter.ink.plain if text else painter.ink.faint))
    return line


def _text(text: str, width: int, painter: Painter) -> Iterator[Line]:
    return ([(line, painter.ink.plain)] for line in wrap(text, width, 3, painter.glyphs))


def beside(left: Sequence[Line], end: Sequence[Line], at: int) -> Iterator[Line]:
    """Two parts side by side, the second beginning at that cell."""
    for one, other in zip_longest(left, end, fillvalue=()):
        if other:
            yield [*one, (" " * (at - cells(one)), other[0][1]), *other]
        else:
            yield one
