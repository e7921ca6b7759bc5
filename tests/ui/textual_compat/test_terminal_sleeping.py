"""ctrl+z and signals put the program to sleep and wake it, wherever it is."""

from __future__ import annotations

import random
import signal
from pathlib import Path

import pytest

from tests.ui.terminal import Terminal
from tests.ui.textual_compat.test_terminal_cursor import MOOD, settled

SHOW_CURSOR, MAIN_SCREEN, OTHER_SCREEN = b"\x1b[?25h", b"\x1b[?1049l", b"\x1b[?1049h"


def shown(window: Terminal) -> str:
    """The screen when nothing more is drawn."""
    settled(window)
    return window.text


@pytest.mark.parametrize(
    ("keys", "seen"),
    [((), "How's your workload"), ((*MOOD, "\x13", "g"), "Go to"), (("\x10",), "Search commands")],
    ids=["question", "go to", "actions"],
)
def test_ctrl_z_sleeps_and_comes_back(tmp_path: Path, keys: tuple[str, ...], seen: str) -> None:
    with Terminal(tmp_path / "home", in_shell=True) as window:
        before = window.flags()
        window.see("How's your workload", "help")
        window.press(*keys)
        window.see(seen)
        text = shown(window)
        window.press("\x1a")
        window.stopped()
        assert window.flags() == before
        assert window.heard.rindex(MAIN_SCREEN) > window.heard.rindex(OTHER_SCREEN)
        assert window.heard.rindex(SHOW_CURSOR) > window.heard.rindex(b"\x1b[?25l")
        window.screen.reset()
        window.hit(signal.SIGCONT)
        window.until(lambda: window.text == text, "the screen as it was")
        if keys:
            window.press("x")
            window.until(lambda: window.text != text, "a letter")
        window.hit(signal.SIGTERM)
        assert window.ended() == 143
        assert window.flags() == before


def test_signals_send_it_to_sleep_in_the_middle_of_anything(home: Path) -> None:
    chance = random.Random(1)
    with Terminal(home) as window:
        before = window.flags()
        window.see("Week 47", "q quit")
        for _ in range(20):
            window.press("[", "]")
            for _ in range(chance.randrange(4)):
                window.read()
            window.hit(signal.SIGTSTP)
            window.stopped()
            assert window.flags() == before
            window.hit(signal.SIGCONT)
            window.until(lambda: window.flags() != before, "it to take the terminal")
        window.see("q quit")
        text = shown(window)
        window.press("[")
        window.until(lambda: window.text != text, "another week")
        window.press("q")
        assert window.ended() == 0
        assert window.flags() == before


def test_stopped_from_outside_it_draws_all_again_and_still_gives_the_terminal_back(home: Path) -> None:
    """SIGSTOP can't be handled, so the terminal wasn't given back before; a hang-up sends SIGCONT as well."""
    with Terminal(home) as window:
        before = window.flags()
        window.see("Week 47", "q quit")
        text = shown(window)
        for _ in range(3):
            window.hit(signal.SIGSTOP)
            window.stopped()
            window.screen.erase_in_display(2)
            window.hit(signal.SIGCONT)
            window.until(lambda: window.text == text, "the screen as it was")
        window.press("[")
        window.see("Week 46")
        window.press("q")
        assert window.ended() == 0
        assert window.flags() == before


def test_a_hang_up_while_it_sleeps_ends_it_and_keeps_the_draft(tmp_path: Path) -> None:
    with Terminal(tmp_path / "home", in_shell=True) as window:
        window.see("How's your workload", "help")
        window.press(*MOOD, *"xyz")
        window.see("xyz")
        window.press("\x1a")
        window.stopped()
        window.hit(signal.SIGCONT)
        window.press(*"zy")
        window.see("xyzzy")
        window.press("\x1a")
        window.stopped()
        window.close_window()
        assert window.ended() == 129
    assert any("xyzzy" in path.read_text() for path in (tmp_path / "home" / "drafts").iterdir())


def test_ctrl_z_where_no_shell_could_wake_it_says_so(tmp_path: Path) -> None:
    """As the command of an ssh connection or of a tmux window: it would sleep for ever."""
    with Terminal(tmp_path / "home") as window:
        window.see("How's your workload", "help")
        for keys in ((), (*MOOD, "xyzzy")):
            window.press(*keys, "\x1a")
            window.see("There is no shell to return to")
        window.press("\x11")
        assert window.ended() == 0
