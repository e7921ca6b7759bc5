"""Answers of the check-in: implausible, refused, corrected, undone."""

from __future__ import annotations

from datetime import date, time
from pathlib import Path

import pytest

from cmcheckin.ui.app import Start
from cmcheckin.ui.week.screen import WeekScreen
from tests.ui.app_session import AppHome, checkin, escalation

THURSDAY = date(2026, 11, 19)


async def test_answers_can_be_undone(app_home: AppHome) -> None:
    app_home.keep([escalation(5)])
    async with app_home.open_app() as me:
        await me.press("4", "shift+tab", "backspace")
        assert me.answers.workload is None
        await me.press("left")
        assert me.answers.workload == 3
        await me.press("5")
        assert me.answers.workload == 5
        await me.press("o")
        assert me.checkin.form.days[0].workday.kind == "off"
        await me.reach("escalations")
        await me.press("r")
        assert me.checkin.form.carried[0].now.resolved is not None
        await me.press("shift+tab", "s")
        assert me.checkin.form.carried[0].now == me.checkin.form.carried[0].before
        await me.press("n")
        await me.type("a slip")
        await me.press("enter", "2", "up", "d")
        assert me.checkin.form.new_escalations == ()


async def test_one_key_sets_a_week_of_leave(app_home: AppHome) -> None:
    app_home.keep([checkin("2026-11-13")])
    async with app_home.open_app() as me:
        await me.press("2", "L")
        assert [row.workday.kind for row in me.checkin.form.days] == ["leave"] * 7
        await me.press("enter")
        assert me.page == "mood"


METRICS = '[[metrics]]\nname = "response"\nunit = "min"\ngood = "down"\n[[metrics]]\nname = "posts"\n'


async def test_one_key_confirms_a_weekend_as_usual(app_home: AppHome) -> None:
    app_home.keep([checkin("2026-11-17")])
    async with app_home.open_app() as me:
        await me.press("2", "9", "enter", "u")
        assert me.page == "mood"
        assert "Two days logged as usual" in me.footer
        days = me.checkin.form.days
        assert [(row.workday.hours, row.confirmed) for row in days] == [(9, True), (8, True), (8, True)]


async def test_own_numbers(tmp_path: Path) -> None:
    app_home = AppHome(tmp_path / "home", config=METRICS)
    async with app_home.open_app() as me:
        await me.press("3", "enter", "4", "3", *["tab"] * 4)
        assert me.at == "metric-0"
        await me.type("22x")
        assert me.answers.metrics == {}
        await me.press("enter")
        assert "Response can't be" in me.footer
        assert "number" in me.footer
        assert me.at == "metric-0"
        await me.press("ctrl+s")
        assert me.page == "mood"
        assert "number" in me.footer
        await me.press("backspace", ",", "5", "enter")
        assert me.at == "metric-1"
        await me.type("3")
        await me.press("enter")
        assert me.page == "wins"
        assert me.answers.metrics == {"posts": 3, "response": 22.5}
        await me.press("escape", *["tab"] * 7, "backspace")
        assert me.answers.metrics == {"response": 22.5}
        await me.press("ctrl+s")
    assert app_home.checkin().metrics == {"response": 22.5}


async def test_implausible_hours_are_questioned_once_and_saved(app_home: AppHome) -> None:
    async with app_home.open_app() as me:
        await me.press("3", "1", "9", "enter")
        assert "isn't counted" in me.footer
        assert me.checkin.form.days[0].workday.hours == 19
        await me.press("escape", "tab", *"8", "right", *"18:00", "right", *"9:00", "right")
        assert "runs into the next day" in me.footer
        assert me.checkin.form.days[0].workday.end == time(9)


async def test_refused_entries_change_nothing_and_can_be_corrected(app_home: AppHome) -> None:
    async with app_home.open_app() as me:
        await me.press("3", "2", "5", "enter")
        assert "24" in me.footer
        assert me.page == "workload"
        assert not me.checkin.form.days[0].confirmed
        assert "25" in me.line("Thu 19 Nov")
        await me.press("tab")
        assert me.at == "days"
        await me.press("ctrl+s")
        assert me.page == "workload"
        await me.press("backspace", "0", "backspace", "backspace", "6", "enter")
        assert me.checkin.form.days[0].workday.hours == 6


