"""Marks on figures outside a person's normal range: which weeks are marked and used, and the text of a mark."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, time, timedelta
from random import Random
from typing import Any

import pytest

from cmcheckin.domain.week import Week
from cmcheckin.insight.usual import RANGE_WEEKS
from cmcheckin.sharing.ranges import FIGURES, RangeMark, hours_side, marks_of
from cmcheckin.sharing.share_file import ShareFile, ShareLeave, ShareWeek
from cmcheckin.sharing.team import Person, build_person, build_team
from cmcheckin.wording.range_marks import mark_text
from cmcheckin.wording.review import person_name
from cmcheckin.wording.review_facts import Coverage

LAST = Week(2026, 47)
TODAY = LAST.sunday + timedelta(1)
USUAL: dict[str, Any] = {
    "hours": 40, "after_hours_minutes": 30, "days_off_worked": 0, "night_pings": 0, "workload": 3,
    "escalations_opened": 1,
}  # fmt: skip


def weeks(last: dict[str, Any], before: int = 12, **fields: Any) -> list[ShareWeek]:
    """Return `before` weeks of USUAL and then one with the figures `last`."""
    calm: dict[str, Any] = {**USUAL, "days_worked": 5, **fields}
    return [*(ShareWeek(LAST.shifted(-n), **calm) for n in range(before, 0, -1)), ShareWeek(LAST, **{**calm, **last})]


def marks(shown: list[ShareWeek], leave: tuple[ShareLeave, ...] = (), **coverage: Coverage) -> dict[str, RangeMark]:
    """Return the marks by figure. `coverage`: `w47` and the like for weeks that aren't whole."""
    whole: dict[Week, Coverage] = {one.week: coverage.get(f"w{one.week.number}", "whole") for one in shown}
    return {mark.figure: mark for mark in marks_of(shown, whole, leave)}


@pytest.mark.parametrize(
    ("figure", "value", "text"),
    [
        ("hours", 51, "51 h, outside their normal range of 37 to 43 h (12 weeks)"),
        ("hours", 33.5, "33.5 h, outside their normal range of 37 to 43 h (12 weeks)"),
        ("after_hours_minutes", 195, "3 h 15 min after hours, outside their normal range of 0 to 2 h (12 weeks)"),
        ("days_off_worked", 2, "2 days off worked, outside their normal range of 0 to 1 (12 weeks)"),
        ("night_pings", 2, "2 night pings, outside their normal range of 0 to 1 (12 weeks)"),
        ("workload", 4.4, "workload 4.4, outside their normal range of 2.2 to 3.8 (12 weeks)"),
        ("escalations_opened", 5, "5 escalations opened, outside their normal range of 0 to 4 (12 weeks)"),
    ],
)
def test_a_figure_outside_its_range_is_marked_and_says_how(figure: str, value: float, text: str) -> None:
    found = marks(weeks({figure: value}))
    assert list(found) == [figure]
    assert mark_text(*found[figure][:5]) == text


@pytest.mark.parametrize(
    ("figure", "value"),
    [("hours", 43), ("hours", 43.04), ("hours", 37), ("after_hours_minutes", 120), ("days_off_worked", 1),
     ("night_pings", 1), ("workload", 3.8), ("escalations_opened", 4), ("hours", None)],
)  # fmt: skip
def test_a_value_within_the_range_as_shown_isnt_marked(figure: str, value: float | None) -> None:
    assert marks(weeks({figure: value})) == {}


def test_every_figure_is_a_field_of_a_week() -> None:
    assert set(FIGURES) <= set(ShareWeek.__dataclass_fields__) and set(FIGURES) == set(USUAL)


def test_too_few_earlier_weeks_give_no_marks() -> None:
    assert marks(weeks({"hours": 80}, RANGE_WEEKS - 1)) == {}
    assert marks(weeks({"hours": 80}, RANGE_WEEKS))["hours"].weeks == RANGE_WEEKS


def test_weeks_before_the_last_twelve_arent_used() -> None:
    assert marks(weeks({"hours": 60}, 30))["hours"].weeks == 12


def test_one_unusual_week_hides_no_later_change() -> None:
    shown = weeks({"hours": 51})
    shown[4] = replace(shown[4], hours=90)
    assert (marks(shown)["hours"].low, marks(shown)["hours"].high) == (37, 43)


# Partial weeks and leave


