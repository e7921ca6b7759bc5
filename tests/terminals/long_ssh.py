"""A morning over a real SSH connection that breaks in the middle of a sentence."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.terminals.sshd import Server, missing, server, wait_for_end
from tests.ui.checkin_keys import QUIET
from tests.ui.terminal import Terminal

pytestmark = pytest.mark.skipif(bool(missing()), reason=missing())
BEGINNING = "A calm shift, and then"
KEYS = ("3", "enter", "4", "3", "tab", "tab", "tab")
"""Lead to the note."""


@pytest.fixture(scope="module")
def host(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    with server(tmp_path_factory.mktemp("ssh")) as running:
        yield running


@pytest.fixture
def home(tmp_path: Path) -> Path:
    home = tmp_path / "home"
    home.mkdir(mode=0o700)
    return home


def process_id(home: Path) -> int:
    """Return the process id of the program that a session on `home` started."""
    return int((home / "pid").read_text())


def parent(pid: int) -> int:
    """Return the process id of the parent of `pid`."""
    return int(Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[1])


def draft(home: Path) -> str:
    """Return the saved draft; empty if there is none."""
    return "".join(path.read_text() for path in (home / "drafts").glob("*.json"))


def note(home: Path) -> str:
    """Return what is saved in the journal."""
    return "".join(path.read_text() for path in (home / "journal").glob("*.jsonl"))


def write_beginning(window: Terminal) -> None:
    """Answer two questions, and begin a sentence in the note."""
    window.see("How's your workload", "help")
    window.press(*KEYS, *BEGINNING)
    window.see(f"▌ Note        {BEGINNING}")


def finish(window: Terminal) -> None:
    """Find the sentence again, write its end, and save."""
    window.see("Picked up where you left off.", BEGINNING)
    window.press(*" the forum slept.")
    window.see(f"{BEGINNING} the forum slept.")
    window.press("\x13")
    window.see("Week 47")
    window.press("q")
    assert window.ended() == 0


@pytest.mark.parametrize("end", ["client", "server"])
def test_a_broken_line_loses_no_letter_and_leaves_no_process(host: Server, home: Path, end: str) -> None:
    with Terminal(home, through=host.session(home)) as window:
        write_beginning(window)
        pid = process_id(home)
        os.kill(window.pid if end == "client" else parent(pid), signal.SIGKILL)
        wait_for_end(pid)
    assert BEGINNING in draft(home)
    with Terminal(home, through=host.session(home)) as window:
        finish(window)
    assert f"{BEGINNING} the forum slept." in note(home)
    assert draft(home) == ""


@pytest.mark.skipif(not shutil.which("tmux"), reason="tmux is not installed")
def test_a_broken_line_leaves_a_tmux_there_as_it_was(host: Server, home: Path, tmp_path: Path) -> None:
    tmux = ("tmux", "-u", "-S", str(tmp_path / "socket"), "-f", "/dev/null")
    try:
        with Terminal(home, through=host.session(home, *tmux, "new-session")) as window:
            write_beginning(window)
            window.hit(signal.SIGKILL)
            wait_for_end(process_id(home))  # tmux's client there, not its server
        with Terminal(home, through=host.session(home, *tmux, "attach-session", "#")) as window:
            window.see(f"▌ Note        {BEGINNING}")
            window.press(*" it slept.", "\x13")
            window.see("Week 47")
            window.press("q")
            assert window.ended() == 0
    finally:
        subprocess.run([*tmux, "kill-server"], capture_output=True, check=False)
    assert f"{BEGINNING} it slept." in note(home)


def test_a_morning_over_a_slow_line(host: Server, home: Path) -> None:
    with host.slow() as port, Terminal(home, through=host.session(home, port=port)) as window:
        window.see("How's your workload", "help", within=60)
        window.press(*QUIET)
        window.see("Week 47", within=60)
        window.press("c")
        window.see("How's your workload")
        window.press("enter", "enter", *["tab"] * 4, *BEGINNING)
        window.see(BEGINNING)
        pid = process_id(home)
        window.hit(signal.SIGKILL)
        wait_for_end(pid)
        with Terminal(home, through=host.session(home, port=port)) as again:
            again.see("Press c to continue it", within=60)
            again.press("c")
            again.see(BEGINNING)
            again.press("\x13")
            again.see("Week 47", within=60)
    assert BEGINNING in note(home)
