"""Wide windows: what is selected is shown beside the list or the chart, and no line is too long to read."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, datetime

import pytest

from cmcheckin.cli.demo_data import CONFIG, friday_records
from cmcheckin.settings import parse
from cmcheckin.ui.app import CheckinApp, Start
from cmcheckin.ui.kit.line_widget import LineWidget
from cmcheckin.ui.trends.screen import TrendsScreen
from tests.terminals.visits import DIARY
from tests.ui.app_made import NOW, MakeApp
from tests.ui.screens_shown import click, press, resize, shown

LONGEST = 100
"""Most letters of a sentence on one line."""


def demo(make_app: MakeApp) -> CheckinApp:
    now = datetime.fromisoformat(NOW)
    return make_app(friday_records(now.date(), now.tzinfo), start=Start("week"), settings=parse(CONFIG))


def beside(screen: str, first: str) -> Sequence[str]:
    """Return the lines of `screen` from the text `first` on, from its column to the right."""
    lines = screen.split("\n")
    y = next(n for n, line in enumerate(lines) if line.find(first, 60) >= 0)
    column = lines[y].index(first, 60)
    return [line[column:].rstrip() for line in lines[y:]]


def sentences(app: CheckinApp) -> Iterator[str]:
    """Yield what is shown in one style, without its blanks."""
    for widget in app.screen.walk_children(LineWidget):
        for line in widget.draw(*widget.size) if widget.size.area else ():
            yield from (part.strip() for text, _ in line for part in text.split("   "))


async def test_no_line_is_too_long_to_read(make_app: MakeApp) -> None:
    app, long = demo(make_app), set[str]()
    async with app.run_test(size=(200, 60)) as pilot:
        for visit in DIARY:
            await press(pilot, *(key.replace("page down", "pagedown") for key in visit.keys))
            long |= {f"{visit.name}: {text}" for text in sentences(app) if len(text) > LONGEST and " " in text}
    assert not long


@pytest.mark.parametrize(("size", "column"), [((120, 40), 5), ((160, 50), 8)], ids=["120x40", "160x50"])
async def test_the_chart_is_as_wide_as_the_window_allows(make_app: MakeApp, size: tuple[int, int], column: int) -> None:
    app = demo(make_app)
    async with app.run_test(size=size) as pilot:
        screen = await press(pilot, "t")
        labels = next(line for line in screen.split("\n") if line.startswith(" week "))
        assert labels.index("44") - labels.index("43") == column
        assert "35.5 h on four days" in "".join(beside(screen, "Week 47"))
        await click(pilot, " 44 ")
        trends = app.screen
        assert isinstance(trends, TrendsScreen) and trends.cursor == date(2026, 11, 1)
        numbers = await press(pilot, "d")
        labels = next(line for line in numbers.split("\n") if line.startswith(" week "))
        assert labels.index("44") - labels.index("43") in (column, column - 1)


async def test_the_selected_win_is_shown_beside_the_others(make_app: MakeApp) -> None:
    app = demo(make_app)
    async with app.run_test(size=(160, 50)) as pilot:
        screen = await press(pilot, "b")
        assert beside(screen, "Lyon group")[:4] == ["Lyon group drew its first map together", "", "19 Nov", "community"]
        screen = await press(pilot, "down")
        assert beside(screen, "Four local groups")[0] == "Four local groups founded at the meetup's last table"


async def test_the_selected_escalation_and_cause_are_shown_beside_the_others(make_app: MakeApp) -> None:
    app = demo(make_app)
    async with app.run_test(size=(160, 50)) as pilot:
        story = beside(await press(pilot, "x"), "Offline maps")
        assert story[1].startswith("ask, handed off") and "97 votes in two days" in "".join(story)
        assert "Ines takes it to the planning" in "".join(story)
        await click(pilot, "Insults in the renewal thread")
        assert "low, watching" in beside(shown(app), "Insults")[1]
        assert beside(await press(pilot, "c"), "price change")[1].startswith("Seven escalations, 19 h 15 min spent")


async def test_the_entries_of_a_line_are_shown_beside_the_report(make_app: MakeApp) -> None:
    app = demo(make_app)
    async with app.run_test(size=(160, 50)) as pilot:
        assert "Mon 16 Nov, First-time poster" in beside(await press(pilot, "r"), "Based on")[1]
        entries = beside(await press(pilot, *["down"] * 9), "Based on")
        assert sum(line.startswith(("• ", "· ")) for line in entries) == 5, "all of them"
        await resize(pilot, 80, 24)
        assert "+3" in await press(pilot), "below it in a narrow window"


async def test_a_day_is_shown_beside_its_week(make_app: MakeApp) -> None:
    app = demo(make_app)
    async with app.run_test(size=(160, 50)) as pilot:
        screen = await press(pilot, "d")
        assert "First-time poster answered three others" in beside(screen, "Wins of the week")[1]
        assert "no hours yet" in next(line for line in screen.split("\n") if "Wins of the week" in line)
