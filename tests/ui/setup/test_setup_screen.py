"""The setup screen: what Enter, Esc, Tab, arrows and clicks do, and what is shown."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import datetime, time
from pathlib import Path
from typing import Any

import pytest
from textual.pilot import Pilot

from cmcheckin.clock import FixedClock
from cmcheckin.journal import Journal
from cmcheckin.paths import Paths
from cmcheckin.services.setup_session import SetupSession
from cmcheckin.settings import Settings, load
from cmcheckin.ui.app import CheckinApp, Start
from cmcheckin.ui.checkin.screen import CheckinScreen
from cmcheckin.ui.help import HelpScreen
from cmcheckin.ui.setup.app import SetupApp
from cmcheckin.ui.setup.screen import SetupScreen
from cmcheckin.wording import setup as words
from tests.cli.test_import_other_programs import TOGGL
from tests.ui.screens_shown import painted, press, shown

NOW = "2026-11-20T08:30:00+01:00"
SMALL, LARGE = (80, 24), (120, 40)


@dataclass
class Setup:
    """A running setup on the config of a folder."""

    app: CheckinApp | SetupApp
    pilot: Pilot[Any]
    config: Path

    async def press(self, *keys: str) -> str:
        """Press `keys` and return the screen."""
        return await press(self.pilot, *keys)

    async def type(self, text: str) -> str:
        """Type `text` and return the screen."""
        return await self.press(*text)

    @property
    def at(self) -> str:
        """The question with the focus; empty once they are over."""
        focused = self.app.screen.focused
        return (focused.id or "") if focused and isinstance(self.app.screen, SetupScreen) else ""

    @property
    def text(self) -> str:
        return shown(self.app)

    @property
    def marked(self) -> list[str]:
        """The lines with the focus mark."""
        return [line.removeprefix("▌ ") for line in self.text.split("\n") if line.startswith("▌")]


@asynccontextmanager
async def first_start(folder: Path, size: tuple[int, int] = SMALL, file: str = "") -> AsyncIterator[Setup]:
    """Start the app for the first time, with a `file` to import unless it's empty."""
    clock = FixedClock(datetime.fromisoformat(NOW))
    paths = Paths(folder / "config.toml", folder, folder / "state")
    session = SetupSession(paths.config, Settings(), clock, {"TZ": "Europe/Berlin"})
    app = CheckinApp(Journal.open(paths, clock, "laptop-3f9a"), Settings(), clock, Start(file=file), session)
    async with app.run_test(size=size, notifications=True) as pilot:
        await painted(app)
        yield Setup(app, pilot, paths.config)


@asynccontextmanager
async def again(folder: Path, config: str, size: tuple[int, int] = SMALL) -> AsyncIterator[Setup]:
    """Start `cmcheckin setup` on `config`."""
    path = folder / "config.toml"
    path.write_text(config)
    clock = FixedClock(datetime.fromisoformat(NOW))
    app = SetupApp(SetupSession(path, load(path), clock, {"TZ": "Europe/Berlin"}))
    async with app.run_test(size=size, notifications=True) as pilot:
        await painted(app)
        yield Setup(app, pilot, path)


async def test_three_times_enter_saves_the_proposals_and_opens_the_check_in(tmp_path: Path) -> None:
    async with first_start(tmp_path, SMALL) as setup:
        for name in ("name", "timezone", "hours"):
            assert setup.at == name
            assert len(setup.marked) == 1
            assert not setup.config.exists()
            await setup.press("enter")
        assert isinstance(setup.app.screen, CheckinScreen)
        assert str(setup.config)[:20] in "".join(setup.text.split("\n")[-4:])
        settings = load(setup.config)
        assert setup.app.settings == settings
        assert settings.problems == ()
        assert (str(settings.timezone), settings.schedule.contract_hours) == ("Europe/Berlin", 40)
        await setup.press("3")
        assert setup.app.screen.form.checkin.workload == 3


