"""The list of the manager's screens: rows, and below them what there is to say about the selected one."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import ClassVar, Final, Protocol

from rich.cells import cell_len

from cmcheckin.ui.kit.line_widget import Line, LineWidget, Run, line_width
from cmcheckin.ui.kit.paged_view import LazyRows, Page, PagedView
from cmcheckin.ui.kit.painter import Painter
from cmcheckin.ui.kit.text_cells import fit, pad
from cmcheckin.wording import review as words

FOOT: Final = 6
"""Lines about the selected row, with the rule above them, if the rows need the room."""
FOOT_MOST: Final = 11
"""The same if they don't. It depends on the number of rows alone, so that nothing moves while one is selected."""
TALL: Final = 30
"""Lines from which a page has room for more of both."""


class FolderView(Protocol):
    """What a list shows. `rows` has what each row is about; None for a title, which can't be selected."""

    FOOT_GROWS: ClassVar[bool]
    """Whether there may be more to say about a row than FOOT lines."""

    @property
    def rows(self) -> Sequence[object | None]: ...

    def head(self, painter: Painter, width: int) -> Sequence[Line]:
        """Return the lines above the rows."""

    def row(self, painter: Painter, width: int, n: int, selected: bool) -> Line:
        """Return the row at index `n`, without its marker."""

    def foot(self, painter: Painter, width: int, n: int | None) -> Sequence[Line]:
        """Return the lines about the selected row, at index `n`; None if no row is selected."""


@dataclass(frozen=True)
class ListContent:
    """The rows of `view`, and below them what `view` shows of the one at index `at`."""

    view: FolderView
    at: int

    def page(self, painter: Painter, width: int, height: int) -> Page:
        view, at = self.view, self.at
        head, total = view.head(painter, width), len(view.rows)
        has_row = at < total and view.rows[at] is not None
        foot = list(view.foot(painter, width, at if has_row else None))
        least = FOOT + 3 if height >= TALL else FOOT
        most = min(max(height - len(head) - total - 1, least), FOOT_MOST) if view.FOOT_GROWS else FOOT
        if len(foot) >= most:
            foot[most - 2 :] = [[(f"  {painter.glyphs.more} {words.MORE_ON_PAGE}", painter.ink.quiet)]]
        if foot:
            foot = [[(painter.glyphs.rule * width, painter.ink.faint)], *foot]
            foot += [[]] * (most - len(foot))

        def row(n: int) -> Line:
            selected = n == at and has_row
            marker = (f"{painter.glyphs.marker} " if selected else "  ", painter.ink.accent)
            return [marker, *view.row(painter, width - 2, n, selected)]

        def more(visible: range) -> str:
            hidden = sum(row is not None for row in view.rows[visible.stop :])
            return f"{words.MORE_ROWS.format(count=hidden)} {painter.glyphs.down}"

        return Page(LazyRows(total, row), head, foot, range(at, at + 1) if total else None, more=more)


class FolderList(PagedView):
    """The rows of a view. One that isn't a title is selected."""

    def __init__(self) -> None:
        super().__init__()
        self.view: FolderView | None = None
        self.at = 0
        """The index of the selected row."""

    def show_view(self, view: FolderView, at: int = 0) -> None:
        """Show `view`, with the row at index `at` selected, or the nearest one that isn't a title."""
        self.view = view
        self.at = self._nearest(at)
        self.show(ListContent(view, self.at))

    def _nearest(self, at: int) -> int:
        """Return the index of the row nearest to `at` that isn't a title; those below it come first."""
        rows = self.view.rows if self.view else ()
        at = min(max(at, 0), max(len(rows) - 1, 0))
        below = (n for n in range(at, len(rows)) if rows[n] is not None)
        return next(below, next((n for n in range(at, -1, -1) if n < len(rows) and rows[n] is not None), at))

    @property
    def selected(self) -> object | None:
        """Return what the selected row is about."""
        rows = self.view.rows if self.view else ()
        return rows[self.at] if self.at < len(rows) else None

    def move(self, by: int) -> bool:
        """Select the row `by` further down. Return False if there is none."""
        rows = self.view.rows if self.view else ()
        step = 1 if by > 0 else -1
        left, at = abs(by), self.at
        while left and 0 <= at + step < len(rows):
            at += step
            left -= rows[at] is not None
        at = at if at < len(rows) and rows[at] is not None else self.at
        moved, self.at = at != self.at, at
        if moved and self.view is not None:
            self.show(ListContent(self.view, at))
        return moved


class FolderTabs(LineWidget):
    """The title of the screen, and its pages with their keys."""

    DEFAULT_CSS = """
    FolderTabs { height: 2; padding: 0 1; }
    """

    def __init__(self) -> None:
        super().__init__()
        self._titles: Sequence[str] = ("",)
        self._view = ""
        self._tabs: Sequence[tuple[str, str, str]] = ()

    def show(self, titles: Sequence[str], tabs: Sequence[tuple[str, str, str]], view: str) -> None:
        """Show the first of `titles` that fits, and `tabs` of name, key and label, with `view` selected."""
        self._titles, self._tabs, self._view = titles, tabs, view
        self.redraw()

    def draw(self, width: int, height: int) -> Iterable[Line]:
        line: list[Run] = []
        for n, (name, key, label) in enumerate(self._tabs):
            gap = "  " if n else ""
            if name == self._view:
                line += [(gap, self.ink.quiet), (f"{key} {label}", self.ink.chosen)]
            else:
                line += [(gap, self.ink.quiet), (key, self.ink.accent), (f" {label}", self.ink.quiet)]
        room = width - line_width(line)
        fits = (one for one in self._titles if cell_len(one) <= room - 2)
        title = next(fits, fit(self._titles[-1], room - 2, self.glyphs))
        yield [(pad(title, room, self.glyphs), self.ink.strong), *line]
