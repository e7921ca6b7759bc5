"""The morning in words."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from rich.cells import cell_len
from textual.binding import Binding, BindingType

from cmcheckin.checkin import review
from cmcheckin.ui.kit.painted import Line, Painted, pad, wrap

LABEL, LONG_LABEL = 13, 26
"""Cells of the labels; more where a number of the user's own has a longer name."""


class ReviewLines(Painted, can_focus=True):
    """A label and what was answered, line by line; what was left open is muted. Scrolls by line when it is long."""

    DEFAULT_CSS = """
    ReviewLines { height: 1fr; padding: 0 2; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up", "shift(-1)", show=False),
        Binding("down", "shift(1)", show=False),
    ]

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002  Textual's name
        super().__init__(id=id)
        self.content: tuple[review.SummaryLine, ...] = ()
        self.top = 0

    def show(self, content: tuple[review.SummaryLine, ...]) -> None:
        """Another morning."""
        self.content, self.top = content, 0
        self.redraw()

    def draw(self, width: int, height: int) -> Sequence[Line]:
        found: list[Line] = []
        column = min(max([LABEL, *(cell_len(each.label) + 2 for each in self.content)]), LONG_LABEL)
        for each in self.content:
            label = each.label
            for text in each.texts:
                for part in wrap(text, width - column, 3, self.glyphs):
                    style = self.ink.plain if each.is_answered else self.ink.quiet
                    found.append([(pad(label, column - 1, self.glyphs) + " ", self.ink.quiet), (part, style)])
                    label = ""
        room = height
        if len(found) <= room or room < 2:
            return found
        self.top = min(self.top, len(found) - room + 1)
        shown = found[self.top : self.top + room - 1]
        rest = len(found) - self.top - len(shown)
        marks = self.glyphs.up + self.glyphs.down
        return [*shown, [(" " * column, self.ink.quiet), (f"{marks} {rest} more" if rest else marks, self.ink.quiet)]]

    def action_shift(self, by: int) -> None:
        """Scroll by a line."""
        self.top = max(self.top + by, 0)
        self.redraw()
