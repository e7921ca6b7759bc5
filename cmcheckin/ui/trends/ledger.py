"""The 2 am ledger: week by week the rest that was owed, taken back, and is still open."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from cmcheckin.domain.numbers import whole as to_whole
from cmcheckin.insight.ledger import Ledger, LedgerWeek
from cmcheckin.ui.kit.painted import Line, Run, right, wrap
from cmcheckin.ui.kit.painter import Painter
from cmcheckin.wording import trend_screen as words
from cmcheckin.wording import trends as told
from cmcheckin.wording.week import NONE, minutes

WEEK: Final = 11
COLUMNS: Final = (12, 14, 8, 12, 12)
"""Cells of what came after hours, on free days, at night, what was taken back and what is still owed."""
SCALE: Final = 2400
"""Minutes the bar of what is still owed ends at: 40 h, a usual week."""
BAR: Final = (7, 40)
"""Cells it has at least, and at most."""
MEASURE: Final = 92
"""Cells a line of running text may have."""
SUMMED: Final = 3
"""Lines for the sum in words."""


@dataclass(frozen=True)
class RestView:
    """The ledger, one of its weeks marked."""

    ledger: Ledger
    at: int
    hint: tuple[str, str] | None = None

    def lines(self, painter: Painter, width: int, height: int) -> Iterable[Line]:
        """The sum in words, the weeks under each other, and what counts as what."""
        if self.hint:
            yield [(self.hint[0], painter.ink.strong)]
            yield from ([(line, painter.ink.plain)] for line in wrap(self.hint[1], width, 2, painter.glyphs))
            return
        ledger, measure = self.ledger, min(width, MEASURE)
        bar = min(max(width - WEEK - sum(COLUMNS) - 2, BAR[0]), BAR[1])
        sums = " ".join(
            told.ledger_sum(ledger.logged, ledger.owed, ledger.nights, ledger.taken_back, ledger.still_owed)
        )
        wrapped = wrap(sums, measure, SUMMED - 1, painter.glyphs)
        if len(wrapped) == SUMMED - 1:
            wrapped = wrap(sums, measure, SUMMED, painter.glyphs)
        yield from ([(line, painter.ink.plain)] for line in (*wrapped, *[""] * (SUMMED - 1 - len(wrapped))))
        yield []
        yield (
            [(" " * WEEK, painter.ink.quiet)]
            + [(right(name, COLUMNS[n]), painter.ink.quiet) for n, name in enumerate(told.LEDGER_COLUMNS)]
            + [(words.TO_A_WEEK.rjust(bar + 2), painter.ink.quiet)]
        )
        for n, week in enumerate(ledger.weeks):
            logged = n >= len(ledger.weeks) - ledger.logged
            yield self._week(painter, week, bar, chosen=n == self.at, logged=logged)
        yield []
        yield from ([(line, painter.ink.quiet)] for line in wrap(told.LEDGER_MEANING, measure, 3, painter.glyphs))

    def _week(self, painter: Painter, week: LedgerWeek, bar: int, *, chosen: bool, logged: bool) -> Line:
        mark = painter.glyphs.marker if chosen else " "
        style = painter.ink.chosen if chosen else painter.ink.quiet
        line: list[Run] = [(mark, painter.ink.accent), (f" {words.week_short(week.week)}".ljust(WEEK - 1), style)]
        if not logged:
            return line
        texts = (
            minutes(week.after_hours),
            minutes(week.free_days),
            str(week.nights) if week.nights else NONE,
            minutes(week.taken_back),
            minutes(week.still_owed),
        )
        for n, text in enumerate(texts):
            if text == NONE:
                line.append((right(painter.glyphs.nothing, COLUMNS[n]), painter.ink.faint))
            else:
                line.append((right(text, COLUMNS[n]), painter.ink.strong if chosen else painter.ink.plain))
        halves = to_whole(min(week.still_owed, SCALE) / SCALE * bar * 2)
        whole, rest = divmod(max(halves, 1) if week.still_owed > 0 else 0, 2)
        drawn = painter.glyphs.bar * whole + painter.glyphs.half_bar * rest
        return [*line, (f"  {drawn}", painter.ink.accent if chosen else painter.ink.soft)]
