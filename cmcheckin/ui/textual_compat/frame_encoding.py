"""Write the changed cells of a frame in an order that needs few bytes.

A change of colours costs 11 bytes in 256 colours, a move of the cursor 4 to 6. So all cells of one style are written
before the next style is set, and short gaps between them are written over. Blank cells are erased where the terminal
erases in the current background.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from itertools import chain
from typing import Final

from cmcheckin.domain.named import NamedTuple

MIN_ERASED: Final = 4
"""Blank cells at the end of a line that are erased instead of written."""
MIN_ERASED_INSIDE: Final = 12
"""The same inside a line, where the cursor has to move on afterwards."""


class CellStyle(NamedTuple):
    """The style of a cell, as SGR parameters."""

    attributes: tuple[int, ...]
    foreground: str
    background: str

    @property
    def shows_on_space(self) -> bool:
        """Return whether a space in this style shows more than its background: underlined, reversed, struck through."""
        return bool(self.attributes) and not {4, 7, 9}.isdisjoint(self.attributes)

    @property
    def ground(self) -> str:
        """Return the background that a space in this style shows alone; a word that isn't a colour if more shows."""
        return "more" if self.shows_on_space else self.background


DEFAULT: Final = CellStyle((), "", "")
"""The style after a reset."""
Cell = tuple[str, CellStyle]
"""The text of a cell and its style. The second cell of a wide character has no text."""


class Row:
    """The `cells` of line `y`. `pending` are those that the terminal doesn't show yet."""

    def __init__(self, y: int, cells: Sequence[Cell], pending: list[bool]) -> None:
        self.y, self.cells, self.pending = y, cells, pending
        self.grounds: list[str | None] = []
        """The background of each blank cell; None for a cell with text."""
        self.texts: dict[CellStyle, list[int]] = {}
        """The pending cells with text, by style."""
        self.last: dict[str, CellStyle] = {}
        """The style in which the last blank cells are written, by background. Only of backgrounds with pending
        cells."""
        self.tail = -1
        """Where to erase the rest of the line once the text before it is written; -1 for nowhere."""

    @property
    def has_wide(self) -> bool:
        """Return whether any character takes more than one cell."""
        return not all(text for text, _ in self.cells)

    def sort_cells(self) -> dict[str, None]:
        """Find out which cells are blank and which have which style. Return the backgrounds of pending blank ones."""
        found: dict[str, None] = {}
        for x, (text, style) in enumerate(self.cells):
            ground = style.background if text == " " and not style.shows_on_space else None
            self.grounds.append(ground)
            if self.pending[x]:
                if ground is None:
                    self.texts.setdefault(style, []).append(x)
                else:
                    found[ground] = None
        return found


def space_style(style: CellStyle) -> CellStyle:
    """Return what of `style` shows on a space: no foreground, unless it is underlined, reversed or struck through."""
    return style if style.shows_on_space else CellStyle((), "", style.background)


