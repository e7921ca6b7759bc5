"""A wide check-in shows at its right what helps to answer; a narrow one doesn't load it."""

from __future__ import annotations

from pathlib import Path

import pytest

from cmcheckin.ui.checkin.page_area import WIDE
from tests.house.test_imports import loaded_by
from tests.ui.app_session import AppHome, checkin, escalation
from tests.ui.screens_shown import resize

NARROW = """
import asyncio
from datetime import datetime
from pathlib import Path
from cmcheckin.clock import FixedClock
from cmcheckin.journal import Journal
from cmcheckin.paths import Paths
from cmcheckin.settings import Settings
from cmcheckin.ui.app import CheckinApp, Start
home = Path({home!r})
clock = FixedClock(datetime.fromisoformat("2026-11-20T08:30:00+01:00"))
journal = Journal.open(Paths(home / "config.toml", home, home / "state"), clock, "laptop-3f9a")
async def run():
    async with CheckinApp(journal, Settings(), clock, Start("checkin")).run_test(size=(80, 24)) as pilot:
        await pilot.press("3")
asyncio.run(run())
"""


@pytest.fixture
def app_home(tmp_path: Path) -> AppHome:
    """A journal with a check-in on Tuesday, and an open escalation."""
    app_home = AppHome(tmp_path / "home")
    app_home.keep([checkin("2026-11-17", workload=4), escalation(5)])
    return app_home


@pytest.mark.parametrize("columns", [WIDE, 120, 200])
async def test_a_wide_window_shows_what_helps(app_home: AppHome, columns: int) -> None:
    async with app_home.open_app((columns, 30)) as me:
        for text in ("Last time, Tuesday 17 November", "4, a lot", "Trouble 5"):
            assert text in me.text
        assert "Last time: a lot" not in me.text
        assert "This week" not in me.text
        await me.press("3", "enter")
        assert "This week" in me.text
        assert me.clipped() == []
        await me.reach("escalations")
        assert me.text.count("Trouble 5") == 1


async def test_a_long_name_keeps_apart_from_its_value(tmp_path: Path) -> None:
    app_home = AppHome(tmp_path / "home")
    app_home.keep([checkin("2026-11-17", metrics={"first response": 28, "questions answered by members": 7})])
    async with app_home.open_app((120, 30)) as me:
        assert "first response    28" in me.text
        assert "questions answer… 7" in me.text


async def test_a_full_one_leaves_a_line_above_the_keys(app_home: AppHome) -> None:
    app_home.keep([escalation(n) for n in range(1, 5)])
    app_home.keep([checkin("2026-11-17", metrics={f"number {n}": n for n in range(20)})])
    async with app_home.open_app((120, 24)) as me:
        assert "Last time" in me.text and "…" in me.text
        assert not me.text.split("\n")[-2][81:].strip()


async def test_it_comes_and_goes_with_the_width(app_home: AppHome) -> None:
    async with app_home.open_app((WIDE - 1, 24)) as me:
        assert "Last time: a lot" in me.text
        await resize(me.pilot, 120, 24)
        await me.press("3")
        assert "Last time, Tuesday" in me.text
        assert "Last time: a lot" not in me.text
        await resize(me.pilot, 80, 24)
        await me.press("tab")
        assert "Last time, Tuesday" not in me.text
        assert "Last time: a lot" in me.text


@pytest.mark.parametrize("columns", [80, 120, 200])
async def test_the_pages_are_at_most_eighty_columns_wide(app_home: AppHome, columns: int) -> None:
    async with app_home.open_app((columns, 24)) as me:
        await me.press("3")
        for page in ("workload", "mood", "wins", "escalations", "review"):
            await me.reach(page)
            assert me.checkin.page.region.width == 80


def test_a_narrow_window_does_not_load_it(tmp_path: Path) -> None:
    loaded = loaded_by(NARROW.format(home=str(tmp_path)))
    assert "cmcheckin.ui.checkin.workload_page" in loaded
    assert not loaded & {"cmcheckin.ui.checkin.sidebar", "cmcheckin.checkin.background"}
