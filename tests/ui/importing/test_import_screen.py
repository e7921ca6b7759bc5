"""The screen that imports a file: questions, the preview, decisions, saving and undo."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from textual import events

from cmcheckin.domain.checkin import CheckIn
from cmcheckin.ui.app import CheckinApp
from cmcheckin.ui.kit.text_field import TextField
from tests.cli.test_import_other_programs import DAYLIO, TOGGL
from tests.ui.app_made import MakeApp
from tests.ui.screens_shown import press


@pytest.fixture
def diary(tmp_path: Path) -> str:
    (tmp_path / "d.csv").write_text(DAYLIO)
    return str(tmp_path / "d.csv")


def open_file(path: str) -> list[str]:
    """Return the keys that open the file `path` from the week."""
    return ["ctrl+p", *"import a file", "enter", "enter", *path, "enter"]


def checkins(app: CheckinApp) -> list[CheckIn]:
    return list(app.journal.everything().checkins)


async def test_a_diary_is_imported_once_its_moods_are_known_and_u_undoes_it(make_app: MakeApp, diary: str) -> None:
    app = make_app()
    async with app.run_test(size=(80, 24)) as pilot:
        seen = await press(pilot, *open_file(diary))
        assert "Moods, from 1 rough to 5 great" in seen
        assert "▌ Zen" in seen
        assert "1 rough   2 low   3 okay   4 good   5 great   - not used" in seen
        seen = await press(pilot, "enter")
        assert "This needs an answer first." in seen
        seen = await press(pilot, "5", "enter")
        assert "Daylio, 8–9 March 2026" in seen
        assert "check-ins   with a mood   with a note   win" in seen
        assert re.search("5 great .* 1   Zen", seen)
        assert checkins(app) == []
        seen = await press(pilot, "enter")
        assert "Imported 2 records." in seen
        assert [checkin.mood for checkin in checkins(app)] == [3, 5]
        seen = await press(pilot, "u", "u")
        assert "Undone" in seen
        assert "Press Enter to import this." in seen
        assert checkins(app) == []


async def test_a_file_with_two_spaces_in_its_name_is_opened(make_app: MakeApp, diary: str) -> None:
    path = Path(diary).rename(Path(diary).with_name("d  2.csv"))
    app = make_app()
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, *open_file("")[:-1])
        app.screen.query_one(TextField).post_message(events.Paste(f"{path}\n"))
        assert "Moods, from 1 rough to 5 great" in await press(pilot, "enter")


async def test_tags_become_feelings_or_mark_wins(make_app: MakeApp, diary: str) -> None:
    app = make_app()
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, *open_file(diary), "4")
        seen = await press(pilot, "down", "f")
        assert "feeling: " in seen
        seen = await press(pilot, "w")
        assert "marks a win" in seen
        seen = await press(pilot, "w", "f", "t", *"worn out", "enter")
        assert "feeling: worn out" in seen
        await press(pilot, "enter", "enter")
        assert ["worn out"] in [list(checkin.feelings) for checkin in checkins(app)]


async def test_where_the_file_and_the_log_differ_the_user_decides(make_app: MakeApp, diary: str) -> None:
    app = make_app([CheckIn.read({"date": "2026-03-09", "mood": 2})])
    async with app.run_test(size=(80, 24)) as pilot:
        seen = await press(pilot, *open_file(diary), "5", "enter")
        seen = " ".join(seen.split())
        assert "1 value differs. Press l to keep your log, or f to use the file." in seen
        assert "⏎ import" not in seen
        await press(pilot, "enter")
        assert [checkin.mood for checkin in checkins(app)] == [2]
        seen = await press(pilot, "l")
        assert "your log is kept" in seen
        seen = await press(pilot, "f")
        assert "the file is used" in seen
        await press(pilot, "enter")
        assert [checkin.mood for checkin in checkins(app)] == [3, 5]


async def test_lines_that_cannot_be_read_are_skipped_only_on_request(make_app: MakeApp, diary: str) -> None:
    Path(diary).write_text(DAYLIO + '2026-13-45,x,Monday,10:00 pm,meh,"","",""\n')
    app = make_app()
    async with app.run_test(size=(80, 24)) as pilot:
        seen = await press(pilot, *open_file(diary), "5", "enter")
        assert "1 line can't be read. Press s to import the rest." in seen
        assert "Line 4 has no date" in seen
        await press(pilot, "enter")
        assert checkins(app) == []
        seen = await press(pilot, "s")
        assert "won't be imported" in seen
        await press(pilot, "enter")
        assert len(checkins(app)) == 2


async def test_arrows_choose_among_the_options(make_app: MakeApp, tmp_path: Path) -> None:
    (tmp_path / "t.csv").write_text(TOGGL.format(user="Sam"))
    app = make_app()
    async with app.run_test(size=(80, 24)) as pilot:
        seen = await press(pilot, *open_file(str(tmp_path / "t.csv")))
        assert "Which of these are you?" in seen
        seen = await press(pilot, "right")
        assert "Kim" in seen
        seen = await press(pilot, "right", "enter")
        assert "3.5 h" in seen
        await press(pilot, "enter")
        assert [workday.hours for workday in app.journal.everything().workdays] == [3.5]


async def test_an_unknown_file_is_named_and_another_can_be_chosen(make_app: MakeApp, tmp_path: Path) -> None:
    (tmp_path / "x.txt").write_text("hello")
    app = make_app()
    async with app.run_test(size=(80, 24)) as pilot:
        seen = await press(pilot, *open_file(str(tmp_path / "x.txt")))
        assert "looks like plain text" in " ".join(seen.split())
        seen = await press(pilot, "escape")
        assert "Import a file" not in seen


async def test_escape_leads_from_the_questions_to_the_start_and_back(make_app: MakeApp, diary: str) -> None:
    app = make_app()
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, *open_file(diary), "5", "enter", "a")
        seen = await press(pilot, "escape")
        assert "Press Enter to import this." in seen
        seen = await press(pilot, "escape")
        assert "Bring the records you already keep." in seen
        assert "Import a file" not in await press(pilot, "escape")
        assert checkins(app) == []


async def test_what_was_logged_meanwhile_is_shown_before_it_is_saved(make_app: MakeApp, diary: str) -> None:
    app = make_app()
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, *open_file(diary), "5", "enter")
        app.journal.save([CheckIn.read({"date": "2026-03-08", "mood": 1})], why="test")
        seen = await press(pilot, "enter")
        assert "Your log has changed in the meantime." in seen
        assert "1 value differs." in seen
        assert [checkin.mood for checkin in checkins(app)] == [1]
