"""Compare each frame with the one on the terminal, cell by cell, and send only the cells that changed.

Textual sends a whole line for one changed cell, the whole screen for one changed height, and the colours of every run
of text. Without this and `frame_encoding.py`, another week costs 4,522 bytes instead of 1,032, and opening the trends
18,583 instead of 3,649 (80x24 in 256 colours, counted in a pty).
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from rich.cells import cell_len, get_character_cell_size

from cmcheckin.ui.textual_compat.frame_encoding import DEFAULT, Cell, CellStyle, Encoder, Row, space_style

if TYPE_CHECKING:
    from rich.color import Color, ColorSystem
    from rich.style import Style
    from textual.strip import Strip


class ScreenSnapshot:
    """The lines on the terminal. Call `clear` when another program may have written there."""

    def __init__(self, *, erases: bool = False) -> None:
        """`erases`: whether erased cells get the current background on this terminal."""
        self._strips: list[Strip] = []
        self._styles: dict[Style, CellStyle] = {}
        self._encoder = Encoder(erases=erases)
        self._cursor = (0, 0)

    @property
    def is_known(self) -> bool:
        """Return whether it is known what the terminal shows."""
        return bool(self._strips)

    def clear(self) -> None:
        """Forget the lines, so that the next frame is sent whole."""
        self._strips = []
        self._encoder.forget()

    def update(self, strips: Sequence[Strip], colors: ColorSystem | None, cursor: tuple[int, int] = (0, 0)) -> str:
        """Return what to send so that the terminal shows `strips`, and its cursor at the row and column `cursor`. Empty
        if it does already. Remember them as sent.

        `colors` is what the terminal can show; None for no colours.
        """
        rows: list[Row] = []
        is_whole = len(strips) != len(self._strips)
        known = [None] * len(strips) if is_whole else self._strips
        for y, (before, after) in enumerate(zip(known, strips, strict=True)):
            if before != after:
                old, new = self._cells(before, colors) if before else [], self._cells(after, colors)
                if len(old) != len(new) or not all(text for text, _ in old):  # wide ones may have moved the others
                    rows.append(Row(y, new, [True] * len(new)))
                elif old != new:
                    rows.append(Row(y, new, [one != other for one, other in zip(old, new, strict=True)]))
        is_same = not rows and cursor == self._cursor
        self._strips, self._cursor = list(strips), cursor
        return "" if is_same else self._encoder.encode(rows, cursor, is_whole=is_whole)

    def _runs(self, strip: Strip, colors: ColorSystem | None) -> list[Cell]:
        """Return a line as runs of one style each."""
        runs: list[Cell] = []
        for text, style, control in strip:
            if not control and text:
                found = DEFAULT if style is None else self._styles.get(style) or self._cell_style(style, colors)
                runs.append((text, space_style(found) if text.isspace() else found))
        return runs

    def _cells(self, strip: Strip, colors: ColorSystem | None) -> list[Cell]:
        line: list[Cell] = []
        for text, style in self._runs(strip, colors):
            space = space_style(style)
            if cell_len(text) == len(text) and text.isprintable():
                line += [(char, space if char == " " else style) for char in text]
                continue
            for char in text:
                width = get_character_cell_size(char)
                if width:
                    line += [(char, style), *[("", style)] * (width - 1)]
                elif line:  # a combining mark belongs to the character before it
                    at = len(line) - 1 if line[-1][0] or len(line) < 2 else len(line) - 2
                    line[at] = (line[at][0] + char, line[at][1])
        return line

    def _cell_style(self, style: Style, colors: ColorSystem | None) -> CellStyle:
        codes = (_color_codes(style.color, colors, True), _color_codes(style.bgcolor, colors, False))
        self._styles[style] = found = CellStyle(_attributes(style), *codes)
        return found


def _attributes(style: Style) -> tuple[int, ...]:
    names = ("bold", "dim", "italic", "underline", "blink", "blink2", "reverse", "conceal", "strike")
    return tuple(number for number, name in enumerate(names, 1) if getattr(style, name))


def _color_codes(color: Color | None, colors: ColorSystem | None, foreground: bool) -> str:
    if color is None or colors is None:
        return ""
    return ";".join(color.downgrade(colors).get_ansi_codes(foreground=foreground))
