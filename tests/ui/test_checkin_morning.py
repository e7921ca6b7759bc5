"""Mornings, key by key."""

from __future__ import annotations

from datetime import date, time
from pathlib import Path

import pytest
from sitting import FRIDAY, LARGE, SMALL, House, checkin, escalation, flow

from cmcheckin.domain.checkin import CheckIn
from cmcheckin.ui.app import Start
from cmcheckin.ui.screens.week import WeekScreen

THURSDAY = date(2026, 11, 19)


@pytest.fixture
def house(tmp_path: Path) -> House:
    return House(tmp_path / "home")


def kept(house: House, day: date = FRIDAY) -> CheckIn:
    found = house.journal.checkin(day)
    assert found is not None
    return found


@pytest.mark.parametrize("size", [SMALL, LARGE])
@flow
async def test_a_quiet_morning(house: House, size: tuple[int, int]) -> None:
    async with house.sit(size) as me:
        await me.press("3", "enter", "4", "3", "enter", "enter", "enter", "enter")
        assert isinstance(me.app.screen, WeekScreen)
    assert (kept(house).workload, kept(house).mood, kept(house).energy) == (3, 4, 3)
    worked = house.journal.workday(THURSDAY)
    assert worked is not None
    assert worked.hours == 8
    assert house.drafts == []


@flow
async def test_the_next_start_shows_the_week(house: House) -> None:
    house.keep([checkin("2026-11-20")])
    async with house.sit() as me:
        assert isinstance(me.app.screen, WeekScreen)


@flow
async def test_a_check_in_without_mood_or_workload_is_not_done(house: House) -> None:
    house.keep([{"type": "checkin", "date": "2026-11-20", "note": "only a note"}])
    async with house.sit() as me:
        assert me.page == "workload"
        assert me.answers.note == "only a note"


@pytest.mark.parametrize("size", [SMALL, LARGE])
@flow
async def test_a_full_morning(house: House, size: tuple[int, int]) -> None:
    house.keep([escalation(5, title="Angry thread", updates=[{"text": "118 replies"}])])
    async with house.sit(size) as me:
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
        await me.press("enter", "l", "4")
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
        await me.press("enter", "a", "enter")
        assert me.page == "review"
        await me.press("enter")
        assert isinstance(me.app.screen, WeekScreen)
    c = kept(house)
    assert (c.workload, c.mood, c.energy, c.feelings) == (4, 3, 2, ("tired", "proud"))
    assert (c.community.mood, c.community.feels) == (4, "excited about the meetup")
    assert c.note == "a private line\nand another"
    assert [(win.kind, win.sender, win.long_term) for win in c.wins] == [
        ("member", None, False),
        ("thanks", "a new member", False),
        ("content", None, True),
    ]
    worked = house.journal.workday(THURSDAY)
    assert worked is not None
    assert (worked.hours, worked.end, worked.after_hours_minutes) == (9.5, time(18, 45), 45)
    found = {item.title: item for item in house.kept.escalations}
    assert found["Angry thread"].status == "resolved"
    assert found["Angry thread"].outcome == "fixed"
    assert [update.text for update in found["Angry thread"].updates] == ["118 replies", "the owner apologised"]
    assert found["Spam wave in #help"].severity == 4
    assert (found["A dark theme"].kind, found["A dark theme"].severity) == ("ask", None)


@flow
async def test_back_and_forth_loses_nothing(house: House) -> None:
    house.keep([escalation(5)])
    async with house.sit() as me:
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


@flow
async def test_what_is_typed_and_not_entered_is_saved_too(house: House) -> None:
    house.keep([escalation(5)])
    async with house.sit() as me:
        await me.press("3", "7")
        await me.press("ctrl+s")
        assert isinstance(me.app.screen, WeekScreen)
    worked = house.journal.workday(THURSDAY)
    assert worked is not None
    assert worked.hours == 7
    async with house.sit(start=Start("checkin")) as me:
        await me.reach("wins")
        await me.type("half a win")
        await me.press("escape", "ctrl+s")
        assert isinstance(me.app.screen, WeekScreen)
    assert [win.text for win in kept(house).wins] == ["half a win"]
    async with house.sit(start=Start("checkin")) as me:
        await me.reach("escalations")
        await me.press("tab", "n")
        await me.type("half a title")
        await me.press("ctrl+s")
    assert {item.title for item in house.kept.escalations} == {"Trouble 5", "half a title"}
    async with house.sit(start=Start("checkin")) as me:
        await me.reach("escalations")
        await me.press("e", *["tab"] * 10)
        await me.type("went on")
        await me.press("ctrl+s")
    found = house.journal.escalation("e-2026-11-15-1-3f9a")
    assert found is not None
    assert [update.text for update in found.updates] == ["went on"]


