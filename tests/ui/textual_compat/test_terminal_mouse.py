"""The terminal reports clicks and the wheel, never motion, and stops when the program gives it back."""

from __future__ import annotations

import re
import signal
from pathlib import Path

import pytest

from tests.ui.terminal import Terminal

ON, OFF = b"\x1b[?1000h", b"\x1b[?1000l"


def modes(heard: bytes) -> set[bytes]:
    """Return the numbers of the mouse modes that were switched on."""
    return set(re.findall(rb"\x1b\[\?(10(?:0[0-35-7]|1[56]))h", heard))


def test_clicks_are_reported_and_motion_is_not(tmp_path: Path) -> None:
    with Terminal(tmp_path / "home") as window:
        window.see("How's your workload", "help")
        assert modes(window.heard) == {b"1000", b"1006"}
        assert window.heard.count(ON) == 1
        for end in ("M", "m"):
            window.send(f"\x1b[<0;50;6{end}".encode())  # button, column, row
        window.see("▐a lot▌")


@pytest.mark.parametrize(
    "end", [b"q", signal.SIGHUP, signal.SIGTERM, signal.SIGINT], ids=["q", "hang-up", "term", "interrupt"]
)
def test_reports_stop_at_the_end(tmp_path: Path, end: bytes | signal.Signals) -> None:
    with Terminal(tmp_path / "home") as window:
        window.see("How's your workload", "help")
        window.send(end) if isinstance(end, bytes) else window.hit(end)
        window.ended()
        assert window.heard.rindex(OFF) > window.heard.rindex(ON)


def test_reports_stop_while_suspended(tmp_path: Path) -> None:
    with Terminal(tmp_path / "home", in_shell=True) as window:
        window.see("How's your workload", "help")
        window.press("\x1a")
        window.stopped()
        assert window.heard.rindex(OFF) > window.heard.rindex(ON)
        window.hit(signal.SIGCONT)
        window.until(lambda: window.heard.rindex(ON) > window.heard.rindex(OFF), "reports again")
        window.hit(signal.SIGTERM)
        assert window.ended() == 143
        assert window.heard.rindex(OFF) > window.heard.rindex(ON)


def test_the_setting_turns_the_mouse_off(tmp_path: Path) -> None:
    home = tmp_path / "home"
    home.mkdir()
    (home / "config.toml").write_text("mouse = false\n")
    with Terminal(home) as window:
        window.see("How's your workload", "help")
        window.press("q")
        window.ended()
        assert modes(window.heard) == set()
        assert OFF not in window.heard


@pytest.mark.parametrize("environ", [{"STY": "1.pts-0.host"}, {"TERM": "screen-256color"}], ids=["there", "over SSH"])
def test_no_report_holds_escape_back_in_gnu_screen(home: Path, environ: dict[str, str]) -> None:
    """While the mouse is reported, GNU screen 4.9 keeps back Escape until the next key."""
    with Terminal(home, environ=environ) as window:
        window.see("Week 47", "q quit")
        window.press("q")
        assert window.ended() == 0
        assert b"\x1b[?1000h" not in window.heard
