"""The first page of the review: what needs the manager, in the order in which it does, and marks of it."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cmcheckin.services import team_reader
from cmcheckin.services.follow_up import FollowUpStore
from cmcheckin.services.replying import offered_days
from cmcheckin.services.shared_folder import index
from cmcheckin.services.shared_folder.folder import read_folder
from cmcheckin.services.team_reader import TeamReader
from cmcheckin.sharing.codec import share_bytes
from cmcheckin.sharing.follow_up import item_key
from cmcheckin.sharing.share_file import ShareEscalation, ShareLeave, ShareResponse, ShareWin
from cmcheckin.ui.review import team_screen
from cmcheckin.ui.review.needs_you import FEW, allot
from cmcheckin.ui.review.person_screen import ReviewPersonScreen
from cmcheckin.ui.review.team_screen import ReviewScreen
from cmcheckin.wording import needs_you as words
from tests.sharing.team_examples import NAMES, person, share, write_team
from tests.ui.review.reviewing_made import review, team
from tests.ui.screens_shown import press, shown, until

SIZES = pytest.mark.parametrize("size", [(80, 24), (120, 40)], ids=lambda size: f"{size[0]}x{size[1]}")
ALIKE = ("Ada Okafor", "Ada Okafor", "陳美玲 陳美玲 陳美玲", "נועה לוי", "Ada Okafor")


def store_of(folder: Path) -> FollowUpStore:
    """Return the follow-up that `review(folder)` saves."""
    return FollowUpStore(folder.parent / "manager" / "follow-up.json", None)


def busy_team(folder: Path, people: int = 30, weeks: int = 26) -> Path:
    """Fill `folder` with a team in which everything waits: names that are equal or in other scripts, and leave."""
    folder.mkdir()
    for n in range(people):
        for back in range(weeks):
            made = replace(share(n, back), name=ALIKE[n % 5] if n % 2 else NAMES[n % len(NAMES)])
            if back == 0:
                crisis = ShareEscalation(f"e-big-{n}", "Doxxing attempt", made.first, "safety", 5 if n == 1 else 4)
                made = replace(made, escalations=(crisis,) if n % 7 == 1 else (), fields=(*made.fields, "responses"))
                if n == 8:
                    answer = ShareResponse("20261116-a", "question", "Thursday is fine", date(2026, 11, 20))
                    made = replace(made, responses=(answer,))
                if n == 4:
                    away = ShareLeave(date(2026, 11, 23), date(2026, 11, 27), 5)
                    made = replace(made, leave=(away,), fields=(*made.fields, "leave"))
            (folder / f"{n}-{back}.json").write_bytes(share_bytes(made))
    return folder


def headings(screen: str) -> list[str]:
    """Return the sections on `screen`, from the top."""
    starts = {line[1:].split("  ")[0]: line for line in screen.split("\n") if line.startswith(" ") and line[1:2] != " "}
    return [title for title in starts if title in words.SECTIONS.values()]


@SIZES
async def test_every_section_of_a_busy_team_of_thirty_is_on_the_first_screen(
    tmp_path: Path, size: tuple[int, int]
) -> None:
    app = review(busy_team(tmp_path / "team"))
    async with app.run_test(size=size) as pilot:
        screen = await press(pilot)
        lines = screen.split("\n")
        assert headings(screen) == list(words.SECTIONS.values())
        assert lines[2].startswith(" 5 asked for help · 10 asks · 1 crisis · 4 high · 1 answer · 30 to thank")
        assert "crisis  Doxxing attempt" in screen
        assert "“Thursday is fine”" in screen
        assert "more, press space" in screen
        assert all(len(line) <= size[0] for line in lines)
        assert len(lines) == size[1]


async def test_space_shows_every_row_and_space_again_a_few(tmp_path: Path) -> None:
    app = review(busy_team(tmp_path / "team", weeks=1))
    async with app.run_test(size=(80, 24)) as pilot:
        few = await press(pilot)
        every = await press(pilot, "space")
        found = app.reading.attention()
        view = team(app).body.view
        assert view is not None
        rows = [row for row in view.rows if row]
        assert len(rows) == sum(len(getattr(found, name)) for name in words.SECTIONS)
        assert "more ↓" in every
        assert await press(pilot, "space") == few


async def test_people_are_a_line_each_with_leave_and_old_files_dated(tmp_path: Path) -> None:
    folder = tmp_path / "team"
    busy_team(folder, 6, 1)
    (folder / "old.json").write_bytes(share_bytes(replace(share(40, 3), name="Zoe Old")))
    async with review(folder).run_test(size=(120, 40)) as pilot:
        screen = await press(pilot, "space", "end")
        [away] = [line for line in screen.split("\n") if "on leave until 27 Nov" in line]
        assert "Esra" in away
        [old] = [line for line in screen.split("\n") if "Zoe Old" in line and "h, usually" in line]
        assert old.rstrip().endswith("as of 1 Nov")


async def test_done_hides_an_entry_until_undone_and_survives_a_restart(tmp_path: Path) -> None:
    folder = tmp_path / "team"
    write_team(folder, 12, 2)
    app = review(folder)
    async with app.run_test(size=(80, 24)) as pilot:
        screen = await press(pilot)
        [first, *_] = app.reading.attention().help
        assert f"▌ {first.name}" in screen
        screen = await press(pilot, "x")
        assert words.MARKED["done"] in screen
        assert first.name not in [one.name for one in app.reading.attention().help]
        key = item_key("help", first.person, first.text)
        assert store_of(folder).load().marks[key].state == "done"
        await press(pilot, "end", "u")
        assert isinstance(app.screen, ReviewScreen)
        assert app.screen.body.selected == first
        assert store_of(folder).load().marks == {}
        await press(pilot, "home", "x")
    again = review(folder)
    async with again.run_test(size=(80, 24)) as pilot:
        await press(pilot)
        assert first.person not in [one.person for one in again.reading.attention().help]


async def test_an_entry_to_talk_about_says_so_and_the_same_key_removes_the_mark(tmp_path: Path) -> None:
    folder = tmp_path / "team"
    write_team(folder, 12, 2)
    async with review(folder).run_test(size=(80, 24)) as pilot:
        await press(pilot, "m")
        assert words.TO_TALK in await press(pilot, "down")
        assert words.TO_TALK not in await press(pilot, "up", "m", "down")


async def test_undo_selects_the_entry_that_comes_back(tmp_path: Path) -> None:
    folder = tmp_path / "team"
    write_team(folder, 12, 2)
    app = review(folder)
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot)
        before = team(app).body.selected
        await press(pilot, "x", "down", "down", "u")
        assert team(app).body.selected == before


async def test_help_that_was_replied_to_says_when(tmp_path: Path) -> None:
    folder = tmp_path / "team"
    folder.mkdir()
    (folder / "a.json").write_bytes(share_bytes(replace(share(0), wins=(), escalations=(), asks=(), help="Nights off")))
    app = review(folder)
    async with app.run_test(size=(80, 24)) as pilot:
        screen = await press(pilot, "d", *"Take two", "enter", *"3 dec to 4 dec", "enter")
        assert "saved, for Thu 3 to Fri 4 Dec." in screen
        assert "replied 23 Nov" in await press(pilot, "home")
        assert "time off from Kim, 23 Nov: Take two" in shown(app)


async def test_thanked_wins_and_answered_asks_leave_the_page(tmp_path: Path) -> None:
    folder = tmp_path / "team"
    folder.mkdir()
    wins = tuple(ShareWin(f"w-{n}", date(2026, 11, 18 + n), f"Win {n}") for n in range(2))
    ask = ShareEscalation("a-1", "Captions", date(2026, 11, 2), "ask")
    (folder / "a.json").write_bytes(share_bytes(replace(share(0), wins=wins, asks=(ask,), escalations=(), help="")))
    app = review(folder)
    async with app.run_test(size=(80, 24)) as pilot:
        assert "1 ask · 1 to thank" in await press(pilot)
        screen = await press(pilot, "a", *"March", "enter")
        assert "1 ask" not in screen
        assert "“Win 1”, and 1 more" in screen
        assert "“Win 0”" in await press(pilot, "t", "enter")
        assert "and 1 more" not in shown(app)
        screen = await press(pilot, "t", "enter")
        assert words.NOTHING_WAITS in screen
        assert "press w to ask" in " ".join(screen.split())
        marks = {key: mark.state for key, mark in store_of(folder).load().marks.items()}
        assert sorted(marks.values()) == ["answered", "thanked", "thanked"]


async def test_an_offer_asks_for_its_days_and_a_question_can_be_asked_of_anybody(tmp_path: Path) -> None:
    folder = tmp_path / "team"
    write_team(folder, 3, 1)
    app = review(folder)
    async with app.run_test(size=(80, 24)) as pilot:
        assert words.DAYS_PROMPT in await press(pilot, "d", *"Both are yours", "enter")
        assert "4 dec" in await press(pilot, *"4 dec to 3 nov 2026", "enter")
        assert not list(folder.glob("reply-*"))
        await press(pilot, *["backspace"] * 10, *"5 dec", "enter")
        await press(pilot, "end")
        last = team(app).selected_person()
        assert last is not None
        await press(pilot, "w", *"Would Thursday help?", "enter")
    replies = {reply.kind: reply for reply in read_folder([str(folder)]).replies}
    assert (replies["time"].first, replies["time"].last) == (date(2026, 12, 4), date(2026, 12, 5))
    assert replies["question"].text == "Would Thursday help?"
    assert replies["question"].to == last.person


async def test_an_unsent_reply_is_there_after_a_restart(tmp_path: Path) -> None:
    folder = tmp_path / "team"
    write_team(folder, 3, 1)
    app = review(folder)
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "2", "b", *"Two tickets")
        app.save_drafts()
    async with review(folder).run_test(size=(80, 24)) as pilot:
        assert "Two tickets" in await press(pilot, "2", "b")


async def test_a_damaged_follow_up_is_named_and_refuses_marks_but_not_replies(tmp_path: Path) -> None:
    folder = tmp_path / "team"
    write_team(folder, 3, 1)
    store = store_of(folder)
    store.path.parent.mkdir()
    store.path.write_text("{")
    async with review(folder).run_test(size=(80, 24)) as pilot:
        assert "follow-up.json" in "".join((await press(pilot)).split())
        assert "Not marked:" in await press(pilot, "escape", "x")
        assert store.path.read_text() == "{"
        assert "The reply was saved, but your" in await press(pilot, "b", *"Yes", "enter")
        assert words.NOTES_UNREADABLE in await press(pilot, "down")
        store.path.unlink()
        assert words.NOTES_UNREADABLE not in await press(pilot, "r")
        assert len(list(folder.glob("reply-*"))) == 1


async def test_enter_opens_the_person_with_the_entry_selected(tmp_path: Path) -> None:
    folder = tmp_path / "team"
    folder.mkdir()
    asks = tuple(ShareEscalation(f"a-{n}", f"Ask {n}", date(2026, 11, 2 + n), "ask") for n in range(2))
    (folder / "a.json").write_bytes(share_bytes(replace(share(0), asks=asks, escalations=(), help="")))
    app = review(folder)
    async with app.run_test(size=(80, 24)) as pilot:
        screen = await press(pilot, "down", "enter")
        assert isinstance(app.screen, ReviewPersonScreen)
        assert "▌ Ask 1" in screen


async def test_rows_and_headings_are_clicked_too(tmp_path: Path) -> None:
    app = review(busy_team(tmp_path / "team", weeks=1))
    async with app.run_test(size=(80, 24)) as pilot:
        lines = (await press(pilot)).split("\n")
        row = next(n for n, line in enumerate(lines) if line.startswith(" Asks awaiting")) + 1
        await pilot.click(offset=(4, row))
        assert shown(app).split("\n")[row].startswith(" ▌ ")
        await pilot.click(offset=(4, row - 1))
        assert "more ↓" in await press(pilot)
        assert "press space" not in shown(app)


async def test_a_filter_applies_to_every_section(tmp_path: Path) -> None:
    folder = tmp_path / "team"
    write_team(folder, 12, 2)
    async with review(folder).run_test(size=(80, 24)) as pilot:
        screen = await press(pilot, "slash", *"hana", "enter")
        assert headings(screen) == ["Not thanked yet", "People"]
        assert "Nothing matches" in await press(pilot, "slash", *"zz", "enter")


@given(st.lists(st.integers(1, 40), min_size=1, max_size=6), st.integers(1, 60))
def test_rows_fit_and_no_section_gets_more_while_an_earlier_one_has_less(counts: list[int], lines: int) -> None:
    shown_rows = allot(counts, lines)
    assert all(0 <= number <= most for number, most in zip(shown_rows, counts, strict=True))
    assert sum(shown_rows) <= max(lines - len(counts), 0)
    if sum(counts) + len(counts) <= lines:
        assert shown_rows == counts
    for number, most, after in zip(shown_rows, counts, shown_rows[1:], strict=False):
        assert number >= min(most, after, FEW)


def test_the_days_of_an_offer_are_the_next_ones() -> None:
    today = date(2026, 11, 23)
    assert offered_days("", today) == (None, None)
    assert offered_days("23 nov", today) == (today, today)
    assert offered_days("friday", today) == (date(2026, 11, 27), date(2026, 11, 27))
    assert offered_days("thursday to friday", today) == (date(2026, 11, 26), date(2026, 11, 27))
    assert offered_days("2026-12-30..2 jan", today) == (date(2026, 12, 30), date(2027, 1, 2))
    refused = ("soon", "2026-11-20", "2026-12-02 to 2026-12-01", "4 dec to 3 dec", "2029-01-01", "yesterday")
    for text in (*refused, "9999-12-31"):
        with pytest.raises(ValueError, match=r"\.$"):
            offered_days(text, today)


def test_a_newer_file_brings_a_done_request_back(tmp_path: Path) -> None:
    folder = tmp_path / "team"
    folder.mkdir()
    (folder / "a.json").write_bytes(share_bytes(replace(share(0), help="A hand")))
    app = review(folder)
    app.notes.change(lambda notes: notes.mark(item_key("help", person(0), "A hand"), "done", date(2026, 11, 23)))
    assert app.reading.attention().help == ()
    later = replace(share(0), help="A hand", made=datetime(2026, 11, 24, 9, tzinfo=UTC))
    (folder / "b.json").write_bytes(share_bytes(later))
    app.clock = type(app.clock)(datetime(2026, 11, 24, 12, tzinfo=UTC) + timedelta(hours=1))  # type: ignore[call-arg]
    app.reload()
    [one] = app.reading.attention().help
    assert one.mark is not None


async def test_people_of_a_larger_team_are_compared_after_the_first_page_and_nothing_else_moves(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(team_screen, "COMPARED_FIRST", 5)
    write_team(tmp_path / "team", 12, 14)
    app = review(tmp_path / "team")
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "down")
        before = team(app).body.selected
        await until(pilot, lambda: not app.reading.not_read(), "all")
        await until(pilot, lambda: team(app)._checking is None, "the end of the checks")
        assert team(app).body.selected == before


async def test_people_of_a_team_too_large_for_memory_are_marked_too(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_team(tmp_path / "team", 12, 14)
    last = share(3)
    busy = replace(last, weeks=(replace(last.weeks[0], hours=75.0),), made=last.made + timedelta(hours=1))
    (tmp_path / "team" / "busy.json").write_bytes(share_bytes(busy))
    small = TeamReader(read_folder([str(tmp_path / "team")]), date(2026, 11, 23))
    small.read_weeks()
    monkeypatch.setattr(team_screen, "COMPARED_FIRST", 5)
    monkeypatch.setattr(team_reader, "MOST_READ", 8)
    app = review(tmp_path / "team")
    async with app.run_test(size=(80, 24)) as pilot:
        await until(pilot, lambda: not app.reading.not_compared(), "all")
        assert app.reading.outside() == small.outside() == {person(3)}
        assert app.reading.not_read(12), "their weeks don't stay in memory"


async def test_the_index_is_there_before_the_weeks_of_a_large_team_are_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Otherwise, a manager who has seen the first page and quits would never have a quick start."""
    check = team_screen.ReviewScreen._check
    monkeypatch.setattr(index, "FEW_FILES", -1)
    monkeypatch.setattr(team_screen, "COMPARED_FIRST", 5)
    monkeypatch.setattr(team_screen.ReviewScreen, "_check", lambda _: None)
    write_team(tmp_path / "team", 12, 2)
    app = review(tmp_path / "team", cache=str(tmp_path / "cache"))
    async with app.run_test(size=(80, 24)):
        check(team(app))
        assert len(list((tmp_path / "cache").iterdir())) == 1
        assert app.reading.not_compared()


