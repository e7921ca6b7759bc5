"""After the window has changed its size, every cell is as a fresh program would draw it."""

from __future__ import annotations

import random
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from tests.ui.terminal import Terminal

SIZES = ((80, 24), (79, 24), (80, 25), (120, 40), (100, 30), (70, 20), (69, 30), (60, 16), (30, 6), (75, 19))
LAST = ((80, 24), (120, 40), (60, 16))


def cells(window: Terminal) -> list[list[Any]]:
    """Return each cell as it is seen: a blank one has no ink."""
    screen = window.screen
    return [[_seen(screen.buffer[y][x]) for x in range(screen.columns)] for y in range(screen.lines)]


def shows(window: Terminal, expected: list[list[Any]]) -> bool:
    return cells(window) == expected


def _seen(cell: Any) -> tuple[Any, ...]:
    paper = (cell.bg, cell.reverse, cell.underscore)
    return paper if cell.data == " " else (cell.data, cell.fg, cell.bold, *paper)


def quiet(window: Terminal) -> None:
    """Read what is written until nothing more comes."""
    while window.read(0.3):
        pass


Fresh = Callable[[tuple[int, int]], list[list[Any]]]


@pytest.fixture
def fresh(home: Path) -> Fresh:
    """The cells of a program that was started at a size."""
    known: dict[tuple[int, int], list[list[Any]]] = {}

    def drawn(size: tuple[int, int]) -> list[list[Any]]:
        if size not in known:
            with Terminal(home, size=size) as window:
                window.see("Week 47" if size >= (70, 20) else "This window has")
                quiet(window)
                known[size] = cells(window)
        return known[size]

    return drawn


def test_a_storm_of_sizes_leaves_what_a_fresh_program_draws(home: Path, fresh: Fresh) -> None:
    chance = random.Random(0)
    with Terminal(home) as window:
        window.see("Week 47", "q quit")
        for _ in range(4):
            for _ in range(10):
                window.resize(*chance.choice(SIZES))
                for _ in range(chance.choice((0, 0, 1, 5))):
                    window.read(0.01)
            window.resize(*(last := chance.choice(LAST)))
            expected = fresh(last)
            window.until(partial(shows, window, expected), f"a fresh screen of {last}")
            quiet(window)
            assert shows(window, expected), "it was right, and then drawn over"


def test_of_two_sizes_at_once_the_later_one_counts(home: Path, fresh: Fresh) -> None:
    """The second signal arrives while the first is being acted on."""
    with Terminal(home) as window:
        window.see("Week 47", "q quit")
        for _ in range(8):
            for size in ((120, 40), (30, 6), (60, 16), (80, 24)):
                window.resize(*size)
            window.until(lambda: cells(window) == fresh((80, 24)), "a fresh screen")
