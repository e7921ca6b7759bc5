"""What a reply in the inbox leads to: praise, planned leave, an answer for the next share."""

from __future__ import annotations

import errno
import signal
import stat
from datetime import date
from pathlib import Path

import pytest

from cmcheckin.journal import vault
from cmcheckin.services import inbox_actions
from cmcheckin.ui.app import CheckinApp
from cmcheckin.ui.inbox.screen import InboxScreen
from cmcheckin.ui.kit.text_prompt import TextPrompt
from cmcheckin.wording import inbox as words
from tests.ui.app_made import MakeApp
from tests.ui.conftest import open_journal
from tests.ui.inbox.inbox_made import (
    QUESTION,
    SIZES,
    THANKS,
    TIME_OFF,
    records,
    replies,
    shared_folder,
    states,
    text_in,
    write_replies,
)
from tests.ui.screens_shown import press
from tests.ui.terminal import Terminal

BOTH = pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
TO_THANKS, TO_TIME_OFF = ("i", "down"), ("i", "down", "down")


@pytest.fixture(autouse=True)
def folder(tmp_path: Path) -> Path:
    """Return a folder that was shared to, with a question, thanks, time off and cover."""
    folder = shared_folder(tmp_path)
    write_replies(folder)
    return folder


def drafts(app: CheckinApp) -> list[Path]:
    """Return the files of drafts."""
    found = app.journal.paths.drafts
    return [file for file in Path(found).iterdir() if file.is_file()] if Path(found).exists() else []


@BOTH
async def test_thanks_are_kept_as_praise_of_today_and_the_inbox_says_so(
    make_app: MakeApp, size: tuple[int, int]
) -> None:
    app = make_app(records())
    async with app.run_test(size=size) as pilot:
        screen = await press(pilot, *TO_THANKS, "k")
        assert words.KEPT in screen
        wins = app.journal.checkin(date(2026, 11, 20)).wins  # type: ignore[union-attr]
        assert [(win.text, win.kind, win.sender) for win in wins] == [("So patient, all week", "thanks", "Kim")]
        assert states(app)[THANKS.id] == "kept"
        screen = await press(pilot, "pageup")
        assert "Kept as praise on 20 Nov." in screen
        assert "k keep" not in screen
        await press(pilot, "u", "u")
        assert app.journal.checkin(date(2026, 11, 20)).wins == ()  # type: ignore[union-attr]
        assert states(app)[THANKS.id] == "unread"


@BOTH
async def test_the_offered_days_are_planned_and_conflicts_are_named(make_app: MakeApp, size: tuple[int, int]) -> None:
    app = make_app(records())
    async with app.run_test(size=size) as pilot:
        screen = await press(pilot, *TO_TIME_OFF, "l")
        assert "2 Dec to 4 Dec" in screen
        assert "Plans 2 days, Wed 2 to Fri 4 Dec. Thu 3 Dec stays as logged." in screen
        screen = await press(pilot, "enter")
        assert "Planned 2 days of leave" in screen
        assert "Thu 3 Dec has 2 h logged" in " ".join(screen.split())
        kinds = [(day.date.day, day.kind) for day in app.journal.between(date(2026, 12, 1), date(2026, 12, 6)).workdays]
        assert kinds == [(2, "leave"), (3, "work"), (4, "leave")]
        assert states(app)[TIME_OFF.id] == "acted"
        assert "Leave planned: Wed 2 to Fri 4 Dec." in await press(pilot, "pageup")
        await press(pilot, "u", "u")
        assert app.journal.workday(date(2026, 12, 2)) is None
        assert states(app)[TIME_OFF.id] == "unread"


async def test_other_days_can_be_typed_and_nothing_to_plan_is_refused(make_app: MakeApp) -> None:
    app = make_app(records())
    async with app.run_test(size=(80, 24)) as pilot:
        screen = await press(pilot, *TO_TIME_OFF, "l", *"5 dec")
        assert words.NO_WORKING_DAYS in screen
        assert words.NO_WORKING_DAYS in await press(pilot, "enter")
        await press(pilot, *["backspace"] * 5, *"1970-01-01 to 9998-12-31")
        assert "covers more than 366 days" in " ".join((await press(pilot, "enter")).split())
        await press(pilot, "ctrl+u", *"9999-12-31")
        assert "can't include 9999-12-31" in " ".join((await press(pilot, "enter")).split())
        screen = await press(pilot, "ctrl+u", *"3 dec")
        assert "Thu 3 Dec stays as logged." in await press(pilot, "enter")
        await press(pilot, *["backspace"] * 5, *"7 dec to 8 dec", "enter")
        assert [app.journal.workday(date(2026, 12, day)) is not None for day in (2, 7, 8)] == [False, True, True]
        assert states(app)[TIME_OFF.id] == "acted"


async def test_leaving_the_prompt_plans_nothing(make_app: MakeApp) -> None:
    app = make_app(records())
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, *TO_TIME_OFF, "l", "escape")
        assert isinstance(app.screen, InboxScreen)
        assert states(app)[TIME_OFF.id] == "unread"


