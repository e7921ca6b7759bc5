"""What is sent piece by piece leaves the terminal as if each frame had been sent whole."""

from __future__ import annotations

import io

import pyte
import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.color import ColorSystem
from rich.console import Console
from rich.segment import Segment
from rich.style import Style
from textual.strip import Strip

from cmcheckin.ui.textual_compat.screen_diff import ScreenSnapshot

WIDTH, HEIGHT = 24, 4
CONSOLE = Console(file=io.StringIO(), color_system="256", force_terminal=True)
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


def painted(frame: list[Strip]) -> str:
    """What Rich sends for a whole frame, line by line."""
    lines = (CONSOLE._render_buffer(strip) for strip in frame)
    return "".join(f"\x1b[{y};1H{line}" for y, line in enumerate(lines, 1))


class Shown:
    """A terminal in memory."""

    def __init__(self) -> None:
        self.screen = pyte.Screen(WIDTH, HEIGHT)
        self.stream = pyte.Stream(self.screen)

    def show(self, snapshot: ScreenSnapshot, frame: list[Strip]) -> None:
        """What the snapshot says has changed."""
        self.stream.feed(snapshot.update(frame, ColorSystem.EIGHT_BIT))

    def cells(self) -> list[tuple[object, ...]]:
        """Each cell as it is seen: a blank has no ink, unless that shows."""
        found: list[tuple[object, ...]] = []
        for y in range(HEIGHT):
            for x in range(WIDTH):
                cell = self.screen.buffer[y][x]
                if cell.data == " " and not (cell.reverse or cell.underscore):
                    found.append((" ", cell.bg))
                else:
                    found.append((cell.data, cell.fg, cell.bg, cell.bold, cell.underscore, cell.reverse))
        return found


@given(st.lists(frames(), min_size=1, max_size=5), st.booleans())
def test_pieces_add_up_to_the_frame(shown: list[list[Strip]], erases: bool) -> None:
    snapshot, bit_by_bit = ScreenSnapshot(erases=erases), Shown()
    for frame in shown:
        bit_by_bit.show(snapshot, frame)
        whole = Shown()
        whole.stream.feed(painted(frame))
        assert bit_by_bit.cells() == whole.cells()


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


def test_without_colours_none_are_sent() -> None:
    snapshot = ScreenSnapshot()
    sent = snapshot.update([Strip([Segment("week", Style(color="red", bgcolor="blue", bold=True))])], None)
    assert sent == "\x1b[m\x1b[1m\x1b[Hweek\r"