class Encoder:
    """Writes frames for one terminal. It remembers the style that the terminal writes in, and where its cursor is.

    `erases`: whether erased cells get the current background on this terminal.
    """

    def __init__(self, *, erases: bool) -> None:
        self._erases = erases
        self._out: list[str] = []
        self._style: CellStyle | None = None
        self._y = self._x = -1
        self._is_exact = False
        """Whether the cursor is at `_x` everywhere. Some terminals draw characters outside ASCII in more cells."""

    def forget(self) -> None:
        """Forget the style, as another program may have written to the terminal."""
        self._style = None

    def encode(self, rows: Sequence[Row], cursor: tuple[int, int], *, is_whole: bool = False) -> str:
        """Return what to send so that the terminal shows the pending cells of `rows`, which are all there are if it
        `is_whole`. Then the cursor is at `cursor`, its row and column."""
        if self._style is None:
            self._out.append("\x1b[m")
            self._style = DEFAULT
        self._y = self._x = -1  # a new window size may have moved the cursor
        if is_whole:
            self._clear(rows)
        whole = [row for row in rows if row.has_wide]  # terminals disagree about the width of some characters
        narrow = [row for row in rows if not row.has_wide]
        for style in self._grouped(narrow):
            self._set_style(style)
            for row in narrow:
                self._write_row(row, style)
        for row in whole:
            self._write_whole(row)
        self._move(*cursor)
        text = "".join(self._out)
        self._out.clear()
        return text

    def _clear(self, rows: Sequence[Row]) -> None:
        """Erase the screen in the background of most blank cells. Those aren't pending then."""
        blank = Counter(style for row in rows for text, style in row.cells if text == " " and not style.shows_on_space)
        for style, _ in blank.most_common(1):
            if self._erases or not style.background:
                self._set_style(style)
                self._out.append("\x1b[2J")
                for row in rows:
                    row.pending = [cell != (" ", style) for cell in row.cells]

    def _grouped(self, rows: Sequence[Row]) -> list[CellStyle]:
        """Return the styles to write in, each cheap to set after the one before. Tell `rows` which cells have which."""
        styles: dict[CellStyle, None] = {}
        blank = [row.sort_cells() for row in rows]
        for row in rows:
            styles.update(dict.fromkeys(row.texts))
        for ground in dict.fromkeys(chain.from_iterable(blank)):
            if all(style.ground != ground for style in styles):
                styles[CellStyle((), "", ground)] = None
        order, current = [], self._style or DEFAULT
        while styles:
            current = min(styles, key=lambda style: len(_style_change(current, style)))
            del styles[current]
            order.append(current)
        for row, grounds in zip(rows, blank, strict=True):
            for ground in grounds:
                clearing = [style for style in order if style.ground == ground]
                row.last[ground] = next((style for style in reversed(clearing) if style in row.texts), clearing[0])
        return order

    def _write_row(self, row: Row, style: CellStyle) -> None:
        ground, needed = style.ground, row.texts.get(style, [])
        if ground in row.last and (needed or row.last[ground] == style):
            self._erase(row, style, needed)
            if row.last[ground] == style:
                del row.last[ground]
                rest = [x for x, on in enumerate(row.pending) if on and row.grounds[x] == ground]
                needed = sorted([*needed, *rest]) if rest else needed
        end = 0
        while needed := [x for x in needed if x >= end and row.pending[x]]:
            start = end = needed[0]
            while start and row.pending[start - 1] and row.grounds[start - 1] == ground:
                start -= 1
            for x in needed:
                if x > end and (end == row.tail or not self._can_bridge(row, end, x, style)):
                    break
                end = x + 1
            while end < len(row.cells) and row.pending[end] and row.grounds[end] == ground:
                end += 1
            self._write_cells(row, start, end, style)
            if end == row.tail:
                self._out.append("\x1b[K")
                row.tail = -1

    def _erase(self, row: Row, style: CellStyle, needed: Sequence[int]) -> None:
        """Erase the long runs of blank cells. Cells that are written later may be erased with them."""
        if style.background and not self._erases:
            return
        ground, end = style.ground, len(row.cells)
        for stop in range(end, -1, -1):  # from the right, each run ends before a cell that has to stay
            if stop and (row.pending[stop - 1] or row.grounds[stop - 1] == ground):
                continue
            blank = [x for x in range(stop, end) if row.pending[x] and row.grounds[x] == ground]
            is_tail = end == len(row.cells)
            if len(blank) >= (MIN_ERASED if is_tail else MIN_ERASED_INSIDE):
                if is_tail and blank[0] - 1 in needed:
                    row.tail = blank[0]
                else:
                    self._move(row.y, blank[0])
                    self._out.append("\x1b[K" if is_tail else f"\x1b[{blank[-1] + 1 - blank[0]}X")
                for x in blank:
                    row.pending[x] = False
            end = stop - 1

    def _can_bridge(self, row: Row, start: int, end: int, style: CellStyle) -> bool:
        """Return whether writing over the cells from `start` to `end` costs no more than moving the cursor."""
        cost, ground = 0, style.ground
        for x in range(start, end):
            text, other = row.cells[x]
            if row.pending[x]:
                cost += row.grounds[x] != ground  # a space, until it is written in its own style
            elif other == style or row.grounds[x] == ground:
                cost += len(text.encode())
            else:
                return False
            if cost > 4 + (end >= 9):
                return False
        return True

    def _write_cells(self, row: Row, start: int, end: int, style: CellStyle) -> None:
        if self._y == row.y and self._x < start and self._can_bridge(row, self._x, start, style):
            start = self._x
        self._move(row.y, start)
        ground = style.ground
        for x in range(start, end):
            text, other = row.cells[x]
            if other == style or row.grounds[x] == ground:
                self._out.append(text)
                row.pending[x] = False
                self._is_exact = self._is_exact and text.isascii()
            else:
                self._out.append(" ")
        self._is_exact = self._is_exact and end < len(row.cells)  # terminals keep the cursor in the last cell
        self._x = end

    def _write_whole(self, row: Row) -> None:
        self._move(row.y, 0)
        for text, style in row.cells:
            looks_same = text == " " and not style.shows_on_space and style.ground == (self._style or DEFAULT).ground
            if text and not looks_same:
                self._set_style(style)
            self._out.append(text)
        self._y = self._x = -1

    def _set_style(self, style: CellStyle) -> None:
        if style != self._style:
            self._out.append(_style_change(self._style or DEFAULT, style))
            self._style = style

    def _move(self, y: int, x: int) -> None:
        if y == self._y:
            if x == self._x:
                return
            self._out.append(self._move_along(x))
        elif x == 0:
            self._out.append("\r\n" if y == self._y + 1 and y else f"\x1b[{y + 1}H" if y else "\x1b[H")
        else:
            self._out.append(f"\x1b[{y + 1};{x + 1}H")
        self._y, self._x, self._is_exact = y, x, True

    def _move_along(self, x: int) -> str:
        """Return the shortest sequence that moves the cursor to cell `x` of its line."""
        ways = [f"\x1b[{x + 1}G" if x else "\r"]
        if self._is_exact:
            ways.append("\b" * (self._x - x) if x < self._x else f"\x1b[{x - self._x}C")
        return min(ways, key=len)


OFF: Final = {1: "22", 2: "22", 3: "23", 4: "24", 5: "25", 6: "25", 7: "27", 8: "28", 9: "29"}
"""The parameter that ends each attribute."""


def _style_change(old: CellStyle, new: CellStyle) -> str:
    """Return the shortest escape sequence that changes the style of what is written from `old` to `new`."""
    ended = dict.fromkeys(OFF[one] for one in old.attributes if one not in new.attributes)
    kept = [one for one in old.attributes if OFF[one] not in ended]
    codes = [*ended, *(str(one) for one in new.attributes if one not in kept)]
    codes += [
        code or default for code, before, default in zip(new[1:], old[1:], ("39", "49"), strict=True) if code != before
    ]
    anew = "".join(f";{code}" for code in (*map(str, new.attributes), *new[1:]) if code)
    return min(f"\x1b[{';'.join(codes)}m", f"\x1b[{'0' if anew else ''}{anew}m", key=len) if old != new else ""
