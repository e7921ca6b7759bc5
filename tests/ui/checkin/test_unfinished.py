"""An unfinished check-in of another day is mentioned in the next one and in the week."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from cmcheckin.journal.drafts import Drafts
from cmcheckin.ui.app import Start
from cmcheckin.ui.week.screen import WeekScreen
from tests.ui.app_session import AppHome, checkin
from tests.ui.terminal import Terminal

THURSDAY, TUESDAY = date(2026, 11, 19), date(2026, 11, 17)
THURSDAYS = "Unfinished check-in for Thu 19 Nov. Press F3 to open it, F4 to discard it."


async def begin(app_home: AppHome, day: date, *keys: str) -> None:
    """Begin the check-in of `day` and leave it unfinished."""
    async with app_home.open_app(start=Start("checkin", day)) as me:
        await me.press("3", *keys)
        await me.press("ctrl+q")


async def test_the_next_check_in_mentions_it_and_a_key_opens_it(app_home: AppHome) -> None:
    await begin(app_home, THURSDAY, "enter", "enter", "4")
    async with app_home.open_app() as me:
        assert me.checkin.form.date == date(2026, 11, 20)
        assert THURSDAYS in me.text
        await me.press("5", "f3")
        assert me.checkin.form.date == THURSDAY
        assert (me.answers.workload, me.answers.mood) == (3, 4)
        await me.press("escape")
        assert "Unfinished check-in for Fri 20 Nov." in me.text
        await me.press("ctrl+s")
        assert isinstance(me.app.screen, WeekScreen)
    assert len(app_home.drafts) == 1
    assert '"workload":5' in app_home.drafts[0].read_text(), "and the one it was opened from is kept"


async def test_the_week_mentions_it_once_and_a_key_opens_it(app_home: AppHome) -> None:
    app_home.keep([checkin("2026-11-20")])
    await begin(app_home, THURSDAY, "tab")
    async with app_home.open_app() as me:
        assert THURSDAYS in me.footer
        await me.press("up")
        assert "check-in" in me.footer
        await me.press("f1", "escape")
        assert THURSDAYS in me.footer
        await me.press("f3")
        assert me.checkin.form.date == THURSDAY
        assert me.answers.workload == 3


async def test_it_is_mentioned_below_seven_days_in_the_smallest_window(app_home: AppHome) -> None:
    app_home.keep([checkin("2026-11-13", workload=4)])
    await begin(app_home, TUESDAY)
    await begin(app_home, THURSDAY)
    said = "Unfinished: Thu 19 Nov and 1 more. Press F3 for the latest, F4 to discard it."
    async with app_home.open_app((70, 20)) as me:
        assert me.text.count(" Nov ") > 7
        assert said in " ".join(me.text.split())
        assert me.clipped() == []
        assert "Last time" not in me.text
        await me.press("3", "f4", "f4", "f4", "f4", "up")
        assert "Last time" in me.text


async def test_it_is_discarded_by_two_keys(app_home: AppHome) -> None:
    app_home.keep([checkin("2026-11-20")])
    await begin(app_home, TUESDAY, "tab")
    await begin(app_home, THURSDAY, "tab")
    async with app_home.open_app() as me:
        assert "Unfinished: Thu 19 Nov and 1 more. Press F3 for the latest, F4 to discard it." in me.footer
        await me.press("f4")
        assert "Press F4 again to discard the draft for Thu 19 Nov." in me.footer
        await me.press("up", "f4")
        assert len(app_home.drafts) == 2
        await me.press("f4")
        assert "Draft for Thu 19 Nov discarded." in me.footer
        await me.press("c")
        assert "Unfinished check-in for Tue 17 Nov." in me.text
        await me.press("f4", "f4")
        assert "Unfinished" not in me.text
        assert app_home.drafts == []
        await me.press("f3", "f4")
        assert me.page == "workload"
        assert len(app_home.kept.checkins) == 1


async def test_a_draft_that_is_open_in_another_window_is_not_unfinished(app_home: AppHome) -> None:
    slot = app_home.journal.drafts.claim(THURSDAY)
    slot.keep({"version": 1})
    async with app_home.open_app() as me:
        assert "Unfinished" not in me.text
        app_home.journal.drafts.discard(THURSDAY, date(2026, 11, 20))
        assert len(app_home.drafts) == 1
    slot.release()
    assert app_home.journal.drafts.unfinished(date(2026, 11, 20)) == (THURSDAY,)
    assert app_home.journal.drafts.unfinished(THURSDAY) == ()


async def test_keys_from_the_settings_are_named(tmp_path: Path) -> None:
    app_home = AppHome(tmp_path / "home", config='[keys]\n"unfinished.open" = "f8"\n')
    await begin(app_home, THURSDAY, "tab")
    async with app_home.open_app() as me:
        assert "Press F8 to open it, F4 to discard it." in me.text
        await me.press("f8")
        assert me.checkin.form.date == THURSDAY


def test_a_draft_left_by_edit_is_found_the_next_day(tmp_path: Path) -> None:
    home = tmp_path / "home"
    with Terminal(home, "edit", "2026-11-17") as window:
        window.see("How was your workload", "help")
        window.press("4")
        window.see("▐a lot▌")
        window.until(lambda: any("workload" in draft.read_text() for draft in (home / "drafts").glob("*.json")), "it")
        window.kill()
    assert Drafts(home / "drafts").unfinished(date(2026, 11, 20)) == (TUESDAY,)
    with Terminal(home) as window:
        window.see("Unfinished check-in for Tue 17 Nov.")
        window.send(b"\x1bOR")
        window.see("Tuesday 17 November", "▐a lot▌")


async def test_a_check_in_well_after_today_is_mentioned_as_the_clock_may_be_wrong(tmp_path: Path) -> None:
    home = AppHome(tmp_path / "home")
    home.keep([checkin("2036-05-01")])
    async with home.open_app() as me:
        assert "checked in for 1 May 2036, but this device's date is 20 November 2026" in " ".join(me.text.split())
        await me.press("3")
        assert me.answers.workload == 3
        assert "1 May 2036" not in me.text
