"""Days before anything was logged: they are not counted as not logged."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cmcheckin.domain.checkin import CheckIn
from cmcheckin.domain.records import Records
from cmcheckin.domain.schedule import Schedule
from cmcheckin.domain.week import Week
from cmcheckin.domain.workday import Workday
from cmcheckin.insight.figures import figures, first_day
from cmcheckin.insight.ledger import ledger
from cmcheckin.insight.trends import weekly
from cmcheckin.insight.week import week_summary
from cmcheckin.insight.year_grid import grid_days

TODAY = date(2026, 11, 20)
NOW = datetime.fromisoformat("2026-11-20T08:30:00+01:00")
DAY = Schedule()
WEEK = Week.of(TODAY)


def test_a_first_day_has_no_days_that_are_not_logged() -> None:
    kept = Records.of([CheckIn(TODAY, mood=4), Workday(TODAY - timedelta(1), "work", 8)])
    begun = first_day(kept, WEEK.monday, kept.between)
    assert begun == date(2026, 11, 19)
    found = week_summary(kept, WEEK, TODAY, NOW, DAY, begun)
    assert [day.kind for day in found.days] == ["before"] * 3 + ["work", "today", "ahead", "ahead"]
    assert found.figures.days_unknown == 0
    assert [week.figures.days_unknown for week in weekly(kept, WEEK, 3, TODAY, DAY, (), begun)] == [0, 0, 0]


def test_the_ledger_speaks_of_weeks_since_the_first_record_alone() -> None:
    kept = Records.of([CheckIn(TODAY, mood=4)])
    assert ledger(kept, WEEK, DAY, TODAY).logged == 1
    assert ledger(kept, WEEK, DAY, TODAY - timedelta(14)).logged == 3
    assert ledger(kept, WEEK, DAY, WEEK.shifted(-2).sunday).logged == 3
    assert ledger(kept, WEEK, DAY, None).logged == 1
    assert ledger(kept, WEEK.shifted(-30), DAY, TODAY).logged == 1
    assert ledger(kept, WEEK, DAY).logged == 12
    late = Records.of([Workday(TODAY - timedelta(28), "work", 9, after_hours_minutes=60)])
    assert ledger(late, WEEK, DAY, TODAY).logged == 5, "what is there is told, whenever it was logged"


def test_without_any_record_no_day_is_missing() -> None:
    kept = Records()
    begun = first_day(kept, WEEK.monday, kept.between)
    assert begun is None
    assert figures(kept, WEEK.monday, WEEK.sunday, TODAY, DAY, begun).days_unknown == 0
    assert {day.kind for day in grid_days(kept, WEEK.monday, TODAY - timedelta(1), TODAY, DAY, begun)} == {"before"}


@pytest.mark.parametrize(("near", "asked"), [((0,), 0), ((-3, 2), 0), ((1, 2), 1), ((), 1)])
def test_older_records_are_read_only_if_the_near_ones_begin_later(near: tuple[int, ...], asked: int) -> None:
    first = WEEK.monday
    calls: list[tuple[date, date]] = []

    def between(start: date, end: date) -> Records:
        calls.append((start, end))
        return Records.of([CheckIn(date(2020, 1, 2)), Workday(date(2020, 1, 1), "off")])

    found = first_day(Records.of(CheckIn(first + timedelta(n)) for n in near), first, between)
    assert calls == [(date(1970, 1, 1), first - timedelta(1))] * asked
    assert found == (date(2020, 1, 1) if asked else first + timedelta(min(near)))


@given(st.sets(st.integers(1, 200), max_size=6), st.integers(0, 200))
def test_what_was_logged_long_before_is_found_when_nothing_near_is(back: set[int], first: int) -> None:
    everything = Records.of([Workday(TODAY - timedelta(n), "work", 8) for n in back])
    start = TODAY - timedelta(first)
    near = everything.between(start - timedelta(20), TODAY)
    wanted = max(back, default=None)
    found = first_day(near, start, everything.between)
    for n in range(first + 1):
        day = start + timedelta(n)
        logged = wanted is not None and day >= TODAY - timedelta(wanted)
        assert (found is not None and day >= found) == logged
