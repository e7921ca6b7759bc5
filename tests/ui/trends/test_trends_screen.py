"""The trends on the screen: what is shown for known records, what each key does, and what is shown if nothing is
logged."""

from __future__ import annotations

from datetime import date

import pytest
from textual.pilot import Pilot

from cmcheckin.domain.checkin import CheckIn
from cmcheckin.domain.week import Week
from cmcheckin.settings import parse
from cmcheckin.ui.app import CheckinApp, Start
from cmcheckin.ui.glyphs import ASCII
from cmcheckin.ui.trends.screen import TrendsScreen
from cmcheckin.ui.week.screen import WeekScreen
from tests.ui.app_made import MakeApp
from tests.ui.screens_shown import press, resize, shown
from tests.ui.trends.trends_made import line_of, numbers, records

SIZES = [(80, 24), (120, 40)]


async def at_week_45(pilot: Pilot[None]) -> str:
    """Open the trends with the long week selected."""
    return await press(pilot, "t", "left", "left")


@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
async def test_twelve_weeks_fit_on_one_screen(make_app: MakeApp, size: tuple[int, int]) -> None:
    app = make_app(records())
    async with app.run_test(size=size) as pilot:
        screen = await at_week_45(pilot)
        assert "Weeks 36–47" in screen
        assert [n.strip("▐▌") for n in numbers(screen, "week")] == [str(n) for n in range(36, 48)]
        assert numbers(screen, "night pings")[8:10] == ["·", "1"]
        assert numbers(screen, "wins")[8:] == ["·", "2", "–", "·"]
        assert numbers(screen, "came in")[9] == "1"
        for text in ("48 h ▁", "usual 37–43", "mood", "3 is okay", "load", "3 about right", "esc back", "q quit"):
            assert text in screen, text


async def test_hours_outside_the_usual_range_have_a_mark(make_app: MakeApp) -> None:
    app = make_app(records())
    async with app.run_test(size=(80, 24)) as pilot:
        await at_week_45(pilot)
        hours = [line for line in shown(app).split("\n") if line.startswith(" hours ")][-1]
        assert hours[19:79].split()[8:] == ["·", "50▴", "40", "·"]


async def test_the_selected_week_is_described(make_app: MakeApp) -> None:
    app = make_app(records())
    async with app.run_test(size=(80, 24)) as pilot:
        screen = await at_week_45(pilot)
        for text in (
            "Week 45, 2–8 November", "50 h on five days, over 48 h", "2 h 30 min after hours", "one night ping",
            "mood 2.0", "two wins, one of them thanks", "one escalation, one could wait",
        ):  # fmt: skip
            assert text in " ".join(screen.split()) or text in screen, text
        screen = await press(pilot, "h")
        assert "Week 44" in screen
        assert "nothing logged this week" in " ".join(screen.split())


async def test_a_wide_screen_shows_the_days(make_app: MakeApp) -> None:
    app = make_app(records())
    async with app.run_test(size=(120, 40)) as pilot:
        screen = await at_week_45(pilot)
        assert "Mon  2" in screen
        assert "high              1" in screen
        assert "time spent        1 h 30 min" in screen


async def test_a_week_without_records_is_a_gap_and_not_zero(make_app: MakeApp) -> None:
    app = make_app(records())
    async with app.run_test(size=(80, 24)) as pilot:
        screen = await at_week_45(pilot)
        mood = line_of(screen, "mood")[19:79]
        assert [mood[n * 5 + 2] for n in (7, 8, 10, 11)] == ["▄", "·", "▄", "·"]
        assert mood[8 * 5 + 1] == " ", "no line runs through a week without records"


async def test_enter_opens_the_week_and_escape_comes_back_to_it(make_app: MakeApp) -> None:
    app = make_app(records())
    async with app.run_test(size=(80, 24)) as pilot:
        before = await at_week_45(pilot)
        screen = await press(pilot, "enter")
        assert "Week 45 · 2–8 November" in screen
        assert isinstance(app.screen, WeekScreen)
        assert await press(pilot, "escape") == before
        assert "Week 47 · 16–22 November" in await press(pilot, "escape")
        assert len(app.screen_stack) == 1
        assert "Week 47 · 16" in await press(pilot, "escape"), "the first screen has nothing to go back to"


async def test_t_on_an_opened_week_goes_back_to_the_same_trends(make_app: MakeApp) -> None:
    app = make_app(records())
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "t", "left", "enter", "left_square_bracket", "t")
        assert isinstance(app.screen, TrendsScreen)
        assert len(app.screen_stack) == 2
        assert "Week 45, 2–8" in shown(app)


async def test_pages_go_earlier_and_later(make_app: MakeApp) -> None:
    app = make_app(records())
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "t")
        assert "Weeks 24–35" in await press(pilot, "left_square_bracket")
        assert "Week 36, 31 August" in await press(pilot, "right")
        assert "Week 35, 24–30 August" in await press(pilot, "left"), "over the edge lies the page before"
        assert "Weeks 36–47" in await press(pilot, "n")
        assert "latest" in await press(pilot, "right_square_bracket")
        assert "Weeks 48, 2025" not in shown(app)


