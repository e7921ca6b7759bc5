"""Writing share files from the screen: their names, their formats, and what happens when they can't be written."""

from __future__ import annotations

import json
from pathlib import Path

from cmcheckin.settings import Settings
from cmcheckin.sharing.codec import read_share
from cmcheckin.ui.base_screen import ROOM
from tests.ui.app_made import MakeApp
from tests.ui.screens_shown import press
from tests.ui.share.share_made import PRIVATE, records


async def test_what_is_written_is_what_was_shown_and_nothing_private(make_app: MakeApp, tmp_path: Path) -> None:
    async with make_app(records(), settings=Settings(name="Ada")).run_test(size=(80, 24)) as pilot:
        seen = await press(pilot, "s", "enter", "down", "e", *"a rota", "enter", "enter", "w", "enter")
        for said in ("ada-2026-W47.json", "ada-2026-W47.html", "ada-2026-W47.md", "Always private"):
            assert said in seen
        assert str(tmp_path / "exports") in "".join(seen.split())
    [file] = (tmp_path / "exports").glob("*.json")
    share = read_share(file.read_bytes())
    assert (share.name, share.help, [win.text for win in share.wins]) == ("Ada", "a rota", ["Meetup filled in a day"])
    assert file.stat().st_mode & 0o777 == 0o600
    written = {path.suffix: path.read_text() for path in (tmp_path / "exports").iterdir()}
    assert set(written) == {".json", ".html", ".md"}
    assert all(PRIVATE not in text for text in written.values())
    assert json.loads((tmp_path / "share.json").read_text())["fields"]
    assert not list((tmp_path / "drafts").glob("share-*"))


async def test_files_that_are_there_are_replaced_only_when_asked_twice(make_app: MakeApp, tmp_path: Path) -> None:
    async with make_app(records()).run_test(size=(80, 24)) as pilot:
        await press(pilot, "s", "enter", "enter", "w", "enter")
        for path in (tmp_path / "exports").iterdir():
            path.write_text("mine")
        seen = await press(pilot, "enter", "s", "enter", "enter", "w", "enter")
        assert "Press w again to replace those files. Any other key cancels." in seen
        await press(pilot, "down", "w", "escape")
        assert {path.read_text() for path in (tmp_path / "exports").iterdir()} == {"mine"}
        assert "The files are ready." in await press(pilot, "w", "enter", "w")
        assert {path.read_text() for path in (tmp_path / "exports").iterdir()}.isdisjoint({"mine"})


async def test_help_after_writing_does_not_undo_anything(make_app: MakeApp, tmp_path: Path) -> None:
    async with make_app(records()).run_test(size=(80, 24)) as pilot:
        await press(pilot, "s", "enter", "down", "down", "x", "enter", "w", "enter")
        seen = await press(pilot, "question_mark", "escape")
        assert "The files are ready." in seen
        assert "preview  3 of 3" in await press(pilot, "escape")
        assert "Meetup filled in a day (left out)" in await press(pilot, "escape")
    assert not list((tmp_path / "drafts").glob("share-*"))


async def test_what_was_written_is_no_half_made_choice_until_it_is_changed(make_app: MakeApp, tmp_path: Path) -> None:
    async with make_app(records()).run_test(size=(80, 24)) as pilot:
        await press(pilot, "s", "enter", "enter", "w", "enter", *["escape"] * 4)
        assert not list((tmp_path / "drafts").glob("share-*"))
        await press(pilot, "s", "enter", "enter", "w", "enter", "w", "escape", "escape", "escape", "space")
        assert list((tmp_path / "drafts").glob("share-*"))


