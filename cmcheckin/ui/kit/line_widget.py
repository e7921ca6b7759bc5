"""Widgets that draw lines of styled text, and repaint only the cells that changed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import zip_longest
from typing import TYPE_CHECKING, Final, TypeAlias

from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.geometry import Offset, Region, Size
from textual.keys import key_to_character
from textual.strip import Strip
from textual.widget import Widget

from cmcheckin.domain.text import printable
from cmcheckin.ui.glyphs import Glyphs
from cmcheckin.ui.kit.text_cells import wrap, wrap_parts
from cmcheckin.ui.protocols import StyledApp, styled_app

if TYPE_CHECKING:
    from cmcheckin.ui.theme import Ink

Run: TypeAlias = tuple[str, Style]
Line: TypeAlias = Sequence[Run]
"""A line of styled texts. They are never read as markup."""
CARET: Final = Style(reverse=True)
"""The style of the cell where the next letter goes, in widgets that handle letters themselves."""


def text_lines(text: str, style: Style, width: int, most: int, glyphs: Glyphs) -> list[Line]:
    """Return `text` in `style`, wrapped like `wrap` does."""
    return [[(line, style)] for line in wrap(text, width, most, glyphs)]


def fact_lines(facts: Sequence[str], width: int, most: int, ink: Ink, glyphs: Glyphs) -> list[Line]:
    """Return `facts` with dots between them, wrapped like `wrap_parts` does. The first one is bold."""
    lines = wrap_parts(facts, f" {glyphs.middle} ", width, most, glyphs)
    end = len(facts[0])
    head: list[Line] = [[(line[:end], ink.strong), (line[end:], ink.plain)] for line in lines[:1]]
    return [*head, *([(line, ink.plain)] for line in lines[1:])]


def first_lines(lines: Iterable[Line], height: int, style: Style, glyphs: Glyphs) -> list[Line]:
    """Return `lines`, or if they don't fit in `height`, as many as do with an ellipsis in `style` below them."""
    whole = list(lines)
    if len(whole) <= height:
        return whole
    shown = whole[: max(height - 1, 0)]
    while shown and not line_width(shown[-1]):
        shown.pop()
    return [*shown, [(glyphs.more, style)]]


def line_width(line: Line) -> int:
    """Return how many cells `line` takes."""
    return sum(cell_len(text) for text, _ in line)


def sides(left: Line, end: Line, width: int) -> list[Run]:
    """Return a line of `width` cells with `left` at its left edge and `end` at its right."""
    return [*left, (" " * max(width - line_width(left) - line_width(end), 1), Style()), *end]


def beside(left: Sequence[Line], end: Sequence[Line], at: int) -> Iterator[Line]:
    """Return `left` and `end` side by side, `end` beginning at cell `at`."""
    for one, other in zip_longest(left, end, fillvalue=()):
        if other:
            yield [*one, (" " * (at - line_width(one)), other[0][1]), *other]
        else:
            yield one


def run_at(line: Line, x: int) -> int | None:
    """Return the index of the run at cell `x` of `line`; None beyond its end."""
    for n, (text, _) in enumerate(line):
        x -= cell_len(text)
        if x < 0:
            return n
    return None


