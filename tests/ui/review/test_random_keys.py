"""Random keys on the report, and on the manager's app while its files change, never end the program."""

from __future__ import annotations

from pathlib import Path
from random import Random

import pytest

from cmcheckin.ui.report.screen import ReportScreen
from cmcheckin.ui.week.screen import WeekScreen
from tests.sharing.team_examples import write_team
from tests.ui.app_session import LARGE, SMALL, AppHome, checkin, escalation
from tests.ui.review.reviewing_made import review
from tests.ui.screens_shown import press, shown

KEYS = (
    *["enter"] * 6, *["down"] * 4, "escape", "up", "pageup", "pagedown", "home", "end", "left", "right", "backspace",
    "f1", "tab", "space", *"123456sxmuoeawtabcdirnjkf+[]/? []漢²",
)  # fmt: skip
SEEDS = pytest.mark.parametrize(("seed", "size"), [(1, SMALL), (2, LARGE)])


@SEEDS
async def test_any_keys_on_the_report(tmp_path: Path, seed: int, size: tuple[int, int]) -> None:
    random = Random(seed)
    app_home = AppHome(tmp_path / "home")
    win = {"id": "w-1", "text": "Docs [/b]", "kind": "thanks", "from": "Ines"}
    app_home.keep([checkin("2026-11-16", wins=[win]), checkin("2026-11-20", mood=3), escalation(5), escalation(6)])
    async with app_home.open_app(size) as me:
        for _ in range(70):
            if isinstance(me.app.screen, WeekScreen):
                await me.press("r")
            elif len(me.app.screen_stack) == 1:
                await me.press("escape")  # the check-in, come to from a week
            await me.press(random.choice(KEYS))
            assert not me.app._exit
            if isinstance(me.app.screen, ReportScreen):
                assert me.clipped() == []
    assert app_home.journal.problems == ()
    assert len(app_home.kept) >= 4


@SEEDS
async def test_any_keys_on_a_folder_that_changes(
    tmp_path: Path, seed: int, size: tuple[int, int], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)  # the keys may write a file
    random = Random(seed)
    folder = tmp_path / "team"
    write_team(folder, 6, 4)
    app = review(folder)
    async with app.run_test(size=size) as pilot:
        for _ in range(60):
            chance = random.random()
            files = sorted(folder.glob("*.json"))
            if chance < 0.06 and files:
                random.choice(files).write_bytes(b"\x00{")
            elif chance < 0.1 and files:
                random.choice(files).unlink()
            await press(pilot, random.choice([key for key in KEYS if key != "q"]))
            assert not app._exit
            assert len(shown(app).splitlines()) == size[1]
