"""Pictures of the steps to a share file, drawn by the program itself."""

from __future__ import annotations

from datetime import datetime

import pytest

from cmcheckin.cli.demo_data import demo_records
from tests.ui.app_made import NOW, MakeApp
from tests.ui.screens_shown import press
from tests.ui.test_screenshots import SIZES, keep_or_compare, picture

PICTURES = (
    ("share-1-fields", "Choose what", ("s",)),
    ("share-2-entries", "this file", ("enter", "e", *"Ada", "enter", *["down"] * 4, "x")),
    ("share-3-content", "This is everything", ("enter",)),
)


@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
async def test_the_pictures_show_what_the_program_shows(
    make_app: MakeApp, size: tuple[int, int], request: pytest.FixtureRequest
) -> None:
    update = bool(request.config.getoption("--update-screenshots"))
    made = datetime.fromisoformat(NOW)
    app = make_app(demo_records(made.date(), made.tzinfo))
    async with app.run_test(size=size) as pilot:
        for name, said, keys in PICTURES:
            assert said in await press(pilot, *keys), name
            keep_or_compare(f"{name}-{size[0]}x{size[1]}", picture(app), update)
