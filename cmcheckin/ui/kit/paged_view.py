"""Show rows that scroll between lines that stay in place."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Final, Protocol

from rich.style import Style
from textual import events
from textual.message import Message

from cmcheckin.ui.kit.line_widget import Line, LineWidget, beside, first_lines, text_lines
from cmcheckin.ui.kit.painter import Painter
from cmcheckin.wording import app as words

SIDE: Final = 104
"""Where the details of the selected row begin if they are beside the rows, which take 100 cells."""
SIDE_LEAST: Final = 48
"""Least cells of what is beside the rows."""


def has_side(width: int) -> bool:
    """Return whether `width` cells have room for the details of the selected row beside the rows."""
    return width >= SIDE + SIDE_LEAST


class Rows(Protocol):
    """Rows by their index; a list, or `LazyRows`."""

    def __len__(self) -> int: ...

    def __getitem__(self, index: int, /) -> Line: ...


@dataclass(frozen=True)
class LazyRows:
    """`count` rows, each drawn by `draw` when it is in sight."""

    count: int
    draw: Callable[[int], Line]

    def __len__(self) -> int:
        return self.count

    def __getitem__(self, index: int) -> Line:
        return self.draw(index)


@dataclass(frozen=True)
class Page:
    """The lines of a paged view: `rows` scroll between `head` and `foot`."""

    rows: Rows
    head: Sequence[Line] = ()
    foot: Sequence[Line] = ()
    selected: range | None = None
    """The indexes of the rows to keep in sight; None on a page without a selection."""
    whole: Sequence[range] = ()
    """Rows that belong together. The last ones in sight are shown together or not at all."""
    more: Callable[[range], str] = lambda visible: ""
    """Returns the last line to show while there are rows below the visible ones; empty to show another row there."""
    at_end: Callable[[range], str] = lambda visible: ""
    """Returns the last line to show at the end of rows that don't all fit; empty to show another row there."""
    row_ids: Sequence[str] = ()
    """What each row is about, for a page of which rows can be clicked by their ids; empty for a row without any."""
    is_foot_below_rows: bool = False
    """Whether the foot follows the rows directly where all of them fit. It is at the bottom otherwise."""
    side: Sequence[Line] = ()
    """Lines beside the rows, from cell SIDE on, in a view that has room for them (`has_side`)."""
    is_whole_at_top: bool = False
    """Whether rows that belong together are shown all or not at all at the top of the view too."""


class Content(Protocol):
    """What a paged view shows."""

    def page(self, painter: Painter, width: int, height: int) -> Page:
        """Return the page for this size."""


