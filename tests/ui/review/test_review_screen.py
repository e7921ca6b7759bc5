"""The manager's screens: what they show, what each key does, and what hostile files can't do."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from cmcheckin.services.shared_folder.folder import read_folder
from cmcheckin.services.shared_folder.found import Limits
from cmcheckin.settings import parse
from cmcheckin.sharing.codec import share_bytes
from cmcheckin.sharing.share_file import ShareEscalation, ShareWin
from cmcheckin.ui.glyphs import ASCII
from cmcheckin.ui.review import app as review_app
from cmcheckin.ui.review.person_screen import ReviewPersonScreen
from cmcheckin.ui.review.team_screen import ReviewScreen
from cmcheckin.ui.textual_compat.driver import ASCII_FALLBACKS
from cmcheckin.wording import review as words
from tests.sharing.team_examples import LAST, NAMES, person, share, week_of, write_team
from tests.ui.review.reviewing_made import review
from tests.ui.screens_shown import press, shown

HOSTILE = "\x1b]52;c;eA==\x07[/x] [@click=app.quit]now[/] \u202eevil\x9b2J"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return a folder with the last twelve weeks of twelve people."""
    write_team(tmp_path / "team", 12, 12)
    return tmp_path / "team"


def names_on(screen: str) -> list[str]:
    """Return the names of people in the rows of `screen`, from the top."""
    found = [(screen.index(name), name) for name in NAMES if name in screen]
    return [name for _, name in sorted(found)]


@pytest.mark.parametrize("size", [(70, 20), (120, 40)], ids=lambda size: f"{size[0]}x{size[1]}")
async def test_the_page_of_people_has_everybody_by_name_and_what_to_ask(folder: Path, size: tuple[int, int]) -> None:
    app = review(folder)
    async with app.run_test(size=size) as pilot:
        screen = await press(pilot, "2")
        assert screen.startswith(" Review · 12 people" if size[0] >= 80 else " 12 people")
        seen = names_on(screen)
        assert seen == sorted(seen)
        assert len(seen) >= 5
        assert "• " in screen
        assert all(len(line) <= size[0] for line in screen.split("\n"))
        assert screen.rstrip().split("\n")[-1].rstrip().endswith("? help  q quit")


async def test_every_page_has_its_key_and_is_between_its_neighbours(folder: Path) -> None:
    app = review(folder)
    async with app.run_test(size=(80, 24)) as pilot:
        assert "nights" in await press(pilot, "2")
        assert "Refund questions" in await press(pilot, "3")
        assert "A public date for single sign-on" in await press(pilot, "4")
        assert "Two regulars offered" in await press(pilot, "5")
        assert "Every file could be read" in await press(pilot, "6")
        assert "Asks awaiting an answer" in await press(pilot, "right")
        assert "Every file" in await press(pilot, "left")


async def test_rows_are_marked_to_the_last_and_a_page_at_a_time(tmp_path: Path) -> None:
    write_team(tmp_path / "many", 60, 1)
    app = review(tmp_path / "many")
    async with app.run_test(size=(80, 24)) as pilot:
        assert "50 more" in await press(pilot, "2")
        screen = await press(pilot, "end")
        assert "more ↓" not in screen
        assert f"▌ {app.reading.team.rows[-1].name}"[:12] in screen
        assert "▌ Ada Okafor" in await press(pilot, "home")
        assert "▌ Ada Okafor " not in await press(pilot, "pagedown")


async def test_end_and_page_down_select_the_last_row_above_the_empty_one(folder: Path) -> None:
    app = review(folder)
    async with app.run_test(size=(80, 24)) as pilot:
        assert "▌ 36  31 Aug" in await press(pilot, "2", "enter", "end")
        await press(pilot, "home", *["pagedown"] * 5)
        assert "▌ 36  31 Aug" in shown(app)


async def test_sorting_goes_round_and_says_what_by(folder: Path) -> None:
    app = review(folder)
    async with app.run_test(size=(120, 40)) as pilot:
        by_name = names_on(await press(pilot, "2"))
        screen = await press(pilot, "s")
        assert "Sorted by what needs you." in screen
        assert names_on(screen) != by_name
        assert names_on(await press(pilot, "s")) == by_name


