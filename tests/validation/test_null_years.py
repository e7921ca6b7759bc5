"""Count interruptions in a few years with nothing to report. `python -m tests.validation --null` counts thousands."""

from __future__ import annotations

import pytest

from tests.validation.null_years import CALM, SHUFFLED, SOURCES, NullLife, null_lines, null_lives, shuffled, yearly
from tests.validation.simulated_demand import DEMANDED
from tests.validation.simulated_life import HALF_YEAR
from tests.validation.validating import MAKERS, person

SEED = 7
EVERY = {SHUFFLED: 4, CALM: 2}
"""Every fourth kind of people is counted, and every second."""
MOST = {SHUFFLED: 3.4, CALM: 0.2}
"""The most interruptions a year of these people: about 1.5 times the present rates, 2.2 and 0.11."""


def test_interruptions_with_nothing_to_report_are_few() -> None:
    for source, every in EVERY.items():
        lives = null_lives(1, SEED, every=every, sources=[source])
        assert sum(one.years for one in lives) > 40
        assert {one.person in DEMANDED for one in lives} == {True, False}
        rate, _ = yearly(lives)
        assert rate <= MOST[source]


def test_a_report_names_the_worst_kind_of_person() -> None:
    lines = null_lines(1, SEED, 1, every=40)
    assert [line for line in lines if line.endswith(tuple(SOURCES))]
    assert sum("worst kind of person: " in line for line in lines) == len(SOURCES)


def test_the_limit_takes_persons_as_clusters() -> None:
    spread = [NullLife(SHUFFLED, "somebody", 2.0, ("low_mood",) * 2) for _ in range(40)]
    bunched = [NullLife(SHUFFLED, "somebody", 2.0, ("low_mood",) * (80 * (n == 0))) for n in range(40)]
    assert yearly(spread) == (1.0, 1.0)
    rate, upper = yearly(bunched)
    assert rate == 1.0
    assert upper > 2.5


@pytest.mark.parametrize("kind", ["long and short weeks in turn", "release crunch", "grows into the contract"])
def test_a_longer_life_continues_like_its_first_half_year(kind: str) -> None:
    short, long = person(kind, 0, SEED), person(kind, 0, SEED, 4 * HALF_YEAR)
    last = max(day.date for day in short.records.workdays)
    assert [day for day in long.records.workdays if day.date <= last] == list(short.records.workdays)
    assert long.days == 4 * HALF_YEAR
    hours = [
        sum(day.hours or 0 for day in long.records.workdays if (day.date - long.first).days // HALF_YEAR == half)
        for half in range(4)
    ]
    assert max(hours) < 1.3 * min(hours)


def test_lives_of_new_users_stay_short() -> None:
    assert person("eight weeks old", 0, SEED, 4 * HALF_YEAR).days == 56
    assert len(MAKERS) > 80


def test_shuffled_weeks_are_the_same_weeks() -> None:
    one = person("release crunch", 0, SEED)
    other = shuffled(one, 1)
    assert len(other.records) == len(one.records)
    assert other.records != one.records
    assert other == shuffled(one, 1)
    by_weekday = [
        sorted((day.date.weekday(), day.hours or 0.0) for day in life.records.workdays) for life in (one, other)
    ]
    assert by_weekday[0] == by_weekday[1]