@flow
async def test_nothing_answered_has_nothing_to_save(house: House) -> None:
    async with house.sit() as me:
        await me.press("ctrl+s")
        assert "Nothing new to save" in me.footer
        await me.press("tab")
        assert "Nothing new" not in me.footer
        assert house.drafts == []
        await me.press("escape")
        assert isinstance(me.app.screen, WeekScreen)
    assert len(house.kept) == 0
    assert house.drafts == []


@flow
async def test_answers_can_be_taken_back(house: House) -> None:
    house.keep([escalation(5)])
    async with house.sit() as me:
        await me.press("4", "shift+tab", "backspace")
        assert me.answers.workload is None
        await me.press("left")
        assert me.answers.workload == 3
        await me.press("5")
        assert me.answers.workload == 5
        await me.press("o")
        assert me.checkin.morning.days[0].workday.kind == "off"
        await me.reach("escalations")
        await me.press("r")
        assert me.checkin.morning.carried[0].now.resolved is not None
        await me.press("shift+tab", "s")
        assert me.checkin.morning.carried[0].now == me.checkin.morning.carried[0].before
        await me.press("n")
        await me.type("a slip")
        await me.press("enter", "2", "up", "d")
        assert me.checkin.morning.fresh == ()


@flow
async def test_an_earlier_day_is_edited_with_the_same_screen(house: House) -> None:
    house.keep(
        [
            checkin("2026-11-12", mood=1),
            checkin("2026-11-13", mood=2, note="as it was"),
            {"type": "workday", "date": "2026-11-12", "kind": "work", "hours": 6},
        ]
    )
    async with house.sit(start=Start("checkin", date(2026, 11, 13))) as me:
        assert "Friday 13 November" in me.text
        assert "that morning" in me.text
        assert "6 h" in me.line("Thu 12 Nov")
        await me.reach("mood")
        assert "as it was" in me.text
        await me.press("4", "ctrl+s")
        assert isinstance(me.app.screen, WeekScreen)
        assert "Week 46" in me.text
        assert "Friday 13 November" in me.text
    assert kept(house, date(2026, 11, 13)).mood == 4
    assert kept(house, date(2026, 11, 13)).note == "as it was"
    assert house.journal.checkin(FRIDAY) is None


@flow
async def test_late_in_the_day_todays_row_is_offered(tmp_path: Path) -> None:
    house = House(tmp_path / "home", now="2026-11-20T17:10:00+01:00", records=[])
    house.keep([checkin("2026-11-19")])
    async with house.sit() as me:
        assert "How does your plate look?" in me.text
        assert "Fri 20 Nov" in me.text
        await me.press("3", "enter", *"9.5", "enter")
        await me.press("ctrl+s")
    worked = house.journal.workday(FRIDAY)
    assert worked is not None
    assert worked.hours == 9.5


@flow
async def test_one_key_marks_a_week_of_leave(house: House) -> None:
    house.keep([checkin("2026-11-06")])
    async with house.sit() as me:
        await me.press("2", "L")
        assert [row.workday.kind for row in me.checkin.morning.days] == ["leave"] * 7
        await me.press("enter")
        assert me.page == "mood"


METRICS = '[[metrics]]\nname = "response"\nunit = "min"\ngood = "down"\n[[metrics]]\nname = "posts"\n'


@flow
async def test_own_numbers(tmp_path: Path) -> None:
    house = House(tmp_path / "home", config=METRICS)
    async with house.sit() as me:
        await me.press("3", "enter")
        assert me.at == "metric-0"
        await me.type("22x")
        assert me.answers.metrics == {}
        await me.press("enter")
        assert "response" in me.footer
        assert "number" in me.footer
        assert me.at == "metric-0"
        await me.press("ctrl+s")
        assert me.page == "workload"
        assert "number" in me.footer
        await me.press("backspace", ",", "5", "enter")
        assert me.at == "metric-1"
        await me.type("3")
        await me.press("enter")
        assert me.page == "mood"
        assert me.answers.metrics == {"posts": 3, "response": 22.5}
        await me.press("escape", "tab", "tab", "tab", "backspace")
        assert me.answers.metrics == {"response": 22.5}
        await me.press("ctrl+s")
    assert kept(house).metrics == {"response": 22.5}


@flow
async def test_doubts_are_asked_once_and_kept_all_the_same(house: House) -> None:
    async with house.sit() as me:
        await me.press("3", "1", "9", "enter")
        assert "left out of figures" in me.footer
        assert me.checkin.morning.days[0].workday.hours == 19
        await me.press("escape", "tab", *"8", "right", *"18:00", "right", *"9:00", "right")
        assert "runs into the next day" in me.footer
        assert me.checkin.morning.days[0].workday.end == time(9)


@flow
async def test_refused_entries_change_nothing_and_stay_to_be_mended(house: House) -> None:
    async with house.sit() as me:
        await me.press("3", "2", "5", "enter")
        assert "24" in me.footer
        assert me.page == "workload"
        assert not me.checkin.morning.days[0].confirmed
        assert "25" in me.line("Thu 19 Nov")
        await me.press("tab")
        assert me.at == "days"
        await me.press("ctrl+s")
        assert me.page == "workload"
        await me.press("backspace", "0", "backspace", "backspace", "6", "enter")
        assert me.checkin.morning.days[0].workday.hours == 6


