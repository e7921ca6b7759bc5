"""Random keys in the inbox, while replies come and go, never end the program or lose a reply."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from random import Random

import pytest

from cmcheckin.services.share_files import write_reply
from cmcheckin.ui.inbox.screen import InboxScreen
from tests.ui.app_made import MakeApp
from tests.ui.inbox.inbox_made import QUESTION, SIZES, records, replies, shared_folder, write_replies
from tests.ui.screens_shown import press

KEYS = (
    *["enter"] * 4, *["escape"] * 2, *["down"] * 3, "up", "left", "right", "pageup", "pagedown", "home", "end", "tab",
    "backspace", "ctrl+j", "ctrl+r", "f1", "f5", *"aklruR15x []漢",
)  # fmt: skip


@pytest.mark.parametrize(("seed", "size"), [(1, SIZES[0]), (2, SIZES[1])])
async def test_any_keys(make_app: MakeApp, tmp_path: Path, seed: int, size: tuple[int, int]) -> None:
    random = Random(seed)
    folder = shared_folder(tmp_path)
    write_replies(folder)
    app = make_app(records())
    async with app.run_test(size=size) as pilot:
        for n in range(80):
            if len(app.screen_stack) == 1:
                await press(pilot, "i")
            if random.random() < 0.05:
                write_reply(replace(QUESTION, id=f"r-{n + 10}", text=f"[/b] number {n}"), folder)
            lines = (await press(pilot, random.choice(KEYS))).splitlines()
            assert not app._exit
            assert max(map(len, lines)) <= size[0]
            if isinstance(app.screen, InboxScreen):
                assert lines[0].startswith(" Inbox")
    assert app.journal.problems == ()
    assert len(replies(app)) == len(list(folder.iterdir()))
