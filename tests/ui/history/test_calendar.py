"""The calendar as a drawing: each day once, and found again where it was drawn."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from cmcheckin.domain.checkin import CheckIn
from cmcheckin.domain.figures import Day, DayKind
from cmcheckin.ui.glyphs import ASCII, UNICODE
from cmcheckin.ui.history.calendar import Calendar, mark_name, marks
from cmcheckin.ui.history.selection import Selection, months_later, years_later
from cmcheckin.wording.history import LEGEND
from tests.ui.app_made import MakeApp
from tests.ui.history.history_made import RECORDS, opened
from tests.ui.screens_shown import press

TODAY = date(2026, 11, 20)
DAYS = st.dates(date(1972, 1, 1), date(2040, 12, 31))


def test_each_mark_differs_and_is_in_the_legend() -> None:
    for glyphs in (UNICODE, ASCII):
        found = marks(glyphs)
        assert set(LEGEND) == {name for name in found if name}
        assert len({*found.values()}) == len(found)
        assert all(len(mark) == 1 for mark in found.values())


def test_what_a_day_is_marked_as() -> None:
    def name(kind: DayKind, day: date = TODAY - timedelta(1), checkin: CheckIn | None = None) -> str:
        return mark_name(Day(day, kind, checkin=checkin), TODAY)

    assert name("work", checkin=CheckIn(TODAY, mood=3)) == "checked_in"
    assert name("leave", checkin=CheckIn(TODAY, mood=3)) == "checked_in"
    assert name("work") == "logged"
    assert name("leave") == name("off") == name("sick") == "free"
    assert name("leave", TODAY + timedelta(1)) == "planned"
    assert name("unknown") == "unknown"
    assert name("before") == name("ahead") == name("today") == ""


@given(DAYS, st.integers(-30, 30))
def test_months_later_keeps_the_day_or_takes_the_last_one(day: date, months: int) -> None:
    found = months_later(day, months)
    assert (found.year * 12 + found.month) - (day.year * 12 + day.month) == months
    assert found.day == day.day or (found + timedelta(1)).day == 1
    assert years_later(day, 1).month == day.month


@given(DAYS, DAYS)
def test_a_range_has_both_ends(one: date, other: date) -> None:
    selection = Selection(one)
    assert selection.count == 1
    selection.begin_range()
    selection.day = other
    assert {selection.first, selection.last} == {one, other}
    assert selection.count == abs((one - other).days) + 1


async def test_every_cell_belongs_to_the_day_that_is_drawn_there(make_app: MakeApp) -> None:
    app = make_app(RECORDS)
    async with app.run_test(size=(120, 40)) as pilot:
        screen = await opened(pilot)
        await press(pilot)
        calendar = screen.query_one(Calendar)
        found: dict[date, str] = {}
        for y, strip in enumerate(calendar._strips or ()):
            for x, char in enumerate(strip.text):
                if (day := calendar.day_at(x, y)) is not None:
                    found[day] = found.get(day, "") + char
        assert [day.day for day in found] == [*range(1, 32), *range(1, 31), *range(1, 32)]
        assert all(str(day.day) in cells for day, cells in found.items())
