"""Whole check-ins, key by key."""

from __future__ import annotations

from datetime import date, time
from pathlib import Path

from cmcheckin.ui.app import Start
from cmcheckin.ui.week.screen import WeekScreen
from tests.ui.app_session import FRIDAY, LARGE, AppHome, checkin, escalation
from tests.ui.checkin_keys import QUIET

THURSDAY = date(2026, 11, 19)


async def test_a_quiet_morning(app_home: AppHome) -> None:
    async with app_home.open_app(LARGE) as me:
        await me.press(*QUIET)
        assert isinstance(me.app.screen, WeekScreen)
    assert (app_home.checkin().workload, app_home.checkin().mood, app_home.checkin().energy) == (3, 4, 3)
    worked = app_home.journal.workday(THURSDAY)
    assert worked is not None
    assert worked.hours == 8
    assert app_home.drafts == []


async def test_the_next_start_shows_the_week(app_home: AppHome) -> None:
    app_home.keep([checkin("2026-11-20")])
    async with app_home.open_app() as me:
        assert isinstance(me.app.screen, WeekScreen)


async def test_a_check_in_without_mood_or_workload_is_not_done(app_home: AppHome) -> None:
    app_home.keep([{"type": "checkin", "date": "2026-11-20", "note": "only a note"}])
    async with app_home.open_app() as me:
        assert me.page == "workload"
        assert me.answers.note == "only a note"


async def test_a_full_morning(app_home: AppHome) -> None:
    app_home.keep([escalation(5, title="Angry thread", updates=[{"text": "118 replies"}])])
    async with app_home.open_app() as me:
        await me.press("4", "9", ".", "5", "right", "right", *"18:45", "right", *"45", "enter")
        await me.reach("mood")
        await me.press("3", "2")
        await me.type("tired, proud")
        await me.press("enter", "4")
        await me.type("excited about the meetup")
        await me.press("enter")
        await me.type("a private line")
        await me.press("ctrl+j")
        await me.type("and another")
        await me.press("enter")
        assert me.page == "wins"
        await me.type("First-time poster answered three")
        await me.press("enter", "2")
        await me.type("You were so patient with us")
        await me.press("enter", "6")
        assert me.at == "sender"
        await me.type("a new member")
        await me.press("enter")
        await me.type("Docs sprint")
        await me.press("enter", "9", "4")
        assert me.at == "win"
        await me.press("enter")
        assert me.page == "escalations"
        await me.press("e")
        await me.press("tab", "tab", "tab", "tab", "tab", "tab", "tab", "tab", "4", *"fixed", "enter")
        await me.type("the owner apologised")
        await me.press("enter")
        assert me.at == "carried"
        await me.press("tab", "n")
        await me.type("Spam wave in #help")
        await me.press("enter", "4", "n")
        await me.type("A dark theme")
        await me.press("enter", "6")
        await me.reach("review")
        await me.press("enter")
        assert isinstance(me.app.screen, WeekScreen)
    c = app_home.checkin()
    assert (c.workload, c.mood, c.energy, c.feelings) == (4, 3, 2, ("tired", "proud"))
    assert (c.community.mood, c.community.feels) == (4, "excited about the meetup")
    assert c.note == "a private line\nand another"
    assert [(win.kind, win.sender, win.long_term) for win in c.wins] == [
        ("member", None, False),
        ("thanks", "a new member", False),
        ("content", None, True),
    ]
    worked = app_home.journal.workday(THURSDAY)
    assert worked is not None
    assert (worked.hours, worked.end, worked.after_hours_minutes) == (9.5, time(18, 45), 45)
    found = {item.title: item for item in app_home.kept.escalations}
    assert found["Angry thread"].status == "resolved"
    assert found["Angry thread"].outcome == "fixed"
    assert [update.text for update in found["Angry thread"].updates] == ["118 replies", "the owner apologised"]
    assert found["Spam wave in #help"].severity == 4
    assert (found["A dark theme"].kind, found["A dark theme"].severity) == ("ask", None)


async def test_going_back_and_forth_loses_nothing(app_home: AppHome) -> None:
    app_home.keep([escalation(5)])
    async with app_home.open_app() as me:
        await me.press("4", "enter", "2", "3")
        await me.type("tired, pr")
        await me.press("enter", "enter")
        await me.type("unea")
        await me.press("enter")
        await me.type("a note")
        await me.press("enter")
        await me.type("half a win")
        await me.press("escape", "escape")
        assert me.page == "workload"
        await me.press("enter")
        await me.reach("mood")
        assert "tired, pr" in me.text
        assert "unea" in me.text
        assert "a note" in me.text
        await me.press("tab", "tab", "tab", "tab", "tab", "enter")
        assert me.page == "wins"
        assert "half a win" in me.text
        await me.press("enter")
        assert [win.text for win in me.answers.wins] == ["half a win"]
        await me.press("enter", "enter")
        assert me.page == "escalations"
        await me.press("w", "n")
        await me.type("half a title")
        await me.press("escape", "escape")
        assert me.page == "wins"
        await me.press("enter")
        assert me.page == "escalations"
        assert "watching" in me.text
        assert me.answers.mood == 2


