"""Draw bars by eighths of a cell on fixed scales, over a background that shows the usual range. Pure."""

from __future__ import annotations

from typing import Final

from rich.style import Style

from cmcheckin.domain.named import NamedTuple
from cmcheckin.domain.numbers import whole
from cmcheckin.ui.glyphs import Glyphs
from cmcheckin.ui.kit.line_widget import Run
from cmcheckin.ui.theme import Ink

FULL: Final = 8
"""Parts of a cell."""
REVERSED: Final = Style(reverse=True)


class Painter(NamedTuple):
    """Draws in the styles of the theme, with glyphs that the terminal can show."""

    ink: Ink
    glyphs: Glyphs
    coloured: bool = True
    """Whether there are colours. Without them no background is drawn, as it would look like a bar."""

    def bar_up(self, filled: int) -> str:
        """Return a cell of which `filled` eighths are filled from below."""
        return self.glyphs.levels[min(filled, FULL) - 1] if filled > 0 else " "

    def bar_down(self, filled: int, style: Style) -> Run:
        """Return a cell of which `filled` eighths are filled from above."""
        if not 0 < filled < FULL:
            return self.bar_up(filled), style
        if self.glyphs.hanging:
            return self.glyphs.hanging[filled - 1], style
        return self.glyphs.levels[FULL - filled - 1], style + REVERSED

    def background(self, low: int, high: int) -> Run:
        """Return a cell whose background is coloured from `low` to `high` eighths, as closely as one cell can show."""
        if high <= low or not self.coloured or self.glyphs.hanging:
            return " ", self.ink.plain
        errors = ((FULL - high + low, "whole"), (low, "below"), (FULL - high, "above"))
        nearest = min(errors)[1]
        if nearest == "whole":
            return " ", self.ink.on_band
        if nearest == "below":
            return self.bar_up(high), self.ink.band
        return self.bar_down(FULL - low, self.ink.band)


def eighths(value: float, low: float, high: float, rows: int) -> int:
    """Return how many eighths of a cell `value` fills on a scale from `low` to `high` over `rows` rows.

    At least one for a value above `low`, and at most all of them.
    """
    share = (min(value, high) - low) / (high - low)
    return max(whole(share * rows * FULL), 1) if value > low else 0


def eighths_in_row(filled: int, row: int) -> int:
    """Return how many of `filled` eighths lie in `row`, of which 0 is the lowest: from 0 to 8."""
    return min(max(filled - row * FULL, 0), FULL)


def eighths_from_middle(value: float, middle: float, reach: float, rows: int) -> int:
    """Return how many eighths `value` lies above `middle`, negative if below, on a scale that reaches `reach` to either
    side over `rows` rows each."""
    away = (value - middle) / reach
    return whole(max(min(away, 1.0), -1.0) * rows * FULL)
