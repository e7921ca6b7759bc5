"""The week screen: its layout and its keys."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from textual import events

from cmcheckin.clock import FixedClock
from cmcheckin.domain.checkin import CheckIn, Community, Win
from cmcheckin.domain.escalation import Escalation
from cmcheckin.domain.records import Record
from cmcheckin.domain.workday import Activity, Workday
from cmcheckin.settings import Settings, parse
from cmcheckin.ui.app import Start
from cmcheckin.ui.week.grid import WeekGrid
from cmcheckin.ui.week.lists import WeekLists
from cmcheckin.ui.week.screen import WeekScreen
from tests.ui.app_made import MakeApp
from tests.ui.nudges.test_nudges_on_the_week import NOW as TIRED_NOW
from tests.ui.nudges.test_nudges_on_the_week import TODAY as TIRED
from tests.ui.nudges.test_nudges_on_the_week import records as tired_records
from tests.ui.screens_shown import press, resize, shown

MONDAY = date(2026, 11, 16)
OPENED = datetime(2026, 11, 17, 7, 30, tzinfo=UTC)
WEEK: list[Record] = [
    Workday(MONDAY, "work", 7.5),
    Workday(MONDAY + timedelta(1), "work", 8),
    Workday(MONDAY + timedelta(2), "work", 14, after_hours_minutes=150),
    Workday(MONDAY + timedelta(3), "leave"),
    Workday(MONDAY - timedelta(7), "sick", 2),
    CheckIn(
        MONDAY,
        mood=4,
        energy=2,
        workload=5,
        feelings=("tired",),
        community=Community(4, "excited [b]about[/b] the meetup"),
        wins=(Win("First [/] win"), Win("So patient", kind="thanks", sender="[red]a member[/red]")),
        note="for me",
    ),
    Escalation("e-1", "Spam wave in #help [x", OPENED, severity=4),
    Escalation("e-2", "A wish", OPENED, kind="ask"),
]


def line_of(screen: str, start: str) -> str:
    """Return the line that begins with `start`, after the marker."""
    return next(line for line in screen.split("\n") if line.lstrip(" ▌").startswith(start))


async def test_the_whole_week_fits_on_one_screen(make_app: MakeApp) -> None:
    app = make_app(WEEK)
    async with app.run_test(size=(80, 24)):
        screen = shown(app)
        for text in (
            "Week 47 · 16–22 November", "this week", "so far", "usual", "Wins 1", "Thanks 1", "Open 2",
            "First [/] win", "“So patient” · [red]a member[/red]", "Spam wave in #help [x",
            "excited [b]about[/b] the meetup", "c check-in", "q quit",
        ):  # fmt: skip
            assert text in screen, text
        assert "leave" in line_of(screen, "Thu 19")
        assert "today" in line_of(screen, "Fri 20")


async def test_bars_share_one_scale(make_app: MakeApp) -> None:
    app = make_app(WEEK)
    async with app.run_test(size=(80, 24)):
        screen = shown(app)
        half, eight, fourteen = (line_of(screen, day) for day in ("Mon 16", "Tue 17", "Wed 18"))
        assert (half.count("━"), eight.count("━"), fourteen.count("━")) == (15, 16, 16)
        assert "━═══════╍▸" in fourteen, "beyond the usual, after hours, and beyond the scale"
        assert "▸" in fourteen, "a bar longer than the scale has a mark"


async def test_pages_and_back_to_now(make_app: MakeApp) -> None:
    app = make_app(WEEK)
    async with app.run_test(size=(80, 24)) as pilot:
        screen = await press(pilot, "left_square_bracket")
        assert "Week 46 · 9–15 November" in screen
        assert "last week" in screen
        assert "sick" in line_of(screen, "Mon  9")
        assert "not logged" in line_of(screen, "Tue 10")
        assert "Week 45" in await press(pilot, "pageup")
        assert "Week 46" in await press(pilot, "right_square_bracket")
        assert "Week 47" in await press(pilot, "n")
        assert "hasn't started yet" in await press(pilot, "pagedown")
        assert "c check-in" in await press(pilot, "left"), "the next key removes the message"


async def test_the_selected_day_is_described(make_app: MakeApp) -> None:
    app = make_app(WEEK)
    async with app.run_test(size=(80, 24)) as pilot:
        assert "on leave" in await press(pilot, "up")
        screen = await press(pilot, "k", "left", "h")
        assert "Monday 16 November · 7.5 h, usually 8" in screen
        assert "mood good, energy low, workload too much" in screen
        assert "Monday 16 November" in await press(pilot, "up"), "a week ends where it ends"
        assert "Tuesday 17 November" in await press(pilot, "l")


async def test_a_wide_screen_shows_the_day_in_full(make_app: MakeApp) -> None:
    app = make_app(WEEK, start=Start("week", MONDAY))
    async with app.run_test(size=(120, 40)):
        screen = shown(app)
        for text in (
            "Monday 16 November",
            "energy    low",
            "Feelings",
            "Private note",
            "for me",
            "2 came in",
        ):
            assert text in screen, text


@pytest.mark.parametrize(
    ("text", "seen"),
    [
        ("2026-w40", "Week 40"),
        ("2026-10-03", "Saturday 3 October"),
        ("-1", "Week 46"),
        ("0", "Week 47"),
    ],
)
async def test_going_to_a_week(make_app: MakeApp, text: str, seen: str) -> None:
    app = make_app(WEEK)
    async with app.run_test(size=(80, 24)) as pilot:
        assert "Go to" in await press(pilot, "g")
        screen = await press(pilot, *text, "enter")
        assert seen in screen
        assert "Go to" not in screen
        assert "c check-in" in screen


@pytest.mark.parametrize(
    ("text", "reason"),
    [("soon", "isn't a week. Try"), ("2027-W01", "is in the future"), ("1960-01-01", "too far back")],
)
async def test_an_invalid_week_is_refused_and_can_be_corrected(make_app: MakeApp, text: str, reason: str) -> None:
    app = make_app(WEEK)
    async with app.run_test(size=(80, 24)) as pilot:
        screen = await press(pilot, "g", *text, "enter")
        assert reason in screen
        assert text in screen, "what was written stays"
        assert "Week 47" in screen
        assert "Go to" not in await press(pilot, "escape")


async def test_keys_of_the_week_do_nothing_while_a_week_is_typed(make_app: MakeApp) -> None:
    app = make_app(WEEK)
    async with app.run_test(size=(80, 24)) as pilot:
        screen = await press(pilot, "g", "q", "u", "pageup")
        assert "Week 47" in screen
        assert "esc back" in screen
        assert "undo" not in screen


async def test_undo_asks_and_shows_what_was_undone(make_app: MakeApp) -> None:
    app = make_app([])
    app.journal.save([CheckIn(date(2026, 11, 19), mood=3)], why="test")
    async with app.run_test(size=(80, 24)) as pilot:
        assert "Press u again to undo “Mood 3 on Thu 19 Nov”." in await press(pilot, "u")
        await press(pilot, "left")
        assert "to undo" in await press(pilot, "u"), "another key in between, and it asks again"
        assert app.journal.checkin(date(2026, 11, 19)) is not None
        assert "Undone: Mood 3 on Thu 19 Nov." in await press(pilot, "u")
        assert app.journal.checkin(date(2026, 11, 19)) is None
        assert "nothing left to undo" in await press(pilot, "u")


async def test_undo_of_many_records_names_their_number(make_app: MakeApp) -> None:
    app = make_app([])
    app.journal.save([Workday(date(2026, 1, 1) + timedelta(n), "off") for n in range(21)], why="import")
    async with app.run_test(size=(80, 24)) as pilot:
        asked = " ".join((await press(pilot, "u")).split())
        assert "This undoes an import of 21 records from Fri 20 Nov. Press u again to undo it." in asked
        await press(pilot, "u")
        assert len(app.journal.everything()) == 0
        assert "This redoes an import of 21 records" in await press(pilot, "ctrl+r")


async def test_a_change_made_after_the_question_is_not_undone(make_app: MakeApp) -> None:
    app = make_app([])
    app.journal.save([CheckIn(date(2026, 11, 19), mood=3)], why="test")
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "u")
        app.journal.save([CheckIn(date(2026, 11, 18), mood=3)], why="test")
        assert "Something else was changed meanwhile" in await press(pilot, "u")
        assert len(app.journal.everything()) == 2
        assert "undo “Mood 3 on Wed 18 Nov”" in await press(pilot, "u")


async def test_an_empty_journal_shows_what_to_do_first(make_app: MakeApp) -> None:
    app = make_app([])
    async with app.run_test(size=(80, 24)):
        assert "Nothing logged yet." in shown(app)
        assert "Press c for your first check-in" in shown(app)


async def test_an_empty_week_is_described(make_app: MakeApp) -> None:
    app = make_app([CheckIn(date(2020, 3, 4), mood=3)])
    async with app.run_test(size=(80, 24)):
        assert "Nothing logged this week." in shown(app)


async def test_this_week_changes_with_the_day(make_app: MakeApp) -> None:
    app = make_app(WEEK)
    async with app.run_test(size=(80, 24)) as pilot:
        app.clock = FixedClock(datetime(2026, 11, 23, 8, tzinfo=UTC))
        screen = app.screen
        assert isinstance(screen, WeekScreen)
        screen.clock = app.clock
        app.post_message(events.AppFocus())
        await pilot.pause()
        assert "Week 48" in shown(app)


async def test_another_week_shown_stays_when_the_day_changes(make_app: MakeApp) -> None:
    app = make_app(WEEK)
    async with app.run_test(size=(80, 24)) as pilot:
        screen = app.screen
        assert isinstance(screen, WeekScreen)
        await press(pilot, "pageup")
        screen.day_changed()
        await pilot.pause()
        assert "Week 46" in shown(app)


async def test_a_night_shift_and_other_hours_move_the_thin_line(make_app: MakeApp) -> None:
    settings = parse("[schedule]\ncontract_hours = 30\n")
    app = make_app(WEEK, settings=settings)
    async with app.run_test(size=(80, 24)):
        line = line_of(shown(app), "Fri 20")
        assert line.index("▏") == 1 + 2 + 8 + 12, "six hours, twelve cells into the scale"


async def test_problems_of_the_settings_are_shown_once(make_app: MakeApp) -> None:
    app = make_app(WEEK, settings=parse('theme = "loud"\n[keys]\n"week.next" = "x"\nnothing = "y"\n'))
    async with app.run_test(size=(80, 24)) as pilot:
        screen = shown(app)
        assert "Before you start" in screen
        assert "theme" in screen
        assert "keys.nothing isn't an action" in screen
        await press(pilot, "enter")
        await resize(pilot, 120, 24)
        screen = await press(pilot)
        assert "Week 47" in screen
        assert "[ x week" in screen, "the last line shows a key of the user's own"


async def test_help_lists_every_key(make_app: MakeApp) -> None:
    app = make_app(WEEK)
    async with app.run_test(size=(80, 24)) as pilot:
        screen = await press(pilot, "question_mark") + await press(pilot, "pagedown", "pagedown")
        for text in ("go to a week or date", "undo your last change", "^q", "^c", "^z", "go to this week"):
            assert text in screen, text
        assert "Week 47" in await press(pilot, "q")
        assert "Help" in await press(pilot, "f1")
        assert "Week 47" in await press(pilot, "escape")


@pytest.mark.parametrize("theme", ["dark", "light"])
async def test_keys_fit_eighty_columns(make_app: MakeApp, theme: str) -> None:
    app = make_app(WEEK, settings=Settings(theme=theme))
    async with app.run_test(size=(80, 24)):
        last = shown(app).split("\n")[-1]
        assert last.endswith("? help  q quit")


async def test_a_window_that_is_too_small_keeps_the_screen(make_app: MakeApp) -> None:
    app = make_app(WEEK)
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "left_square_bracket")
        await resize(pilot, 40, 10)
        await pilot.pause()
        assert "columns" in shown(app)
        assert "Week" not in shown(app)
        await resize(pilot, 80, 24)
        await pilot.pause()
        assert "Week 46" in shown(app)


async def test_totals_are_not_cut(make_app: MakeApp) -> None:
    days = [Workday(MONDAY + timedelta(n), "work", hours) for n, hours in enumerate((8, 8, None, 20))]
    off = Workday(MONDAY + timedelta(5), "off")
    app = make_app([*days, off], start=Start("week", day=MONDAY), now="2026-11-23T08:30:00+01:00")
    async with app.run_test(size=(80, 24)) as pilot:
        screen = await press(pilot)
        assert "worked" in line_of(screen, "Wed 18")
        assert "1 off, 2 not logged, 1 looks wrong" in screen


async def test_an_unfinished_check_in_is_mentioned(make_app: MakeApp) -> None:
    app = make_app([])
    app.journal.drafts.claim(app.clock.today()).keep({"version": 1})
    async with app.run_test(size=(80, 24)) as pilot:
        assert "isn't finished" in await press(pilot)


@pytest.mark.parametrize(("hours", "is_long"), [(11, False), (11.5, True), (14, True)])
async def test_only_the_hours_over_a_long_day_are_amber(make_app: MakeApp, hours: float, is_long: bool) -> None:
    app = make_app([Workday(MONDAY, "work", hours)], start=Start("week", MONDAY))
    async with app.run_test(size=(80, 24)):
        bar = app.screen.query_one(WeekGrid).render_line(1)
        amber = "".join(text for text, style, _ in bar if style and style.color == app.ink.amber.color)
        assert bool(amber.strip()) == is_long
        assert len(amber.strip("▸ ")) == (min(int(hours * 2), 24) - 22 if is_long else 0)


async def test_high_and_crisis_are_amber_and_nothing_else_in_the_lists(make_app: MakeApp) -> None:
    levels = [Escalation(f"e-{n}", f"level {n}", OPENED, severity=n) for n in (2, 3, 4, 5)]
    app = make_app([*WEEK[:6], *levels], start=Start("week", MONDAY))
    async with app.run_test(size=(120, 40)):
        lists = app.screen.query_one(WeekLists)
        strips = [lists.render_line(y) for y in range(lists.size.height)]
        amber = [
            text.strip() for strip in strips for text, style, _ in strip if style and style.color == app.ink.amber.color
        ]
        assert amber == ["crisis", "high"]


async def test_where_the_time_went_is_shown_of_the_day_and_the_week(make_app: MakeApp) -> None:
    first = Workday(MONDAY, "work", 8, activities=(Activity("moderation", 3), Activity("[b]ops")), peer_minutes=30)
    records: list[Record] = [first, first._replace(date=MONDAY + timedelta(1), peer_minutes=60)]
    async with make_app(records).run_test(size=(80, 24)) as pilot:
        screen = await press(pilot, *["up"] * 4)
        assert "moderation 3 h, [b]ops" in screen and "30 min with peers" in screen
        assert "moderation 6 h · [b]ops on two days · 1 h 30 min with peers" in line_of(screen, "Time  ")
        screen = await press(pilot, "d")
        assert "Where the time of the week went" in screen and "[b]ops on two days" in screen
    async with make_app(records).run_test(size=(120, 40)) as pilot:
        assert "moderation 6 h · [b]ops on two days" in line_of(await press(pilot), "Time  ")
    async with make_app(records).run_test(size=(120, 50)) as pilot:
        screen = await press(pilot)
        assert "Where the time of the week went" in screen and "[b]ops on two days" in screen
    async with make_app(WEEK).run_test(size=(120, 40)) as pilot:
        assert "Time  " not in await press(pilot) and "with peers" not in await press(pilot, "d")


async def test_only_a_text_without_room_is_cut_before_the_number_of_the_others(make_app: MakeApp) -> None:
    opened = [Escalation(f"e-{n}", "Ping storm at 2", OPENED, severity=4) for n in range(9)]
    wins = tuple(Win("Four local groups were founded at the last table") for _ in range(9))
    app = make_app([*opened, CheckIn(MONDAY, mood=4, wins=wins)])
    async with app.run_test(size=(80, 24)):
        (line,) = (line for line in shown(app).split("\n") if line.count("more") == 2)
    assert line.split("more")[0].rstrip("0123456789+ ").endswith("…")
    assert " high  Ping storm at 2  " in line


async def test_beside_a_nudge_the_words_about_the_community_are_complete(make_app: MakeApp) -> None:
    felt = "split over the new prices, kind to newcomers, and looking forward to the meetup in spring"
    found = [*tired_records(), CheckIn(TIRED - timedelta(1), mood=4, community=Community(3, felt))]
    app = make_app(found, now=TIRED_NOW)
    async with app.run_test(size=(120, 40)) as pilot:
        lines = (await press(pilot)).split("\n")
        assert any("carry on" in line for line in lines)
        beside = [line[80:].strip() for line in lines]
        start = beside.index("Community of the week") + 1
        assert " ".join(beside[start : start + 3]).removeprefix("• ") == felt
        assert set(beside[start - 2]) == {"─"}, "a rule explains the room above the lines about the week"
        tops = set()
        for _ in range(3):
            await press(pilot, "up")
            tops.add([line[80:].strip() for line in shown(app).split("\n")].index("Community of the week"))
        assert tops == {start - 1}, "nothing moves with the selection"
