"""Pictures of the history, drawn by the program itself."""

from __future__ import annotations

from cmcheckin.cli.demo_data import CONFIG
from cmcheckin.settings import parse
from tests.ui.app_made import MakeApp
from tests.ui.history.history_made import filtered, opened
from tests.ui.pictures import Pictures, demo
from tests.ui.screens_shown import press


async def test_the_pictures_show_what_the_program_shows(make_app: MakeApp, pictures: Pictures) -> None:
    app = make_app(demo(), settings=parse(CONFIG))
    async with app.run_test(size=pictures.size) as pilot:
        await opened(pilot)
        calendar = ["left", "left", "shift+left", "shift+left"]
        await pictures.compare(pilot, (("history", "November 2026", calendar),))
        await press(pilot, "escape")
        await filtered(pilot, "meetup")
        await pictures.compare(pilot, (("history-filter", "matches on", ["enter", "down", "down"]),))