async def test_the_contract_hours_follow_visibly_while_hours_are_typed(tmp_path: Path) -> None:
    async with first_start(tmp_path) as setup:
        assert "less a 60-minute break is 8 h a day, 40 h a week" in setup.text
        await setup.press("enter", "enter")
        await setup.type("mon-thu 9-17:30 30m")
        assert "less a 30-minute break is 8 h a day, 32 h a week" in setup.text
        await setup.press("ctrl+u")
        assert "same hours for all days" in await setup.type("Mon-Thu 9-17, Fri 9-13")
        await setup.press("ctrl+u")
        await setup.type("mon-thu 9-17:30 30m")
        await setup.press("enter")
        assert load(setup.config).schedule.workdays == frozenset(range(4))
        assert setup.app.settings.schedule.contract_hours == 32


async def test_three_times_escape_writes_only_comments_and_opens_the_check_in(tmp_path: Path) -> None:
    async with first_start(tmp_path) as setup:
        await setup.press("escape")
        assert "skipped" in setup.text
        await setup.press("escape", "escape")
        assert isinstance(setup.app.screen, CheckinScreen)
        assert load(setup.config) == Settings()
        assert all(line.startswith("#") for line in setup.config.read_text().split("\n") if line)


@pytest.mark.parametrize("size", [(70, 20), LARGE], ids=lambda size: f"{size[0]}x{size[1]}")
async def test_the_keys_are_shown_at_once_after_a_skipped_setup(tmp_path: Path, size: tuple[int, int]) -> None:
    async with first_start(tmp_path, size) as setup:
        lines = (await setup.press("escape", "escape", "escape")).split("\n")
        assert words.ALL_SKIPPED in " ".join(" ".join(lines[-3:-1]).split())
        assert "⏎ next" in lines[-1]
        await setup.pilot.click(offset=(lines[-1].index("help"), size[1] - 1))
        await painted(setup.app)
        assert isinstance(setup.app.screen, HelpScreen)
        await setup.press("escape", "3")
        assert words.ALL_SKIPPED.split()[0] not in setup.text


async def test_a_wrong_time_zone_is_refused_with_a_guess_that_tab_takes(tmp_path: Path) -> None:
    async with first_start(tmp_path) as setup:
        await setup.press("enter")
        await setup.type("toky")
        assert "Asia/Tokyo" in setup.text
        await setup.press("enter")
        assert setup.at == "timezone"
        assert "“toky”" in setup.text
        await setup.press("tab")
        assert "16:30" in setup.text
        await setup.press("enter", "enter")
        assert isinstance(setup.app.screen, CheckinScreen)
        assert setup.app.clock.now().hour == 16


async def test_typing_replaces_what_is_proposed_and_arrows_keep_it(tmp_path: Path) -> None:
    async with again(tmp_path, 'name = "Ada"\n') as setup:
        await setup.type("Eve")
        await setup.press("enter", "up", "end")
        await setup.type("lyn")
        await setup.press("enter", "escape", "escape")
        assert load(setup.config).name == "Evelyn"


async def test_text_of_the_users_own_is_kept_after_the_help(tmp_path: Path) -> None:
    async with first_start(tmp_path) as setup:
        await setup.type("Ada")
        await setup.press("f1", "escape")
        await setup.type(" O")
        await setup.press("down", "up")
        await setup.type("k")
        assert "Ada Ok" in setup.text


async def test_an_answer_changed_into_a_mistake_is_asked_for_again(tmp_path: Path) -> None:
    async with first_start(tmp_path) as setup:
        await setup.press("enter", "enter", "up")
        await setup.type("xyzzy")
        await setup.press("down", "enter")
        assert setup.at == "timezone"
        await setup.press("enter")
        assert "“" in setup.text
        assert not setup.config.exists()
        await setup.press("escape")
        assert load(setup.config).timezone is None


