"""The one widget of the trends: it draws the view it is shown, so that turning to another sends changed cells only."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Protocol

from cmcheckin.ui.kit.painted import Line, Painted, fit
from cmcheckin.ui.kit.painter import Painter
from cmcheckin.wording import trend_screen as words


class View(Protocol):
    """What stands on a page."""

    def lines(self, painter: Painter, width: int, height: int) -> Iterable[Line]:
        """Its lines from the top, at most so many of so many cells."""


class TrendPage(Painted):
    """A page of the trends."""

    DEFAULT_CSS = """
    TrendPage { height: 1fr; padding: 0 1; }
    """

    def __init__(self) -> None:
        super().__init__()
        self._view: View | None = None

    def show(self, view: View) -> None:
        """Draw this view."""
        self._view = view
        self.redraw()

    def draw(self, width: int, height: int) -> Iterable[Line]:
        return (
            ()
            if self._view is None
            else self._view.lines(Painter(self.ink, self.glyphs, not self.app.no_color), width, height)
        )


class TrendTabs(Painted):
    """What period this is, and the views with their keys, the present one set off."""

    DEFAULT_CSS = """
    TrendTabs { height: 2; padding: 0 1; }
    """

    def __init__(self) -> None:
        super().__init__()
        self._title, self._view = "", ""
        self._keys: dict[str, str] = {}

    def say(self, title: str, view: str, keys: dict[str, str]) -> None:
        """Show this title, and this view of those (by name) with their keys."""
        self._title, self._view, self._keys = title, view, keys
        self.redraw()

    def draw(self, width: int, height: int) -> Iterable[Line]:
        line = []
        for name, label in words.TABS:
            if name == self._view:
                line += [(f"{self._keys.get(name, '')} {label}", self.ink.chosen)]
            else:
                line += [(self._keys.get(name, ""), self.ink.accent), (f" {label}", self.ink.quiet)]
            line.append(("  ", self.ink.quiet))
        line.pop()
        used = sum(len(text) for text, _ in line)
        title = fit(self._title, width - used - 1, self.glyphs)
        yield [(title.ljust(width - used), self.ink.strong), *line]
