"""Pictures of the wins of a half-year and of one kind, drawn by the program itself."""

from __future__ import annotations

from datetime import datetime

import pytest

from cmcheckin.cli.demo_data import CONFIG, demo_records
from cmcheckin.settings import parse
from tests.ui.app_made import NOW, MakeApp
from tests.ui.screens_shown import press
from tests.ui.test_screenshots import SIZES, keep_or_compare, picture

PICTURES = (
    ("wins", "second half of 2026", ("b", "p", "down", "down")),
    ("wins-thanks", "only thanks received", ("f",) * 6),
)


@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
async def test_the_pictures_show_what_the_program_shows(
    make_app: MakeApp, size: tuple[int, int], request: pytest.FixtureRequest
) -> None:
    update = bool(request.config.getoption("--update-screenshots"))
    now = datetime.fromisoformat(NOW)
    app = make_app(demo_records(now.date(), now.tzinfo), settings=parse(CONFIG))
    async with app.run_test(size=size) as pilot:
        for name, text, keys in PICTURES:
            assert text in await press(pilot, *keys), name
            keep_or_compare(f"{name}-{size[0]}x{size[1]}", picture(app), update)
