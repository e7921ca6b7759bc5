"""Pictures of the inbox, drawn by the program itself.

`python -m pytest tests/ui/inbox/test_inbox_pictures.py --update-screenshots` draws them anew.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from cmcheckin.ui.app import Start
from tests.ui.app_made import MakeApp
from tests.ui.inbox.inbox_made import records, shared_folder, write_replies
from tests.ui.screens_shown import press
from tests.ui.test_screenshots import SIZES, keep_or_compare, picture


@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
async def test_the_picture_shows_replies_of_each_kind(
    make_app: MakeApp, tmp_path: Path, size: tuple[int, int], request: pytest.FixtureRequest
) -> None:
    write_replies(shared_folder(tmp_path))
    app = make_app(records(), start=Start("week"))
    async with app.run_test(size=size) as pilot:
        assert "leave planned" in await press(pilot, "i", "down", "k", "down", "l", "enter", "up", "home")
        update = bool(request.config.getoption("--update-screenshots"))
        keep_or_compare(f"inbox-{size[0]}x{size[1]}", picture(app), update)
