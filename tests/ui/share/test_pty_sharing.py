"""Sharing in a real terminal: sudden ends, a full disk, two windows, and a share with the reply to it."""

from __future__ import annotations

import json
import os
import resource
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from cmcheckin.sharing.codec import read_share
from cmcheckin.wording import review as words
from tests.ui.terminal import NOW, Terminal

NEXT = "2026-11-23T08:30:00+01:00"


def run(home: Path, *arguments: str, now: str = NOW) -> str:
    """Run a command without a screen, and return its output."""
    environ = {**os.environ, "CMCHECKIN_HOME": str(home), "CMCHECKIN_NOW": now, "CMCHECKIN_DEVICE": "laptop-3f9a"}
    command = [sys.executable, "-m", "cmcheckin", *arguments]
    return subprocess.run(command, env=environ, check=True, capture_output=True, text=True).stdout


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """Return a home with a win, an escalation and today's check-in."""
    home = tmp_path / "home"
    run(home, "log", "--date", "2026-11-18", "--hours", "9", "--win", "Meetup filled in a day")
    run(home, "log", "--mood", "3", "--workload", "4", "--escalation", "Spam wave in #help", "--severity", "4")
    return home


@contextmanager
def sharing(home: Path, **options: Any) -> Iterator[Terminal]:
    with Terminal(home, **options) as window:
        window.see("s share")
        window.press("s")
        window.see("Share · Week 47")
        yield window


def test_killed_while_a_line_is_written_it_comes_back_to_the_letter(home: Path) -> None:
    with sharing(home) as window:
        window.press("enter", "down", "e", *"a rota for nigh")
        window.see("a rota for nigh")
        window.until(lambda: any("nigh" in file.read_text() for file in (home / "drafts").glob("share-*")), "the draft")
        window.kill()
    with sharing(home) as window:
        window.see("entries  2 of 3", "a rota for nigh")
        window.press("ts", "enter")
        window.see("What would help  a rota for nights")


def test_a_full_disk_is_reported_and_the_choices_stay(home: Path) -> None:
    """A limit on the size of files stands in for a full disk."""
    with sharing(home) as window:
        window.press("enter", "enter")
        window.see("preview  3 of 3")
        resource.prlimit(window.pid, resource.RLIMIT_FSIZE, (0, resource.RLIM_INFINITY))
        window.press("w", "enter")
        window.see("Nothing was written")
        assert not list((home / "exports").glob("*"))
        resource.prlimit(window.pid, resource.RLIMIT_FSIZE, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))
        window.press("w", "enter")
        window.see("The files are ready.")
    assert len(list((home / "exports").glob("*-2026-W47.*"))) == 3


def test_the_second_of_two_windows_names_the_files_of_the_first(home: Path) -> None:
    with sharing(home) as one, sharing(home) as other:
        for window in (one, other):
            window.press("e", "enter", "e", *"Ada", "enter", "enter")
            window.see("ada-2026-W47.json")
        one.press("w", "enter")
        one.see("The files are ready.")
        first = {file.name: file.read_bytes() for file in (home / "exports").iterdir()}
        other.press("w", "enter")
        other.see("Press w again to replace those files. Any other key cancels.")
        assert {file.name: file.read_bytes() for file in (home / "exports").iterdir()} == first


def test_the_whole_way_to_a_manager_and_back(home: Path, tmp_path: Path) -> None:
    with sharing(home) as window:
        window.press("enter", "e", *"Ada", "enter", "enter", "w", "enter")
        window.see("The files are ready.", "ada-2026-W47.json")
    file = home / "exports" / "ada-2026-W47.json"
    share = read_share(file.read_bytes())
    manager = tmp_path / "manager"
    with Terminal(manager, "review", str(file.parent)) as window:
        window.see("One person · week 47", "Ada")
        window.press("5")
        window.see("Meetup filled in a day")
        window.press("t")
        window.see("Thanks")
        window.press(*"Lovely to read", "enter")
        window.see("Your name, so that they know who the reply is from")
        window.press(*"Kim", "enter")
        window.until(lambda: bool(list(file.parent.glob("reply-*"))), "the reply")
    [reply] = file.parent.glob("reply-*")
    said = json.loads(reply.read_text())
    assert (said["kind"], said["about"], said["text"]) == ("thanks", share.wins[0].id, "Lovely to read")
    assert said["from"] == "Kim"
    with Terminal(home, environ={"CMCHECKIN_NOW": NEXT}) as window:
        window.see("How's your workload")
        window.press("3", "u")
        window.see("mood ●")
        window.press("4", "3", "enter")
        window.see("wins ●", "Lovely to read")
        window.press("up", "k", "\x13")
        window.see("Week 48")
    kept = json.loads(run(home, "show", "2026-11-23", "--json", now=NEXT))
    assert "Lovely to read" in json.dumps(kept)


def test_the_managers_screens_end_with_1_where_a_file_could_not_be_read(home: Path, tmp_path: Path) -> None:
    folder = tmp_path / "team"
    run(home, "share", "W47", "--fields", "wins", "--out", str(folder), "--yes")
    for half, options, code in ((False, (), 0), (True, (), 1), (True, ("--partial",), 0)):
        if half:
            (folder / "half.json").write_text('{"cmcheckin": "share"')
        with Terminal(home, "review", str(folder), *options) as window:
            window.see("One person", *([words.unread_notice(1)] if half else []))
            window.press("q")
            assert window.ended() == code
            assert (f"{words.unread_notice(1, 0, '.')}\r\n".encode() in window.heard) == (code == 1)
