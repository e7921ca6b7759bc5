"""The inbox on the screen: every reply, all of its words, and read once they were there."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from cmcheckin.services import share_preferences
from cmcheckin.services.inbox import read_inbox
from cmcheckin.services.share_files import write_reply
from cmcheckin.settings import Settings
from cmcheckin.sharing.replies import reply_bytes
from cmcheckin.sharing.share_file import Reply
from cmcheckin.ui.app import CheckinApp
from tests.ui.app_made import MakeApp
from tests.ui.screens_shown import press, shown

MADE = datetime(2026, 11, 10, 16, tzinfo=UTC)
REPLY = Reply("r-0", "p-me", "cover", "Sam takes the weekend", MADE, sender="Kim")
SIZES = pytest.mark.parametrize("size", [(70, 20), (120, 40)], ids=lambda size: f"{size[0]}x{size[1]}")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder that was shared to, without replies yet."""
    folder = tmp_path / "shared"
    folder.mkdir()
    share_preferences.save(tmp_path / "share.json", share_preferences.SharePreferences("p-me", folder=str(folder)))
    return folder


def come(folder: Path, number: int, text: str = "offer number {} of many") -> None:
    """So many replies, the one with the highest number last."""
    for n in range(number):
        write_reply(replace(REPLY, id=f"r-{n}", text=text.format(n), made=MADE + timedelta(hours=n)), folder)


def states(app: CheckinApp) -> list[str]:
    """What became of the replies, the newest first."""
    return [one.state for one in read_inbox(app.journal, app.settings, app.clock.now()).replies]


async def test_enter_goes_through_all_that_are_new_and_each_is_read_by_then(make_app: MakeApp, folder: Path) -> None:
    come(folder, 30)
    app = make_app()
    async with app.run_test(size=(70, 20)) as pilot:
        screen = await press(pilot, "i")
        assert screen.startswith(" Inbox")
        for n in reversed(range(30)):
            words = screen.split("─" * 20)[-1]  # below the list
            assert f"“offer number {n} of many”" in words
            assert states(app) == ["read"] * (30 - n) + ["unread"] * n
            screen = await press(pilot, "enter")
        assert "You've read every reply." in screen
        await press(pilot, "escape")
        assert "Week 47" in shown(app)
    app = make_app()
    async with app.run_test(size=(70, 20)) as pilot:
        screen = await press(pilot, "i")
        assert "30 replies" in screen
        assert " new " not in screen


async def test_the_heading_counts_the_rows_that_are_marked_as_new(make_app: MakeApp, folder: Path) -> None:
    come(folder, 3)
    async with make_app().run_test(size=(80, 24)) as pilot:
        screen = await press(pilot, "i")
        for new in ("two new", "one new"):
            assert new in screen.splitlines()[0]
            assert [line.split()[0] for line in screen.splitlines() if line].count("new") == (
                "one new",
                "two new",
            ).index(new) + 1
            screen = await press(pilot, "down")
        assert " new" not in screen


@SIZES
async def test_of_a_long_reply_every_word_can_be_read(make_app: MakeApp, folder: Path, size: tuple[int, int]) -> None:
    come(folder, 1, " ".join(f"word{n}" for n in range(240)))
    come_words = {f"word{n}" for n in range(240)}
    app = make_app()
    async with app.run_test(size=size) as pilot:
        screen, parts = await press(pilot, "i"), 1
        seen = set(screen.replace("“", " ").replace("”", " ").split())
        while "word239" not in seen:
            assert states(app) == ["unread"]
            screen, parts = await press(pilot, "pagedown"), parts + 1
            seen |= set(screen.replace("“", " ").replace("”", " ").split())
            assert parts < 10
        assert come_words <= seen
        assert states(app) == ["read"]
        if parts > 1:
            assert "word0 word1 word2" in await press(pilot, *["pageup"] * parts)


async def test_reading_again_finds_what_came_in_and_says_what_cannot_be_read(make_app: MakeApp, folder: Path) -> None:
    app = make_app()
    async with app.run_test(size=(80, 24)) as pilot:
        assert "No replies yet." in await press(pilot, "i")
        come(folder, 1)
        (folder / "reply-bad.json").write_text("{")
        screen = await press(pilot, "r")
        assert "Sam takes" not in screen
        assert "offer number 0 of many" in screen
        assert "reply-bad.json" in screen.splitlines()[-1]
        assert "one reply, one couldn't be read" in screen.splitlines()[0]


async def test_nothing_was_shared_yet(make_app: MakeApp) -> None:
    async with make_app().run_test(size=(80, 24)) as pilot:
        assert "you haven't shared anything" in await press(pilot, "i", "enter", "down", "pagedown")
        assert "a sender" not in await press(pilot, "escape")


async def test_who_sent_it_and_what_it_is_about_are_what_the_file_says(make_app: MakeApp, folder: Path) -> None:
    forged = replace(REPLY, kind="answer", about="e-none", about_text="Give me a raise", made=MADE.replace(year=2099))
    (folder / "reply-a.json").write_bytes(reply_bytes(forged))
    app = make_app()
    async with app.run_test(size=(120, 40)) as pilot:
        screen = " ".join((await press(pilot, "i")).split())
        said = "An answer from Kim, according to the file, about what the file calls “Give me a raise”"
        assert said in screen
        assert "dated 10 Nov 2099, in the future" in screen
        assert "An answer doesn't close an ask." in screen
        assert "Senders' names come from the reply files" in " ".join((await press(pilot, "question_mark")).split())


async def test_hostile_words_are_words(make_app: MakeApp, folder: Path) -> None:
    (folder / "reply-a.json").write_bytes(
        reply_bytes(replace(REPLY, text="[/x] [@click=app.quit]go[/] \x1b[2J\u202eevil", sender="[/]\x9b2J"))
    )
    async with make_app().run_test(size=(80, 24)) as pilot:
        screen = await press(pilot, "i")
        assert "[/x] [@click=app.quit]go[/] evil" in screen
        assert not set("\x1b\x9b\u202e") & set(screen)


async def test_the_palette_has_it(make_app: MakeApp, folder: Path) -> None:
    come(folder, 1)
    app = make_app()
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "ctrl+p", *"read replies")
        assert "Read replies to what you shared" in shown(app)


async def test_a_disk_that_has_no_room_leaves_them_new(
    make_app: MakeApp, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from cmcheckin.services import inbox

    def full(*_: object, **__: object) -> None:
        raise OSError(28, "No space left on device")

    come(folder, 1)
    monkeypatch.setattr(inbox, "write_file", full)
    app = make_app(settings=Settings())
    async with app.run_test(size=(80, 24)) as pilot:
        assert "offer number 0" in await press(pilot, "i")
        assert states(app) == ["unread"]
