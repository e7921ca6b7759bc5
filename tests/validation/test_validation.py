"""The nudges on people simulated for it, and the scorer on cases made by hand."""

from __future__ import annotations

from datetime import timedelta

import pytest

from cmcheckin.domain.nudge import LEVELS
from cmcheckin.domain.records import Records, decode, encode
from cmcheckin.domain.schedule import Schedule
from cmcheckin.wording.nudges import LINES, WIDTH, card_lines, explanation
from tests.forbidden import found_in
from tests.validation.claims import holds
from tests.validation.scoring import Tally, Told, interval, tally
from tests.validation.shuffled import shuffled
from tests.validation.simulated_burdened import BURDENED
from tests.validation.simulated_life import Burden, Person
from tests.validation.simulated_quiet import QUIET
from tests.validation.validating import (
    NAMED_BY_PLAIN_RULES,
    PERSONAS,
    Scored,
    kinds,
    nudges_of,
    person,
    score_all,
    told,
    total,
)

SEED = 7
FEW = 2
"""People of each kind: enough to see what breaks, quick enough to be asked each time."""
BURDEN = Burden(100, 105, 114, 120, ("hours", "rest"))


@pytest.fixture(scope="module")
def scored() -> list[Scored]:
    return score_all(FEW, SEED)


def somebody(*burdens: Burden) -> Person:
    """Nobody in particular, over half a year."""
    return Person("somebody", 0, Schedule(), person("plain weeks", 0, 1).first, 182, Records(), burdens)


def at(day: int, family: str = "hours", level: str = "nudge") -> Told:
    return Told(day, family, family, level, True)


# What the nudges are worth


def test_most_burdens_are_spoken_of_in_time_and_few_notes_are_for_nothing(scored: list[Scored]) -> None:
    found = total(scored, lambda one: one.nudges)
    assert found.recall >= 0.9
    assert found.precision >= 0.85
    assert found.wrong_a_month <= 0.03
    assert found.delay is not None
    assert found.delay <= 9


def test_every_interruption_is_explained_by_days_and_numbers(scored: list[Scored]) -> None:
    found = total(scored, lambda one: one.nudges)
    assert found.interruptions > 50
    assert found.explained == found.interruptions


def test_plain_rules_do_clearly_worse_so_the_scorer_has_teeth(scored: list[Scored]) -> None:
    nudges, plain = total(scored, lambda one: one.nudges), total(scored, lambda one: one.plain)
    assert plain.precision < nudges.precision - 0.3
    assert plain.wrong_a_month > 5 * nudges.wrong_a_month
    could = [one for one in scored if one.kind in NAMED_BY_PLAIN_RULES]
    assert total(could, lambda one: one.plain).recall < total(could, lambda one: one.nudges).recall - 0.05


def test_no_kind_is_interrupted_for_nothing_every_few_months(scored: list[Scored]) -> None:
    worst = max(one.wrong for one in kinds(scored).values())
    assert worst <= 4


@pytest.mark.parametrize("kind", PERSONAS)
def test_every_card_keeps_to_its_shape_and_voice(kind: str) -> None:
    shown = [nudge for number in range(FEW) for nudge in nudges_of(person(kind, number, SEED))]
    assert shown or kind in QUIET
    for nudge in shown:
        lines = card_lines(nudge.finding)
        assert len(lines) <= LINES
        assert max(map(len, lines)) <= WIDTH
        assert "?" in lines[-1]
        assert found_in(" ".join((*lines, *explanation(nudge.finding)))) == []


# The simulator


def test_there_are_many_kinds_of_both_sorts() -> None:
    assert len(QUIET) >= 25
    assert len(BURDENED) >= 20
    assert not set(QUIET) & set(BURDENED)


@pytest.mark.parametrize("kind", PERSONAS)
def test_the_same_seed_makes_the_same_person_of_valid_records(kind: str) -> None:
    one, again, other = person(kind, 3, 1), person(kind, 3, 1), person(kind, 3, 2)
    assert one == again
    assert one.records != other.records
    assert len(one.records) > 40
    assert all(decode(encode(record)) == record for record in one.records)
    assert all(burden.onset <= burden.start <= burden.due <= burden.end for burden in one.burdens)


def test_a_number_that_was_changed_is_not_had_again() -> None:
    one = person("release crunch", 0, SEED)
    on, finding = next((nudge.on, nudge.finding) for nudge in nudges_of(one) if nudge.finding.family == "hours")
    assert holds(finding, one.records, one.schedule, on)
    fewer = Records(one.records.checkins, one.records.workdays.where(lambda day: day.date != finding.days[0]))
    assert not holds(finding, fewer, one.schedule, on)


# The scorer


def test_a_note_in_time_is_found_and_its_delay_counted() -> None:
    found = tally(somebody(BURDEN), [at(108)])
    assert (found.due, found.found, found.right, found.wrong, found.delays) == (1, 1, 1, 0, [8])


@pytest.mark.parametrize(
    "late_or_other",
    [at(115), at(108, "mood"), at(108, level="note"), at(99)],
    ids=["late", "other", "too light", "early"],
)
def test_what_comes_late_or_says_something_else_is_not_found(late_or_other: Told) -> None:
    assert tally(somebody(BURDEN), [late_or_other]).found == 0


@pytest.mark.parametrize(("day", "wrong"), [(10, 1), (99, 1), (102, 0), (130, 0), (150, 1)])
def test_what_has_nothing_to_do_with_a_burden_is_wrong_and_nothing_else(day: int, wrong: int) -> None:
    assert tally(somebody(BURDEN), [at(day, "mood")]).wrong == wrong


def test_a_note_never_counts_as_an_interruption() -> None:
    found = tally(somebody(), [at(50, level=LEVELS[0])])
    assert (found.interruptions, found.wrong) == (0, 0)


def test_quiet_days_are_those_without_a_burden_or_its_ends() -> None:
    assert tally(somebody(), []).quiet_days == 182
    assert tally(somebody(BURDEN), []).quiet_days == 182 - (120 + 14 - 100 + 1)


def test_nothing_to_find_is_no_miss() -> None:
    assert (Tally().recall, Tally().precision, Tally().wrong_a_month) == (1.0, 1.0, 0.0)
    assert Tally().delay is None


def test_an_interval_holds_the_figure() -> None:
    found = [tally(somebody(BURDEN), [at(108)] if n % 4 else []) for n in range(40)]
    lo, hi = interval(found, "recall")
    assert lo < 0.75 < hi


def test_a_morning_speaks_of_the_day_before_it() -> None:
    one = person("release crunch", 0, SEED)
    [first, *_] = told(one)
    [nudge, *_] = nudges_of(one)
    assert one.first + timedelta(first.day) == nudge.on - timedelta(1)


# Weeks in random order


def test_weeks_in_random_order_are_the_same_weeks() -> None:
    one = person("release crunch", 0, SEED)
    other = shuffled(one, 1)
    assert len(other.records) == len(one.records)
    assert other.records != one.records
    assert other == shuffled(one, 1)
    by_weekday = [
        sorted((day.date.weekday(), day.hours or 0.0) for day in life.records.workdays) for life in (one, other)
    ]
    assert by_weekday[0] == by_weekday[1]
