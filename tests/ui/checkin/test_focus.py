"""The mark shows which question a key answers, and the answer is saved for that question."""

from __future__ import annotations

import re
from itertools import pairwise
from pathlib import Path
from random import Random
from typing import Any

import pytest

from cmcheckin.checkin import mood, workload
from cmcheckin.checkin.form import Scale
from cmcheckin.domain.checkin import CheckIn
from cmcheckin.ui.app import Start
from cmcheckin.ui.checkin.screen import CheckinScreen
from cmcheckin.ui.kit.text_field import TextField
from cmcheckin.ui.week.screen import WeekScreen
from tests.ui.app_session import AppHome, AppSession, checkin, escalation
from tests.ui.checkin_keys import QUIET

METRICS = '[[metrics]]\nname = "first response"\nunit = "min"\ngood = "down"\n[[metrics]]\nname = "posts"\n'
RATINGS: dict[str, Scale] = {
    "How's your workload": workload.WORKLOAD,
    "How are you?": mood.MOOD,
    "How is your energy": mood.ENERGY,
    "How has the community": mood.COMMUNITY,
}
"""The beginning of each question that a digit answers."""


def marked(me: AppSession) -> list[str]:
    """Return the texts at the bars at the left edge: the questions that the next key may answer. A bar stands beside
    all lines of a question."""
    lines = ["", *me.text.split("\n")]
    return [line[2:] for above, line in pairwise(lines) if line.startswith("▌ ") and not above.startswith("▌")]


@pytest.mark.parametrize("config", ["", METRICS], ids=["without own numbers", "with own numbers"])
async def test_a_quiet_morning_is_the_same_with_and_without_own_numbers(tmp_path: Path, config: str) -> None:
    app_home = AppHome(tmp_path / "home", config=config)
    async with app_home.open_app() as me:
        await me.press(*QUIET)
        assert isinstance(me.app.screen, WeekScreen)
    kept = app_home.checkin()
    assert (kept.workload, kept.mood, kept.energy, kept.metrics, kept.feelings) == (3, 4, 3, {}, ())


async def test_an_extra_enter_skips_a_rating_and_shows_that(tmp_path: Path) -> None:
    app_home = AppHome(tmp_path / "home")
    async with app_home.open_app() as me:
        await me.press("3", "enter")
        assert marked(me) == ["How are you?"]
        await me.press("enter")
        assert "skipped" in me.line("How are you?")
        assert marked(me) == ["How is your energy?"]
        await me.press("4")
        assert (me.answers.mood, me.answers.energy) == (None, 4)
        await me.press("3")
        assert me.at == "feelings"
        assert "Feelings are words" in me.footer
        assert "3" not in me.line("Feelings  ")
        await me.press("up", "up", "5")
        assert "skipped" not in me.text
        assert (me.answers.mood, me.answers.feelings) == (5, ())


async def test_a_saved_feeling_of_digits_is_accepted(tmp_path: Path) -> None:
    app_home = AppHome(tmp_path / "home")
    app_home.keep([checkin("2026-11-20", feelings=["3", "tired"])])
    async with app_home.open_app(start=Start("checkin")) as me:
        await me.press("3", "enter", "4", "3")
        await me.type(" calm")
        await me.press("ctrl+s")
        assert isinstance(me.app.screen, WeekScreen)
    kept = app_home.checkin()
    assert kept.feelings == ("3", "tired calm")


async def test_feelings_are_words(tmp_path: Path) -> None:
    app_home = AppHome(tmp_path / "home")
    async with app_home.open_app() as me:
        await me.press("3", "enter", "4", "3")
        await me.paste("12 34")
        assert "Feelings are words" in me.footer
        await me.type("ti4red, 5")
        assert me.answers.feelings == ("ti4red",)
        assert "Feelings are words" in me.footer
        await me.press("backspace", "backspace", *["backspace"] * 3, "left", "backspace", "backspace")
        assert me.checkin.page.query_one("#feelings", TextField).value == "4", "what was deleted leaves a digit"
        assert me.answers.feelings == ()
        await me.press("enter")
        assert me.at == "feelings"
        await me.press("ctrl+s")
        assert me.page == "mood"
        await me.press("end", "ctrl+u", "ctrl+s")
        assert isinstance(me.app.screen, WeekScreen)


