"""Hours as bars on one fixed scale, so that 7.5 and 8 look alike and 2 and 14 do not."""

from __future__ import annotations

from typing import Final

from cmcheckin.ui.glyphs import Glyphs
from cmcheckin.wording import text_cells

SCALE: Final = 12
"""Hours the scale ends at; a bar that would go on is marked."""
CELLS: Final = 24
"""Cells of the whole scale: two an hour, so that half a cell is a quarter of an hour."""
FEW_CELLS: Final = 12
"""The same where there is little room."""


def bar(hours: float, glyphs: Glyphs, cells: int = CELLS) -> str:
    """Return a bar of at most `cells` cells for `hours`. Anything above 0 shows at least half a cell."""
    return text_cells.bar(hours, SCALE, cells, glyphs.half_bar + glyphs.bar)


def beyond(hours: float) -> bool:
    """Whether a bar ends past the scale."""
    return hours > SCALE


def place(hours: float, cells: int = CELLS) -> int:
    """The cell a number of hours begins at."""
    return min(int(hours * cells / SCALE), cells)


def scale(cells: int = CELLS, step: int = 4) -> str:
    """The numbers of the scale, each over the cell it begins at."""
    text = ""
    for hours in range(0, SCALE + 1, step):
        text = text.ljust(place(hours, cells)) + str(hours)
    return text
