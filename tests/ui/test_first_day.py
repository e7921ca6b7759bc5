"""The first day: nothing before it is called missing, and a heading that lists today says so."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from cmcheckin.ui.app import Start
from cmcheckin.ui.trends.screen import TrendsScreen
from cmcheckin.ui.week.screen import WeekScreen
from tests.ui.app_session import AppHome, checkin
from tests.ui.checkin_keys import QUIET

MISSING = ("not logged", "n't logged")


async def test_the_first_check_in_leaves_nothing_unlogged_behind(tmp_path: Path) -> None:
    async with AppHome(tmp_path / "home").open_app() as me:
        await me.press(*QUIET)
        assert isinstance(me.app.screen, WeekScreen)
        assert "1 worked" in me.text
        for _ in range(5):
            assert not [words for words in MISSING if words in me.text], me.text
            await me.press("up")
        assert "Monday 16 November" in me.text
        await me.press("pageup")
        assert not [words for words in MISSING if words in me.text]
        await me.press("t")
        assert isinstance(me.app.screen, TrendsScreen)
        for key in ("d", "enter", "up", "escape", "up", "enter"):
            await me.press(key)
            seen = me.text.replace("days not logged", "")  # the name of a row of numbers
            assert not [words for words in MISSING if words in seen], me.text


async def test_a_week_before_the_first_record_is_empty(tmp_path: Path) -> None:
    async with AppHome(tmp_path / "home").open_app(start=Start("week")) as me:
        assert not [words for words in MISSING if words in me.text]


async def test_a_day_since_the_first_record_is_missing(tmp_path: Path) -> None:
    app_home = AppHome(tmp_path / "home")
    app_home.keep([checkin("2026-11-18"), checkin("2026-11-20")])
    async with app_home.open_app() as me:
        assert "2 not logged" in me.text
        assert "not logged" not in me.line("Tue 17")


@pytest.mark.parametrize(
    ("now", "day", "heading", "listed"),
    [
        ("2026-11-20T08:30:00+01:00", None, "Log yesterday, if you like", ["Thu 19 Nov"]),
        ("2026-11-20T17:10:00+01:00", None, "Log yesterday and today, if you like", ["Thu 19 Nov", "Fri 20 Nov"]),
        (
            "2026-11-20T08:30:00+01:00",
            date(2026, 11, 17),
            "That day and the day before",
            ["Mon 16 Nov", "Tue 17 Nov"],
        ),
    ],
)
async def test_the_heading_of_the_days_names_what_is_listed(
    tmp_path: Path, now: str, day: date | None, heading: str, listed: list[str]
) -> None:
    async with AppHome(tmp_path / "home", now=now).open_app(start=Start("checkin", day)) as me:
        lines = me.text.split("\n")
        assert heading in [line.strip().split("   ")[0] for line in lines]
        assert [
            line[4:14] for line in lines if line[4:14] in ("Mon 16 Nov", "Tue 17 Nov", "Thu 19 Nov", "Fri 20 Nov")
        ] == listed


async def test_the_ledger_of_a_first_day_speaks_of_one_week(tmp_path: Path) -> None:
    app_home = AppHome(tmp_path / "home")
    app_home.keep([checkin("2026-11-20")])
    async with app_home.open_app() as me:
        await me.press("t", "r")
        assert "No work after hours, on days off or at night in one week." in me.text
        assert "–" not in me.line("46   9 Nov")
        assert "–" in me.line("47  16 Nov")


@pytest.mark.parametrize("kind", ["leave", "off"])
async def test_a_planned_day_opens_with_the_week_until_a_check_in_is_begun(tmp_path: Path, kind: str) -> None:
    app_home = AppHome(tmp_path / "home")
    app_home.keep([checkin("2026-11-18"), {"type": "workday", "date": "2026-11-20", "kind": kind}])
    async with app_home.open_app() as me:
        assert isinstance(me.app.screen, WeekScreen)
        await me.press("c", "3")
    async with app_home.open_app() as me:
        assert not isinstance(me.app.screen, WeekScreen)
        assert me.answers.workload == 3
