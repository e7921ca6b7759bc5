"""What stands in place of a screen when the terminal is too small for it."""

from __future__ import annotations

from collections.abc import Iterable

from cmcheckin.ui.kit.painted import Line, Painted, wrap
from cmcheckin.wording.app import window_too_small


class RoomNeeded(Painted):
    """Covers the screen; what is underneath keeps its state."""

    DEFAULT_CSS = """
    RoomNeeded { layer: cover; dock: top; width: 100%; height: 100%; background: $background; }
    """

    def __init__(self, columns: int, rows: int) -> None:
        super().__init__()
        self._needed = (columns, rows)

    def draw(self, width: int, height: int) -> Iterable[Line]:
        text = window_too_small(*self._needed, *self.app.size)
        return [[(line, self.ink.plain)] for line in wrap(text, width, height, self.glyphs)]
