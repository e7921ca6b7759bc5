"""The inbox on the screen: every reply, all of its text, and nothing read but by a key."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from cmcheckin.services.share_files import write_reply
from cmcheckin.settings import Settings
from cmcheckin.sharing.replies import reply_bytes
from cmcheckin.ui.inbox.screen import InboxScreen
from cmcheckin.wording import inbox as words
from tests.ui.app_made import MakeApp
from tests.ui.inbox.inbox_made import (
    MADE,
    QUESTION,
    REPLY,
    SIZES,
    THANKS,
    records,
    shared_folder,
    states,
    text_in,
    write_offers,
    write_replies,
)
from tests.ui.screens_shown import press, shown, turn_wheel

BOTH = pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return a folder that was shared to, without replies yet."""
    return shared_folder(tmp_path)


@BOTH
async def test_moving_and_scrolling_mark_nothing_as_read(
    make_app: MakeApp, folder: Path, size: tuple[int, int]
) -> None:
    write_offers(folder, 30, "offer number {} " + "word " * 300)
    app = make_app()
    async with app.run_test(size=size) as pilot:
        screen = await press(pilot, "i", *["down"] * 12, "space", "pagedown", "pageup", "end", "home", "up")
        assert "30 new" in screen.splitlines()[0]
        await press(pilot, "escape")
    assert set(states(app).values()) == {"unread"}


@BOTH
@pytest.mark.parametrize("key", ["enter", "a"])
async def test_a_key_marks_one_as_read_and_goes_to_the_next_new_one(
    make_app: MakeApp, folder: Path, size: tuple[int, int], key: str
) -> None:
    write_offers(folder, 4)
    app = make_app()
    async with app.run_test(size=size) as pilot:
        screen = await press(pilot, "i")
        for n in (3, 2, 1, 0):
            assert f"“offer number {n} of many”" in screen
            assert states(app)[f"r-{n}"] == "unread"
            screen = await press(pilot, key)
            assert states(app)[f"r-{n}"] == "read"
        assert "You've read every reply." in screen
        assert "new" not in screen.splitlines()[0]
        await press(pilot, "escape")
        assert "Week 47" in shown(app)


async def test_a_reply_stays_where_it_is_until_the_inbox_is_opened_again(make_app: MakeApp, folder: Path) -> None:
    write_offers(folder, 3)
    app = make_app()
    async with app.run_test(size=(80, 24)) as pilot:
        screen = await press(pilot, "i", "enter")
        assert words.EARLIER not in screen
        rows = [line for line in screen.splitlines() if "Cover from Kim  " in line]
        assert ["new" in row for row in rows] == [False, True, True]
        screen = await press(pilot, "escape", "i")
        rows = [line for line in screen.splitlines() if "Cover from Kim  " in line]
        assert [row[row.index("number") :][:8] for row in rows] == ["number 1", "number 0", "number 2"]
        lines = screen.splitlines()
        assert lines.index(rows[1]) + 2 == lines.index(rows[2])
        assert words.EARLIER in lines[lines.index(rows[1]) + 1]


async def test_undo_makes_a_reply_new_again(make_app: MakeApp, folder: Path) -> None:
    write_offers(folder, 1)
    app = make_app()
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "i", "enter")
        assert states(app) == {"r-0": "read"}
        screen = await press(pilot, "u", "u")
        assert states(app) == {"r-0": "unread"}
        assert "one new" in screen.splitlines()[0]


@BOTH
async def test_all_of_a_long_reply_can_be_read(make_app: MakeApp, folder: Path, size: tuple[int, int]) -> None:
    write_offers(folder, 1, " ".join(f"word{n}" for n in range(240)))
    app = make_app()
    async with app.run_test(size=size) as pilot:
        screen, pages = await press(pilot, "i"), 1
        seen = set(screen.replace("“", " ").replace("”", " ").split())
        while "word239" not in seen:
            assert "space more" in screen
            screen, pages = await press(pilot, "space"), pages + 1
            seen |= set(screen.replace("“", " ").replace("”", " ").split())
            assert pages < 10
        assert {f"word{n}" for n in range(240)} <= seen
        assert states(app) == {"r-0": "unread"}
        assert "word0 word1 word2" in await press(pilot, *["pageup"] * pages)


@pytest.mark.parametrize(
    ("reply", "first"),
    [(QUESTION, "r answer"), (THANKS, "k keep as praise"), (REPLY, "l plan leave")],
    ids=["question", "thanks", "cover"],
)
async def test_the_likely_key_of_a_reply_comes_first(
    make_app: MakeApp, folder: Path, reply: object, first: str
) -> None:
    write_reply(reply, folder)  # type: ignore[arg-type]
    async with make_app(records()).run_test(size=(80, 24)) as pilot:
        footer = (await press(pilot, "i")).splitlines()[-1]
        assert footer.strip().startswith(first)
        assert "⏎ mark read" in footer


@BOTH
async def test_a_reply_shows_who_when_and_about_what_in_the_users_own_words(
    make_app: MakeApp, folder: Path, size: tuple[int, int]
) -> None:
    write_replies(folder)
    async with make_app(records()).run_test(size=size) as pilot:
        text = text_in(await press(pilot, "i", "down"))
        assert text.startswith("Thanks from Kim 18 Nov, about “First-time poster answered three others”")
        assert "“So patient, all week”" in text
        assert "Days offered: Wed 2 to Fri 4 Dec." in await press(pilot, "down")