@flow
async def test_half_typed_fields_of_an_escalation_leave_it_as_it_was(house: House) -> None:
    house.keep([escalation(5, minutes=30)])
    before = house.journal.escalation("e-2026-11-15-1-3f9a")
    async with house.sit() as me:
        await me.reach("escalations")
        await me.press("e", *["backspace"] * 9)
        await me.press("enter")
        assert me.at == "form-title"
        await me.press("tab", "tab", "tab", *["backspace"] * 9, "x", "enter")
        assert me.at == "form-opened"
        assert "time" in me.footer
        await me.press("tab", "x", "enter")
        assert me.at == "form-minutes"
        assert me.checkin.morning.carried[0].now == before
        await me.press("ctrl+s")
        assert me.at == "form-title"
        await me.press("escape")
        assert me.at == "carried"
        assert me.checkin.morning.carried[0].now == before


@flow
async def test_an_ask_in_the_form_has_no_severity(house: House) -> None:
    async with house.sit() as me:
        await me.press("3")
        await me.reach("escalations")
        await me.press("n")
        await me.type("Dark mode")
        await me.press("enter", "m", "tab", "4", "8")
        item = me.checkin.morning.fresh[0]
        assert (item.kind, item.severity) == ("ask", None)
        await me.press("shift+tab", "shift+tab", "2")
        assert me.checkin.morning.fresh[0].severity is None
        assert "no severity" in me.footer


@flow
async def test_a_long_term_win_is_asked_about_and_answered(house: House) -> None:
    win = {"id": "w-1", "text": "Docs sprint", "long_term": True}
    house.keep([checkin("2026-10-20", wins=[win]), checkin("2026-11-19")])
    async with house.sit() as me:
        await me.press("3")
        await me.reach("wins")
        assert me.at == "looks"
        assert "30 days ago" in me.text
        await me.press("n")
        assert me.at == "win"
        assert "no longer" in me.text
        await me.press("up", "y", "ctrl+s")
    earlier = kept(house, date(2026, 10, 20))
    assert [check.holds for check in earlier.wins[0].checks] == [True]


@flow
async def test_a_wins_kind_and_text_can_be_changed_later(house: House) -> None:
    async with house.sit() as me:
        await me.press("3")
        await me.reach("wins")
        for text in ("one", "two"):
            await me.type(text)
            await me.press("enter", "enter")
        await me.press("up", "6")
        assert me.at == "sender"
        await me.type("Ada")
        await me.press("enter", "up", "up", "up", "e")
        assert me.at == "win"
        await me.type("!")
        await me.press("enter")
        assert [(win.text, win.sender) for win in me.answers.wins] == [("one!", None), ("two", "Ada")]
        await me.press("up", "d", "d")
        assert me.answers.wins == ()
        assert me.at == "win"


@flow
async def test_keys_of_ones_own(tmp_path: Path) -> None:
    house = House(tmp_path / "home", config='[keys]\n"checkin.save" = "ctrl+g"\n"escalations.new" = "p"\n')
    async with house.sit() as me:
        await me.press("3")
        assert "^g save" in me.footer.lower()
        await me.reach("escalations")
        await me.press("p")
        assert me.at == "title"
        await me.press("escape", "ctrl+g")
        assert isinstance(me.app.screen, WeekScreen)
    assert kept(house).workload == 3


@flow
async def test_two_windows_on_one_morning(house: House) -> None:
    async with house.sit() as me:
        await me.press("3", "enter", "4", "2")
        house.keep([checkin("2026-11-20", mood=1, wins=[{"text": "from the other window"}])])
        await me.press("ctrl+s")
        assert "Another window was here" in me.text
        assert "from the other window" in me.text
        assert kept(house).mood == 1
        await me.press("escape")
        assert me.page == "mood"
        assert kept(house).mood == 1
        await me.press("ctrl+s")
        while "▌ Mood" not in me.text:
            await me.press("down")
        await me.press("2", "enter")
        assert isinstance(me.app.screen, WeekScreen)
    assert (kept(house).mood, kept(house).energy, kept(house).workload) == (1, 2, 3)
    assert [win.text for win in kept(house).wins] == ["from the other window"]


@flow
async def test_tab_completes_what_is_being_typed_and_passes_by_what_was(house: House) -> None:
    async with house.sit() as me:
        await me.press("3", "enter", "4", "3", *"ti", "tab")
        assert me.answers.feelings == ("tired",)
        assert me.at == "feelings"
        await me.press(",", "p", "r", "shift+tab", "tab", "tab")
        assert me.answers.feelings == ("tired", "pr")
        assert me.at == "community"