async def test_a_question_that_was_skipped_can_be_answered_after_all(tmp_path: Path) -> None:
    async with first_start(tmp_path) as setup:
        await setup.press("escape", "up")
        await setup.type("Ada")
        assert "skipped" not in setup.text
        await setup.press("enter", "enter", "enter")
        assert load(setup.config).name == "Ada"


async def test_a_click_goes_to_a_question_and_enter_to_those_that_are_left(tmp_path: Path) -> None:
    async with first_start(tmp_path) as setup:
        await setup.pilot.click("#question-hours")
        await painted(setup.app)
        assert setup.at == "hours"
        await setup.press("enter")
        assert setup.at == "name"
        await setup.press("enter", "enter")
        assert isinstance(setup.app.screen, CheckinScreen)


@pytest.mark.parametrize("keys", [("q", "ctrl+q"), ("enter", "enter", "ctrl+q")])
async def test_quitting_before_the_last_answer_writes_nothing(tmp_path: Path, keys: tuple[str, ...]) -> None:
    async with first_start(tmp_path) as setup:
        await setup.press(*keys)
    assert list(tmp_path.iterdir()) == []


async def test_setup_again_changes_only_what_was_changed(tmp_path: Path) -> None:
    config = '# mine\nname = "Ada"\ntheme = "light"\n[schedule]\ncontract_hours = 38.5\n[support]\npeer = "Sam"\n'
    async with again(tmp_path, config) as setup:
        assert "7.7 h a day, 38.5 h a week" in setup.text
        await setup.press("enter", "escape", "enter")
        assert setup.config.read_text() == config
        assert setup.app.return_code == 0
        assert setup.app.exit_line


@pytest.mark.parametrize("size", [(70, 20), LARGE], ids=["70x20", "120x40"])
async def test_everything_fits_above_the_keys(tmp_path: Path, size: tuple[int, int]) -> None:
    async with first_start(tmp_path, size) as setup:
        lines = setup.text.split("\n")
        assert "quit" in lines[-1] and "help" in lines[-1]
        assert lines[-2] == ""
        assert words.PRIVATE in setup.text
        assert ("[schedule]" in setup.text) == (size == LARGE)


async def test_the_file_beside_the_questions_shows_what_will_be_saved(tmp_path: Path) -> None:
    async with first_start(tmp_path, LARGE) as setup:
        await setup.type("Ada")
        assert 'name = "Ada"' in setup.text
        await setup.press("escape")
        assert 'name = "Ada"' not in setup.text
        assert 'timezone = "Europe/Berlin"' in setup.text


async def test_help_returns_to_the_question(tmp_path: Path) -> None:
    async with first_start(tmp_path) as setup:
        await setup.press("enter", "f1")
        assert "config.toml" in setup.text
        await setup.press("escape")
        assert setup.at == "timezone"


async def test_a_file_given_at_the_first_start_is_imported_by_the_answers(tmp_path: Path) -> None:
    (tmp_path / "hours.csv").write_text(TOGGL.format(user="Kim"))
    async with first_start(tmp_path / "home", file=str(tmp_path / "hours.csv")) as setup:
        assert setup.at == "name"
        seen = await setup.press("enter", "enter", "enter", "enter")
        assert "Import a file" in seen
        await setup.press("enter", "enter")
        (day,) = setup.app.journal.everything().workdays  # type: ignore[union-attr]
        assert (day.start, day.after_hours_minutes) == (time(8), 270)  # 08:00–10:00 and 22:00–01:30


@pytest.mark.parametrize("size", [(70, 20), SMALL], ids=lambda size: f"{size[0]}x{size[1]}")
async def test_nothing_moves_while_hours_are_typed(tmp_path: Path, size: tuple[int, int]) -> None:
    async with first_start(tmp_path, size) as setup:
        await setup.press("enter", "enter")
        last = next(n for n, line in enumerate(setup.text.split("\n")) if words.PRIVATE in line)
        for keys in ("mon-thu", " 9-", "17", ", fri 9-13"):
            assert words.PRIVATE in (await setup.type(keys)).split("\n")[last]