async def test_checking_again_finds_new_replies_and_names_what_cannot_be_read(make_app: MakeApp, folder: Path) -> None:
    app = make_app()
    async with app.run_test(size=(80, 24)) as pilot:
        assert "No replies yet." in await press(pilot, "i")
        write_offers(folder, 1)
        (folder / "reply-bad.json").write_text("{")
        await press(pilot, "R")
        screen = await press(pilot, "down")
        assert "offer number 0 of many" in screen
        assert "reply-bad.json" in screen
        assert "ask the sender" in " ".join(screen.lower().split())
        assert "one reply, one new" in screen.splitlines()[0]


async def test_replies_of_two_folders_are_shown(make_app: MakeApp, folder: Path, tmp_path: Path) -> None:
    other = tmp_path / "other"
    other.mkdir()
    write_reply(QUESTION, other)
    write_reply(REPLY, folder)
    async with make_app(settings=Settings(share_folder=str(other))).run_test(size=(80, 24)) as pilot:
        screen = await press(pilot, "i")
        assert "Would Thursday help?" in screen
        assert "Sam takes the weekend" in screen


async def test_a_reply_whose_file_is_gone_can_be_read_again(make_app: MakeApp, folder: Path) -> None:
    write_offers(folder, 1)
    app = make_app()
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "i", "enter", "escape")
        for file in folder.iterdir():
            file.unlink()
        screen = await press(pilot, "i")
        assert "“offer number 0 of many”" in screen
        assert words.FILE_GONE in " ".join(screen.split())


async def test_nothing_was_shared_yet(make_app: MakeApp) -> None:
    async with make_app().run_test(size=(80, 24)) as pilot:
        assert "you haven't shared anything" in await press(pilot, "i", "enter", "down", "pagedown", "k", "l", "r", "a")


async def test_who_sent_it_and_what_it_is_about_are_what_the_file_says(make_app: MakeApp, folder: Path) -> None:
    forged = replace(REPLY, kind="answer", about="e-none", about_text="Give me a raise", made=MADE.replace(year=2099))
    (folder / "reply-a.json").write_bytes(reply_bytes(forged))
    async with make_app().run_test(size=(80, 24)) as pilot:
        screen = " ".join((await press(pilot, "i")).split())
        assert "An answer from Kim, according to the file" in screen
        assert "dated 10 Nov 2099, in the future, about what the file calls “Give me a raise”" in screen
        assert "An answer doesn't close an ask." in screen
        assert "Senders' names come from the reply files" in " ".join((await press(pilot, "question_mark")).split())


@BOTH
async def test_hostile_words_are_words(make_app: MakeApp, folder: Path, size: tuple[int, int]) -> None:
    (folder / "reply-a.json").write_bytes(
        reply_bytes(replace(REPLY, text="[/x] [@click=app.quit]go[/] \x1b[2J\u202eevil", sender="[/]\x9b2J"))
    )
    async with make_app().run_test(size=size) as pilot:
        screen = await press(pilot, "i")
        assert "[/x] [@click=app.quit]go[/] evil" in screen
        assert not set("\x1b\x9b\u202e") & set(screen)


async def test_clicks_select_and_the_wheel_scrolls_without_reading(make_app: MakeApp, folder: Path) -> None:
    write_offers(folder, 3, "offer number {} " + "word " * 390)
    app = make_app()
    async with app.run_test(size=(120, 24)) as pilot:
        screen = await press(pilot, "i")
        row = next(n for n, line in enumerate(screen.splitlines()) if "number 0" in line)
        await pilot.click(offset=(20, row))
        assert "▌ new  Cover" in (await press(pilot)).splitlines()[row - 1]
        await turn_wheel(app, 80, 10)
        assert "▌ new  Cover" in shown(app).splitlines()[row - 1]
        assert text_in(shown(app)).startswith("10 Nov “offer number 0"), "scrolled by one line"
        assert isinstance(app.screen, InboxScreen)
    assert set(states(app).values()) == {"unread"}


async def test_the_palette_has_it(make_app: MakeApp, folder: Path) -> None:
    app = make_app()
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "ctrl+p", *"read replies")
        assert "Read replies to what you shared" in shown(app)


@pytest.mark.parametrize("size", [(70, 20), (80, 24), (120, 24), (120, 41), (160, 50)])
@pytest.mark.parametrize("keys", [[], ["down"] * 9, ["end"], [*["end"], *["up"] * 14]], ids=len)
async def test_a_long_list_shows_whole_replies_and_how_many_are_below(
    make_app: MakeApp, folder: Path, size: tuple[int, int], keys: list[str]
) -> None:
    write_offers(folder, 40, "offer {}.")
    async with make_app().run_test(size=size) as pilot:
        lines = (await press(pilot, "i", *keys)).split("\n")
    rows = [line[:46] if size[0] >= 120 else line for line in lines]
    assert not rows[-2].strip(), "a blank line above the keys"
    last = next((n for n, line in enumerate(rows) if line.strip().startswith("─")), len(rows) - 1)
    numbers = [int(line.split("offer ")[1].split(".")[0]) for line in rows[:last] if "offer " in line]
    assert sum(line[2:].lstrip().startswith("new ") for line in rows[:last]) == len(numbers), "no half of a reply"
    assert numbers == list(range(numbers[0], numbers[-1] - 1, -1))
    hidden = f"   {numbers[-1]} more ↓"
    assert any(line.startswith(hidden) for line in rows) == bool(numbers[-1])
