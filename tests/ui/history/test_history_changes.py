"""Delete days, undo, and plan leave in the history."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path

import pytest

from cmcheckin.clock import FixedClock
from cmcheckin.domain.checkin import CheckIn
from cmcheckin.domain.fields import Key
from cmcheckin.domain.workday import Workday
from cmcheckin.journal import Journal
from cmcheckin.paths import Paths
from tests.ui.app_made import NOW, MakeApp
from tests.ui.history.history_made import MONDAY, RECORDS, opened
from tests.ui.screens_shown import press, shown, until


def other_window(folder: Path) -> Journal:
    """Return the journal of the same home, as another window has it open."""
    paths = Paths(folder / "config.toml", folder, folder / "state")
    return Journal.open(paths, FixedClock(datetime.fromisoformat(NOW)), "laptop-3f9a")


@pytest.mark.parametrize("key", ["d", "delete"])
async def test_a_day_is_deleted_once_asked_and_brought_back(make_app: MakeApp, key: str) -> None:
    app = make_app(RECORDS)
    async with app.run_test(size=(80, 24)) as pilot:
        await opened(pilot)
        text = await press(pilot, "left", "left", "left", "left", key)
        assert "Press d again to delete the check-in and workday for Monday 16 November 2026." in text
        assert app.journal.checkin(MONDAY) is not None
        text = await press(pilot, key)
        assert "Deleted the check-in and workday for Monday 16 November. Press u to undo." in text
        assert app.journal.checkin(MONDAY) is None
        assert app.journal.workday(MONDAY) is None
        assert "▐16·▌" in text
        await press(pilot, "u", "u")
        assert app.journal.checkin(MONDAY) is not None
        assert "▐16●▌" in shown(app)
        await press(pilot, "ctrl+r", "ctrl+r")
        assert app.journal.checkin(MONDAY) is None


async def test_another_key_keeps_the_day(make_app: MakeApp) -> None:
    app = make_app(RECORDS)
    async with app.run_test(size=(80, 24)) as pilot:
        await opened(pilot)
        await press(pilot, "up", "right", "right", "right", "d", "left", "d", "right", "d")
        assert app.journal.checkin(MONDAY) is not None
        assert "Nothing is logged for Friday 27 November." in await press(pilot, "n", "down", "d")


async def test_a_day_changed_in_another_window_is_not_deleted(make_app: MakeApp, tmp_path: Path) -> None:
    app = make_app(RECORDS)
    async with app.run_test(size=(80, 24)) as pilot:
        await opened(pilot)
        await press(pilot, "left", "left", "left", "left", "d")
        with other_window(tmp_path) as journal:
            journal.save([CheckIn(MONDAY, mood=1)], why="other window")
        assert "Press d again" in await press(pilot, "d")
        assert app.journal.checkin(MONDAY) is not None


async def test_a_day_deleted_in_another_window_goes_when_the_screen_is_uncovered(
    make_app: MakeApp, tmp_path: Path
) -> None:
    app = make_app(RECORDS)
    async with app.run_test(size=(80, 24)) as pilot:
        await opened(pilot)
        assert "16●" in shown(app)
        with other_window(tmp_path) as journal:
            journal.save((), delete=[Key("checkin", "2026-11-16"), Key("workday", "2026-11-16")], why="delete")
        assert "16·" in await press(pilot, "enter", "escape")


async def test_leave_is_planned_on_the_working_days_of_a_range(make_app: MakeApp) -> None:
    app = make_app(RECORDS)
    async with app.run_test(size=(120, 40)) as pilot:
        screen = await opened(pilot)
        text = await press(pilot, "down", "v", "down", "left")
        assert "seven days selected" in text
        assert "▐ 1   2   3 ▌" in text
        assert "▌ Sun 29 Nov" in text
        text = await press(pilot, "l")
        assert "Planned 4 days of leave: 27 November – 3 December 2026." in text
        assert screen.selection.count == 1
        days = app.journal.between(date(2026, 11, 27), date(2026, 12, 3)).workdays
        assert [day.date.day for day in days if day.kind == "leave"] == [27, 30, 1, 2, 3]
        assert "3›" in text
        await press(pilot, "u", "u")
        days = app.journal.between(date(2026, 11, 27), date(2026, 12, 3)).workdays
        assert [day.date.day for day in days] == [30], "planned before"


async def test_planned_leave_is_removed_once_asked(make_app: MakeApp) -> None:
    app = make_app(RECORDS)
    async with app.run_test(size=(80, 24)) as pilot:
        await opened(pilot)
        await press(pilot, "down", "shift+right", "shift+right", "shift+right")
        text = await press(pilot, "d")
        assert "remove the planned leave on one day" in text
        text = await press(pilot, "d")
        assert "Removed the leave planned on 1 day" in text
        assert app.journal.workday(date(2026, 11, 30)) is None
        assert "No leave is planned" in await press(pilot, "v", "left", "d")


async def test_half_days_are_planned_with_h(make_app: MakeApp) -> None:
    app = make_app(RECORDS)
    async with app.run_test(size=(80, 24)) as pilot:
        await opened(pilot)
        assert "Planned half a day of leave" in await press(pilot, "down", "h")
        assert app.journal.workday(date(2026, 11, 27)) == Workday(date(2026, 11, 27), "leave", 4.0)


async def test_logged_days_stay_as_they_are(make_app: MakeApp) -> None:
    app = make_app(RECORDS)
    async with app.run_test(size=(80, 24)) as pilot:
        await opened(pilot)
        text = await press(pilot, "left", "v", "right", "right", "right", "right", "l")
        assert "Planned 2 days of leave" in text
        assert "Thu 19 Nov has 9 h logged, so it wasn't changed." in " ".join(text.split())
        assert app.journal.workday(date(2026, 11, 19)) == Workday(date(2026, 11, 19), "work", 9.0)


async def test_a_weekend_needs_no_leave(make_app: MakeApp) -> None:
    app = make_app(RECORDS)
    async with app.run_test(size=(80, 24)) as pilot:
        await opened(pilot)
        assert "you have no working days" in await press(pilot, "right", "l")


async def test_escape_ends_a_range_before_it_goes_back(make_app: MakeApp) -> None:
    app = make_app(RECORDS)
    async with app.run_test(size=(80, 24)) as pilot:
        screen = await opened(pilot)
        assert "Move to the last day." in await press(pilot, "v")
        await press(pilot, "right", "escape")
        assert app.screen is screen
        assert screen.selection.count == 1


async def test_leave_waits_for_another_window_that_saves(make_app: MakeApp, tmp_path: Path) -> None:
    app = make_app(RECORDS)
    async with app.run_test(size=(80, 24)) as pilot:
        await opened(pilot)
        with other_window(tmp_path) as journal, journal.changing():
            assert "Waiting to plan leave" in await press(pilot, "down", "l")
            assert app.journal.workday(date(2026, 11, 27)) is None
        await until(pilot, lambda: app.journal.workday(date(2026, 11, 27)) is not None, "the leave")
        assert "Planned 1 day of leave" in await press(pilot)
