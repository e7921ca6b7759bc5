"""In a terminal that reports keys, commands work with a layout of another script, and text stays as it was typed."""

from __future__ import annotations

from pathlib import Path

from tests.ui.terminal import Terminal

ON_US_KEYBOARD = dict(zip("йе/", "qt/", strict=True))


def pressed(letter: str, *, ctrl: bool = False) -> bytes:
    """Return what kitty sends for the key of `letter` on a Russian layout, if it is asked for the other layouts."""
    code, us = ord(letter), ON_US_KEYBOARD[letter]
    other = "" if letter == us else f"::{ord(us)}"
    return (f"\x1b[{code}{other};5u" if ctrl else f"\x1b[{code}{other};;{code}u").encode()


def test_commands_work_and_text_stays_with_a_russian_layout(tmp_path: Path) -> None:
    with Terminal(tmp_path / "home", "demo") as window:
        window.see("[DEMO]", "help")
        assert b"\x1b[>29u" in window.heard
        window.send(pressed("е"))  # the key of t
        window.see("Weeks 36–47", "help")
        window.send(b"\x1b[27u" + pressed("/") + pressed("й") + pressed("е"))
        window.see("Filter йе")
        window.send(pressed("й", ctrl=True))
        assert window.ended() == 0