async def test_the_mood_page_shows_without_colour_what_enter_did(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    app_home = AppHome(tmp_path / "home")
    async with app_home.open_app() as me:
        await me.press("3", "enter")
        seen = [me.text]
        for key in ("enter", "enter", "tab", "tab", "tab"):
            await me.press(key)
            seen.append(me.text)
        assert len(set(seen)) == len(seen)


def bold_texts(me: AppSession) -> set[str]:
    """Return the texts below the title of the screen that are bold and have letters."""
    strips = me.app.screen._compositor.render_strips()[1:]
    runs = [segment.text for strip in strips for segment in strip if segment.style and segment.style.bold]
    return {text.strip() for text in runs if any(char.isalpha() for char in text)}


async def test_the_question_that_a_digit_answers_is_marked_without_colour(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    app_home = AppHome(tmp_path / "home", config=METRICS)
    async with app_home.open_app() as me:
        await me.press("3", "enter")
        for question in ("How are you?", "How is your energy?", "Feelings", "How has the community felt lately?"):
            assert [text.split("   ")[0] for text in marked(me)] == [question]
            await me.press("tab")
        assert [text.split("   ")[0] for text in marked(me)] == ["Why"]


async def test_the_heading_of_the_focused_list_is_bold(tmp_path: Path) -> None:
    app_home = AppHome(tmp_path / "home")
    app_home.keep([checkin("2026-10-20", wins=[{"id": "w-1", "text": "Guide", "long_term": True}]), escalation(5)])
    async with app_home.open_app() as me:
        await me.press("3")
        assert bold_texts(me) >= {"Since your last check-in on Tuesday 20 October", "Tue 20 Oct – Thu 19 Nov"}
        await me.reach("wins")
        assert bold_texts(me) == {"You marked this as a long-term win. Does it still hold up?", "Guide"}
        await me.press("y")
        assert "What has gone well lately?" in bold_texts(me)
        assert not any("long-term" in text for text in bold_texts(me))
        await me.press(*"merged", "enter")
        assert bold_texts(me) >= {"What has gone well lately?", "Kind"}
        await me.reach("escalations")
        assert bold_texts(me) == {"One open escalation", "Trouble 5"}
        await me.press("e")
        for label in ("Title", "Severity", "Kind", "Came in", "Minutes", "Could wait"):
            assert me.line(label).startswith("▌ ")
            await me.press("tab")


async def test_there_is_one_mark_wherever_the_focus_is(tmp_path: Path) -> None:
    app_home = AppHome(tmp_path / "home", config=METRICS)
    app_home.keep([escalation(5)])
    async with app_home.open_app() as me:
        await me.press("3")
        for page in ("mood", "wins", "escalations"):
            await me.reach(page)
            for _ in range(9):
                bars = re.findall(r"^(?:▌.*\n)+|^ +▌ ", me.text, re.MULTILINE)
                assert len(bars) == 1, f"{me.at}: {me.text}"
                await me.press("tab")
        await me.press("escape", "enter", "e")
        for _ in range(11):
            assert len(marked(me)) == 1, f"{me.at}: {me.text}"
            await me.press("tab")


def expected(seen: list[str], key: str, before: CheckIn) -> CheckIn | None:
    """Return the check-in after a digit, judging by the mark alone; None if the mark isn't at a rating."""
    for beginning, scale in RATINGS.items():
        if seen and seen[0].startswith(beginning) and key in "12345":
            if scale is mood.COMMUNITY:
                return before._replace(community=before.community._replace(mood=int(key)))
            changes: dict[str, Any] = {scale.field: int(key)}
            return before._replace(**changes)
    return None


def number_seen(text: str, name: str) -> float | None:
    """Return the text after the name of a number; None if it is empty."""
    found = re.search(rf"{name}(?:, min)? +(\d+)", text)
    return float(found[1]) if found else None


@pytest.mark.parametrize("seed", range(2))
async def test_the_answer_is_saved_for_the_marked_question(tmp_path: Path, seed: int) -> None:
    random = Random(seed)
    app_home = AppHome(tmp_path / "home", config=METRICS)
    app_home.keep([checkin("2026-11-17")])
    async with app_home.open_app() as me:
        for _ in range(120):
            key = random.choice([*"123456789"[: random.choice((5, 9))], "enter", "enter", "u", "escape", "tab"])
            seen, before, page = marked(me), me.answers, me.page
            await me.press(key)
            if isinstance(me.app.screen, WeekScreen):
                await me.press("c")
                continue
            assert isinstance(me.app.screen, CheckinScreen)
            after = me.answers
            if key.isdigit() and page in ("workload", "mood") and (wanted := expected(seen, key, before)):
                assert after == wanted, f"{key} on {seen}"
            elif key.isdigit() and seen and seen[0].startswith(("first response", "posts")):
                for name in ("first response", "posts"):
                    assert after.metrics.get(name) == number_seen(me.text, name)
            elif page == "mood" and "Feelings" in "".join(seen):
                if me.page == "mood":
                    written = me.checkin.page.query_one("#feelings", TextField).value
                    assert after.feelings == ((written,) if written else ())
            elif page != "wins":
                rated = (after.workload, after.mood, after.energy, after.community.mood, after.feelings, after.metrics)
                old = (before.workload, before.mood, before.energy, before.community.mood, before.feelings)
                assert rated == (*old, before.metrics), f"{key} on {seen}"
            assert all(any(char.isalpha() for char in word) for word in after.feelings)
