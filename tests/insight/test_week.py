"""The summary that the week screen draws."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

from hypothesis import given

from cmcheckin.domain.checkin import CheckIn, Community, Win
from cmcheckin.domain.escalation import Escalation
from cmcheckin.domain.records import Record, Records
from cmcheckin.domain.schedule import Schedule
from cmcheckin.domain.week import Week
from cmcheckin.domain.workday import Workday
from cmcheckin.insight.week import WeekSummary, reach, week_summary, with_open_escalations
from tests.insight.weeks_made import DAYS, NOW, TODAY, records

DAY = Schedule()
WEEK = Week(2026, 47)
MONDAY = WEEK.monday


def summary(*kept: Record, week: Week = WEEK) -> WeekSummary:
    """Return the summary of the week of these records."""
    return week_summary(Records.of(kept), week, TODAY, NOW, DAY)


def escalation(name: str, hours_ago: float, severity: int | None = None, **more: object) -> Escalation:
    """Return an escalation that was opened `hours_ago`."""
    return Escalation(name, name, NOW - timedelta(hours=hours_ago), severity=severity, **more)  # type: ignore[arg-type]


def test_a_day_that_is_not_logged_is_unknown_and_never_off() -> None:
    kinds = [day.kind for day in summary(Workday(MONDAY, "off"), Workday(MONDAY + timedelta(1), "sick")).days]
    assert kinds == ["off", "sick", "unknown", "unknown", "today", "ahead", "ahead"]


def test_a_doubtful_day_shows_what_was_written() -> None:
    day = summary(Workday(MONDAY, "work", 20)).days[0]
    assert (day.hours, day.doubtful) == (20, True)


def test_less_hours_than_after_hours_count_as_that_much() -> None:
    assert summary(Workday(MONDAY, "off", after_hours_minutes=90)).days[0].hours == 1.5


def test_praise_is_set_apart() -> None:
    told = CheckIn(MONDAY, wins=(Win("a"), Win("b", kind="thanks", sender="a member")))
    found = summary(told)
    assert [one.win.text for one in found.wins] == ["a"]
    assert [one.win.text for one in found.thanks] == ["b"]


def test_open_escalations_are_sorted_by_severity_then_age_and_asks_last() -> None:
    found = summary(
        escalation("young", 1, 4),
        escalation("ask", 500, None, kind="ask"),
        escalation("nobody said", 2, None),
        escalation("imported ask", 400, 5, kind="ask"),
        escalation("old", 90, 4),
        escalation("crisis", 2, 5),
        escalation("done", 3, 5, status="resolved", resolved=NOW),
    )
    assert [one.id for one in found.open] == ["crisis", "old", "young", "nobody said", "ask", "imported ask"]


def test_a_week_gone_by_shows_what_was_open_when_it_ended() -> None:
    then = escalation("then", 24 * 9, 3, status="resolved", resolved=NOW - timedelta(days=1))
    assert [one.id for one in summary(then, week=WEEK.shifted(-1)).open] == ["then"]
    assert summary(then).open == ()
    assert [one.id for one in summary(then).resolved] == ["then"]


def test_what_the_community_felt_comes_newest_first_and_once() -> None:
    felt = ("calm", "uneasy", "calm")
    mornings = [CheckIn(MONDAY + timedelta(n), community=Community(feels=text)) for n, text in enumerate(felt)]
    assert summary(*mornings).community == ("calm", "uneasy")


def test_an_empty_week_is_known_as_one() -> None:
    assert summary().empty
    assert not summary(CheckIn(MONDAY, mood=3)).empty
    assert not summary(escalation("came in", 2)).empty


def test_joining_keeps_each_escalation_once_and_old_ones_too() -> None:
    near, old = escalation("near", 2), escalation("old", 24 * 400)
    both = with_open_escalations(Records.of([near]), [near, old])
    assert [one.id for one in both.escalations] == ["old", "near"]


@given(records(), DAYS)
def test_records_outside_the_reach_change_nothing_but_what_is_open(kept: Records, day: date) -> None:
    week = Week.of(day)
    first, last = reach(week)
    near = with_open_escalations(kept.between(first, last), [one for one in kept.escalations if one.unresolved])
    far, close = (week_summary(some, week, TODAY, NOW, DAY) for some in (kept, near))
    assert far.days == close.days
    assert (far.usual, far.wins, far.thanks, far.opened) == (close.usual, close.wins, close.thanks, close.opened)
    assert far.figures._replace(escalations_open=0, escalations_resolved=0) == close.figures._replace(
        escalations_open=0, escalations_resolved=0
    )


@given(records(), DAYS)
def test_days_and_figures_agree(kept: Records, day: date) -> None:
    found = week_summary(kept, Week.of(day), TODAY, NOW, DAY)
    kinds = [one.kind for one in found.days]
    assert found.figures.days_worked == kinds.count("work")
    assert found.figures.days_unknown == kinds.count("unknown")
    said = [one.hours for one in found.days if one.hours is not None and not one.doubtful]
    assert (found.figures.hours is None) == (not said)
    assert len(found.open) == found.figures.escalations_open or found.today <= found.week.sunday
    assert found.now == NOW.astimezone(UTC)
    assert isinstance(found.now, datetime)


def test_an_escalation_is_on_its_day_and_in_the_weeks_it_was_opened_and_resolved() -> None:
    before = escalation("before", 24 * 20, status="resolved", resolved=NOW - timedelta(days=12))
    now = escalation("now", 24, status="resolved", resolved=NOW - timedelta(hours=2))
    found = summary(before, now, escalation("ahead", -24))
    assert [[one.id for one in day.opened] for day in found.days] == [[], [], [], ["now"], [], ["ahead"], []]
    assert [one.id for one in found.opened] == ["now", "ahead"]
    assert [one.id for one in found.resolved] == ["now"]


def test_hours_planned_ahead_are_shown_as_leave_and_not_counted() -> None:
    thursday = TODAY - timedelta(1)
    kept = Records.of([Workday(thursday - timedelta(1), "work", 8), Workday(TODAY, "leave", 4)])
    before = week_summary(kept, Week.of(TODAY), thursday, NOW, Schedule())
    assert (before.figures.hours, before.days_planned, before.day(TODAY).hours) == (8, 1, None)
    after = week_summary(kept, Week.of(TODAY), TODAY, NOW, Schedule())
    assert (after.figures.hours, after.days_planned, after.day(TODAY).hours) == (12, 0, 4)
