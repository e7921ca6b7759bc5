"""What the terminal shows by now, so that only what is different has to be sent.

Textual sends a line again for one changed cell, the whole screen for one changed height, and every colour for every
piece. Over a slow line that is most of what one waits for. Here the frame is compared with the one before, cell by
cell, and a colour is sent when it changes.
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

NEAR: Final = 6
"""Unchanged cells that are sent along between two changed ones: going to another place costs about as many bytes."""


class Look(NamedTuple):
    """How a cell is drawn, as the numbers a terminal is told: attributes, foreground, background."""

    attributes: str
    ink: str
    paper: str


PLAIN: Final = Look("", "", "")
"""What a terminal draws with after a reset."""
Cell = tuple[str, Look]
"""The text of a cell, or of several of one look; the second cell of a wide character has no text."""


class Sheet:
    """The lines on the terminal. Forget them whenever somebody else may have written there."""

    def __init__(self) -> None:
        self._strips: list[Strip] = []
        self._looks: dict[Style, Look] = {}

    @property
    def shown(self) -> bool:
        """Whether anything is known to stand there."""
        return bool(self._strips)

    def forget(self) -> None:
        """The next frame is sent whole."""
        self._strips = []

    def changes(self, strips: Sequence[Strip], colors: ColorSystem | None) -> Changes | None:
        """What to send so that the terminal shows these lines; None when it does. It counts as sent from now on."""
        found: list[tuple[int, int, list[Cell]]] = []
        known = self._strips if len(strips) == len(self._strips) else [None] * len(strips)
        for y, (before, after) in enumerate(zip(known, strips, strict=True)):
            if before is None:
                found.append((y, 0, self._pieces(after, colors)))
            elif before != after:
                was, cells = self._cells(before, colors), self._cells(after, colors)
                spans = _spans(was, cells) if len(was) == len(cells) else [(0, len(cells))]
                found += [(y, start, cells[start:end]) for start, end in spans]
        self._strips = list(strips)
        return Changes(found) if found else None

    def _pieces(self, strip: Strip, colors: ColorSystem | None) -> list[Cell]:
        """A line in as many pieces as it has looks."""
        pieces: list[Cell] = []
        for text, style, control in strip:
            if not control and text:
                look = PLAIN if style is None else self._looks.get(style) or self._look(style, colors)
                pieces.append((text, _blank(look) if text.isspace() else look))
        return pieces

    def _cells(self, strip: Strip, colors: ColorSystem | None) -> list[Cell]:
        """A line cell by cell."""
        line: list[Cell] = []
        for text, look in self._pieces(strip, colors):
            blank = _blank(look)
            if cell_len(text) == len(text) and text.isprintable():
                line += [(char, blank if char == " " else look) for char in text]
                continue
            for char in text:
                width = get_character_cell_size(char)
                if width:
                    line += [(char, look), *[("", look)] * (width - 1)]
                elif line:  # what joins the character before it
                    at = len(line) - 1 if line[-1][0] or len(line) < 2 else len(line) - 2
                    line[at] = (line[at][0] + char, line[at][1])
        return line

    def _look(self, style: Style, colors: ColorSystem | None) -> Look:
        ink, paper = (_numbers(style.color, colors, True), _numbers(style.bgcolor, colors, False))
        look = Look(_attributes(style), ink, paper)
        self._looks[style] = look
        return look


class Changes(CompositorUpdate):
    """Some stretches of cells, each from a place on."""

    def __init__(self, stretches: list[tuple[int, int, list[Cell]]]) -> None:
        self.stretches = stretches

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        raise NotImplementedError  # these are sent as they are

    def render_segments(self, console: Console) -> str:
        """The bytes to send, as text."""
        return "".join(self._written())

    def _written(self) -> Iterator[str]:
        now = PLAIN
        for y, x, cells in self.stretches:
            yield f"\x1b[{y + 1};{x + 1}H"
            for text, look in cells:
                if look != now and text:
                    if (
                        text == " "
                        and look.paper == now.paper
                        and not look.attributes
                        and now.attributes in SEEN_ON_INK
                    ):
                        yield text  # a blank looks the same in any ink
                        continue
                    yield _turned(now, look)
                    now = look
                yield text
        if now != PLAIN:
            yield "\x1b[m"


SEEN_ON_INK: Final = ("", "1", "2", "3")
"""Attributes that do not show on a blank: none, bold, dim, italic."""


def _blank(look: Look) -> Look:
    """How a blank of that look is seen: it has no ink, unless it is underlined or turned over."""
    return look if "4" in look.attributes or "7" in look.attributes else Look("", "", look.paper)


def _turned(now: Look, look: Look) -> str:
    """What turns the terminal from one look to the other."""
    if now.attributes != look.attributes or (now.ink and not look.ink) or (now.paper and not look.paper):
        return f"\x1b[{';'.join(filter(None, ('0', *look)))}m"
    parts = [new for new, old in ((look.ink, now.ink), (look.paper, now.paper)) if new != old]
    return f"\x1b[{';'.join(parts)}m"


def _spans(before: list[Cell], after: list[Cell]) -> list[tuple[int, int]]:
    """Where two lines of one length differ, neighbouring differences taken together.

    Terminals do not agree on how wide every character is, so a line with wide ones is sent whole.
    """
    if not all(text for text, _ in before) or not all(text for text, _ in after):
        return [(0, len(after))]
    spans: list[tuple[int, int]] = []
    for x, (old, new) in enumerate(zip(before, after, strict=True)):
        if old == new:
            continue
        if spans and x - spans[-1][1] <= NEAR:
            spans[-1] = (spans[-1][0], x + 1)
        else:
            spans.append((x, x + 1))
    return spans


def _attributes(style: Style) -> str:
    names = ("bold", "dim", "italic", "underline", "blink", "blink2", "reverse", "conceal", "strike")
    return ";".join(str(number) for number, name in enumerate(names, 1) if getattr(style, name))


def _numbers(color: Color | None, colors: ColorSystem | None, foreground: bool) -> str:
    if color is None or colors is None:
        return ""
    return ";".join(color.downgrade(colors).get_ansi_codes(foreground=foreground))
