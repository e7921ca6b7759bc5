"""Score the nudges of a few people of the second simulator, and its lines on days made by hand."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from cmcheckin.domain.records import decode, encode
from tests.validation.__main__ import WELL_LOGGED, main
from tests.validation.exposure_lines import LINES, TrueDay, exposures
from tests.validation.simulated_demand import DEMANDED, calm_person
from tests.validation.simulated_life import Overload
from tests.validation.validating import Scored, kinds, person, score_all, total

SEED = 5
FREE = TrueDay(0)
WORKED = TrueDay(8, 15.0)
WEEK = (*[WORKED] * 5, FREE, FREE)
QUARTER = WEEK * 13


@pytest.fixture(scope="module")
def scored() -> list[Scored]:
    return score_all(2, SEED, among=DEMANDED)


def only(days: Sequence[TrueDay]) -> Overload:
    """Return the one episode of a quiet quarter that ends with `days`, and two more weeks."""
    [found], _ = exposures((*QUARTER, *days, *WEEK, *WEEK))
    return found


# The nudges, scored


def test_most_episodes_of_well_logged_people_are_found_and_few_interruptions_are_false(scored: list[Scored]) -> None:
    found = total([one for one in scored if one.logged >= WELL_LOGGED], lambda one: one.nudges)
    assert found.due > 60
    assert found.recall >= 0.75
    assert found.precision >= 0.85
    assert found.explained == found.interruptions


def test_people_who_log_little_are_found_less_often(scored: list[Scored]) -> None:
    found = kinds(scored)
    assert found["stops logging when busy"].recall < found["campaigns that overlap"].recall


def test_the_command_splits_the_figures_by_how_well_people_log(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--exposures", "--people", "1", "--jobs", "1", "--markdown"]) == 0
    [head, _, *rows] = capsys.readouterr().out.strip().splitlines()
    assert "well logged" in head
    assert len(rows) == 7
    assert all(row.count("|") == 4 for row in rows)


# The people


@pytest.mark.parametrize("kind", DEMANDED)
def test_the_same_seed_makes_the_same_person_of_valid_records(kind: str) -> None:
    one, again, other = person(kind, 3, 1), person(kind, 3, 1), person(kind, 3, 2)
    assert one == again
    assert one.records != other.records
    assert all(decode(encode(record)) == record for record in one.records)
    assert all(each.onset <= each.start <= each.due <= each.end for each in one.overloads)
    assert all(each.onset >= 0 and each.due < one.days for each in one.overloads)


def test_overload_follows_from_what_is_asked_of_people() -> None:
    def days(kind: str) -> int:
        people = [person(kind, number, SEED) for number in range(4)]
        return sum(each.end - each.start + 1 for one in people for each in one.overloads)

    assert days("a freelancer whose clients collide") > 1.5 * days("a freelancer with enough time")
    assert days("campaigns that overlap") > 2 * days("a steady job")
    assert days("badly on call") > 2 * days("calmly on call")


def test_people_with_enough_time_seldom_cross_a_line() -> None:
    people = [calm_person(kind, 0, SEED) for kind in DEMANDED]
    assert sum(len(one.overloads) for one in people) < len(people)


def test_the_truth_includes_days_that_were_not_logged() -> None:
    found = [person("stops logging when busy", number, SEED) for number in range(4)]
    assert all(one.logged < WELL_LOGGED for one in found)
    assert all(one.overloads for one in found)


# The lines


def test_an_ordinary_quarter_has_no_episode() -> None:
    assert exposures(QUARTER) == ((), frozenset())


@pytest.mark.parametrize(
    ("days", "crossed_after", "family"),
    [
        ([TrueDay(11.5)] * 5 + [FREE] * 2, 5, "hours"),
        ([*[WORKED] * 5, TrueDay(3), TrueDay(1), *[WORKED] * 3], 8, "rest"),
        ([TrueDay(8, 10.5), WORKED, TrueDay(8, 10.9), WORKED, TrueDay(8, 9.0)], 5, "rest"),
        ([TrueDay(8, pinged=True), WORKED] * 3, 5, "night"),
        ([TrueDay(8, severity=5)] * 6, 4, "escalations"),
        ([TrueDay(9.5, late=60)] * 10, 6, "after_hours"),
        ([*[TrueDay(8, mood=1)] * 5, *[TrueDay(0, mood=1)] * 2] * 2, 11, "low_mood"),
    ],
    ids=["hours", "days in a row", "short rests", "nights", "escalations", "evenings", "low moods"],
)
def test_an_episode_begins_on_the_day_that_crosses_a_line(days: list[TrueDay], crossed_after: int, family: str) -> None:
    found = only(days)
    assert found.start == len(QUARTER) + crossed_after - 1
    assert family in found.families
    assert found.onset <= found.start < found.due <= found.end


@pytest.mark.parametrize(
    "days",
    [
        [TrueDay(10.5)] * 5,
        [*[WORKED] * 5, TrueDay(3), TrueDay(1)],
        [TrueDay(8, 10.0)] * 2,
        [*[TrueDay(8, mood=1)] * 5, *[TrueDay(0, mood=1)] * 2],
    ],
    ids=["52 h", "seven days", "two short rests", "a low week"],
)
def test_a_near_miss_is_grey_and_nothing_is_due(days: list[TrueDay]) -> None:
    found, grey = exposures((*QUARTER, *days, FREE, FREE, *WEEK))
    assert found == ()
    assert len(QUARTER) + len(days) in grey
    assert 0 not in grey


def test_hours_that_are_usual_for_someone_are_not_more_than_usual() -> None:
    lumpy = (*[TrueDay(10)] * 5, *[FREE] * 9) * 7
    figure = LINES["more than usual"].figure
    assert max(figure(lumpy, n) for n in range(len(lumpy))) < LINES["more than usual"].line
    part_time = (*[TrueDay(5)] * 4, *[FREE] * 3) * 13 + (*[TrueDay(8)] * 4, *[FREE] * 3) * 2
    assert figure(part_time, len(part_time) - 1) >= LINES["more than usual"].line


def test_lines_crossed_together_are_one_episode_with_the_families_of_both() -> None:
    found = only([TrueDay(12, pinged=True)] * 7)
    assert {"hours", "night"} <= set(found.families)


def test_from_the_third_episode_on_a_note_is_enough() -> None:
    often = (*[TrueDay(8, 9.0)] * 5, *[FREE] * 30) * 5
    assert [one.level for one in exposures(often)[0]] == ["nudge", "nudge", "note", "note", "note"]
