"""The report screen with other windows, damaged drafts, long lines, odd files and small terminals."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest
from textual.widgets import Input

from cmcheckin.domain.checkin import CheckIn, Community, Win
from cmcheckin.journal import JournalError
from cmcheckin.services import report_session
from cmcheckin.ui.glyphs import ASCII
from tests.ui.app_made import MakeApp
from tests.ui.report.report_made import DAY, records
from tests.ui.screens_shown import press, resize


async def test_another_window_takes_nothing_away(make_app: MakeApp, tmp_path: Path) -> None:
    async with make_app(records()).run_test(size=(80, 24)) as pilot:
        await press(pilot, "r", "a", *"Mine", "enter")
        [draft] = (tmp_path / "drafts").glob("report-*.json")
        other = json.loads(draft.read_text())
        draft.write_text(json.dumps({**other, "out": ["win-w-2"], "own": {"well": ["Theirs", "Mine"]}}))
        seen = await press(pilot, "x")
        assert "changed in another window" in seen
        assert "Theirs" in seen
        assert "Mine" in seen
        await press(pilot, "home", "x")
        assert json.loads(draft.read_text())["out"] == ["win-w-1", "win-w-2"]


@pytest.mark.parametrize(
    "kept",
    [
        "{",
        "[]",
        '{"texts": {"win-w-1": 3}}',
        '{"own": {"well": ["\\u001b[31m"]}}',
        '{"typing": ["change", "own-well-x", "kept"]}',
        '{"typing": ["change", "own-well--1", "kept"], "own": {"well": ["a", "b"]}}',
        '{"typing": ["write", "felt", "/kept"]}',
    ],
)
async def test_a_damaged_draft_harms_nothing(make_app: MakeApp, tmp_path: Path, kept: str) -> None:
    (tmp_path / "drafts").mkdir()
    (tmp_path / "drafts" / "report-2026-11-16-2026-11-22.json").write_text(kept)
    async with make_app(records()).run_test(size=(80, 24)) as pilot:
        assert "Meetup filled in a day" in await press(pilot, "r")
        seen = await press(pilot, "enter" if "change" in kept else "down")
        assert "This is going well" in seen
        assert ("kept" in seen) == ("change" in kept)


async def test_words_for_a_line_that_is_gone_stay_as_a_line_of_ones_own(make_app: MakeApp, tmp_path: Path) -> None:
    (tmp_path / "drafts").mkdir()
    kept = {"typing": ["change", "win-gone", "half a sentence"]}
    (tmp_path / "drafts" / "report-2026-11-16-2026-11-22.json").write_text(json.dumps(kept))
    async with make_app(records()).run_test(size=(80, 24)) as pilot:
        assert "half a sentence" in await press(pilot, "r")
        seen = await press(pilot, "enter")
        assert "▌   half a sentence" in seen
        assert "Meetup filled in a day (Tue" in seen


async def test_a_draft_of_another_week_continues_where_it_was(make_app: MakeApp) -> None:
    app = make_app(records())
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "r", "e", *"xyz")
    async with make_app().run_test(size=(80, 24)) as pilot:
        seen = await press(pilot, "left_square_bracket", "r")
        assert "Edit this line" not in seen
        assert "xyz" in await press(pilot, "right_square_bracket")


async def test_a_long_draft_says_what_is_below_and_pages(make_app: MakeApp) -> None:
    wins = tuple(Win(f"Win number {n}", f"w-{n}", "event") for n in range(60))
    many = [*records()[1:], CheckIn(DAY, wins=wins)]
    async with make_app(many).run_test(size=(80, 24)) as pilot:
        seen = await press(pilot, "r")
        assert "1 of 64" in seen
        assert "Page Down: What came in · Outcomes" in seen
        assert "11 of 64" in await press(pilot, "pagedown")
        assert "1 of 64" in await press(pilot, "pageup")
        seen = await press(pilot, "end")
        assert "64 of 64" in seen
        assert "Page Down" not in seen


async def test_a_long_line_is_shown_whole(make_app: MakeApp) -> None:
    long = " ".join(f"word{n}" for n in range(60))
    async with make_app([CheckIn(DAY, wins=(Win(long, "w-1", "event"),))]).run_test(size=(80, 24)) as pilot:
        assert "word59" in await press(pilot, "r")


@pytest.mark.parametrize("size", [(20, 5), (40, 8), (60, 12), (200, 60)])
async def test_any_size_and_any_words_do(make_app: MakeApp, size: tuple[int, int]) -> None:
    hostile = CheckIn(DAY, wins=(Win("done [/] [@click=app.quit]x[/] [b]y \x1b[31mred 日本語" * 3, "w-1", "event"),))
    async with make_app([hostile, *records()[1:]]).run_test(size=size) as pilot:
        await press(pilot, "r", "down", "end", "home", "x", "e")
        await resize(pilot, 80, 24)
        seen = await press(pilot, "escape")
        assert "[@click=app.quit]x" in seen
        assert "\x1b" not in seen


@pytest.mark.parametrize("what", ["folder", "link"])
async def test_what_is_no_file_is_not_replaced_unasked(make_app: MakeApp, tmp_path: Path, what: str) -> None:
    target = tmp_path / "exports" / "report-2026-W47.md"
    target.parent.mkdir()
    if what == "folder":
        target.mkdir()
    else:
        target.symlink_to(tmp_path / "nowhere")
    async with make_app(records()).run_test(size=(80, 24)) as pilot:
        assert "Press w again to replace that file" in await press(pilot, "r", "w", "enter")
        if what == "folder":
            assert "Nothing was written" in await press(pilot, "w")
        assert [path.name for path in target.parent.iterdir()] == [target.name]


async def test_a_file_where_the_folder_would_be_is_said_and_not_taken_for_the_report(
    make_app: MakeApp, tmp_path: Path
) -> None:
    (tmp_path / "exports").write_text("mine")
    async with make_app(records()).run_test(size=(80, 24)) as pilot:
        seen = await press(pilot, "r", "w", "enter")
        assert "Press w again to replace that file" not in seen
        assert "not a directory" in seen


async def test_a_name_that_will_not_do_is_asked_for_again(make_app: MakeApp) -> None:
    async with make_app(records()).run_test(size=(80, 24)) as pilot:
        seen = await press(pilot, "r", "w", *"x", "enter")
        assert "end the file name in .md, .txt or .html." in seen  # the first letter replaced what was suggested
        seen = await press(pilot, "escape", "w", "end", *"x", "enter")
        assert "isn't .md, .txt or .html" in seen
        assert isinstance(pilot.app.focused, Input)
        assert pilot.app.focused.value.endswith("report-2026-W47.mdx")


async def test_changes_stay_when_the_disk_will_not_take_them(
    make_app: MakeApp, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise JournalError("The report's draft couldn't be saved")

    async with make_app(records()).run_test(size=(80, 24)) as pilot:
        await press(pilot, "r")
        monkeypatch.setattr(report_session, "save_edits", full)
        seen = await press(pilot, "a", *"Mine", "enter")
        assert "couldn't be saved" in seen
        assert "▌   Mine" in seen
        assert "▌   Mine" in await press(pilot, "question_mark", "escape")


async def test_every_key_of_the_foot_is_there_in_ascii_too(make_app: MakeApp) -> None:
    app = make_app(records())
    app.glyphs = ASCII
    async with app.run_test(size=(80, 24)) as pilot:
        seen = await press(pilot, "r")
        assert "enter open  esc back" in seen
        assert not set("⏎↓▌…") & set(seen)
        assert not set("⏎↓▌…") & set(await press(pilot, "e"))


async def test_each_day_a_line_rests_on_can_be_opened(make_app: MakeApp) -> None:
    checkins = [CheckIn(date(2026, 11, day), mood=3, community=Community(4)) for day in (16, 17, 19)]
    async with make_app(checkins).run_test(size=(80, 24)) as pilot:
        assert "Based on  Mon 16 Nov, community mood: good" in await press(pilot, "r")
        assert "▌ Mon 16" in await press(pilot, "enter")
        assert "Based on  Tue 17 Nov" in await press(pilot, "escape")
        assert "▌ Tue 17" in await press(pilot, "enter")
        assert "▌ Thu 19" in await press(pilot, "escape", "enter")
        assert "▌ Mon 16" in await press(pilot, "escape", "enter")


async def test_a_line_that_was_opened_and_not_changed_still_follows_its_entries(make_app: MakeApp) -> None:
    wins = (Win("long " * 99 + "end", "w-1", "event"), Win("short", "w-2", "event"))
    async with make_app([CheckIn(DAY, wins=wins)]).run_test(size=(80, 24)) as pilot:
        seen = await press(pilot, "r", "e", "enter", "down", "e", "enter")
        assert "draft · 2 of 2" in seen
        assert "end (Tue 17 Nov)" in seen


@pytest.mark.parametrize("way", [("r",), ("s", "enter", "enter")])
async def test_with_part_of_the_journal_unreadable_it_is_written_only_when_asked_twice(
    make_app: MakeApp, tmp_path: Path, way: tuple[str, ...]
) -> None:
    async with make_app(records()).run_test(size=(80, 24)) as pilot:
        (tmp_path / "journal" / "2025.other-0001.jsonl").write_text("garbage\n")
        seen = await press(pilot, *way, "w", "enter")
        assert "Part of your journal can't be read. Press w again" in " ".join(seen.split())
        assert not (tmp_path / "exports").exists()
        await press(pilot, "down", "w", "escape")  # any other key lets it go
        assert not (tmp_path / "exports").exists()
        await press(pilot, "w", "enter", "w")
        [target, *_] = sorted((tmp_path / "exports").iterdir())
        target.write_text("good, from before")
        # Behind the page of the written files, the week first shows what can't be read.
        await press(pilot, *(["enter", "enter", *way] if way[0] == "s" else []))
        seen = await press(pilot, "w", "enter", "w")  # that it is partial is one thing, that it replaces another
        assert "Press w again to replace" in " ".join(seen.split())
        assert target.read_text() == "good, from before"
        await press(pilot, "w")
        assert target.read_text() != "good, from before"
