"""The one-to-one page: its keys, what it saves, and what survives."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from textual.pilot import Pilot

from cmcheckin.services.follow_up import FollowUpStore
from cmcheckin.sharing.follow_up import ActionItem, PersonFollowUp
from cmcheckin.ui.review.app import ReviewApp
from cmcheckin.ui.review.one_to_one.screen import OneToOneScreen
from cmcheckin.ui.review.person_screen import ReviewPersonScreen
from cmcheckin.wording.app import not_saved_at_end
from tests.sharing.team_examples import person, write_team
from tests.ui.review.reviewing_made import review
from tests.ui.screens_shown import press

ADA = person(0)
TODAY = date(2026, 11, 23)
SIZES = ((80, 24), (120, 40))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder of twelve people with twelve weeks."""
    write_team(tmp_path / "team", 12, 12)
    return tmp_path / "team"


def notes_of(app: ReviewApp) -> PersonFollowUp:
    """Return the saved notes about Ada."""
    return FollowUpStore(app.notes.store.path, None).load().person(ADA)


def with_notes(app: ReviewApp) -> None:
    """Save a past talk, two action items and notes about Ada."""
    notes = PersonFollowUp("Liked the meetup").talked(date(2026, 11, 9))
    notes = notes.add_action("a", "Ask product about single sign-on", date(2026, 11, 9))
    notes = notes.add_action("b", "Find cover for the launch", date(2026, 11, 9)).with_note("December leave")
    app.notes.store.apply(lambda saved: saved.with_person(ADA, notes))


OPEN = ("enter", "o")


async def open_page(pilot: Pilot[None]) -> str:
    """Open Ada's page from the list of people, and return the screen."""
    assert isinstance(pilot.app, ReviewApp)
    pilot.app.push_screen(OneToOneScreen(pilot.app, ADA))
    return await press(pilot)


@pytest.mark.parametrize("size", SIZES)
async def test_the_page_shows_questions_notes_actions_and_what_is_new(folder: Path, size: tuple[int, int]) -> None:
    app = review(folder)
    with_notes(app)
    async with app.run_test(size=size) as pilot:
        screen = await open_page(pilot)
        lines = screen.split("\n")
        assert lines[0].startswith(" One-to-one with Ada Okafor")
        assert lines[0].rstrip().endswith("last talk 9 Nov, shared 22 Nov")
        for text in (
            "Worth asking",
            "Action items",
            "[ ] Find cover",
            "Your notes",
            "December leave",
            "Since your talk on 9 Nov",
        ):
            assert text in screen
        assert all(len(line) <= size[0] for line in lines)
        assert lines[-1].rstrip().endswith("? help  q quit")
        if size[0] == 120:
            assert "Earlier talks" in screen
            assert "Wins" in screen
            assert any("Worth asking" in line and "Since your talk" in line for line in lines)


async def test_the_person_screen_opens_it_and_escape_leads_back(folder: Path) -> None:
    app = review(folder)
    async with app.run_test(size=(120, 40)) as pilot:
        await press(pilot)
        app.push_screen(ReviewPersonScreen(app, ADA, [ADA]))
        assert "One-to-one with Ada" in await press(pilot, "o")
        assert "One-to-one with" not in await press(pilot, "escape")


@pytest.mark.parametrize("size", SIZES)
async def test_every_entry_can_be_reached_and_stays_in_sight(folder: Path, size: tuple[int, int]) -> None:
    app = review(folder)
    with_notes(app)
    async with app.run_test(size=size) as pilot:
        await open_page(pilot)
        seen = set()
        for _ in range(20):
            screen = await press(pilot, "down")
            [marked] = [line for line in screen.split("\n") if "▌" in line]
            seen.add(marked[marked.index("▌") :])
        assert len(seen) > 8
        assert "▌  9 Nov  Liked the meetup" in screen
        await press(pilot, "home")
        await press(pilot, "pagedown", "pagedown", "pageup", "end")