@pytest.mark.parametrize("part", ["so far", "in part"])
def test_a_partial_week_is_neither_compared_nor_used(part: Coverage) -> None:
    assert marks(weeks({"hours": 10}), w47=part) == {}, "the week before it is compared"
    shown = weeks({"hours": 51})
    assert marks(shown, w46=part)["hours"].weeks == 11
    before = [*shown[:-2], replace(shown[-2], hours=51), shown[-1]]
    assert marks(before, w47=part)["hours"].week == LAST.shifted(-1)
    assert marks(before, w47=part, w46=part) == {}


def test_a_week_long_ago_isnt_compared_in_place_of_a_partial_one() -> None:
    shown = weeks({"hours": 10})
    shown[-2] = replace(shown[-2], hours=60)
    assert marks([*shown[:-3], shown[-2], replace(shown[-1], week=LAST.shifted(2))], w49="so far") == {}


def test_a_week_with_leave_is_neither_compared_nor_used() -> None:
    day = LAST.monday
    for leave in (
        ShareLeave(day, day + timedelta(4), 5),
        ShareLeave(day, day, 0.5, half=True),
        ShareLeave(day, day, 1, holiday=True),
        ShareLeave(day - timedelta(10), day + timedelta(10), 15),
    ):
        assert marks(weeks({"hours": 12}), (leave,)) == {}
    earlier = ShareLeave(day - timedelta(7), day - timedelta(7), 1)
    assert marks(weeks({"hours": 60}), (earlier,))["hours"].weeks == 11


def test_low_hours_of_fewer_days_arent_marked_as_the_days_explain_them() -> None:
    assert marks(weeks({"hours": 24, "days_worked": 3})) == {}
    assert "hours" in marks(weeks({"hours": 24, "days_worked": 5}))
    assert "hours" in marks(weeks({"hours": 60, "days_worked": 4})), "more hours on fewer days are"


def test_the_side_of_the_hours_is_that_of_the_mark() -> None:
    assert [hours_side(tuple(marks(weeks({"hours": one})).values()), LAST) for one in (51, 40, 30)] == [1, 0, -1]
    assert hours_side(tuple(marks(weeks({"hours": 51})).values()), LAST.shifted(-1)) == 0


# A team


NAMES = ("Ada", "Ada", "李小龍", "نور", "נועה", "Ben\u0301", "ada", "")


def files_of(n: int, random: Random, jump: float = 1, back_to: int = 26) -> list[ShareFile]:
    """Return 26 weekly files of person `n`, newest first. Some weeks are partial, some copies older. The last week's
    hours are multiplied by `jump`."""
    found = []
    for back in range(back_to):
        week = LAST.shifted(-back)
        hours = round(4 * sum(random.gauss(8, 0.6) for _ in range(5)) * (1 if back else jump)) / 4
        unsaid = int(back > 0 and random.random() < 0.15)
        figures = ShareWeek(week, unsaid, hours - 8 * unsaid, 40.0, 5 - unsaid, random.choice((0, 0, 30, 60)), 0, 0)
        made = datetime.combine(week.sunday, time(18), UTC)
        found.append(ShareFile(f"p-{n:02}", NAMES[n % len(NAMES)], made, week.monday, week.sunday, weeks=(figures,)))
    return found


def people(jump: float, seed: int = 1) -> list[Person]:
    random = Random(seed)
    return [build_person(files_of(n, random, jump), TODAY) for n in range(30)]


def test_of_thirty_people_in_usual_weeks_hardly_anybody_is_marked_and_nearly_all_after_a_real_change() -> None:
    usual = [bool(one.marks) for seed in range(4) for one in people(1, seed)]
    assert sum(usual) <= 0.1 * len(usual), "of two figures that a file has"
    assert sum(hours_side(one.marks, LAST) == 1 for one in people(1.2)) >= 24


def test_equal_names_are_told_apart_and_everybody_is_there() -> None:
    random = Random(3)
    team = build_team([files_of(n, random)[:1] for n in range(30)], TODAY)
    assert len({person_name(row.name, row.person) for row in team.rows}) == len(team.rows) == 30


def test_marks_never_depend_on_other_people() -> None:
    random = Random(5)
    mine = files_of(0, random, 1.3)
    alone = build_person(mine, TODAY).marks
    assert alone == build_person(mine, TODAY).marks
    assert {mark.week for mark in alone} == {LAST}
