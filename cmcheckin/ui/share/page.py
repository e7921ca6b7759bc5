"""The one widget of the way to a share file: what stands above, rows to mark or to read, and what stands below."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final, Protocol

from rich.style import Style

from cmcheckin.ui.kit.painted import Line, Painted, cells, sides, wrap
from cmcheckin.ui.kit.painter import Painter
from cmcheckin.wording import share as words

MEASURE: Final = 92
"""Columns beyond which a line is hard to follow."""


@dataclass(frozen=True)
class Parts:
    """A page in lines. `at`: which of the rows is marked and kept in sight; None on a page to read."""

    head: Sequence[Line]
    rows: Sequence[Line]
    foot: Sequence[Line] = ()
    at: int | None = None


def paragraph(painter: Painter, text: str, width: int, most: int, style: Style) -> list[Line]:
    """Running text, two cells from the edge, in at most so many lines of this width."""
    return [[(f"  {row}", style)] for row in wrap(text, width, most, painter.glyphs)]


class View(Protocol):
    """What stands on a page."""

    def parts(self, painter: Painter, width: int, height: int) -> Parts:
        """Its lines, none wider than `width`. The page has `height` of them."""


class SharePage(Painted):
    """A page of the way to a share file."""

    DEFAULT_CSS = """
    SharePage { height: 1fr; padding: 0 1 0 1; }
    """

    def __init__(self) -> None:
        super().__init__()
        self._view: View | None = None
        self._top = 0
        self._room = 1

    def show(self, view: View, *, anew: bool = False) -> None:
        """Draw this, from its beginning when it is another page than before."""
        self._view = view
        self._top = 0 if anew else self._top
        self.redraw()

    def scroll(self, rows: int) -> None:
        """Further down a page to read, or up again."""
        self._top += rows
        self.redraw()

    @property
    def turn(self) -> int:
        """Rows that a page turns by: one of the last ones stays, so that the eye finds its place."""
        return max(self._room - 1, 1)

    def draw(self, width: int, height: int) -> Iterable[Line]:
        if self._view is None:
            return []
        parts = self._view.parts(Painter(self.ink, self.glyphs), width, height)
        foot = [[], *parts.foot] if parts.foot else []
        room = self._room = max(height - len(parts.head) - len(foot), 1)
        if parts.at is not None:
            self._top = min(max(self._top, parts.at - room + 1), parts.at)
            if parts.at <= 1:  # a heading over the first row comes into sight with it
                self._top = 0
        self._top = max(min(self._top, len(parts.rows) - room), 0)
        shown = list(parts.rows[self._top : self._top + room])
        head = list(parts.head)
        if len(parts.rows) > room and head:
            place = words.lines_in_view(self._top + 1, self._top + len(shown), len(parts.rows))
            if cells(head[0]) + len(place) + 4 <= width:
                head[0] = sides(head[0], [(place, self.ink.quiet)], width)
        return [*head, *shown, *([[]] * (room - len(shown))), *foot]
