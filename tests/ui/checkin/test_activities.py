"""Where a day's time went, typed on its row in the check-in."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from cmcheckin.domain.workday import Activity, Workday
from cmcheckin.ui.week.screen import WeekScreen
from tests.ui.app_session import LARGE, AppHome, AppSession, checkin
from tests.ui.checkin_keys import QUIET

THURSDAY = date(2026, 11, 19)
SIZES = pytest.mark.parametrize("size", [(70, 20), LARGE], ids=lambda size: f"{size[0]}x{size[1]}")


@pytest.fixture
def app_home(tmp_path: Path) -> AppHome:
    home = AppHome(tmp_path / "home")
    home.keep([checkin("2026-11-18")])
    return home


def thursday(app_home: AppHome) -> Workday:
    found = app_home.journal.workday(THURSDAY)
    assert found is not None
    return found


def place(me: AppSession, words: str) -> int:
    """Return the number of the line with `words`."""
    return me.text.split("\n").index(me.line(words))


@SIZES
async def test_one_key_an_activity_and_hours_if_wanted(app_home: AppHome, size: tuple[int, int]) -> None:
    async with app_home.open_app(size) as me:
        await me.press("3", "down", *"9.5")
        before = place(me, "Thu 19 Nov")
        last_time = me.text.count("\n")
        await me.press("a")
        assert "Moderation Support Content Events Analytics" in me.text
        await me.type("ms3p30")
        assert "moderation, support 3 h" in me.line("Thu 19 Nov")
        assert (place(me, "Thu 19 Nov"), me.text.count("\n")) == (before, last_time)
        assert me.clipped() == []
        await me.press("enter", "down", "up")
        await me.reach("review")
        assert "moderation, support 3 h, 30 min with peers" in " ".join(me.text.split())
        await me.press("ctrl+s")
    day = thursday(app_home)
    assert (day.hours, day.activities, day.peer_minutes) == (
        9.5, (Activity("moderation"), Activity("support", 3)), 30,
    )  # fmt: skip


async def test_a_name_is_completed_as_it_is_spelled(app_home: AppHome) -> None:
    async with app_home.open_app() as me:
        await me.press("3", "down", "a", *"mod")
        assert "moderation"[3:] in me.line("Thu 19 Nov")
        await me.press("tab", *" 3, advocacy", "enter", "ctrl+s")
    assert thursday(app_home).activities == (Activity("moderation", 3), Activity("advocacy"))


async def test_what_was_logged_is_shown_and_changed(app_home: AppHome) -> None:
    app_home.keep(
        [{"type": "workday", "date": str(THURSDAY), "kind": "work", "hours": 8, "activities": [{"kind": "events"}]}]
    )
    async with app_home.open_app() as me:
        assert me.line("Thu 19 Nov").rstrip().endswith("events")
        await me.press("3", "down", "a")
        assert "events," in me.line("Thu 19 Nov")
        await me.press("up")
        assert thursday(app_home).activities == (Activity("events"),)
        await me.press("down", "a", *"em", "enter", "ctrl+s")
    assert thursday(app_home).activities == (Activity("moderation"),)


async def test_escape_closes_the_line_and_changes_nothing(app_home: AppHome) -> None:
    async with app_home.open_app() as me:
        await me.press("3", "down", "a", *"mq?", "escape")
        assert me.page == "workload"
        assert "as usual?" in me.line("Thu 19 Nov")
        assert not me.checkin.form.days[0].confirmed
        await me.press("a", "tab")
        assert not me.checkin.form.days[0].confirmed, "nothing was typed"


async def test_what_cannot_be_read_stays_to_be_corrected(app_home: AppHome) -> None:
    async with app_home.open_app() as me:
        await me.press("3", "down", "a", *"m3x", "enter")
        assert "can't be “x”" in " ".join(me.text.split())
        assert "m3x" in me.line("Thu 19 Nov")
        await me.press("backspace", "enter", "ctrl+s")
    assert thursday(app_home).activities == (Activity("moderation", 3),)


async def test_more_hours_than_the_day_are_questioned_and_kept(app_home: AppHome) -> None:
    async with app_home.open_app() as me:
        await me.press("3", "down", *"2", "a", *"m9", "enter")
        assert "Activities add up to 9 h" in " ".join(me.text.split())


async def test_an_unfinished_line_survives_a_killed_window(app_home: AppHome) -> None:
    async with app_home.open_app() as me:
        await me.press("3", "down", "a", *"m 3, sup")
        me.checkin.write_draft(final=True)
        draft = app_home.drafts[0].read_bytes()
        await me.press("escape")
    app_home.drafts[0].write_bytes(draft)  # as kill -9 leaves it
    async with app_home.open_app() as me:
        assert "m 3, sup" in me.line("Thu 19 Nov")
        await me.press("enter", "ctrl+s")
    assert thursday(app_home).activities == (Activity("moderation", 3), Activity("support"))


async def test_own_activities_have_keys_too(app_home: AppHome) -> None:
    app_home.config = 'activities = ["streams", "surveys"]\n'
    async with app_home.open_app() as me:
        await me.press("3", "down", "a")
        assert "Streams sUrveys Peers" in me.text
        await me.press("u", "enter", "ctrl+s")
    assert thursday(app_home).activities == (Activity("surveys"),)


async def test_a_holiday_is_named_on_its_row(app_home: AppHome) -> None:
    app_home.keep([{"type": "workday", "date": str(THURSDAY), "kind": "off", "label": "Day of Prayer"}])
    async with app_home.open_app() as me:
        assert "Day of Prayer" in me.line("Thu 19 Nov")


async def test_a_quiet_morning_needs_no_other_key(tmp_path: Path) -> None:
    app_home = AppHome(tmp_path / "home")
    app_home.keep([checkin("2026-11-19")])
    async with app_home.open_app((70, 20)) as me:
        await me.press(*QUIET)
        assert isinstance(me.app.screen, WeekScreen)
    assert thursday(app_home).activities == ()


async def test_a_name_can_be_clicked(app_home: AppHome) -> None:
    async with app_home.open_app() as me:
        await me.press("3", "down", "a")
        legend = place(me, "Moderation Support")
        column = me.line("Moderation Support").index("Analytics")
        await me.pilot.click(offset=(column + 3, legend))
        await me.press("3", "enter", "ctrl+s")
    assert thursday(app_home).activities == (Activity("analytics", 3),)


async def test_a_mark_shows_that_not_all_names_fit(app_home: AppHome) -> None:
    app_home.config = f"activities = {[f'm{n}' for n in range(1, 21)]}\n"
    async with app_home.open_app() as me:
        await me.press("3", "down", "a")
        assert me.line("M1 A=m2").rstrip().endswith("…")
        assert me.clipped() == []
