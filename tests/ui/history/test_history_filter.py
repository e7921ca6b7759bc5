"""The filter of the history: matches in the list and in the calendar while it is typed."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len
from rich.style import Style

from cmcheckin.domain.checkin import CheckIn, Win
from cmcheckin.domain.escalation import Escalation
from cmcheckin.domain.records import decode
from cmcheckin.ui.glyphs import ASCII, UNICODE, Glyphs
from cmcheckin.ui.history.matches import UNDERLINED, marked
from cmcheckin.ui.history.screen import HistoryScreen
from cmcheckin.ui.kit.line_widget import LineWidget
from cmcheckin.ui.week.details import DetailsScreen
from cmcheckin.ui.week.screen import WeekScreen
from tests.ui.app_made import MakeApp
from tests.ui.app_session import checkin, escalation
from tests.ui.history.history_made import MONDAY, RECORDS, SIZES, filtered, line, opened
from tests.ui.screens_shown import press, shown

AT_BOTH_SIZES = pytest.mark.parametrize("size", SIZES)


def underlined(screen: HistoryScreen) -> list[str]:
    """Return the texts that the list of `screen` shows underlined."""
    strips = screen.query_one("DayList", LineWidget)._strips or ()
    return [segment.text for strip in strips for segment in strip if segment.style and segment.style.underline]


@AT_BOTH_SIZES
async def test_matches_are_listed_with_a_true_total_and_marked_in_place(
    make_app: MakeApp, size: tuple[int, int]
) -> None:
    app = make_app(RECORDS)
    async with app.run_test(size=size) as pilot:
        screen = await opened(pilot)
        text = await filtered(pilot, "meet")
        assert "4 matches on 3 days" in text
        assert underlined(screen) == ["meet"] * 4
        assert "16•" in text
        assert "17•" not in text
        assert "win  " in line(pilot, "▌ Mon 16 Nov")
        assert "20 Nov 2025 win  " in text
        assert "Thank you for the meet" in text
        assert screen.selection.day == MONDAY


@pytest.mark.parametrize(
    ("word", "day", "label", "text"),
    [("thanks", "Mon 16 Nov", "thanks", "Thank you for the"), ("sick", "Wed 18 Nov", "day", "sick")],
)
async def test_a_word_for_a_kind_lists_what_is_of_that_kind(
    make_app: MakeApp, word: str, day: str, label: str, text: str
) -> None:
    app = make_app(RECORDS)
    async with app.run_test(size=(120, 40)) as pilot:
        await opened(pilot)
        assert "1 match on 1 day" in await filtered(pilot, word)
        assert f"{label}  {text}" in line(pilot, f"▌ {day}")


async def test_a_match_at_the_end_of_a_long_text_is_in_sight(make_app: MakeApp) -> None:
    app = make_app(RECORDS)
    async with app.run_test(size=(80, 24)) as pilot:
        screen = await opened(pilot)
        assert "lighthouse" in await filtered(pilot, "lighthouse")
        assert underlined(screen) == ["lighthouse"]
        assert "1 match on 1 day" in shown(app)


async def test_filters_of_the_search_narrow_the_list(make_app: MakeApp) -> None:
    app = make_app(RECORDS)
    async with app.run_test(size=(80, 24)) as pilot:
        await opened(pilot)
        text = await filtered(pilot, "meetup -kind:thanks from:2026-10 mood<=2")
        assert "Mon  5 Oct  mood  2, low" in text
        assert "note  …" in text
        assert "2 matches on 1 day" in text


async def test_a_mistake_in_the_filter_is_explained_under_it(make_app: MakeApp) -> None:
    app = make_app(RECORDS)
    async with app.run_test(size=(80, 24)) as pilot:
        await opened(pilot)
        assert "needs a number" in await filtered(pilot, "mood<=x meet")
        assert "needs a number" not in await press(pilot, "ctrl+u", *"meet")


async def test_nothing_found_says_what_to_do(make_app: MakeApp) -> None:
    app = make_app(RECORDS)
    async with app.run_test(size=(80, 24)) as pilot:
        await opened(pilot)
        text = await filtered(pilot, "zebra")
        assert "No matches." in text
        assert "press Esc to clear" in text


async def test_escape_leaves_the_filter_then_clears_it_then_goes_back(make_app: MakeApp) -> None:
    app = make_app(RECORDS)
    async with app.run_test(size=(80, 24)) as pilot:
        await opened(pilot)
        await filtered(pilot, "meet")
        text = await press(pilot, "escape")
        assert "Filter meet" in text
        assert "e edit" in text
        text = await press(pilot, "escape")
        assert "Filter meet" not in text
        assert "Days" in text
        await press(pilot, "escape")
        assert isinstance(app.screen, WeekScreen)


async def test_arrows_go_through_the_matches_also_from_the_filter(make_app: MakeApp) -> None:
    app = make_app(RECORDS)
    async with app.run_test(size=(80, 24)) as pilot:
        screen = await opened(pilot)
        await filtered(pilot, "meet")
        await press(pilot, "down", "down")
        assert screen.selection.day == date(2026, 10, 5)
        assert screen.focused is not None
        await press(pilot, "enter", "down", "down", "down")
        assert screen.selection.day == date(2025, 11, 20)
        await press(pilot, "enter")
        assert isinstance(app.screen, DetailsScreen)
        await press(pilot, "escape")
        assert screen.matches is not None
        assert "November 2025" in shown(app)


async def test_a_day_without_a_match_can_be_selected_in_the_calendar(make_app: MakeApp) -> None:
    app = make_app(RECORDS)
    async with app.run_test(size=(80, 24)) as pilot:
        screen = await opened(pilot)
        await filtered(pilot, "meet")
        text = await press(pilot, "tab", "tab", "right")
        assert screen.selection.day == MONDAY + timedelta(1)
        assert "▌ Mon 16" not in text


async def test_what_is_typed_before_all_is_read_is_found_as_well(make_app: MakeApp) -> None:
    old = CheckIn(date(2012, 3, 1), mood=3, wins=(Win("A very old meetup"),))
    app = make_app([old, *RECORDS])
    async with app.run_test(size=(80, 24)) as pilot:
        assert "5 matches on 4 days" in await filtered(pilot, "meetup")
        assert " 1 Mar 2012 win" in shown(app)


async def test_escalations_are_found_by_their_updates(make_app: MakeApp) -> None:
    item = escalation(3, updates=[{"at": "2026-11-14T08:30:00+01:00", "text": "the vendor answered"}])
    record = decode(item)
    assert isinstance(record, Escalation)
    app = make_app([record, *RECORDS])
    async with app.run_test(size=(80, 24)) as pilot:
        await opened(pilot)
        await filtered(pilot, "vendor")
        assert "update" in line(pilot, "Fri 13 Nov")


async def test_an_entry_added_elsewhere_is_found(make_app: MakeApp) -> None:
    app = make_app(RECORDS)
    async with app.run_test(size=(80, 24)) as pilot:
        await opened(pilot)
        await filtered(pilot, "meet")
        app.journal.save([decode(checkin("2026-11-12", note="another meetup"))], why="other window")
        assert "5 matches on 4 days" in await filtered(pilot, "u")


GLYPHS = st.sampled_from([UNICODE, ASCII])


@given(st.text(alphabet="ab c漢é", max_size=60), st.data(), st.integers(10, 40), GLYPHS)
def test_marked_text_fits_and_shows_the_first_match(text: str, data: st.DataObject, room: int, glyphs: Glyphs) -> None:
    low = data.draw(st.integers(0, len(text)))
    high = data.draw(st.integers(low, min(low + 2, len(text))))
    runs = marked(text, [(low, high)] if high > low else [], room, Style(), glyphs)
    assert cell_len("".join(part for part, _ in runs)) <= room
    if high > low:
        found = "".join(part for part, style in runs if style == UNDERLINED)
        # The space at the end of a cut text is left out, where no match of a search ends.
        assert found.rstrip() == text[low:high].rstrip()


def test_marked_text_uses_the_room() -> None:
    text = "excited about the meetup film, uneasy about prices"
    low = text.index("price")
    runs = marked(text, [(low, low + 5)], 20, Style(), UNICODE)
    assert "".join(part for part, _ in runs) == "…uneasy about prices"


async def test_only_one_part_has_the_bar(make_app: MakeApp) -> None:
    app = make_app(RECORDS)

    def headings(screen: str) -> list[str]:
        lines = (line.strip() for line in screen.splitlines())
        return [part for line in lines for part in ("▌ Filter", "▌ November", "▌ 4 matches") if part in line]

    async with app.run_test(size=(80, 24)) as pilot:
        await opened(pilot)
        assert headings(await filtered(pilot, "meet")) == ["▌ Filter"]
        assert headings(await press(pilot, "enter")) == ["▌ 4 matches"]
        assert headings(await press(pilot, "tab")) == ["▌ November"]
        assert headings(await press(pilot, "slash")) == ["▌ Filter"]
