"""Score the nudges of a few people of the first simulator, and the scorer on cases made by hand."""

from __future__ import annotations

from datetime import timedelta

import pytest

from cmcheckin.domain.nudge import LEVELS
from cmcheckin.domain.records import Records, decode, encode
from cmcheckin.domain.schedule import Schedule
from cmcheckin.wording.nudges import LINES, WIDTH, card_lines, explanation
from tests.forbidden import found_in
from tests.validation.claims import holds
from tests.validation.scoring import ShownNudge, Tally, interval, tally
from tests.validation.simulated_life import Overload, Person
from tests.validation.simulated_overloaded import OVERLOADED
from tests.validation.simulated_quiet import QUIET
from tests.validation.validating import (
    NAMED_BY_PLAIN_RULES,
    PERSONAS,
    Scored,
    kinds,
    nudges_of,
    person,
    score_all,
    shown_nudges,
    total,
)

SEED = 7
FEW = 2
"""People of each kind: enough to notice what breaks, and quick to replay."""
OVERLOAD = Overload(100, 105, 114, 120, ("hours", "rest"))


@pytest.fixture(scope="module")
def scored() -> list[Scored]:
    return score_all(FEW, SEED)


def somebody(*overloads: Overload) -> Person:
    """Return someone without records who lives for half a year."""
    return Person("somebody", 0, Schedule(), person("plain weeks", 0, 1).first, 182, Records(), overloads)


def at(day: int, family: str = "hours", level: str = "nudge") -> ShownNudge:
    """Return a nudge about `day`."""
    return ShownNudge(day, family, family, level, explained=True)


# The first simulator, scored


def test_most_overloads_are_found_in_time_and_few_interruptions_are_false(scored: list[Scored]) -> None:
    found = total(scored, lambda one: one.nudges)
    assert found.recall >= 0.9
    assert found.precision >= 0.85
    assert found.false_a_month <= 0.03
    assert found.delay is not None
    assert found.delay <= 9


def test_every_interruption_is_explained_by_days_and_numbers(scored: list[Scored]) -> None:
    found = total(scored, lambda one: one.nudges)
    assert found.interruptions > 50
    assert found.explained == found.interruptions


def test_plain_rules_score_clearly_worse(scored: list[Scored]) -> None:
    nudges, plain = total(scored, lambda one: one.nudges), total(scored, lambda one: one.plain)
    assert plain.precision < nudges.precision - 0.3
    assert plain.false_a_month > 5 * nudges.false_a_month
    could = [one for one in scored if one.kind in NAMED_BY_PLAIN_RULES]
    assert total(could, lambda one: one.plain).recall < total(could, lambda one: one.nudges).recall - 0.05


def test_no_kind_has_a_false_interruption_every_few_months(scored: list[Scored]) -> None:
    worst = max(one.false for one in kinds(scored).values())
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


def test_there_are_many_kinds_of_quiet_and_of_overloaded_people() -> None:
    assert len(QUIET) >= 25
    assert len(OVERLOADED) >= 20
    assert not set(QUIET) & set(OVERLOADED)


@pytest.mark.parametrize("kind", PERSONAS)
def test_the_same_seed_makes_the_same_person_of_valid_records(kind: str) -> None:
    one, again, other = person(kind, 3, 1), person(kind, 3, 1), person(kind, 3, 2)
    assert one == again
    assert one.records != other.records
    assert len(one.records) > 40
    assert all(decode(encode(record)) == record for record in one.records)
    assert all(overload.onset <= overload.start <= overload.due <= overload.end for overload in one.overloads)


def test_a_claim_fails_when_a_day_of_its_evidence_is_missing() -> None:
    one = person("release crunch", 0, SEED)
    on, finding = next((nudge.on, nudge.finding) for nudge in nudges_of(one) if nudge.finding.family == "hours")
    assert holds(finding, one.records, one.schedule, on)
    fewer = Records(one.records.checkins, one.records.workdays.where(lambda day: day.date != finding.days[0]))
    assert not holds(finding, fewer, one.schedule, on)


# The scorer


def test_an_overload_is_found_by_a_nudge_in_time_and_its_delay_counted() -> None:
    found = tally(somebody(OVERLOAD), [at(108)])
    assert (found.due, found.found, found.justified, found.false, found.delays) == (1, 1, 1, 0, [8])


@pytest.mark.parametrize(
    "nudge",
    [at(115), at(108, "mood"), at(108, level="note"), at(99)],
    ids=["late", "other", "too mild", "early"],
)
def test_a_nudge_that_is_late_early_too_mild_or_about_something_else_finds_nothing(nudge: ShownNudge) -> None:
    assert tally(somebody(OVERLOAD), [nudge]).found == 0


@pytest.mark.parametrize(("day", "false"), [(10, 1), (99, 1), (102, 0), (130, 0), (150, 1)])
def test_an_interruption_is_false_only_far_from_an_overload(day: int, false: int) -> None:
    assert tally(somebody(OVERLOAD), [at(day, "mood")]).false == false


def test_a_note_never_counts_as_an_interruption() -> None:
    found = tally(somebody(), [at(50, level=LEVELS[0])])
    assert (found.interruptions, found.false) == (0, 0)


def test_quiet_days_are_those_away_from_an_overload() -> None:
    assert tally(somebody(), []).quiet_days == 182
    assert tally(somebody(OVERLOAD), []).quiet_days == 182 - (120 + 14 - 100 + 1)


def test_figures_of_nobody_are_defined() -> None:
    assert (Tally().recall, Tally().precision, Tally().false_a_month) == (1.0, 1.0, 0.0)
    assert Tally().delay is None


def test_an_interval_contains_the_figure() -> None:
    found = [tally(somebody(OVERLOAD), [at(108)] if n % 4 else []) for n in range(40)]
    lo, hi = interval(found, "recall")
    assert lo < 0.75 < hi


def test_a_morning_speaks_of_the_day_before_it() -> None:
    one = person("release crunch", 0, SEED)
    [first, *_] = shown_nudges(one)
    [nudge, *_] = nudges_of(one)
    assert one.first + timedelta(first.day) == nudge.on - timedelta(1)
