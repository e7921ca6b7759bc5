"""Nudges on the week screen: the card, its keys, the explanation, and someone to talk to."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest
from textual.dom import DOMNode

from cmcheckin.cli.demo_data import CONFIG, friday_records
from cmcheckin.domain.checkin import CheckIn, Win
from cmcheckin.domain.escalation import Escalation
from cmcheckin.domain.nudge_state import NudgeState
from cmcheckin.domain.records import Record
from cmcheckin.domain.workday import Workday
from cmcheckin.settings import parse
from cmcheckin.ui.app import CheckinApp
from cmcheckin.ui.kit.prompt import Prompt
from tests.ui.app_made import MakeApp
from tests.ui.screens_shown import press, shown

TODAY = date(2026, 11, 18)
NOW = f"{TODAY}T08:40:00+01:00"
SIZES = [(80, 24), (120, 40)]
CARD = "You've worked 7 days in a row since Wed 11 Nov"
KEYS = "w why  z snooze 2 weeks  u not useful  o turn off  ⏎ carry on"


def morning(day: date, mood: int, energy: int) -> CheckIn:
    at = datetime.fromisoformat(f"{day}T08:30:00+01:00")
    return CheckIn(day, at, 3, mood, energy, wins=(Win("Meetup filled", id=f"w-{day}"),))


def records(*, worked: int = 7, hours: float = 8, low: int = 0, last: date = TODAY) -> list[Record]:
    """Return usual weeks up to `last`, ending with `worked` days of work in a row, five days of `hours` each, and `low`
    mornings with low ratings."""
    found: list[Record] = []
    for back in range(120, -1, -1):
        day = last - timedelta(back)
        works = back <= worked or (day.weekday() < 5 and (back != worked + 1 or not worked))
        if back:
            long = hours if back <= 5 else 8
            found.append(Workday(day, "work" if works else "off", long if works else 0, after_hours_minutes=0))
        sad = back < low
        found.append(morning(day, 1 + back % 2 if sad else 3 + back % 2, 2 if sad else 3 + back % 2))
    return found


async def test_nothing_is_styled_twice_before_the_first_frame(
    make_app: MakeApp, monkeypatch: pytest.MonkeyPatch
) -> None:
    again: list[str] = []
    update = CheckinApp.update_styles

    def seen(app: CheckinApp, node: DOMNode, animate: bool = True) -> None:
        if not app._first_frame_shown:
            again.extend(str(below) for below in node.walk_children())
        update(app, node, animate)

    monkeypatch.setattr(CheckinApp, "update_styles", seen)
    async with make_app(records(), now=NOW).run_test(size=(120, 40)):
        assert again == []


def saved_answers(app: CheckinApp) -> list[tuple[str, str | None, date | None]]:
    return [(one.kind, one.action, one.until) for one in app.journal.nudge_states()]


@pytest.mark.parametrize("size", SIZES)
async def test_the_card_is_complete_on_its_morning(make_app: MakeApp, size: tuple[int, int]) -> None:
    app = make_app(records(), now=NOW)
    async with app.run_test(size=size):
        lines = shown(app).split("\n")
        first = next(n for n, line in enumerate(lines) if CARD in line)
        end = next(n for n, line in enumerate(lines) if KEYS in line)
        assert 3 <= end - first <= 5
        assert (set(lines[first - 1][:78].strip()), set(lines[end + 1][:78].strip())) == ({"▔"}, {"▁"}), "its edges"
        assert not lines[first - 2][:78].strip()
        assert "Wins" in shown(app)
        assert all(len(line) <= size[0] for line in lines)


@pytest.mark.parametrize(
    ("key", "saved", "message"),
    [
        ("z", ("no_day_off", "snooze", date(2026, 12, 2)), "Snoozed until 2 December."),
        ("u", ("no_day_off", "not-useful", None), "half as often"),
        ("y", ("no_day_off", "useful", None), "You may see this kind again."),
        ("o", ("no_day_off", "off", None), "Turned off."),
    ],
)
async def test_a_key_answers_and_shows_what_will_happen(
    make_app: MakeApp, key: str, saved: tuple[str, str, date | None], message: str
) -> None:
    app = make_app(records(), now=NOW)
    async with app.run_test(size=(80, 24)) as pilot:
        screen = await press(pilot, key)
        assert message in screen
        assert "Press U to undo." in screen, "the whole sentence fits"
        assert KEYS not in screen
        assert "Nudge  " in screen, "it stays as a line"
        assert saved_answers(app) == [saved]
        screen = await press(pilot, "U", "U")
        assert "Undone: " in screen
        assert KEYS in screen
        assert saved_answers(app) == []


async def test_enter_puts_the_card_aside_for_this_session(make_app: MakeApp) -> None:
    app = make_app(records(), now=NOW)
    async with app.run_test(size=(80, 24)) as pilot:
        screen = await press(pilot, "enter")
        assert KEYS not in screen
        assert "w why" in screen
        assert "Wednesday 18 November" in screen, "the selected day is shown again"
        assert saved_answers(app) == []
        app.show_week()
        assert KEYS not in await press(pilot, "left")


async def test_undo_names_the_key_that_undoes_while_u_answers_the_card(make_app: MakeApp) -> None:
    app = make_app(records(), now=NOW)
    async with app.run_test(size=(80, 24)) as pilot:
        assert KEYS in shown(app)
        assert "Press U again to undo" in await press(pilot, "U")


async def test_without_a_card_u_is_undo_and_h_is_a_day(make_app: MakeApp) -> None:
    app = make_app(records(worked=2), now=NOW)
    async with app.run_test(size=(80, 24)) as pilot:
        assert KEYS not in shown(app)
        assert "to undo" in await press(pilot, "u")
        assert "Tuesday 17 November" in await press(pilot, "h")
        assert "to undo" in await press(pilot, "U")
        for key in ("w", "z", "y", "o", "p", "enter"):
            await press(pilot, key)
        assert saved_answers(app) == []


async def test_two_answers_of_not_useful_offer_to_switch_off(make_app: MakeApp) -> None:
    before = NudgeState("no_day_off", datetime.fromisoformat("2026-09-01T08:30:00+02:00"), "not-useful")
    app = make_app([*records(), before], now=NOW)
    async with app.run_test(size=(80, 24)) as pilot:
        assert "turn this kind off" in await press(pilot, "u")
        assert "Turned off." in await press(pilot, "o")
        assert [action for _, action, _ in saved_answers(app)] == ["not-useful", "not-useful", "off"]


async def test_another_key_keeps_the_kind_on(make_app: MakeApp) -> None:
    before = NudgeState("no_day_off", datetime.fromisoformat("2026-09-01T08:30:00+02:00"), "not-useful")
    app = make_app([*records(), before], now=NOW)
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "u", "left", "o")
        assert [action for _, action, _ in saved_answers(app)] == ["not-useful", "not-useful"]


@pytest.mark.parametrize("text", ["2026-12-20", "3"])
async def test_the_end_of_a_planned_peak_is_asked_for(make_app: MakeApp, text: str) -> None:
    thursday = date(2026, 11, 12)
    app = make_app(records(worked=0, hours=13, last=thursday), now=f"{thursday}T08:40:00+01:00")
    async with app.run_test(size=(80, 24)) as pilot:
        assert KEYS in shown(app)
        screen = await press(pilot, "p")
        assert "Busy period until" in screen
        assert "a number of weeks" in screen, "the hint is whole"
        assert "isn't a day" in await press(pilot, *"soon", "enter")
        await press(pilot, *["backspace"] * 4)
        assert "is in the past" in await press(pilot, *"2026-01-01", "enter")
        await press(pilot, *["backspace"] * 10)
        screen = await press(pilot, *text, "enter")
        assert "nudges are paused until" in screen
        until = date(2026, 12, 20) if "-" in text else thursday + timedelta(21)
        assert saved_answers(app) == [("peak", "peak", until)]
        assert KEYS not in screen


async def test_a_peak_is_not_offered_if_it_would_hold_nothing_back(make_app: MakeApp) -> None:
    app = make_app(records(), now=NOW)
    async with app.run_test(size=(80, 24)) as pilot:
        assert "Busy period until" not in await press(pilot, "p")


async def test_why_lists_the_days_and_enter_opens_them_on_the_trends(make_app: MakeApp) -> None:
    app = make_app(records(), now=NOW)
    async with app.run_test(size=(120, 40)) as pilot:
        screen = await press(pilot, "w")
        for text in (CARD, "Wed 11 Nov 8 h", "2003/88/EC", "nudge stops once", "You haven't answered", "esc back"):
            assert text in screen, text
        assert KEYS in await press(pilot, "escape")
        screen = await press(pilot, "w", "enter")
        assert "Weeks" in screen
        assert KEYS in await press(pilot, "escape")


async def test_a_nudge_can_be_answered_where_it_is_explained(make_app: MakeApp) -> None:
    app = make_app(records(), now=NOW)
    async with app.run_test(size=(80, 24)) as pilot:
        screen = await press(pilot, "w", "z")
        assert "Snoozed until 2 December." in screen
        assert "Your answer: snoozed until 2 December" in screen
        screen = await press(pilot, "z", "escape")
        assert len(saved_answers(app)) == 1
        assert KEYS not in screen


async def test_nudges_of_earlier_days_are_lines(make_app: MakeApp) -> None:
    app = make_app(records(), now="2026-11-19T07:00:00+01:00")
    async with app.run_test(size=(80, 24)) as pilot:
        screen = shown(app)
        assert KEYS not in screen
        assert any(line.strip().startswith("Nudge") and "w why" in line for line in screen.split("\n"))
        assert "Thursday 19 November" in screen
        assert CARD in await press(pilot, "w")


async def test_last_week_has_its_own_nudges_and_older_weeks_have_none(make_app: MakeApp) -> None:
    nights = ("2026-11-11T02:00:00+01:00", "2026-11-12T02:00:00+01:00")
    pings = [Escalation(f"e-{at}", "ping", datetime.fromisoformat(at)) for at in nights]
    app = make_app([*records(), *pings], now=NOW)
    async with app.run_test(size=(80, 24)) as pilot:
        screen = await press(pilot, "left_square_bracket")
        assert KEYS not in screen
        assert "Nudge  " in screen
        assert "Nudge  " not in await press(pilot, "left_square_bracket")
        assert KEYS in await press(pilot, "n")


async def test_low_mornings_offer_someone_to_talk_to(make_app: MakeApp) -> None:
    settings = parse('[support]\npeer = "Sam [b], 0151"\ncountry = "GB"\n')
    app = make_app(records(worked=0, low=6), now=NOW, settings=settings)
    async with app.run_test(size=(80, 24)) as pilot:
        screen = shown(app)
        assert "h someone to talk to" in screen
        assert "u not useful" not in screen
        screen = await press(pilot, "h")
        for text in ("Sam [b], 0151", "116 123", "85258", "findahelpline.com", "999 or 112"):
            assert text in screen, text
        assert screen.index("Sam") < screen.index("Samaritans") < screen.index("Emergency")
        assert "h someone to talk to" in await press(pilot, "escape")
        await press(pilot, "u", "y")
        assert saved_answers(app) == []


async def test_one_key_shows_someone_to_talk_to_on_every_screen(make_app: MakeApp) -> None:
    app = make_app([], now=NOW)
    async with app.run_test(size=(80, 24)) as pilot:
        screen = await press(pilot, "f2", "f2")
        assert "Someone to talk to" in screen
        assert "Emergency" in screen, "all of it is seen at once"
        assert len(app.screen_stack) == 2
        await press(pilot, "escape", "c")
        assert "Someone to talk to" in await press(pilot, "f2")
        assert "F2" in await press(pilot, "escape", "f1")


async def test_there_is_one_card_and_why_opens_once(make_app: MakeApp) -> None:
    pings = [
        Escalation(f"e-{n}", "ping", datetime.fromisoformat(f"2026-11-{day}T02:00:00+01:00"), severity=2)
        for n, day in enumerate((13, 14, 16, 17, 18))
    ]
    app = make_app([*records(), *pings], now=NOW)
    async with app.run_test(size=(80, 24)) as pilot:
        assert shown(app).count("z snooze") == 1
        await press(pilot, "w", "w", "f2", "w")
        assert len(app.screen_stack) == 3


async def test_the_keys_of_a_card_do_nothing_while_a_week_is_typed(make_app: MakeApp) -> None:
    app = make_app(records(), now=NOW)
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "g", *"zuowyh")
        assert saved_answers(app) == []
        assert isinstance(app.screen, Prompt)


@pytest.mark.parametrize("size", SIZES)
async def test_time_owed_is_shown_unless_a_card_needs_the_line(make_app: MakeApp, size: tuple[int, int]) -> None:
    app = make_app(records(), now=NOW)
    async with app.run_test(size=size) as pilot:
        assert ("owed to you: " in shown(app)) == (size[1] > 24)
        lines = (await press(pilot, "enter")).split("\n")
        owed = next(n for n, line in enumerate(lines) if "owed to you: " in line)
        assert "usual" in lines[owed - 1]
        assert not lines[owed + 1][:78].strip()


@pytest.mark.parametrize("low", [0, 6])
async def test_a_card_is_complete_in_the_smallest_window(make_app: MakeApp, low: int) -> None:
    app = make_app(records(worked=0 if low else 7, low=low), now=NOW)
    async with app.run_test(size=(70, 20)) as pilot:
        screen = shown(app)
        assert "carry on" in screen
        assert "…" not in screen.partition("▔▔▔")[2].partition("carry on")[0]
        assert "▔▔▔" in screen and screen.split("\n")[-2].strip().strip("▁") == "", "both edges are in sight"
        assert "help" in screen.split("\n")[-1]
        for name in ("so far", "usual"):
            assert any(line.startswith(f"   {name} ") for line in screen.split("\n")), "the sums of the week stay"
        await press(pilot, "w")
        assert "esc back" in shown(app)


@pytest.mark.parametrize("rows", [24, 25, 26])
async def test_a_card_beside_the_day_leaves_a_line_above_the_keys(make_app: MakeApp, rows: int) -> None:
    friday = datetime.fromisoformat("2026-11-20T08:30:00+01:00")
    app = make_app(friday_records(friday.date(), friday.tzinfo), settings=parse(CONFIG))
    async with app.run_test(size=(120, rows)):
        lines = shown(app).split("\n")
    edge = next(n for n, line in enumerate(lines) if "▁▁▁" in line)
    assert "carry on" in "".join(lines[edge - 2 : edge])
    assert not lines[-2].strip() and edge < rows - 2