async def test_action_items_are_added_finished_edited_deleted_and_undone(folder: Path) -> None:
    app = review(folder)
    async with app.run_test(size=(80, 24)) as pilot:
        assert "Press + to add" in await open_page(pilot)
        screen = await press(pilot, "plus", *"Book", "space", *"leave", "enter")
        assert "[ ] Book leave" in screen
        assert "Added." in screen
        [action] = notes_of(app).actions
        assert (action.text, action.added, action.done) == ("Book leave", TODAY, None)
        assert "[✓] Book leave" in await press(pilot, "x")
        assert notes_of(app).actions[0].done == TODAY
        assert "[ ] Book leave" in await press(pilot, "u")
        assert "[✓] Book leave" in await press(pilot, "space")
        assert "[ ] Book leave" in await press(pilot, "space")
        assert "[ ] Book leave now" in await press(pilot, "e", "space", *"now", "enter")
        assert "Deleted “Book leave now”. Press u to undo." in await press(pilot, "d")
        assert notes_of(app).actions == ()
        assert "[ ] Book leave now" in await press(pilot, "u")
        assert [one.id for one in notes_of(app).actions] == [action.id]
        assert "no text" in await press(pilot, "a", "enter")


async def test_notes_of_several_lines_are_saved_as_they_are_typed(folder: Path) -> None:
    app = review(folder)
    async with app.run_test(size=(80, 24)) as pilot:
        await open_page(pilot)
        await press(pilot, "n", *"One", "ctrl+j", *"two")
        assert app.save_drafts() in (True, False)  # as at a hang-up
        assert notes_of(app).note == "One\ntwo"
        screen = await press(pilot, "escape")
        assert "   One\n   two\n" in "\n".join(line.rstrip() for line in screen.split("\n")).replace(" ▌ ", "   ")
        assert "One\n" in await press(pilot, "n")


async def test_a_note_written_in_another_window_meanwhile_is_kept(folder: Path) -> None:
    app = review(folder)
    async with app.run_test(size=(80, 24)) as pilot:
        await open_page(pilot)
        await press(pilot, "n", *"Mine")
        app.notes.store.apply(lambda saved: saved.with_person(ADA, PersonFollowUp("Theirs")))
        screen = await press(pilot, "enter")
        assert "Theirs" in screen
        assert "Mine" in screen
        assert notes_of(app).note == "Theirs\nMine"


async def test_an_action_item_that_was_typed_and_not_added_is_there_at_the_next_start(folder: Path) -> None:
    app = review(folder)
    async with app.run_test(size=(80, 24)) as pilot:
        await open_page(pilot)
        await press(pilot, "plus", *"Half")
        app.save_drafts()
    again = review(folder)
    async with again.run_test(size=(80, 24)) as pilot:
        await open_page(pilot)
        assert "Half" in await press(pilot, "plus")
        await press(pilot, "enter")
        again.save_drafts()
    assert FollowUpStore(again.notes.store.path, None).load().drafts == {}
    assert [one.text for one in notes_of(again).actions] == ["Half"]


async def test_a_talk_is_noted_when_the_key_is_pressed_twice_and_can_be_undone(folder: Path) -> None:
    app = review(folder)
    with_notes(app)
    before = notes_of(app)
    async with app.run_test(size=(120, 40)) as pilot:
        await open_page(pilot)
        assert "Press f again if you talked today" in await press(pilot, "f")
        await press(pilot, "down")
        assert notes_of(app) == before
        assert "with two open action items" in await press(pilot, "f", "f")
        talk = notes_of(app).talks[0]
        assert (talk.on, talk.note) == (TODAY, "December leave")
        assert talk.asked
        assert notes_of(app).note == ""
        screen = await press(pilot)
        assert "[ ] Find cover" in screen
        assert "Nothing new suggests a question" in screen
        await press(pilot, "u")
        assert notes_of(app) == before


