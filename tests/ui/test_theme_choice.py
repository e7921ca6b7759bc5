"""Choosing a theme in the palette: a preview of each, back with escape, and remembered with enter."""

from __future__ import annotations

from pathlib import Path

import pytest
from textual.pilot import Pilot

from cmcheckin.domain.checkin import CheckIn
from cmcheckin.settings import parse
from cmcheckin.ui.app import CheckinApp
from tests.ui.app_made import MakeApp
from tests.ui.screens_shown import press, shown, until
from tests.ui.week.test_week_screen import MONDAY

RECORDS = [CheckIn(MONDAY, mood=3)]


@pytest.fixture(autouse=True)
def _truecolor(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLORTERM", "truecolor")


async def open_themes(pilot: Pilot[None], app: CheckinApp) -> None:
    await press(pilot, "ctrl+p")
    await until(pilot, lambda: "Previous week" in shown(app), "the commands")
    await press(pilot, *"a theme")
    await until(pilot, lambda: "Previous week" not in shown(app), "the command that was typed")
    await press(pilot, "enter")
    await until(pilot, lambda: "High contrast" in shown(app), "the themes")


async def test_a_theme_is_previewed_and_escape_goes_back(make_app: MakeApp, tmp_path: Path) -> None:
    app = make_app(RECORDS)
    app.remember_theme(tmp_path / "state" / "theme")
    async with app.run_test(size=(80, 24)) as pilot:
        before = app.ink
        await open_themes(pilot, app)
        for name in ("light", "high-contrast", "textual-dark"):
            await press(pilot, "down")
            await until(pilot, lambda: app.theme_name == name, name)  # noqa: B023
        assert app.ink is not before
        await press(pilot, "escape")
        await until(pilot, lambda: app.theme_name == "dark", "the theme before")
        assert app.theme == "cmcheckin-dark"
    assert not (tmp_path / "state" / "theme").exists()


async def test_a_theme_is_remembered_unless_config_sets_one(make_app: MakeApp, tmp_path: Path) -> None:
    app = make_app(RECORDS)
    app.remember_theme(tmp_path / "state" / "theme")
    async with app.run_test(size=(80, 24)) as pilot:
        await open_themes(pilot, app)
        await press(pilot, *"nord")
        await until(pilot, lambda: app.theme_name == "nord", "the preview")
        await press(pilot, "enter")
        await until(pilot, lambda: "Theme: Nord." in shown(app), "the message")
    later = make_app()
    later.remember_theme(tmp_path / "state" / "theme")
    assert later.theme_name == "nord"
    assert later.theme == "cmcheckin-nord"
    set_one = make_app(settings=parse('theme = "high-contrast"\n'))
    set_one.remember_theme(tmp_path / "state" / "theme")
    assert set_one.theme_name == "high-contrast"


async def test_config_wins_at_the_next_start_and_the_message_says_so(make_app: MakeApp, tmp_path: Path) -> None:
    app = make_app(RECORDS, settings=parse('theme = "light"\n'))
    async with app.run_test(size=(80, 24)) as pilot:
        app.keep_theme("dark")
        assert "config.toml" in await press(pilot)
        assert app.theme_name == "dark"


@pytest.mark.parametrize("content", [b"", b"no such theme", b"\xff\xfe", b"x" * 200, None])
def test_a_file_without_a_theme_is_ignored(make_app: MakeApp, tmp_path: Path, content: bytes | None) -> None:
    if content is not None:
        (tmp_path / "theme").write_bytes(content)
    app = make_app()
    app.remember_theme(tmp_path / "theme")
    assert app.theme_name == "dark"


async def test_a_theme_that_cannot_be_saved_is_still_shown(make_app: MakeApp, tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"")
    app = make_app(RECORDS)
    app.remember_theme(tmp_path / "file" / "theme")
    async with app.run_test(size=(80, 24)) as pilot:
        app.keep_theme("light")
        assert "couldn't be saved" in await press(pilot)
        assert app.theme_name == "light"


def test_sixteen_colours_have_no_themes_of_textual(make_app: MakeApp, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("COLORTERM")
    monkeypatch.setenv("TERM", "xterm")
    app = make_app()
    app.show_theme("nord")
    assert app.theme == "cmcheckin-dark-16"