class PagedView(LineWidget):
    """A page of rows. The selected row stays in sight."""

    DEFAULT_CSS = """
    PagedView { height: 1fr; padding: 0 1 1 1; }
    """

    class Clicked(Message):
        """Posted when the row at `index` with the id `row_id` was clicked, `column` cells from its left."""

        def __init__(self, index: int, row_id: str, column: int) -> None:
            super().__init__()
            self.index, self.row_id, self.column = index, row_id, column

    class HeadClicked(Message):
        """Posted when the line at `index` above the rows was clicked, `column` cells from its left."""

        def __init__(self, index: int, column: int) -> None:
            super().__init__()
            self.index, self.column = index, column

    class FootClicked(Message):
        """Posted when the line at `index` below the rows was clicked, `column` cells from its left."""

        def __init__(self, index: int, column: int) -> None:
            super().__init__()
            self.index, self.column = index, column

    def __init__(self) -> None:
        super().__init__()
        self._content: Content | None = None
        self._top = 0
        self._room = 1
        self._head = 0
        """Lines above the rows."""
        self._row_ids: Sequence[str] = ()
        self._visible = range(0)
        """The indexes of the visible rows."""
        self._more = ""
        """The line that says what else there is."""
        self.overflows = False
        """Whether not all rows fit."""

    def show(self, content: Content, *, from_top: bool = False) -> None:
        """Draw `content`."""
        self._content = content
        self._top = 0 if from_top else self._top
        self.redraw()

    def scroll(self, rows: int) -> None:
        """Scroll down by `rows`, or up if negative."""
        self._top += rows
        self.redraw()

    def turn_wheel(self, by: int) -> None:
        """Act like the up or down arrow."""
        self.press("down" if by > 0 else "up")

    @property
    def rows_in_sight(self) -> range:
        """Return the indexes of the rows in sight."""
        return self._visible

    @property
    def page_size(self) -> int:
        """Return how many rows a page key moves by, so that one row stays in sight."""
        return max(self._room - 2, 1)

    @property
    def painter(self) -> Painter:
        """Return what to draw with."""
        return Painter(self.ink, self.glyphs, not self.app.no_color)

    def draw(self, width: int, height: int) -> Iterable[Line]:
        if self._content is None:
            return
        page = self._content.page(self.painter, width, height)
        self._room = max(height - len(page.head) - len(page.foot), 1)
        total = len(page.rows)
        if (total > self._room) != self.overflows:
            self.overflows = not self.overflows
            self.call_after_refresh(self.screen.refresh_bindings)
        rows, self._head, self._row_ids = list(self._rows(page, self._room)), len(page.head), page.row_ids
        if page.side:
            rows = list(beside(rows, first_lines(page.side, self._room, self.ink.quiet, self.glyphs), SIDE))
        yield from page.head
        if page.is_foot_below_rows and total < self._room:
            yield from (*rows[:total], [], *page.foot)
        else:
            yield from (*rows, *page.foot)

    def on_click(self, event: events.Click) -> None:
        """Post which row, or which line above or below the rows, was clicked. Press the key named below the rows."""
        if (offset := event.get_content_offset(self)) is None:
            return
        line = offset.y - self._head
        if line < 0:
            self.post_message(self.HeadClicked(offset.y, offset.x))
        elif line < len(self._visible):
            index = self._visible[line]
            row_id = self._row_ids[index] if index < len(self._row_ids) else ""
            self.post_message(self.Clicked(index, row_id, offset.x))
        elif line >= self._room:
            self.post_message(self.FootClicked(line - self._room, offset.x))
        elif line == self._room - 1 and (key := next((name for name in words.PAGE_KEYS if name in self._more), "")):
            self.press(words.PAGE_KEYS[key])

    def _rows(self, page: Page, room: int) -> Iterable[Line]:
        """Yield `room` lines: the visible rows, then what is below them."""
        total = len(page.rows)
        if page.selected is not None:  # with a row above it, and one below for `more`
            self._top = min(max(self._top, page.selected.stop + 1 - room), page.selected.start - 1)
        self._top = max(min(self._top, total - room), 0)
        if page.is_whole_at_top:
            self._top = next((rows.stop for rows in page.whole if self._top in rows[1:]), self._top)
        visible = range(self._top, min(self._top + room, total))
        more = page.more(visible[:-1]) if visible.stop < total else ""
        if visible.start and not more and (end := page.at_end(visible)):
            more, visible = end, visible[1:]
        elif more:
            last = visible.stop - 1
            cut = (rows.start for rows in page.whole if visible.start < rows.start < last < rows.stop)
            visible = range(visible.start, next(cut, last))
            more = page.more(visible)
        self._visible, self._more = visible, more
        yield from (page.rows[n] for n in visible)
        yield from ([] for _ in range(room - len(visible) - bool(more)))
        if more:
            yield [("  ", self.ink.quiet), (more, self.ink.quiet)]


def paragraph(painter: Painter, text: str, width: int, most: int, style: Style) -> list[Line]:
    """Return `text` in at most `most` lines of `width` cells, two cells from the edge."""
    return [[("  ", style), *line] for line in text_lines(text, style, width, most, painter.glyphs)]


BOX_END: Final = 6
"""Columns of a row up to the end of its `box`, with the margin."""


def box(painter: Painter, *, selected: bool, on: bool) -> Line:
    """Return `▌ [✓]`: a bar if the row is selected, and a box with a tick if it is included."""
    bar = painter.glyphs.marker if selected else " "
    return [(f"{bar} ", painter.ink.accent), (f"[{painter.glyphs.check if on else ' '}]", painter.ink.accent)]


def hidden_rows(painter: Painter, total: int) -> Callable[[range], str]:
    """Return a function that names the visible ones of `total` rows, with the key to see the others."""

    def more(visible: range) -> str:
        shown = words.LINES_IN_VIEW.format(first=visible.start + 1, last=visible.stop, of=total)
        key = words.SCROLL_DOWN if visible.stop < total else words.SCROLL_UP
        return f"{shown} {painter.glyphs.middle} {key}"

    return more
