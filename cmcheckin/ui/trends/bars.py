"""Bars that stand and hang, by eighths of a cell on fixed scales, with what is usual as their ground. Pure."""

from __future__ import annotations

from typing import Final, NamedTuple

from rich.style import Style

from cmcheckin.domain.numbers import whole
from cmcheckin.ui.glyphs import Glyphs
from cmcheckin.ui.kit.painted import Run
from cmcheckin.ui.theme import Ink

FULL: Final = 8
"""Parts of a cell."""
TURNED: Final = Style(reverse=True)


class Pen(NamedTuple):
    """What one draws with here: the styles of the look, the marks of the terminal."""

    ink: Ink
    glyphs: Glyphs
    coloured: bool = True
    """Whether colours are shown at all; without them a ground would read as something drawn."""

    def standing(self, parts: int) -> str:
        """A cell filled from below by so many parts of eight."""
        return self.glyphs.levels[min(parts, FULL) - 1] if parts > 0 else " "

    def hanging(self, parts: int, style: Style) -> Run:
        """A cell filled from above."""
        if not 0 < parts < FULL:
            return self.standing(parts), style
        if self.glyphs.hanging:
            return self.glyphs.hanging[parts - 1], style
        return self.glyphs.levels[FULL - parts - 1], style + TURNED

    def ground(self, low: int, high: int) -> Run:
        """A cell whose ground is coloured from one part of eight up to another, as near as one cell can show it."""
        if high <= low or not self.coloured or self.glyphs.hanging:
            return " ", self.ink.plain
        errors = ((FULL - high + low, "whole"), (low, "below"), (FULL - high, "above"))
        nearest = min(errors)[1]
        if nearest == "whole":
            return " ", self.ink.on_band
        if nearest == "below":
            return self.standing(high), self.ink.band
        return self.hanging(FULL - low, self.ink.band)


def parts(value: float, low: float, high: float, rows: int) -> int:
    """How many eighths of a cell a value fills on a scale over so many rows: at least one above `low`, never more
    than there are."""
    share = (min(value, high) - low) / (high - low)
    return max(whole(share * rows * FULL), 1) if value > low else 0


def in_row(filled: int, row: int) -> int:
    """How many of the eight parts of a row (0 is the lowest) are filled."""
    return min(max(filled - row * FULL, 0), FULL)


def two_sided(value: float, middle: float, reach: float, rows: int) -> int:
    """Eighths above the middle (negative: below), on a scale that reaches as far to either side over so many rows."""
    away = (value - middle) / reach
    return whole(max(min(away, 1.0), -1.0) * rows * FULL)