async def test_invalid_fields_of_an_escalation_keep_the_saved_value(app_home: AppHome) -> None:
    app_home.keep([escalation(5, minutes=30)])
    before = app_home.journal.escalation("e-2026-11-15-1-3f9a")
    async with app_home.open_app() as me:
        await me.reach("escalations")
        await me.press("e", *["backspace"] * 9)
        await me.press("enter")
        assert me.at == "form-title"
        await me.press("tab", "tab", "tab", *["backspace"] * 9, "x", "enter")
        assert me.at == "form-opened"
        assert "Time can't be" in me.footer
        await me.press("tab", "x", "enter")
        assert me.at == "form-minutes"
        assert me.checkin.form.carried[0].now == before
        await me.press("ctrl+s")
        assert me.at == "form-title"
        await me.press("escape")
        assert me.at == "carried"
        assert me.checkin.form.carried[0].now == before


async def test_an_ask_in_the_form_has_no_severity(app_home: AppHome) -> None:
    async with app_home.open_app() as me:
        await me.press("3")
        await me.reach("escalations")
        await me.press("n")
        await me.type("Dark mode")
        await me.press("enter", "7", "tab", "4", "8")
        item = me.checkin.form.new_escalations[0]
        assert (item.kind, item.severity) == ("ask", None)
        await me.press("shift+tab", "shift+tab", "2")
        assert me.checkin.form.new_escalations[0].severity is None
        assert "no severity" in me.footer


async def test_a_long_term_win_is_asked_about_and_answered(app_home: AppHome) -> None:
    win = {"id": "w-1", "text": "Docs sprint", "long_term": True}
    app_home.keep([checkin("2026-10-20", wins=[win]), checkin("2026-11-19")])
    async with app_home.open_app() as me:
        await me.press("3")
        await me.reach("wins")
        assert me.at == "looks"
        assert "30 days ago" in me.text
        await me.press("n")
        assert me.at == "win"
        assert "no longer" in me.text
        await me.press("up", "y", "ctrl+s")
    earlier = app_home.checkin(date(2026, 10, 20))
    assert [check.holds for check in earlier.wins[0].checks] == [True]


async def test_a_wins_kind_and_text_can_be_changed_later(app_home: AppHome) -> None:
    async with app_home.open_app() as me:
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


async def test_keys_from_the_settings(tmp_path: Path) -> None:
    app_home = AppHome(tmp_path / "home", config='[keys]\n"checkin.save" = "ctrl+g"\n"escalations.new" = "b"\n')
    async with app_home.open_app() as me:
        await me.press("3")
        assert "^g save" in me.footer.lower()
        await me.reach("escalations")
        await me.press("b")
        assert me.at == "title"
        await me.press("escape", "ctrl+g")
        assert isinstance(me.app.screen, WeekScreen)
    assert app_home.checkin().workload == 3


async def test_tab_completes_the_word_being_typed_and_leaves_finished_ones(app_home: AppHome) -> None:
    async with app_home.open_app() as me:
        await me.press("3", "enter", "4", "3", *"ti", "tab")
        assert me.answers.feelings == ("tired",)
        assert me.at == "feelings"
        await me.press(",", "p", "r", "shift+tab", "tab", "tab")
        assert me.answers.feelings == ("tired", "pr")
        assert me.at == "community"


async def test_differences_are_saved_only_when_all_were_shown(app_home: AppHome) -> None:
    async with app_home.open_app() as me:
        await me.press("5", "u", "4", "4")
        await me.type("calm")
        other = checkin("2026-11-20", workload=1, mood=1, energy=1, feelings=["tired"], note="from the other window")
        app_home.keep([other, {"type": "workday", "date": "2026-11-19", "kind": "work", "hours": 5}])
        await me.press("ctrl+s")
        assert "more field" in me.text
        before = app_home.kept
        await me.press("enter")
        assert "hadn't been shown" in me.text
        assert list(app_home.kept) == list(before)
        while "hadn't been shown" in me.text:
            await me.press("enter")
        assert isinstance(me.app.screen, WeekScreen)
        assert app_home.checkin().workload == 5
        assert app_home.checkin().note == "from the other window"


async def test_notes_of_two_windows_can_both_be_kept(app_home: AppHome) -> None:
    async with app_home.open_app() as me:
        await me.press("5", "u", "4", "4", "tab", "tab", "tab")
        await me.type("mine")
        app_home.keep([checkin("2026-11-20", workload=5, mood=4, energy=4, note="theirs")])
        await me.press("ctrl+s", "enter")
        assert app_home.checkin().note == "theirs\nmine"


