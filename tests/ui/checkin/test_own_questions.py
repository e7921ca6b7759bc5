"""The user's own questions on the page of step 2: how they are asked, answered, saved, and passed by."""

from __future__ import annotations

from pathlib import Path

from cmcheckin.ui.week.screen import WeekScreen
from tests.ui.app_session import AppHome, checkin
from tests.ui.checkin_keys import QUIET

TODAY = "2026-11-20"
CONFIG = """
[[questions]]
text = "A lunch break away from the desk?"
name = "lunch break"

[[questions]]
text = "The day in one word"
name = "one word"
kind = "text"

[[questions]]
text = "Talked to a peer?"
"""
TO_QUESTIONS = ("3", "enter", "4", "3", "tab", "tab", "tab", "tab")
"""The keys from the start of a morning with one day to confirm to the first question."""


async def test_y_and_n_answer_and_text_is_typed(tmp_path: Path) -> None:
    app_home = AppHome(tmp_path / "home", config=CONFIG)
    async with app_home.open_app((80, 24)) as me:
        await me.press(*TO_QUESTIONS)
        assert me.line("A lunch break").startswith("▌ A lunch break away from the desk?   y yes   n no")
        assert me.clipped() == []
        await me.press("y", *"calm", "enter", "n")
        assert me.page == "wins"
        await me.press("enter", "enter")
        assert me.line("lunch break").split("lunch break")[1].strip() == "yes"
        assert me.line("one word").split("one word")[1].strip() == "calm"
        await me.press("enter")
        assert isinstance(me.app.screen, WeekScreen)
        await me.press("enter")
        assert "lunch break: yes" in me.text
        assert "one word: calm" in me.text
        assert "Talked to a peer? no" in me.text
    (kept,) = app_home.kept.checkins
    assert kept.answers == {"Talked to a peer?": False, "lunch break": True, "one word": "calm"}


async def test_the_arrows_lead_through_the_note_to_the_questions(tmp_path: Path) -> None:
    async with AppHome(tmp_path / "home", config=CONFIG).open_app() as me:
        await me.press("3", "enter", "4", "3", "down", "down", "down")
        assert me.at == "note"
        await me.press(*"two", "ctrl+j", *"lines", "up", "down")
        assert me.at == "note"
        await me.press("down", "y", "up", "up", "up")
        assert me.at == "note"
        await me.press("up")
        assert me.at == "feels"
        assert me.answers.answers == {"lunch break": True}
        assert me.answers.note == "two\nlines"


async def test_a_quiet_morning_is_the_same_with_questions(tmp_path: Path) -> None:
    found = []
    for name, config in (("with", CONFIG), ("without", "")):
        app_home = AppHome(tmp_path / name, config=config)
        async with app_home.open_app() as me:
            await me.press(*QUIET)
            assert isinstance(me.app.screen, WeekScreen)
        found.append(list(app_home.kept.checkins))
    assert found[0] == found[1]
    assert found[0][0].answers == {}


async def test_enter_passes_a_question_by_and_backspace_clears_it(tmp_path: Path) -> None:
    app_home = AppHome(tmp_path / "home", config=CONFIG)
    async with app_home.open_app() as me:
        await me.press(*TO_QUESTIONS, "enter")
        assert me.at == "question-1"
        await me.press("up", "n")
        assert me.answers.answers == {"lunch break": False}
        await me.press("up", "backspace")
        assert me.answers.answers == {}
        await me.press("right", "right", "left")
        assert me.answers.answers == {"lunch break": True}


async def test_other_keys_are_refused_with_a_hint(tmp_path: Path) -> None:
    async with AppHome(tmp_path / "home", config=CONFIG).open_app() as me:
        await me.press(*TO_QUESTIONS, "1")
        assert me.answers.answers == {}
        assert "y or n" in me.footer


async def test_a_draft_keeps_the_answers_and_the_place(tmp_path: Path) -> None:
    app_home = AppHome(tmp_path / "home", config=CONFIG)
    async with app_home.open_app() as me:
        await me.press(*TO_QUESTIONS, "y", *"cal", "ctrl+q")
    assert app_home.drafts
    async with app_home.open_app() as me:
        assert me.at == "question-1"
        assert me.answers.answers == {"lunch break": True, "one word": "cal"}
        await me.press("m")
        assert me.answers.answers["one word"] == "calm"


async def test_answers_to_a_question_that_is_no_longer_asked_stay(tmp_path: Path) -> None:
    app_home = AppHome(tmp_path / "home", config=CONFIG)
    app_home.keep([checkin(TODAY, answers={"old": "story", "lunch break": "a text from before"})])
    async with app_home.open_app() as me:
        await me.press("c")
        await me.reach("mood")
        while me.at != "note":
            await me.press("tab")
        await me.press("tab")
        assert me.at == "question-0"
        await me.press("down", "down", "y", "ctrl+s")
    (kept,) = app_home.kept.checkins
    assert kept.answers == {"Talked to a peer?": True, "lunch break": "a text from before", "old": "story"}


async def test_ten_questions_scroll_into_view(tmp_path: Path) -> None:
    config = "".join(f"[[questions]]\ntext = '{'ask ' * 9}{n}'\n" for n in range(10))
    async with AppHome(tmp_path / "home", config=config).open_app() as me:
        await me.press(*TO_QUESTIONS)
        for n in range(10):
            assert me.at == f"question-{n}"
            assert me.line(f"ask {n} ").startswith("▌ ")
            await me.press("y")
        assert len(me.answers.answers) == 10
