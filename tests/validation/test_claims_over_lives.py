"""Check over many lives that each claim follows from a nudge's days and numbers, and these from the records."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cmcheckin.domain.nudge import KINDS, DayValue, Finding
from cmcheckin.domain.records import Records
from cmcheckin.domain.schedule import EMPLOYMENTS, Schedule
from cmcheckin.insight.history import History
from cmcheckin.insight.nudges import LOOK_BACK_DAYS, replay
from cmcheckin.insight.signals import SIGNALS
from tests.validation.claims import Case, holds
from tests.validation.random_lives import RandomLife, random_life
from tests.validation.recounting import Recount
from tests.validation.validating import MAKERS, person

APART = 5
"""Days until a finding of the same kind and level is checked again."""


def findings(life: RandomLife) -> Iterator[tuple[date, Finding]]:
    """Yield what the signals find in `life`, each with its morning, shown or not."""
    past = History(life.records, life.schedule, life.first - timedelta(LOOK_BACK_DAYS), life.last)
    read: dict[tuple[str, str], date] = {}
    for view in past.views(life.first):
        for find in SIGNALS.values():
            found = find(view)
            if found is None or (view.day - read.get((found.kind, found.level), date.min)).days < APART:
                continue
            read[found.kind, found.level] = view.day
            yield view.day, found


@pytest.mark.parametrize("kind", MAKERS)
def test_every_nudge_of_a_simulated_life_follows_from_its_records(kind: str) -> None:
    one = person(kind, 0, 11)
    schedule = one.schedule._replace(employment=EMPLOYMENTS[len(kind) % len(EMPLOYMENTS)])
    for morning in replay(one.records, one.first, one.first + timedelta(one.days + 1), schedule):
        for nudge in morning.nudges:
            Case(nudge.finding, Recount(one.records, schedule, nudge.on)).check()


@settings(max_examples=12, deadline=None)
@given(st.integers(0, 2**32))
def test_every_finding_of_an_awkward_life_follows_from_its_records(seed: int) -> None:
    life = random_life(seed)
    for on, finding in findings(life):
        Case(finding, Recount(life.records, life.schedule, on)).check()


# The checks themselves


@pytest.fixture(scope="module")
def one_of_each() -> dict[str, tuple[date, Finding, Records, Schedule]]:
    """Return a finding of each kind, with its morning, and the records and schedule from which it follows."""
    found: dict[str, tuple[date, Finding, Records, Schedule]] = {}
    for seed in range(400):
        life = random_life(seed)
        for on, finding in findings(life):
            found.setdefault(finding.kind, (on, finding, life.records, life.schedule))
        if set(found) == set(KINDS):
            return found
    raise AssertionError(f"no life has {set(KINDS) - set(found)}")


@pytest.mark.parametrize("kind", KINDS)
def test_a_number_that_differs_from_the_records_is_noticed(
    kind: str, one_of_each: dict[str, tuple[date, Finding, Records, Schedule]]
) -> None:
    on, finding, records, schedule = one_of_each[kind]
    assert holds(finding, records, schedule, on)
    unread = [
        name
        for name, value in finding.numbers.items()
        if holds(finding._replace(numbers={**finding.numbers, name: value + 1}), records, schedule, on)
    ]
    assert unread == []


@pytest.mark.parametrize("kind", KINDS)
def test_a_missing_day_or_a_changed_value_is_noticed(
    kind: str, one_of_each: dict[str, tuple[date, Finding, Records, Schedule]]
) -> None:
    on, finding, records, schedule = one_of_each[kind]
    first, *rest = finding.values
    assert not holds(finding._replace(values=tuple(rest)), records, schedule, on)
    other = DayValue(first.day, first.value + 0.5)
    assert not holds(finding._replace(values=(other, *rest)), records, schedule, on)
