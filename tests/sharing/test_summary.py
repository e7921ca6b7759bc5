"""The totals of a share file: what counts in each, and the limits of a usual, a partial and a stale week."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from cmcheckin.domain.week import Week
from cmcheckin.sharing.share_file import ShareEscalation, ShareFile, ShareMetric, ShareQuestion, ShareWeek, ShareWin
from cmcheckin.sharing.summary import (
    ShareSummary,
    asks_of,
    days_open,
    escalations_of,
    group_by_severity,
    has_content,
    is_empty,
    is_partial,
    is_usual_partial,
    stale_since,
)

LAST = Week(2026, 47)
AFTER = datetime(2026, 11, 23, 12, tzinfo=UTC)


def week(back: int = 0, **fields: Any) -> ShareWeek:
    return ShareWeek(LAST.shifted(-back), **fields)


def share(*weeks: ShareWeek, made: datetime = AFTER, days: int | None = None, **fields: Any) -> ShareFile:
    """Return a file of whole weeks up to the last, or of its last `days` days."""
    first = LAST.shifted(1 - max(len(weeks), 1)).monday if days is None else LAST.sunday - timedelta(days - 1)
    return ShareFile("p-1", "Ada", made, first, LAST.sunday, weeks=weeks, **fields)


def summary(*weeks: ShareWeek, **options: Any) -> ShareSummary:
    return ShareSummary.of(share(*weeks, **options))


def item(id_: str, kind: str = "", severity: int | None = None, day: int = 1, **fields: Any) -> ShareEscalation:
    return ShareEscalation(id_, "Thread", date(2026, 11, day), kind, severity, **fields)


@pytest.mark.parametrize(("hours", "over"), [(48.0, 0), (48.01, 1), (None, 0)])
def test_a_week_of_more_than_48_hours_is_over_the_limit(hours: float | None, over: int) -> None:
    assert summary(week(hours=hours)).weeks_over_limit == over


def test_the_hours_of_several_weeks_are_the_mean_of_whole_ones_or_the_sum_of_parts() -> None:
    assert (summary(week(hours=9.0)).hours, summary(week(hours=9.0)).mean_weeks) == (9.0, 0)
    several = (week(2, hours=30.0), week(1, hours=40.0), week(0))
    assert (summary(*several).hours, summary(*several).mean_weeks) == (35.0, 2)
    cut = summary(week(1, hours=30.0), week(0, hours=40.0), days=13)
    assert (cut.hours, cut.mean_weeks, cut.is_whole_weeks) == (40.0, 1, False)
    parts = summary(week(1, hours=3.0), week(0, hours=4.0), days=6)
    assert (parts.hours, parts.mean_weeks) == (7.0, 0)
    assert summary(week(1), week(0)).hours is None


@pytest.mark.parametrize("days", [1, 6, 7, 8, 14])
def test_a_range_has_its_days_and_is_whole_from_monday_to_sunday(days: int) -> None:
    found = summary(week(), days=days)
    assert (found.days, found.is_whole_weeks, found.is_one_week) == (days, days % 7 == 0, days % 7 == 0)
    assert not summary(week(1), week(0)).is_one_week


@pytest.mark.parametrize(("day", "is_unfinished"), [(21, True), (22, True), (23, False)])
def test_a_file_made_before_the_day_after_its_range_is_unfinished(day: int, is_unfinished: bool) -> None:
    found = summary(week(), made=datetime(2026, 11, day, 12, tzinfo=UTC))
    assert (found.is_unfinished, found.made) == (is_unfinished, date(2026, 11, day))


def test_entries_are_counted_without_asks() -> None:
    entries = (
        item("e-1", severity=2, minutes=30, could_wait=True),
        item("e-2", severity=5, status="resolved", minutes=15, could_wait=False),
        item("e-3"),
        item("e-4", severity=4, status="watching"),
        item("e-5", "ask", minutes=60),
    )
    wins = (ShareWin("w-1", LAST.monday, "A win"), ShareWin("w-2", LAST.monday, "Praise", "thanks"))
    found = summary(week(escalations_opened=9), escalations=entries, wins=wins)
    assert (found.opened, found.listed, found.resolved, found.minutes) == (4, 4, 1, 45)
    assert (found.could_have_waited, found.open_severities) == (1, (4, 2, None))
    assert (found.wins, found.praise) == (2, 1)
    assert [one.id for one in escalations_of(share(escalations=entries))] == ["e-1", "e-2", "e-3", "e-4"]


@pytest.mark.parametrize(("opened", "total"), [((2, None, 3), 5), ((0,), 0), ((None,), None), ((), None)])
def test_escalations_that_are_not_listed_are_counted_by_week(opened: tuple[int | None, ...], total: int | None) -> None:
    assert summary(*(week(n, escalations_opened=one) for n, one in enumerate(opened))).opened == total


def test_means_and_sums_are_of_the_weeks_that_share_a_figure() -> None:
    found = summary(
        week(2, usual_hours=30.0, workload=2.0, days_not_said=1), week(1, usual_hours=40.0, days_not_said=3), week(0)
    )
    assert (found.weeks, found.usual, found.workload, found.days_not_said) == (3, 35.0, 2.0, 4)


def test_asks_of_both_lists_are_sorted_waiting_first_and_then_by_age() -> None:
    resolved = item("a-1", "ask", day=1, status="resolved")
    new, old, same = item("a-4", "ask", day=9), item("a-3", "ask", day=8), item("a-2", "ask", day=8)
    both = share(escalations=(resolved, item("e-1"), new), asks=(old, same))
    assert asks_of(both) == [same, old, new, resolved]


def test_groups_are_by_severity_with_open_ones_first() -> None:
    low, none = item("e-2", severity=1), item("e-1")
    done, new, old = (item(f"e-{n}", severity=4, day=n) for n in (3, 9, 4))
    done = item("e-3", severity=4, day=3, status="resolved")
    assert group_by_severity([none, low, done, new, old]) == [(4, [old, new, done]), (1, [low]), (None, [none])]


@pytest.mark.parametrize(
    ("fields", "has_any"),
    [
        ({}, False),
        ({"days_not_said": 7, "usual_hours": 40.0}, False),
        ({"hours": 0.0}, True),
        ({"night_pings": 0}, True),
        ({"community_feels": ("calm",)}, True),
        ({"metrics": (ShareMetric("members", 1.0),)}, True),
        ({"questions": (ShareQuestion("lunch", 0, 1),)}, True),
        ({"mood": "about"}, True),
    ],
)
def test_a_week_has_content_unless_only_its_context_is_given(fields: dict[str, Any], has_any: bool) -> None:
    assert has_content(week(**fields)) is has_any
    assert is_empty(share(week(1), week(**fields))) is not has_any


def test_a_figure_can_be_ignored() -> None:
    assert not has_content(week(night_pings=0), (None, (), 0))


@pytest.mark.parametrize(
    "fields",
    [
        {"wins": (ShareWin("w", LAST.monday, "A"),)},
        {"escalations": (item("e"),)},
        {"asks": (item("a"),)},
        {"help": "x"},
    ],
)
def test_a_file_with_any_entry_is_not_empty(fields: dict[str, Any]) -> None:
    assert not is_empty(share(**fields))
    assert is_empty(share())


@pytest.mark.parametrize(
    ("made", "first", "not_said", "is_part", "is_usual_part"),
    [
        (LAST.sunday, LAST.monday, 0, False, False),
        (LAST.sunday - timedelta(1), LAST.monday, 0, True, True),
        (LAST.sunday, LAST.monday + timedelta(1), 0, True, False),
        (LAST.sunday, date.min, 1, True, False),
    ],
)
def test_a_week_is_partial_when_a_day_of_it_is_missing(
    made: date, first: date, not_said: int, is_part: bool, is_usual_part: bool
) -> None:
    assert is_partial(week(days_not_said=not_said), made, first) is is_part
    assert is_usual_partial(week(days_not_said=not_said), made) is is_usual_part


@pytest.mark.parametrize(("days", "is_stale"), [(0, False), (6, False), (7, True), (8, True)])
def test_a_file_is_stale_after_seven_days(days: int, is_stale: bool) -> None:
    made = LAST.sunday
    assert stale_since(made, made + timedelta(days)) == (made if is_stale else None)


def test_an_entry_is_open_until_it_is_resolved() -> None:
    today = date(2026, 11, 20)
    assert days_open(item("e", day=18), today) == 2
    assert days_open(item("e", day=18, resolved=date(2026, 11, 19)), today) == 1
    assert days_open(item("e", day=20), today) == 0
    assert days_open(item("e", day=22), today) == 0
