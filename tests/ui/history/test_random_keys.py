"""Random keys in the history never end the program, and what it shows stays in its place."""

from __future__ import annotations

from pathlib import Path
from random import Random

import pytest

from cmcheckin.ui.checkin.screen import CheckinScreen
from cmcheckin.ui.history.screen import HistoryScreen
from cmcheckin.ui.week.screen import WeekScreen
from tests.ui.app_session import LARGE, AppHome, checkin, escalation

KEYS = (
    *["up", "down", "left", "right"] * 3, "enter", "escape", "pageup", "pagedown", "home", "end", "space", "backspace",
    "tab", "slash", "shift+up", "shift+right", "ctrl+r", "f1", "delete", *"ddllhuuvgnwe[]y -\"a:<=3漢²",
)  # fmt: skip
PASTES = ("[x]\x1b[31m a\nb", "mood<=2 -kind:thanks", 'from:2026-13 "', "2026-11-02", "x" * 600)


@pytest.mark.parametrize(("seed", "size"), [(2, LARGE), (3, (70, 20))])
async def test_any_keys_in_any_order(tmp_path: Path, seed: int, size: tuple[int, int]) -> None:
    random = Random(seed)
    home = AppHome(tmp_path / "home")
    win = {"id": "w-1", "text": "Docs [/b] 漢字 " * 9, "kind": "thanks", "from": "Ines"}
    home.keep([checkin("2026-11-16", wins=[win], note="a [b] note"), checkin("2025-11-20"), escalation(5)])
    async with home.open_app(size) as me:
        for _ in range(70):
            if isinstance(me.app.screen, CheckinScreen) and me.app.screen.form.date.isoformat() == "2026-11-20":
                await me.press("escape", "escape")
                me.app.go_to("history")
                await me.press()
            if isinstance(me.app.screen, WeekScreen):
                await me.press("slash")
            if random.random() < 0.05:
                await me.paste(random.choice(PASTES))
            else:
                await me.press(random.choice(KEYS))
            assert not me.app._exit
            if isinstance(me.app.screen, HistoryScreen):
                assert me.clipped() == []
