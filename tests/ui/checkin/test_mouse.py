"""A click does what the key does, and the wheel scrolls."""

from __future__ import annotations

from pathlib import Path

import pytest

from cmcheckin.checkin.workload import DAY_FIELDS
from cmcheckin.ui.checkin.day_rows import DayRows
from cmcheckin.ui.help import HelpScreen
from cmcheckin.ui.week.screen import WeekScreen
from tests.ui.app_session import AppHome, AppSession, checkin, escalation
from tests.ui.screens_shown import painted, turn_wheel


async def click(me: AppSession, text: str, line: str = "") -> None:
    """Click the middle of `text` on the screen, on the first line that also has the text `line`."""
    for y, shown in enumerate(me.text.split("\n")):
        if text in shown and line in shown:
            await me.pilot.click(offset=(shown.index(text) + len(text) // 2, y))
            await painted(me.app)
            return
    raise AssertionError(f"{text!r} is not on the screen:\n{me.text}")


@pytest.fixture
def app_home(tmp_path: Path) -> AppHome:
    """A journal with three days to log, a win to follow up and two open escalations."""
    app_home = AppHome(tmp_path / "home")
    wins = [{"id": "w-1", "text": "Guide", "long_term": True}]
    app_home.keep([checkin("2026-10-20", wins=wins), checkin("2026-11-17"), escalation(5), escalation(6)])
    return app_home


async def test_options_answer_and_move_on(app_home: AppHome) -> None:
    async with app_home.open_app() as me:
        await click(me, "4", "3")
        assert (me.answers.workload, me.at) == (4, "days")
        await click(me, "light")
        assert (me.answers.workload, me.at) == (2, "days")
        await me.reach("mood")
        await click(me, "great")
        assert (me.answers.mood, me.at) == (5, "energy")
        await click(me, "rough", "great")
        assert me.answers.mood == 1


async def test_rows_and_cells_of_days(app_home: AppHome) -> None:
    async with app_home.open_app() as me:
        await click(me, "Thu 19 Nov")
        rows = me.checkin.query_one(DayRows)
        assert (me.at, rows.row, rows.cell) == ("days", 2, 0)
        for text, cell in (("09:00", 1), ("18:00", 2), ("8 h", 0)):
            await click(me, text, "Wed 18 Nov")
            assert (rows.row, DAY_FIELDS[rows.cell]) == (1, DAY_FIELDS[cell])
        await click(me, "as usual?")
        assert [row.confirmed for row in me.checkin.form.days] == [False, True, False]
        await click(me, "o off")
        assert [row.workday.kind for row in me.checkin.form.days] == ["work", "off", "work"]
        await click(me, "Tue 17 Nov")
        await click(me, "u all as usual")
        assert all(row.confirmed for row in me.checkin.form.days)


async def test_steps_in_the_heading(app_home: AppHome) -> None:
    async with app_home.open_app() as me:
        for step in ("wins", "workload", "escalations", "mood"):
            await click(me, step)
            assert me.page == step
        await click(me, "Friday 20 November")
        assert me.page == "mood"


async def test_keys_in_hints_and_in_the_last_line(app_home: AppHome) -> None:
    async with app_home.open_app() as me:
        await click(me, "help", "esc back")
        assert isinstance(me.app.screen, HelpScreen)
        await me.press("escape")
        await click(me, "next", "esc back")
        assert me.at == "days"
        await click(me, "wins")
        await click(me, "y still holds up")
        assert me.checkin.form.follow_ups[0].holds is True
        await me.type("merged")
        await click(me, "next", "esc back")
        assert me.at == "kind"
        await click(me, "product")
        assert me.answers.wins[0].kind == "product"
        await click(me, "escalations")
        await click(me, "Trouble 6")
        await click(me, "r resolved")
        assert [item.now.status for item in me.checkin.form.carried if item.answered] == ["resolved"]
        await click(me, "n add one")
        assert me.at == "title"
        await click(me, "esc back", "esc back")
        await click(me, "^s save now")
        assert isinstance(me.app.screen, WeekScreen)


async def test_answers_of_two_windows(app_home: AppHome) -> None:
    async with app_home.open_app() as me:
        await me.press("5", "enter", "enter", "enter", "2", "4")
        app_home.keep([checkin("2026-11-20", workload=1, mood=1, energy=1)])
        await me.press("ctrl+s")
        await click(me, "1 rough")
        await click(me, "4 good")
        await click(me, "save choices")
        assert isinstance(me.app.screen, WeekScreen)
    kept = app_home.checkin()
    assert (kept.workload, kept.mood, kept.energy) == (5, 1, 4)


async def test_a_label_focuses_its_field(app_home: AppHome) -> None:
    async with app_home.open_app() as me:
        await click(me, "mood")
        await click(me, "Note")
        assert me.at == "note"


async def test_a_click_removes_a_message(app_home: AppHome) -> None:
    async with app_home.open_app() as me:
        await me.press("ctrl+s")
        assert "Nothing to save" in me.footer
        await click(me, "Thu 19 Nov")
        assert "next" in me.footer


async def test_a_click_acts_in_no_window_that_is_too_small(app_home: AppHome) -> None:
    async with app_home.open_app((69, 24)) as me:
        await me.pilot.click(offset=(30, 5))
        await painted(me.app)
        assert me.answers.workload is None


async def test_the_wheel_scrolls_a_long_review_and_many_numbers(tmp_path: Path) -> None:
    metrics = "".join(f'[[metrics]]\nname = "number {n}"\n' for n in range(30))
    async with AppHome(tmp_path / "home", config=metrics).open_app() as me:
        await me.press("3", "enter", "4", "3", *["tab"] * 3)
        await me.paste("\n".join(f"line {n}" for n in range(40)))
        await me.press("up", "up", "up", "shift+tab", "shift+tab", "shift+tab", "shift+tab")
        for _ in range(12):
            await turn_wheel(me.app, 20, 20)
        assert "number 29" in me.text
        for _ in range(12):
            await turn_wheel(me.app, 20, 20, -1)
        assert "How are you?" in me.text
        await me.reach("review")
        assert "line 39" not in me.text
        for _ in range(60):
            await turn_wheel(me.app, 20, 6)
        assert "line 39" in me.text
        for _ in range(60):
            await turn_wheel(me.app, 20, 6, -1)
        assert "line 0" in me.text


async def test_the_wheel_selects_in_a_long_list_and_stays_in_it(tmp_path: Path) -> None:
    app_home = AppHome(tmp_path / "home")
    app_home.keep(escalation(n) for n in range(1, 10))
    async with app_home.open_app() as me:
        await me.press("3")
        await me.reach("escalations")
        for _ in range(20):
            await turn_wheel(me.app, 20, 5)
        assert me.at == "carried"
        assert "▌ Trouble 9" in me.text
        for _ in range(20):
            await turn_wheel(me.app, 20, 5, -1)
        assert "▌ Trouble 1" in me.text