async def test_the_page_is_written_as_a_private_file_and_never_over_another_unasked(
    folder: Path, tmp_path: Path
) -> None:
    app = review(folder)
    with_notes(app)
    target = tmp_path / "ada.md"
    target.write_text("mine")
    async with app.run_test(size=(80, 24)) as pilot:
        await open_page(pilot)
        assert "one-to-one-ada-okafor-2026-11-23.md" in await press(pilot, "w")
        await press(pilot, "ctrl+u", *str(target), "enter")
        assert target.read_text() == "mine"
        screen = await press(pilot, "w")
    assert target.read_text().startswith("# One-to-one with Ada Okafor")
    assert target.stat().st_mode & 0o777 == 0o600
    assert "keep it private" in screen


async def test_the_page_is_not_written_into_the_shared_folder(folder: Path) -> None:
    app = review(folder)
    async with app.run_test(size=(80, 24)) as pilot:
        await open_page(pilot)
        screen = await press(pilot, "w", "ctrl+u", *str(folder / "ada.md"), "enter")
        assert "That folder is shared" in screen
    assert not (folder / "ada.md").exists()


async def test_a_past_talk_and_a_long_entry_are_read_in_full(folder: Path) -> None:
    app = review(folder)
    with_notes(app)
    async with app.run_test(size=(80, 24)) as pilot:
        await open_page(pilot)
        assert "Your notes from 9 November 2026" in await press(pilot, "end", "enter")
        assert "One-to-one with" in await press(pilot, "escape")


async def test_a_damaged_file_is_named_and_left_alone(folder: Path) -> None:
    app = review(folder)
    app.notes.store.path.parent.mkdir()
    app.notes.store.path.write_text("{")
    again = review(folder)
    async with again.run_test(size=(120, 40)) as pilot:
        assert "can't be read" in await press(pilot)
        await press(pilot, "escape")
        await open_page(pilot)
        assert "can't be read" in await press(pilot, "plus", *"Text", "enter")
        assert "Text" in await press(pilot, "plus")
        await press(pilot, "escape")
        assert "can't be read" in await press(pilot, "n", *"Kept", "escape")
        assert "Kept" in await press(pilot, "down")
        assert "Kept" in await press(pilot, "n")
        assert "what you typed would be lost" in " ".join((await press(pilot, "escape", "q")).split())
        await press(pilot, "q")
        assert "can't be read" in again.exit_line and not_saved_at_end(["Text", "Kept"]) in again.exit_line
    assert again.return_code == 1
    assert app.notes.store.path.read_text() == "{"


async def test_a_click_selects_an_entry(folder: Path) -> None:
    app = review(folder)
    with_notes(app)
    async with app.run_test(size=(120, 40)) as pilot:
        lines = (await open_page(pilot)).split("\n")
        y = next(n for n, line in enumerate(lines) if "[ ] Find cover" in line)
        await pilot.click(offset=(10, y))
        screen = await press(pilot)
        assert "▌ [ ] Find cover" in screen
        right = next(n for n, line in enumerate(lines) if "10 Nov  You were" in line)
        await pilot.click(offset=(80, right))
        assert "▌ 10 Nov  You were" in await press(pilot)


async def test_someone_whose_files_were_removed_keeps_their_notes(folder: Path) -> None:
    app = review(folder)
    with_notes(app)
    async with app.run_test(size=(80, 24)) as pilot:
        await open_page(pilot)
        for path in folder.glob("ada-0-*"):
            path.unlink()
        assert "Your notes are kept" in await press(pilot, "r")
    assert [one.id for one in notes_of(app).actions] == ["a", "b"]
    assert isinstance(notes_of(app).actions[0], ActionItem)


@pytest.mark.parametrize("size", [(120, 40), (160, 50)])
async def test_the_facts_of_a_week_stay_whole_where_a_line_ends(folder: Path, size: tuple[int, int]) -> None:
    async with review(folder).run_test(size=size) as pilot:
        lines = (await press(pilot, "2", "o")).split("\n")
    column = next(line.index("Weeks") for line in lines if "Weeks" in line)
    week_45 = next(n for n, line in enumerate(lines) if line[column:].startswith("45 "))
    assert lines[week_45].rstrip().endswith(",")
    assert lines[week_45 + 1].split()[-3:] == ["workload", "a", "lot"]
