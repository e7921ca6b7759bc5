"""What is typed about an escalation is there again after the program was killed."""

from __future__ import annotations

import json
import stat
from collections.abc import Callable
from pathlib import Path

import pytest

from cmcheckin.services import escalation_drafts
from cmcheckin.services.escalations import save_update
from cmcheckin.ui.app import Start
from cmcheckin.ui.escalations.edit import EditScreen
from cmcheckin.ui.escalations.screen import EscalationsScreen
from cmcheckin.ui.kit.prompt import Prompt
from cmcheckin.wording import escalations as words
from cmcheckin.wording import plain_wins as plain_words
from tests.cli.cli_runs import Cli
from tests.cli.plain.plain_runs import joined, typed
from tests.ui.app_session import LARGE, SMALL, AppHome, checkin, escalation
from tests.ui.terminal import Terminal

WEEK = Start("week")
LATER = "2026-11-20T14:30:00+01:00"


@pytest.fixture
def home(tmp_path: Path) -> AppHome:
    """A home with today's check-in and three open escalations."""
    home = AppHome(tmp_path / "home")
    home.keep([checkin("2026-11-20"), *(escalation(n, severity=n) for n in (1, 2, 3))])
    return home


async def killed(home: AppHome, *keys: str, size: tuple[int, int] = SMALL) -> None:
    """Press `keys` in the escalations, and end the program with its files as they are before it can save anything."""
    async with home.open_app(size, WEEK) as me:
        await me.press("x", *keys)
        me.app.save_drafts = lambda: False  # type: ignore[method-assign]


async def test_the_line_of_an_update_is_offered_with_its_time(home: AppHome) -> None:
    home.now = "2026-11-20T14:02:00+01:00"
    await killed(home, "down", "w", *"slower n", size=SMALL)
    [draft] = home.drafts
    assert stat.S_IMODE(draft.stat().st_mode) == 0o600
    assert home.journal.drafts.days() == ()
    home.now = LATER
    async with home.open_app(SMALL, WEEK) as me:
        assert "unfinished" not in me.text.lower()
        await me.press("x")
        assert isinstance(me.app.screen, Prompt)
        assert words.UNSAVED_LINE.format(when="14:02") in me.text
        assert "Watching: Trouble 2" in me.text
        assert me.clipped() == []
        await me.press(*"ow", "enter")
        assert isinstance(me.app.screen, EscalationsScreen)
        assert "Trouble 2" in me.line("▌")
    assert (home.escalation(2).status, [one.text for one in home.escalation(2).updates]) == ("watching", ["slower now"])
    assert home.drafts == []


async def test_the_form_opens_with_the_typed_text_and_says_so(home: AppHome) -> None:
    home.now = "2026-11-20T14:02:00+01:00"
    await killed(home, "e", *" again", *["down"] * 4, *"half an", "backspace", size=LARGE)
    assert home.drafts
    home.now = "2026-11-21T09:00:00+01:00"
    async with home.open_app(LARGE, WEEK) as me:
        await me.press("x")
        assert isinstance(me.app.screen, EditScreen)
        assert words.UNSAVED_EDITS.format(when="yesterday 14:02") in me.text
        assert "Trouble 1 again" in me.text
        assert "half a" in me.text
        assert me.at == "form-minutes"


async def test_the_form_is_saved_once_and_its_draft_deleted(home: AppHome) -> None:
    await killed(home, "e", *" again", "down", "4", "up", "up", "up", *"still slow")
    async with home.open_app(SMALL, WEEK) as me:
        await me.press("x")
        assert "still slow" in me.text
        await me.press("escape")
    item = home.escalation(1)
    assert (item.title, item.severity) == ("Trouble 1 again", 4)
    assert [one.text for one in item.updates] == ["still slow"]
    assert home.drafts == []
    async with home.open_app(SMALL, WEEK) as me:
        await me.press("x")
        assert isinstance(me.app.screen, EscalationsScreen)


async def test_a_name_that_was_typed_is_offered_and_kept_until_the_line_is_saved(home: AppHome) -> None:
    await killed(home, "h", *"Le")
    async with home.open_app(SMALL, WEEK) as me:
        await me.press("x")
        assert "Unsaved text from 08:30. Press Enter to go on" in me.text
    await killed(home, *"gal", "enter")
    async with home.open_app(SMALL, WEEK) as me:
        await me.press("x", *"sent", "enter")
    item = home.escalation(1)
    assert (item.status, item.handed_to, [one.text for one in item.updates]) == ("handed-off", "Legal", ["sent"])
    assert home.drafts == []


@pytest.mark.parametrize("keys", [("w", *"no", "escape"), ("h", *"no", "escape"), ("w", "n", "backspace"), ("e",)])
async def test_nothing_is_kept_of_text_that_was_discarded_or_not_typed(home: AppHome, keys: tuple[str, ...]) -> None:
    await killed(home, *keys)
    assert home.drafts == []


