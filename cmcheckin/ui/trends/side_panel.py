"""The selected week or month beside its chart: facts, days, escalations and the user's own numbers and questions."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from cmcheckin.domain.figures import GridDay
from cmcheckin.domain.own_questions import MAX_QUESTIONS
from cmcheckin.insight.calendar_periods import Period
from cmcheckin.insight.period_facts import escalation_counts, own_numbers
from cmcheckin.ui.kit.bars import FEW_CELLS, bar, beyond
from cmcheckin.ui.kit.line_widget import Line, Run, text_lines
from cmcheckin.ui.kit.painter import Painter
from cmcheckin.ui.kit.text_cells import align_right
from cmcheckin.wording import trend_screen as words
from cmcheckin.wording import week as week_words

DAY: Final = 8
NAME: Final = 18
COLUMNS: Final = (6, 5, 5)
"""Cells of the hours, mood and energy of a day."""


def side_panel(
    facts: Sequence[str],
    period: Period,
    days: Sequence[GridDay],
    units: Mapping[str, str],
    painter: Painter,
    width: int,
) -> Iterator[Line]:
    """Return the lines of the panel about `period`: `facts` (the first is its name), then `days` and counts."""
    ink = painter.ink
    lead, *more = words.join_ratings(facts)
    yield [(lead, ink.strong)]
    yield []
    for fact in more:
        yield from _text(fact, width, painter)
    if days:
        yield []
        yield [(" " * (DAY + FEW_CELLS), ink.quiet)] + [
            (align_right(name, size), ink.quiet) for name, size in zip(words.DAY_COLUMNS, COLUMNS, strict=True)
        ]
        yield from (_day(day, painter) for day in days)
    if counts := list(escalation_counts(period)):
        yield []
        yield [(words.CAME_IN.capitalize(), ink.strong)]
        for name, amount in counts:
            yield [(name.ljust(NAME), ink.quiet), (amount, ink.plain)]
    if period.metrics:
        yield []
        for text in own_numbers(period, units):
            yield from _text(text, width, painter)
    if period.answers:
        yield []
        for name, count in [*period.answers.items()][:MAX_QUESTIONS]:
            yield from _text(words.yes_count(name, *count), width, painter)


def _day(day: GridDay, painter: Painter) -> Line:
    ink, glyphs = painter.ink, painter.glyphs
    line: list[Run] = [(week_words.day_label(day.date).ljust(DAY), ink.quiet)]
    if day.hours is None:
        kind = week_words.DAY_KIND_CELLS.get(day.kind, week_words.WORKED)
        line.append((kind.ljust(FEW_CELLS), ink.quiet))
    else:
        drawn = bar(day.hours, glyphs, FEW_CELLS)
        over = glyphs.over if beyond(day.hours) else ""
        line.append((drawn, ink.faint if day.doubtful else ink.soft))
        line.append((over.ljust(FEW_CELLS - len(drawn)), ink.amber))
    texts = (week_words.hours_cell(day.hours, doubtful=day.doubtful), str(day.mood or ""), str(day.energy or ""))
    for n, (text, size) in enumerate(zip(texts, COLUMNS, strict=True)):
        dot = glyphs.unknown if n and day.kind not in ("before", "today", "ahead") else ""
        line.append((align_right(text or dot, size), ink.plain if text else ink.faint))
    return line


def _text(text: str, width: int, painter: Painter) -> list[Line]:
    return text_lines(text, painter.ink.plain, width, 3, painter.glyphs)
