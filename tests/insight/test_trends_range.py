"""Which days the parts of the trends are about, and which records they need."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest

from cmcheckin.domain.checkin import CheckIn
from cmcheckin.domain.escalation import Escalation
from cmcheckin.domain.records import Record, Records
from cmcheckin.domain.schedule import Schedule
from cmcheckin.domain.week import Week
from cmcheckin.domain.workday import Workday
from cmcheckin.insight import trends
from cmcheckin.insight.associations import Association

WEEK = Week(2026, 47)
MONDAY, SUNDAY = WEEK.monday, WEEK.sunday
TODAY = SUNDAY + timedelta(1)


def found(*records: Record, weeks: int = 3) -> trends.Trends:
    return trends.trends(Records.of(records), WEEK, weeks, TODAY, Schedule())


@pytest.mark.parametrize(("weeks", "back"), [(1, 52), (12, 52), (26, 52), (27, 53), (40, 79)])
def test_trends_need_a_year_and_as_many_weeks_before_those_shown(weeks: int, back: int) -> None:
    assert trends.reach(WEEK, weeks) == (WEEK.shifted(-back).monday, SUNDAY)


def test_weeks_need_twelve_before_the_first() -> None:
    assert trends.weekly_reach(WEEK, 4) == (WEEK.shifted(-15).monday, SUNDAY)
    assert trends.weekly_reach(WEEK) == (WEEK.shifted(-23).monday, SUNDAY)


def test_weeks_are_compared_with_as_many_before_them() -> None:
    rows = [Workday(MONDAY - timedelta(7 * back), "work", back + 1) for back in range(10)]
    comparison = found(*rows).comparison
    assert comparison.weeks == 3
    assert comparison.changes[0] == ("hours", 2, 5, 3, 3)


def test_associations_are_looked_for_in_a_year(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[tuple[date, date]] = []

    def find(_records: Records, first: date, last: date, _schedule: Schedule) -> tuple[Association, ...]:
        asked.append((first, last))
        return ()

    monkeypatch.setattr(trends, "find_associations", find)
    found()
    assert asked == [(WEEK.shifted(-51).monday, SUNDAY)]


@pytest.mark.parametrize(
    ("record", "first", "weeks"),
    [
        (CheckIn(MONDAY), MONDAY, 1),
        (Workday(MONDAY - timedelta(1), "work"), MONDAY - timedelta(1), 2),
        (Escalation("e", "t", datetime(2026, 11, 12, 9, tzinfo=UTC)), date(2026, 11, 12), 2),
        (CheckIn(MONDAY - timedelta(70)), MONDAY - timedelta(70), 3),
        (CheckIn(SUNDAY + timedelta(1)), None, 3),
    ],
)
def test_weeks_before_the_first_record_are_not_missing(record: Record, first: date | None, weeks: int) -> None:
    one = found(record)
    assert one.first_logged == first
    assert one.since_first_logged == one.weeks[-weeks:]
    assert len(one.weeks) == 3
    assert one.empty is (first is None or weeks == 3)
    later = found(record, CheckIn(SUNDAY), Workday(SUNDAY, "off"))
    assert later.first_logged == first or (first is None and later.first_logged == SUNDAY)


def test_weekdays_are_those_of_the_weeks_shown() -> None:
    rows = [Workday(MONDAY - timedelta(n), "work", 8) for n in range(-7, 30)]
    assert [day.logged for day in found(*rows).weekdays] == [3] * 7


def test_a_week_that_is_not_over_is_compared_with_its_part_of_earlier_ones() -> None:
    rows = [Workday(MONDAY - timedelta(n), "work", 8) for n in range(-3, 50)]
    [last] = trends.weekly(Records.of(rows), WEEK, 1, SUNDAY, Schedule())
    assert (last.usual_hours, last.band) == (32, (29, 35))
    [over] = trends.weekly(Records.of(rows), WEEK, 1, TODAY, Schedule())
    assert over.usual_hours == 56


def test_a_month_has_the_weeks_whose_thursday_is_in_it() -> None:
    # 1 October 2026 is a Thursday; the week of Monday 26 October ends in November.
    rows = [Workday(date(2026, 9, 28) + timedelta(n), "work", 1 + n // 7) for n in range(49)]
    october, november = trends.monthly(Records.of(rows), date(2026, 11, 20), 2, date(2026, 11, 15), Schedule())
    assert (october.first, october.last) == (date(2026, 10, 1), date(2026, 10, 31))
    assert (november.first, november.last) == (date(2026, 11, 1), date(2026, 11, 30))
    assert (october.hours_a_week, october.weeks) == (21, 5)
    assert (november.hours_a_week, november.weeks) == (42, 1)  # the week of the 9th isn't over on its Sunday


def test_a_month_that_ends_on_a_thursday_has_its_last_week() -> None:
    rows = [Workday(date(2026, 11, 30) + timedelta(n), "work", 1 + n // 7) for n in range(42)]
    [december] = trends.monthly(Records.of(rows), date(2026, 12, 31), 1, date(2027, 1, 20), Schedule())
    assert (december.hours_a_week, december.weeks) == (21, 5)
