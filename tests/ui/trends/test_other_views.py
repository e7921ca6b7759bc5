"""The other views of the trends: months, a year of days, numbers, patterns and the ledger."""

from __future__ import annotations

from datetime import date

import pytest

from cmcheckin.domain.checkin import CheckIn
from cmcheckin.domain.records import Record
from cmcheckin.domain.workday import Activity, Workday
from cmcheckin.settings import parse
from cmcheckin.ui.trends.page import TrendPage
from tests.ui.app_made import MakeApp
from tests.ui.screens_shown import press, shown
from tests.ui.trends.trends_made import line_of, numbers, records


def numbers_after(screen: str, text: str) -> str:
    """Return the number after a text on its line."""
    return next(line for line in screen.split("\n") if text in line).split(text)[1].split()[0]


async def test_months(make_app: MakeApp) -> None:
    app = make_app(records())
    async with app.run_test(size=(80, 24)) as pilot:
        screen = await press(pilot, "t", "m")
        assert "Dec 2025 – Nov 2026" in screen
        assert "Aug  Sep  Oct ▐Nov▌" in screen
        screen = await press(pilot, "left")
        assert "October 2026 · 40 h a week, over" in screen
        assert "Nov 2025" in await press(pilot, "left_square_bracket"), "a year earlier"
        await press(pilot, "n", "left", "enter")
        assert "Week 40, 28 September – 4 October" in shown(app), "a month opens as its weeks"


async def test_a_year_of_days(make_app: MakeApp) -> None:
    app = make_app(records())
    async with app.run_test(size=(80, 24)) as pilot:
        screen = await press(pilot, "t", "y")
        monday = line_of(screen, "Mon")
        assert monday[7:60].endswith("■" * 13 + "·■■·"), monday
        assert "over 11 h" in screen
        assert numbers_after(screen, "to 9 h") == "70"
        screen = await press(pilot, *["left"] * 2, "up", "up")
        assert "Wednesday 4 November · 10 h · 30 min after hours" in screen
        assert "Week 45, 2–8 November" in screen
        assert "to 9 h" in screen
        screen = await press(pilot, "2")
        assert line_of(screen, "Mon")[7:60].endswith("■·■■·")
        assert "rough" in screen
        assert "okay" in await press(pilot, "1", "2")
        assert "over 2 h" in await press(pilot, "4")
        assert "Week 45 ·" in await press(pilot, "enter")
        assert "Wednesday 4 November" in await press(pilot, "escape")


async def test_a_square_shows_its_value_by_its_shade_alone(make_app: MakeApp) -> None:
    app = make_app(records())
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "t", "y")
        page = app.screen.query_one(TrendPage)
        squares = {run.style for run in page.render_line(3) if run.text.strip("■ ") == "" and "■" in run.text}
        assert len(squares) >= 2


@pytest.mark.parametrize("measure, last", [("1", "▆▅·"), ("2", "▃▆·")])
async def test_without_colour_the_height_shows_the_value(
    make_app: MakeApp, monkeypatch: pytest.MonkeyPatch, measure: str, last: str
) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    app = make_app(records())
    async with app.run_test(size=(80, 24)) as pilot:
        assert line_of(await press(pilot, "t", "y", measure), "Mon")[7:60].endswith(last)


async def test_the_weeks_in_numbers(make_app: MakeApp) -> None:
    settings = parse('[[metrics]]\nname = "first response"\nunit = "min"\n')
    kept = [*records(), CheckIn(date(2026, 11, 17), mood=3, metrics={"first response": 22}, answers={"lunch": True})]
    app = make_app(kept, settings=settings)
    async with app.run_test(size=(80, 24)) as pilot:
        screen = await press(pilot, "t", "d")
        assert numbers(screen, "high")[9] == "1"
        assert numbers(screen, "time, hours")[9] == "1.5"
        assert numbers(screen, "could have waited")[9] == "1"
        assert numbers(screen, "first response")[-1] == "22"
        assert "1/1" in line_of(screen, "lunch")


async def test_answers_are_beside_the_selected_week(make_app: MakeApp) -> None:
    kept = [CheckIn(date(2026, 11, day), mood=3, answers={"lunch": day != 17}) for day in (16, 17, 18)]
    app = make_app(kept)
    async with app.run_test(size=(120, 40)) as pilot:
        await press(pilot, "t")
        assert "lunch: yes on 2 of 3 days" in await press(pilot)
        assert "lunch: yes on 2 of 3 days" in await press(pilot, "m")


