"""Draw hours as bars on one fixed scale, so that bars of different weeks can be compared."""

from __future__ import annotations

from typing import Final

from cmcheckin.domain.named import NamedTuple
from cmcheckin.domain.numbers import whole
from cmcheckin.ui.glyphs import Glyphs
from cmcheckin.wording import text_cells

SCALE: Final = 12
"""Hours at the end of the scale. A bar that goes beyond it gets a mark."""
CELLS: Final = 24
"""Cells of the whole scale: two per hour, so that half a cell is a quarter of an hour."""
FEW_CELLS: Final = 12
"""Cells of the whole scale if there is little room."""


def bar(hours: float, glyphs: Glyphs, cells: int = CELLS) -> str:
    """Return a bar of at most `cells` cells for `hours`. Anything above 0 shows at least half a cell."""
    return text_cells.bar(hours, SCALE, cells, glyphs.half_bar + glyphs.bar)


class DayBar(NamedTuple):
    """A bar for the hours of a day, in three parts."""

    usual: str
    """Up to the usual hours."""
    beyond: str
    late: str
    """After hours."""

    def __len__(self) -> int:
        return sum(map(len, self))


def day_bar(hours: float, usual: float, late: float, glyphs: Glyphs, cells: int = CELLS) -> DayBar:
    """Return a bar of at most `cells` cells for `hours`, of which the last `late` were after hours."""
    drawn = bar(hours, glyphs, cells)
    late_from = min(whole(max(hours - late, 0.0) * cells / SCALE), len(drawn))
    usual_to = min(whole(usual * cells / SCALE), late_from)
    end = drawn[usual_to:late_from]
    return DayBar(drawn[:usual_to], end.replace(glyphs.bar, glyphs.beyond), glyphs.late * (len(drawn) - late_from))


def beyond(hours: float) -> bool:
    """Return whether `hours` are more than the scale shows."""
    return hours > SCALE


def place(hours: float, cells: int = CELLS) -> int:
    """Return the index of the cell at `hours` on a scale of `cells` cells."""
    return min(int(hours * cells / SCALE), cells)


def scale(cells: int = CELLS, step: int = 4) -> str:
    """Return a line with a number every `step` hours, each above its cell."""
    text = ""
    for hours in range(0, SCALE + 1, step):
        text = text.ljust(place(hours, cells)) + str(hours)
    return text
