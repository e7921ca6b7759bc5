"""The days on which an event repeats."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from itertools import islice

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cmcheckin.interchange.repeats import UnsupportedRuleError, read_rule

START = date(2026, 11, 2)
"""A Monday."""
YEAR = date(2027, 11, 30)


def days(rule: str, start: date = START, first: date = START, last: date = YEAR, steps: int = 100_000) -> list[str]:
    found = read_rule(rule).days(start, first, last, iter(range(1, steps)))
    return [f"{day:%y%m%d}" for day in islice(found, 400)]


@pytest.mark.parametrize(
    ("rule", "expected"),
    [
        ("FREQ=DAILY;COUNT=3", ["261102", "261103", "261104"]),
        ("FREQ=DAILY;INTERVAL=10;COUNT=3", ["261102", "261112", "261122"]),
        ("FREQ=DAILY;BYDAY=SA,SU;COUNT=3", ["261102", "261107", "261108"]),
        ("FREQ=WEEKLY;UNTIL=20261116", ["261102", "261109", "261116"]),
        ("FREQ=WEEKLY;BYDAY=TU,TH;COUNT=4", ["261102", "261103", "261105", "261110"]),
        ("FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,FR;COUNT=4", ["261102", "261106", "261116", "261120"]),
        ("FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,SU;WKST=SU;COUNT=3", ["261102", "261115", "261116"]),
        ("FREQ=MONTHLY;COUNT=3", ["261102", "261202", "270102"]),
        ("FREQ=MONTHLY;BYMONTHDAY=-1;COUNT=3", ["261102", "261130", "261231"]),
        ("FREQ=MONTHLY;BYDAY=1MO;COUNT=3", ["261102", "261207", "270104"]),
        ("FREQ=MONTHLY;BYDAY=-1FR;COUNT=3", ["261102", "261127", "261225"]),
        ("FREQ=MONTHLY;BYDAY=TU;BYSETPOS=2;COUNT=3", ["261102", "261110", "261208"]),
        ("FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1;COUNT=3", ["261102", "261130", "261231"]),
        ("FREQ=YEARLY;UNTIL=20280101", ["261102", "271102"]),
        ("FREQ=YEARLY;BYMONTH=1,3;BYMONTHDAY=5;COUNT=3", ["261102", "270105", "270305"]),
        ("FREQ=YEARLY;BYMONTH=11;BYDAY=4TH;COUNT=3", ["261102", "261126", "271125"]),
    ],
)
def test_a_rule_repeats_on_its_days(rule: str, expected: list[str]) -> None:
    assert days(rule) == expected


@pytest.mark.parametrize(
    "rule",
    ["FREQ=SECONDLY", "FREQ=HOURLY;COUNT=9", "", "FREQ=DAILY;BYHOUR=9,17", "FREQ=WEEKLY;INTERVAL=0",
     "FREQ=YEARLY;BYDAY=20MO", "FREQ=YEARLY;BYDAY=MO", "FREQ=MONTHLY;BYDAY=9XX", "FREQ=DAILY;UNTIL=never",
     "FREQ=WEEKLY;BYSETPOS=1", "FREQ=DAILY;COUNT=" + "9" * 30],
)  # fmt: skip
def test_a_rule_that_is_not_supported_is_refused(rule: str) -> None:
    with pytest.raises(UnsupportedRuleError):
        read_rule(rule)


def test_a_rule_without_an_end_takes_a_step_a_day_however_long_ago_it_began() -> None:
    steps = iter(range(1, 100))
    found = list(read_rule("FREQ=DAILY").days(date(1970, 1, 1), START, START + timedelta(6), steps))
    assert (len(found), next(steps)) == (7, 8)


def test_a_rule_that_ended_long_ago_takes_no_step() -> None:
    steps = iter(range(1, 100))
    assert list(read_rule("FREQ=WEEKLY;COUNT=10").days(date(1990, 1, 1), START, YEAR, steps)) == []
    assert next(steps) == 1


def test_a_rule_with_long_gaps_is_followed_to_its_last_day() -> None:
    rule = "FREQ=WEEKLY;BYMONTH=11;COUNT=40"
    assert days(rule, date(2019, 11, 4))[::5] == ["261102", "271101"]


def test_nothing_is_read_when_no_steps_are_left() -> None:
    assert days("FREQ=DAILY;COUNT=1000000", steps=6) == ["261102", "261103", "261104", "261105", "261106"]


RULES = st.builds(
    lambda frequency, interval, byday, count: f"FREQ={frequency};INTERVAL={interval}{byday}{count}",
    st.sampled_from(["DAILY", "WEEKLY", "MONTHLY"]),
    st.integers(1, 5),
    st.sampled_from(["", ";BYDAY=MO", ";BYDAY=TU,SA"]),
    st.sampled_from(["", ";COUNT=4", ";COUNT=40"]),
)


@given(RULES, st.integers(0, 300), st.integers(0, 30))
def test_the_days_of_a_range_are_the_same_as_among_all(rule: str, skipped: int, length: int) -> None:
    first = START + timedelta(skipped)
    last = first + timedelta(length)

    def between(found: Iterator[date]) -> list[date]:
        return [day for day in found if first <= day <= last]

    whole = read_rule(rule).days(START, START, last, iter(range(1, 10_000)))
    assert list(read_rule(rule).days(START, first, last, iter(range(1, 10_000)))) == between(whole)
