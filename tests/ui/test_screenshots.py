"""The pictures of the README, drawn by the program itself: a morning on made-up data, step by step, and its week.

`python -m pytest tests/ui/test_screenshots.py --update-screenshots` draws them again.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from cmcheckin.cli.demo_data import CONFIG
from cmcheckin.settings import Settings, parse
from cmcheckin.ui.app import Start
from tests.ui.app_made import MakeApp
from tests.ui.importing.diary_years import three_years
from tests.ui.pictures import Pictures, Steps, demo
from tests.ui.screens_shown import press

MORNING: Steps = (
    ("checkin-1-workload", "workload ●", ["4"]),
    ("checkin-2-mood", "mood ●", ["enter", *"32tired, proud", "tab", "4", "tab", "tab", *"24"]),
    ("checkin-3-wins", "wins ●", ["enter", "y", "y", *"Three beginners answered each other", "enter"]),
    ("checkin-4-escalations", "escalations ●", ["enter", "enter", "w"]),
    ("checkin-5-review", "will be saved", ["s", "s", "enter"]),
    ("week", "Week 47", ["enter", "up"]),
)
RETURN: Steps = (
    ("checkin-1-gap", "Welcome back", ["4", *"leave until 10 nov", "enter"]),
    ("checkin-1-activities", "Moderation", ["d", *"9.5", "a", *"ms3"]),
)
TRENDS: Steps = (
    ("trends", "Week 45, 2–8 November", ["t", "left", "left"]),
    ("trends-months", "September 2026", ["m", "left", "left"]),
    ("trends-year", "2 mood", ["n", "y", "2", "left", "left", "up"]),
    ("trends-detail", "could have waited", ["d"]),
    ("trends-patterns", "What goes together", ["p"]),
    ("trends-rest", "taken back", ["r"]),
)
ESCALATIONS: Steps = (
    ("escalations", "by age, oldest first", ["x", "down"]),
    ("escalations-story", "Tue 17 Nov 02:10", ["enter"]),
    ("escalations-causes", "What each cause cost", ["escape", "c"]),
)
WINS: Steps = (
    ("wins", "second half of 2026", ["b", "p", "down", "down"]),
    ("wins-thanks", "only thanks received", ["f"] * 6),
)
REPORT: Steps = (("report", "This is going well", ["r", "down", "down"]),)
SHARE: Steps = (
    ("share-1-fields", "Choose what", ["s"]),
    ("share-2-entries", "this file", ["enter", "e", *"Ada", "enter", *["down"] * 4, "x"]),
    ("share-3-content", "This is everything", ["enter"]),
)
IMPORT: Steps = (
    ("import-questions", "How would you rate the mood “stormy”?", []),
    ("import-preview", "Press Enter to import this.", ["2", "5", "enter"]),
)


async def test_the_pictures_show_what_the_program_shows(make_app: MakeApp, pictures: Pictures) -> None:
    app = make_app(demo(), start=Start("checkin"), settings=parse(CONFIG))
    async with app.run_test(size=pictures.size) as pilot:
        await pilot.pause()
        await pictures.compare(pilot, MORNING)


async def test_the_return_after_three_weeks_too(make_app: MakeApp, pictures: Pictures) -> None:
    app = make_app(demo(days_ago=21), start=Start("checkin"), settings=parse(CONFIG))
    async with app.run_test(size=pictures.size) as pilot:
        await pictures.compare(pilot, RETURN)


@pytest.mark.parametrize(
    "steps", [TRENDS, ESCALATIONS, WINS, REPORT, SHARE], ids=["trends", "escalations", "wins", "report", "share"]
)
async def test_the_screens_that_open_from_the_week_too(make_app: MakeApp, steps: Steps, pictures: Pictures) -> None:
    app = make_app(demo(), settings=parse(CONFIG))
    async with app.run_test(size=pictures.size) as pilot:
        await pictures.compare(pilot, steps)


async def test_the_import_of_three_years_looks_as_in_its_pictures(
    make_app: MakeApp, tmp_path: Path, pictures: Pictures
) -> None:
    (tmp_path / "daylio_export.csv").write_text(three_years(), encoding="utf-8")
    app = make_app(start=Start("week", file=str(tmp_path / "daylio_export.csv")))
    async with app.run_test(size=pictures.size) as pilot:
        await press(pilot)
        await pictures.compare(pilot, IMPORT)


@pytest.mark.parametrize("pictures", [(80, 24)], indirect=True)
@pytest.mark.parametrize("steps", [TRENDS[:1], (("week", "Week 46", ["left_square_bracket", "up"]),)])
async def test_the_light_look_too(make_app: MakeApp, steps: Steps, pictures: Pictures) -> None:
    app = make_app(demo(), settings=Settings(theme="light"))
    async with app.run_test(size=pictures.size) as pilot:
        await pictures.compare(pilot, steps, "-light")
