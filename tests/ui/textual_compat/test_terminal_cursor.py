"""The terminal's cursor is where the next letter will appear, since an input method opens there."""

from __future__ import annotations

from functools import partial
from pathlib import Path

import pytest

from tests.ui.terminal import Terminal

MOOD = ("3", "enter", "4", "3")
WINS = (*MOOD, "enter")
ESCALATIONS = (*WINS, "enter")
Steps = tuple[tuple[tuple[str, ...], str], ...]
CHECKIN: Steps = (
    (MOOD, "Feelings"),
    (("tab", "tab"), "Why"),
    (("\x1b[Z", "\x1b[Z"), "Feelings"),
    (("tab", "tab", "tab"), "^j new line"),
    (("enter",), "A win"),
    (("enter", "6"), "From"),
    (("enter", "enter", "n"), "Anything new"),
)
WEEK: Steps = (
    (("\x10",), "Search commands"),
    (("escape", *MOOD, "\x13", "g"), "Go to"),
    (("escape", "s", "/"), "Which days"),
    (("escape", "escape", "s", "enter", "e"), "Your name"),
    (("escape", "escape", "escape", "r", "a"), "Add a line"),
)


def settled(window: Terminal) -> tuple[int, int]:
    """Where the cursor is when nothing more is drawn: column and row."""
    while window.read(0.3):
        pass
    return cursor(window)


def cursor(window: Terminal) -> tuple[int, int]:
    """Column and row of the cursor."""
    return window.screen.cursor.x, window.screen.cursor.y


def cursor_is_at(window: Terminal, place: tuple[int, int]) -> bool:
    return cursor(window) == place


def shows(window: Terminal, column: int, row: int, letters: str) -> bool:
    """Return whether the two cells from `column` on show `letters`."""
    return "".join(window.screen.buffer[row][column + n].data for n in range(2)).strip() == letters


@pytest.mark.parametrize(("steps", "size"), [(CHECKIN, (80, 24)), (WEEK, (120, 40))], ids=["check-in", "week"])
def test_letters_appear_at_the_cursor(tmp_path: Path, steps: Steps, size: tuple[int, int]) -> None:
    with Terminal(tmp_path / "home", size=size) as window:
        window.see("How's your workload", "help")
        for keys, seen in steps:
            for key in keys:
                window.press(key)
                if key == "escape":
                    window.listen(0.2)  # or the key after it would be the second half of another
            window.see(seen)
            column, row = settled(window)
            for letters in ("x", "漢", "ab"):
                window.press(letters)
                window.until(partial(shows, window, column, row, letters), f"{letters} at the cursor, {column}, {row}")
                column += 2 if letters == "漢" else len(letters)
                window.until(partial(cursor_is_at, window, (column, row)), f"the cursor at {column}, {row}")


def test_hours_appear_at_the_cursor(tmp_path: Path) -> None:
    with Terminal(tmp_path / "home") as window:
        window.see("How's your workload", "help")
        window.press("3")
        window.see("about right▌")
        window.press("7", ".")
        window.see("7.")
        column, row = settled(window)
        window.press("5")
        window.see("7.5")
        assert window.screen.display[row][column - 3 : column] == "7.5", "hours are set flush right"
        assert settled(window) == (column, row)


@pytest.mark.parametrize("environ", [{}, {"LC_ALL": "C"}], ids=["unicode", "ascii"])
def test_the_cursor_is_at_the_question_that_a_digit_answers(tmp_path: Path, environ: dict[str, str]) -> None:
    with Terminal(tmp_path / "home", environ=environ) as window:
        for seen, *keys in (
            ("How's your workload",),
            ("How are you?", "3", "enter"),
            ("How is your energy", "4"),
            ("How has the community", "3", "tab"),
            ("Kind", "\t\t\r", *"so kind", "enter"),
            ("Anything new?", "enter", "enter"),
        ):
            window.press(*keys)
            window.see(seen)
            _, row = settled(window)
            assert seen in window.screen.display[row], f"not at {seen}: {cursor(window)}\n{window.text}"
