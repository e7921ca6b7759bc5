"""The widgets of the trends: the tabs, and one page that draws any view, so that only changed cells are sent."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, NamedTuple, Protocol, runtime_checkable

from rich.cells import cell_len
from textual.message import Message

from cmcheckin.ui.kit.line_widget import Line, LineWidget, text_lines
from cmcheckin.ui.kit.painter import Painter
from cmcheckin.ui.kit.text_cells import fit
from cmcheckin.wording import trend_screen as words

if TYPE_CHECKING:
    from textual import events


class View(Protocol):
    """The content of a page."""

    def lines(self, painter: Painter, width: int, height: int) -> Iterable[Line]:
        """Return the lines from the top, for `width` cells and `height` lines."""


@runtime_checkable
class ClickableView(View, Protocol):
    """A view of weeks, months or days that can be selected with the mouse."""

    def day_at(self, x: int, y: int, width: int) -> date | None:
        """Return a day of what is drawn at cell `x` of line `y`; None for nothing that can be selected."""


@runtime_checkable
class ScrollableView(View, Protocol):
    """A view that may have more lines than fit."""

    def overflow(self, painter: Painter, width: int, height: int) -> int:
        """Return how many lines don't fit in `width` cells and `height` lines."""


class HintView(NamedTuple):
    """A heading and a sentence, shown if nothing is logged."""

    heading: str
    text: str

    def lines(self, painter: Painter, width: int, height: int) -> Iterable[Line]:
        """Return the heading in bold, and the sentence below."""
        return [
            [(self.heading, painter.ink.strong)],
            *text_lines(self.text, painter.ink.plain, width, 2, painter.glyphs),
        ]


class TrendPage(LineWidget):
    """Draws the current view."""

    DEFAULT_CSS = """
    TrendPage { height: 1fr; padding: 0 1; }
    """

    @dataclass
    class DayClicked(Message):
        """Posted when `day`, or the week or month of it, was clicked."""

        day: date

    def __init__(self) -> None:
        super().__init__()
        self._view: View | None = None

    def show(self, view: View) -> None:
        """Draw `view`."""
        self._view = view
        self.redraw()

    def on_click(self, event: events.Click) -> None:
        """Tell the screen which day, week or month was clicked."""
        offset, view = event.get_content_offset(self), self._view
        if (
            offset is not None
            and isinstance(view, ClickableView)
            and (day := view.day_at(offset.x, offset.y, self.size.width))
        ):
            self.post_message(self.DayClicked(day))

    @property
    def overflow(self) -> int:
        """Return how many lines of the view don't fit."""
        return self._view.overflow(self.painter, *self.size) if isinstance(self._view, ScrollableView) else 0

    @property
    def painter(self) -> Painter:
        """Return the objects that draw the views."""
        return Painter(self.ink, self.glyphs, not self.app.no_color)

    def draw(self, width: int, height: int) -> Iterable[Line]:
        return self._view.lines(self.painter, width, height) if self._view else ()


class TrendTabs(LineWidget):
    """The title of the period, and the views with their keys. The current view is highlighted."""

    DEFAULT_CSS = """
    TrendTabs { height: 2; padding: 0 1; }
    """

    @dataclass
    class ViewClicked(Message):
        """Posted when the tab of the view `name` was clicked."""

        name: str

    def __init__(self) -> None:
        super().__init__()
        self._title, self._view = "", ""
        self._keys: dict[str, str] = {}

    def show(self, title: str, view: str, keys: dict[str, str]) -> None:
        """Show `title`, and highlight the tab of `view`. `keys` are the keys of the views, by name."""
        self._title, self._view, self._keys = title, view, keys
        self.redraw()

    def on_click(self, event: events.Click) -> None:
        """Press the key of the view that was clicked."""
        offset, x = event.get_content_offset(self), self.size.width
        for name, label in reversed(words.TABS):
            x -= len(self._keys.get(name, "")) + 1 + len(label)
            if offset is not None and offset.y == 0 and x <= offset.x:
                self.post_message(self.ViewClicked(name))
                return
            x -= 2

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
        is_long = cell_len(self._title) >= width - used
        title = fit(words.short_title(self._title) if is_long else self._title, width - used - 1, self.glyphs)
        yield [(title.ljust(width - used), self.ink.strong), *line]
        yield self.badge  # in a line of its own, as the tabs need the first
