"""The ledger of rest: week by week, time owed and taken back."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from rich.style import Style

from cmcheckin.domain.numbers import whole as to_whole
from cmcheckin.insight.ledger import Ledger, LedgerWeek
from cmcheckin.ui.glyphs import UNICODE
from cmcheckin.ui.kit.line_widget import Line, Run, text_lines
from cmcheckin.ui.kit.painter import Painter
from cmcheckin.ui.kit.text_cells import align_right
from cmcheckin.wording import trend_screen as words
from cmcheckin.wording import trends as trend_words
from cmcheckin.wording.week import ZERO, minutes_cell

WEEK: Final = 12
COLUMNS: Final = (12, 13, 8, 12, 12)
NARROW: Final = (12, 12, 8, 11, 12)
"""Cells of the columns: after hours, free days, nights, time taken back and time still owed. The narrow ones leave no
room for a bar."""
SCALE: Final = 2400
"""Minutes still owed that fill the bar: 40 h, a usual week."""
BAR: Final = (7, 40)
"""Fewest and most cells of the bar."""
MAX_WIDTH: Final = 92
"""Most cells in a line of text."""
MAX_SUMMARY_LINES: Final = 3


@dataclass(frozen=True)
class LedgerView:
    """The weeks of `ledger` as a table."""

    ledger: Ledger
    selected: int
    """Index of the selected week."""

    def day_at(self, x: int, y: int, width: int) -> date | None:
        """Return the last day of the week in line `y`; None for other lines."""
        shown = len(text_lines(self._summary(), Style(), min(width, MAX_WIDTH), MAX_SUMMARY_LINES, UNICODE))
        row = y - max(shown, MAX_SUMMARY_LINES - 1) - 2  # a blank line and the heads of the columns
        return self.ledger.weeks[row].week.sunday if 0 <= row < len(self.ledger.weeks) else None

    def lines(self, painter: Painter, width: int, height: int) -> Iterable[Line]:
        """Return the sum in words, a row for each week, and an explanation of the columns."""
        ledger, text_width = self.ledger, min(width, MAX_WIDTH)
        bar = min(width - WEEK - sum(COLUMNS) - 2, BAR[1])
        bar, columns = (bar, COLUMNS) if bar >= BAR[0] else (0, NARROW)
        ink, glyphs = painter.ink, painter.glyphs
        lines = text_lines(self._summary(), ink.plain, text_width, MAX_SUMMARY_LINES, glyphs)
        lines += [[]] * (MAX_SUMMARY_LINES - len(lines))  # the last one is blank
        if lines[-1]:
            lines.append([])
        lines.append(
            [(" " * WEEK, ink.quiet)]
            + [(align_right(name, columns[n]), ink.quiet) for n, name in enumerate(trend_words.LEDGER_COLUMNS)]
            + ([(words.UP_TO_40_H.rjust(bar + 2), ink.quiet)] if bar else [])
        )
        for n, week in enumerate(ledger.weeks):
            logged = n >= len(ledger.weeks) - ledger.logged
            lines.append(self._week(painter, week, columns, bar, selected=n == self.selected, logged=logged))
        meaning = [[], *text_lines(trend_words.LEDGER_MEANING, ink.quiet, text_width, 3, glyphs)]
        return [*lines, *(meaning if len(lines) + len(meaning) <= height else ())]

    def _summary(self) -> str:
        return " ".join(trend_words.ledger_summary(self.ledger.logged, *self.ledger.total.amounts))

    def _week(
        self, painter: Painter, week: LedgerWeek, columns: Sequence[int], bar: int, *, selected: bool, logged: bool
    ) -> Line:
        ink, glyphs = painter.ink, painter.glyphs
        mark = glyphs.marker if selected else " "
        style = ink.chosen if selected else ink.quiet
        line: list[Run] = [(mark, ink.accent), (f" {words.week_short(week.week)}".ljust(WEEK - 1), style)]
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
                line.append((align_right(glyphs.nothing, columns[n]), ink.faint))
            else:
                line.append((align_right(text, columns[n]), ink.strong if selected else ink.plain))
        if not bar:
            return line
        halves = to_whole(min(week.still_owed, SCALE) / SCALE * bar * 2)
        whole, rest = divmod(max(halves, 1) if week.still_owed > 0 else 0, 2)
        drawn = glyphs.bar * whole + glyphs.half_bar * rest
        return [*line, (f"  {drawn}", ink.accent if selected else ink.soft)]
