"""Leaving out numbers and lines of a week, answering, and seeing what each format will hold, on the share screen."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import pytest

from cmcheckin.domain.records import Record
from cmcheckin.domain.reply_state import ReplyState
from cmcheckin.sharing.codec import read_share
from cmcheckin.ui.app import CheckinApp
from tests.ui.app_made import MakeApp
from tests.ui.screens_shown import press, shown
from tests.ui.share.share_made import records

SIZES = pytest.mark.parametrize("size", [(80, 24), (120, 40)], ids=lambda size: f"{size[0]}x{size[1]}")
AT = datetime.fromisoformat("2026-11-18T09:00:00+01:00")


def answered() -> list[Record]:
    state = ReplyState(
        "r-1.0011223344556677", AT, "acted", "question", "Ines", AT, "Would Thursday help?",
        answer="Thursday would help", answered_at=AT,
    )  # fmt: skip
    return [*records(), state]


@SIZES
async def test_a_week_opens_to_its_numbers_and_one_of_them_is_left_out(
    make_app: MakeApp, tmp_path: Path, size: tuple[int, int]
) -> None:
    async with make_app(records()).run_test(size=size) as pilot:
        seen = await press(pilot, "s", "enter", "end")
        assert "▌ ▸   Week 47" in seen
        assert "→ open" in seen
        assert "x omit" not in seen
        seen = await press(pilot, "right")
        assert "▌ ▾   Week 47" in seen
        assert "[✓] Hours             9 h" in seen, "its rows are in sight"
        seen = await press(pilot, "down", "x")
        assert "[ ] Hours             9 h (left out)" in seen
        assert "1 left out" in seen
        assert "e edit" not in seen
        assert "Without its hours, this week doesn't show its usual" in " ".join(seen.split())
        assert "▌ ▸   Week 47" in await press(pilot, "left")
        for _ in range(4):
            seen = await press(pilot, "enter" if "preview" not in seen else "v")
            assert "9 h" not in seen
        await press(pilot, "w", "ctrl+u", *str(tmp_path / "out"), "enter")
    [file] = (tmp_path / "out").glob("*.json")
    assert read_share(file.read_bytes()).weeks[0].hours is None


async def test_a_line_about_the_community_is_reworded_or_left_out(make_app: MakeApp) -> None:
    app = make_app(records())
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "s", *["down"] * 12, "space", "enter", "end", "space", "end")
        seen = shown(app)
        assert "▌   [✓] The community     excited" in seen
        seen = await press(pilot, "e", "ctrl+u", *"hopeful", "enter")
        assert "[✓] The community     hopeful" in seen
        assert "hopeful" in await press(pilot, "enter", "end")
        seen = await press(pilot, "escape", "x")
        assert "hopeful (left out)" in seen


async def test_what_was_left_out_stays_left_out_after_a_sudden_end(make_app: MakeApp) -> None:
    async def run(app: CheckinApp, *keys: str) -> str:
        async with app.run_test(size=(80, 24)) as pilot:
            return await press(pilot, *keys)

    await run(make_app(records()), "s", "enter", "end", "space", "down", "x")
    seen = await run(make_app(), "s", "end", "space", "down")
    assert "[ ] Hours             9 h (left out)" in seen


@SIZES
async def test_answers_are_proposed_shown_edited_and_marked_as_shared(
    make_app: MakeApp, tmp_path: Path, size: tuple[int, int]
) -> None:
    app = make_app(answered())
    async with app.run_test(size=size) as pilot:
        seen = await press(pilot, "s", "end")
        assert "[✓] answers to replies" in seen
        seen = await press(pilot, "enter", "down", "down")
        assert "Your answers to replies" in seen
        assert "▌ [✓] Thursday would help" in seen
        assert "Also shown: to your question · Wed 18 Nov" in seen
        seen = await press(pilot, "e", *" a lot", "enter")
        assert "[✓] Thursday would help a lot" in seen
        seen = await press(pilot, "enter")
        assert "Answers to your replies" in seen
        await press(pilot, "w", "ctrl+u", *str(tmp_path / "out"), "enter")
        assert [state.shared for state in app.journal.reply_states()] == [app.clock.today()]
    [file] = (tmp_path / "out").glob("*.json")
    assert [(one.reply, one.text) for one in read_share(file.read_bytes()).responses] == [
        ("r-1", "Thursday would help a lot")
    ]


async def test_without_an_answer_nothing_is_asked_about_answers(make_app: MakeApp) -> None:
    async with make_app(records()).run_test(size=(80, 24)) as pilot:
        assert "answers" not in await press(pilot, "s", "end")
        assert "answers" not in (await press(pilot, "enter")).lower()


@SIZES
async def test_v_and_a_click_show_what_each_format_will_hold(make_app: MakeApp, size: tuple[int, int]) -> None:
    async with make_app(records()).run_test(size=size) as pilot:
        seen = await press(pilot, "s", "enter", "enter")
        assert "● to read   ○ JSON   ○ web page   ○ Markdown" in seen
        seen = await press(pilot, "v")
        assert "○ to read   ● JSON" in seen
        assert "1  {" in seen
        assert '2   "cmcheckin": "share",' in seen
        seen = await press(pilot, "v")
        assert "● web page" in seen
        assert "All text of the web page" in seen
        seen = await press(pilot, "v")
        assert "1  # Week 47" in seen
        assert "● to read" in await press(pilot, "v")
        await pilot.click("PagedView", offset=(17, 0))
        assert "● JSON" in await press(pilot)


@SIZES
async def test_the_fields_fit_or_scroll(make_app: MakeApp, size: tuple[int, int]) -> None:
    async with make_app(answered()).run_test(size=size) as pilot:
        seen = await press(pilot, "s", "end")
        assert "▌ [✓] answers to replies" in seen
