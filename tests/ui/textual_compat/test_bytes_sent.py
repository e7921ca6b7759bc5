"""How many bytes frames take at 80x24 in 256 colours, for slow lines."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path

import pytest

from cmcheckin.cli.demo_data import CONFIG, demo_records
from cmcheckin.domain.checkin import CheckIn
from tests.ui.app_made import NOW
from tests.ui.conftest import open_journal
from tests.ui.terminal import Terminal
from tests.ui.textual_compat.test_terminal_cursor import settled

COLORS = {"TERM": "xterm-256color", "COLORTERM": ""}


def bytes_of(window: Terminal, act: Callable[[], object], *seen: str) -> int:
    """Return the bytes sent for `act`, which ends with `seen` on the screen."""
    before = len(window.heard)
    act()
    window.see(*seen)
    settled(window)
    return len(window.heard) - before


def test_weeks_and_trends(tmp_path: Path) -> None:
    home, now = tmp_path / "home", datetime.fromisoformat(NOW)
    open_journal(home).save([*demo_records(now.date(), now.tzinfo), CheckIn(date(2026, 11, 20), mood=4)], why="a test")
    (home / "config.toml").write_text(CONFIG)
    with Terminal(home, environ=COLORS) as window:
        assert bytes_of(window, lambda: None, "Week 47", "q quit") <= 2000
        assert bytes_of(window, lambda: window.press("["), "Week 46") <= 1200
        assert bytes_of(window, lambda: window.press("["), "Week 45") <= 1200
        assert bytes_of(window, lambda: window.press("up"), "Thursday 5 November") <= 280
        assert bytes_of(window, lambda: window.press("t"), "came in") <= 4000
        assert bytes_of(window, lambda: window.press("["), "Weeks 24") <= 2000
        assert bytes_of(window, lambda: window.press("escape"), "Thursday 5 November") <= 2200
        assert bytes_of(window, lambda: window.listen(1.0)) == 0, "idle"


def test_answers_and_steps_of_the_checkin(tmp_path: Path) -> None:
    with Terminal(tmp_path / "home", environ=COLORS) as window:
        assert bytes_of(window, lambda: None, "How's your workload", "q quit") <= 800
        # Also moves on to the day before. Only the bar, the answer and the selected day change.
        assert bytes_of(window, lambda: window.press("3"), "▐about right▌", "▌ Thu") <= 120
        assert bytes_of(window, lambda: window.press("9"), "9 h") <= 280
        assert bytes_of(window, lambda: window.press("enter"), "How are you?") <= 1000
        assert bytes_of(window, lambda: window.press("enter"), "skipped") <= 120
        assert bytes_of(window, lambda: window.press("3"), "▐3 fair▌", "F1 help") <= 120
        assert bytes_of(window, lambda: window.press("3"), "Feelings are words") <= 120
        assert bytes_of(window, lambda: window.press("4"), "Feelings are words") == 0, "the same message"
        assert bytes_of(window, lambda: window.press("c"), "calm", "F1 help") <= 200
        assert bytes_of(window, lambda: window.press("a"), "calm") <= 40
        assert bytes_of(window, lambda: window.press("enter"), "? help") <= 120
        assert bytes_of(window, lambda: window.press("2"), "▐2 low▌", "F1 help") <= 120
        assert bytes_of(window, lambda: window.press("enter"), "What has gone well lately?") <= 320
        assert bytes_of(window, lambda: window.listen(1.0)) == 0, "idle"


@pytest.mark.parametrize(
    "environ", [{**COLORS, "TERM": "screen-256color"}, {**COLORS, "STY": "1.desk"}], ids=["screen", "another TERM"]
)
def test_screen_is_never_asked_to_erase(tmp_path: Path, environ: dict[str, str]) -> None:
    with Terminal(tmp_path / "home", environ=environ) as window:
        window.see("How's your workload", "q quit")
        settled(window)
        assert b"\x1b[K" not in window.heard
        assert all(window.screen.buffer[y][79].bg == window.screen.buffer[0][0].bg != "default" for y in range(24))
