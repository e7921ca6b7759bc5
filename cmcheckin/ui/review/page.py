"""The list of the manager's screens: rows, and below them the details of the selected row."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final, Protocol

from rich.cells import cell_len
from textual import events
from textual.message import Message

from cmcheckin.services.shared_folder.folder import SupersededFile
from cmcheckin.sharing.recognition import UnreadFile
from cmcheckin.sharing.share_file import Reply
from cmcheckin.ui.kit.line_widget import Line, LineWidget, Run, line_width
from cmcheckin.ui.kit.paged_view import LazyRows, Page, PagedView
from cmcheckin.ui.kit.painter import Painter
from cmcheckin.ui.kit.text_cells import fit, pad
from cmcheckin.wording import review as words
from cmcheckin.wording.app import MORE_ROWS

FILES: Final = (Reply, SupersededFile, UnreadFile)
"""Types of rows that Enter opens nothing for."""
FOOT: Final = 5
"""Lines about the selected row, with the rule above them, if the rows need the room."""
FOOT_MOST: Final = 14
"""The same if they don't. It depends on the number of rows alone, so that nothing moves while one is selected."""
HEAD: Final = 2
"""Lines above the rows of the first page."""
RULE: Final = 104
"""Most cells of the rule above them."""
TALL: Final = 30
"""Lines from which a page has room for more of both."""


def foot_lines(height: int) -> int:
    """Return how many lines of a page of `height` lines are about the selected row, if its rows need the room."""
    return FOOT + 2 if height >= TALL else FOOT


def room_for_rows(height: int) -> int:
    """Return how many rows fit on a page of `height` lines, below a head of HEAD lines."""
    return max(height - HEAD - foot_lines(height) - (height >= TALL), 1)


class FolderView(Protocol):
    """What a list shows. `rows` has what each row is about; None for a title, which can't be selected."""

    @property
    def rows(self) -> Sequence[object | None]: ...

    def head(self, painter: Painter, width: int) -> Sequence[Line]:
        """Return the lines above the rows."""

    def row(self, painter: Painter, width: int, n: int, selected: bool) -> Line:
        """Return the row at index `n`, without its marker."""

    def foot(self, painter: Painter, width: int, n: int) -> Iterable[Line]:
        """Return the lines about the selected row, at index `n`."""


@dataclass(frozen=True)
class ListContent:
    """The rows of `view`, and below them what `view` shows of the one at index `at`."""

    view: FolderView
    at: int

    def page(self, painter: Painter, width: int, height: int) -> Page:
        view, at = self.view, self.at
        head, total = view.head(painter, width), len(view.rows)
        subject = view.rows[at] if at < total else None
        has_row = subject is not None
        foot = list(view.foot(painter, width, at)) if has_row else []
        most = min(max(height - len(head) - total - 1, foot_lines(height)), FOOT_MOST)
        if len(foot) >= most:
            hint = "" if isinstance(subject, FILES) else words.MORE_ON_PAGE
            foot[most - 2 :] = [[(f"  {painter.glyphs.more} {hint}", painter.ink.quiet)]]
        if foot:
            foot = [[(painter.glyphs.rule * min(width, RULE), painter.ink.faint)], *foot]
            foot += [[]] * (most - len(foot))

        def row(n: int) -> Line:
            if view.rows[n] is None:
                return view.row(painter, width, n, False)
            selected = n == at and has_row
            marker = (f"{painter.glyphs.marker} " if selected else "  ", painter.ink.accent)
            return [marker, *view.row(painter, width - 2, n, selected)]

        def more(visible: range) -> str:
            hidden = sum(row is not None for row in view.rows[visible.stop :])
            return f"{MORE_ROWS.format(count=hidden)} {painter.glyphs.down}"

        selected, rows = range(at, at + 1) if total else None, view.rows
        # A heading isn't the last line in sight.
        whole = [range(n - 1, n + 1) for n in range(1, total) if rows[n - 1] is None and rows[n] is not None]
        return Page(LazyRows(total, row), head, foot, selected, whole, more, is_foot_below_rows=True)


