"""The trends on the screen: what is shown for known records, what each key does, and what stands where nothing is."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from textual.pilot import Pilot

from cmcheckin.domain.checkin import CheckIn, Win
from cmcheckin.domain.escalation import Escalation
from cmcheckin.domain.records import Record
from cmcheckin.domain.week import Week
from cmcheckin.domain.workday import Workday
from cmcheckin.settings import parse
from cmcheckin.ui.app import CheckinApp, Start
from cmcheckin.ui.glyphs import ASCII
from cmcheckin.ui.trends.screen import TrendsScreen
from cmcheckin.ui.week.screen import WeekScreen
from tests.ui.app_made import MakeApp
from tests.ui.screens_shown import play, press, shown

SIZES = [(80, 24), (120, 40)]
MONDAY = date(2026, 11, 16)
NIGHT = datetime(2026, 11, 4, 1, 30, tzinfo=UTC)


def records() -> list[Record]:
    """Sixteen weeks of eight hours a day; week 45 was long, with a night ping and praise, week 44 was not told of."""
    found: list[Record] = []
    for back in range(1, 17):
        monday = MONDAY - timedelta(weeks=back)
        if back == 3:
            continue
        for n in range(5):
            day = monday + timedelta(n)
            long = back == 2
            found.append(Workday(day, "work", 10 if long else 8, after_hours_minutes=30 if long else 0))
            wins = (Win("Done"), Win("So patient", kind="thanks")) if long and n == 0 else ()
            found.append(CheckIn(day, mood=2 if long else 4, energy=3, workload=5 if long else 3, wins=wins))
    found.append(Escalation("e-1", "A ping in the night", NIGHT, severity=4, minutes=90, could_wait=True))
    return found


def line_of(screen: str, start: str) -> str:
    """The first line that begins so."""
    return next(line for line in screen.split("\n") if line.lstrip(" ▌").startswith(start))


def numbers(screen: str, row: str) -> list[str]:
    """What stands in the columns of a row."""
    return line_of(screen, row)[19:79].split()


async def at_week_45(pilot: Pilot[None]) -> str:
    """The trends, with the long week marked."""
    return await press(pilot, "t", "left", "left")


@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
def test_twelve_weeks_stand_on_one_screen(make_app: MakeApp, size: tuple[int, int]) -> None:
    async def run() -> None:
        app = make_app(records())
        async with app.run_test(size=size) as pilot:
            screen = await at_week_45(pilot)
            assert "Weeks 36–47" in screen
            assert [n.strip("▐▌") for n in numbers(screen, "week")] == [str(n) for n in range(36, 48)]
            assert numbers(screen, "night pings")[8:10] == ["·", "1"]
            assert numbers(screen, "wins")[8:] == ["·", "2", "–", "·"]
            assert numbers(screen, "came in")[9] == "1"
            for text in ("48 h ▁", "usual 38–42", "mood", "3 is okay", "load", "3 about right", "esc back", "q leave"):
                assert text in screen, text

    play(run())


def test_hours_say_what_lies_outside_the_usual(make_app: MakeApp) -> None:
    async def run() -> None:
        app = make_app(records())
        async with app.run_test(size=(80, 24)) as pilot:
            await at_week_45(pilot)
            hours = [line for line in shown(app).split("\n") if line.startswith(" hours ")][-1]
            assert hours[19:79].split()[8:] == ["·", "50▴", "40", "·"]

    play(run())


@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
def test_the_marked_week_speaks(make_app: MakeApp, size: tuple[int, int]) -> None:
    async def run() -> None:
        app = make_app(records())
        async with app.run_test(size=size) as pilot:
            screen = await at_week_45(pilot)
            for text in (
                "Week 45, 2–8 November", "50 h on five days, over the 48", "2 h 30 min after hours", "one night ping",
                "mood 2.0", "two wins, one of them praise", "one came in, one could have waited",
            ):  # fmt: skip
                assert text in " ".join(screen.split()) or text in screen, text
            screen = await press(pilot, "h")
            assert "Week 44" in screen
            assert "nothing written down for this week" in " ".join(screen.split())

    play(run())


def test_a_wide_screen_opens_the_days(make_app: MakeApp) -> None:
    async def run() -> None:
        app = make_app(records())
        async with app.run_test(size=(120, 40)) as pilot:
            screen = await at_week_45(pilot)
            assert "Mon  2" in screen
            assert "high              1" in screen
            assert "time on them      1 h 30 min" in screen

    play(run())


def test_a_gap_is_a_gap_and_never_nought(make_app: MakeApp) -> None:
    async def run() -> None:
        app = make_app(records())
        async with app.run_test(size=(80, 24)) as pilot:
            screen = await at_week_45(pilot)
            mood = line_of(screen, "mood")[19:79]
            assert [mood[n * 5 + 2] for n in (7, 8, 10, 11)] == ["▄", "·", "▄", "·"]
            assert mood[8 * 5 + 1] == " ", "no line runs through what nobody said"

    play(run())


def test_enter_opens_the_week_and_escape_comes_back_to_it(make_app: MakeApp) -> None:
    async def run() -> None:
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

    play(run())


def test_t_on_an_opened_week_goes_back_to_the_same_trends(make_app: MakeApp) -> None:
    async def run() -> None:
        app = make_app(records())
        async with app.run_test(size=(80, 24)) as pilot:
            await press(pilot, "t", "left", "enter", "left_square_bracket", "t")
            assert isinstance(app.screen, TrendsScreen)
            assert len(app.screen_stack) == 2
            assert "Week 45, 2–8" in shown(app)

    play(run())


def test_pages_go_earlier_and_later(make_app: MakeApp) -> None:
    async def run() -> None:
        app = make_app(records())
        async with app.run_test(size=(80, 24)) as pilot:
            await press(pilot, "t")
            assert "Weeks 24–35" in await press(pilot, "left_square_bracket")
            assert "Week 36, 31 August" in await press(pilot, "right")
            assert "Week 35, 24–30 August" in await press(pilot, "left"), "over the edge lies the page before"
            assert "Weeks 36–47" in await press(pilot, "n")
            assert "newest" in await press(pilot, "right_square_bracket")
            assert "Weeks 48, 2025" not in shown(app)

    play(run())


def test_months(make_app: MakeApp) -> None:
    async def run() -> None:
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

    play(run())


def test_a_year_of_days(make_app: MakeApp) -> None:
    async def run() -> None:
        app = make_app(records())
        async with app.run_test(size=(80, 24)) as pilot:
            screen = await press(pilot, "t", "y")
            monday = line_of(screen, "Mon")
            assert monday[7:60].endswith("▅▅▅▅▅▅▅▅▅▅▅▅▅·▆▅·"), monday
            assert "over 11 h" in screen
            assert numbers_after(screen, "to 9 h") == "70"
            screen = await press(pilot, *["left"] * 2, "up", "up")
            assert "Wednesday 4 November · 10 h · 30 min after hours" in screen
            assert "Week 45, 2–8 November" in screen
            assert "to 9 h" in screen
            screen = await press(pilot, "2")
            assert line_of(screen, "Mon")[7:60].endswith("▆·▃▆·")
            assert "rough" in screen
            assert "okay" in await press(pilot, "1", "2")
            assert "over 2 h" in await press(pilot, "4")
            assert "Week 45 ·" in await press(pilot, "enter")
            assert "Wednesday 4 November" in await press(pilot, "escape")

    play(run())


def numbers_after(screen: str, text: str) -> str:
    """The number that follows a text on its line."""
    return next(line for line in screen.split("\n") if text in line).split(text)[1].split()[0]


def test_the_weeks_in_numbers(make_app: MakeApp) -> None:
    async def run() -> None:
        settings = parse('[[metrics]]\nname = "first response"\nunit = "min"\n')
        kept = [*records(), CheckIn(date(2026, 11, 17), mood=3, metrics={"first response": 22})]
        app = make_app(kept, settings=settings)
        async with app.run_test(size=(80, 24)) as pilot:
            screen = await press(pilot, "t", "d")
            assert numbers(screen, "high")[9] == "1"
            assert numbers(screen, "time, hours")[9] == "1.5"
            assert numbers(screen, "could have waited")[9] == "1"
            assert numbers(screen, "first response")[-1] == "22"

    play(run())


def test_patterns(make_app: MakeApp) -> None:
    async def run() -> None:
        app = make_app(records())
        async with app.run_test(size=(80, 24)) as pilot:
            screen = await press(pilot, "t", "p")
            assert line_of(screen, "Mon").split()[2:4] == ["8.2", "3"] or "8.2" in line_of(screen, "Mon")
            assert "10 of 10" in line_of(screen, "Mon")
            assert "What goes with what" in screen
            assert "Against before" in screen
            assert "was 40.0 h" in screen
            assert "move" not in screen.split("\n")[-1], "there is nothing to mark"
            assert await press(pilot, "left") == screen

    play(run())


def test_the_ledger_of_rest(make_app: MakeApp) -> None:
    async def run() -> None:
        app = make_app(records())
        async with app.run_test(size=(80, 24)) as pilot:
            screen = await press(pilot, "t", "r")
            assert "2.5 h owed" in screen
            assert "taken back" in screen
            assert line_of(screen, "45").split()[:6] == ["45", "2", "Nov", "2", "h", "30"]
            await press(pilot, "up", "up")
            assert "Week 45" in await press(pilot, "enter")

    play(run())


def test_days_of_a_note_are_marked_and_said(make_app: MakeApp) -> None:
    async def run() -> None:
        app = make_app(records())
        async with app.run_test(size=(120, 40)) as pilot:
            days = frozenset({date(2026, 10, 7), date(2026, 10, 8)})
            app.show_trends(week=Week(2026, 41), days=days)
            screen = await press(pilot)
            assert "•▐41▌" in screen
            assert "marked: Wed 7 Oct, Thu 8 Oct" in " ".join(screen.split())
            screen = await press(pilot, "y")
            assert "•41" in screen
            assert "Thursday 8 October" in screen, "the last of them is marked"

    play(run())


def test_an_empty_journal_says_what_to_do_first(make_app: MakeApp) -> None:
    async def run() -> None:
        app = make_app([])
        async with app.run_test(size=(80, 24)) as pilot:
            for key in "tmydpr":
                screen = await press(pilot, key)
                assert "Nothing is written down yet." in screen, key
                assert "c starts with this morning" in screen, key

    play(run())


def test_an_empty_time_says_the_way_on(make_app: MakeApp) -> None:
    async def run() -> None:
        app = make_app([CheckIn(date(2020, 3, 4), mood=3)])
        async with app.run_test(size=(80, 24)) as pilot:
            assert "Nothing is written down for this time." in await press(pilot, "t")
            assert "n goes back to the present" in await press(pilot, "left_square_bracket")

    play(run())


def test_in_plain_letters_it_reads_as_well(make_app: MakeApp) -> None:
    async def run() -> None:
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

    play(run())


@pytest.mark.parametrize("size", [(70, 20), (79, 23), (80, 21), (200, 60), (118, 24), (100, 50)])
def test_every_view_keeps_to_its_terminal(make_app: MakeApp, size: tuple[int, int]) -> None:
    async def run() -> None:
        app = make_app(records())
        async with app.run_test(size=size) as pilot:
            await press(pilot, "t", *["left"] * 9)
            for key in "wmydpr":
                screen = await press(pilot, key)
                lines = screen.split("\n")
                assert max(map(len, lines)) <= size[0]
                assert "q leave" in lines[-1]
                if key in "wd":
                    assert "▐38▌" in screen

    play(run())


def test_a_window_made_smaller_and_larger(make_app: MakeApp) -> None:
    async def run() -> None:
        app = make_app(records())
        async with app.run_test(size=(120, 40)) as pilot:
            before = await at_week_45(pilot)
            await pilot.resize_terminal(60, 15)
            await pilot.pause()
            assert "This needs" in shown(app)
            await pilot.resize_terminal(120, 40)
            await pilot.pause()
            assert shown(app) == before

    play(run())


def test_all_time_can_be_walked_through(make_app: MakeApp) -> None:
    async def run() -> None:
        app = make_app(records())
        async with app.run_test(size=(80, 24)) as pilot:
            await press(pilot, "t")
            screen = app.screen
            assert isinstance(screen, TrendsScreen)
            from cmcheckin.ui.trends.screen import FIRST_DAY

            screen.cursor = FIRST_DAY
            for key in "wmydpr":
                await press(pilot, key)
                assert "nothing before" in await press(pilot, "left_square_bracket"), key

    play(run())


def test_keys_of_the_users_own_stand_in_the_tabs(make_app: MakeApp) -> None:
    async def run() -> None:
        app = make_app(records(), settings=parse('[keys]\n"trends.year" = "z"\n'))
        async with app.run_test(size=(80, 24)) as pilot:
            assert "z year" in await press(pilot, "t")

    play(run())


def test_the_footer_holds_at_80_columns(make_app: MakeApp) -> None:
    async def run() -> None:
        app = make_app(records(), start=Start("week"))
        async with app.run_test(size=(80, 24)) as pilot:
            assert "t trends" in shown(app)
            last = (await press(pilot, "t")).split("\n")[-1]
            for text in ("← → move", "[ ] page", "⏎ open", "n now", "esc back", "? help", "q leave"):
                assert text in last, text
            screen = await press(pilot, "question_mark")
            assert "Help · trends" in screen
            assert "48 h" in screen

    play(run())


def test_opening_and_moving_never_show_half_a_screen(make_app: MakeApp) -> None:
    async def run() -> None:
        app: CheckinApp = make_app(records())
        frames: list[str] = []
        async with app.run_test(size=(80, 24)) as pilot:
            app.post_display_hook = lambda: frames.append(shown(app))  # type: ignore[method-assign]
            await press(pilot, "t")
            trends = [frame for frame in frames if "w weeks" in frame]
            assert set(trends) == {shown(app)}, "the first frame is the whole"

    play(run())