async def test_text_that_was_not_entered_is_saved_too(app_home: AppHome) -> None:
    app_home.keep([escalation(5)])
    async with app_home.open_app() as me:
        await me.press("3", "7")
        await me.press("ctrl+s")
        assert isinstance(me.app.screen, WeekScreen)
    worked = app_home.journal.workday(THURSDAY)
    assert worked is not None
    assert worked.hours == 7
    async with app_home.open_app(start=Start("checkin")) as me:
        await me.reach("wins")
        await me.type("half a win")
        await me.press("escape", "ctrl+s")
        assert isinstance(me.app.screen, WeekScreen)
    assert [win.text for win in app_home.checkin().wins] == ["half a win"]
    async with app_home.open_app(start=Start("checkin")) as me:
        await me.reach("escalations")
        await me.press("tab", "n")
        await me.type("half a title")
        await me.press("ctrl+s")
    assert {item.title for item in app_home.kept.escalations} == {"Trouble 5", "half a title"}
    async with app_home.open_app(start=Start("checkin")) as me:
        await me.reach("escalations")
        await me.press("e", *["tab"] * 10)
        await me.type("went on")
        await me.press("ctrl+s")
    found = app_home.journal.escalation("e-2026-11-15-1-3f9a")
    assert found is not None
    assert [update.text for update in found.updates] == ["went on"]


async def test_a_check_in_without_answers_has_nothing_to_save(app_home: AppHome) -> None:
    async with app_home.open_app() as me:
        await me.press("ctrl+s")
        assert "Nothing to save" in me.footer
        await me.press("tab")
        assert "Nothing to save" not in me.footer
        assert app_home.drafts == []
        await me.press("escape")
        assert isinstance(me.app.screen, WeekScreen)
    assert len(app_home.kept) == 0
    assert app_home.drafts == []


async def test_an_earlier_day_is_edited_with_the_same_screen(app_home: AppHome) -> None:
    app_home.keep(
        [
            checkin("2026-11-12", mood=1),
            checkin("2026-11-13", mood=2, note="as it was"),
            {"type": "workday", "date": "2026-11-12", "kind": "work", "hours": 6},
        ]
    )
    async with app_home.open_app(start=Start("checkin", date(2026, 11, 13))) as me:
        assert "Friday 13 November" in me.text
        assert "that morning" in me.text
        assert "6 h" in me.line("Thu 12 Nov")
        await me.reach("mood")
        assert "as it was" in me.text
        await me.press("4", "ctrl+s")
        assert isinstance(me.app.screen, WeekScreen)
        assert "Week 46" in me.text
        assert "Friday 13 November" in me.text
    assert app_home.checkin(date(2026, 11, 13)).mood == 4
    assert app_home.checkin(date(2026, 11, 13)).note == "as it was"
    assert app_home.journal.checkin(FRIDAY) is None


async def test_late_in_the_day_todays_row_is_offered(tmp_path: Path) -> None:
    app_home = AppHome(tmp_path / "home", now="2026-11-20T17:10:00+01:00", records=[])
    app_home.keep([checkin("2026-11-19")])
    async with app_home.open_app() as me:
        assert "How's your workload?" in me.text
        assert "Fri 20 Nov" in me.text
        await me.press("3", "enter", *"9.5", "enter")
        await me.press("ctrl+s")
    worked = app_home.journal.workday(FRIDAY)
    assert worked is not None
    assert worked.hours == 9.5


async def test_times_typed_on_a_day_off_give_its_hours(tmp_path: Path) -> None:
    app_home = AppHome(tmp_path / "home", now="2026-11-22T12:00:00+01:00", records=[])
    async with app_home.open_app() as me:
        await me.press("3", "right", *"22:00", "right", *"06:00")
        await me.press("enter", "ctrl+s")
    worked = app_home.journal.workday(date(2026, 11, 21))
    assert worked is not None
    assert (worked.kind, worked.hours, worked.start, worked.end) == ("off", 8, time(22), time(6))


async def test_two_windows_with_one_check_in(app_home: AppHome) -> None:
    async with app_home.open_app() as me:
        await me.press("3", "enter", "4", "2")
        app_home.keep([checkin("2026-11-20", mood=1, wins=[{"text": "from the other window"}])])
        await me.press("ctrl+s")
        assert "Changed in another window" in me.text
        assert "from the other window" in me.text
        assert app_home.checkin().mood == 1
        await me.press("escape")
        assert me.page == "mood"
        assert app_home.checkin().mood == 1
        await me.press("ctrl+s")
        while "▌ Mood" not in me.text:
            await me.press("down")
        await me.press("2", "enter")
        assert isinstance(me.app.screen, WeekScreen)
    assert (app_home.checkin().mood, app_home.checkin().energy, app_home.checkin().workload) == (1, 2, 3)
    assert [win.text for win in app_home.checkin().wins] == ["from the other window"]


async def test_the_first_page_shows_the_previous_answers(app_home: AppHome) -> None:
    app_home.keep(
        [
            checkin("2026-11-19", workload=4),
            {"type": "workday", "date": "2026-11-18", "kind": "work", "hours": 9},
            {"type": "workday", "date": "2026-11-17", "kind": "work", "hours": 5},
            escalation(5),
        ]
    )
    async with app_home.open_app() as me:
        assert "Last time: a lot, 9 h on Wednesday. One escalation is open." in me.text
