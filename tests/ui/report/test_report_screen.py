"""The report screen: a draft is shown, edited, saved and written to a file."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from textual import events

from cmcheckin.domain.checkin import CheckIn, Win
from cmcheckin.ui.app import CheckinApp
from cmcheckin.ui.kit.text_field import TextField
from tests.ui.app_made import MakeApp
from tests.ui.report.report_made import DAY, records
from tests.ui.screens_shown import press, shown

SIZES = [(80, 24), (120, 40)]


@pytest.mark.parametrize("size", SIZES)
async def test_r_opens_the_draft_with_what_the_marked_line_rests_on(make_app: MakeApp, size: tuple[int, int]) -> None:
    async with make_app(records()).run_test(size=size) as pilot:
        seen = await press(pilot, "r")
        assert "Report · Week 47 · 16–22 November" in seen
        assert "This is going well" in seen
        assert "Based on  Tue 17 Nov, Meetup filled in a day (event)" in seen
        for key in ("e edit", "x omit", "a add", "w write", "esc back", "? help", "q quit"):
            assert key in seen
        assert "for me alone" not in seen
        assert "worn" not in seen


async def test_an_empty_week_says_what_makes_a_report(make_app: MakeApp) -> None:
    async with make_app().run_test(size=(80, 24)) as pilot:
        seen = await press(pilot, "r")
        assert "Nothing to report for these days" in seen
        assert "e edit" not in seen
        for key in ("e", "x", "w", "enter", "o"):
            assert "This week has no lines yet. Press a to add one." in await press(pilot, key)


async def test_a_line_can_be_said_in_other_words_and_gets_its_first_ones_back(make_app: MakeApp) -> None:
    async with make_app(records()).run_test(size=(80, 24)) as pilot:
        await press(pilot, "r", "e", "ctrl+u")
        seen = await press(pilot, *"Full", "enter")
        assert "▌   Full\n" in seen
        assert "Meetup filled in a day (Tue" not in seen
        assert "edited" in seen
        seen = await press(pilot, "e", "ctrl+u", "enter")
        assert "Meetup filled in a day (Tue 17 Nov)" in seen


async def test_a_line_can_be_left_out_and_taken_in_again(make_app: MakeApp) -> None:
    async with make_app(records()).run_test(size=(80, 24)) as pilot:
        assert "(left out)" in await press(pilot, "r", "x")
        assert "(left out)" not in await press(pilot, "x")


async def test_a_line_of_ones_own_is_added_and_taken_away(make_app: MakeApp) -> None:
    async with make_app(records()).run_test(size=(80, 24)) as pilot:
        seen = await press(pilot, "r", "a", *"New", "enter")
        assert "▌   New" in seen
        assert "You added this line." in seen
        assert "New (left out)" in await press(pilot, "x")
        assert "(left out)" not in await press(pilot, "x")
        seen = await press(pilot, "e", "ctrl+u", "enter")
        assert "New" not in seen
        assert "draft · 3 of 8" in seen


async def test_what_is_typed_and_changed_comes_back_after_a_sudden_end(make_app: MakeApp) -> None:
    async def run(app: CheckinApp, *keys: str) -> str:
        async with app.run_test(size=(80, 24)) as pilot:
            return await press(pilot, *keys)

    await run(make_app(records()), "r", "x", "down", "e", *"xyz")
    seen = await run(make_app(), "r")
    assert "(left out)" in seen
    assert "(Tue 17 Nov)xyz" in seen
    assert "Edit this line" in seen
    assert "Unsaved text. Press Enter to save it, or Esc to discard it." in seen


async def test_it_is_written_privately_and_replaces_nothing_unasked(make_app: MakeApp, tmp_path: Path) -> None:
    async with make_app(records()).run_test(size=(80, 24)) as pilot:
        seen = await press(pilot, "r", "down", "x", "w", "enter")
        assert "Saved report-2026-W47.md in" in seen
        target = tmp_path / "exports" / "report-2026-W47.md"
        assert target.stat().st_mode & 0o777 == 0o600
        text = target.read_text()
        assert "Meetup filled in a day" in text
        assert "So patient" not in text
        target.write_text("mine")
        assert "Press w again to replace that file." in await press(pilot, "w", "enter")
        await press(pilot, "down", "w", "escape")
        assert target.read_text() == "mine"
        await press(pilot, "w", "enter", "w")
        assert "Meetup filled in a day" in target.read_text()
        seen = await press(pilot, "w", "end", "backspace", "backspace", *"pdf", "enter")
        assert "isn't .md, .txt or .html" in seen


async def test_a_folder_with_two_spaces_in_its_name_is_written_to(make_app: MakeApp, tmp_path: Path) -> None:
    (tmp_path / "for  Kim").mkdir()
    app = make_app(records())
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "r", "down", "x", "w")
        app.screen.query_one(TextField).post_message(events.Paste(f"{tmp_path}/for  Kim/r.md"))
        await press(pilot, "enter")
    assert (tmp_path / "for  Kim" / "r.md").exists()


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
async def test_a_folder_that_cannot_be_written_is_said(make_app: MakeApp, tmp_path: Path) -> None:
    (tmp_path / "exports").mkdir(mode=0o500)
    async with make_app(records()).run_test(size=(80, 24)) as pilot:
        assert "Nothing was written" in await press(pilot, "r", "w", "enter")


async def test_a_folder_that_is_missing_is_named(make_app: MakeApp) -> None:
    async with make_app(records()).run_test(size=(80, 24)) as pilot:
        seen = await press(pilot, "r", "w", "ctrl+u", *"/nowhere/deep/r.md", "enter")
        assert "Nothing was written: there's no folder /nowhere." in seen


async def test_weeks_can_be_paged_and_escape_goes_back(make_app: MakeApp) -> None:
    async with make_app(records()).run_test(size=(80, 24)) as pilot:
        assert "Week 46" in await press(pilot, "r", "left_square_bracket")
        assert "Week 47" in await press(pilot, "right_square_bracket")
        assert "Week 47 · 16–22 November" in await press(pilot, "escape")
        assert "Report" not in shown(pilot.app)


@pytest.mark.parametrize("size", [(80, 24), (80, 23), (70, 20)], ids=lambda size: f"{size[0]}x{size[1]}")
async def test_a_line_at_the_foot_is_shown_whole_or_not_at_all(make_app: MakeApp, size: tuple[int, int]) -> None:
    wins = tuple(Win(f"begin-{n} {'of a long line about a win ' * 5}end-{n}", f"w-{n}", "event") for n in range(9))
    async with make_app([CheckIn(DAY, mood=3, wins=wins)]).run_test(size=size) as pilot:
        seen = await press(pilot, "r")
        assert "more" in seen
        for _ in range(len(wins)):
            lines = seen.split("Based on")[0]
            for n in range(len(wins)):
                assert (f"begin-{n}" in lines) <= (f"end-{n}" in lines)
            seen = await press(pilot, "down")
        assert "end-8" in seen.split("Based on")[0]
