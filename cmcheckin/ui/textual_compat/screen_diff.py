"""Compare each frame with the one on the terminal, cell by cell, and send only the cells that changed.

Textual sends a whole line for one changed cell, the whole screen for one changed height, and the colours of every run
of text. Without this, another week costs 4,522 bytes instead of 1,704, a digit 4,673 instead of 509, and opening the
trends 18,583 instead of 5,582 (80x24 in 256 colours, counted in a pty).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Final, NamedTuple

from rich.cells import cell_len, get_character_cell_size
from textual._compositor import CompositorUpdate
from textual.strip import Strip

if TYPE_CHECKING:
    from rich.color import Color, ColorSystem
    from rich.console import Console, ConsoleOptions, RenderResult
    from rich.style import Style

MAX_GAP: Final = 6
"""Unchanged cells sent along between two changed ones. Moving the cursor costs about as many bytes."""


class CellStyle(NamedTuple):
    """The style of a cell, as SGR parameters."""

    attributes: str
    foreground: str
    background: str


DEFAULT: Final = CellStyle("", "", "")
"""The style after a reset."""
Cell = tuple[str, CellStyle]
"""The text of a cell, or of several with one style. The second cell of a wide character has no text."""


class ScreenSnapshot:
    """The lines on the terminal. Call `clear` when another program may have written there."""

    def __init__(self) -> None:
        self._strips: list[Strip] = []
        self._styles: dict[Style, CellStyle] = {}

    @property
    def is_known(self) -> bool:
        """Return whether it is known what the terminal shows."""
        return bool(self._strips)

    def clear(self) -> None:
        """Forget the lines, so that the next frame is sent whole."""
        self._strips = []

    def update(self, strips: Sequence[Strip], colors: ColorSystem | None) -> Changes | None:
        """Return what to send so that the terminal shows `strips`, None if it does already. Remember them as sent.

        `colors` is what the terminal can show; None for no colours.
        """
        spans: list[Span] = []
        known = self._strips if len(strips) == len(self._strips) else [None] * len(strips)
        for y, (before, after) in enumerate(zip(known, strips, strict=True)):
            if before is None:
                spans.append((y, 0, self._runs(after, colors)))
            elif before != after:
                old, new = self._cells(before, colors), self._cells(after, colors)
                changed = _changed_spans(old, new) if len(old) == len(new) else [(0, len(new))]
                spans += [(y, start, new[start:end]) for start, end in changed]
        self._strips = list(strips)
        return Changes(spans) if spans else None

    def _runs(self, strip: Strip, colors: ColorSystem | None) -> list[Cell]:
        """Return a line as runs of one style each."""
        runs: list[Cell] = []
        for text, style, control in strip:
            if not control and text:
                found = DEFAULT if style is None else self._styles.get(style) or self._cell_style(style, colors)
                runs.append((text, _space_style(found) if text.isspace() else found))
        return runs

    def _cells(self, strip: Strip, colors: ColorSystem | None) -> list[Cell]:
        line: list[Cell] = []
        for text, style in self._runs(strip, colors):
            space = _space_style(style)
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


Span = tuple[int, int, list[Cell]]
"""Cells to send, after the row and column of the first one."""


class Changes(CompositorUpdate):
    """The changed cells of a frame, as an update that Textual can send."""

    def __init__(self, spans: list[Span]) -> None:
        self.spans = spans

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        return ()  # Textual calls `render_segments` instead

    def render_segments(self, console: Console) -> str:
        """Return the text to send, escape sequences included."""
        return "".join(self._output())

    def _output(self) -> Iterator[str]:
        current = DEFAULT
        for y, x, cells in self.spans:
            yield f"\x1b[{y + 1};{x + 1}H"
            for text, style in cells:
                if style != current and text and not (text == " " and _same_for_space(style, current)):
                    yield _style_change(current, style)
                    current = style
                yield text
        if current != DEFAULT:
            yield "\x1b[m"


def _same_for_space(style: CellStyle, current: CellStyle) -> bool:
    """Return whether a space of `style` looks the same in `current`: bold, dim and italic don't show on it."""
    return style.background == current.background and not style.attributes and current.attributes in ("", "1", "2", "3")


def _space_style(style: CellStyle) -> CellStyle:
    """Return what of `style` shows on a space: no foreground, unless it is underlined or reversed."""
    return style if "4" in style.attributes or "7" in style.attributes else CellStyle("", "", style.background)


def _style_change(old: CellStyle, new: CellStyle) -> str:
    """Return the escape sequence that changes the terminal's style from `old` to `new`."""
    is_removed = (old.foreground and not new.foreground) or (old.background and not new.background)
    if is_removed or old.attributes not in ("", new.attributes):
        return f"\x1b[{';'.join(filter(None, ('0', *new)))}m"
    return f"\x1b[{';'.join(code for code, before in zip(new, old, strict=True) if code != before)}m"


def _changed_spans(before: list[Cell], after: list[Cell]) -> list[tuple[int, int]]:
    """Return the start and end of each difference between two lines of one length. Close ones are joined.

    A line with wide characters is one span, as terminals disagree about the width of some.
    """
    if not all(text for text, _ in before) or not all(text for text, _ in after):
        return [(0, len(after))]
    spans: list[tuple[int, int]] = []
    for x, (old, new) in enumerate(zip(before, after, strict=True)):
        if old == new:
            continue
        if spans and x - spans[-1][1] <= MAX_GAP:
            spans[-1] = (spans[-1][0], x + 1)
        else:
            spans.append((x, x + 1))
    return spans


def _attributes(style: Style) -> str:
    names = ("bold", "dim", "italic", "underline", "blink", "blink2", "reverse", "conceal", "strike")
    return ";".join(str(number) for number, name in enumerate(names, 1) if getattr(style, name))


def _color_codes(color: Color | None, colors: ColorSystem | None, foreground: bool) -> str:
    if color is None or colors is None:
        return ""
    return ";".join(color.downgrade(colors).get_ansi_codes(foreground=foreground))
