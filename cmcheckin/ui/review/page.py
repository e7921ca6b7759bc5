"""The one widget of the manager's view: a few lines, rows of which one is marked, and what there is to say of it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import ClassVar, Final, Protocol

from rich.cells import cell_len

from cmcheckin.ui.kit.painted import Line, Painted, Run, cells, fit, pad
from cmcheckin.ui.kit.painter import Painter
from cmcheckin.wording import review as words

FOOT: Final = 6
"""Lines that tell of the marked row, with the rule above them, where rows need all the room there is."""
FOOT_MOST: Final = 11
"""And where they need less. It follows from the number of rows, so that nothing moves when another is marked."""
TALL: Final = 30
"""Lines of a page that has room for both."""


class View(Protocol):
    """What stands on a page. `rows` says what each row is of, and None where it is a heading that cannot be marked."""

    FOOT_GROWS: ClassVar[bool]
    """Whether there may be more to say of a row than the least room has."""

    @property
    def rows(self) -> Sequence[object | None]: ...

    def head(self, painter: Painter, width: int) -> Sequence[Line]:
        """The lines above the rows."""

    def row(self, painter: Painter, width: int, n: int, marked: bool) -> Line:
        """One row, two cells to the right of its marker."""

    def foot(self, painter: Painter, width: int, n: int | None) -> Sequence[Line]:
        """What there is to say of the marked row; `n` is None when there is no row."""


class ReviewPage(Painted):
    """A page of the manager's view."""

    DEFAULT_CSS = """
    ReviewPage { height: 1fr; padding: 0 1; }
    """

    def __init__(self) -> None:
        super().__init__()
        self.view: View | None = None
        self.at = 0
        self._first = 0

    def show(self, view: View, at: int = 0) -> None:
        """Draw this view, with this row marked, or the nearest that can be."""
        self.view = view
        self.at = self.near(at)
        self.redraw()

    def near(self, at: int) -> int:
        """The row that can be marked and is nearest to this one; those below it before those above."""
        rows = self.view.rows if self.view else ()
        at = min(max(at, 0), max(len(rows) - 1, 0))
        below = (n for n in range(at, len(rows)) if rows[n] is not None)
        return next(below, next((n for n in range(at, -1, -1) if n < len(rows) and rows[n] is not None), at))

    @property
    def marked(self) -> object | None:
        """What the marked row is of."""
        rows = self.view.rows if self.view else ()
        return rows[self.at] if self.at < len(rows) else None

    @property
    def page(self) -> int:
        """Rows that a page turns by."""
        return max(self.size.height - FOOT - 4, 1)

    def move(self, by: int) -> bool:
        """Mark another row; False when there is none that way."""
        rows = self.view.rows if self.view else ()
        way = 1 if by > 0 else -1
        left, at = abs(by), self.at
        while left and 0 <= at + way < len(rows):
            at += way
            left -= rows[at] is not None
        at = at if at < len(rows) and rows[at] is not None else self.at
        moved, self.at = at != self.at, at
        if moved:
            self.redraw()
        return moved

    def draw(self, width: int, height: int) -> Iterable[Line]:
        if self.view is None:
            return
        painter = Painter(self.ink, self.glyphs, not self.app.no_color)
        head = self.view.head(painter, width)
        yield from head
        rows = self.view.rows
        foot = list(self.view.foot(painter, width, self.at if self.marked is not None else None))
        least = FOOT + 3 if height >= TALL else FOOT
        spare = height - len(head) - len(rows) - 1
        most = min(max(spare, least), FOOT_MOST) if self.view.FOOT_GROWS else FOOT
        if len(foot) >= most:
            foot[most - 2 :] = [[(f"  {painter.glyphs.more} {words.MORE_ON_PAGE}", painter.ink.quiet)]]
        room = height - len(head) - (most if foot else 0)
        yield from self._rows(painter, width, room)
        drawn = min(len(rows), room)
        yield from ([] for _ in range(room - drawn))
        if foot:
            yield [(painter.glyphs.rule * width, painter.ink.faint)]
            yield from foot

    def _rows(self, painter: Painter, width: int, room: int) -> Iterator[Line]:
        """The part of the rows that has the marked one in it, and how many there are beyond."""
        view = self.view
        if view is None:
            return
        total = len(view.rows)
        room = max(room, 1)
        self._first = min(max(self._first, self.at - room + 2), max(self.at - 1, 0), max(total - room, 0))
        shown = range(self._first, min(self._first + room, total))
        for n in shown:
            last = n == shown[-1] and total > n + 1
            if last and n != self.at:
                yield [
                    ("  ", painter.ink.quiet),
                    (
                        f"{sum(one is not None for one in view.rows[n:]):,} more {painter.glyphs.down}",
                        painter.ink.quiet,
                    ),
                ]
                continue
            marked = n == self.at and view.rows[n] is not None
            marker = (f"{painter.glyphs.marker} " if marked else "  ", painter.ink.accent)
            yield [marker, *view.row(painter, width - 2, n, marked)]


class ReviewTabs(Painted):
    """What this is, and the views with their keys, the present one set off."""

    DEFAULT_CSS = """
    ReviewTabs { height: 2; padding: 0 1; }
    """

    def __init__(self) -> None:
        super().__init__()
        self._titles: Sequence[str] = ("",)
        self._view = ""
        self._tabs: Sequence[tuple[str, str, str]] = ()

    def say(self, titles: Sequence[str], tabs: Sequence[tuple[str, str, str]], view: str) -> None:
        """Show the first of these titles that has room, and these views: name, key and label."""
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
        room = width - cells(line)
        fits = (one for one in self._titles if cell_len(one) <= room - 2)
        title = next(fits, fit(self._titles[-1], room - 2, self.glyphs))
        yield [(pad(title, room, self.glyphs), self.ink.strong), *line]
