"""The 2 am ledger: what counts as owed, what as taken back, and what as neither."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cmcheckin.domain.escalation import Escalation
from cmcheckin.domain.records import Record, Records
from cmcheckin.domain.schedule import Schedule
from cmcheckin.domain.week import Week
from cmcheckin.domain.workday import Workday
from cmcheckin.insight.ledger import WEEKS, Ledger, LedgerWeek, ledger, worked_when_free
from cmcheckin.insight.week import week_summary
from tests.insight.weeks_made import DAYS, NOW, TODAY, records

DAY = Schedule()
WEEK = Week(2026, 47)
MONDAY, TUESDAY, WEDNESDAY, THURSDAY, FRIDAY, SATURDAY, SUNDAY = WEEK.days()


def of(*kept: Record, schedule: Schedule = DAY) -> LedgerWeek:
    """Return the last week of the ledger of these records."""
    return ledger(Records.of(kept), WEEK, schedule).weeks[-1]


def evening(minutes: int) -> Workday:
    """Return a Monday of eight hours, `minutes` of them after hours."""
    return Workday(MONDAY, "work", 8, after_hours_minutes=minutes)


def test_after_hours_are_owed_and_a_shorter_day_later_takes_them_back() -> None:
    assert of(evening(90)).amounts == (90, 0, 0, 90)
    assert of(evening(90), Workday(TUESDAY, "work", 7)).amounts == (90, 0, 60, 30)
    assert of(evening(90), Workday(TUESDAY, "work", 5)).amounts == (90, 0, 90, 0)


def test_a_long_day_is_not_rest_owed_by_itself() -> None:
    assert of(Workday(MONDAY, "work", 11)).amounts == (0, 0, 0, 0)


def test_work_on_a_day_meant_to_be_free_is_owed_in_full() -> None:
    for kind in ("off", "leave", "sick"):
        assert of(Workday(MONDAY, kind, 2, after_hours_minutes=30)).free_days == 120
    assert of(Workday(SUNDAY, "work", 2)).free_days == 120, "no usual workday, whatever it was called"
    assert of(Workday(SUNDAY, "off", after_hours_minutes=30)).free_days == 30
    shift = Schedule(workdays=frozenset({5, 6}))
    assert of(Workday(SUNDAY, "work", 2), schedule=shift).free_days == 0


def test_a_usual_workday_off_takes_back_a_usual_day_and_leave_does_not() -> None:
    saturday = Workday(SATURDAY - timedelta(7), "work", 10)
    assert of(saturday, Workday(MONDAY, "off")).amounts == (0, 0, 480, 120)
    for kind in ("leave", "sick"):
        assert of(saturday, Workday(MONDAY, kind)).taken_back == 0
    assert of(saturday, Workday(SUNDAY, "off")).taken_back == 0, "Sundays are free in any case"


def test_half_a_day_of_leave_owes_what_was_worked_beyond_half_a_day() -> None:
    for hours, after, owed in ((4, 0, 0), (5.5, 0, 90), (3, 0, 0), (4, 45, 45), (2.5, 0, 150)):
        half = Workday(MONDAY, "leave", hours, after_hours_minutes=after)
        assert of(half).free_days == owed
        assert worked_when_free(half, DAY) is bool(owed)
    assert of(Workday(SUNDAY, "leave", 4)).free_days == 240, "nobody takes leave on a Sunday"


def test_a_holiday_takes_nothing_back() -> None:
    saturday = Workday(SATURDAY - timedelta(7), "work", 10)
    assert of(saturday, Workday(MONDAY, "off", label="Whit Monday")).taken_back == 0


def test_days_not_logged_and_days_that_look_wrong_count_on_neither_side() -> None:
    assert of(evening(90)).still_owed == 90, "Tuesday to Friday are not said, and not off"
    assert of(evening(90), Workday(TUESDAY, "work", 20, after_hours_minutes=60)).amounts == (90, 0, 0, 90)
    assert of(evening(90), Workday(TUESDAY, "work")).taken_back == 0, "worked, but nobody said how long"
    assert of(evening(90), Workday(TUESDAY, "work", after_hours_minutes=0)).taken_back == 0


def test_rest_is_not_saved_up_ahead() -> None:
    assert of(Workday(MONDAY, "off"), Workday(TUESDAY, "work", 8, after_hours_minutes=60)).amounts == (60, 0, 0, 60)
    same = Workday(MONDAY, "work", 6, after_hours_minutes=60)
    assert of(same).amounts == (60, 0, 0, 60), "what came after hours is made up for on a later day"


def test_a_few_minutes_less_are_how_a_day_was_rounded() -> None:
    assert of(evening(90), Workday(TUESDAY, "work", 7.6)).taken_back == 0
    assert of(evening(90), Workday(TUESDAY, "work", 7.5)).taken_back == 30


def test_a_night_is_broken_once_however_many_pings_came() -> None:
    at = datetime(2026, 11, 18, 23, 30, tzinfo=UTC)
    pings = [Escalation(f"e-{n}", "t", at + timedelta(hours=n)) for n in range(4)]
    assert of(*pings).nights == 1
    assert of(*pings, Escalation("e", "t", at + timedelta(1))).nights == 2
    assert of(*pings).owed == 0, "nobody measured how long they lay awake"
    monday_morning = Escalation("e", "t", datetime(2026, 11, 23, 2, tzinfo=UTC))
    assert of(monday_morning).nights == 1, "the night from Sunday on"


def test_somebody_who_works_less_than_agreed_does_not_take_back_every_day() -> None:
    days = [MONDAY - timedelta(7 * back - n) for back in range(1, 4) for n in range(5)]
    short = [Workday(day, "work", 6) for day in days]
    late = Workday(MONDAY, "work", 6, after_hours_minutes=60)
    assert of(*short, late, Workday(TUESDAY, "work", 6)).amounts == (60, 0, 0, 60)
    assert of(*short, late, Workday(TUESDAY, "work", 5)).still_owed == 0
    assert ledger(Records.of(short), WEEK, DAY).usual_day == 360
    long = [Workday(day, "work", 10) for day in days]
    assert ledger(Records.of(long), WEEK, DAY).usual_day == 480, "going home on time takes nothing back"


def test_what_is_a_quarter_old_is_owed_no_more() -> None:
    def before(weeks: int) -> Workday:
        return Workday(MONDAY - timedelta(weeks=weeks), "work", 8, after_hours_minutes=60)

    assert of(before(WEEKS - 1)).still_owed == 60
    assert of(before(WEEKS)).still_owed == 0


@given(records(), DAYS, st.sampled_from([DAY, Schedule(workdays=frozenset()), Schedule(contract_hours=0)]))
def test_it_always_adds_up_and_never_owes_less_than_nothing(kept: Records, day: object, schedule: Schedule) -> None:
    found: Ledger = ledger(kept, Week.of(day), schedule)  # type: ignore[arg-type]
    assert len(found.weeks) == WEEKS
    standing = 0.0
    for week in found.weeks:
        assert min(week.after_hours, week.free_days, week.taken_back, week.still_owed) >= 0
        standing += week.owed - week.taken_back
        assert week.still_owed == pytest.approx(standing, abs=1e-6)
    assert found.total.still_owed == pytest.approx(found.total.owed - found.total.taken_back, abs=1e-6)


@given(records(), DAYS)
def test_the_week_has_the_line_of_the_whole_ledger(kept: Records, day: object) -> None:
    week = Week.of(day)  # type: ignore[arg-type]
    assert week_summary(kept, week, TODAY, NOW, DAY).rest == ledger(kept, week, DAY).weeks[-1]


@given(records())
def test_leave_and_unknown_days_change_nothing(kept: Records) -> None:
    told = [row for row in kept.workdays if row.kind in ("work", "off") and not row.doubtful]
    quiet = Records.of([*told, *kept.escalations])
    idle = [one for one in kept.workdays if one.kind in ("leave", "sick") and not one.counted_hours]
    assert ledger(Records.of([*quiet, *idle]), WEEK, DAY) == ledger(quiet, WEEK, DAY)


@pytest.mark.parametrize(("hours", "back"), [(0.0, 480), (1.0, 420), (7.5, 30), (7.51, 0), (8.0, 0)])
def test_rest_is_taken_back_from_half_an_hour(hours: float, back: float) -> None:
    saturday = Workday(SATURDAY - timedelta(7), "work", 10)
    assert of(saturday, Workday(MONDAY, "work", hours)).taken_back == back
    for kind in ("leave", "sick"):
        assert of(saturday, Workday(MONDAY, kind, hours)).taken_back == 0


@pytest.mark.parametrize(("days", "usual"), [(10, 360), (9, 480)])
def test_a_usual_day_needs_ten_workdays_before_the_week(days: int, usual: float) -> None:
    workdays = [MONDAY - timedelta(7 * back - n) for back in (1, 2) for n in range(5)]
    short = [Workday(day, "work", 6) for day in workdays[:days]]
    others = [
        *(Workday(day, "work", 2) for day in (MONDAY, TUESDAY, WEDNESDAY)),
        *(Workday(MONDAY - timedelta(n), "work", 2) for n in (1, 2, 8, 9)),  # weekends
        *(Workday(MONDAY - timedelta(n), kind, 2) for n, kind in ((21, "off"), (20, "leave"), (19, "sick"))),
        Workday(MONDAY - timedelta(18), "work", 0),
        Workday(MONDAY - timedelta(17), "work"),
        Workday(MONDAY - timedelta(28), "work", 20),
    ]
    assert ledger(Records.of([*short, *others]), WEEK, DAY).usual_day == usual


@pytest.mark.parametrize(
    ("opened", "nights"),
    [
        (("2026-08-31T23:00",), 1),
        (("2026-09-01T02:00",), 1),
        (("2026-08-30T23:00",), 0),
        (("2026-08-30T23:00", "2026-08-31T04:30"), 0),
        (("2026-08-31T04:30",), 1),
        (("2026-08-31T12:00",), 0),
    ],
)  # fmt: skip
def test_a_night_belongs_to_the_day_of_its_first_ping(opened: tuple[str, ...], nights: int) -> None:
    pings = [Escalation(f"e-{n}", "t", datetime.fromisoformat(at).replace(tzinfo=UTC)) for n, at in enumerate(opened)]
    found = ledger(Records.of(pings), WEEK, DAY)
    assert found.weeks[0].week.monday == date(2026, 8, 31)
    assert [week.nights for week in found.weeks] == [nights, *[0] * (WEEKS - 1)]
    assert found.total.nights == nights


def test_a_debt_is_carried_through_weeks_without_records() -> None:
    found = ledger(Records.of([Workday(MONDAY - timedelta(21), "work", 9, after_hours_minutes=60)]), WEEK, DAY)
    assert [week.still_owed for week in found.weeks[-5:]] == [0, 60, 60, 60, 60]
    assert [week.quiet for week in found.weeks[-5:]] == [True, False, False, False, False]
    assert found.total.amounts == (60, 0, 0, 60)


@pytest.mark.parametrize(
    ("row", "is_worked"),
    [
        (Workday(MONDAY, "work", 8), False),
        (Workday(SATURDAY, "work"), True),
        (Workday(SATURDAY, "off"), False),
        (Workday(SATURDAY, "off", 0.0), False),
        (Workday(SATURDAY, "off", 1), True),
        (Workday(MONDAY, "leave"), False),
        (Workday(MONDAY, "leave", after_hours_minutes=10), True),
    ],
)
def test_work_on_a_free_day_is_a_workday_or_hours(row: Workday, is_worked: bool) -> None:
    assert worked_when_free(row, DAY) is is_worked
    assert not worked_when_free(row._replace(kind="work"), Schedule(workdays=frozenset()))
