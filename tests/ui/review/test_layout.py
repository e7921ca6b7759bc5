"""The layout of the manager's screens: cut text is marked, rows stay in place, and marks are right."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from cmcheckin.domain.week import Week
from cmcheckin.sharing.codec import share_bytes
from cmcheckin.sharing.share_file import ShareEscalation
from cmcheckin.ui.base_screen import ROOM
from cmcheckin.ui.review.person_screen import ReviewPersonScreen
from cmcheckin.wording import review as words
from cmcheckin.wording.range_marks import CANNOT_TELL
from tests.sharing.team_examples import person, share, write_team
from tests.ui.review.reviewing_made import review
from tests.ui.screens_shown import press, resize, shown, until

LONG = "Doxxing attempt in a direct message to two of the moderators of the forum in the night"


def burdened(n: int) -> bytes:
    """Return the share file of person `n`, with long texts."""
    held = ShareEscalation(f"e-{n}", LONG, share(n).first - timedelta(20), "safety", 5)
    ask = ShareEscalation(f"a-{n}", LONG, share(n).first - timedelta(60), "ask")
    help_ = "Somebody who takes the nights of the launch week, and a word from product before prices change. " * 2
    return share_bytes(replace(share(n), escalations=(held,), asks=(ask,), help=help_ if n else ""))


def put(folder: Path, people: int) -> Path:
    """Fill `folder` with the files of `people` people with long texts, and return it."""
    folder.mkdir()
    for n in range(people):
        (folder / f"{n}.json").write_bytes(burdened(n))
    return folder


def rule_at(screen: str) -> int:
    """Return the line above the lines about the selected row."""
    return next(n for n, line in enumerate(screen.split("\n")) if line.strip().startswith("────"))


def test_the_title_has_room_or_is_said_shorter() -> None:
    between = Week(2026, 46), Week(2026, 47)
    assert words.titles(6, between)[:2] == ("Review · six people · weeks 46 to 47", "Six people · weeks 46 to 47")
    assert words.titles(1, None) == ("Review · one person", "One person", "One person", "1 person")
    assert words.titles(0, None) == ("Review",)


@pytest.mark.parametrize("size", [(80, 24), (70, 20)], ids=lambda size: f"{size[0]}x{size[1]}")
async def test_the_heading_is_whole_in_a_narrow_window(tmp_path: Path, size: tuple[int, int]) -> None:
    folder = put(tmp_path / "team", 3)
    (folder / "late.json").write_bytes(share_bytes(share(4, 1)))
    async with review(folder).run_test(size=size) as pilot:
        heading = (await press(pilot)).split("\n")[0]
        assert heading.startswith(" Four people")
        assert "…" not in heading
        (folder / "late.json").unlink()
        heading = (await press(pilot, "r")).split("\n")[0]
        assert heading.startswith((" 3 people", " Three people"))


async def test_where_few_rows_stand_all_there_is_to_say_of_one_has_room_and_nothing_moves(tmp_path: Path) -> None:
    folder = put(tmp_path / "team", 4)
    async with review(folder).run_test(size=(80, 24)) as pilot:
        first = await press(pilot, "2")
        assert words.MORE_ON_PAGE not in first
        assert "Waiting for" in first or "open for" in first
        second = await press(pilot, "down")
        assert words.HELP in second
        assert words.MORE_ON_PAGE not in second
        assert rule_at(first) == rule_at(second)


async def test_what_has_no_room_below_many_rows_is_said_to_be_there(tmp_path: Path) -> None:
    folder = put(tmp_path / "team", 12)
    async with review(folder).run_test(size=(80, 24)) as pilot:
        first = await press(pilot, "2")
        assert f"… {words.MORE_ON_PAGE}" in first
        assert rule_at(first) == rule_at(await press(pilot, "down"))


async def test_how_many_more_there_are_counts_things_and_no_headings(tmp_path: Path) -> None:
    write_team(tmp_path / "team", 1, 12)
    app = review(tmp_path / "team")
    async with app.run_test(size=(80, 24)) as pilot:
        screen = await press(pilot, "enter")
        more = next(line for line in screen.split("\n") if "more ↓" in line)
        assert isinstance(app.screen, ReviewPersonScreen)
        body = app.screen.body
        assert body.view is not None
        below = screen.split("\n").index(more) - next(
            n for n, line in enumerate(screen.split("\n")) if line.startswith(" ▌")
        )
        left = [one for one in body.view.rows[body.at + below :] if one]
        assert more.strip() == f"{len(left)} more ↓"


async def test_an_answer_marks_the_ask_of_whom_it_went_to_and_no_other(tmp_path: Path) -> None:
    folder = tmp_path / "team"
    folder.mkdir()
    ask = ShareEscalation("a-same", "Captions", share(0).first, "ask")
    for n in (0, 1):
        (folder / f"{n}.json").write_bytes(share_bytes(replace(share(n), asks=(ask,))))
    app = review(folder)
    async with app.run_test(size=(80, 24)) as pilot:
        screen = await press(pilot, "4", "a", *"March", "enter")
        assert [one.to for one in app.reading.folder.replies] == [person(0)]
        assert screen.count("✓ replied") == 1
        assert "March" in screen
        assert "March" not in await press(pilot, "down")


async def test_a_file_found_to_be_unsound_moves_nothing(tmp_path: Path) -> None:
    write_team(tmp_path / "team", 3, 2)
    whole = next(iter(sorted((tmp_path / "team").glob("*W46.json"))))
    whole.write_bytes(whole.read_bytes().replace(b'"hours": ', b'"hours": 9999', 1))
    app = review(tmp_path / "team")
    async with app.run_test(size=(80, 24)) as pilot:
        before = (await press(pilot, "2")).split("\n")
        await until(pilot, lambda: words.unread_notice(1) in shown(app), "the notice")
        after = (await press(pilot, "down", "up")).split("\n")
        assert words.unread_notice(1) in "\n".join(after)
        named = [next(n for n, line in enumerate(lines) if "Ada Okafor" in line) for lines in (before, after)]
        assert named[0] == named[1]


async def test_weeks_beside_the_usual_are_marked(tmp_path: Path) -> None:
    folder = tmp_path / "team"
    folder.mkdir()
    for n, hours in enumerate((47.0, 40.5, 31.0)):
        week = replace(share(n).weeks[0], hours=hours, usual_hours=40.0, days_not_said=0, days_worked=5)
        weeks = [replace(week, week=week.week.shifted(-back), hours=40.0) for back in range(6, 0, -1)]
        first = weeks[0].week.monday
        (folder / f"{n}.json").write_bytes(share_bytes(replace(share(n), first=first, weeks=(*weeks, week), leave=())))
    async with review(folder).run_test(size=(80, 24)) as pilot:
        screen = await press(pilot, "2")
        lines = [" ".join(line.split()) for line in screen.split("\n")]
        assert any(" 47 ▴ 40 " in line for line in lines)
        assert any(" 40.5 40 " in line for line in lines)
        assert any(" 31 ▾ 40 " in line for line in lines)


@pytest.mark.parametrize("view", ["1", "2", "3", "4", "5"])
async def test_what_is_left_out_by_words_is_said_on_every_page_with_the_way_back(tmp_path: Path, view: str) -> None:
    write_team(tmp_path / "team", 6, 2)
    async with review(tmp_path / "team").run_test(size=(80, 24)) as pilot:
        lines = (await press(pilot, "slash", *"price", "enter", view)).split("\n")
        assert "“price” (Esc: clear)" in lines[0]
        assert " esc show all " in lines[-1]
        lines = (await press(pilot, "escape")).split("\n")
        assert "six people" in lines[0].casefold()
        assert " esc show all " not in lines[-1]


async def test_the_key_back_from_a_person_is_shown_whatever_is_selected(tmp_path: Path) -> None:
    write_team(tmp_path / "team", 4, 12)
    app = review(tmp_path / "team")
    async with app.run_test(size=(80, 24)) as pilot:
        screen = await press(pilot, "enter")
        last = ""
        while screen != last:
            assert " esc back " in screen.split("\n")[-1]
            last, screen = screen, await press(pilot, "down")


def test_what_is_said_after_a_reply_fits_on_its_line() -> None:
    for message in (
        words.NO_FOLDER,
        words.reply_written("Chiara Lindqvist-Montefiore", date(2026, 11, 23)),
        words.reply_written("Chiara", date(2026, 11, 23), date(2026, 11, 30), date(2026, 12, 12)),
        words.reply_not_written("permission denied"),
    ):
        assert len(message) <= 78


async def test_a_week_somebody_else_did_not_share_says_so(tmp_path: Path) -> None:
    folder = tmp_path / "team"
    folder.mkdir()
    for n in (0, 1):
        (folder / f"{n}.json").write_bytes(share_bytes(share(n, n)))
    app = review(folder)
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "enter")
        assert isinstance(app.screen, ReviewPersonScreen)
        while app.screen.selected_week() is None:
            await press(pilot, "down")
        assert words.NO_WEEK not in await press(pilot, "enter")
        assert words.NO_WEEK in await press(pilot, "right_square_bracket")


async def test_a_reply_that_needs_words_says_that_nothing_was_written(tmp_path: Path) -> None:
    write_team(tmp_path / "team", 2, 1)
    async with review(tmp_path / "team").run_test(size=(80, 24)) as pilot:
        assert "from Kim; visible to anyone who can open the folder" in await press(pilot, "b")
        assert words.NOTHING_WRITTEN in await press(pilot, "enter")
        assert not list((tmp_path / "team").glob("reply-*"))


@pytest.mark.parametrize("size", [(30, 8), (12, 3), (1, 1)], ids=lambda size: f"{size[0]}x{size[1]}")
async def test_every_page_survives_a_window_that_is_too_small_for_it(tmp_path: Path, size: tuple[int, int]) -> None:
    write_team(tmp_path / "team", 3, 3)
    (tmp_path / "team" / "empty.json").touch()
    app = review(tmp_path / "team")
    async with app.run_test(size=(80, 24)) as pilot:
        for view in "123456":
            await press(pilot, view)
            await resize(pilot, *size)
            await press(pilot, "down", "s", "up")
            await resize(pilot, 80, 24)
        await press(pilot, "2", "enter")
        await resize(pilot, *size)
        await press(pilot, "down")
        await resize(pilot, 80, 24)
        assert "esc back" in await press(pilot, "up")


async def test_a_week_that_runs_and_weeks_of_no_file_are_seen_as_that(tmp_path: Path) -> None:
    folder = tmp_path / "team"
    folder.mkdir()
    running = replace(share(0), made=datetime(2026, 11, 20, 16, tzinfo=UTC))
    (folder / "now.json").write_bytes(share_bytes(running))
    (folder / "before.json").write_bytes(share_bytes(share(0, 3)))
    app = review(folder)
    async with app.run_test(size=(80, 24)) as pilot:
        shown = await press(pilot, "2")
        assert "47~" in shown
        assert "Week 47: 44 h so far, usually 40 h for these days." in shown
        assert re.search("[▁-█]··[▁-█]", shown)
        assert "44 h so far, usually 40 h for these days" in await press(pilot, "enter")


@pytest.mark.parametrize(("people", "size"), [(3, (80, 24)), (12, (120, 40))])
async def test_details_stand_just_below_the_rows_and_are_narrow(
    tmp_path: Path, people: int, size: tuple[int, int]
) -> None:
    async with review(put(tmp_path / "team", people)).run_test(size=size) as pilot:
        first = await press(pilot, "2")
        lines = first.split("\n")
        last = max(n for n, line in enumerate(lines) if re.search(r" 47[ ~] ", line))
        assert rule_at(first) == last + 2
        assert all(len(line) <= 81 for line in lines[rule_at(first) + 1 : -1])
        assert rule_at(await press(pilot, "down")) == last + 2


async def test_all_columns_are_whole_in_the_narrowest_window(tmp_path: Path) -> None:
    async with review(put(tmp_path / "team", 12)).run_test(size=(70, 20)) as pilot:
        [headings] = [line for line in (await press(pilot, "2")).split("\n") if line.startswith("   name")]
        assert headings.split()[-3:] == ["open", "asks", "wins"]


async def test_what_numbers_cannot_show_is_said_in_full_in_the_smallest_window(tmp_path: Path) -> None:
    async with review(put(tmp_path / "team", 3)).run_test(size=ROOM) as pilot:
        assert " ".join(CANNOT_TELL.split()) in " ".join((await press(pilot, "2")).split())


@pytest.mark.parametrize("size", [(70, 20), (80, 24), (120, 40)], ids=lambda size: f"{size[0]}x{size[1]}")
async def test_titles_come_before_who_has_it_and_no_heading_is_last(tmp_path: Path, size: tuple[int, int]) -> None:
    write_team(tmp_path / "team", 1, 12)
    async with review(tmp_path / "team").run_test(size=size) as pilot:
        lines = (await press(pilot, "2", "enter")).split("\n")
        assert any("Spam wave in #help, as of" in line for line in lines)
        for _ in range(20):
            shown_rows = [line for line in lines[: rule_at("\n".join(lines))] if line.strip()]
            if shown_rows[-1].rstrip().endswith("more ↓"):
                assert not shown_rows[-2].startswith((" Open", " Wins", " Weeks")), shown_rows[-2]
            lines = (await press(pilot, "down")).split("\n")
