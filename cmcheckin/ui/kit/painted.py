"""Drawing in lines: text with styles, cut to cells, repainted only where it changed."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Final, TypeAlias

from rich.cells import cell_len, set_cell_size
from rich.segment import Segment
from rich.style import Style
from textual.geometry import Offset, Region
from textual.strip import Strip
from textual.widget import Widget

from cmcheckin.domain.text import printable
from cmcheckin.ui.glyphs import UNICODE, Glyphs
from cmcheckin.ui.protocols import StyledApp, styled_app

if TYPE_CHECKING:
    from cmcheckin.ui.theme import Ink

Run: TypeAlias = tuple[str, Style]
Line: TypeAlias = Sequence[Run]
"""A line as runs of text. User text stays plain text here: nothing reads it as markup."""
NO_STYLE: Final = Style()
CARET: Final = Style(reverse=True)
"""Style that marks the cell of the next letter, in widgets that handle letters themselves."""


def fit(text: str, width: int, glyphs: Glyphs = UNICODE) -> str:
    """The text in at most `width` cells, with an ellipsis when something was left out."""
    if cell_len(text) <= width:
        return text
    room = width - cell_len(glyphs.more)
    return set_cell_size(text, room).rstrip() + glyphs.more if room > 0 else set_cell_size(text, max(width, 0))


def pad(text: str, width: int, glyphs: Glyphs = UNICODE) -> str:
    """The text in exactly `width` cells, filled up at the right."""
    return set_cell_size(fit(text, width, glyphs), max(width, 0))


def right(text: str, width: int, glyphs: Glyphs = UNICODE) -> str:
    """The text in exactly `width` cells, filled up at the left."""
    cut = fit(text, width, glyphs)
    return " " * (width - cell_len(cut)) + cut


def by_point(numbers: Sequence[str]) -> list[str]:
    """Numbers filled up at the right so that, set flush right, their decimal points stand under each other."""
    behind = [len(number) - number.index(".") if "." in number else 0 for number in numbers]
    most = max(behind, default=0)
    return [number + " " * (most - length) for number, length in zip(numbers, behind, strict=True)]


def wrap(text: str, width: int, most: int, glyphs: Glyphs = UNICODE) -> list[str]:
    """The text broken at spaces into at most `most` lines of `width` cells; the last one says when more follows."""
    lines: list[str] = []
    words = text.split()
    while words and len(lines) < most:
        taken = 1
        while taken < len(words) and cell_len(" ".join(words[: taken + 1])) <= width:
            taken += 1
        line = " ".join(words[:taken])
        if len(lines) == most - 1 and taken < len(words):
            line = fit(" ".join(words[: taken + 1]) + glyphs.more, width, glyphs)
        if taken == 1 and cell_len(line) > width:  # one long word, or a script without spaces: cut it anywhere
            head = set_cell_size(line, width).rstrip()
            words[:1] = [line[len(head) :]]
            line = head if len(lines) < most - 1 else fit(line, width, glyphs)
            taken = 0
        lines.append(line)
        del words[:taken]
    return lines


def text_lines(text: str, style: Style, width: int, most: int, glyphs: Glyphs = UNICODE) -> list[Line]:
    """Return `text` in `style`, wrapped like `wrap` does."""
    return [[(line, style)] for line in wrap(text, width, most, glyphs)]


def packed(parts: Sequence[str], between: str, width: int, most: int, glyphs: Glyphs = UNICODE) -> list[str]:
    """The parts one after the other in at most `most` lines, broken between them as long as each fits a line."""
    lines: list[str] = []
    for part in parts:
        if lines and cell_len(longer := f"{lines[-1]}{between}{part}") <= width:
            lines[-1] = longer
        else:
            lines.append(part)
    if len(lines) <= most and all(cell_len(line) <= width for line in lines):
        return lines
    return wrap(between.join(parts), width, most, glyphs)


def cells(line: Line) -> int:
    """How wide a line is."""
    return sum(cell_len(text) for text, _ in line)


def sides(left: Line, end: Line, width: int, ground: Style = NO_STYLE) -> list[Run]:
    """One part at the left edge, one at the right."""
    return [*left, (" " * max(width - cells(left) - cells(end), 1), ground), *end]


class Painted(Widget):
    """A widget that draws lines, without a tree of widgets or any layout beneath it.

    `draw` says what stands there; `redraw` compares that with what is on the screen and repaints only the cells
    between the first and the last change of each line.
    """

    def __init__(self, *, id: str | None = None, classes: str | None = None) -> None:  # noqa: A002  Textual's name
        super().__init__(id=id, classes=classes)
        self._strips: list[Strip] | None = None
        self._drawn_for = (0, 0)

    def draw(self, width: int, height: int) -> Iterable[Line]:
        """The lines from the top; those beyond `height` are not shown."""
        raise NotImplementedError

    @property
    def styled_app(self) -> StyledApp:
        """Return the app, as this may use it."""
        return styled_app(self)

    @property
    def ink(self) -> Ink:
        """The styles of the present look."""
        return self.styled_app.ink

    @property
    def glyphs(self) -> Glyphs:
        """The marks this terminal can show."""
        return self.styled_app.glyphs

    def redraw(self) -> None:
        """Draw again, and repaint what is different now."""
        before = self._strips
        if before is None or not self.is_mounted or self._drawn_for != tuple(self.size):
            self._strips = None
            self.refresh()
            return
        self._strips = after = self._paint()
        changed = [region for y in range(len(after)) if (region := _difference(y, before[y], after[y]))]
        if changed:
            self.refresh(*changed)

    def render_line(self, y: int) -> Strip:
        """One line for Textual's compositor."""
        if self._strips is None or self._drawn_for != tuple(self.size):
            self._strips = self._paint()
        return self._strips[y] if y < len(self._strips) else Strip.blank(self.size.width, self.visual_style.rich_style)

    @property
    def cursor_screen_offset(self) -> Offset | None:
        """Return where on the screen the next key will act: at the caret, or at the first underlined cell, which it
        replaces, or at the mark of the question or row. None without any of them."""
        left, top, *_ = self.content_region
        marked, typed = None, False
        for y, strip in enumerate(self._strips or ()):
            x = 0
            if marked is None and strip.text.lstrip().startswith(self.glyphs.marker):
                marked = Offset(left + strip.text.index(self.glyphs.marker), top + y)
            for text, style, _ in strip:
                if style and style.reverse and text == " ":
                    return Offset(left + x, top + y)
                if style and style.underline and not typed:
                    marked, typed = Offset(left + x, top + y), True
                x += cell_len(text)
        return marked

    def _paint(self) -> list[Strip]:
        width, height = self.size
        self._drawn_for = (width, height)
        lines = list(self.draw(width, height))[:height]
        paper = self.visual_style.rich_style
        strips = [Strip(_segments(line, paper)).adjust_cell_length(width, paper) for line in lines]
        return strips + [Strip.blank(width, paper)] * (height - len(strips))


