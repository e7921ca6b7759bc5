"""Lists of escalations, the story of one, and what each cause cost."""

from __future__ import annotations

from collections import Counter
from datetime import date, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cmcheckin.domain.checkin import CheckIn, Community
from cmcheckin.domain.escalation import STATUSES, Escalation, Update
from cmcheckin.domain.schedule import Schedule
from cmcheckin.insight.escalations import causes, events_of, fold, in_order, time_open, with_cause

NOW = datetime.fromisoformat("2026-11-20T08:30:00+01:00")
SCHEDULE = Schedule()
CAUSES = st.none() | st.sampled_from(
    ["price change", "Price  Change", "PRICE CHANGE ", "launch", "  ", "Straße", "STRASSE"]
)
ITEMS = st.lists(
    st.builds(
        lambda id, hours, **fields: escalation(id, hours, **fields),
        st.uuids().map(str),
        st.integers(0, 24 * 40),
        severity=st.none() | st.integers(1, 5),
        minutes=st.none() | st.integers(0, 500),
        could_wait=st.none() | st.booleans(),
        cause=CAUSES,
        status=st.none() | st.sampled_from(STATUSES),
    ),
    max_size=20,
    unique_by=lambda one: one.id,
)
CHECKINS = st.lists(
    st.builds(
        lambda days, mood: CheckIn(NOW.date() - timedelta(days), community=Community(mood)),
        st.integers(0, 40),
        st.none() | st.integers(1, 5),
    ),
    max_size=20,
    unique_by=lambda one: one.date,
)


def escalation(name: str, hours_ago: float, **more: Any) -> Escalation:
    """Return an escalation that came in `hours_ago`."""
    return Escalation(name, name, NOW - timedelta(hours=hours_ago), **more)


@given(ITEMS, CHECKINS)
def test_what_the_causes_cost_adds_up_to_what_a_recount_finds(items: list[Escalation], checkins: list[CheckIn]) -> None:
    found = causes(items, checkins, SCHEDULE)
    assert Counter(one.id for cause in found for one in cause.items) == Counter(one.id for one in items)
    assert len({fold(one.cause) for one in found}) == len(found)
    assert [not one.cause for one in found] == sorted(not one.cause for one in found)
    assert sum(one.minutes or 0 for one in found) == sum(one.minutes or 0 for one in items)
    assert sum(one.untimed for one in found) == sum(one.minutes is None for one in items)
    assert sum(one.night_pings for one in found) == sum(SCHEDULE.at_night(one.opened) for one in items)
    assert sum(one.could_have_waited for one in found) == sum(one.could_wait is True for one in items)
    assert sum(one.open for one in found) == sum(one.status != "resolved" for one in items)
    for one in found:
        days = {item.day for item in one.items}
        rated = [checkin for checkin in checkins if checkin.date in days and checkin.community.mood]
        assert (one.first, one.last) == (min(days), max(days))
        assert one.days == (one.last - one.first).days + 1
        assert one.rated_days == len(rated)
        assert one.low_days == sum((checkin.community.mood or 9) <= 2 for checkin in rated)
        assert {fold(item.cause) for item in one.items} == {fold(one.cause)}


def test_a_cause_is_named_as_it_was_last_written() -> None:
    items = [escalation("new", 1, cause="Price   change"), escalation("old", 50, cause="price change", minutes=9)]
    assert [one.cause for one in causes(items, (), SCHEDULE)] == ["Price change"]


def test_the_cause_with_the_most_minutes_comes_first_and_no_cause_last() -> None:
    items = [
        escalation("a", 1, minutes=900),
        escalation("b", 2, cause="small", minutes=5),
        escalation("c", 3, cause="untimed"),
        escalation("d", 4, cause="large", minutes=90),
    ]
    found = causes(items, (), SCHEDULE)
    assert [(one.cause, one.minutes) for one in found] == [("large", 90), ("small", 5), ("untimed", None), ("", 900)]


@given(ITEMS, st.sampled_from(["age", "severity", "cause"]))
def test_an_order_keeps_every_escalation(items: list[Escalation], order: str) -> None:
    assert sorted(one.id for one in in_order(items, order)) == sorted(one.id for one in items)
    assert in_order(items, order) == in_order(reversed(items), order)


def test_the_three_orders() -> None:
    items = [
        escalation("old", 90, severity=2),
        escalation("crisis", 1, severity=5, cause="Price change"),
        escalation("ask", 200, kind="ask", cause="app"),
        escalation("first of it", 100, severity=1, cause="price  change"),
    ]
    names = {order: [one.id for one in in_order(items, order)] for order in ("age", "severity", "cause")}
    assert names["age"] == ["ask", "first of it", "old", "crisis"]
    assert names["severity"] == ["crisis", "old", "first of it", "ask"]
    assert names["cause"] == ["ask", "first of it", "crisis", "old"]


def test_causes_match_whatever_their_case_and_spaces() -> None:
    items = [escalation("a", 1, cause="Price  change"), escalation("b", 2), escalation("c", 3, cause="app")]
    assert [one.id for one in with_cause(items, " PRICE")] == ["a"]
    assert with_cause(items, "") == items


def test_a_story_is_in_the_order_of_its_times() -> None:
    at = [NOW - timedelta(hours=n) for n in range(6)]
    updates = (Update("second", at[3]), Update("no time"), Update("first, from another device", at[4]))
    item = Escalation("e", "t", at[5], status="resolved", resolved=at[1], updates=updates)
    assert [(one.kind, one.text) for one in events_of(item)] == [
        ("opened", ""),
        ("update", "first, from another device"),
        ("update", "second"),
        ("update", "no time"),
        ("resolved", ""),
    ]
    assert [one.kind for one in events_of(item._replace(status="watching", updates=()))] == ["opened"]
    assert events_of(item._replace(resolved=None))[-1].at is None


@pytest.mark.parametrize(
    ("status", "resolved", "hours"),
    [("open", None, 50), ("resolved", NOW - timedelta(hours=20), 30), ("resolved", None, None)],
)
def test_the_time_open_ends_when_it_was_resolved(status: str, resolved: datetime | None, hours: int | None) -> None:
    item = escalation("e", 50, status=status, resolved=resolved)
    assert time_open(item, NOW) == (None if hours is None else timedelta(hours=hours))
    assert time_open(item, NOW - timedelta(days=9)) in (None, timedelta(0), timedelta(hours=30))


def test_a_small_hour_belongs_to_the_day_before() -> None:
    item = Escalation("e", "t", datetime.fromisoformat("2026-11-19T02:10:00+01:00"), cause="x")
    [one] = causes([item], [CheckIn(date(2026, 11, 18), community=Community(1))], SCHEDULE)
    assert (one.first, one.night_pings, one.low_days) == (date(2026, 11, 18), 1, 1)
