"""The footers of all screens with the longest data, and what clicks on the report, share, review and inbox do."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
from textual.pilot import Pilot

from cmcheckin.domain.checkin import CheckIn, Community, Win
from cmcheckin.domain.escalation import Escalation
from cmcheckin.domain.records import Record
from cmcheckin.services import share_preferences
from cmcheckin.services.share_files import write_reply
from cmcheckin.sharing.codec import NAME_LENGTH, share_bytes
from cmcheckin.sharing.share_file import Reply, ShareEscalation
from cmcheckin.ui.base_app import BaseApp
from cmcheckin.ui.kit.frame import KeyLine
from cmcheckin.ui.review.page import FolderList
from cmcheckin.ui.share.screen import ShareScreen
from tests.sharing.team_examples import share, write_team
from tests.ui.app_made import MakeApp
from tests.ui.report.report_made import DAY, records
from tests.ui.review.reviewing_made import review
from tests.ui.screens_shown import painted, press, resize

LONG = "word " * 99 + "done"
SCREENS: dict[str, tuple[str, ...]] = {
    "week": (),
    "week before": ("left_square_bracket",),
    "day": ("d",),
    "trends": ("t",),
    **{f"trends, {name}": ("t", key) for name, key in zip(("months", "year", "patterns", "rest"), "mypr", strict=True)},
    "support": ("f2",),
    "report": ("r",),
    "report, edited": ("r", "down", "x", "end"),
    "share, fields": ("s",),
    "share, entries": ("s", "enter", "down", "down", "down"),
    "share, preview": ("s", "enter", "enter"),
    "share, end of preview": ("s", "enter", "enter", "end"),
    "share, written": ("s", "enter", "enter", "w", "enter"),
    "inbox": ("i",),
    "wins": ("b",),
    "wins, left out": ("b", "space", "p"),
    "wins, all": ("b", "p", "p", "p", "end"),
    "wins, none": ("b", "left_square_bracket"),
    "escalations": ("x",),
    "escalations, read": ("x", "enter"),
    "escalations, causes": ("x", "c"),
    "escalations, cause": ("x", "c", "enter"),
    "review, needs you": (),
    "review, all that needs you": ("space", "end"),
    "review, people": ("2",),
    "review, filtered": ("slash", *"word", "enter"),
    "review, open": ("3",),
    "review, asks": ("4",),
    "review, wins": ("5",),
    "review, files": ("6",),
    "review, person": ("2", "enter", "end"),
    "review, read": ("2", "enter", "end", "up"),
    "review, week": ("2", "enter", "end", "enter"),
}
"""Keys that open each screen."""


def long_records() -> list[Record]:
    """Return a week with many texts of the greatest length."""
    at = datetime.fromisoformat("2026-11-17T11:00:00+01:00")
    wins = tuple(Win(f"{n} {LONG}"[:500], f"w-{n}", "event", sender="Ines") for n in range(9))
    held = [Escalation(f"e-{n}", LONG[:200], at, "conduct", 5, 90, cause=LONG[:200], status="open") for n in range(9)]
    return [CheckIn(DAY, at, 4, 2, 1, (), Community(4, LONG), wins), *held]


def long_team(folder: Path) -> Path:
    """Fill `folder` with files whose names and texts have the greatest length, and return it."""
    folder.mkdir()
    for n in range(12):
        made = share(n)
        wins = tuple(replace(win, text=LONG) for win in made.wins)
        held = tuple(ShareEscalation(f"e-{k}", LONG[:200], made.first, "safety", 5) for k in range(3))
        asks = (ShareEscalation("a-1", LONG[:200], date(2026, 9, 1), "ask"),)
        longest = replace(
            made, name=f"{n} {'Name ' * 40}"[:NAME_LENGTH], wins=wins, escalations=held, asks=asks, help=LONG
        )
        (folder / f"{n}.json").write_bytes(share_bytes(longest))
    return folder


def app_for(name: str, make_app: MakeApp, tmp_path: Path) -> BaseApp:
    """Return the app of the screen `name`."""
    if name.startswith("review"):
        return review(long_team(tmp_path / "team"))
    folder = tmp_path / "shared"
    folder.mkdir()
    share_preferences.save(tmp_path / "share.json", share_preferences.SharePreferences("p-me", folder=str(folder)))
    reply = Reply("r-1", "p-me", "cover", LONG, datetime(2026, 11, 10, 16, tzinfo=UTC), sender="Name " * 20)
    write_reply(reply, folder)
    return make_app(long_records())


@pytest.mark.parametrize("name", SCREENS)
async def test_the_footer_has_whole_keys_below_a_blank_line(make_app: MakeApp, tmp_path: Path, name: str) -> None:
    app = app_for(name, make_app, tmp_path)
    async with app.run_test(size=(70, 20)) as pilot:
        await press(pilot, *SCREENS[name])
        for columns, rows in ((70, 20), (80, 24), (120, 40)):
            await resize(pilot, columns, rows)
            lines = (await press(pilot)).split("\n")
            footer, above = lines[-1].strip(), lines[-2].strip()
            pairs = [f"{key} {label}" for key, label in app.screen.query_one(KeyLine).pairs()]
            shown = footer.split("  ")
            assert [pair for pair in shown if pair not in pairs] == []
            assert {"? help", "q quit"} & {*pairs} <= {*shown}
            assert ("esc back" in shown) == ("esc back" in pairs)
            assert above == "" or columns == 70, "the smallest window may need the line"
            assert max(map(len, lines)) <= columns
            assert len(lines) == rows


async def test_a_preview_that_scrolls_names_its_keys_and_counts_its_lines_to_the_end(make_app: MakeApp) -> None:
    async with make_app(long_records()).run_test(size=(80, 24)) as pilot:
        seen = await press(pilot, "s", "enter", "enter")
        assert "↑ ↓ scroll" in seen
        assert "Page Down for more" in seen
        [total] = re.findall(r"1–\d+ of (\d+)", seen)
        assert f"–{total} of {total} · Page Up to go back" in await press(pilot, "end")
        lines = seen.split("\n")
        assert lines[4] in await press(pilot, "home")


async def click_on(pilot: Pilot[Any], text: str, right: int = 0) -> str:
    """Click the first place where `text` is on the screen, `right` cells further, and return the screen."""
    lines = (await press(pilot)).split("\n")
    [y, *_] = [n for n, line in enumerate(lines) if text in line]
    await pilot.click(offset=(lines[y].index(text) + right, y))
    await painted(pilot.app)
    return await press(pilot)


async def test_a_click_selects_a_row_and_a_click_on_its_box_includes_it(make_app: MakeApp) -> None:
    async with make_app(long_records()).run_test(size=(80, 24)) as pilot:
        await press(pilot, "s")
        screen = pilot.app.screen
        assert isinstance(screen, ShareScreen)
        assert "▌ [ ] asks" in await click_on(pilot, "[ ] asks", right=5)
        assert "▌ [✓] asks" in await click_on(pilot, "[ ] asks")
        assert "asks" in screen.draft.selection.fields
        assert "entries  2 of 3" in await click_on(pilot, "⏎ next")
        assert "x include" in await click_on(pilot, "[✓] 3 word")
        assert "x omit" in await click_on(pilot, "x include")


async def test_a_click_selects_a_line_of_the_report(make_app: MakeApp) -> None:
    async with make_app(records()).run_test(size=(80, 24)) as pilot:
        await press(pilot, "r")
        assert "1 of " in (await press(pilot)).split("\n")[0]
        assert "2 of " in (await click_on(pilot, "So patient")).split("\n")[0]


async def test_a_click_shows_a_page_of_the_review_and_selects_a_row_but_no_title(tmp_path: Path) -> None:
    write_team(tmp_path / "team", 12, 12)
    app = review(tmp_path / "team")
    async with app.run_test(size=(80, 24)) as pilot:
        assert "▌5 wins" in await click_on(pilot, "5 wins")
        assert "▌2 people" in await click_on(pilot, "people  3")
        assert "▌ Ben" in await click_on(pilot, "Ben Castillo")
        assert "Wins to celebrate" in await click_on(pilot, "⏎ open")
        before = app.screen.query_one(FolderList).at
        await click_on(pilot, "Wins to celebrate")
        assert app.screen.query_one(FolderList).at == before
        assert "▌ 16 Nov" in await click_on(pilot, "16 Nov")


async def test_a_long_win_can_be_read_to_its_end_on_a_persons_page(tmp_path: Path) -> None:
    app = review(long_team(tmp_path / "team"))
    async with app.run_test(size=(80, 24)) as pilot:
        seen = await press(pilot, "5", "enter", "end", "up")
        while " Nov  word" not in next(line for line in seen.split("\n") if line.startswith(" ▌")):
            seen = await press(pilot, "up")
        assert "⏎ read" in seen
        assert "word done" not in seen
        seen = await press(pilot, "enter", "end", *["down"] * 5)
        assert "word done" in seen
        assert "⏎ read" in await press(pilot, "escape")
