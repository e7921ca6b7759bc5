"""Pictures of a nudge on the week, its explanation, and someone to talk to, drawn by the program itself."""

from __future__ import annotations

from datetime import date, datetime

import pytest

from cmcheckin.cli.demo_data import demo_records
from cmcheckin.settings import parse
from tests.ui.app_made import NOW, MakeApp
from tests.ui.screens_shown import press
from tests.ui.test_screenshots import SIZES, keep_or_compare, picture

MORNING = date(2026, 9, 21)
"""A morning of the demo data that has a card."""
CONFIG = (
    'timezone = "Europe/Berlin"\n[support]\npeer = "Sam, who runs the Berlin meetups"\n'
    'employee_assistance = "0800 555 0199, day and night"\ncountry = "GB"\n'
)
PICTURES = (
    ("week-note", "z snooze 2 weeks", ()),
    ("why", "Shown when", ("w",)),
    ("support", "Emergency", ("escape", "f2")),
)


@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
async def test_the_pictures_show_what_the_program_shows(
    make_app: MakeApp, size: tuple[int, int], request: pytest.FixtureRequest
) -> None:
    update = bool(request.config.getoption("--update-screenshots"))
    made = datetime.fromisoformat(NOW)
    records = [one for one in demo_records(made.date(), made.tzinfo) if one.day <= MORNING]
    logged = [one for one in records if one.type != "workday" or one.day < MORNING]
    app = make_app(logged, settings=parse(CONFIG), now=f"{MORNING}T08:40:00+02:00")
    async with app.run_test(size=size) as pilot:
        for name, text, keys in PICTURES:
            assert text in await press(pilot, *keys), name
            keep_or_compare(f"{name}-{size[0]}x{size[1]}", picture(app), update)
