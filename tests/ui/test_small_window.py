"""A window too small for the screen: keys, pastes and clicks do nothing there but quit."""

from __future__ import annotations

from pathlib import Path

import pytest
from textual import events

from cmcheckin.ui.app import Start
from cmcheckin.ui.palette import Palette
from cmcheckin.ui.week.screen import WeekScreen
from tests.ui.app_session import FRIDAY, AppHome, AppSession, checkin
from tests.ui.screens_shown import painted, resize
from tests.ui.terminal import Terminal

SMALL = [(60, 20), (69, 24), (80, 19), (20, 5)]
KEYS = (
    *"12345ubcdeglnoprstwyz /?[]U",
    *("enter", "escape", "tab", "up", "down", "left", "right", "backspace", "f1", "f2", "pagedown"),
    *("ctrl+s", "ctrl+p", "ctrl+l", "ctrl+u", "ctrl+c"),
)
TOO_SMALL = "cmcheckin needs 70 columns and 20 rows"


async def shake(me: AppSession) -> None:
    """All that anybody could do to a window."""
    await me.press(*KEYS)
    await me.paste("pasted")
    for kind in (events.MouseDown, events.MouseUp, events.Click, events.MouseScrollDown):
        me.app.post_message(kind(None, 5, 5, 0, 0, 1, False, False, False))
    await painted(me.app)


def screen(me: AppSession) -> tuple[str, str]:
    return me.text, me.at


@pytest.mark.parametrize("size", SMALL)
async def test_nothing_acts_on_the_check_in(tmp_path: Path, size: tuple[int, int]) -> None:
    app_home = AppHome(tmp_path / "home")
    async with app_home.open_app() as me:
        await me.press("3", "enter", "4", "3", *"tired")
        before = screen(me), me.answers
        await resize(me.pilot, *size)
        assert "70 columns" in " ".join(me.text.split())
        await shake(me)
        assert "70 columns" in " ".join(me.text.split())
        await resize(me.pilot, 80, 24)
        assert (screen(me), me.answers) == before
        await me.press("s")
        assert me.answers.feelings == ("tireds",)
    assert len(app_home.kept) == 0


@pytest.mark.parametrize("where", ["week", "go to", "help", "palette", "trends", "note", "wins"])
async def test_nothing_acts_on_any_screen(tmp_path: Path, where: str) -> None:
    app_home = AppHome(tmp_path / "home")
    app_home.keep([checkin("2026-11-19"), checkin("2026-11-20", note="private")])
    async with app_home.open_app(start=Start("checkin") if where in ("note", "wins") else None) as me:
        keys = {"week": (), "go to": ("g", "2", "0"), "help": ("f1",), "palette": ("ctrl+p",), "trends": ("t",)}
        await me.press(*keys.get(where, ("2", "enter", "4", "3", *["tab"] * 3, "x")))
        if where == "wins":
            await me.reach("wins")
            await me.type("half a win")
        await me.app.workers.wait_for_complete()  # the palette gathers what it lists
        await painted(me.app)
        before = screen(me)
        kinds = [type(each) for each in me.app.screen_stack]
        await resize(me.pilot, 60, 20)
        assert TOO_SMALL in " ".join(me.text.split())
        if where == "palette":
            assert isinstance(me.app.screen, Palette)
        await shake(me)
        assert TOO_SMALL in " ".join(me.text.split())
        await resize(me.pilot, 80, 24)
        assert screen(me) == before
        assert [type(each) for each in me.app.screen_stack] == kinds


@pytest.mark.parametrize("key", ["q", "ctrl+q"])
async def test_quitting_works_and_keeps_the_draft(tmp_path: Path, key: str) -> None:
    app_home = AppHome(tmp_path / "home")
    async with app_home.open_app() as me:
        await me.press("3", "enter", "4", "3", *"tired")
        await resize(me.pilot, 60, 20)
        me.app.post_message(events.Key(key, key if len(key) == 1 else None))
        await me.pilot.pause()
        assert me.app._exit
    assert "tired" in app_home.drafts[0].read_text()
    assert app_home.journal.checkin(FRIDAY) is None


async def test_a_window_that_was_small_takes_keys_again(tmp_path: Path) -> None:
    app_home = AppHome(tmp_path / "home")
    async with app_home.open_app() as me:
        await resize(me.pilot, 60, 20)
        await me.press("5", "u")
        assert me.answers.workload is None
        await resize(me.pilot, 70, 20)
        assert TOO_SMALL not in me.text
        await me.press("5", "enter", "4", "ctrl+s")
        assert isinstance(me.app.screen, WeekScreen)


def test_keys_in_a_small_terminal_are_not_answers(tmp_path: Path) -> None:
    home = tmp_path / "home"
    with Terminal(home) as window:
        window.see("How's your workload", "help")
        window.resize(60, 20)
        window.see("This window has 60 columns")
        window.paste("pasted")
        window.send(b"5u\rabc" * 20)  # most of them are still on their way when there is room again
        window.resize(80, 24)
        window.see("How's your workload", "workload ●")
        window.press("3", "enter", "4")
        window.see("mood ●", "▐4 good▌")
        assert "▐5" not in window.text
        window.resize(60, 20)
        window.see("This window has 60 columns")
        window.press("q")
        assert window.ended() == 0
    assert '"workload":3' in "".join(path.read_text() for path in (home / "drafts").glob("*.json"))


@pytest.mark.parametrize("columns", [168, 169, 200, 300])
async def test_a_screen_is_in_the_middle_of_a_wide_window(tmp_path: Path, columns: int) -> None:
    home = AppHome(tmp_path)
    home.keep([checkin(str(FRIDAY))])
    margin = (columns - 168) // 2
    async with home.open_app((columns, 50)) as me:
        for keys in ((), ("t",), ("escape", "question_mark"), ("escape", "slash"), ("escape", "escape", "g")):
            await me.press(*keys)
            lines = [line for line in me.text.split("\n") if line.strip()]
            assert min(len(line) - len(line.lstrip()) for line in lines) == margin + 1
            assert max(map(len, lines)) <= columns - margin
        await resize(me.pilot, 120, 40)
        assert me.text.split("\n")[0].startswith(" Week"), "the screen below the question too"