async def test_patterns(make_app: MakeApp) -> None:
    app = make_app(records())
    async with app.run_test(size=(80, 24)) as pilot:
        screen = await press(pilot, "t", "p")
        assert line_of(screen, "Mon").split()[2:4] == ["8.2", "3"] or "8.2" in line_of(screen, "Mon")
        assert "10 of 10" in line_of(screen, "Mon")
        assert "What goes together" in screen
        assert "Now and before" in screen
        assert "was 40.0 h" in screen
        assert "move" not in screen.split("\n")[-1], "there is nothing to mark"
        after = await press(pilot, "left")
        assert after.split("\n")[:-1] == screen.split("\n")[:-1]
        assert "Patterns cover all weeks." in after.split("\n")[-1]


async def test_patterns_that_dont_fit_scroll(make_app: MakeApp) -> None:
    app = make_app(records())
    async with app.run_test(size=(70, 20)) as pilot:
        screen = await press(pilot, "t", "p")
        assert "Press Down for more." in screen and "escalations" not in screen
        assert "10 of 10" not in screen, "a column that doesn't fit is left out whole"
        screen = await press(pilot, *["down"] * 20)
        assert "Press Up for more." in screen and "escalations" in screen and "Mon" not in screen
        assert "Mon" in await press(pilot, *["up"] * 20)


async def test_the_columns_of_the_ledger_end_with_their_headings(make_app: MakeApp) -> None:
    for columns in (70, 80, 120):
        async with make_app(records()).run_test(size=(columns, 24)) as pilot:
            screen = await press(pilot, "t", "r")
            head, row = line_of(screen, "after hours"), line_of(screen, "45 ")
            ends = [head.index(name) + len(name) for name in ("after hours", "owed")]
            assert [row[: end + 1].rstrip()[-2:] for end in ends] == [" m", " m"], columns
            assert [row[end : end + 1].strip() for end in ends] == ["", ""], columns


async def test_the_ledger_of_rest(make_app: MakeApp) -> None:
    app = make_app(records())
    async with app.run_test(size=(80, 24)) as pilot:
        screen = await press(pilot, "t", "r")
        assert "2 h 30 m owed" in screen
        assert "taken back" in screen
        assert line_of(screen, "45").split()[:6] == ["45", "2", "Nov", "2", "h", "30"]
        await press(pilot, "up", "up")
        assert "Week 45" in await press(pilot, "enter")


async def test_where_the_time_went_is_below_the_numbers(make_app: MakeApp) -> None:
    def used(record: Record) -> Record:
        if not isinstance(record, Workday) or record.date.weekday() > 1:
            return record
        is_monday = record.date.weekday() == 0
        activity = Activity("moderation", 2.5) if is_monday else Activity("events")
        return record._replace(activities=(activity,), peer_minutes=45 if is_monday else None)

    app = make_app([used(record) for record in records()])
    async with app.run_test(size=(80, 24)) as pilot:
        screen = await press(pilot, "t", "d")
        assert "Press Down for more." in screen and "moderation" not in screen
        screen = await press(pilot, *["down"] * 40)
        assert "Press Up for more." in screen and "praise" in screen
        assert numbers(screen, "moderation")[:3] == ["2.5", "2.5", "2.5"]
        assert "1 d" in line_of(screen, "events")
        assert "0.8" in line_of(screen, "with peers")
        assert "Time with peers in 2026: 11 h 15 min (" in screen
        assert "events on one day" not in screen, "the rows say it"
        assert "came in" in await press(pilot, *["up"] * 40), "as many presses back"
        screen = await press(pilot, "w", "left")
        assert "moderation 2.5 h, events on one day" in screen and "45 min with peers" in screen
    async with make_app([used(record) for record in records()]).run_test(size=(120, 40)) as pilot:
        screen = await press(pilot, "t", "d")
        assert "for more" not in screen and "with peers" in line_of(screen, "with peers")
        assert "45 min with peers" not in await press(pilot, "left")
        assert "45 min with peers" in await press(pilot, "w")


async def test_numbers_that_fit_dont_scroll(make_app: MakeApp) -> None:
    app = make_app(records())
    async with app.run_test(size=(80, 30)) as pilot:
        screen = await press(pilot, "t", "d")
        assert "for more" not in screen and "peers" not in screen and "Where the time" not in screen
        assert await press(pilot, "down") == screen


async def test_the_smallest_window_shows_the_whole_legend_and_when_the_period_ends(make_app: MakeApp) -> None:
    app = make_app(records())
    async with app.run_test(size=(70, 20)) as pilot:
        screen = await press(pilot, "t", "y")
        assert "up to 4 h" in screen
        assert screen.startswith(" to Nov 2026  ")
        assert (await press(pilot, "m")).startswith(" to Nov 2026  ")
