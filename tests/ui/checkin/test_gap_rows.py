"""A long gap on the first page of the check-in: ranges, keys, typing, drafts and the greeting."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from cmcheckin.checkin.form import GapRange
from cmcheckin.services import share_preferences
from cmcheckin.services.share_files import write_reply
from cmcheckin.sharing.share_file import Reply
from cmcheckin.ui.week.screen import WeekScreen
from cmcheckin.wording import gaps as words
from tests.ui.app_session import LARGE, AppHome, AppSession, checkin
from tests.ui.checkin_keys import QUIET

MONDAY = "2026-11-23T08:30:00+01:00"
BEFORE = date(2026, 10, 30)
"""The Friday of the last check-in, three weeks and a weekend before Monday."""
SIZES = pytest.mark.parametrize("size", [(70, 20), LARGE], ids=lambda size: f"{size[0]}x{size[1]}")


@pytest.fixture
def app_home(tmp_path: Path) -> AppHome:
    home = AppHome(tmp_path / "home", now=MONDAY)
    home.keep([checkin(str(BEFORE), workload=4)])
    return home


def workday(day: date, kind: str, **fields: Any) -> dict[str, Any]:
    return {"type": "workday", "date": str(day), "kind": kind} | fields


def kinds(app_home: AppHome) -> dict[date, str]:
    return {day.date: day.kind for day in app_home.kept.workdays}


def selected(me: AppSession) -> str:
    """Return the line of the selected range."""
    return next(line for line in me.text.split("\n") if line.startswith("  ▌ "))[:80]


def answers_in(me: AppSession) -> list[tuple[str, str]]:
    return [(str(days.last), days.answer) for days in me.checkin.form.gap]


@SIZES
async def test_three_weeks_of_leave_take_four_keys(app_home: AppHome, size: tuple[int, int]) -> None:
    async with app_home.open_app(size) as me:
        assert "Welcome back." in me.text
        assert "Fri 30 Oct – Sun 22 Nov   24 days, 16 working days   not logged" in me.text
        assert me.clipped() == []
        await me.press("3")
        assert me.at == "gap"
        assert me.line("Or type")[: min(size[0], 80)].rstrip().endswith(("7 nov - 13 nov", "until today"))
        await me.press("l")
        assert "leave: Fri 30 Oct – Sun 22 Nov" in me.text
        assert me.clipped() == []
        await me.press("enter")
        assert me.page == "mood"
        await me.press("4", "3", "ctrl+s")
        assert isinstance(me.app.screen, WeekScreen)
    found = kinds(app_home)
    assert len(found) == 24
    assert found[BEFORE] == found[date(2026, 11, 20)] == "leave"
    assert found[date(2026, 11, 22)] == "off"


async def test_a_quiet_morning_passes_a_gap_with_the_same_keys_and_logs_none_of_it(app_home: AppHome) -> None:
    async with app_home.open_app() as me:
        await me.press("3", "enter")
        assert "Fri 30 Oct – Sun 22 Nov aren't logged." in " ".join(me.text.split())
        await me.press(*QUIET[2:])
        assert isinstance(me.app.screen, WeekScreen)
    assert kinds(app_home) == {}


async def test_a_range_is_answered_in_parts(app_home: AppHome) -> None:
    async with app_home.open_app() as me:
        await me.press("3")
        await me.type("off until 3 nov")
        assert "off: Fri 30 Oct – Tue 3 Nov" in me.text
        await me.press("enter")
        assert answers_in(me) == [("2026-11-03", "off"), ("2026-11-22", "")]
        assert selected(me).split()[1:4] == ["Wed", "4", "Nov"]
        await me.type("leave 9 nov - 13 nov")
        await me.press("enter")
        assert [answer for _, answer in answers_in(me)] == ["off", "", "leave", ""]
        assert selected(me).split()[1:4] == ["Wed", "4", "Nov"], "the rest of the range stays to be answered"
        await me.type("as usual until today")
        await me.press("enter")
        assert me.page == "mood"
        await me.press("4", "ctrl+s")
    found = kinds(app_home)
    assert [found[date(2026, 11, n)] for n in (2, 4, 8, 9, 13, 15, 16)] == [
        "off", "work", "off", "leave", "leave", "off", "work",
    ]  # fmt: skip


async def test_letters_of_several_ranges_can_be_typed_one_after_the_other(app_home: AppHome) -> None:
    app_home.keep([workday(date(2026, 11, 11), "sick")])
    async with app_home.open_app() as me:
        await me.press("3", "o", "l", "enter")
        assert me.page == "mood"
        assert answers_in(me) == [("2026-11-10", "off"), ("2026-11-11", ""), ("2026-11-22", "leave")]
        await me.press("4", "ctrl+s")
    assert kinds(app_home)[date(2026, 11, 11)] == "sick"


@pytest.mark.parametrize("key", ["escape", "backspace"])
async def test_a_mistake_is_undone(app_home: AppHome, key: str) -> None:
    async with app_home.open_app() as me:
        await me.press("3", *"off until 3 nov", "enter", "up")
        assert selected(me).rstrip().endswith("off")
        await me.press(key)
        assert answers_in(me) == [("2026-11-22", "")]
        await me.press("l", "escape")
        assert "not logged" in selected(me)
        assert me.page == "workload"
        await me.press("l", "tab", "shift+tab", "s", "tab")
        assert answers_in(me) == [("2026-11-22", "sick")]


async def test_what_is_no_answer_stays_to_be_corrected(app_home: AppHome) -> None:
    async with app_home.open_app() as me:
        await me.press("3", *"off until 31 nov", "enter")
        assert "isn't a day" in " ".join(me.text.split())
        assert "off until 31 nov" in me.text
        await me.press(*["backspace"] * 6, *"3 nov", "x", "ctrl+s")
        assert "isn't a day" in " ".join(me.text.split())
        await me.press("backspace", "ctrl+s")
    assert len(kinds(app_home)) == 5
    async with app_home.open_app() as me:
        assert isinstance(me.app.screen, WeekScreen)


async def test_other_keys_name_those_that_answer(app_home: AppHome) -> None:
    async with app_home.open_app() as me:
        await me.press("3", "w")
        assert "Press u, o, l, s or d." in me.text
        await me.press("o", "7")
        assert words.NO_ANSWER in " ".join(me.text.split())


@SIZES
async def test_the_last_days_are_gone_through_one_by_one(app_home: AppHome, size: tuple[int, int]) -> None:
    async with app_home.open_app(size) as me:
        await me.press("3", *"leave until 18 nov", "enter", "d")
        assert me.at == "days"
        assert me.checkin.form.gap == (GapRange(BEFORE, date(2026, 11, 18), "leave"),)
        await me.press("9", ".", "5", "enter", "u")
        assert me.page == "mood"
        await me.press("4", "ctrl+s")
    found = {day.date: day for day in app_home.kept.workdays}
    assert (found[date(2026, 11, 19)].hours, found[date(2026, 11, 20)].hours) == (9.5, 8)
    assert found[date(2026, 11, 21)].kind == "off"
    assert len(found) == 24


@SIZES
async def test_planned_leave_in_the_gap_is_shown_and_kept(app_home: AppHome, size: tuple[int, int]) -> None:
    plan = [date(2026, 11, 9) + timedelta(n) for n in (0, 1, 2, 3, 4, 7, 8, 9, 10, 11)]
    app_home.keep([workday(day, "leave") for day in plan])
    async with app_home.open_app(size) as me:
        assert "Welcome back. Your leave ended on Friday." in me.text
        assert me.clipped() == []
        assert me.line("9 Nov – Fri 20 Nov")[: min(size[0], 80)].rstrip().endswith("leave, as planned")
        await me.press("3", "u")
        await me.press("enter", "enter", "o", "enter")
        assert me.page == "mood"
        await me.press("4", "ctrl+s")
    found = kinds(app_home)
    assert [found[date(2026, 11, n)] for n in (2, 9, 14, 15, 20, 21)] == ["work", "leave", "off", "off", "leave", "off"]


async def test_a_year_away_is_filled_in_on_one_screen(app_home: AppHome) -> None:
    app_home.keep([workday(date(2026, 11, 3) + timedelta(n), "work", hours=3) for n in (0, 9)])
    app_home.now = "2027-11-22T08:30:00+01:00"
    async with app_home.open_app() as me:
        assert "30 Oct 2026 – 21 Nov 2027" in me.text or "30 Oct 2026 – 2 Nov 2026" in me.text
        await me.press("3")
        for text in ("as usual until 1 feb", "leave until 31 mar", "sick until 2 apr", "usual"):
            await me.press(*text, "enter")
        assert me.clipped() == []
    async with app_home.open_app() as me:
        assert [days.answer for days in me.checkin.form.gap if not days.logged][-4:] == [
            "usual", "leave", "sick", "usual",
        ]  # fmt: skip
        await me.press("ctrl+s")
    assert len(kinds(app_home)) == 388
    assert [day.hours for day in app_home.kept.workdays if day.hours == 3] == [3, 3]


async def test_three_years_are_one_change(app_home: AppHome) -> None:
    app_home.now = "2029-11-23T08:30:00+01:00"
    before = len(app_home.kept)
    async with app_home.open_app() as me:
        await me.press("3", "u", "ctrl+s")
    assert len(kinds(app_home)) == (date(2029, 11, 23) - BEFORE).days
    app_home.journal.undo()
    assert len(app_home.kept) == before


async def test_a_half_filled_gap_survives_a_killed_window(app_home: AppHome) -> None:
    async with app_home.open_app() as me:
        await me.press("3", *"off until 3 nov", "enter", *"leave until 6")
        me.checkin.write_draft(final=True)
        draft = app_home.drafts[0].read_bytes()
        await me.press("escape")
    app_home.drafts[0].write_bytes(draft)  # as kill -9 leaves it
    async with app_home.open_app() as me:
        assert answers_in(me) == [("2026-11-03", "off"), ("2026-11-22", "")]
        assert me.at == "gap"
        assert "leave until 6" in me.text
        await me.press(*" nov", "enter")
        assert answers_in(me) == [("2026-11-03", "off"), ("2026-11-06", "leave"), ("2026-11-22", "")]
    assert kinds(app_home) == {}


async def test_days_that_another_window_logged_are_kept(app_home: AppHome) -> None:
    async with app_home.open_app() as me:
        await me.press("3", "l", "enter")
        app_home.keep([workday(date(2026, 11, 19), "work", hours=2)])
        await me.press("4", "ctrl+s")
    assert kinds(app_home)[date(2026, 11, 19)] == "work"
    assert len(kinds(app_home)) == 24


async def test_the_review_shows_each_range(app_home: AppHome) -> None:
    async with app_home.open_app() as me:
        await me.press("3", *"off until 3 nov", "enter")
        await me.reach("review")
        assert "off (5 days, 3 working days)" in me.line("Fri 30 Oct – Tue 3 Nov")
        assert "not logged" in me.line("Wed 4 Nov – Sun 22 Nov")


async def test_a_range_and_a_key_can_be_clicked(app_home: AppHome) -> None:
    app_home.keep([workday(date(2026, 11, 11), "sick")])
    async with app_home.open_app() as me:
        await me.press("3")
        lines = me.text.split("\n")
        row = next(n for n, line in enumerate(lines) if "Thu 12 Nov" in line)
        await me.pilot.click(offset=(6, row))
        assert selected(me).split()[1:4] == ["Thu", "12", "Nov"]
        keys = next(n for n, line in enumerate(lines) if "u as usual" in line)
        await me.pilot.click(offset=(lines[keys].index("l leave"), keys))
        await me.press("enter")
        assert ("2026-11-22", "leave") in answers_in(me)


async def test_an_earlier_day_is_edited_with_its_seven_rows(app_home: AppHome) -> None:
    from cmcheckin.ui.app import Start

    async with app_home.open_app(start=Start("checkin", date(2026, 11, 19))) as me:
        assert len(me.checkin.form.days) == 7
        assert me.checkin.form.gap == ()
        assert "Welcome back" not in me.text


async def test_a_holiday_in_the_gap_has_its_name_and_short_ranges_short_examples(app_home: AppHome) -> None:
    app_home.keep([workday(date(2026, 11, 2), "off", label="All Souls")])
    async with app_home.open_app() as me:
        await me.press("3")
        assert "off, All Souls" in me.line("Mon 2 Nov")
        assert "Or type: off until 30 oct\n" in me.text
        await me.type("u until 31 oct")
        await me.press("enter")
        assert "as usual until" not in me.text
        await me.press("down", "s")
        assert "off, All Souls" in me.line("Mon 2 Nov")


async def test_the_greeting_counts_replies(app_home: AppHome) -> None:
    folder = app_home.folder.parent / "shared"
    folder.mkdir()
    at = datetime(2026, 11, 19, 16, tzinfo=UTC)
    for n in (1, 2):
        write_reply(Reply(f"r-{n}", "p-me", "thanks", "So patient", at, "w-1", "A win", "Kim"), folder)
    share_preferences.save(app_home.journal.paths.share, share_preferences.SharePreferences("p-me"))
    app_home.config = f'[share]\nfolder = "{folder}"\n'
    async with app_home.open_app() as me:
        assert "Welcome back. Two replies are waiting." in me.text
