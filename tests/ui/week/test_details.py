"""The page with a day and its week in full."""

from __future__ import annotations

from datetime import date

import pytest

from cmcheckin.domain.checkin import CheckIn, Win
from cmcheckin.domain.records import Record
from cmcheckin.domain.workday import Workday
from cmcheckin.ui.app import Start
from cmcheckin.ui.checkin.screen import CheckinScreen
from cmcheckin.ui.week.screen import WeekScreen
from tests.ui.app_made import MakeApp
from tests.ui.screens_shown import press, shown

MONDAY = date(2026, 11, 16)
LONG = " ".join(f"word{n}" for n in range(60))
RECORDS: list[Record] = [
    Workday(MONDAY, "work", 8.5, after_hours_minutes=30),
    CheckIn(MONDAY, mood=4, wins=tuple(Win(f"{LONG} end{n}") for n in range(4)), note="for me"),
]


@pytest.mark.parametrize("key", ["enter", "d"])
async def test_a_long_win_can_be_read_to_its_end(make_app: MakeApp, key: str) -> None:
    app = make_app(RECORDS, start=Start("week", MONDAY))
    async with app.run_test(size=(80, 24)) as pilot:
        assert "end3" not in shown(app)
        screen = await press(pilot, key)
        assert "Monday 16 November" in screen
        assert "scroll" in screen.split("\n")[-1]
        seen = screen
        for _ in range(6):
            seen += await press(pilot, "pagedown")
        assert all(f"end{n}" in seen for n in range(4))
        assert "for me" in seen
        assert "end0" in await press(pilot, "pageup", "pageup", "pageup", "pageup", "pageup")


async def test_the_day_shown_last_is_selected_on_the_week(make_app: MakeApp) -> None:
    app = make_app(RECORDS, start=Start("week", MONDAY))
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "enter", "right", "escape")
        assert isinstance(app.screen, WeekScreen)
        assert app.screen.selected == date(2026, 11, 17)
        await press(pilot, "enter", "e")
        assert isinstance(app.screen, CheckinScreen)
        assert len(app.screen_stack) == 1


async def test_a_blank_line_stays_above_the_keys(make_app: MakeApp) -> None:
    for size in ((80, 24), (120, 40), (80, 30)):
        app = make_app(RECORDS, start=Start("week", MONDAY))
        async with app.run_test(size=size):
            assert shown(app).split("\n")[-2].strip() == ""


@pytest.mark.parametrize("size", [(80, 24), (120, 40)])
async def test_a_day_without_a_record_says_how_to_fill_it_in(make_app: MakeApp, size: tuple[int, int]) -> None:
    app = make_app(RECORDS, start=Start("week", date(2026, 11, 17)))
    async with app.run_test(size=size) as pilot:
        assert "Press e to fill it in." in shown(app)
        assert "fill it in" not in await press(pilot, "up")
