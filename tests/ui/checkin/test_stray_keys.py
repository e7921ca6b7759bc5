"""Keys that don't answer the focused prompt: nothing typed is lost, and a refused key says which keys there are."""

from __future__ import annotations

from pathlib import Path

import pytest

from cmcheckin.wording import checkin as words
from tests.ui.app_session import AppHome, AppSession, checkin, escalation


async def begin_win(me: AppSession) -> None:
    await me.press("3")
    await me.reach("wins")
    await me.press(*"One", "enter")
    assert me.at == "kind"


@pytest.mark.parametrize("text", ["Second", "quick reply", "launched it", "Zebra", "“Thanks”"])
async def test_a_second_win_can_be_typed_right_after_the_first(app_home: AppHome, text: str) -> None:
    async with app_home.open_app() as me:
        await begin_win(me)
        assert "quit" not in me.footer
        await me.type(text)
        assert me.at == "win"
        await me.press("enter", "2")
        assert [(win.text, win.kind) for win in me.answers.wins] == [("One", None), (text, "member")]


async def test_the_keys_of_a_new_win_are_keys(app_home: AppHome) -> None:
    async with app_home.open_app() as me:
        await begin_win(me)
        await me.press("9")
        assert me.answers.wins[0].long_term
        await me.press("0")
        assert "Press 1 to 8." in me.footer
        assert me.at == "kind"


async def test_keys_that_the_user_changed_are_shown_and_pressed(app_home: AppHome) -> None:
    app_home.config = '[keys]\n"wins.long_term" = "l"\n"escalations.ask" = "a"\n"escalations.more" = "m,ctrl+e"\n'
    async with app_home.open_app() as me:
        await begin_win(me)
        assert me.line("1–8 kind   l long-term")
        await me.press("l")
        assert me.answers.wins[0].long_term
        await me.press("9")
        assert me.answers.wins[0].long_term
        await me.reach("escalations")
        await me.press("n", *"One", "enter")
        assert me.line("1–5 severity   a it's an ask   m details")
        await me.press("a", "n", *"Two", "enter", "m")
        assert "Severity" in me.text
        assert "Handed to" in me.text


async def test_a_win_can_be_typed_while_an_earlier_one_is_followed_up(app_home: AppHome) -> None:
    app_home.keep([checkin("2026-10-21", wins=[{"id": "w-1", "text": "Guide", "long_term": True}])])
    async with app_home.open_app() as me:
        await me.press("3")
        await me.reach("wins")
        assert me.at == "looks"
        await me.press(*"quick ny", "enter")
        assert [win.text for win in me.answers.wins] == ["quick ny"]


async def test_a_second_escalation_can_be_typed_right_after_the_first(app_home: AppHome) -> None:
    async with app_home.open_app() as me:
        await me.press("3")
        await me.reach("escalations")
        await me.press("n", *"One", "enter", *"quiet no more", "enter", "4")
        await me.press(*"angry", "enter", *"moved", "enter", *"q again", "enter", "6")
        found = [(item.title, item.severity) for item in me.checkin.form.new_escalations]
        assert found == [("One", None), ("quiet no more", 4), ("angry", None), ("moved", None), ("q again", None)]


async def test_q_quits_where_the_footer_shows_it(app_home: AppHome) -> None:
    async with app_home.open_app() as me:
        await me.press("3")
        await me.reach("escalations")
        assert "q quit" in me.footer
        await me.press("q")
        assert me.app.return_code == 0


async def test_a_letter_after_the_feelings_does_not_quit(app_home: AppHome) -> None:
    async with app_home.open_app() as me:
        await me.press("3")
        await me.reach("mood")
        await me.press("4", "3", *"tired", "enter", "q")
        assert me.at == "community"
        assert "Press 1 to 5." in me.footer


async def test_a_refused_key_says_which_keys_answer(app_home: AppHome) -> None:
    app_home.keep([checkin("2026-11-18"), escalation(3)])
    async with app_home.open_app() as me:
        await me.press("7")
        assert "Press 1 to 5." in me.footer
        await me.press("x")
        assert "Press 1 to 5." in me.footer
        await me.press("3")
        assert "Press" not in me.footer
        await me.press("x")
        assert "Press w, o, l, s, a or 0–9." in me.footer
        await me.reach("mood")
        await me.press("x")
        assert "Press 1 to 5." in me.footer
        await me.reach("escalations")
        await me.press("x")
        assert "Press s, w, h, r or e." in me.footer
        await me.press("s", "x")
        assert "Press n or Enter." in me.footer


@pytest.mark.parametrize("typed", ["3", "0"])
async def test_a_digit_is_no_reason_for_a_rating_without_an_answer(tmp_path: Path, typed: str) -> None:
    async with AppHome(tmp_path / "home").open_app() as me:
        await me.press("3")
        await me.reach("mood")
        await me.press("4", "3", *"calm", "enter", "enter", typed)
        assert me.at == "feels"
        assert me.answers.community.feels is None
        assert words.COMMUNITY_FIRST in me.text
        await me.press(*"fine")
        assert me.answers.community.feels == "fine"
        await me.press("up", "3")
        assert (me.answers.community.mood, me.answers.community.feels) == (3, "fine")
        assert me.at == "feels"
        await me.press("home", "3", "space")
        assert me.answers.community.feels == "3 fine", "a reason may begin with a digit"


async def test_a_pasted_text_is_a_second_win_or_escalation_too(app_home: AppHome) -> None:
    async with app_home.open_app() as me:
        await begin_win(me)
        await me.paste("Second\nhalf")
        assert me.at == "win"
        await me.press("enter")
        assert [win.text for win in me.answers.wins] == ["One", "Second half"]
        await me.reach("escalations")
        await me.press("n", *"Spam", "enter")
        await me.paste("1st outage")
        await me.press("enter", "4")
        await me.paste("Angry thread")
        await me.press("enter", "enter")
        found = [(item.title, item.severity) for item in me.checkin.form.new_escalations]
        assert found == [("Spam", None), ("1st outage", 4), ("Angry thread", None)]


async def test_a_text_pasted_where_a_digit_is_asked_for_is_refused_with_the_keys(app_home: AppHome) -> None:
    async with app_home.open_app() as me:
        await me.paste("4 good")
        assert "Press 1 to 5." in me.footer
        assert me.answers.workload is None
