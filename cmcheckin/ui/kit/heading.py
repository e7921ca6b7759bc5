"""The first line of a screen."""

from __future__ import annotations

from collections.abc import Iterable

from cmcheckin.ui.kit.painted import Line, Painted, cells, fit, sides


class Heading(Painted):
    """What this screen is about, bold at the left; where in it one is, muted at the right."""

    DEFAULT_CSS = """
    Heading { height: 2; padding: 0 1; }
    """

    def __init__(self, title: str = "", place: str = "", *, id: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id)
        self._title, self._place = title, place

    def say(self, title: str, place: str = "") -> None:
        """Show another title and place."""
        self._title, self._place = title, place
        self.redraw()

    def draw(self, width: int, height: int) -> Iterable[Line]:
        place: Line = [(fit(self._place, width // 2, self.glyphs), self.ink.quiet)]
        title = fit(self._title, width - cells(place) - 2, self.glyphs)
        yield sides([(title, self.ink.strong)], place, width)
