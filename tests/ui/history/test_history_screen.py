"""Move through the calendar and the list of the history, and open days."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from cmcheckin.domain.checkin import CheckIn, Win
from cmcheckin.domain.workday import Workday
from cmcheckin.ui.app import Start
from cmcheckin.ui.checkin.screen import CheckinScreen
from cmcheckin.ui.history.calendar import Calendar
from cmcheckin.ui.history.day_list import DayList
from cmcheckin.ui.history.screen import HistoryScreen
from cmcheckin.ui.week.details import DetailsScreen
from cmcheckin.ui.week.screen import WeekScreen
from tests.journal.journal_home import replace_later, rewritten
from tests.ui.app_made import MakeApp
from tests.ui.history.history_made import FRIDAY, LONG, MONDAY, RECORDS, SIZES, filtered, line, opened
from tests.ui.screens_shown import click, press, resize, shown, turn_wheel

AT_BOTH_SIZES = pytest.mark.parametrize("size", SIZES)


@AT_BOTH_SIZES
async def test_the_calendar_marks_each_day_without_colour(make_app: MakeApp, size: tuple[int, int]) -> None:
    app = make_app(RECORDS)
    async with app.run_test(size=size) as pilot:
        await opened(pilot)
        assert "16● 17● 18– 19○▐20 ▌21  22" in shown(app)
        assert "30›" in shown(app)
        assert " 9· 10· 11·" in shown(app)
        assert "▐18–▌19○▸20" in await press(pilot, "left", "left")
        assert "sick" in line(pilot, "▌ Wed 18 Nov")


async def test_arrows_move_by_a_day_and_a_week(make_app: MakeApp) -> None:
    app = make_app(RECORDS)
    async with app.run_test(size=(80, 24)) as pilot:
        screen = await opened(pilot)
        for key, days in (("left", -1), ("up", -7), ("right", 1), ("down", 7)):
            before = screen.selection.day
            await press(pilot, key)
            assert screen.selection.day == before + timedelta(days)


async def test_pages_are_months_and_brackets_years(make_app: MakeApp) -> None:
    app = make_app(RECORDS)
    async with app.run_test(size=(80, 24)) as pilot:
        screen = await opened(pilot)
        assert "October 2026" in await press(pilot, "pageup")
        assert screen.selection.day == date(2026, 10, 20)
        await press(pilot, "pagedown", "pagedown")
        assert screen.selection.day == date(2026, 12, 20)
        await press(pilot, "n", "[")
        assert screen.selection.day == date(2025, 11, 20)
        assert "The first meetup" in shown(app)
        await press(pilot, "]", "]")
        assert screen.selection.day == date(2027, 11, 20)


async def test_the_list_moves_by_rows_after_tab(make_app: MakeApp) -> None:
    app = make_app(RECORDS)
    async with app.run_test(size=(80, 24)) as pilot:
        screen = await opened(pilot)
        assert "tab list" in shown(app)
        assert "tab calendar" in await press(pilot, "tab")
        await press(pilot, "down", "down")
        assert screen.selection.day == date(2026, 11, 18)
        await press(pilot, "pagedown")
        assert screen.selection.day < date(2026, 11, 10)
        await press(pilot, "tab", "up")
        assert screen.selection.day < date(2026, 11, 3)


async def test_rows_show_mood_hours_and_the_first_win(make_app: MakeApp) -> None:
    app = make_app(RECORDS)
    async with app.run_test(size=(120, 40)) as pilot:
        await opened(pilot)
        assert "good    8.5 h  A win with a meetup…" in line(pilot, "Mon 16 Nov")
        assert "okay   7.25 h  calm" in line(pilot, "Tue 17 Nov")
        assert "not logged" in line(pilot, "Sun 15 Nov")


async def test_rows_at_80_columns_show_the_mood_and_more_of_the_text(make_app: MakeApp) -> None:
    app = make_app([*RECORDS, Workday(date(2026, 11, 12), "off", 0.5)])
    async with app.run_test(size=(80, 24)) as pilot:
        await opened(pilot)
        assert line(pilot, "Mon 16 Nov").rstrip().endswith("good   A win with a meetup in…")
        assert line(pilot, "Tue 17 Nov").rstrip().endswith("okay   calm")
        assert line(pilot, "Thu 19 Nov").rstrip().endswith("  9 h")
        assert line(pilot, "Thu 12 Nov").rstrip().endswith("  off, 0.5 h")
        assert line(pilot, "Sat 21 Nov").rstrip().endswith("Sat 21 Nov")


async def test_a_narrow_list_keeps_room_for_the_texts(make_app: MakeApp) -> None:
    app = make_app(RECORDS)
    async with app.run_test(size=(70, 20)) as pilot:
        await opened(pilot)
        assert "A win with a meetup" in line(pilot, "Mon 16 Nov  ")
        assert line(pilot, "Wed 18 Nov").rstrip().endswith("Wed 18 Nov  sick")
        assert line(pilot, "Thu 19 Nov").rstrip().endswith("Thu 19 Nov  9 h")
        screen = await filtered(pilot, "meetup")
        assert screen.count("A win with a meetup") == 2
        assert "Thank you for the me" in screen


async def test_free_days_are_named(make_app: MakeApp) -> None:
    days = [
        Workday(date(2026, 11, 17), "leave", 4.0),
        Workday(date(2026, 11, 18), "sick"),
        Workday(date(2026, 11, 25), "leave", 4.0),
        Workday(date(2026, 11, 26), "off", label="Founders' Day"),
    ]
    app = make_app(days)
    async with app.run_test(size=(110, 24)) as pilot:
        await opened(pilot)
        await press(pilot, "down")
        assert line(pilot, "Thu 26 Nov").split()[-3:] == ["off", "Founders'", "Day"]
        assert line(pilot, "Wed 25 Nov").rstrip().endswith("leave  half day")
        assert line(pilot, "Wed 18 Nov").rstrip().endswith("sick")
        assert "4 h  leave, half" in line(pilot, "Tue 17 Nov")
        await resize(pilot, 80, 24)
        assert line(pilot, "Thu 26 Nov").rstrip().endswith("  Founders' Day")
        assert line(pilot, "Wed 25 Nov").rstrip().endswith("  leave, half day")
        assert line(pilot, "Wed 18 Nov").rstrip().endswith("  sick")
        assert line(pilot, "Tue 17 Nov").rstrip().endswith("  leave, half day, 4 h")


@AT_BOTH_SIZES
async def test_a_year_ago_is_shown_with_the_day(make_app: MakeApp, size: tuple[int, int]) -> None:
    app = make_app(RECORDS)
    async with app.run_test(size=size) as pilot:
        await opened(pilot)
        assert "A year ago, Thu 20 Nov 2025" in shown(app)
        assert "Press e to fill it in" in shown(app) or size != (80, 24)
        assert "not logged" not in line(pilot, "A year ago")
        assert "A year ago" not in await press(pilot, "left")


async def test_enter_shows_a_long_win_in_full(make_app: MakeApp) -> None:
    app = make_app(RECORDS)
    async with app.run_test(size=(80, 24)) as pilot:
        screen = await opened(pilot)
        await press(pilot, "left", "left", "left", "left")
        assert "lighthouse" in await press(pilot, "enter")
        assert isinstance(app.screen, DetailsScreen)
        await press(pilot, "right", "escape")
        assert app.screen is screen
        assert screen.selection.day == MONDAY + timedelta(1)


async def test_a_past_day_is_edited_and_the_history_shows_it(make_app: MakeApp) -> None:
    app = make_app(RECORDS)
    async with app.run_test(size=(80, 24)) as pilot:
        screen = await opened(pilot)
        await press(pilot, "left", "e")
        assert isinstance(app.screen, CheckinScreen)
        await press(pilot, "4", "ctrl+s")
        assert app.screen is screen
        assert "19●" in shown(app)


async def test_a_day_to_come_offers_leave_instead_of_a_checkin(make_app: MakeApp) -> None:
    app = make_app(RECORDS)
    async with app.run_test(size=(80, 24)) as pilot:
        await opened(pilot)
        assert "is in the future. Press l to plan leave." in await press(pilot, "right", "e")


async def test_go_to_a_date(make_app: MakeApp) -> None:
    app = make_app(RECORDS)
    async with app.run_test(size=(80, 24)) as pilot:
        screen = await opened(pilot)
        assert "isn't a day" in await press(pilot, "g", *"nonsense", "enter")
        await press(pilot, "escape", "g", *"5 oct", "enter")
        assert screen.selection.day == date(2026, 10, 5)
        await press(pilot, "g", *"4 jan", "enter")
        assert screen.selection.day == date(2027, 1, 4)
        await press(pilot, "g", *"monday", "enter")
        assert screen.selection.day == date(2026, 11, 16)
        assert "There are no later days" in await press(pilot, "g", *"2099-01-01", "enter")


async def test_the_week_of_a_day_opens_and_comes_back(make_app: MakeApp) -> None:
    app = make_app(RECORDS)
    async with app.run_test(size=(80, 24)) as pilot:
        screen = await opened(pilot)
        await press(pilot, "pageup", "w")
        assert isinstance(app.screen, WeekScreen)
        assert "Week 43" in shown(app)
        await press(pilot, "escape")
        assert app.screen is screen


async def test_the_palette_opens_the_history_from_everywhere(make_app: MakeApp) -> None:
    app = make_app(RECORDS)
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "t", "ctrl+p", *"history")
        await press(pilot, "down", "enter")
        assert isinstance(app.screen, HistoryScreen)
        assert len(app.screen_stack) == 2


async def test_clicks_select_a_day_and_the_wheel_turns(make_app: MakeApp) -> None:
    app = make_app(RECORDS)
    async with app.run_test(size=(120, 40)) as pilot:
        screen = await opened(pilot)
        await click(pilot, "17●")
        assert screen.selection.day == date(2026, 11, 17)
        await click(pilot, "Mon 16 Nov")
        assert screen.selection.day == MONDAY
        await turn_wheel(app, *screen.query_one(Calendar).region.offset, -1)
        assert screen.selection.day == date(2026, 10, 16)
        await turn_wheel(app, *screen.query_one(DayList).region.offset)
        assert screen.selection.day == date(2026, 10, 15)


async def test_an_empty_journal_says_what_to_do(make_app: MakeApp) -> None:
    app = make_app(start=Start("week"))
    async with app.run_test(size=(120, 40)) as pilot:
        await opened(pilot)
        assert "Nothing logged yet." in shown(app)
        assert "Press e for your first check-in." in shown(app)
        await press(pilot, "e")
        assert isinstance(app.screen, CheckinScreen)


async def test_days_change_at_midnight(make_app: MakeApp) -> None:
    app = make_app(RECORDS)
    async with app.run_test(size=(80, 24)) as pilot:
        screen = await opened(pilot)
        app.clock.at += timedelta(1)  # type: ignore[attr-defined]
        app._check_day()
        await press(pilot)
        assert screen.selection.day == FRIDAY + timedelta(1)
        assert "▐21 ▌" in shown(app)


async def test_a_damaged_record_is_named_and_the_other_days_stay(make_app: MakeApp) -> None:
    app = make_app(RECORDS)
    files = list(app.journal.paths.journal.glob("*.jsonl"))
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot)
        for file in files:
            replace_later(file, rewritten(file.read_bytes(), (b"7.25", b"72.5")))
        screen = await press(pilot, "slash")
        assert "This couldn't be read" in screen
        assert "hours is 72.5" in screen
        await press(pilot, "enter", "escape")
        assert "Mon 16 Nov  good   A win" in shown(app)


async def test_the_keys_are_never_cut_at_80_columns(make_app: MakeApp) -> None:
    app = make_app(RECORDS)
    async with app.run_test(size=(80, 24)) as pilot:
        await opened(pilot)
        footer = shown(app).split("\n")[-1]
        assert "l leave" in footer
        assert footer.rstrip().endswith("q quit")
        assert shown(app).split("\n")[-2].strip() == ""


@pytest.mark.parametrize("size", [(70, 20), (80, 24), (120, 24), (120, 40)])
async def test_a_long_day_leaves_a_line_above_the_keys(make_app: MakeApp, size: tuple[int, int]) -> None:
    wins = tuple(Win(f"{LONG} {n}") for n in range(9))
    app = make_app([CheckIn(FRIDAY, mood=3, wins=wins)])
    async with app.run_test(size=size) as pilot:
        await opened(pilot)
        assert not shown(app).split("\n")[-2].strip()
