"""Weeks and months side by side, against a plain reading of the contract."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta, timezone
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cmcheckin.domain.checkin import CheckIn
from cmcheckin.domain.escalation import Escalation
from cmcheckin.domain.figures import ActivityTime
from cmcheckin.domain.records import Record, Records
from cmcheckin.domain.schedule import Schedule
from cmcheckin.domain.week import Week
from cmcheckin.domain.workday import Workday
from cmcheckin.insight import usual, year_grid
from cmcheckin.insight.calendar_periods import compare_with_before
from cmcheckin.insight.figures import figures
from cmcheckin.insight.patterns import weekday_patterns
from cmcheckin.insight.trends import TrendWeek, monthly, reach, trends, weekly, weekly_reach
from cmcheckin.insight.week import week_summary, with_open_escalations
from tests.insight.naive_weeks import naive_week
from tests.insight.weeks_made import METRICS, TODAY, records

DAY = Schedule()
NIGHT = Schedule(start=time(22), end=time(6), workdays=frozenset({0, 1, 2, 5}))
TODAYS = st.sampled_from([TODAY, date(2026, 11, 16), date(2026, 11, 22), date(2027, 1, 3), date(2027, 1, 6)])
"""A Friday, a Monday, a Sunday, the last day of 2026-W53, and a day after it."""
WEEK = Week(2026, 47)
MONDAY = WEEK.monday


@st.composite
def lives(draw: st.DrawFn) -> tuple[Records, date, Schedule]:
    """Draw the records of nine months up to a day and one after it, that day, and a schedule."""
    today = draw(TODAYS)
    days = st.integers(-270, 1).map(lambda n: today + timedelta(n))
    return draw(records(days)), today, draw(st.sampled_from([DAY, NIGHT]))


def as_document(week: TrendWeek) -> dict[str, Any]:
    """Return `week` as an object with the names of the contract."""
    names = naive_week(Records(), week.first, TODAY, DAY)
    own = {"week": str(week.week), "from": str(week.first), "to": str(week.last), "usual_hours": week.usual_hours}
    return {name: own[name] if name in own else getattr(week.figures, name) for name in names}


@given(lives(), st.integers(1, 30))
def test_each_week_is_what_the_contract_says_of_it(life: tuple[Records, date, Schedule], weeks: int) -> None:
    kept, today, schedule = life
    found = weekly(kept, Week.of(today), weeks, today, schedule)
    assert [str(week.week) for week in found] == [str(Week.of(today).shifted(n + 1 - weeks)) for n in range(weeks)]
    for week in found:
        assert as_document(week) == pytest.approx(naive_week(kept, week.first, today, schedule))


@given(lives())
def test_each_kind_of_activity_has_its_hours_and_the_days_without_them(life: tuple[Records, date, Schedule]) -> None:
    kept, today, schedule = life
    (week,) = weekly(kept, Week.of(today), 1, today, schedule)
    rows = [row for row in kept.workdays if week.first <= row.date <= today]
    for kind in ("moderation", "events", "admin"):
        hours = [one.hours for row in rows for one in row.activities if one.kind == kind]
        known = [each for each in hours if each is not None]
        wanted = ActivityTime(kind, sum(known) if known else None, len(hours), len(hours) - len(known))
        assert week.figures.activity(kind) == (wanted if hours else None)
    sums = [one.hours or 0 for one in week.figures.activities]
    assert sums == sorted(sums, reverse=True)


@given(lives())
def test_time_with_peers_is_added_up_by_quarter(life: tuple[Records, date, Schedule]) -> None:
    kept, today, schedule = life
    found = trends(kept, Week.of(today), 1, today, schedule).peers
    past = [row for row in kept.workdays if row.date <= today and row.date.year == found.year]
    for n, minutes in enumerate(found.quarters):
        months = range(3 * n + 1, 3 * n + 4)
        logged = [row.peer_minutes for row in past if row.date.month in months and row.peer_minutes is not None]
        assert minutes == (sum(logged) if logged else None)
    assert found.minutes == sum(row.peer_minutes or 0 for row in past)


@given(lives(), st.integers(1, 14))
def test_weeks_are_the_same_from_all_records_and_from_those_in_reach(
    life: tuple[Records, date, Schedule], weeks: int
) -> None:
    kept, today, schedule = life
    this = Week.of(today)

    def near(first: date, last: date) -> Records:
        since = [one for one in kept.escalations if one.unresolved or (one.resolved and one.resolved.date() >= first)]
        return with_open_escalations(kept.between(first, last), since)

    whole = trends(kept, this, weeks, today, schedule, METRICS)
    assert trends(near(*reach(this, weeks)), this, weeks, today, schedule, METRICS) == whole
    assert weekly(near(*weekly_reach(this, weeks)), this, weeks, today, schedule, METRICS) == whole.weeks


@given(lives())
def test_a_week_of_the_trends_is_the_week_of_the_week_screen(life: tuple[Records, date, Schedule]) -> None:
    kept, today, schedule = life
    now = datetime.combine(today, time(8), UTC)
    for week in weekly(kept, Week.of(today), 3, today, schedule):
        summary = week_summary(kept, week.week, today, now, schedule)
        assert (summary.figures, summary.usual) == (week.figures, week.usual)
        assert week.usual == usual.usual(kept, week.week, today)


@given(lives())
def test_severities_asks_and_the_unrated_add_up_to_what_came_in(life: tuple[Records, date, Schedule]) -> None:
    kept, today, schedule = life
    for week in weekly(kept, Week.of(today), 20, today, schedule):
        assert sum(week.severities) + week.asks + week.unrated == week.figures.escalations_opened
        for severity in range(1, 6):
            same = [one for one in kept.escalations.between(week.first, week.last) if one.severity == severity]
            assert week.severities[severity - 1] == len([one for one in same if one.kind != "ask"])


@given(lives())
def test_own_numbers_are_means_and_nothing_where_nothing_was_said(life: tuple[Records, date, Schedule]) -> None:
    kept, today, schedule = life
    for week in weekly(kept, Week.of(today), 6, today, schedule, METRICS):
        for name in METRICS:
            said = [one.metrics[name] for one in kept.checkins.between(week.first, week.last) if name in one.metrics]
            assert week.metrics.get(name) == (pytest.approx(sum(said) / len(said)) if said else None)


@given(lives(), st.integers(1, 14))
def test_each_month_has_its_figures_and_the_mean_of_its_weeks(
    life: tuple[Records, date, Schedule], months: int
) -> None:
    kept, today, schedule = life
    found = monthly(kept, today, months, today, schedule)
    assert len(found) == months
    assert found[-1].first <= today <= found[-1].last
    for one, following in pairwise(found):
        assert following.first == one.last + timedelta(1)
    for month in found:
        assert month.first.day == 1
        assert month.figures == figures(kept, month.first, month.last, today, schedule)
        hours = []
        for n in range((month.last - month.first).days + 1):
            thursday = month.first + timedelta(n)
            sunday = thursday + timedelta(3)
            if thursday.weekday() == 3 and sunday < today:
                week = figures(kept, thursday - timedelta(3), sunday, today, schedule)
                hours += [week.hours] if week.hours is not None else []
        assert month.weeks == len(hours)
        assert month.hours_a_week == (pytest.approx(sum(hours) / len(hours)) if hours else None)


@given(lives())
def test_the_days_of_a_year_add_up_to_their_weeks(life: tuple[Records, date, Schedule]) -> None:
    kept, today, schedule = life
    this = Week.of(today)
    days = year_grid.grid_days(kept, this.shifted(-52).monday, this.sunday, today, schedule)
    assert (len(days), days[0].date.weekday(), days[-1].date) == (371, 0, this.sunday)
    for week in weekly(kept, this, 20, today, schedule):
        seven = [day for day in days if week.first <= day.date <= week.last]
        summary = week_summary(kept, week.week, today, datetime.combine(today, time(8), UTC), schedule)
        assert [(day.kind, day.hours, day.doubtful, day.mood) for day in seven] == [
            (day.kind, day.hours, day.doubtful, day.mood) for day in summary.days
        ]
        f = week.figures
        assert sum(day.night_pings for day in seven) == f.night_pings
        assert sum(day.escalations for day in seven) == f.escalations_opened
        assert (sum(day.wins for day in seven), sum(day.thanks for day in seven)) == (f.wins, f.thanks)
        assert sum(day.checked_in for day in seven) == f.checkins


@given(lives())
def test_weekdays_add_up_to_the_weeks(life: tuple[Records, date, Schedule]) -> None:
    kept, today, schedule = life
    weeks = weekly(kept, Week.of(today), 8, today, schedule)
    days = weekday_patterns(kept, weeks[0].first, weeks[-1].last)
    assert sum(day.logged for day in days) == sum(week.figures.days_worked + week.figures.days_off for week in weeks)
    moods = [one.mood for one in kept.checkins.between(weeks[0].first, weeks[-1].last) if one.mood is not None]
    assert sum(day.moods for day in days) == len(moods)
    assert sum((day.mood or 0) * day.moods for day in days) == pytest.approx(sum(moods))
    for day in days:
        assert (day.hours is None) == (not day.hours_known)
        assert day.worked <= day.logged


def a_week(*kept: Record, today: date = date(2026, 11, 23), week: Week = WEEK) -> TrendWeek:
    """Return `week` of these records."""
    return weekly(Records.of(kept), week, 1, today, DAY)[0]


def test_the_last_days_of_december_and_the_first_of_january_are_one_week() -> None:
    rows = [Workday(date(2026, 12, 28) + timedelta(n), "work", 1) for n in range(7)]
    found = weekly(Records.of(rows), Week(2027, 1), 3, date(2027, 1, 10), DAY)
    assert [(str(one.week), one.figures.hours) for one in found] == [
        ("2026-W52", None), ("2026-W53", 7), ("2027-W01", None),
    ]  # fmt: skip


def test_an_escalation_keeps_the_day_of_its_own_offset() -> None:
    late = datetime(2026, 11, 22, 23, 30, tzinfo=timezone(timedelta(hours=-8)))  # Monday morning in Europe
    one = a_week(Escalation("e", "t", late))
    assert (one.figures.escalations_opened, one.figures.night_pings, one.figures.escalations_open) == (1, 1, 1)


def test_on_the_night_the_clocks_change_a_ping_is_still_of_that_night() -> None:
    for offset in (2, 1):  # 02:30 comes twice
        ping = Escalation("e", "t", datetime(2026, 10, 25, 2, 30, tzinfo=timezone(timedelta(hours=offset))))
        day = year_grid.grid_days(Records.of([ping]), date(2026, 10, 24), date(2026, 10, 25), TODAY, DAY)
        assert [one.night_pings for one in day] == [1, 0]


def test_one_open_for_a_year_is_open_in_each_week_until_it_is_resolved() -> None:
    done = datetime(2026, 11, 10, 9, tzinfo=UTC)
    old = Escalation("e", "t", datetime(2025, 1, 3, 9, tzinfo=UTC), status="resolved", resolved=done)
    found = weekly(Records.of([old]), WEEK, 4, TODAY, DAY)
    assert [one.figures.escalations_open for one in found] == [1, 1, 0, 0]
    assert [one.figures.escalations_resolved for one in found] == [0, 0, 1, 0]
    assert not any(one.has_records for one in found)


def test_one_wild_week_leaves_the_band_where_it_was() -> None:
    def rows(wild: float) -> list[Workday]:
        days = [(back, n) for back in range(1, 9) for n in range(5)]
        return [Workday(MONDAY - timedelta(7 * back - n), "work", wild if back == 4 else 8) for back, n in days]

    assert a_week(*rows(8)).band == a_week(*rows(16)).band == (37, 43)
    assert a_week(*rows(8)[:25]).band is None, "five weeks are too few for a range"


def test_half_a_week_is_compared_with_no_whole_one() -> None:
    rows = [Workday(MONDAY - timedelta(n), "work", 6) for n in range(1, 22)]
    found = weekly(Records.of([*rows, Workday(MONDAY, "work", 8)]), WEEK, 4, TODAY, DAY)
    both = compare_with_before(found[2:], found[:2], TODAY)
    assert both.weeks == 1
    assert [(one.measure, one.now, one.before, one.weeks_before) for one in both.changes if one.measure == "hours"] == [
        ("hours", 42, 42, 1)
    ]
    assert compare_with_before(found[3:], found[:3], TODAY).changes == ()


def test_weeks_that_are_not_logged_are_no_quiet_weeks() -> None:
    busy: list[Record] = [
        CheckIn(MONDAY - timedelta(7), mood=3),
        Escalation("e", "t", datetime(2026, 11, 10, 9, tzinfo=UTC)),
    ]
    before = [CheckIn(MONDAY - timedelta(28), mood=4)]
    found = weekly(Records.of([*busy, *before]), WEEK.shifted(-1), 4, TODAY, DAY)
    changes = {one.measure: one for one in compare_with_before(found[2:], found[:2], TODAY).changes}
    assert (changes["escalations_opened"].now, changes["escalations_opened"].weeks_now) == (1, 1)
    assert "hours" not in changes


def test_one_resolved_before_it_was_opened_is_open_in_no_week() -> None:
    opened, resolved = datetime(2026, 11, 18, 9, tzinfo=UTC), datetime(2026, 11, 3, 9, tzinfo=UTC)
    odd = Escalation("e", "t", opened, status="resolved", resolved=resolved)
    found = weekly(Records.of([odd]), WEEK, 4, TODAY, DAY)
    assert [one.figures.escalations_open for one in found] == [0, 0, 0, 0]