class LineWidget(Widget):
    """A widget that draws lines, without child widgets.

    `redraw` compares what `draw` returns with what is on the screen, and repaints only the cells between the first and
    the last change of each line.
    """

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._strips: list[Strip] | None = None
        self._drawn_for = (0, 0)

    def draw(self, width: int, height: int) -> Iterable[Line]:
        """Return the lines from the top. Those beyond `height` aren't shown."""
        return ()

    @property
    def styled_app(self) -> StyledApp:
        """Return the app, with what a widget may use of it."""
        return styled_app(self)

    @property
    def ink(self) -> Ink:
        """Return the styles of the current theme."""
        return self.styled_app.ink

    @property
    def glyphs(self) -> Glyphs:
        """Return the glyphs that this terminal can show."""
        return self.styled_app.glyphs

    @property
    def badge(self) -> Line:
        """Return the app's badge, for the first lines of a screen. Brackets and bold show it without colour."""
        text = self.styled_app.badge
        return [(f"[{text}]", self.ink.chosen), ("  ", self.ink.quiet)] if text else []

    # Textual calls a handler of each class that has one, so a subclass overrides `turn_wheel` and not these two.

    def on_mouse_scroll_down(self) -> None:
        self.turn_wheel(1)

    def on_mouse_scroll_up(self) -> None:
        self.turn_wheel(-1)

    def turn_wheel(self, by: int) -> None:
        """Act on the wheel, turned down (1) or up (-1). Does nothing by default."""

    def press(self, key: str) -> None:
        """Act as if `key`, by Textual's name, was pressed."""
        self.app.post_message(events.Key(key, key_to_character(key)))

    def press_hint(self, keys: Sequence[tuple[str, str]], line: Line, first: int, x: int) -> None:
        """Press the key of the hint at cell `x` of `line`, unless it is a range such as 1–8. From the run `first` on,
        the line is the `key_runs` of `keys`."""
        run = run_at(line, x)
        if run is not None and run >= first:
            key = keys[(run - first) // 3][0]
            if len(key) == 1 or key in ("enter", "up", "down", "space"):
                self.press(key)

    def redraw(self) -> None:
        """Draw again, and repaint what has changed."""
        self._repaint_changes()

    def _repaint_changes(self, lines: Iterable[Line] | None = None) -> None:
        """Repaint the cells that differ from `lines`, or from what `draw` returns."""
        before = self._strips
        if before is None or not self.is_mounted or self._drawn_for != tuple(self.size):
            self._strips = None
            self.refresh()
            return
        self._strips = after = self._paint(lines)
        changed = [region for y in range(len(after)) if (region := _difference(y, before[y], after[y]))]
        if changed:
            self.refresh(*changed)

    def repaint(self) -> None:
        """Draw all of it again, as its colours have changed."""
        self._strips = None
        self.refresh()

    def render_line(self, y: int) -> Strip:
        """Return line `y`. Called by Textual."""
        if self._strips is None or self._drawn_for != tuple(self.size):
            self._strips = self._paint()
        return self._strips[y] if y < len(self._strips) else Strip.blank(self.size.width, self.visual_style.rich_style)

    @property
    def cursor_screen_offset(self) -> Offset | None:
        """Return where on the screen the next key will act: at the caret, or at the first underlined cell, which it
        replaces, or at the mark of the question or row. None without any of them."""
        left, top, *_ = self.content_region
        found, has_underlined = None, False
        for y, strip in enumerate(self._strips or ()):
            x = 0
            if found is None and strip.text.lstrip().startswith(self.glyphs.marker):
                found = Offset(left + strip.text.index(self.glyphs.marker), top + y)
            for text, style, _ in strip:
                if style and style.reverse and text == " ":
                    return Offset(left + x, top + y)
                if style and style.underline and not has_underlined:
                    found, has_underlined = Offset(left + x, top + y), True
                x += cell_len(text)
        return found

    def _paint(self, lines: Iterable[Line] | None = None) -> list[Strip]:
        width, height = self.size
        self._drawn_for = (width, height)
        drawn = list(self.draw(width, height) if lines is None else lines)[:height]
        paper = self.visual_style.rich_style
        # simplified, as a line that looks the same isn't painted again, whichever segments it is made of by now
        strips = [Strip(_segments(line, paper)).adjust_cell_length(width, paper).simplify() for line in drawn]
        return strips + [Strip.blank(width, paper)] * (height - len(strips))


class AutoHeightWidget(LineWidget):
    """A widget as high as its lines. It causes a new layout only when their number changes."""

    DEFAULT_CSS = """
    AutoHeightWidget { height: auto; padding: 0 2; }
    """

    def lines(self, width: int) -> Sequence[Line]:
        """Return the lines, for `width` cells."""
        return ()

    @property
    def mark(self) -> Run:
        """Return the bar that marks the focused question, or spaces of the same width for the others."""
        return (f"{self.glyphs.marker} " if self.has_focus else "  ", self.ink.chosen)

    def draw(self, width: int, height: int) -> Iterable[Line]:
        return self.lines(width)

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        return len(self.lines(width))

    def redraw(self) -> None:
        lines = self.lines(self.size.width) if self.is_mounted else None
        if lines is not None and self.size.height != len(lines):
            self._strips = None
            self.refresh(layout=True)
        else:
            self._repaint_changes(lines)

    def watch_has_focus(self, has_focus: bool) -> None:
        super().watch_has_focus(has_focus)
        self.redraw()


def caret_position(focused: Widget | None) -> Offset | None:
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
    """Return `line` in as few segments as possible: spaces take the style before them, so that fewer colours are sent.

    Control characters are removed here once more, wherever the text came from.
    """
    merged: list[Run] = []
    for text, style in line:
        if not text:
            continue
        if merged and (merged[-1][1] == style or (text.isspace() and _same_for_spaces(style, merged[-1][1]))):
            merged[-1] = (merged[-1][0] + text, merged[-1][1])
        else:
            merged.append((text, style))
    return [Segment(printable(text), paper + style) for text, style in merged]


def _same_for_spaces(one: Style, other: Style) -> bool:
    """Return whether a space looks the same in both styles."""
    visible = one.underline or other.underline or one.reverse or other.reverse
    return not visible and one.bgcolor == other.bgcolor


def _difference(y: int, before: Strip, after: Strip) -> Region | None:
    """Return the cells of line `y` from the first to the last that changed; None if nothing did."""
    if before == after:
        return None
    old = [(char, segment.style) for segment in before for char in segment.text]
    new = [(char, segment.style) for segment in after for char in segment.text]
    width = after.cell_length
    if len(old) != width or len(new) != width:  # wide characters: cells and characters do not match
        return Region(0, y, width, 1)
    changed = [x for x in range(width) if old[x] != new[x]]
    return Region(changed[0], y, changed[-1] - changed[0] + 1, 1) if changed else None