async def test_a_filter_shows_what_has_the_words_until_it_is_taken_off(folder: Path) -> None:
    app = review(folder)
    async with app.run_test(size=(80, 24)) as pilot:
        assert names_on(await press(pilot, "2", "slash", *"hana", "enter")) == ["Hana Sato"]
        assert "Nothing matches" in await press(pilot, "slash", *"zz", "enter")
        assert len(names_on(await press(pilot, "escape"))) > 5


async def test_a_filter_that_is_not_wanted_after_all_leaves_the_place(folder: Path) -> None:
    app = review(folder)
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "2", "down", "down")
        assert "▌ Chiara" in await press(pilot, "slash", *"zz", "escape")


async def test_a_person_and_a_week_of_theirs_are_opened_and_left(folder: Path) -> None:
    app = review(folder)
    async with app.run_test(size=(120, 40)) as pilot:
        screen = await press(pilot, "2", "enter")
        assert isinstance(app.screen, ReviewPersonScreen)
        assert "Ada Okafor" in screen
        assert "Weeks  12" in screen
        while not app.screen.selected_week():
            await press(pilot, "down")
        screen = await press(pilot, "enter")
        assert "Ada Okafor · week 47" in screen
        assert "days worked" in screen
        assert "1 h 30 min with peers" in screen
        assert "h and one more day · events on one day" in screen
        assert "Ben Castillo" in await press(pilot, "right_square_bracket")
        await press(pilot, "escape", "escape")
        assert isinstance(app.screen, ReviewScreen)


async def test_reading_again_shows_what_came_and_keeps_the_place(folder: Path) -> None:
    app = review(folder)
    async with app.run_test(size=(120, 40)) as pilot:
        await press(pilot, "2", "down", "down", "down")
        (folder / "new.json").write_bytes(share_bytes(replace(share(40), name="Aaron New")))
        screen = await press(pilot, "r")
        assert "13 people" in screen
        assert "▌ Dmitri Haddad" in screen
        for file in folder.iterdir():
            file.unlink()
        screen = await press(pilot, "r")
        assert "There are no share files here yet." in screen


async def test_on_a_persons_page_reading_again_keeps_the_place_too(folder: Path) -> None:
    app = review(folder)
    async with app.run_test(size=(120, 40)) as pilot:
        await press(pilot, "2", "enter")
        assert isinstance(app.screen, ReviewPersonScreen)
        while not app.screen.selected_week():
            await press(pilot, "down")
        selected = app.screen.selected_week()
        newer = replace(share(0), made=share(0).made + timedelta(hours=14), last=LAST.shifted(1).sunday)
        newer = replace(newer, weeks=(*newer.weeks, replace(week_of(0, 0), week=LAST.shifted(1))))
        (folder / "newer.json").write_bytes(share_bytes(newer))
        assert "Weeks  13" in await press(pilot, "r")
        assert app.screen.selected_week() == selected


async def test_a_person_whose_files_went_away_closes(folder: Path) -> None:
    app = review(folder)
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "enter")
        for file in folder.iterdir():
            file.unlink()
        await press(pilot, "r")
        assert isinstance(app.screen, ReviewScreen)
        assert "There are no share files here yet." in shown(app)


async def test_files_that_cannot_be_read_stand_on_their_page_with_reasons(folder: Path) -> None:
    (folder / "half.json").write_bytes(share_bytes(share(1))[:300])
    (folder / "ada (conflicted copy).json").write_bytes(share_bytes(replace(share(0), made=share(0, 1).made)))
    app = review(folder)
    async with app.run_test(size=(80, 24)) as pilot:
        assert "One file couldn't be read (press 6)." in await press(pilot)
        screen = await press(pilot, "6")
        assert "half.json" in screen
        assert "is incomplete" in screen
        assert "ada (conflicted copy).json" in screen


async def test_a_file_that_is_unsound_inside_is_found_between_the_keys(folder: Path) -> None:
    whole = share_bytes(share(3, 11)).replace(b'"hours": ', b'"hours": 9999', 1)
    (folder / "dmitri-3-2026-W36.json").write_bytes(whole)
    app = review(folder)
    async with app.run_test(size=(80, 24)) as pilot:
        for _ in range(200):
            await pilot.pause(0.02)
            if app.reading.folder.unread:
                break
        assert "One file couldn't be read" in await press(pilot)


