"""The week counts the unread replies, and names the key that opens the inbox."""

from __future__ import annotations

from pathlib import Path

import pytest

from cmcheckin.services import inbox
from cmcheckin.settings import Settings
from cmcheckin.ui.week.screen import WeekScreen
from tests.ui.app_made import MakeApp
from tests.ui.inbox.inbox_made import SIZES, shared_folder, write_offers
from tests.ui.screens_shown import press, shown, until


@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
async def test_unread_replies_are_counted_with_the_key_to_the_inbox(
    make_app: MakeApp, tmp_path: Path, size: tuple[int, int]
) -> None:
    write_offers(shared_folder(tmp_path), 2)
    app = make_app()
    async with app.run_test(size=size) as pilot:
        await until(pilot, lambda: "two new replies: press i" in shown(app).splitlines()[0], "the number of replies")
        await press(pilot, "i", "enter", "escape")
        await until(pilot, lambda: "one new reply: press i" in shown(app).splitlines()[0], "the new number")
        await press(pilot, "i", "enter", "escape")
        await until(pilot, lambda: "repl" not in shown(app).splitlines()[0], "no number")


@pytest.mark.parametrize("size", [(80, 24), (180, 50)], ids=["80x24", "180x50"])
async def test_a_click_on_the_number_of_replies_opens_the_inbox(
    make_app: MakeApp, tmp_path: Path, size: tuple[int, int]
) -> None:
    write_offers(shared_folder(tmp_path), 2)
    app = make_app(settings=Settings(keys={"week.inbox": "v"}))
    async with app.run_test(size=size) as pilot:
        await until(pilot, lambda: "press v" in shown(app).splitlines()[0], "the number of replies")
        heading = shown(app).splitlines()[0]
        for text in ("this week", "Week 47"):
            await pilot.click(offset=(heading.index(text), 0))
        assert isinstance(app.screen, WeekScreen)
        await pilot.click(offset=(heading.index("two new"), 0))
        assert "Inbox" in await press(pilot)


async def test_the_key_is_the_one_that_the_user_gave_it(make_app: MakeApp, tmp_path: Path) -> None:
    write_offers(shared_folder(tmp_path), 1)
    app = make_app(settings=Settings(keys={"week.inbox": "v"}))
    async with app.run_test(size=(80, 24)) as pilot:
        await until(pilot, lambda: "one new reply: press v" in shown(app).splitlines()[0], "the key")


async def test_no_folder_is_read_if_nothing_was_ever_shared(make_app: MakeApp, monkeypatch: pytest.MonkeyPatch) -> None:
    read: list[object] = []
    monkeypatch.setattr(inbox, "find_replies", lambda *given: read.append(given))
    async with make_app().run_test(size=(80, 24)) as pilot:
        await press(pilot, "left_square_bracket", "d", "escape")
    assert read == []
