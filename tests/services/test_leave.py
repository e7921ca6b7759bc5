"""Planning and removing leave in a real journal."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cmcheckin.domain.errors import Refused
from cmcheckin.domain.leave import LeaveRange, leave_ranges
from cmcheckin.services.leave import LeaveChange, days_ahead, plan_leave, preview_leave, remove_leave
from tests.services.session_home import FRIDAY, Home

AUGUST = (date(2027, 8, 2), date(2027, 8, 13))


def plan(home: Home, first: date, last: date, *, is_half: bool = False) -> LeaveChange:
    return plan_leave(home.journal(), home.settings.schedule, first, last, FRIDAY, is_half=is_half)


def remove(home: Home, first: date, last: date) -> LeaveChange:
    return remove_leave(home.journal(), first, last, FRIDAY)


def planned_dates(home: Home) -> list[date]:
    return [day.date for day in home.journal().everything().workdays if day.kind == "leave"]


def test_the_working_days_of_a_range_are_planned_as_one_change(tmp_path: Path) -> None:
    home = Home(tmp_path)
    found = plan(home, *AUGUST)
    assert planned_dates(home) == list(found.changed)
    assert len(found.changed) == 10
    assert all(day.weekday() < 5 for day in found.changed)
    assert leave_ranges(home.journal().everything().workdays, home.settings.schedule) == (LeaveRange(*AUGUST, 10.0),)
    undone = home.journal().undo()
    assert (undone.why, planned_dates(home)) == ("leave", [])


def test_planning_twice_changes_nothing(tmp_path: Path) -> None:
    home = Home(tmp_path)
    first = plan(home, *AUGUST)
    assert plan(home, *AUGUST) == LeaveChange(known=first.changed)


def test_half_a_day_has_half_the_usual_hours_and_can_become_a_whole_one(tmp_path: Path) -> None:
    home = Home(tmp_path)
    day = AUGUST[0]
    plan(home, day, day, is_half=True)
    saved = home.journal().workday(day)
    assert saved is not None
    assert (saved.kind, saved.hours) == ("leave", 4)
    assert plan(home, day, day).changed == (day,)
    assert home.journal().everything().workdays.on(day) == saved._replace(hours=None)


@pytest.mark.parametrize("fields", [{"kind": "work", "hours": 6}, {"kind": "sick"}, {"kind": "leave", "hours": 2}])
def test_what_is_logged_stays_and_is_named(tmp_path: Path, fields: dict[str, object]) -> None:
    home = Home(tmp_path)
    logged = home.save(type="workday", date="2026-11-18", **fields)
    found = plan(home, date(2026, 11, 16), date(2026, 11, 19))
    assert found.kept == (logged,)
    assert len(found.changed) == 3
    removed = remove(home, date(2026, 11, 16), date(2026, 11, 19))
    assert removed.changed == found.changed
    assert home.journal().workday(date(2026, 11, 18)) == logged
    assert removed.kept == ((logged,) if fields["kind"] == "leave" else ())


def test_a_range_without_days_to_plan_is_refused(tmp_path: Path) -> None:
    home = Home(tmp_path)
    with pytest.raises(Refused, match="Leave can't start on 13 August 2027 and end on 2 August 2027"):
        plan(home, AUGUST[1], AUGUST[0])
    with pytest.raises(Refused, match="Leave isn't needed on 7–8 August 2027: you have no working days then"):
        plan(home, date(2027, 8, 7), date(2027, 8, 8))
    with pytest.raises(Refused, match="covers more than 366 days"):
        plan(home, date(2027, 1, 1), date(2028, 1, 2))
    assert not home.journal().everything()


def test_a_preview_is_what_planning_does_and_changes_nothing(tmp_path: Path) -> None:
    home = Home(tmp_path)
    logged = home.save(type="workday", date="2026-12-02", kind="work", hours=3)
    first, last = date(2026, 12, 1), date(2026, 12, 4)
    preview = preview_leave(home.journal(), home.settings.schedule, first, last, FRIDAY)
    assert planned_dates(home) == []
    assert preview.kept == (logged,)
    assert plan(home, first, last) == preview
    with pytest.raises(Refused, match="you have no working days then"):
        preview_leave(home.journal(), home.settings.schedule, date(2026, 12, 5), date(2026, 12, 6), FRIDAY)


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("3 Dec to 4 Dec", date(2026, 12, 3), date(2026, 12, 4)),
        ("3 dec", date(2026, 12, 3), date(2026, 12, 3)),
        ("20 nov", FRIDAY, FRIDAY),
        ("19 nov", date(2027, 11, 19), date(2027, 11, 19)),
        ("30 dec - 2 jan", date(2026, 12, 30), date(2027, 1, 2)),
        ("2026-12-03 to 2026-12-04", date(2026, 12, 3), date(2026, 12, 4)),
        ("monday to wednesday", date(2026, 11, 23), date(2026, 11, 25)),
        ("3 Nov 2026 – 4 Nov 2026", date(2026, 11, 3), date(2026, 11, 4)),
    ],
)
def test_days_without_a_year_are_the_next_ones(text: str, first: date, last: date) -> None:
    assert days_ahead(text, FRIDAY) == (first, last)


def test_a_last_day_before_the_first_is_a_slip_and_not_a_year_of_leave() -> None:
    with pytest.raises(Refused, match="add the year: 2026-12-03 to 2027-12-02"):
        days_ahead("3 dec to 2 dec", FRIDAY)
    assert days_ahead("2026-12-03 to 2027-12-02", FRIDAY) == (date(2026, 12, 3), date(2027, 12, 2))


@pytest.mark.parametrize("text", ["", "soon", "3 dec to", "3 dec to 4 dec to 5 dec", "2026-12-04 to 2026-12-03"])
def test_invalid_days_are_refused_with_a_sentence(text: str) -> None:
    with pytest.raises((Refused, ValueError), match=r"day|start"):
        days_ahead(text, FRIDAY)


SPANS = st.tuples(
    st.booleans(), st.dates(date(2026, 12, 1), date(2027, 4, 30)), st.integers(0, 40).map(timedelta), st.booleans()
)


@settings(max_examples=25, deadline=None)
@given(st.lists(SPANS, max_size=6))
def test_any_order_of_planning_and_removing_gives_the_days_that_were_planned_last(
    steps: list[tuple[bool, date, timedelta, bool]],
) -> None:
    expected: dict[date, bool] = {}
    with TemporaryDirectory() as folder:
        home = Home(Path(folder))
        for is_planned, first, length, is_half in steps:
            days = [first + timedelta(n) for n in range(length.days + 1)]
            if is_planned and any(day.weekday() < 5 for day in days):
                plan(home, first, first + length, is_half=is_half)
                expected |= {day: is_half for day in days if day.weekday() < 5}
            elif not is_planned:
                remove(home, first, first + length)
                expected = {day: half for day, half in expected.items() if day not in days}
        assert planned_dates(home) == sorted(expected)
        found = leave_ranges(home.journal().everything().workdays, home.settings.schedule)
        assert sum(one.days for one in found) == sum(0.5 if half else 1 for half in expected.values())
        assert all(one.last < other.first for one, other in pairwise(found))
