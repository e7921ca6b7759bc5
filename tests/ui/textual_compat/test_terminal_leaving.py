"""However it ends, the terminal is left as it was found; and while it waits, it says nothing."""

from __future__ import annotations

import json
import signal
import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest

from tests.house.tree import ROOT
from tests.ui.terminal import Terminal

SHOW_CURSOR, MAIN_SCREEN = b"\x1b[?25h", b"\x1b[?1049l"


@pytest.mark.parametrize(
    ("number", "code"),
    [(signal.SIGHUP, 129), (signal.SIGTERM, 143), (signal.SIGINT, 130), (signal.SIGQUIT, 131)],
    ids=str,
)
def test_signals_end_it_cleanly(home: Path, number: signal.Signals, code: int) -> None:
    with Terminal(home) as terminal:
        before = terminal.flags()
        terminal.see("Week 47", "q quit")
        assert terminal.flags() != before, "it takes keys one by one while it runs"
        terminal.hit(number)
        assert terminal.ended() == code
        assert MAIN_SCREEN in terminal.heard
        assert terminal.heard.rindex(SHOW_CURSOR) > terminal.heard.rindex(b"\x1b[?25l")
        assert terminal.flags() == before


@pytest.mark.parametrize("key", ["q", "\x11"], ids=["q", "ctrl+q"])
def test_leaving_by_key_is_no_failure(home: Path, key: str) -> None:
    with Terminal(home) as terminal:
        terminal.see("Week 47")
        terminal.press(key)
        assert terminal.ended() == 0


def test_nothing_is_written_while_nothing_happens(home: Path) -> None:
    with Terminal(home) as terminal:
        terminal.see("Week 47", "q quit")
        while terminal.read(0.5):
            pass
        assert not terminal.read(3.0)


def test_a_broken_byte_changes_nothing(home: Path) -> None:
    with Terminal(home) as terminal:
        terminal.see("Week 47")
        terminal.send(b"\xff\xfe\xc3(")
        terminal.press("[")
        terminal.see("Week 46")


def test_ctrl_c_says_which_key_leaves(home: Path) -> None:
    with Terminal(home) as terminal:
        terminal.see("Week 47")
        terminal.press("\x03")
        terminal.see("Press Ctrl+Q to quit")
        terminal.press("[")
        terminal.see("Week 46", "c check-in")


def test_a_window_that_is_closed_ends_it_even_when_hang_ups_are_ignored(home: Path) -> None:
    def nohup() -> None:
        signal.signal(signal.SIGHUP, signal.SIG_IGN)

    with Terminal(home, before=nohup) as terminal:
        terminal.see("Week 47")
        terminal.close_window()
        assert terminal.ended() == 129


def test_windows_closed_while_somebody_types_leave_no_process(tmp_path: Path) -> None:
    """The kernel sends SIGHUP and SIGCONT, in either order, and the input ends: all in the middle of something."""
    runs = [
        subprocess.Popen(
            [sys.executable, "-m", "tests.ui.textual_compat.closings", str(tmp_path / str(seed)), "5", str(seed)],
            cwd=ROOT,
            stdout=subprocess.PIPE,
        )
        for seed in range(2)
    ]
    codes = [code for run in runs for code in json.loads(run.communicate()[0])]
    assert Counter(codes) == {129: 10}


def test_a_big_paste_is_no_stall(home: Path) -> None:
    with Terminal(home) as terminal:
        terminal.see("Week 47")
        terminal.press("g")
        terminal.see("Go to")
        heard = len(terminal.heard)
        terminal.send(b"\x1b[200~" + b"x\x1b[31m\x00" * 200_000 + b"\x1b[201~")
        terminal.press("escape")
        terminal.until(lambda: "Go to" not in terminal.text, "the line to close")
        terminal.press("[")
        terminal.see("Week 46")
        assert len(terminal.heard) - heard < 20_000, "it is drawn once, not letter by letter"
