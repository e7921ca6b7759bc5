"""The screen of wins: periods and kinds, what is left out, and what is copied and written."""

from __future__ import annotations

import os
from datetime import date, timedelta
from pathlib import Path

import pytest

from cmcheckin.domain.checkin import CheckIn, Win, WinCheck
from cmcheckin.ui.kit.line_widget import Line
from cmcheckin.ui.kit.painter import Painter
from cmcheckin.ui.wins.rows import WinsView
from tests.ui.app_made import MakeApp
from tests.ui.screens_shown import click, press, shown

SIZES = [(80, 24), (120, 40)]
TODAY = date(2026, 11, 20)
LONG = "A long win that goes on, " * 8 + "to its very end"


def records() -> list[CheckIn]:
    """Wins of three quarters of two years."""
    held = WinCheck(date(2026, 11, 12), 90, True)
    return [
        CheckIn(TODAY, mood=4, workload=3, wins=(Win("So patient", "w-1", "thanks", "Ana"), Win(LONG, "w-2", "event"))),
        CheckIn(date(2026, 10, 5), mood=4, wins=(Win("Slept", "w-3", "self"), Win("Meetup", "w-4", "event"))),
        CheckIn(date(2026, 8, 14), mood=4, wins=(Win("Rota", "w-5", "team", long_term=True, checks=(held,)),)),
        CheckIn(date(2025, 11, 3), mood=4, wins=(Win("Docs", "w-6", "content"),)),
    ]


@pytest.mark.parametrize("size", SIZES)
async def test_b_shows_the_quarter_by_kind_and_the_selected_win_in_full(
    make_app: MakeApp, size: tuple[int, int]
) -> None:
    async with make_app(records()).run_test(size=size) as pilot:
        seen = await press(pilot, "b")
        assert "Wins · October–December 2026 (Q4)" in seen
        assert "3 of 4 included" in seen
        assert "Three wins. One thank-you." in seen
        assert "Events (2)" in seen
        assert "to its very end" in seen
        assert "20 Nov · event" in seen
        assert "[✓] 20 Nov  “So patient”" in seen
        assert "from Ana" in seen
        assert "[ ]  5 Oct  Slept" in seen
        for key in ("space omit", "p period", "[ ] move", "w write", "c copy", "? help", "q quit"):
            assert key in seen


async def test_p_widens_the_period_and_brackets_move_it(make_app: MakeApp) -> None:
    async with make_app(records()).run_test(size=(80, 24)) as pilot:
        seen = await press(pilot, "b", "p")
        assert "second half of 2026" in seen
        assert "holds up after 90 days" in seen
        assert "Wins · 2026" in await press(pilot, "p")
        assert "Docs" not in shown(pilot.app)
        assert "Docs" in await press(pilot, "[")
        assert "Wins · 2025" in shown(pilot.app)
        seen = await press(pilot, "p", "p")
        assert "October–December 2025 (Q4)" in seen  # of the last day of the year that was shown
        await press(pilot, *"]]]]")
        assert "The next period hasn't begun yet." in await press(pilot, "]")
        seen = await press(pilot, "p", "p", "p")
        assert "all time" in seen
        assert "[ ] move" not in seen


async def test_f_shows_one_kind_after_the_other(make_app: MakeApp) -> None:
    async with make_app(records()).run_test(size=(80, 24)) as pilot:
        seen = await press(pilot, "b", "f")
        assert "only events" in seen
        assert "So patient" not in seen
        assert "only thanks received" in await press(pilot, "f")
        assert "only for yourself" in await press(pilot, "f")
        seen = await press(pilot, "[")
        assert "Press f for the other kinds" in seen
        assert "only" not in await press(pilot, "]", "f")


async def test_space_leaves_a_win_out_in_every_period_and_for_the_next_time(make_app: MakeApp) -> None:
    async with make_app(records()).run_test(size=(80, 24)) as pilot:
        seen = await press(pilot, "b", "down", "space")
        assert "▌ [ ]  5 Oct  Meetup" in seen
        assert "2 of 4 included" in seen
        assert "space include" in seen
        assert "Two wins." in seen
        assert "3 of 5 included" in await press(pilot, "p")
    async with make_app().run_test(size=(80, 24)) as pilot:
        assert "[ ]  5 Oct  Meetup" in await press(pilot, "b")
        assert "3 of 4 included" in await press(pilot, "down", "space")


async def test_it_is_written_privately_and_replaces_nothing_unasked(make_app: MakeApp, tmp_path: Path) -> None:
    file = tmp_path / "wins.html"
    async with make_app(records()).run_test(size=(80, 24)) as pilot:
        await press(pilot, "b", "w")
        assert "wins-2026-Q4.md" in shown(pilot.app)
        seen = await press(pilot, *str(file), "enter")
        assert "Saved wins.html in" in seen
        text = file.read_text()
        assert file.stat().st_mode & 0o777 == 0o600
        assert "So patient" in text
        assert "Slept" not in text
        os.truncate(file, 0)
        seen = await press(pilot, "w", *str(file), "enter")
        assert "Press w again to replace that file" in seen
        assert not file.read_text()
        assert "Saved wins.html" in await press(pilot, "w")
        assert "Meetup" in file.read_text()
        seen = await press(pilot, "w", *str(tmp_path / "wins.csv"), "enter")
        assert "isn't .md, .txt or .html" in seen