async def test_the_files_are_chosen_by_their_numbers_and_remembered(make_app: MakeApp, tmp_path: Path) -> None:
    async with make_app(records(), settings=Settings(name="Ada")).run_test(size=(80, 24)) as pilot:
        seen = await press(pilot, "s", "enter", "enter", "1", "3")
        assert "1 [ ] ada-2026-W47.json" in seen
        assert "2 [✓] ada-2026-W47.html" in seen
        assert "At least one file is always written." in await press(pilot, "2")
        await press(pilot, "w", "enter")
    assert [path.name for path in (tmp_path / "exports").iterdir()] == ["ada-2026-W47.html"]
    async with make_app(settings=Settings(name="Ada")).run_test(size=(80, 24)) as pilot:
        assert "1 [ ] ada-2026-W46.json" in await press(pilot, "s", "left_square_bracket", "enter", "enter")


async def test_a_name_is_asked_for_where_there_is_none_and_remembered(make_app: MakeApp, tmp_path: Path) -> None:
    async with make_app(records()).run_test(size=(80, 24)) as pilot:
        seen = await press(pilot, "s", "enter")
        assert "Your name        no name yet; press e to add one" in seen
        seen = await press(pilot, "e", *"A" * 121, "enter")
        assert "This has 121 characters. The limit is 120." in seen
        seen = await press(pilot, "ctrl+u", *"Ada", "enter", "enter")
        assert "Ada · Week 47" in seen
        assert "ada-2026-W47.json" in seen
        await press(pilot, "w", "enter")
    assert json.loads((tmp_path / "share.json").read_text())["name"] == "Ada"


async def test_the_names_shown_are_the_names_written_without_a_name_too(make_app: MakeApp, tmp_path: Path) -> None:
    async with make_app(records()).run_test(size=(80, 24)) as pilot:
        seen = await press(pilot, "s", "enter", "enter")
        await press(pilot, "w", "enter")
        written = [path.name for path in (tmp_path / "exports").iterdir()]
        assert len(written) == 3
        assert all(name in seen for name in written)


async def test_a_small_window_has_shorter_names_and_more_of_the_content(make_app: MakeApp) -> None:
    async with make_app(records(), settings=Settings(name="Ada")).run_test(size=ROOM) as pilot:
        seen = await press(pilot, "s", "enter", "enter", "2")
        assert "1 [✓] ada-2026-W47.json  2 [ ] .html  3 [✓] .md" in seen


async def test_damaged_choices_are_said_and_nothing_is_written(make_app: MakeApp, tmp_path: Path) -> None:
    (tmp_path / "share.json").write_bytes(b"\x00{")
    async with make_app(records()).run_test(size=(80, 24)) as pilot:
        assert "Nothing was written: share.json can't be read" in await press(pilot, "s")
        assert "Nothing was written: share.json can't be read" in await press(pilot, "enter", "enter", "w", "enter")
    assert (tmp_path / "share.json").read_bytes() == b"\x00{"
    assert not list((tmp_path / "exports").glob("*"))


async def test_a_folder_that_cannot_be_written_to_is_named_and_the_choices_stay(
    make_app: MakeApp, tmp_path: Path
) -> None:
    (tmp_path / "file").write_text("")
    async with make_app(records()).run_test(size=(80, 24)) as pilot:
        seen = await press(pilot, "s", "enter", "enter", "w", *str(tmp_path / "file"), "enter")
        text = "".join(seen.split())
        assert f"Nothingwaswrittento{tmp_path / 'file'}:notadirectory." in text
        assert "preview  3 of 3" in seen
        text = "".join((await press(pilot, "w", *str(tmp_path / "none" / "team"), "enter")).split())
        assert f"{tmp_path / 'none' / 'team'}can'tbecreated,becausethere'snofolder" in text


async def test_a_folder_with_two_spaces_in_its_name_is_suggested_and_written_to(
    make_app: MakeApp, tmp_path: Path
) -> None:
    folder = tmp_path / "for  Kim"
    async with make_app(records(), settings=Settings(share_folder=str(folder))).run_test(size=(80, 24)) as pilot:
        await press(pilot, "s", "enter", "enter", "w", "enter")
    assert list(folder.glob("*.json"))