async def test_hostile_text_is_text(tmp_path: Path) -> None:
    bad = replace(
        share(0),
        name=HOSTILE,
        help=HOSTILE * 5,
        wins=(ShareWin("w", share(0).first, HOSTILE, "thanks", HOSTILE),),
        escalations=(ShareEscalation("e", HOSTILE, share(0).first, "conduct", 5, cause=HOSTILE, handed_to=HOSTILE),),
        asks=(ShareEscalation("a", "界" * 200, share(0).first, "ask"),),
    )
    (tmp_path / "a.json").write_bytes(share_bytes(bad))
    (tmp_path / "\x1b[2J[x].json").write_bytes(b"{")
    app = review(tmp_path)
    async with app.run_test(size=(80, 24)) as pilot:
        for keys in (
            "1",
            "space",
            "2",
            "3",
            "4",
            "5",
            "t",
            "escape",
            "6",
            "1",
            "enter",
            "down",
            "down",
            "down",
            "escape",
            "c",
        ):
            screen = await press(pilot, keys)
            assert not set("\x1b\x9b\u202e\x07") & set(screen)
        assert "[/x]" in screen


async def test_plain_letters_and_a_light_terminal_show_the_same(folder: Path) -> None:
    app = review(folder, parse('theme = "light"'))
    app.glyphs = ASCII
    async with app.run_test(size=(80, 24)) as pilot:
        for keys in ("1", "2", "3", "5", "6", "1", "enter"):
            screen = await press(pilot, keys)
            assert {char for char in screen if ord(char) > 0x2000} - {chr(mark) for mark in ASCII_FALLBACKS} == set()


async def test_help_names_every_key(folder: Path) -> None:
    app = review(folder)
    async with app.run_test(size=(80, 24)) as pilot:
        screen = await press(pilot, "5", "question_mark")
        assert "Help · review" in screen
        assert "say thanks for the selected win" in screen
        await press(pilot, "escape", "1", "enter", "question_mark")
        assert "Help · a person" in shown(app)


async def test_people_are_told_apart_by_their_id_where_they_have_no_name(tmp_path: Path) -> None:
    (tmp_path / "a.json").write_bytes(share_bytes(replace(share(0), name="")))
    app = review(tmp_path)
    async with app.run_test(size=(120, 40)) as pilot:
        assert f"unnamed {person(0)[:6]}" in await press(pilot)


async def test_people_of_one_name_are_told_apart_on_their_own_pages_too(tmp_path: Path) -> None:
    for n in range(2):
        (tmp_path / f"{n}.json").write_bytes(share_bytes(replace(share(n), name="Ada", person=f"p-{n}{n}{n}{n}{n}")))
    app = review(tmp_path)
    async with app.run_test(size=(120, 40)) as pilot:
        assert "Ada (p-0000)" in await press(pilot, "2", "enter")
        assert "Ada (p-1111)" in await press(pilot, "right_square_bracket")


async def test_what_was_left_out_is_on_the_first_page(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(review_app, "read_folder", lambda paths, now, **_: read_folder(paths, now, Limits(files=100)))
    (folder / "half.json").write_text('{"cmcheckin": "sh')
    app = review(folder)
    async with app.run_test(size=(80, 24)) as pilot:
        said = "44 older files were left out, and one couldn't be read (press 6)."
        assert said in await press(pilot, "home")
        assert "the newest were read, and 44 older files were left out" in " ".join((await press(pilot, "6")).split())


async def test_every_page_of_an_empty_folder_says_what_to_do(tmp_path: Path) -> None:
    (tmp_path / "team").mkdir()
    async with review(tmp_path / "team").run_test(size=(80, 24)) as pilot:
        for page in "123456":
            screen = await press(pilot, page)
            assert words.EMPTY in screen
            assert words.EMPTY_KEYS in " ".join(screen.split())


async def test_titles_and_owners_on_a_persons_page_are_not_cut_while_there_is_room(tmp_path: Path) -> None:
    write_team(tmp_path / "team", 1, 12)
    async with review(tmp_path / "team").run_test(size=(80, 24)) as pilot:
        screen = await press(pilot, "2", "enter")
        assert "with trust & safety" in screen
        assert "Angry thread on the price change, as of" in screen


async def test_the_weeks_of_a_one_to_one_name_the_workload_once(tmp_path: Path) -> None:
    write_team(tmp_path / "team", 1, 12)
    async with review(tmp_path / "team").run_test(size=(120, 40)) as pilot:
        screen = " ".join((await press(pilot, "2", "o")).split())
        assert "workload a" in screen
        assert "workload workload" not in screen
