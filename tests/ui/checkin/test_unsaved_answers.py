"""Answers that can't be kept, as on a full disk: nothing closes the check-in before the user agreed to lose them."""

from __future__ import annotations

import errno

import pytest

from cmcheckin.journal import JournalError, drafts, vault
from cmcheckin.ui.checkin.screen import CheckinScreen
from cmcheckin.ui.week.screen import WeekScreen
from cmcheckin.wording import app as words
from tests.ui.app_session import FRIDAY, AppHome


def full(*_: object, **__: object) -> None:
    raise OSError(errno.ENOSPC, "No space left on device")


@pytest.fixture
def full_disk(monkeypatch: pytest.MonkeyPatch) -> pytest.MonkeyPatch:
    monkeypatch.setattr(vault, "write_file", full)
    return monkeypatch


@pytest.mark.parametrize("key", ["q", "ctrl+q"])
async def test_quitting_asks_first_and_then_shows_the_texts(
    app_home: AppHome, full_disk: pytest.MonkeyPatch, key: str
) -> None:
    async with app_home.open_app() as me:
        await me.press("3", "enter", "4", "3", *"tired", "enter")
        await me.reach("wins")
        await me.press(*"Docs sprint", "enter", "2")
        await me.reach("review")
        await me.press(key)
        assert me.app.is_running
        assert me.app.return_code is None
        assert "would be lost. Press the same key again" in " ".join(me.text.split())
        await me.press("up", key)
        assert me.app.return_code is None
        await me.press(key)
        assert me.app.return_code == 1
    assert me.app.exit_line == words.not_saved_at_end(["tired", "Docs sprint"])


async def test_escape_asks_before_it_closes_the_check_in(app_home: AppHome, full_disk: pytest.MonkeyPatch) -> None:
    async with app_home.open_app() as me:
        await me.press("3", "escape")
        assert isinstance(me.app.screen, CheckinScreen)
        await me.press("escape")
        assert isinstance(me.app.screen, WeekScreen)


async def test_the_palette_closes_nothing(app_home: AppHome, full_disk: pytest.MonkeyPatch) -> None:
    async with app_home.open_app() as me:
        await me.press("3")
        me.app.go_to("week")
        await me.press("f5")
        assert isinstance(me.app.screen, CheckinScreen)


async def test_nothing_is_asked_without_answers_or_once_there_is_room(
    app_home: AppHome, full_disk: pytest.MonkeyPatch
) -> None:
    async with app_home.open_app() as me:
        await me.press("q")
        assert me.app.return_code == 0
    async with app_home.open_app() as me:
        await me.press("3")
        full_disk.undo()
        await me.press("q")
        assert me.app.return_code == 0
        assert "kept as a draft" in me.app.exit_line


def test_a_draft_that_could_not_be_created_is_created_later(app_home: AppHome, monkeypatch: pytest.MonkeyPatch) -> None:
    from cmcheckin.services.checkin_session import UnavailableDraft

    unavailable = UnavailableDraft(app_home.journal.drafts, FRIDAY)
    with monkeypatch.context() as patch:
        patch.setattr(drafts, "take", full)
        with pytest.raises(JournalError, match="no space left"):
            unavailable.keep({"n": 1})
    unavailable.keep({"n": 2})
    unavailable.release()
    assert app_home.journal.drafts.claim(FRIDAY).restored == {"n": 2}