class FolderList(PagedView):
    """The rows of a view. One that isn't a title is selected."""

    class Resized(Message):
        """Posted when there is room for more or fewer lines."""

    def __init__(self) -> None:
        super().__init__()
        self.view: FolderView | None = None
        self.at = 0
        """The index of the selected row."""

    def on_resize(self) -> None:
        """Post how much room there is now."""
        self.post_message(self.Resized())

    def show_view(self, view: FolderView, at: int) -> None:
        """Show `view`, with the row at index `at` selected, or the nearest one that isn't a title."""
        self.view = view
        rows = view.rows
        at = min(max(at, 0), max(len(rows) - 1, 0))
        nearest = (n for n in (*range(at, len(rows)), *range(at - 1, -1, -1)) if rows[n] is not None)
        self.at = next(nearest, at)
        self.show(ListContent(view, self.at))

    @property
    def selected(self) -> object | None:
        """Return what the selected row is about."""
        rows = self.view.rows if self.view else ()
        return rows[self.at] if self.at < len(rows) else None

    def move(self, by: int) -> bool:
        """Select the row `by` further down, or the last one on the way. Return False if there is none."""
        if self.view is None:
            return False
        rows = self.view.rows
        ahead = range(self.at + 1, len(rows)) if by > 0 else range(self.at - 1, -1, -1)
        found = [n for n in ahead if rows[n] is not None][: abs(by)]
        if found:
            self.at = found[-1]
            self.show(ListContent(self.view, self.at))
        return bool(found)

    def steps_to(self, index: int) -> int:
        """Return how many rows, without titles, the one at `index` is further down than the selected one."""
        rows = self.view.rows if self.view else ()
        low, high = sorted((self.at, index))
        steps = sum(row is not None for row in rows[low:high])
        return steps if index > self.at else -steps


class FolderTabs(LineWidget):
    """The title of the screen, and its pages with their keys."""

    DEFAULT_CSS = """
    FolderTabs { height: 2; padding: 0 1; }
    """

    class Clicked(Message):
        """Posted when the tab of the page `view` was clicked."""

        def __init__(self, view: str) -> None:
            super().__init__()
            self.view = view

    def __init__(self) -> None:
        super().__init__()
        self._titles: Sequence[str] = ("",)
        self._view = ""
        self._tabs: Sequence[tuple[str, str, str]] = ()
        self._room = 0
        """Cells left of the tabs."""

    def show(self, titles: Sequence[str], tabs: Sequence[tuple[str, str, str]], view: str) -> None:
        """Show the first of `titles` that fits, and `tabs` of name, key and label, with `view` selected."""
        self._titles, self._tabs, self._view = titles, tabs, view
        self.redraw()

    def on_click(self, event: events.Click) -> None:
        """Tell the screen which tab was clicked."""
        offset = event.get_content_offset(self)
        end = self._room
        for n, (name, key, label) in enumerate(self._tabs):
            start, end = end, end + cell_len(f"{key} {label}") + (2 if n else 1)
            if offset is not None and start <= offset.x < end:
                self.post_message(self.Clicked(name))

    def draw(self, width: int, height: int) -> Iterable[Line]:
        line: list[Run] = []
        for n, (name, key, label) in enumerate(self._tabs):
            key_style, style = (self.ink.chosen,) * 2 if name == self._view else (self.ink.accent, self.ink.quiet)
            gap = f" {self.glyphs.marker if name == self._view else ' '}"
            line += [(gap[not n :], self.ink.accent), (key, key_style), (f" {label}", style)]
        room = width - line_width(line)
        self._room = room
        fitting = (title for title in self._titles if cell_len(title) <= room - 2)
        title = next(fitting, fit(self._titles[-1], room - 2, self.glyphs))
        yield [(pad(title, room, self.glyphs), self.ink.strong), *line]
