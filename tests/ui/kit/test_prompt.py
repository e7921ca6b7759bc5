"""The prompt at the foot of a screen, and keys that have to be pressed twice."""

from __future__ import annotations

from typing import Any

import pytest
from textual import events
from textual.screen import Screen

from cmcheckin.ui.app import CheckinApp
from cmcheckin.ui.base_screen import Confirmation
from cmcheckin.ui.help import HelpScreen
from cmcheckin.ui.kit.prompt import Prompt
from cmcheckin.ui.kit.text_field import TextField
from cmcheckin.ui.kit.text_prompt import TextPrompt
from cmcheckin.ui.support import SupportScreen
from cmcheckin.ui.week.screen import WeekScreen
from tests.ui.app_made import MakeApp
from tests.ui.screens_shown import press, shown


def even(text: str) -> str:
    return "" if len(text) % 2 == 0 else "not even"


async def test_a_refused_text_stays_until_it_is_accepted(make_app: MakeApp) -> None:
    app = make_app()
    results: list[str | None] = []
    async with app.run_test(size=(80, 24)) as pilot:
        app.push_screen(Prompt("Label", "ab", hint="a hint", check=even), results.append)
        assert "a hint" in await press(pilot, "c")
        assert "not even" in await press(pilot, "enter")
        assert "abc" in shown(app)
        assert "a hint" in await press(pilot, "d"), "typing on removes the refusal"
        await press(pilot, "enter")
        assert results == ["abcd"]
        assert isinstance(app.screen, WeekScreen)


async def test_each_change_is_passed_on_and_its_error_is_shown(make_app: MakeApp) -> None:
    app = make_app()
    texts: list[str] = []
    results: list[str | None] = []

    def typed(text: str) -> str:
        texts.append(text)
        return "disk full" if text == "xy" else ""

    async with app.run_test(size=(80, 24)) as pilot:
        app.push_screen(Prompt("Label", hint="a hint", typed=typed), results.append)
        await press(pilot)
        assert "a hint" in await press(pilot, "x")
        assert "disk full" in await press(pilot, "y")
        await press(pilot, "escape")
        assert (texts, results) == (["x", "xy"], [None])


async def test_a_text_of_several_lines_is_cut_at_its_limit_and_ends_with_enter(make_app: MakeApp) -> None:
    app = make_app()
    texts: list[str] = []
    results: list[str | None] = []

    def typed(text: str) -> str:
        texts.append(text)
        return ""

    async with app.run_test(size=(80, 24)) as pilot:
        app.push_screen(TextPrompt("Label", "ab", limit=6, hint="a hint", check=even, typed=typed), results.append)
        screen = await press(pilot, "c", "ctrl+j")
        assert "a hint" in screen
        assert "⏎ save  ^j new line  esc back  F1 help" in screen
        assert "Only 6 characters fit here" in await press(pilot, *"def")
        await press(pilot, "backspace")
        assert "not even" in await press(pilot, "enter")
        await press(pilot, "e", "enter")
        assert results == ["abc\nde"]
        assert texts[-1] == results[0]
        assert isinstance(app.screen, WeekScreen)


async def test_the_keys_of_the_app_work_in_a_prompt(make_app: MakeApp) -> None:
    app = make_app()
    async with app.run_test(size=(80, 24)) as pilot:
        assert "Help · the week" in await press(pilot, "g", "f1")
        assert isinstance(app.screen, HelpScreen)
        await press(pilot, "escape", "f2")
        assert isinstance(app.screen, SupportScreen)
        assert "Go to" in await press(pilot, "escape", "ctrl+l")
        assert "Press Ctrl+Q to quit" in await press(pilot, "ctrl+c")
        await press(pilot, "ctrl+q")
    assert app.return_code == 0


async def test_the_command_palette_offers_the_keys_of_the_app_in_a_prompt(make_app: MakeApp) -> None:
    async with make_app().run_test(size=(80, 24)) as pilot:
        text = await press(pilot, "g", "ctrl+p")
        assert [name for name in ("Redraw", "Someone to talk to", "Suspend") if name not in text] == []
        assert "Go to" in await press(pilot, "escape")


async def test_every_frame_of_a_prompt_shows_the_screen_below(
    make_app: MakeApp, monkeypatch: pytest.MonkeyPatch
) -> None:
    frames: list[str] = []
    display = CheckinApp._display

    def record(self: CheckinApp, screen: Screen[Any], renderable: Any) -> None:
        if isinstance(screen, Prompt):
            strips = screen._compositor.render_strips()
            frames.append("\n".join(strip.text for strip in strips))
        display(self, screen, renderable)

    app = make_app()
    monkeypatch.setattr(CheckinApp, "_display", record)
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "g", "x")
    assert len(frames) > 1
    assert all("Week 47" in frame and "Go to" in frame for frame in frames)


async def test_the_screen_below_is_not_read_again_after_a_prompt(
    make_app: MakeApp, monkeypatch: pytest.MonkeyPatch
) -> None:
    reloads: list[None] = []
    monkeypatch.setattr(WeekScreen, "reload", lambda self: reloads.append(None))
    app = make_app()
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "g", "escape")
        assert reloads == []
        await press(pilot, "f1", "escape")
        assert reloads == [None]


def test_any_other_key_cancels_a_confirmation() -> None:
    confirmation = Confirmation()
    confirmation.ask("undo")
    assert confirmation.confirmed is None
    confirmation.before_key()
    assert confirmation.confirmed == "undo"
    confirmation.before_key()
    assert confirmation.confirmed is None


async def test_a_path_keeps_its_spaces_and_its_length(make_app: MakeApp) -> None:
    app = make_app()
    paths: list[str | None] = []
    long = "/my  files/" + "x" * 4000
    async with app.run_test(size=(80, 24)) as pilot:
        for value, pasted, typed in (
            ("", f"{long}\r\n", ""),
            (long, "  y", ""),
            ("/a  b", "", "  c"),
            ("", "", "/a  b"),
        ):
            app.push_screen(Prompt("Label", value, is_path=True), paths.append)
            await pilot.pause()
            app.screen.query_one(TextField).post_message(events.Paste(pasted))
            await press(pilot, *typed, "enter")
    assert paths == [long, f"{long}  y", "/a  b  c", "/a  b"]
