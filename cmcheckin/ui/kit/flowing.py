"""Lines that are as many as they need to be."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from rich.cells import cell_len
from textual.geometry import Size

from cmcheckin.ui.kit.painted import Line, Painted, Run, pad


class Flowing(Painted):
    """A painted widget whose height follows from what it has to say; it is laid out anew only when that changes."""

    DEFAULT_CSS = """
    Flowing { height: auto; padding: 0 2; }
    """

    def lines(self, width: int) -> Sequence[Line]:
        """What stands there, in lines of so many cells."""
        raise NotImplementedError

    @property
    def mark(self) -> Run:
        """Return the bar that marks the focused question, or spaces of the same width for the others."""
        return (f"{self.glyphs.marker} " if self.has_focus else "  ", self.ink.accent)

    def draw(self, width: int, height: int) -> Iterable[Line]:
        return self.lines(width)

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        return len(self.lines(width))

    def redraw(self) -> None:
        if self.is_mounted and self.size.height != len(self.lines(self.size.width)):
            self._strips = None
            self.refresh(layout=True)
        else:
            super().redraw()

    def watch_has_focus(self, has_focus: bool) -> None:
        super().watch_has_focus(has_focus)
        self.redraw()


def centred(text: str, width: int) -> str:
    """The text in the middle of `width` cells; cut when it is longer."""
    gap = width - cell_len(text)
    return " " * (gap // 2) + text + " " * (gap - gap // 2) if gap >= 0 else pad(text, width)
