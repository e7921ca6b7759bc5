"""The screen of escalations: its orders, updates with one key, the story of one, and what each cause cost."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from cmcheckin.domain.escalation import Escalation
from cmcheckin.domain.fields import Key
from cmcheckin.journal import Journal
from cmcheckin.paths import Paths
from cmcheckin.services.escalations import save_update
from cmcheckin.ui.app import Start
from cmcheckin.ui.escalations.screen import EscalationsScreen
from cmcheckin.wording import escalations as words
from tests.two_devices import apart
from tests.ui.app_session import LARGE, SMALL, AppHome, AppSession, checkin, escalation

SIZES = pytest.mark.parametrize("size", [SMALL, LARGE], ids=["80x24", "120x40"])
WEEK = Start("week")
LONG = " ".join(f"word{n}" for n in range(60))


@pytest.fixture
def home(tmp_path: Path) -> AppHome:
    """A home with three open escalations and two resolved ones."""
    home = AppHome(tmp_path / "home")
    home.keep([
        escalation(1, severity=2, cause="Price  change", minutes=30, could_wait=True),
        escalation(2, severity=5, status="watching", minutes=75),
        escalation(3, severity=3, cause="app"),
        escalation(4, status="resolved", resolved="2026-11-15T10:00:00+01:00", cause="price change", minutes=90),
        escalation(5, status="resolved", opened="2026-11-15T23:30:00+01:00", cause="price change"),
        checkin("2026-11-11", community={"mood": 2}),
        checkin("2026-11-20"),
    ])  # fmt: skip
    return home


def rows(me: AppSession) -> list[str]:
    """Return the titles in the order in which they are on the screen."""
    return re.findall(r"Trouble \d", me.text)


def selected(me: AppSession) -> str:
    """Return the line of the selected row."""
    return me.line("▌")


async def test_one_key_changes_the_order_and_the_heading_says_so(home: AppHome) -> None:
    async with home.open_app(LARGE, WEEK) as me:
        await me.press("x")
        assert me.text.split("\n")[0].endswith("by age, oldest first")
        assert "Three open (one watching)." in me.text
        assert "low       Trouble 1" in selected(me)
        assert "8 days" in selected(me)
        assert rows(me)[:3] == ["Trouble 1", "Trouble 2", "Trouble 3"]
        await me.press("o")
        assert me.text.split("\n")[0].endswith("by severity, highest first")
        assert rows(me)[:3] == ["Trouble 2", "Trouble 3", "Trouble 1"]
        assert "Trouble 1" in selected(me)
        await me.press("o")
        assert me.text.split("\n")[0].endswith("by cause")
        assert "app · Trouble 3" in me.text
        assert rows(me)[:3] == ["Trouble 3", "Trouble 1", "Trouble 2"]
        await me.press("o", "a")
        assert "Three open (one watching), two resolved." in me.text
        assert rows(me)[:5] == [f"Trouble {n}" for n in range(1, 6)]
        assert "a day" in me.line("Trouble 4")
        await me.press("a")
        assert "Trouble 4" not in me.text
        assert me.clipped() == []


async def test_a_status_and_a_line_are_saved_as_one_change_that_can_be_undone(home: AppHome) -> None:
    async with home.open_app(SMALL, WEEK) as me:
        await me.press("x", "w")
        assert "Watching: Trouble 1" in me.text
        await me.type("slower now")
        await me.press("enter")
        assert "Now watching: Trouble 1." in me.text
        item = home.escalation(1)
        assert (item.status, [(one.text, one.at) for one in item.updates]) == (
            "watching",
            [("slower now", home.clock.now())],
        )
        assert "watching" in selected(me)
        await me.press("u", "u")
        assert "Undone: " in me.text
        assert (home.escalation(1).status, home.escalation(1).updates) == ("open", ())
        assert "open" in selected(me)


async def test_a_line_alone_a_blank_one_and_escape(home: AppHome) -> None:
    async with home.open_app(SMALL, WEEK) as me:
        await me.press("x", "s", *"118 replies", "enter")
        assert "Update saved: Trouble 1." in me.text
        assert [one.text for one in home.escalation(1).updates] == ["118 replies"]
        await me.press("s", "enter")
        assert "Nothing to save. “Trouble 1” is already open." in me.text
        await me.press("r", *"gone", "escape")
        assert home.escalation(1).status == "open"
        assert isinstance(me.app.screen, EscalationsScreen)


async def test_what_is_handed_off_without_a_name_is_asked_for_one(home: AppHome) -> None:
    async with home.open_app(SMALL, WEEK) as me:
        await me.press("x", "h")
        assert "To whom?" in me.text
        await me.press(*"legal", "enter", *"they call back", "enter")
        item = home.escalation(1)
        assert (item.status, item.handed_to, item.updates[0].text) == ("handed-off", "legal", "they call back")
        await me.press("down", "h", "enter", "enter")
        assert (home.escalation(2).status, home.escalation(2).handed_to) == ("handed-off", None)
        await me.press("up", "h")
        assert "To whom?" not in me.text
        await me.press("escape", "down", "down", "h", "escape")
        assert home.escalation(3).status == "open"


async def test_a_resolved_one_leaves_the_list_and_the_next_one_is_selected(home: AppHome) -> None:
    async with home.open_app(SMALL, WEEK) as me:
        await me.press("x", "down", "r", "enter")
        assert "Resolved: Trouble 2." in me.text
        assert home.escalation(2).resolved == home.clock.now()
        assert "Trouble 3" in selected(me)
        await me.press("r", "enter", "r", "enter")
        assert "No open escalations." in me.text
        assert "Press a to show resolved ones." in me.text
        assert "w watching" not in me.text
        await me.press("s", "e", "enter", "down", "a")
        assert "Trouble 5" in me.text


async def test_nothing_at_all(tmp_path: Path) -> None:
    async with AppHome(tmp_path / "empty").open_app(LARGE, WEEK) as me:
        await me.press("x")
        assert "No open escalations." in me.text
        assert "Add new ones in your check-in" in me.text
        await me.press("a")
        assert "No escalations yet." in me.text
        await me.press("c")
        assert "No escalations yet." in me.text
        await me.press("enter", "o", "down", "w", "e", "escape", "escape")
        assert "Week 47" in me.text


async def test_different_answers_from_devices_are_mentioned_and_settled(home: AppHome) -> None:
    with apart(home.folder, "desk-0001") as folder:
        for each, severity in ((AppHome(folder), 4), (home, 1)):
            device = "desk-0001" if each is not home else "laptop-3f9a"
            journal = Journal.open(Paths(each.folder / "c", each.folder, each.folder / "state"), each.clock, device)
            journal.save([each.escalation(1)._replace(severity=severity)], why="test")
    async with home.open_app(SMALL, WEEK) as me:
        await me.press("x")
        assert "Press F5 to settle." in me.text
        assert me.clipped() == []
        await me.press("f5", "2", "enter")
        assert "Press F5 to settle." not in me.text
        assert home.journal.conflicts() == ()


# Two windows


def elsewhere(home: AppHome, n: int, **changes: Any) -> Callable[[], None]:
    """Return a function that saves `changes` to escalation `n` in another window."""
    before = home.escalation(n)

    def save() -> None:
        save_update(home.journal, before, changes, "from the other window", home.clock.now())

    return save


async def test_what_another_window_changed_in_between_stays(home: AppHome) -> None:
    async with home.open_app(SMALL, WEEK) as me:
        await me.press("x", "w")
        elsewhere(home, 1, minutes=200, outcome="a ban")()
        await me.press(*"from here", "enter")
        item = home.escalation(1)
        assert (item.status, item.minutes, item.outcome) == ("watching", 200, "a ban")
        assert [one.text for one in item.updates] == ["from the other window", "from here"]
        assert "3 h 20 m" in selected(me)


async def test_the_same_field_is_asked_about_again_and_the_line_is_kept(home: AppHome) -> None:
    async with home.open_app(SMALL, WEEK) as me:
        await me.press("x", "w", *"from here")
        elsewhere(home, 1, status="resolved", resolved=home.clock.now())()
        await me.press("enter")
        assert home.escalation(1).status == "resolved"
        assert "Not saved: another window set “resolved”. Save again to replace it." in me.text
        assert "from here" in me.text
        await me.press("enter")
        item = home.escalation(1)
        assert (item.status, item.resolved) == ("watching", None)
        assert [one.text for one in item.updates] == ["from the other window", "from here"]


async def test_one_deleted_in_another_window_is_not_brought_back(home: AppHome) -> None:
    async with home.open_app(SMALL, WEEK) as me:
        await me.press("x", "w")
        home.journal.save((), delete=[Key("escalation", "e-2026-11-11-1-3f9a")], why="test")
        await me.press("enter")
        assert "“Trouble 1” was deleted" in me.text
        assert home.journal.escalation("e-2026-11-11-1-3f9a") is None
        assert "Trouble 2" in selected(me)


# The form


async def test_the_form_saves_what_was_changed_as_one_change(home: AppHome) -> None:
    async with home.open_app(SMALL, WEEK) as me:
        await me.press("x", "e")
        assert "Edit an escalation" in me.text
        assert me.clipped() == []
        await me.press("end", *" again", "tab", "4")
        elsewhere(home, 1, handed_to="legal")()
        await me.press("escape")
        assert "Update saved: Trouble 1" in me.text
        item = home.escalation(1)
        assert (item.title, item.severity, item.handed_to, item.minutes) == ("Trouble 1 again", 4, "legal", 30)
        await me.press("u", "u")
        assert (home.escalation(1).title, home.escalation(1).severity) == ("Trouble 1", 2)
        await me.press("e", "escape")
        assert "Nothing to save" not in me.text


async def test_a_form_that_could_not_be_saved_is_shown_again_with_what_was_typed(home: AppHome) -> None:
    async with home.open_app(SMALL, WEEK) as me:
        await me.press("x", "e", "end", *" here")
        elsewhere(home, 1, title="Trouble elsewhere", outcome="a ban")()
        await me.press("escape")
        assert "a ban" in me.line("Outcome")
        assert "set “Title” to “Trouble elsewhere”" in me.text.replace("\n", " ")
        assert "Trouble 1 here" in me.text
        assert home.escalation(1).title == "Trouble elsewhere"
        await me.press("escape")
        assert (home.escalation(1).title, home.escalation(1).outcome) == ("Trouble 1 here", "a ban")


async def test_an_invalid_line_keeps_the_form_open(home: AppHome) -> None:
    async with home.open_app(SMALL, WEEK) as me:
        await me.press("x", "e", *["tab"] * 4, *"x", "escape")
        assert "Edit an escalation" in me.text
        await me.press("backspace", "escape")
        assert isinstance(me.app.screen, EscalationsScreen)


async def test_quitting_in_the_form_saves_what_was_changed(home: AppHome) -> None:
    async with home.open_app(SMALL, WEEK) as me:
        await me.press("x", "e", "end", *" again", "ctrl+q")
        assert me.app.exit_line == words.EDITS_SAVED
    assert home.escalation(1).title == "Trouble 1 again"


# Reading


@SIZES
async def test_a_long_story_is_read_in_full(tmp_path: Path, size: tuple[int, int]) -> None:
    home = AppHome(tmp_path / "home")
    texts = [f"{LONG} u{n}" for n in range(6)]
    updates = [{"at": f"2026-11-{12 + n}T09:00:00+01:00", "text": text} for n, text in enumerate(texts)]
    home.keep([escalation(1, title=f"{LONG} [b]title[/b]", updates=updates, outcome=f"{LONG} outcome"), escalation(2)])
    async with home.open_app(size, WEEK) as me:
        await me.press("x")
        assert "Press Enter to read all of it." in me.text
        await me.press("enter")
        assert me.text.split("\n")[0].endswith("1 of 2")
        seen = set(me.text.split())
        for _ in range(60):
            await me.press("down")
            seen |= set(me.text.split())
        assert {*LONG.split(), "[b]title[/b]", "outcome", *(f"u{n}" for n in range(6))} <= seen
        await me.press("right")
        assert "Trouble 2" in me.text
        assert me.text.split("\n")[0].endswith("2 of 2")
        await me.press("left", "w", "enter", "escape")
        assert "watching" in selected(me)


@SIZES
async def test_the_story_is_below_a_list_that_leaves_room(home: AppHome, size: tuple[int, int]) -> None:
    async with home.open_app(size, WEEK) as me:
        await me.press("x", "a", *["down"] * 4)
        assert "resolved" in me.line("▌")
        flowing = " ".join(me.text.split())
        assert "Cause price change Sun 15 Nov 23:30 came in, a night ping resolved" in flowing


# Causes


async def test_what_each_cause_cost(home: AppHome) -> None:
    async with home.open_app(SMALL, WEEK) as me:
        await me.press("x", "c")
        assert "What each cause cost" in me.text
        assert "Five escalations, 3 h 15 m" in me.text.replace("3 h 15 min", "3 h 15 m")
        assert selected(me).split()[1:] == ["price", "change", "3", "2", "h", "1", "5", "1"]
        assert "No cause given" in me.text
        assert "w watching" not in me.text
        await me.press("enter")
        for text in ("Three escalations, 2 h spent, time not logged for one, one night ping, one could have waited",):
            assert text in " ".join(me.text.split())
        assert "Wed 11 Nov to Sun 15 Nov, 5 days" in me.text
        assert "On that day, you rated the community as low or rough." in me.text
        assert rows(me)[:3] == ["Trouble 1", "Trouble 4", "Trouble 5"]
        await me.press("w", "enter")
        assert home.escalation(1).status == "watching"
        await me.press("enter")
        assert me.text.split("\n")[0].endswith("1 of 3")
        await me.press("escape", "escape")
        assert "What each cause cost" in me.text
        assert "price change" in selected(me)
        await me.press("escape")
        assert "Three open (two watching)." in me.text
        await me.press("escape")
        assert "Week 47" in me.text


async def test_the_causes_are_shown_when_the_last_one_with_a_cause_gets_another(home: AppHome) -> None:
    async with home.open_app(SMALL, WEEK) as me:
        await me.press("x", "c", "down", "enter")
        assert rows(me)[-1] == "Trouble 3"
        await me.press("e", *["tab"] * 6, "end", *" two", "escape")
        assert home.escalation(3).cause == "app two"
        assert "What each cause cost" in me.text
        assert "app two" in me.text


async def test_only_the_rows_in_sight_of_thousands_are_drawn(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    home = AppHome(tmp_path / "home")
    first = datetime.fromisoformat("2026-01-01T08:00:00+01:00")
    home.journal.save(
        [Escalation(f"e-{n}", f"Trouble {n}", first + timedelta(hours=n), status="open") for n in range(3000)],
        why="test",
    )
    drawn: list[str] = []
    cells = words.cells

    def counted(item: Escalation, gone: timedelta | None, now: datetime) -> tuple[str, str, str]:
        drawn.append(item.id)
        return cells(item, gone, now)

    monkeypatch.setattr(words, "cells", counted)
    async with home.open_app(SMALL, WEEK) as me:
        await me.press("x")
        assert "3,000" in me.text
        drawn.clear()
        await me.press("down")
        assert 0 < len(drawn) < 100
        await me.press("end")
        assert "Trouble 2999" in selected(me)
        await me.press("home", "pagedown")
        assert "Trouble 0" not in selected(me)


async def test_a_click_selects_a_row_and_a_second_one_reads_it(home: AppHome) -> None:
    async with home.open_app(SMALL, WEEK) as me:
        await me.press("x")
        y = me.text.split("\n").index(me.line("Trouble 3"))
        await me.pilot.click(offset=(15, y))
        await me.press()
        assert "Trouble 3" in selected(me)
        await me.pilot.click(offset=(15, y))
        await me.press()
        assert "came in" in me.text
        y = me.text.split("\n").index(me.line("r resolved"))
        await me.pilot.click(offset=(me.line("r resolved").index("r resolved"), y))
        await me.press()
        assert "Resolved: Trouble 3" in me.text


async def test_every_screen_reaches_it_from_the_palette(home: AppHome) -> None:
    async with home.open_app(SMALL, WEEK) as me:
        await me.press("t", "ctrl+p", *"go to the escalations", "enter")
        assert isinstance(me.app.screen, EscalationsScreen)
        await me.press("question_mark")
        assert "each cause cost" in " ".join(me.text.split())


async def test_a_narrow_list_leaves_out_the_time_spent_rather_than_half_of_a_title(tmp_path: Path) -> None:
    home = AppHome(tmp_path / "home")
    home.keep([escalation(1, title="Offline maps for volunteers", minutes=30), checkin("2026-11-20")])
    async with home.open_app((70, 20), WEEK) as me:
        await me.press("x")
        assert "Offline maps for volunteers  " in me.line("moderate  ") and "spent" not in me.text
    async with home.open_app(SMALL, WEEK) as me:
        await me.press("x")
        assert "Offline maps for volunteers  " in me.line("moderate  ") and "spent" in me.text
