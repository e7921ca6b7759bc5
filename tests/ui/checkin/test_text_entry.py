"""Typed or pasted text is plain text in every field, and saved within a second."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from cmcheckin.domain.text import NOTE, clean
from cmcheckin.ui.app import Start
from cmcheckin.ui.checkin.screen import SAVE_DELAY
from cmcheckin.ui.kit import text_area, text_field
from cmcheckin.ui.week.screen import WeekScreen
from tests.ui.app_session import AppHome, AppSession, checkin, escalation
from tests.ui.screens_shown import until

HOSTILE = (
    "[red]x[/x] [@click=app.quit]q[/] 漢字 👩‍👩‍👧 \x1b[31mred\x00\x1b]0;t\x07 \u202egnp\u2066 \u200bend \x1b[201~\x11"
)
METRICS = '[[metrics]]\nname = "posts"\n'
GO: dict[str, tuple[str, ...]] = {
    "metric-0": ("enter", "3", "3", "tab", "tab", "tab", "tab"),
    "feelings": ("enter", "3", "3"),
    "feels": ("enter", "3", "3", "tab", "tab"),
    "note": ("enter", "3", "3", "tab", "tab", "tab"),
    "win": ("enter", "3", "3", "enter"),
    "sender": ("enter", "3", "3", "enter", "w", "enter", "6"),
    "title": ("enter", "3", "3", "enter", "enter", "tab", "n"),
    "form-title": ("enter", "3", "3", "enter", "enter", "e"),
    "form-cause": ("enter", "3", "3", "enter", "enter", "e", *["tab"] * 6),
    "form-update": ("enter", "3", "3", "enter", "enter", "e", *["tab"] * 10),
}
"""The keys to each text field, after the workload is answered."""
FIELDS = pytest.mark.parametrize("field", GO)


@pytest.fixture
def app_home(tmp_path: Path) -> AppHome:
    home = AppHome(tmp_path / "home", config=METRICS)
    home.keep([escalation(5)])
    return home


async def go(me: AppSession, field: str) -> None:
    await me.press("3", *GO[field])
    assert me.at == field, me.text


WALK: dict[str, tuple[str, ...]] = {
    "feelings": ("3", "enter", "3", "3"),
    "feels": ("tab", "tab"),
    "note": ("tab",),
    "metric-0": ("tab",),
    "win": ("ctrl+u", "enter"),
    "sender": ("enter", "6"),
    "title": ("enter", "enter", "tab", "n"),
    "form-title": ("enter", "3", "up", "up", "e"),
    "form-cause": ("tab",) * 6,
    "form-update": ("tab",) * 4,
}
"""The keys from each text field to the next."""


async def test_hostile_text_is_plain_text(app_home: AppHome) -> None:
    assert WALK.keys() == GO.keys()
    async with app_home.open_app() as me:
        for field, keys in WALK.items():
            await me.press(*keys)
            assert me.at == field, me.text
            await me.paste(HOSTILE)
            assert me.at == field
            for unseen in ("\x1b", "\x00", "\u202e", "\u2066", "\x07", "\x11"):
                assert unseen not in me.text
            assert field == "metric-0" or "x[/x]" in me.text
        await me.press("enter", "ctrl+s")
        assert isinstance(me.app.screen, WeekScreen)
        assert me.app.is_running
    kept = [text for each in (*app_home.kept.checkins, *app_home.kept.escalations) for text in strings(each.raw())]
    assert all(clean(text, lines=True) == text for text in kept)
    assert sum("x[/x]" in text for text in kept) == len(WALK) - 1
    assert app_home.journal.problems == ()
    async with app_home.open_app(start=Start("checkin")) as me:  # and it comes back to every screen
        for page in ("mood", "wins", "escalations", "review"):
            await me.reach(page)
            assert "x[/x]" in me.text
            assert "\x1b" not in me.text


def strings(value: Any) -> list[str]:
    if isinstance(value, dict):
        return [text for item in value.values() for text in strings(item)]
    if isinstance(value, list):
        return [text for item in value for text in strings(item)]
    return [value] if isinstance(value, str) else []


@pytest.mark.parametrize("field", ["metric-0", "note", "win"])  # a number, lines, and a line
async def test_a_paste_of_ten_megabytes_is_cut_before_it_is_cleaned(
    app_home: AppHome, field: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    cleaned: list[int] = []

    def counted(text: str, *, lines: bool = False) -> str:
        cleaned.append(len(text))
        return clean(text, lines=lines)

    for module in (text_field, text_area):
        monkeypatch.setattr(module, "clean", counted)
    async with app_home.open_app() as me:
        await go(me, field)
        await me.paste("1234567 " * 1_250_000)
        assert sum(cleaned) <= 4 * NOTE, "the rest of a paste costs nothing"
        await me.press("8")
        await me.press("ctrl+s")
    assert app_home.journal.problems == ()
    for record in (*app_home.kept.checkins, *app_home.kept.escalations):
        assert all(len(each) <= (NOTE if field == "note" else 500) for each in strings(record.raw()))


async def test_a_note_typed_beyond_its_limit_can_still_be_read(app_home: AppHome) -> None:
    async with app_home.open_app() as me:
        await go(me, "note")
        await me.paste("x" * NOTE)
        await me.press("a", "ctrl+j", "b", "ctrl+s")
    kept = app_home.checkin()
    assert kept.note is not None
    assert len(kept.note) == NOTE


async def test_text_that_is_too_long_is_reported(app_home: AppHome) -> None:
    async with app_home.open_app() as me:
        await me.reach("mood")
        await me.press("tab", "tab", "tab", "tab")
        assert me.at == "feels"
        await me.paste("x" * 600)
        assert "500 characters" in me.text
        await me.press("tab")
        await me.paste("word " * 6000)
        assert "20,000 characters" in me.text


async def test_text_of_other_alphabets_is_saved(app_home: AppHome) -> None:
    async with app_home.open_app() as me:
        await go(me, "feels")
        await me.type("漢字 и éß")
        await me.paste(" 👩‍👩‍👧 🇨🇿")
        await me.press("ctrl+s")
    kept = app_home.checkin()
    assert kept.community.feels == "漢字 и éß 👩‍👩‍👧 🇨🇿"


async def test_digits_of_other_alphabets_answer_or_do_nothing(app_home: AppHome) -> None:
    async with app_home.open_app() as me:
        await me.press("²", "½", "Ⅳ")
        assert me.answers.workload is None
        await me.press("٤")
        assert me.answers.workload == 4
        await me.press("²", "ж", "漢")
        assert me.page == "workload"


async def test_names_are_plain_text_too(tmp_path: Path) -> None:
    app_home = AppHome(tmp_path / "home", config='[[metrics]]\nname = "[red]x[/x]"\nunit = "[/]"\n')
    win = {"id": "w-1", "text": "[/b] lasting [@click=app.quit]x", "long_term": True}
    app_home.keep([checkin("2026-10-20", wins=[win], feelings=["[/x]"])])
    app_home.keep([escalation(5, title="[/red] title", handed_to="[/x]", updates=[{"text": "[bold]up[/i]"}])])
    async with app_home.open_app() as me:
        await me.press("3")
        await me.reach("mood")
        assert "[red]x[/x], [/]" in me.text
        await me.reach("wins")
        assert "[/b] lasting [@click=app.quit]x" in me.text
        await me.press("y", "enter")
        assert "[/red] title" in me.text
        assert "[bold]up[/i]" in me.text
        assert "with [/x]" in me.text
        await me.press("w")
        await me.reach("review")
        assert "[/red] title: watching" in me.text


# Drafts


def draft(app_home: AppHome) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(app_home.drafts[0].read_bytes())
    return found


async def in_the_draft(come: Callable[[], bool], me: AppSession) -> None:
    await until(me.pilot, come, "the draft on the disk")


def test_a_draft_is_written_within_a_second() -> None:
    assert SAVE_DELAY < 1


@FIELDS
async def test_typed_text_is_saved_soon_and_restored_with_its_cursor(app_home: AppHome, field: str) -> None:
    async with app_home.open_app() as me:
        await go(me, field)
        text = "x2345" if field in ("feelings", "feels") else "12345"  # where a digit could be meant as a rating
        await me.type(text)
        await in_the_draft(lambda: text in app_home.drafts[0].read_text(), me)
        caret = draft(app_home)["place"]["caret"]
        await me.press("left", "left")
        await in_the_draft(lambda: draft(app_home)["place"]["caret"] == caret - 2, me)
        assert draft(app_home)["place"]["spot"] == field
        me.checkin.session.draft.release()  # as the system does for a process that was killed
        me.checkin._draft.is_closed = True
    async with app_home.open_app() as me:
        assert "Picked up where you left off" in me.text
        assert me.at == field
        await me.press("x", "y")
        line = me.checkin.query_one(f"#{field}")
        assert getattr(line, "value", getattr(line, "text", "")).endswith(f"{text[:3]}xy45")


async def test_an_answer_is_saved_at_once_and_the_selected_row_restored(app_home: AppHome) -> None:
    app_home.keep([checkin("2026-11-16")])
    async with app_home.open_app() as me:
        await me.press("3")
        assert draft(app_home)["checkin"]["workload"] == 3
        await me.press("enter", "o", "7", ".")
        await in_the_draft(lambda: draft(app_home)["place"]["typed"].get("workload.days") == "2:0:7.", me)
        assert [row["confirmed"] for row in draft(app_home)["days"]] == [True, True, False, False]
        me.checkin.session.draft.release()
        me.checkin._draft.is_closed = True
    async with app_home.open_app() as me:
        assert me.at == "days"
        await me.press("5", "enter")
        assert me.checkin.form.days[2].workday.hours == 7.5
        assert [row.confirmed for row in me.checkin.form.days] == [True, True, True, False]


async def test_a_win_that_is_edited_is_restored(app_home: AppHome) -> None:
    async with app_home.open_app() as me:
        await go(me, "win")
        await me.press(*"one", "enter", "enter", "up", "e", "!")
        await in_the_draft(lambda: "one!" in app_home.drafts[0].read_text(), me)
        me.checkin.session.draft.release()
        me.checkin._draft.is_closed = True
    async with app_home.open_app() as me:
        assert me.at == "win"
        await me.press("enter")
        assert [win.text for win in me.answers.wins] == ["one!"]


async def test_leaving_with_q_keeps_the_draft_and_saving_deletes_it(app_home: AppHome) -> None:
    async with app_home.open_app() as me:
        await me.press("3", "q")
        assert me.app.return_code == 0
    assert len(app_home.drafts) == 1
    async with app_home.open_app() as me:
        assert me.answers.workload == 3
        await me.press("ctrl+s")
    assert app_home.drafts == []


async def test_text_of_a_draft_that_was_not_entered_is_not_lost_by_saving(app_home: AppHome) -> None:
    async with app_home.open_app() as me:
        await go(me, "win")
        await me.type("half a win")
        await me.press("escape")
        me.checkin.write_draft()
        me.checkin.session.draft.release()
        me.checkin._draft.is_closed = True
    async with app_home.open_app() as me:
        assert me.page == "mood"
        await me.press("ctrl+s")
        assert me.page == "wins"
        assert "half a win" in me.text
        await me.press("ctrl+s")
    kept = app_home.checkin()
    assert [win.text for win in kept.wins] == ["half a win"]


@pytest.mark.parametrize(
    ("day", "command"),
    [
        (None, "Run cmcheckin to"),
        (date(2026, 11, 17), "Run cmcheckin edit 2026-11-17 to"),
    ],
)
async def test_a_draft_is_mentioned_in_the_shell(app_home: AppHome, day: date | None, command: str) -> None:
    async with app_home.open_app(start=Start("checkin", day)) as me:
        await me.press("3", "q")
        assert "kept as a draft" in me.app.exit_line
        assert command in me.app.exit_line


async def test_nothing_is_mentioned_in_the_shell_without_a_draft(app_home: AppHome) -> None:
    async with app_home.open_app() as me:
        await me.press("q")
        assert me.app.return_code == 0
        assert me.app.exit_line == ""
    async with app_home.open_app() as me:
        await me.press("3", "ctrl+s", "q")
        assert me.app.exit_line == ""
    async with app_home.open_app(start=Start("checkin")) as me:
        await me.press("4", "q")
        assert "Run cmcheckin checkin to" in me.app.exit_line


async def test_a_draft_in_the_demo_is_not_mentioned(app_home: AppHome) -> None:
    async with app_home.open_app(start=Start("checkin", demo=True)) as me:
        await me.press("3", "q")
        assert me.app.exit_line == ""