def typing_place(focused: Widget | None) -> Offset | None:
    """Return where on the screen the next key will act in `focused`, None if nothing shows it.

    Input methods open there. Textual's own value is taken when a field gets the focus, before its layout, and is one
    cell too far right at the end of a line.
    """
    place: Offset | None = getattr(focused, "cursor_screen_offset", None)
    if focused is None or place is None or not focused.content_region:
        return None
    from textual.widgets import Input

    if isinstance(focused, Input) and focused.cursor_at_end:
        place -= (1, 0)
    return place


def _segments(line: Line, paper: Style) -> list[Segment]:
    """As few segments as say the same: spaces take the style before them, so that no colour is sent for nothing. What
    could act on the terminal is removed here last, wherever the text came from."""
    merged: list[Run] = []
    for text, style in line:
        if not text:
            continue
        if merged and (merged[-1][1] == style or (text.isspace() and _alike_when_blank(style, merged[-1][1]))):
            merged[-1] = (merged[-1][0] + text, merged[-1][1])
        else:
            merged.append((text, style))
    return [Segment(printable(text), paper + style) for text, style in merged]


def _alike_when_blank(one: Style, other: Style) -> bool:
    """Whether a space looks the same in both."""
    marked = one.underline or other.underline or one.reverse or other.reverse
    return not marked and one.bgcolor == other.bgcolor


def _difference(y: int, before: Strip, after: Strip) -> Region | None:
    """The cells of line `y` from the first to the last that changed."""
    if before == after:
        return None
    old = [(char, segment.style) for segment in before for char in segment.text]
    new = [(char, segment.style) for segment in after for char in segment.text]
    width = after.cell_length
    if len(old) != width or len(new) != width:  # wide characters: cells and characters do not match
        return Region(0, y, width, 1)
    changed = [x for x in range(width) if old[x] != new[x]]
    return Region(changed[0], y, changed[-1] - changed[0] + 1, 1) if changed else None