async def test_c_copies_what_is_included_as_text(make_app: MakeApp) -> None:
    async with make_app(records()).run_test(size=(80, 24)) as pilot:
        seen = await press(pilot, "b", "down", "space", "c")
        assert "Copied two wins." in seen
        assert "press w" in seen
        assert pilot.app.clipboard.startswith("Wins\nOctober–December 2026 (Q4)")
        assert "“So patient”, Ana (20 Nov)" in pilot.app.clipboard
        assert "Meetup" not in pilot.app.clipboard
        assert "Slept" not in pilot.app.clipboard
        await press(pilot, "up", "space", "down", "down", "space")
        assert "Every win is left out." in await press(pilot, "c")
        assert "Every win is left out." in await press(pilot, "w")


async def test_too_much_to_copy_is_said(make_app: MakeApp) -> None:
    many = [CheckIn(TODAY - timedelta(n), mood=4, wins=(Win("word " * 90, kind="event"),) * 10) for n in range(20)]
    async with make_app(many).run_test(size=(80, 24)) as pilot:
        assert "Too long to copy" in await press(pilot, "b", "c")
        assert not pilot.app.clipboard


async def test_enter_opens_the_day_and_escape_leads_back(make_app: MakeApp) -> None:
    async with make_app(records()).run_test(size=(80, 24)) as pilot:
        assert "Week 41" in await press(pilot, "b", "down", "enter")
        assert "Wins · October" in await press(pilot, "escape")
        assert "▌ [✓]  5 Oct  Meetup" in shown(pilot.app)
        assert "Week 47" in await press(pilot, "escape")


async def test_a_click_selects_a_win_and_one_on_its_box_leaves_it_out(make_app: MakeApp) -> None:
    async with make_app(records()).run_test(size=(80, 24)) as pilot:
        lines = (await press(pilot, "b")).splitlines()
        row = next(n for n, line in enumerate(lines) if "Meetup" in line)
        await pilot.click(offset=(20, row))
        assert "▌ [✓]  5 Oct  Meetup" in await press(pilot)
        for box in ("[ ]", "[✓]"):
            await pilot.click(offset=(4, row))
            assert f"▌ {box}  5 Oct  Meetup" in await press(pilot)


async def test_a_click_chooses_the_period(make_app: MakeApp) -> None:
    async with make_app(records()).run_test(size=(80, 24)) as pilot:
        await press(pilot, "b")
        for period in ("year", "half-year", "all", "quarter"):
            assert f"▐{period}▌" in await click(pilot, f" {period}")


async def test_empty_lists_say_the_next_step(make_app: MakeApp) -> None:
    async with make_app([CheckIn(TODAY, mood=4)]).run_test(size=(80, 24)) as pilot:
        seen = await press(pilot, "b")
        assert "No wins logged yet." in seen
        assert "then c to check in" in " ".join(seen.split())
        assert "space" not in seen
    async with make_app(records()).run_test(size=(80, 24)) as pilot:
        seen = await press(pilot, "b", *"[[")
        assert "No wins logged for April–June 2026 (Q2)." in seen
        assert "Press p for a longer period, or [ for the one before." in seen


async def test_a_win_that_was_left_out_stays_so_when_its_kind_becomes_private(make_app: MakeApp) -> None:
    async with make_app(records()).run_test(size=(80, 24)) as pilot:
        assert "[ ]  5 Oct  Meetup" in await press(pilot, "b", "down", "space")
    changed = records()[1]._replace(wins=(Win("Meetup", "w-4", "self"),))
    async with make_app([changed]).run_test(size=(80, 24)) as pilot:
        assert "[ ]  5 Oct  Meetup" in await press(pilot, "b")


async def test_with_part_of_the_journal_unreadable_it_is_written_only_when_asked_twice(
    make_app: MakeApp, tmp_path: Path
) -> None:
    async with make_app(records()).run_test(size=(80, 24)) as pilot:
        (tmp_path / "journal" / "2025.other-0001.jsonl").write_text("garbage\n")
        seen = await press(pilot, "b", "escape", "w", "enter")
        assert "Part of your journal can't be read. Press w again" in " ".join(seen.split())
        assert not (tmp_path / "exports").exists()
        await press(pilot, "down", "w", "escape")  # any other key cancels it
        assert not (tmp_path / "exports").exists()
        await press(pilot, "w", "enter", "w")
        [target] = (tmp_path / "exports").iterdir()
        assert target.name == "wins-2026-Q4.md"
        assert "So patient" in target.read_text()


@pytest.mark.parametrize("size", SIZES)
async def test_the_longest_win_is_read_in_full(make_app: MakeApp, size: tuple[int, int]) -> None:
    text = "a win of many words " * 24 + "to its last one"
    many = [CheckIn(TODAY - timedelta(n), mood=4, wins=(Win(text, kind="event"),)) for n in range(9)]
    async with make_app(many).run_test(size=size) as pilot:
        for keys in (("b",), ("end",)):
            seen = " ".join((await press(pilot, *keys)).split())
            assert text in seen
            assert "▌ [✓]" in seen


async def test_a_key_draws_what_is_in_sight_and_nothing_more(
    make_app: MakeApp, monkeypatch: pytest.MonkeyPatch
) -> None:
    many = [CheckIn(TODAY - timedelta(n), mood=4, wins=(Win(f"Win {n}", kind="event"),) * 30) for n in range(50)]
    drawn: list[int] = []
    draw = WinsView._row

    def draw_and_count(view: WinsView, painter: Painter, number: int, width: int) -> Line:
        drawn.append(number)
        return draw(view, painter, number, width)

    monkeypatch.setattr(WinsView, "_row", draw_and_count)
    async with make_app(many).run_test(size=(80, 24)) as pilot:
        await press(pilot, "b")
        drawn.clear()
        assert "1,500 of 1,500 included" in await press(pilot, "end")
        assert 5 < len(drawn) < 50
