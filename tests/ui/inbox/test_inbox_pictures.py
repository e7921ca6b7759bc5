"""Pictures of the inbox, drawn by the program itself."""

from __future__ import annotations

from pathlib import Path

from tests.ui.app_made import MakeApp
from tests.ui.inbox.inbox_made import records, shared_folder, write_replies
from tests.ui.pictures import Pictures

KEYS = ["i", "down", "k", "down", "l", "enter", "up", "home"]


async def test_the_picture_shows_replies_of_each_kind(make_app: MakeApp, tmp_path: Path, pictures: Pictures) -> None:
    write_replies(shared_folder(tmp_path))
    async with make_app(records()).run_test(size=pictures.size) as pilot:
        await pictures.compare(pilot, (("inbox", "leave planned", KEYS),))
