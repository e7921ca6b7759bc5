"""What is written after the terminal is gone."""

from __future__ import annotations

import io
import os
from pathlib import Path

import pytest
from rich.style import Style

from cmcheckin.ui.kit.line_widget import _segments
from cmcheckin.ui.textual_compat.driver import _Output
from tests.ui.terminal import Terminal


def test_a_terminal_that_is_gone_leaves_nothing_to_be_written_at_the_end() -> None:
    terminal, ours = os.openpty()
    stream = os.fdopen(ours, "w", encoding="utf-8")
    output = _Output(stream)
    os.close(terminal)
    output.write("x" * 100_000)
    output.flush()
    output.write("and more")
    output.flush()
    stream.flush()  # raised before, and so turned the exit code into 120
    stream.close()


def test_what_a_terminal_cannot_say_takes_as_many_cells() -> None:
    written = io.BytesIO()
    terminal = io.TextIOWrapper(written, encoding="ascii")
    _Output(terminal).write("漢字|ü·e\u0301|")
    assert written.getvalue() == b"????|u-e|"


@pytest.mark.parametrize(
    ("environ", "written"),
    [
        ({"LC_ALL": "C"}, "-|  a-e"),
        ({"LC_ALL": "C.UTF-8", "TERM": "linux"}, "─│  a–é"),
        ({"LC_ALL": "C.UTF-8", "TERM": "xterm"}, "─┃▁█a–é"),
    ],
)
def test_borders_and_scroll_bars_suit_what_the_terminal_can_show(
    monkeypatch: pytest.MonkeyPatch, environ: dict[str, str], written: str
) -> None:
    monkeypatch.setattr("os.environ", environ)
    bytes_written = io.BytesIO()
    terminal = io.TextIOWrapper(bytes_written, encoding="utf-8")
    _Output(terminal).write("─┃▁█a–é")
    assert bytes_written.getvalue().decode() == written


@pytest.mark.parametrize("environ", [{}, {"PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}], ids=["utf8", "ascii"])
def test_the_plain_locale_c_gets_plain_marks(tmp_path: Path, environ: dict[str, str]) -> None:
    with Terminal(tmp_path / "home", environ={"LC_ALL": "C", **environ}) as window:
        window.see("How's your workload")
        window.press("3")
        assert window.see("[about right]").isascii()
        window.press("u", "enter")
        assert window.see("How are you?").isascii()


def test_no_text_that_is_drawn_acts_on_the_terminal() -> None:
    drawn = _segments([("a\x1b[2J\x9b31m\u202eb\x07", Style()), ("c\x7f", Style(bold=True))], Style())
    assert [segment.text for segment in drawn] == ["ab", "c"]
