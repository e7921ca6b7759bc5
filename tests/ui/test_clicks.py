"""Clicks on the week and the trends do what the keys do."""

from __future__ import annotations

from datetime import date

import pytest

from cmcheckin.settings import Settings
from cmcheckin.ui.nudges.card import NudgeCard
from cmcheckin.ui.nudges.why import WhyScreen
from cmcheckin.ui.trends.page import TrendPage, TrendTabs
from cmcheckin.ui.trends.screen import TrendsScreen
from cmcheckin.ui.week.screen import WeekScreen
from tests.ui.app_made import MakeApp
from tests.ui.nudges.test_nudges_on_the_week import NOW
from tests.ui.nudges.test_nudges_on_the_week import records as tired_records
from tests.ui.screens_shown import click, press, shown
from tests.ui.trends.trends_made import records

SIZES = pytest.mark.parametrize("size", [(80, 24), (120, 40)])


async def test_a_click_on_a_row_of_the_week_selects_the_day(make_app: MakeApp) -> None:
    app = make_app(records())
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "escape")
        screen = app.screen
        assert isinstance(screen, WeekScreen)
        await click(pilot, "Tue 17")
        assert screen.selected == date(2026, 11, 17)


async def test_a_click_on_a_key_of_a_nudge_presses_it(make_app: MakeApp) -> None:
    app = make_app(tired_records(), now=NOW)
    async with app.run_test(size=(120, 40)) as pilot:
        await click(pilot, "why")
        assert isinstance(app.screen, WhyScreen)
        await press(pilot, "escape")
        await click(pilot, "carry on")
        assert "carry on" not in shown(app)
        await pilot.click(NudgeCard, offset=(20, 0))
        await press(pilot)
        assert isinstance(app.screen, WhyScreen), "a nudge on one line"


@SIZES
async def test_clicks_on_the_trends_choose_a_view_and_a_week(make_app: MakeApp, size: tuple[int, int]) -> None:
    app = make_app(records())
    async with app.run_test(size=size) as pilot:
        await press(pilot, "t")
        screen = app.screen
        assert isinstance(screen, TrendsScreen)
        await click(pilot, " 44 ")
        assert "▐44▌" in await press(pilot)
        for view, label in (("months", "months"), ("year", "year"), ("detail", "detail"), ("rest", "r rest")):
            await click(pilot, label)
            assert screen.view == view
        await click(pilot, "40  28 Sep")
        assert screen.cursor == date(2026, 10, 4)


async def test_a_click_on_a_square_of_the_year_selects_its_day(make_app: MakeApp) -> None:
    app = make_app(records())
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "t", "y")
        screen = app.screen
        assert isinstance(screen, TrendsScreen)
        page = screen.query_one(TrendPage).content_region
        await pilot.click(offset=(page.x + 6 + 52 - 3, page.y + 3 + 2))  # the Wednesday three weeks ago
        await press(pilot)
        assert screen.cursor == date(2026, 10, 28)


async def test_a_click_beside_everything_changes_nothing(make_app: MakeApp) -> None:
    app = make_app(records())
    async with app.run_test(size=(80, 24)) as pilot:
        before = await press(pilot, "t")
        await pilot.click(TrendTabs, offset=(2, 0))
        await pilot.click(TrendPage, offset=(2, 2))
        assert await press(pilot) == before


@pytest.mark.parametrize("size", [(70, 20), (80, 24), (120, 40)])
async def test_a_click_on_a_file_of_the_share_adds_it_or_leaves_it_out(
    make_app: MakeApp, size: tuple[int, int]
) -> None:
    app = make_app(records(), settings=Settings(name="Ada"))
    async with app.run_test(size=size) as pilot:
        seen = await press(pilot, "s", "enter", "enter")
        assert "2 [✓]" in seen and "3 [✓]" in seen
        seen = await click(pilot, ".html")
        assert "2 [ ]" in seen and "3 [✓]" in seen
        seen = await click(pilot, "3 [✓]")
        assert "2 [ ]" in seen and "3 [ ]" in seen
        assert "Always private" in await click(pilot, "Always private")
        assert "2 [✓]" in await click(pilot, "2 [ ]")


async def test_a_click_on_the_line_that_names_a_page_key_presses_it(make_app: MakeApp) -> None:
    app = make_app(records())
    async with app.run_test(size=(70, 20)) as pilot:
        seen = await press(pilot, "s", "enter", "enter")
        seen = await click(pilot, "Page Down for more")
        assert not any(line.startswith("   1–") for line in seen.split("\n"))
        for _ in range(20):
            if "Page Down for more" not in seen:
                break
            seen = await click(pilot, "Page Down for more")
        seen = await click(pilot, "Page Up to go back")
        assert "Page Down for more" in seen
