"""The ledger of rest: week by week, time owed and taken back."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from cmcheckin.domain.numbers import whole as to_whole
from cmcheckin.insight.ledger import Ledger, LedgerWeek
from cmcheckin.ui.kit.painted import Line, Run, right, wrap
from cmcheckin.ui.kit.painter import Painter
from cmcheckin.wording import trend_screen as words
from cmcheckin.wording import trends as trend_words
from cmcheckin.wording.week import ZERO, minutes_cell

WEEK: Final = 11
COLUMNS: Final = (12, 14, 8, 12, 12)
"""Cells of the columns: after hours, free days, nights, time taken back and time still owed."""
SCALE: Final = 2400
"""Minutes still owed that fill the bar: 40 h, a usual week."""
BAR: Final = (7, 40)
"""Fewest and most cells of the bar."""
MAX_WIDTH: Final = 92
"""Most cells in a line of text."""
SUM_LINES: Final = 3
"""Most lines for the sum in words."""


@dataclass(frozen=True)
class LedgerView:
    """The weeks of `ledger` as a table."""

    ledger: Ledger
    selected: int
    """Index of the selected week."""
    hint: tuple[str, str] | None = None
    """A heading and a sentence to show if nothing is logged."""

    def lines(self, painter: Painter, width: int, height: int) -> Iterable[Line]:
        """Return the sum in words, a row for each week, and an explanation of the columns."""
        if self.hint:
            yield [(self.hint[0], painter.ink.strong)]
            yield from ([(line, painter.ink.plain)] for line in wrap(self.hint[1], width, 2, painter.glyphs))
            return
        ledger, text_width = self.ledger, min(width, MAX_WIDTH)
        bar = min(max(width - WEEK - sum(COLUMNS) - 2, BAR[0]), BAR[1])
        sums = " ".join(
            trend_words.ledger_summary(ledger.logged, ledger.owed, ledger.nights, ledger.taken_back, ledger.still_owed)
        )
        wrapped = wrap(sums, text_width, SUM_LINES - 1, painter.glyphs)
        if len(wrapped) == SUM_LINES - 1:
            wrapped = wrap(sums, text_width, SUM_LINES, painter.glyphs)
        yield from ([(line, painter.ink.plain)] for line in (*wrapped, *[""] * (SUM_LINES - 1 - len(wrapped))))
        yield []
        yield (
            [(" " * WEEK, painter.ink.quiet)]
            + [(right(name, COLUMNS[n]), painter.ink.quiet) for n, name in enumerate(trend_words.LEDGER_COLUMNS)]
            + [(words.UP_TO_40_H.rjust(bar + 2), painter.ink.quiet)]
        )
        for n, week in enumerate(ledger.weeks):
            logged = n >= len(ledger.weeks) - ledger.logged
            yield self._week(painter, week, bar, selected=n == self.selected, logged=logged)
        yield []
        yield from (
            [(line, painter.ink.quiet)] for line in wrap(trend_words.LEDGER_MEANING, text_width, 3, painter.glyphs)
        )

    def _week(self, painter: Painter, week: LedgerWeek, bar: int, *, selected: bool, logged: bool) -> Line:
        mark = painter.glyphs.marker if selected else " "
        style = painter.ink.chosen if selected else painter.ink.quiet
        line: list[Run] = [(mark, painter.ink.accent), (f" {words.week_short(week.week)}".ljust(WEEK - 1), style)]
        if not logged:
            return line
        texts = (
            minutes_cell(week.after_hours),
            minutes_cell(week.free_days),
            str(week.nights) if week.nights else ZERO,
            minutes_cell(week.taken_back),
            minutes_cell(week.still_owed),
        )
        for n, text in enumerate(texts):
            if text == ZERO:
                line.append((right(painter.glyphs.nothing, COLUMNS[n]), painter.ink.faint))
            else:
                line.append((right(text, COLUMNS[n]), painter.ink.strong if selected else painter.ink.plain))
        halves = to_whole(min(week.still_owed, SCALE) / SCALE * bar * 2)
        whole, rest = divmod(max(halves, 1) if week.still_owed > 0 else 0, 2)
        drawn = painter.glyphs.bar * whole + painter.glyphs.half_bar * rest
        return [*line, (f"  {drawn}", painter.ink.accent if selected else painter.ink.soft)]
