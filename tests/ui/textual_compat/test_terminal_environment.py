"""Variables of the environment make the screens write nothing outside the home, and press no keys."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from textual import constants

from cmcheckin import ui
from tests.ui.terminal import Terminal


def test_textual_s_variables_are_not_obeyed(tmp_path: Path) -> None:
    outside = tmp_path / "outside"
    outside.mkdir()
    environ = {
        "TEXTUAL": "debug,devtools,headless",
        "TEXTUAL_ALLOW_SIGNALS": "1",
        "TEXTUAL_DEBUG": "1",  # writes keys.log into the current folder
        "TEXTUAL_DEVTOOLS_PORT": "1",
        "TEXTUAL_DRIVER": "textual.drivers.headless_driver:HeadlessDriver",
        "TEXTUAL_LOG": str(outside / "log"),
        "TEXTUAL_PRESS": "3,enter,ctrl+s",
        "TEXTUAL_SCREENSHOT": "0",
        "TEXTUAL_SCREENSHOT_FILENAME": "shot.svg",
        "TEXTUAL_SCREENSHOT_LOCATION": str(outside),
        "TEXTUAL_SHOW_RETURN": "1",
    }
    with Terminal(tmp_path / "home", environ=environ, folder=outside) as window:
        window.see("How's your workload", "help")
        window.press("3", "enter", "4", "3", *"private words")
        window.see("private words")
        window.press("\x03")
        window.see("Press Ctrl+Q to quit")
        window.press("\x11")
        assert window.ended() == 0
        assert "app returned" not in window.text
    assert list(outside.iterdir()) == []


def test_the_size_is_the_terminal_s_whatever_a_shell_once_measured(tmp_path: Path) -> None:
    with Terminal(tmp_path / "home", size=(60, 10), environ={"COLUMNS": "90", "LINES": "30"}) as window:
        window.see("This window has")
        window.resize(100, 40)
        window.until(lambda: "help" in window.screen.display[39], "the footer in the last line")


def test_every_variable_textual_reads_has_a_name_that_is_cleared() -> None:
    """A new one by another name would pass unseen."""
    source = Path(constants.__file__).read_text("utf-8")
    names = {line.split('"')[1] for line in source.splitlines() if "get_environ" in line and '("' in line}
    assert names
    assert {name for name in names if not name.startswith("TEXTUAL_")} == {"ESCDELAY"}


@pytest.mark.parametrize("name", ["TEXTUAL_LOG", "TEXTUAL", "COLUMNS"])
def test_they_are_cleared_before_textual_is_imported(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(name, "1")
    monkeypatch.setenv("TEXTUALITY", "1")
    ui._clear_environment()
    assert name not in os.environ
    assert "TEXTUALITY" in os.environ


@pytest.mark.parametrize(
    ("environ", "sent"),
    [({"TERM": "alacritty"}, b"38;2;"), ({"TERM": "xterm-256color"}, b"38;5;"), ({"TERM": "vt100"}, b"")],
    ids=["all", "256", "16"],
)
def test_a_terminal_gets_as_many_colours_as_its_name_says(tmp_path: Path, environ: dict[str, str], sent: bytes) -> None:
    with Terminal(tmp_path / "home", environ={"COLORTERM": "", "NO_COLOR": "", **environ}) as window:
        window.see("workload", "help")
        kinds = {kind for kind in (b"38;2;", b"38;5;") if kind in window.heard}
        assert kinds == ({sent} if sent else set())


def test_the_linux_console_gets_characters_that_its_font_has(tmp_path: Path) -> None:
    with Terminal(tmp_path / "home", environ={"TERM": "linux", "LC_ALL": "C.UTF-8"}) as window:
        window.see("workload", "help")
        window.press("3", "enter", "4", "3", "tab", "tab", "tab", *"Café")
        assert window.see("> Note        Café").replace("é", "e").isascii()
