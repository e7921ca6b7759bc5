"""Random keys in the setup never end the program, and what they save can be read."""

from __future__ import annotations

from pathlib import Path
from random import Random

import pytest
from textual import events

from cmcheckin.settings import load
from cmcheckin.ui.setup.screen import SetupScreen
from tests.ui.screens_shown import painted
from tests.ui.setup.test_setup_screen import LARGE, SMALL, first_start

KEYS = (
    *["enter"] * 2, "escape", "up", "down", "home", "end", "left", "right", "backspace", "delete", "tab", "shift+tab",
    "f1", "f2", "ctrl+u", "ctrl+k", *"mon-fri9:18,0 berl/\\\"'[]#=漢²",
)  # fmt: skip
PASTES = ("[x]\x1b[31m a\nb", "Europe/Berlin", "Mon-Fri, 9-17", '"""', "9" * 600, "٣-٤ mon")


@pytest.mark.parametrize("seed", range(2))
async def test_any_keys_in_any_order(tmp_path: Path, seed: int) -> None:
    random = Random(seed)
    async with first_start(tmp_path, random.choice((SMALL, LARGE))) as setup:
        for _ in range(120):
            if random.random() < 0.05:
                setup.app.post_message(events.Paste(random.choice(PASTES)))
                await painted(setup.app)
            else:
                await setup.press(random.choice(KEYS))
            assert not setup.app._exit
            if setup.config.exists():
                break
            if isinstance(setup.app.screen, SetupScreen):
                assert len(setup.marked) == 1
        while not setup.config.exists():
            await setup.press("escape")
        assert not isinstance(setup.app.screen, SetupScreen)
        assert load(setup.config).problems == ()