async def test_days_of_a_nudge_are_highlighted_and_listed(make_app: MakeApp) -> None:
    app = make_app(records())
    async with app.run_test(size=(120, 40)) as pilot:
        days = frozenset({date(2026, 10, 7), date(2026, 10, 8)})
        app.show_trends(week=Week(2026, 41), days=days)
        screen = await press(pilot)
        assert "•▐41▌" in screen
        assert "highlighted: Wed 7 Oct, Thu 8 Oct" in " ".join(screen.split())
        screen = await press(pilot, "y")
        assert "•41" in screen
        assert "Thursday 8 October" in screen, "the last of them is selected"


async def test_an_empty_journal_shows_what_to_do_first(make_app: MakeApp) -> None:
    app = make_app([])
    async with app.run_test(size=(80, 24)) as pilot:
        for key in "tmydpr":
            screen = await press(pilot, key)
            assert "Nothing logged yet." in screen, key
            assert "then c to check in" in screen, key


async def test_an_empty_page_shows_what_to_do(make_app: MakeApp) -> None:
    app = make_app([CheckIn(date(2020, 3, 4), mood=3)])
    async with app.run_test(size=(80, 24)) as pilot:
        assert "Nothing logged in this period." in await press(pilot, "t")
        assert "Press n to go back to today" in await press(pilot, "left_square_bracket")


async def test_it_is_readable_in_ascii(make_app: MakeApp) -> None:
    app = make_app(records())
    app.glyphs = ASCII
    async with app.run_test(size=(80, 24)) as pilot:
        screen = await at_week_45(pilot)
        drawn = "\n".join(line[19:79] for line in screen.split("\n")[2:19])
        assert drawn.isascii()
        assert "[45]" in screen
        assert "left right move" in screen
        assert "50+" in screen
        screen = await press(pilot, "y")
        assert line_of(screen.replace(">", " "), "Mon")[7:60].endswith("33333.43.")


@pytest.mark.parametrize("size", [(70, 20), (79, 23), (80, 21), (200, 60), (118, 24), (100, 50)])
async def test_every_view_fits_its_terminal(make_app: MakeApp, size: tuple[int, int]) -> None:
    app = make_app(records())
    async with app.run_test(size=size) as pilot:
        await press(pilot, "t", *["left"] * 9)
        for key in "wmydpr":
            screen = await press(pilot, key)
            lines = screen.split("\n")
            assert max(map(len, lines)) <= size[0]
            assert "q quit" in lines[-1]
            if key in "wd":
                assert "▐38▌" in screen


async def test_a_window_made_smaller_and_larger(make_app: MakeApp) -> None:
    app = make_app(records())
    async with app.run_test(size=(120, 40)) as pilot:
        before = await at_week_45(pilot)
        await resize(pilot, 60, 15)
        await pilot.pause()
        assert "cmcheckin needs" in shown(app)
        await resize(pilot, 120, 40)
        await pilot.pause()
        assert shown(app) == before


async def test_every_page_down_to_the_first_can_be_shown(make_app: MakeApp) -> None:
    app = make_app(records())
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "t")
        screen = app.screen
        assert isinstance(screen, TrendsScreen)
        from cmcheckin.ui.trends.screen import FIRST_DAY

        screen.cursor = FIRST_DAY
        for key in "wmydpr":
            await press(pilot, key)
            assert "earliest date" in await press(pilot, "left_square_bracket"), key


async def test_keys_from_the_settings_are_shown_in_the_tabs(make_app: MakeApp) -> None:
    app = make_app(records(), settings=parse('[keys]\n"trends.year" = "z"\n'))
    async with app.run_test(size=(80, 24)) as pilot:
        assert "z year" in await press(pilot, "t")


async def test_the_footer_fits_80_columns(make_app: MakeApp) -> None:
    app = make_app(records(), start=Start("week"))
    async with app.run_test(size=(80, 24)) as pilot:
        assert "t trends" in shown(app)
        last = (await press(pilot, "t")).split("\n")[-1]
        for text in ("← → move", "[ ] page", "⏎ open", "n now", "esc back", "? help", "q quit"):
            assert text in last, text
        screen = await press(pilot, "question_mark")
        assert "Help · trends" in screen
        assert "48 h" in screen


async def test_opening_and_moving_never_show_a_partial_screen(make_app: MakeApp) -> None:
    app: CheckinApp = make_app(records())
    frames: list[str] = []
    async with app.run_test(size=(80, 24)) as pilot:
        app.post_display_hook = lambda: frames.append(shown(app))  # type: ignore[method-assign]
        await press(pilot, "t")
        trends = [frame for frame in frames if "w weeks" in frame]
        assert set(trends) == {shown(app)}, "the first frame is the whole"
