"""Updates on the screen of escalations: where they are shown, the form, and what was typed when the program quits."""

from __future__ import annotations

from pathlib import Path

import pytest

from cmcheckin.services.escalations import save_update
from cmcheckin.ui.app import Start
from cmcheckin.wording import escalations as words
from tests.ui.app_session import SMALL, AppHome, escalation

WEEK = Start("week")


@pytest.fixture
def home(tmp_path: Path) -> AppHome:
    """A home with three open escalations."""
    home = AppHome(tmp_path / "home")
    home.keep([escalation(n, severity=n) for n in (1, 2, 3)])
    return home


async def test_what_was_just_written_is_shown_below_the_list_where_the_story_is_long(home: AppHome) -> None:
    updates = [{"at": f"2026-11-1{n}T09:00:00+01:00", "text": f"event {n}"} for n in range(2, 8)]
    home.keep([escalation(1, kind="conduct", cause="app", updates=updates)])
    async with home.open_app(SMALL, WEEK) as me:
        await me.press("x", "s", *"quiet so far", "enter")
        assert "quiet so far" in me.text
        assert "event 7" in me.text
        assert "event 2" not in me.text
        assert words.READ_ON in me.text


async def test_the_arrows_move_between_the_fields_of_the_form(home: AppHome) -> None:
    async with home.open_app(SMALL, WEEK) as me:
        await me.press("x", "e", "down", "5", "down", "up", "1", "escape")
    item = home.escalation(1)
    assert (item.title, item.severity, item.kind) == ("Trouble 1", 5, "conduct")


async def test_an_update_that_is_being_typed_is_saved_when_the_program_quits(home: AppHome) -> None:
    async with home.open_app(SMALL, WEEK) as me:
        await me.press("x", "w", *"slower now", "ctrl+q")
        assert me.app.exit_line == words.EDITS_SAVED
    assert (home.escalation(1).status, [one.text for one in home.escalation(1).updates]) == ("watching", ["slower now"])
    async with home.open_app(SMALL, WEEK) as me:
        await me.press("x", "r", "ctrl+q")
    async with home.open_app(SMALL, WEEK) as me:
        await me.press("x", "s", *"no", "escape", "ctrl+q")
    assert (home.escalation(1).status, len(home.escalation(1).updates)) == ("watching", 1)


async def test_the_line_is_saved_at_the_end_even_if_another_window_changed_the_status(home: AppHome) -> None:
    async with home.open_app(SMALL, WEEK) as me:
        await me.press("x", "w", *"slower now")
        resolved = {"status": "resolved", "resolved": home.clock.now()}
        save_update(home.journal, home.escalation(1), resolved, "", home.clock.now())
        await me.press("ctrl+q")
    assert (home.escalation(1).status, [one.text for one in home.escalation(1).updates]) == ("resolved", ["slower now"])
