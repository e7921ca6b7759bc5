"""Pictures of a nudge on the week, its explanation, and someone to talk to, drawn by the program itself."""

from __future__ import annotations

from datetime import date

from cmcheckin.settings import parse
from tests.ui.app_made import MakeApp
from tests.ui.pictures import Pictures, Steps, demo

MORNING = date(2026, 9, 21)
"""A morning of the demo data that has a card."""
CONFIG = (
    'timezone = "Europe/Berlin"\n[support]\npeer = "Sam, who runs the Berlin meetups"\n'
    'employee_assistance = "0800 555 0199, day and night"\ncountry = "GB"\n'
)
PICTURES: Steps = (
    ("week-note", "z snooze 2 weeks", []),
    ("why", "Shown when", ["w"]),
    ("support", "Emergency", ["escape", "f2"]),
)


async def test_the_pictures_show_what_the_program_shows(make_app: MakeApp, pictures: Pictures) -> None:
    records = [one for one in demo() if one.day <= MORNING]
    logged = [one for one in records if one.type != "workday" or one.day < MORNING]
    app = make_app(logged, settings=parse(CONFIG), now=f"{MORNING}T08:40:00+02:00")
    async with app.run_test(size=pictures.size) as pilot:
        await pictures.compare(pilot, PICTURES)