async def test_what_is_saved_as_the_program_quits_is_no_draft(home: AppHome) -> None:
    for keys in (("w", *"slower now"), ("e", *" again")):
        async with home.open_app(SMALL, WEEK) as me:
            await me.press("x", *keys, "ctrl+q")
            assert me.app.exit_line == words.EDITS_SAVED
        assert home.drafts == []


@pytest.mark.parametrize("keys", [("down", "down", "down", "down", *" or so"), ("down", "down", "down", *" noon")])
async def test_a_line_that_is_not_valid_as_the_program_quits_is_kept_with_the_others(
    home: AppHome, keys: tuple[str, ...]
) -> None:
    async with home.open_app(LARGE, WEEK) as me:
        await me.press("x", "e", *" again", *keys, "ctrl+q")
        assert me.app.exit_line == words.EDITS_KEPT
    assert home.escalation(1).title == "Trouble 1"
    async with home.open_app(LARGE, WEEK) as me:
        await me.press("x")
        assert "Trouble 1 again" in me.text
        assert "".join(key for key in keys if key != "down") in me.text


async def test_an_edit_that_cannot_be_saved_at_the_end_is_kept(home: AppHome) -> None:
    async with home.open_app(SMALL, WEEK) as me:
        await me.press("x", "e", *" again")
        save_update(home.journal, home.escalation(1), {"title": "Other"}, "", home.clock.now())
        await me.press("ctrl+q")
        assert me.app.exit_line == words.EDITS_KEPT
    async with home.open_app(SMALL, WEEK) as me:
        await me.press("x")
        assert "Trouble 1 again" in me.text


@pytest.mark.parametrize(
    "change",
    [
        lambda raw: None,
        lambda raw: {**raw, "typed": "noon"},
        lambda raw: {**raw, "texts": [1]},
        lambda raw: {**raw, "changes": {"severity": "x"}},
        lambda raw: {**raw, "escalation": "e-other"},
    ],
)
async def test_an_unreadable_draft_is_ignored(home: AppHome, change: Callable[[dict[str, object]], object]) -> None:
    await killed(home, "w", *"slow")
    [draft] = home.drafts
    draft.write_text(json.dumps(change(json.loads(draft.read_text()))))
    async with home.open_app(SMALL, WEEK) as me:
        await me.press("x")
        assert isinstance(me.app.screen, EscalationsScreen)


async def test_forgetting_the_day_it_was_typed_or_the_escalations_day_deletes_it(home: AppHome) -> None:
    for day, is_left in ((home.clock.today(), False), (home.escalation(2).day, False), (home.escalation(3).day, True)):
        escalation_drafts.keep_text(home.journal, home.escalation(2), {"status": "watching"}, "line", "Zwiebelkuchen")
        home.now = "2026-11-21T09:00:00+01:00"
        home.journal.forget(day)
        left = any(b"Zwiebel" in path.read_bytes() for path in home.folder.rglob("*") if path.is_file())
        assert left is bool(home.drafts) is is_left


@pytest.mark.parametrize("keys", [("w", *"slower n"), ("e", *["up"], *"slower n")], ids=["line", "form"])
def test_killed_while_typing_it_comes_back_to_the_letter(home: AppHome, keys: tuple[str, ...]) -> None:
    with Terminal(home.folder) as window:
        window.see("c check-in")
        window.press("x")
        window.see("by age, oldest first")
        window.press(*keys)
        window.until(lambda: any("slower n" in draft.read_text() for draft in home.drafts), "the draft")
        window.kill()
    with Terminal(home.folder) as window:
        window.see("c check-in")
        window.press("x")
        window.see("Unsaved text from 08:30", "slower n")
        window.press("o", "w", "enter")
        window.see("Trouble 1.")
    assert [one.text for one in home.escalation(1).updates] == ["slower now"]
    assert home.drafts == []


async def test_the_text_of_the_form_is_offered_in_plain_lines_too(home: AppHome) -> None:
    await killed(home, "e", *" again", *["down"] * 4, *"half an", *["down"] * 2, *"price change", *["up"] * 7, *"slow")
    done = typed(Cli(home.folder, now=LATER, device="laptop-3f9a"), "escalations", "--plain", lines="y|b")
    offered = "title: Trouble 1 again; cause: price change; minutes: “half an”, which isn't valid; update: slow"
    assert offered in joined(done.out)
    one = home.escalation(1)
    assert (one.title, one.cause, one.updates[-1].text) == ("Trouble 1 again", "price change", "slow")
    assert home.drafts == []


async def test_text_of_the_form_that_is_not_valid_stays_when_plain_lines_have_read_it(home: AppHome) -> None:
    await killed(home, "e", *["down"] * 4, *"half an")
    done = typed(Cli(home.folder, now=LATER, device="laptop-3f9a"), "escalations", "--plain", lines="b")
    assert f"minutes: “half an”, which isn't valid {plain_words.CHANGE_INVALID}" in joined(done.out)
    assert home.drafts
