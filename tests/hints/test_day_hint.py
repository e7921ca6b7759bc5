"""Proposals are saved and joined."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta, timezone

import pytest

from cmcheckin.domain.errors import Refused
from cmcheckin.hints.day_hint import MOST_PINGS, DayHint, joined, pings_of, raw, read

WED = date(2026, 11, 18)
CET = timezone(timedelta(hours=1))
PING = datetime(2026, 11, 18, 23, 5, tzinfo=CET)
HINT = DayHint(WED, ("Watson",), None, 7.5, time(9), time(17), 30, (PING,), (("posts", 2),))


def test_a_saved_proposal_is_read_again() -> None:
    assert read(raw(HINT)) == HINT
    assert read(raw(DayHint(WED))) == DayHint(WED)


def test_a_proposal_has_only_times_and_counts() -> None:
    assert set(raw(HINT)) == {
        "date", "sources", "kind", "hours", "first", "last", "after_hours_minutes", "night_pings", "counts",
    }  # fmt: skip


@pytest.mark.parametrize(
    "changed",
    [{"date": None}, {"date": "someday"}, {"hours": 25}, {"kind": "party"}, {"first": 9}, {"counts": ["posts"]},
     {"counts": {"posts": "many"}}, {"counts": {"posts": None}}, {"night_pings": ["tonight"]}, {"sources": "Slack"}],
)  # fmt: skip
def test_a_damaged_proposal_is_refused(changed: dict[str, object]) -> None:
    with pytest.raises(Refused):
        read({**raw(HINT), **changed})


@pytest.mark.parametrize("value", [None, [], "x", 7])
def test_anything_but_a_proposal_is_refused(value: object) -> None:
    with pytest.raises(Refused):
        read(value)


def test_the_larger_number_of_two_counts() -> None:
    other = DayHint(
        WED, ("Slack", "Watson"), "leave", 8, time(8), time(1, 30), None, (), (("posts", 1), ("commits", 3))
    )
    assert joined(HINT, other) == DayHint(
        WED, ("Watson", "Slack"), "leave", 8, time(8), time(1, 30), 30, (PING,), (("commits", 3), ("posts", 2))
    )


def test_a_single_activity_can_become_the_last_one() -> None:
    late = DayHint(WED, ("Slack",), first=time(20))
    assert (joined(HINT, late).first, joined(HINT, late).last) == (time(9), time(20))
    assert joined(late, late).last is None


def test_what_follows_within_an_hour_belongs_to_the_same_burst() -> None:
    minutes = [PING + timedelta(minutes=n) for n in (0, 59, 118, 180)]
    assert pings_of(minutes) == [minutes[0], minutes[3]]
    assert len(pings_of([PING + timedelta(hours=2 * n) for n in range(200)])) == MOST_PINGS
