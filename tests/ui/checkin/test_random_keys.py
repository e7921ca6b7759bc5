"""Random keys neither end the program, nor leave the screen, nor save invalid records."""

from __future__ import annotations

from pathlib import Path
from random import Random

import pytest

from cmcheckin.ui.checkin.screen import CheckinScreen
from cmcheckin.ui.week.screen import WeekScreen
from tests.ui.app_session import SMALL, AppHome, checkin, escalation

KEYS = (
    *["enter"] * 6, "escape", "tab", "shift+tab", "up", "down", "left", "right", "backspace", "delete", "ctrl+s", "f1",
    "ctrl+j", "home", "end", "pageup", "pagedown", *"12345678swhredlnamoy?9.,: xLOWS[]/²漢",
)  # fmt: skip
PASTES = ("[x]\x1b[31m a\nb", "9,5", "2026-11-19 02:10", "x" * 600)


@pytest.mark.parametrize("seed", [1, 2])
async def test_any_keys_in_any_order(tmp_path: Path, seed: int) -> None:
    random = Random(seed)
    app_home = AppHome(tmp_path / "home", config='[[metrics]]\nname = "posts"\n')
    app_home.keep(
        [checkin("2026-10-20", wins=[{"id": "w-1", "text": "Docs", "long_term": True}]), checkin("2026-11-16")]
    )
    app_home.keep([escalation(5), escalation(6, kind="ask", severity=None)])
    async with app_home.open_app(SMALL) as me:
        for n in range(70):
            chance = random.random()
            if chance < 0.02:
                await me.paste(random.choice(PASTES))
            elif chance < 0.03:
                app_home.keep([checkin("2026-11-20", mood=random.randint(1, 5))])  # another window
            else:
                await me.press(random.choice(KEYS))
            if isinstance(me.app.screen, WeekScreen):
                await me.press("c")
            assert not me.app._exit
            if n % 30 == 0 and isinstance(me.app.screen, CheckinScreen):
                assert me.clipped() == []
    assert len(app_home.kept) > 3
    assert app_home.journal.problems == ()
