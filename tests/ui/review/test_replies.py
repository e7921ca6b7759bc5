"""Replies in the manager's app: where they are written, what they contain, and how their text survives an error."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from cmcheckin.services.share_files import write_reply
from cmcheckin.services.shared_folder.folder import read_folder
from cmcheckin.services.team_reader import TeamReader
from cmcheckin.settings import Settings
from cmcheckin.sharing.share_file import Reply
from cmcheckin.ui.review import app as review_app
from cmcheckin.ui.review.app import ReviewApp
from cmcheckin.wording import review as words
from tests.sharing.team_examples import write_team
from tests.ui.review.reviewing_made import review
from tests.ui.screens_shown import press

NOW = datetime(2026, 11, 20, 8, 30, tzinfo=UTC)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return a folder with the last twelve weeks of twelve people."""
    write_team(tmp_path / "team", 12, 12)
    return tmp_path / "team"


async def test_thanks_for_the_marked_win_become_a_file_and_the_win_says_so(folder: Path) -> None:
    app = review(folder)
    async with app.run_test(size=(80, 24)) as pilot:
        screen = await press(pilot, "5", "t", *"Well", "space", "done")
        assert "Thanks · to" in screen
        screen = await press(pilot, "enter")
        assert "will see it in their next check-in" in screen
        assert "✓ thanked" in screen
        found = read_folder([str(folder)]).replies
        assert [(one.kind, one.sender) for one in found] == [("thanks", "Kim")]
        assert found[0].about_text == "Two regulars offered to moderate on Sundays"


async def test_words_of_a_reply_that_was_left_come_back(folder: Path) -> None:
    app = review(folder)
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "2", "c", *"Sam", "escape")
        assert not list(folder.glob("reply-*"))
        assert "Sam" in await press(pilot, "c")
        await press(pilot, "enter", "enter")
        assert [one.text for one in read_folder([str(folder)]).replies] == ["Sam"]


async def test_an_ask_is_answered_and_what_has_no_ask_has_no_key_for_it(folder: Path) -> None:
    app = review(folder)
    async with app.run_test(size=(80, 24)) as pilot:
        assert " a answer" not in await press(pilot, "3")
        assert " a answer" in await press(pilot, "4")
        oldest = app.reading.team.asks[0]
        waiting = len(app.reading.team.asks)
        shown = await press(pilot, "a", *"March", "enter")
        [asked] = [one for one in app.reading.recent(oldest.person).questions if one.kind == "asks"]
        assert "answered by Kim, according to the file" in asked.evidence
        assert len(app.reading.team.asks) == waiting  # only their own file closes it
        assert "✓ replied" in shown.splitlines()[3]
        assert "an answer from Kim, according to the file" in shown
        assert [one.about[:2] for one in read_folder([str(folder)]).replies] == ["a-"]