async def test_a_large_own_number_is_not_cut(tmp_path: Path) -> None:
    app_home = AppHome(tmp_path / "home", config=METRICS)
    app_home.keep([checkin("2026-11-20", metrics={"response": 1234567, "posts": 0.25})])
    async with app_home.open_app(start=Start("checkin")) as me:
        await me.reach("mood")
        assert "1234567" in me.line("response")
        assert "0.25" in me.line("posts")


async def test_a_note_of_several_lines_can_be_read(app_home: AppHome) -> None:
    async with app_home.open_app() as me:
        await me.reach("mood")
        await me.press("tab", "tab", "tab", "tab", "tab")
        assert me.at == "note"
        await me.type("first")
        await me.press("ctrl+j")
        await me.type("second")
        assert "first" in me.text
        assert "second" in me.text


async def test_one_that_was_handed_off_is_no_longer_with_the_user(app_home: AppHome) -> None:
    app_home.keep([escalation(4)])
    async with app_home.open_app() as me:
        await me.press("3")
        await me.reach("escalations")
        assert "with you" in me.line("Trouble 4")
        await me.press("h")
        assert "with you" not in me.text
        assert "open 5 days" in me.line("Trouble 4")
        assert "handed off" in me.line("Trouble 4")
        assert "press e" in me.footer
        await me.press("up", "e")
        me.app.screen.query_one("#form-handed").focus()
        await me.type("Sam")
        await me.press("escape")
        assert "with Sam" in me.line("Trouble 4")
        await me.press("h")
        assert "press e" not in me.footer


@pytest.mark.parametrize("between", ["-", " ", "–"])
async def test_a_dash_or_a_space_leads_from_the_start_to_the_end(tmp_path: Path, between: str) -> None:
    app_home = AppHome(tmp_path / "home", now="2026-11-22T12:00:00+01:00")
    async with app_home.open_app() as me:
        await me.press("3", "right", *"14", between, *"1630")
        assert "14:00–1630" in me.line("Sat 21 Nov")
        await me.press("enter")
        day = me.checkin.form.days[0].workday
        assert (day.kind, day.hours, day.start, day.end) == ("off", 2.5, time(14), time(16, 30))
        assert me.page == "mood"


async def test_nine_to_five_ends_in_the_afternoon(tmp_path: Path) -> None:
    app_home = AppHome(tmp_path / "home", now="2026-11-22T12:00:00+01:00")
    async with app_home.open_app() as me:
        await me.press("3", "right", *"9-5", "enter")
        day = me.checkin.form.days[0].workday
        assert (day.hours, day.start, day.end) == (8, time(9), time(17))


@pytest.mark.parametrize("key", ["enter", "tab", "down", "up", "left"])
async def test_a_start_without_an_end_is_refused(tmp_path: Path, key: str) -> None:
    app_home = AppHome(tmp_path / "home", now="2026-11-22T12:00:00+01:00")
    async with app_home.open_app() as me:
        await me.press("3", "right", *"14", key)
        assert "Type the end too" in me.footer
        me.checkin.go_to(3)
        await me.press("ctrl+s")
        assert (me.page, me.at) == ("workload", "days")
        assert "Type the end too" in me.footer
        await me.press(*"16", "enter")
        assert me.page == "mood"
        assert me.checkin.form.days[0].workday.end == time(16)


async def test_a_start_that_was_typed_can_be_cleared_again(tmp_path: Path) -> None:
    app_home = AppHome(tmp_path / "home", now="2026-11-22T12:00:00+01:00")
    async with app_home.open_app() as me:
        await me.press("3", "right", *"14", "enter", "left", *["backspace"] * 5, "enter")
        assert me.page == "mood"
        assert me.checkin.form.days[0].workday.start is None


async def test_no_heading_denies_a_new_escalation(app_home: AppHome) -> None:
    async with app_home.open_app() as me:
        await me.press("3")
        await me.reach("escalations")
        assert "No open escalations" in me.text
        await me.press("n", *"Spam", "enter", "4")
        assert "No open escalations" not in me.text
        assert "One new escalation" in me.text


async def test_a_row_is_not_called_usual_while_something_else_is_typed(app_home: AppHome) -> None:
    async with app_home.open_app() as me:
        await me.press("3")
        assert "as usual?" in me.line("Thu 19 Nov")
        await me.press("9")
        assert "?" not in me.line("Thu 19 Nov")
        await me.press("escape")
        assert "as usual?" in me.line("Thu 19 Nov")
