"""The line that the week shows after a check-in was saved."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from tests.ui.app_session import AppHome, checkin
from tests.ui.checkin_keys import QUIET

YEAR_AGO = checkin("2025-11-20", wins=[{"text": "Meetup filled in a day", "kind": "event"}])
SAID = "Saved. A year ago today: “Meetup filled in a day”."


@pytest.fixture
def app_home(tmp_path: Path) -> AppHome:
    home = AppHome(tmp_path / "home")
    home.keep([YEAR_AGO])
    return home


async def test_it_is_shown_above_the_keys_until_the_next_key(app_home: AppHome) -> None:
    async with app_home.open_app() as me:
        await me.press(*QUIET)
        assert me.text.split("\n")[-2].strip() == SAID
        assert "c check-in" in me.footer
        await me.press("up")
        assert SAID not in me.text


async def test_saving_again_says_no_more_than_that_it_is_saved(app_home: AppHome) -> None:
    async with app_home.open_app() as me:
        await me.press(*QUIET)
        await me.press("c", "5", "ctrl+s")
        assert me.text.split("\n")[-2].strip() == "Saved."


async def test_an_earlier_day_is_plainly_saved(app_home: AppHome) -> None:
    async with app_home.open_app() as me:
        await me.press(*QUIET, "up", "e", "3", "ctrl+s")
        assert me.text.split("\n")[-2].strip() == "Saved."


async def test_leaving_without_a_change_says_nothing(app_home: AppHome) -> None:
    async with app_home.open_app() as me:
        await me.press(*QUIET, "c", "ctrl+s")
        assert "Saved" not in me.text


async def test_an_unfinished_check_in_is_mentioned_below_it(app_home: AppHome) -> None:
    async with app_home.open_app() as me:
        await me.press(*QUIET, "up", "up", "e", "3")
    async with app_home.open_app() as me:
        await me.press("c", "4", "ctrl+s")
        lines = me.text.split("\n")
        assert lines[-2].strip() == "Saved."
        assert "Unfinished check-in for Wed 18 Nov." in lines[-1]


async def test_nothing_is_counted_in_a_journal_that_cant_be_read_in_full(app_home: AppHome) -> None:
    [file] = (path for path in (app_home.folder / "journal").iterdir() if "2025" in path.name)
    with file.open("a") as lines:
        lines.write('{"damaged\n')
    async with app_home.open_app() as me:
        await me.press("escape", *QUIET)
        assert app_home.journal.checkin(date(2026, 11, 20)) is not None
        assert SAID not in me.text