async def test_a_folder_that_takes_no_file_keeps_the_words(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(review_app, "reply_to", full)
    app = review(folder)
    async with app.run_test(size=(80, 24)) as pilot:
        said = "Not saved: no space left on device. Your text is kept. Press the key again."
        assert said in await press(pilot, "b", *"Sam", "enter")
        assert "Sam" in await press(pilot, "b")


async def test_a_file_that_went_away_gets_no_reply_anywhere(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    elsewhere = folder.parent / "elsewhere"
    elsewhere.mkdir()
    monkeypatch.chdir(elsewhere)
    app = review(folder)
    async with app.run_test(size=(80, 24)) as pilot:
        for file in folder.iterdir():
            file.unlink()
        assert words.NO_FOLDER in await press(pilot, "b", *"Sam", "enter")
        assert list(folder.iterdir()) == list(elsewhere.iterdir()) == []


async def test_while_something_is_written_no_key_does_anything_else(folder: Path) -> None:
    app = review(folder)
    async with app.run_test(size=(80, 24)) as pilot:
        screen = await press(pilot, "b", *"q5s/rj")
        assert "q5s/rj" in screen
        assert screen.rstrip().split("\n")[-1].split() == [
            "⏎",
            "reply",
            "^n",
            "change",
            "name",
            "esc",
            "back",
            "F1",
            "help",
        ]
        assert "12 people" in await press(pilot, "escape")


def unnamed(folder: Path) -> ReviewApp:
    """Return the app of a manager whose name isn't known."""
    return review(folder, Settings())


def senders(folder: Path) -> list[str]:
    return [one.sender for one in read_folder([str(folder)]).replies]


@pytest.mark.parametrize("size", [(80, 24), (70, 20)], ids=lambda size: f"{size[0]}x{size[1]}")
async def test_the_name_of_the_sender_is_asked_once_if_it_is_unknown(folder: Path, size: tuple[int, int]) -> None:
    async with unnamed(folder).run_test(size=size) as pilot:
        screen = await press(pilot, "5", "t", *"Wonderful")
        assert "open the folder; next: your name" in screen
        assert "⏎ next" in screen
        screen = await press(pilot, "enter")
        assert "Your name, so that they know who the reply is from" in screen
        assert "up to 120 characters; to save it, set name in config.toml" in screen
        assert "⏎ reply" in screen
        assert senders(folder) == []
        assert "will see it in their next check-in" in await press(pilot, *"Kim", "enter")
        assert senders(folder) == ["Kim"]
        assert "from Kim; visible" in await press(pilot, "down", "t")


async def test_a_reply_may_go_without_a_name_and_one_that_is_left_keeps_its_words(folder: Path) -> None:
    async with unnamed(folder).run_test(size=(80, 24)) as pilot:
        await press(pilot, "5", "t", *"Wonderful", "enter", *"Ki", "escape")
        assert senders(folder) == []
        assert "Wonderful" in await press(pilot, "t")
        await press(pilot, "enter", "enter")
        assert senders(folder) == [""]
        assert "without a name; visible" in await press(pilot, "down", "t")


async def test_a_name_can_be_corrected_for_the_next_reply_and_a_long_one_is_refused_where_it_is_typed(
    folder: Path,
) -> None:
    async with unnamed(folder).run_test(size=(80, 24)) as pilot:
        screen = await press(pilot, "5", "t", "enter", *"K" * 123, "enter")
        assert "Your name has 123 characters. The limit is 120." in screen
        assert senders(folder) == []
        await press(pilot, *["backspace"] * 122, "enter")
        assert senders(folder) == ["K"]
        next(folder.glob("reply-*")).unlink()
        screen = await press(pilot, "down", "t", *"Lovely", "ctrl+n")
        assert "Your name" in screen
        assert "from Kim; visible" in await press(pilot, *"im", "enter")
        assert "from Kim; visible" in await press(pilot, "ctrl+n", *"x", "escape")
        await press(pilot, "enter")
        assert senders(folder) == ["Kim"]


async def test_a_long_name_in_the_settings_is_shortened(folder: Path) -> None:
    async with review(folder, Settings(name="K" * 200)).run_test(size=(80, 24)) as pilot:
        assert "will see it in their next check-in" in await press(pilot, "5", "t", "enter")
        assert len(senders(folder)[0]) == 120


async def test_a_reply_that_names_its_ask_falsely_is_shown_with_the_name_its_owner_gave(folder: Path) -> None:
    """A title in a reply is marked, as anybody who can write to the folder can write one."""
    found = read_folder([str(folder)])
    held = next(one for one in TeamReader(found, review(folder).clock.today()).team.asks)
    for n, about in enumerate((held.item.id, "a-unknown")):
        made = Reply(f"20261120-{n}", held.person, "thanks", "", NOW, about, "My pay was raised", "Kim")
        write_reply(made, folder)
    app = review(folder)
    async with app.run_test(size=(120, 40)) as pilot:
        screen = await press(pilot, "6")
        assert held.item.title in screen
        assert screen.count("My pay was raised") == 1
        assert "about what the file calls “My pay was raised”" in screen
