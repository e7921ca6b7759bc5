"""Random keys on the escalations, while another window changes them, never end the program or lose one."""

from __future__ import annotations

from pathlib import Path
from random import Random

import pytest

from cmcheckin.services.escalations import save_update
from cmcheckin.ui.app import Start
from cmcheckin.ui.escalations.screen import EscalationsScreen
from tests.ui.app_session import LARGE, SMALL, AppHome, checkin, escalation

KEYS = (
    *["enter"] * 4, *["escape"] * 2, "down", "up", "left", "right", "pageup", "pagedown", "home", "end", "tab",
    "backspace", "f1", "f5", *"swhreoacu15x []漢",
)  # fmt: skip


@pytest.mark.parametrize(("seed", "size"), [(1, SMALL), (2, LARGE)])
async def test_any_keys(tmp_path: Path, seed: int, size: tuple[int, int]) -> None:
    random = Random(seed)
    home = AppHome(tmp_path / "home")
    causes = ("price change", "Price  change", None, "[/b]", "app")
    home.keep([checkin("2026-11-20"), *(escalation(n, title=f"T{n} [/b]", cause=causes[n]) for n in range(5))])
    async with home.open_app(size, Start("week")) as me:
        for _ in range(70):
            if len(me.app.screen_stack) == 1:
                await me.press("x")
            if random.random() < 0.05:
                item = random.choice(list(home.journal.escalations()))
                save_update(home.journal, item, {"minutes": random.randrange(500)}, "elsewhere", home.clock.now())
            await me.press(random.choice(KEYS))
            assert not me.app._exit
            if isinstance(me.app.screen, EscalationsScreen):
                assert me.clipped() == []
    assert home.journal.problems == ()
    assert len(home.journal.escalations()) == 5
