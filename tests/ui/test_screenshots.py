"""The pictures of the README, drawn by the program itself: a morning on made-up data, step by step, and its week.

`python -m pytest tests/ui/test_screenshots.py --update-screenshots` draws them anew.
"""

from __future__ import annotations

import re
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from textual.pilot import Pilot

from cmcheckin.cli.demo_data import CONFIG, demo_records
from cmcheckin.settings import Settings, parse
from cmcheckin.ui.app import CheckinApp, Start
from cmcheckin.ui.base_app import BaseApp
from tests.ui.app_made import NOW, MakeApp
from tests.ui.importing.diary_years import three_years
from tests.ui.screens_shown import press, shown
from tests.ui.svg_blocks import with_blocks_drawn

FOLDER = Path(__file__).resolve().parents[2] / "screenshots"
Steps = tuple[tuple[str, str, list[str]], ...]
SIZES = [(80, 24), (120, 40)]
MORNING = (
    ("checkin-1-workload", "workload ●", ["4"]),
    ("checkin-2-mood", "mood ●", ["enter", *"32tired, proud", "tab", "4", "tab", "tab", *"24"]),
    ("checkin-3-wins", "wins ●", ["enter", "y", "y", *"Three beginners answered each other", "enter"]),
    ("checkin-4-escalations", "escalations ●", ["enter", "enter", "w"]),
    ("checkin-5-review", "will be saved", ["s", "s", "enter"]),
    ("week", "Week 47", ["enter", "up"]),
)
"""Pictures, what each has to say, and what is pressed before it."""
RETURN = (
    ("checkin-1-gap", "Welcome back", ["4", *"leave until 10 nov", "enter"]),
    ("checkin-1-activities", "Moderation", ["d", *"9.5", "a", *"ms3"]),
)
TRENDS = (
    ("trends", "Week 45, 2–8 November", ["t", "left", "left"]),
    ("trends-months", "September 2026", ["m", "left", "left"]),
    ("trends-year", "2 mood", ["n", "y", "2", "left", "left", "up"]),
    ("trends-detail", "could have waited", ["d"]),
    ("trends-patterns", "What goes together", ["p"]),
    ("trends-rest", "taken back", ["r"]),
)
ESCALATIONS = (
    ("escalations", "by age, oldest first", ["x", "down"]),
    ("escalations-story", "Tue 17 Nov 02:10", ["enter"]),
    ("escalations-causes", "What each cause cost", ["escape", "c"]),
)
WINS = (
    ("wins", "second half of 2026", ["b", "p", "down", "down"]),
    ("wins-thanks", "only thanks received", ["f"] * 6),
)
IMPORT: Steps = (
    ("import-questions", "How would you rate the mood “stormy”?", []),
    ("import-preview", "Press Enter to import this.", ["2", "5", "enter"]),
)


def picture(app: BaseApp) -> str:
    """The screen as SVG, the same bytes on every machine, and without the fonts Rich would fetch over the network."""
    svg = with_blocks_drawn(app.export_screenshot(title="cmcheckin"))
    svg = re.sub(r"\s*@font-face \{.*?\}\n", "\n", svg, flags=re.DOTALL)
    svg = svg.replace("Fira Code, monospace", "Menlo, Consolas, 'DejaVu Sans Mono', monospace")
    return re.sub(r"terminal-\d+-", "t-", svg)


def keep_or_compare(name: str, svg: str, update: bool) -> None:
    """Write the picture when asked to; else see that the one that is kept shows the same."""
    file = FOLDER / f"{name}.svg"
    if update:
        FOLDER.mkdir(exist_ok=True)
        file.write_text(svg, encoding="utf-8")
    same = file.exists() and file.read_text(encoding="utf-8") == svg
    assert same, f"{file.name} is stale: run pytest with --update-screenshots"


@pytest.fixture
def update(request: pytest.FixtureRequest) -> bool:
    """Whether pictures are drawn anew."""
    return bool(request.config.getoption("--update-screenshots"))


async def _steps(pilot: Pilot[None], app: CheckinApp, steps: Steps, suffix: str, update: bool) -> None:
    stale = []
    for name, said, keys in steps:
        assert said in await press(pilot, *keys), f"{name} is not where it should be:\n{shown(app)}"
        try:
            keep_or_compare(f"{name}-{suffix}", picture(app), update)
        except AssertionError as no:
            stale.append(str(no))
    assert not stale, "\n".join(stale)


@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
async def test_the_pictures_show_what_the_program_shows(make_app: MakeApp, size: tuple[int, int], update: bool) -> None:
    now = datetime.fromisoformat(NOW)
    app = make_app(demo_records(now.date(), now.tzinfo), start=Start("checkin"), settings=parse(CONFIG))
    async with app.run_test(size=size) as pilot:
        await pilot.pause()
        await _steps(pilot, app, MORNING, f"{size[0]}x{size[1]}", update)


@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
async def test_the_return_after_three_weeks_too(make_app: MakeApp, size: tuple[int, int], update: bool) -> None:
    now = datetime.fromisoformat(NOW)
    records = demo_records(now.date() - timedelta(21), now.tzinfo)
    app = make_app(records, start=Start("checkin"), settings=parse(CONFIG))
    async with app.run_test(size=size) as pilot:
        await _steps(pilot, app, RETURN, f"{size[0]}x{size[1]}", update)


@pytest.mark.parametrize("steps", [TRENDS, ESCALATIONS, WINS], ids=["trends", "escalations", "wins"])
@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
async def test_the_screens_that_open_from_the_week_too(
    make_app: MakeApp, steps: Steps, size: tuple[int, int], update: bool
) -> None:
    now = datetime.fromisoformat(NOW)
    app = make_app(demo_records(now.date(), now.tzinfo), start=Start("week"), settings=parse(CONFIG))
    async with app.run_test(size=size) as pilot:
        await _steps(pilot, app, steps, f"{size[0]}x{size[1]}", update)


@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
async def test_the_import_of_three_years_looks_as_in_its_pictures(
    make_app: MakeApp, tmp_path: Path, size: tuple[int, int], update: bool
) -> None:
    (tmp_path / "daylio_export.csv").write_text(three_years(), encoding="utf-8")
    app = make_app(start=Start("week", file=str(tmp_path / "daylio_export.csv")))
    async with app.run_test(size=size) as pilot:
        await press(pilot)
        await _steps(pilot, app, IMPORT, f"{size[0]}x{size[1]}", update)


async def test_the_trends_on_light_paper(make_app: MakeApp, update: bool) -> None:
    now = datetime.fromisoformat(NOW)
    app = make_app(demo_records(now.date(), now.tzinfo), start=Start("week"), settings=Settings(theme="light"))
    async with app.run_test(size=(80, 24)) as pilot:
        await _steps(pilot, app, TRENDS[:1], "light-80x24", update)


async def test_the_light_look_too(make_app: MakeApp, update: bool) -> None:
    now = datetime.fromisoformat(NOW)
    app = make_app(demo_records(now.date(), now.tzinfo), settings=Settings(theme="light"))
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "left_square_bracket", "up")
        keep_or_compare("week-light-80x24", picture(app), update)