@BOTH
async def test_an_answer_is_saved_for_the_next_share(make_app: MakeApp, size: tuple[int, int]) -> None:
    app = make_app(records())
    async with app.run_test(size=size) as pilot:
        screen = await press(pilot, "i", "r")
        assert "Your answer to Kim's question" in screen
        screen = await press(pilot, *"Yes, thank you", "ctrl+j", *"From 18:00?", "enter")
        assert words.ANSWERED in screen
        saved = replies(app)[QUESTION.id].saved
        assert saved is not None
        assert saved.answer == "Yes, thank you\nFrom 18:00?"
        assert drafts(app) == []
        screen = await press(pilot, "pageup")
        assert "Your answer, 20 Nov, for your next share: “Yes, thank you From 18:00?”" in text_in(screen)
        assert "answered" in screen
        assert "Yes, thank you" in await press(pilot, "r"), "an answer that isn't shared can be changed"
        await press(pilot, "escape", "u", "u")
        assert states(app)[QUESTION.id] == "unread"


async def test_unsaved_text_is_mentioned_and_offered_again(make_app: MakeApp) -> None:
    app = make_app(records())
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "i", "r", *"half an ans")
        [draft] = drafts(app)
        assert stat.S_IMODE(draft.stat().st_mode) == 0o600
        screen = await press(pilot, "escape")
        assert "Unsaved answer: “half an ans”. Press r to continue." in screen
        assert states(app)[QUESTION.id] == "unread"
        await press(pilot, "r", *"wer", "enter")
        saved = replies(app)[QUESTION.id].saved
        assert saved is not None
        assert saved.answer == "half an answer"


async def test_an_empty_answer_is_not_saved(make_app: MakeApp) -> None:
    app = make_app(records())
    async with app.run_test(size=(80, 24)) as pilot:
        assert words.NO_ANSWER in await press(pilot, "i", "r", "enter")
        assert isinstance(app.screen, TextPrompt)
        await press(pilot, "x", "backspace", "escape")
        assert drafts(app) == []


async def test_a_disk_without_room_keeps_the_text_and_says_so(
    make_app: MakeApp, monkeypatch: pytest.MonkeyPatch
) -> None:
    from cmcheckin.journal.errors import JournalError

    def full(*_: object, **__: object) -> None:
        raise JournalError("Nothing was saved: the disk is full.")

    app = make_app(records())
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "i", "r", *"an answer")
        for name in ("answer", "mark_read", "keep_as_praise"):
            monkeypatch.setattr(inbox_actions, name, full)
        screen = " ".join((await press(pilot, "enter")).split())
        assert f"Nothing was saved: the disk is full. {words.NOT_ANSWERED}" in screen
        assert "“an answer”" in await press(pilot, "pageup")
        assert "the disk is full" in await press(pilot, "enter")
        assert "the disk is full" in await press(pilot, "down", "k")
    assert set(states(app).values()) == {"unread"}


async def test_an_answer_that_cannot_be_kept_as_a_draft_stays_until_the_program_ends(
    make_app: MakeApp, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object, **__: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    app = make_app(records())
    async with app.run_test(size=(80, 24)) as pilot:
        with monkeypatch.context() as patch:
            patch.setattr(vault, "write_file", full)
            screen = await press(pilot, "i", "r", *"from 18:00")
            assert words.DRAFT_IN_MEMORY in text_in(screen)
            assert "no space left on the disk" in await press(pilot, "escape")
            await press(pilot, "escape")
            assert "Unsaved answer: “from 18:00”. Press r to continue." in await press(pilot, "i")
            assert drafts(app) == []
            assert "from 18:00" in await press(pilot, "r", "escape")
            app.leave()
    assert app.exit_line == "This couldn't be saved, so copy it if you need it: “from 18:00”"


async def test_a_draft_that_could_not_be_kept_is_written_at_the_end_if_there_is_room_again(
    make_app: MakeApp, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object, **__: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    app = make_app(records())
    async with app.run_test(size=(80, 24)) as pilot:
        with monkeypatch.context() as patch:
            patch.setattr(vault, "write_file", full)
            await press(pilot, "i", "r", *"from 19:00", "escape")
        app.leave()
    [draft] = drafts(app)
    assert "from 19:00" in draft.read_text("utf-8")
    assert app.exit_line == ""


@pytest.mark.parametrize("end", ["hang up", "kill"])
def test_an_answer_that_is_being_typed_survives(tmp_path: Path, end: str) -> None:
    open_journal(tmp_path).save(records(), why="made for a test")
    with Terminal(tmp_path) as window:
        window.see("Week 47")
        window.press("i")
        window.see("“Would Thursday help?”")
        window.press("r")
        window.see("Your answer to Kim's question")
        window.press(*"yes, from 18")
        window.see("yes, from 18")
        if end == "kill":
            files = tmp_path / "drafts"
            window.until(lambda: any("from 18" in file.read_text() for file in files.glob("*.json")), "the draft")
            window.kill()
        else:
            window.hit(signal.SIGHUP)
            assert window.ended() == 128 + signal.SIGHUP
    with Terminal(tmp_path) as window:
        window.see("Week 47")
        window.press("i")
        window.see("Unsaved answer: “yes, from 18”")
        window.press("r")
        window.see("Your answer to Kim's question", "yes, from 18")
        window.press(*":00", "enter")
        window.see("It goes with your next share.")
