"""What follows from the fields of one record."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from typing import Any

import pytest

from cmcheckin.domain.checkin import CheckIn
from cmcheckin.domain.escalation import SEVERITIES, Escalation, by_severity
from cmcheckin.domain.records import Collection, decode, same
from cmcheckin.domain.workday import Workday

DAY = date(2026, 11, 20)
OPENED = datetime.fromisoformat("2026-11-20T03:30:00+01:00")


@pytest.mark.parametrize(
    ("fields", "done"),
    [({"mood": 3}, True), ({"workload": 3}, True), ({"mood": 3, "workload": 3}, True), ({"energy": 3}, False)],
)
def test_a_check_in_with_a_mood_or_a_workload_is_done(fields: dict[str, Any], done: bool) -> None:
    assert CheckIn(DAY, **fields).done is done


def test_a_metric_without_a_value_is_left_out() -> None:
    found = decode({"type": "checkin", "date": "2026-11-20", "metrics": {"a": None, "b": 0}})
    assert isinstance(found, CheckIn)
    assert found.metrics == {"b": 0}


def test_an_answer_that_is_blank_is_left_out_and_no_is_an_answer() -> None:
    found = decode({"type": "checkin", "date": "2026-11-20", "answers": {"c": "", "a": False, "b": None, "\x00d": "x"}})
    assert isinstance(found, CheckIn)
    assert list(found.answers.items()) == [("a", False), ("d", "x")]


@pytest.mark.parametrize(
    ("status", "resolved", "day", "unresolved"),
    [
        ("resolved", OPENED, date(2026, 11, 19), False),
        ("resolved", OPENED + timedelta(hours=1), DAY, False),
        ("resolved", None, None, False),
        ("open", OPENED, None, True),
        (None, OPENED, None, True),
        (None, None, None, True),
    ],
)
def test_an_escalation_is_resolved_on_the_users_day(
    status: str | None, resolved: datetime | None, day: date | None, unresolved: bool
) -> None:
    one = Escalation("e", "t", OPENED, status=status, resolved=resolved)
    assert (one.resolved_day, one.unresolved, one.day) == (day, unresolved, date(2026, 11, 19))
    assert one._replace(day_starts_at=time(3)).day == DAY


def test_severities_have_names_and_sort_the_most_severe_first() -> None:
    named = [Escalation(f"e-{n}", "t", OPENED, severity=n) for n in range(1, 6)]
    assert [one.severity_name for one in named] == list(SEVERITIES)
    unrated, ask = Escalation("u", "t", OPENED), Escalation("a", "t", OPENED, "ask", 5)
    assert (unrated.severity_name, ask.severity_name) == ("", "ask")
    older = Escalation("old", "t", OPENED - timedelta(1), severity=4)
    ordered = [*reversed(named), unrated, ask]
    ordered.insert(1, older)
    assert sorted([ask, unrated, *named, older], key=by_severity) == ordered


@pytest.mark.parametrize(
    ("hours", "late", "doubtful", "counted"),
    [
        (18, None, False, 18), (18.01, None, True, None), (18.01, 60, True, None), (None, None, False, None),
        (None, 90, False, 1.5), (1, 90, False, 1.5), (2, 90, False, 2), (0, 0, False, 0), (0, None, False, 0),
    ],
)  # fmt: skip
def test_hours_count_up_to_18(hours: float | None, late: int | None, doubtful: bool, counted: float | None) -> None:
    row = Workday(DAY, "work", hours, after_hours_minutes=late)
    assert (row.doubtful, row.counted_hours, row.free) == (doubtful, counted, False)
    assert row._replace(kind="sick").free


def test_records_are_the_same_when_they_are_exported_the_same() -> None:
    one = Workday(DAY, "work", 8)
    assert same(one, Workday(DAY, "work", 8.0, extra={"x": None}))
    assert not same(one, Workday(DAY, "work", 8.5))
    assert same(None, None)
    assert not same(one, None)
    assert not same(None, one)


def test_a_collection_is_ordered_and_finds_its_days() -> None:
    rows = [Workday(DAY + timedelta(n), "work") for n in range(3)]
    found = Collection(reversed(rows))
    assert list(found) == rows
    assert (found.latest, Collection[Workday]().latest) == (rows[2], None)
    assert (found.on(DAY), found.on(DAY - timedelta(1))) == (rows[0], None)
    assert list(found.before(DAY + timedelta(1))) == rows[:1]
    assert list(found.between(DAY + timedelta(1), DAY + timedelta(1))) == rows[1:2]
    assert found == Collection(rows)
    assert found != Collection(rows[:2])
    assert len(found) == 3