async def test_a_page_of_a_larger_team_opens_without_reading_everybody(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    check = team_screen.ReviewScreen._check
    monkeypatch.setattr(team_screen, "COMPARED_FIRST", 5)
    monkeypatch.setattr(team_screen.ReviewScreen, "_check", lambda _: None)
    write_team(tmp_path / "team", 30, 2)
    app = review(tmp_path / "team")
    async with app.run_test(size=(80, 24)) as pilot:
        first = team(app)
        await press(pilot, "enter")
        assert app.screen is not first
        assert app.reading.not_read()
        while app.reading.not_read():
            check(first)
        person = app.screen
        assert isinstance(person, ReviewPersonScreen)
        question = app.reading.recent(person.person).questions[0]
        await until(pilot, lambda: question.text[:40] in shown(app), "the question of now")
        assert question.text[:40] in await press(pilot, "o")


async def test_what_was_marked_to_talk_about_is_in_the_one_to_one(tmp_path: Path) -> None:
    folder = tmp_path / "team"
    folder.mkdir()
    ask = ShareEscalation("a-1", "Captions for the calls", date(2026, 11, 2), "ask")
    (folder / "a.json").write_bytes(share_bytes(replace(share(0), wins=(), asks=(ask,), escalations=(), help="")))
    async with review(folder).run_test(size=(80, 24)) as pilot:
        lines = (await press(pilot, "m", "o")).split("\n")
        at = next(n for n, line in enumerate(lines) if "To talk about" in line)
        assert "Captions for the calls" in lines[at + 1]
        assert "To talk about" not in await press(pilot, "f", "f")
        assert words.TO_TALK not in await press(pilot, "escape"), "they talked about it"
        assert "To talk about" in await press(pilot, "m", "o"), "marked for the next talk, on the day of this one"
        await press(pilot, "f", "f")
        assert "To talk about" in await press(pilot, "u")


async def test_the_pages_date_what_is_old_and_say_who_is_on_leave(tmp_path: Path) -> None:
    folder = busy_team(tmp_path / "team", 6, 1)
    (folder / "old.json").write_bytes(share_bytes(replace(share(3, 3), person="p-old", name="Zoe Old")))
    async with review(folder).run_test(size=(120, 40)) as pilot:
        lines = (await press(pilot, "2")).split("\n")
        assert "as of 1 Nov" in next(line for line in lines if "Zoe Old" in line)
        assert " on leave " in next(line for line in lines if "Esra" in line)
        [old] = [line for line in (await press(pilot, "4")).split("\n") if "Zoe Old" in line]
        assert "A public date for single sign-on, as of 1 Nov" in old
