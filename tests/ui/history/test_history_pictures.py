"""Pictures of the history, drawn by the program itself."""

from __future__ import annotations

from datetime import datetime

import pytest

from cmcheckin.cli.demo_data import CONFIG, demo_records
from cmcheckin.settings import parse
from tests.ui.app_made import NOW, MakeApp
from tests.ui.history.history_made import filtered, opened
from tests.ui.screens_shown import press
from tests.ui.test_screenshots import SIZES, keep_or_compare, picture


@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
async def test_the_pictures_show_what_the_program_shows(
    make_app: MakeApp, size: tuple[int, int], request: pytest.FixtureRequest
) -> None:
    update = bool(request.config.getoption("--update-screenshots"))
    made = datetime.fromisoformat(NOW)
    app = make_app(demo_records(made.date(), made.tzinfo), settings=parse(CONFIG))
    stale = []
    async with app.run_test(size=size) as pilot:
        await opened(pilot)
        assert "November 2026" in await press(pilot, "left", "left", "shift+left", "shift+left")
        drawn = [("history", picture(app))]
        await press(pilot, "escape")
        assert "matches on" in await filtered(pilot, "meetup")
        await press(pilot, "enter", "down", "down")
        drawn.append(("history-filter", picture(app)))
        for name, svg in drawn:
            try:
                keep_or_compare(f"{name}-{size[0]}x{size[1]}", svg, update)
            except AssertionError as error:
                stale.append(str(error))
    assert not stale, "\n".join(stale)
