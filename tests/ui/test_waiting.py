"""Another process holds the lock: the screens say so at once, take keys, and change things once or not at all."""

from __future__ import annotations

import fcntl
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from pathlib import Path

import pytest

from cmcheckin.ui.app import Start
from cmcheckin.ui.help import HelpScreen
from cmcheckin.ui.week.screen import WeekScreen
from tests.ui.app_session import FRIDAY, AppHome, AppSession, checkin
from tests.ui.nudges.test_nudges_on_the_week import NOW, records
from tests.ui.screens_shown import painted, until
from tests.ui.terminal import Terminal

WAITING = "Another cmcheckin is saving. Waiting to save. Press Esc to cancel."
HOLDER = "import fcntl, sys; fcntl.flock(file := open(sys.argv[1], 'a'), fcntl.LOCK_EX); print(flush=True); input()"


@contextmanager
def held(home: Path) -> Iterator[subprocess.Popen[str]]:
    """Hold the lock of `home` in another process until `let_go`, or to the end."""
    lock = home / "journal" / ".lock"
    lock.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    with subprocess.Popen(
        [sys.executable, "-c", HOLDER, str(lock)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as other:
        assert other.stdout is not None
        other.stdout.readline()
        yield other
        if other.poll() is None:
            other.communicate("\n")


def let_go(other: subprocess.Popen[str]) -> None:
    other.communicate("\n")
    assert other.returncode == 0


async def no_longer_waiting(me: AppSession) -> None:
    await until(me.pilot, lambda: not me.app.waiting_message, "the other process")
    await painted(me.app)


def lines(home: Path) -> int:
    """Return how many changes were ever written."""
    return sum(len(path.read_text().splitlines()) - 1 for path in (home / "journal").glob("*.jsonl"))


async def test_a_save_says_what_it_waits_for_takes_keys_and_saves_once(app_home: AppHome) -> None:
    async with app_home.open_app() as me:
        await me.press("3", "enter", "4")
        with held(app_home.folder) as other:
            await me.press("ctrl+s")
            assert WAITING in me.footer
            assert me.page == "mood"
            await me.press("3", *"tired", "ctrl+s", "ctrl+s")
            assert (me.answers.energy, me.answers.feelings) == (3, ("tired",))
            assert WAITING in me.footer
            assert lines(app_home.folder) == 0
            assert "tired" in app_home.drafts[0].read_text()
            let_go(other)
            await no_longer_waiting(me)
        assert isinstance(me.app.screen, WeekScreen)
        assert WAITING not in me.text
    assert lines(app_home.folder) == 1
    kept = app_home.checkin()
    assert (kept.mood, kept.energy, kept.feelings) == (4, 3, ("tired",))
    assert app_home.drafts == []


async def test_escape_gives_up_and_the_draft_stays(app_home: AppHome) -> None:
    async with app_home.open_app() as me:
        await me.press("3", "enter", "4", "tab", *"half")
        with held(app_home.folder) as other:
            await me.press("ctrl+s", "escape")
            assert me.page == "mood"
            assert "Not saved. Your answers are kept as a draft" in me.footer
            await me.press("left")
            assert "next" in me.footer
            let_go(other)
        assert lines(app_home.folder) == 0
        assert '"half"' in app_home.drafts[0].read_text()
        await me.press("escape")
        assert me.page == "workload"
        await me.press("ctrl+s")
        assert isinstance(me.app.screen, WeekScreen)
    assert lines(app_home.folder) == 1


async def test_a_screen_opened_while_a_save_waits_shows_it_too_and_makes_way(app_home: AppHome) -> None:
    async with app_home.open_app() as me:
        await me.press("3", "enter", "4")
        with held(app_home.folder) as other:
            await me.press("ctrl+s", "f1")
            assert isinstance(me.app.screen, HelpScreen)
            assert WAITING in me.footer
            let_go(other)
            await no_longer_waiting(me)
        assert isinstance(me.app.screen, WeekScreen)
        assert len(me.app.screen_stack) == 1
    assert lines(app_home.folder) == 1


async def test_what_is_no_value_by_then_is_not_saved(app_home: AppHome) -> None:
    async with app_home.open_app() as me:
        await me.press("3")
        with held(app_home.folder) as other:
            await me.press("ctrl+s", "9", "9")
            let_go(other)
            await no_longer_waiting(me)
        assert me.page == "workload"
        assert "24" in me.footer
    assert lines(app_home.folder) == 0


async def test_the_end_of_a_peak_that_was_not_saved_is_proposed_again(tmp_path: Path) -> None:
    thursday = FRIDAY - timedelta(8)
    app_home = AppHome(tmp_path / "home", now=f"{thursday}T08:40:00+01:00")
    app_home.journal.save(records(worked=0, hours=13, last=thursday), why="test")
    async with app_home.open_app(start=Start("week")) as me:
        with held(app_home.folder) as other:
            await me.press("p", *"2026-12-20", "enter")
            assert WAITING in me.footer
            await me.press("escape")
            assert "Busy period until" not in me.text
            await me.press("p")
            assert "2026-12-20" in me.text
            let_go(other)
        await me.press("enter")
    assert [(state.action, state.until) for state in app_home.journal.nudge_states()] == [("peak", date(2026, 12, 20))]


async def test_leaving_while_a_save_waits_keeps_the_draft_and_says_so(app_home: AppHome) -> None:
    async with app_home.open_app() as me:
        await me.press("3", "enter", "4")
        with held(app_home.folder):
            await me.press("ctrl+s", "ctrl+q")
            assert "Not saved. Your answers are kept as a draft" in me.app.exit_line
    assert lines(app_home.folder) == 0
    assert '"mood":4' in app_home.drafts[0].read_text()


async def test_undo_waits_and_acts_once(app_home: AppHome) -> None:
    app_home.keep([checkin("2026-11-19")])
    app_home.keep([checkin("2026-11-20")])
    async with app_home.open_app() as me:
        with held(app_home.folder) as other:
            await me.press("u", "u")
            assert "Waiting to undo. Press Esc to cancel." in me.footer
            await me.press("up", "u", "u")
            assert "Thursday 19 November" in me.text
            await me.press("escape")
            assert "Nothing was undone." in me.footer
            assert app_home.journal.checkin(FRIDAY) is not None
            await me.press("u", "u")
            let_go(other)
            await no_longer_waiting(me)
        assert "Undone: " in me.footer
    assert app_home.journal.checkin(FRIDAY) is None
    assert lines(app_home.folder) == 3


async def test_a_change_that_waits_is_given_up_with_its_screen(app_home: AppHome) -> None:
    app_home.keep([checkin("2026-11-20")])
    async with app_home.open_app() as me:
        with held(app_home.folder) as other:
            await me.press("u", "u", "c")
            assert me.page == "workload"
            await no_longer_waiting(me)
            assert "Nothing was undone." in me.footer
            let_go(other)
    assert app_home.journal.checkin(FRIDAY) is not None


async def test_an_answer_to_a_nudge_waits(tmp_path: Path) -> None:
    app_home = AppHome(tmp_path / "home", now=NOW)
    app_home.journal.save(records(), why="test")
    async with app_home.open_app(start=Start("week")) as me:
        with held(app_home.folder) as other:
            await me.press("z")
            assert WAITING in me.footer
            await me.press("z", "y", "escape")
            assert "Your answer wasn't saved." in me.footer
            await me.press("z")
            let_go(other)
            await no_longer_waiting(me)
        assert len(app_home.journal.nudge_states()) == 1


async def test_after_a_while_it_asks_whether_another_window_was_suspended(
    app_home: AppHome, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("cmcheckin.ui.pending_writes.LONG_WAIT", 0.0)
    async with app_home.open_app() as me:
        await me.press("3", "enter", "4")
        with held(app_home.folder):
            await me.press("ctrl+s")
            for _ in range(1000):
                if "suspended" in me.footer:
                    break
                await me.pilot.pause(0.02)
            assert "Still waiting to save. Is another cmcheckin suspended? Press Esc to cancel." in me.footer


def test_in_a_terminal(tmp_path: Path) -> None:
    home = tmp_path / "home"
    (home / "journal").mkdir(mode=0o700, parents=True)
    with Terminal(home) as window:
        window.see("How's your workload", "help")
        window.press("3", "enter", "4")
        window.see("▐4 good▌")
        lock = os.open(home / "journal" / ".lock", os.O_RDWR | os.O_CREAT, 0o600)
        fcntl.flock(lock, fcntl.LOCK_EX)
        window.press("\x13")
        window.see(WAITING)
        window.press("3")
        window.see("▐3 fair▌")
        window.press("escape")
        window.see("Not saved. Your answers are kept as a draft")
        window.press("\x13", "\x13")
        window.see(WAITING)
        os.close(lock)
        window.see("Week 47")
        window.press("q")
        assert window.ended() == 0
    assert lines(home) == 1
