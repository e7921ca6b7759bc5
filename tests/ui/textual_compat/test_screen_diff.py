"""What is sent piece by piece leaves the terminal as if each frame had been sent whole."""

from __future__ import annotations

import pyte
import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.color import ColorSystem
from rich.segment import Segment
from rich.style import Style
from textual.strip import Strip

from cmcheckin.ui.textual_compat.screen_diff import ScreenSnapshot
from tests.ui.terminal import Emulator

WIDTH, HEIGHT = 24, 4
STYLES = st.builds(
    Style,
    color=st.sampled_from(["#e4dfd5", "#8fc7b0", "#a39c90"]),
    bgcolor=st.sampled_from(["#1c1b19", "#2b2926"]),
    bold=st.sampled_from([None, True]),
    underline=st.sampled_from([None, None, True]),
    reverse=st.sampled_from([None, None, None, True]),
)
TEXTS = st.sampled_from(["week", "8 h", "   ", "━━━╸", "“so patient”", "é", "日本", " ", "", "x"])


@st.composite
def frames(draw: st.DrawFn) -> list[Strip]:
    """A frame of a few lines, each of exactly WIDTH cells."""
    lines = []
    for _ in range(HEIGHT):
        pieces = draw(st.lists(st.tuples(TEXTS, STYLES), max_size=6))
        ground = Style(bgcolor="#1c1b19")
        lines.append(Strip([Segment(*piece) for piece in pieces]).adjust_cell_length(WIDTH, ground))
    return lines


def fresh_copy(style: Style) -> Style:
    """Return a copy of `style` without the codes that Rich has cached for another number of colours."""
    return Style(
        color=style.color, bgcolor=style.bgcolor, bold=style.bold, dim=style.dim, italic=style.italic,
        underline=style.underline, reverse=style.reverse, strike=style.strike,
    )  # fmt: skip


class WithoutErase(Emulator):
    """A screen that erases in its own background, as GNU screen does."""

    def erase_in_line(self, how: int = 0, private: bool = False) -> None:
        """Erase a part of the line."""
        attributes, self.cursor.attrs = self.cursor.attrs, self.default_char
        super().erase_in_line(how, private)
        self.cursor.attrs = attributes

    def erase_characters(self, count: int | None = None) -> None:
        """Erase `count` cells."""
        attributes, self.cursor.attrs = self.cursor.attrs, self.default_char
        super().erase_characters(count)
        self.cursor.attrs = attributes


class Shown:
    """A terminal in memory, and what is known of it."""

    def __init__(
        self, columns: int = WIDTH, rows: int = HEIGHT, colors: ColorSystem = ColorSystem.EIGHT_BIT, *, erases: bool
    ) -> None:
        self.columns, self.rows, self.colors = columns, rows, colors
        self.snapshot = ScreenSnapshot(erases=erases)
        self.screen = (Emulator if erases else WithoutErase)(columns, rows)
        self.stream = pyte.Stream(self.screen)

    def show(self, frame: list[Strip]) -> str:
        """Show what of `frame` has changed, and return what was sent for it."""
        sent = self.snapshot.update(frame, self.colors)
        self.stream.feed(sent)
        return sent

    def expected(self, frame: list[Strip]) -> list[tuple[object, ...]]:
        """The cells of `frame` as Rich writes them, line by line."""
        screen = pyte.Screen(self.columns, self.rows)
        stream = pyte.Stream(screen)
        for y, strip in enumerate(frame, 1):
            stream.feed(f"\x1b[{y};1H")
            for text, style, _ in strip:
                stream.feed(fresh_copy(style or Style()).render(text, color_system=self.colors))
        return cells_of(screen)

    def cells(self) -> list[tuple[object, ...]]:
        """The cells that are shown."""
        return cells_of(self.screen)


def cells_of(screen: pyte.Screen) -> list[tuple[object, ...]]:
    """Return each cell as it is seen: a blank has no ink, unless that shows."""
    found: list[tuple[object, ...]] = []
    for y in range(screen.lines):
        for x in range(screen.columns):
            cell = screen.buffer[y][x]
            if cell.data == " " and not (cell.reverse or cell.underscore):
                found.append((" ", cell.bg))
            else:
                found.append((cell.data, cell.fg, cell.bg, cell.bold, cell.underscore, cell.reverse))
    return found


@given(st.lists(frames(), min_size=1, max_size=5), st.booleans())
def test_pieces_add_up_to_the_frame(shown: list[list[Strip]], erases: bool) -> None:
    terminal = Shown(erases=erases)
    for frame in shown:
        terminal.show(frame)
        assert terminal.cells() == terminal.expected(frame)


def test_the_same_frame_again_sends_nothing() -> None:
    snapshot, frame = ScreenSnapshot(), [Strip([Segment("week")])]
    assert snapshot.update(frame, None)
    assert not snapshot.update(list(frame), None)
    snapshot.clear()
    assert snapshot.update(frame, None)


@pytest.mark.parametrize("colors", [None, ColorSystem.STANDARD, ColorSystem.TRUECOLOR])
def test_one_changed_cell_costs_a_few_bytes(colors: ColorSystem | None) -> None:
    ink = Style(color="#e4dfd5", bgcolor="#1c1b19")
    snapshot = ScreenSnapshot()
    snapshot.update([Strip([Segment("mood 3" + " " * 74, ink)])] * 24, colors)
    after = [Strip([Segment("mood 4" + " " * 74, ink)])] + [Strip([Segment("mood 3" + " " * 74, ink)])] * 23
    assert len(snapshot.update(after, colors)) < 15


@pytest.mark.parametrize(
    ("before", "after", "sent"),
    [
        ("abc", "xyz", "\x1b[Hxyz\b"),
        (f"a{' ' * 9}b", f"x{' ' * 9}y", "\x1b[Hx\x1b[9Cy\x1b[3G"),
        (f"a{' ' * 9}b", f"é{' ' * 9}y", "\x1b[Hé\x1b[11Gy\x1b[3G"),
        (f"{' ' * 23}a", f"{' ' * 23}b", "\x1b[1;24Hb\x1b[3G"),
    ],
    ids=["back", "along", "some terminals draw é wider", "after the last cell"],
)
def test_the_cursor_moves_from_where_it_is_only_if_that_is_certain(before: str, after: str, sent: str) -> None:
    snapshot, rest = ScreenSnapshot(erases=True), [Strip.blank(WIDTH)] * (HEIGHT - 1)
    snapshot.update([Strip([Segment(before)]).adjust_cell_length(WIDTH), *rest], None)
    assert snapshot.update([Strip([Segment(after)]).adjust_cell_length(WIDTH), *rest], None, (0, 2)) == sent


def test_without_colours_none_are_sent() -> None:
    snapshot = ScreenSnapshot()
    sent = snapshot.update([Strip([Segment("week", Style(color="red", bgcolor="blue", bold=True))])], None)
    assert sent == "\x1b[m\x1b[1m\x1b[Hweek\r"
