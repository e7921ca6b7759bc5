"""Both sides of the limits that decide how often somebody is interrupted."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from itertools import pairwise
from typing import get_args

import pytest

from cmcheckin.domain.nudge import Finding, Level
from cmcheckin.domain.nudge_state import LEAVE, NOT_USEFUL, OFF, ON, PEAK, SNOOZE, USEFUL, NudgeState
from cmcheckin.insight.arbitration import Answers, Arbiter
from tests.log_made import at

NO_ANSWERS = Answers((), ())


def finding(kind: str, level: Level) -> Finding:
    return Finding(kind, level, at(0), at(0), ())


def answered(kind: str, action: str, until: date | None = None, times: int = 1) -> Answers:
    moment = datetime.combine(at(0), time(9), UTC)
    return Answers([NudgeState(kind, moment, action, until)] * times, ())


def decided(*mornings: tuple[int, str, Level], answers: Answers = NO_ANSWERS) -> list[str | None]:
    """Return why each finding of a morning was held back: empty if it was shown, None if it was not even listed."""
    arbiter, reasons = Arbiter(), []
    for day, kind, level in mornings:
        nudges = arbiter.decide(at(day), [finding(kind, level)], answers)
        reasons.append(nudges[0].hold_reason if nudges else None)
        arbiter = arbiter.copy()
    return reasons


@pytest.mark.parametrize(("later", "reason"), [(2, "budget"), (3, "")])
def test_interruptions_are_three_days_apart(later: int, reason: str) -> None:
    assert decided((0, "long_days", "nudge"), (later, "night_pings", "nudge")) == ["", reason]
    assert decided((0, "long_days", "note"), (later, "night_pings", "nudge")) == ["", ""]
    assert decided((0, "long_days", "nudge"), (later, "night_pings", "note")) == ["", ""]


@pytest.mark.parametrize(("later", "reason"), [(6, "budget"), (7, "")])
def test_there_are_two_interruptions_in_seven_days(later: int, reason: str) -> None:
    first = ((0, "long_days", "nudge"), (3, "night_pings", "nudge"))
    assert decided(*first, (later, "wins_drought", "nudge")) == ["", "", reason]  # type: ignore[arg-type]


@pytest.mark.parametrize(("later", "reason"), [(13, "family"), (14, "")])
def test_interruptions_of_a_family_are_two_weeks_apart(later: int, reason: str) -> None:
    assert decided((0, "long_days", "nudge"), (later, "hours_jump", "nudge")) == ["", reason]
    assert decided((0, "long_days", "nudge"), (later, "long_days", "care")) == ["", ""]


def test_a_kind_that_has_interrupted_is_not_held_back_by_its_family() -> None:
    assert decided((0, "long_days", "nudge"), (14, "hours_jump", "nudge"), (21, "long_days", "nudge")) == ["", "", ""]
    assert decided((0, "hours_jump", "nudge"), (1, "long_days", "note"), (7, "long_days", "nudge")) == [
        "",
        "",
        "family",
    ]


@pytest.mark.parametrize(("later", "reason"), [(4, "budget"), (5, "")])
def test_care_is_five_days_apart_and_needs_no_other_budget(later: int, reason: str) -> None:
    assert decided((0, "long_days", "care"), (later, "night_pings", "care")) == ["", reason]
    assert decided((0, "long_days", "nudge"), (1, "night_pings", "care")) == ["", ""]


def test_a_very_low_mood_never_waits_for_another_nudge() -> None:
    first = ((0, "long_days", "care"), (1, "night_pings", "nudge"))
    assert decided(*first, (2, "low_mood", "care")) == ["", "budget", ""]  # type: ignore[arg-type]


@pytest.mark.parametrize(("later", "is_listed"), [(42, False), (43, True)])
def test_after_six_clear_weeks_an_episode_begins_again(later: int, is_listed: bool) -> None:
    # Good news otherwise waits twelve weeks.
    found = decided((0, "hours_back", "note"), (later, "hours_back", "note"))
    assert found == ["", "" if is_listed else None]


@pytest.mark.parametrize(
    ("level", "days"), [("note", (14, 28, 56, 84)), ("nudge", (21, 42, 84)), ("care", (10, 20, 40, 80, 84))]
)
def test_what_lasts_is_repeated_after_ever_longer_times(level: Level, days: tuple[int, ...]) -> None:
    mornings = [
        day for day, why in enumerate(decided(*((n, "long_days", level) for n in range(sum(days) + 1)))) if why == ""
    ]
    assert [later - day for day, later in pairwise(mornings)] == list(days)


@pytest.mark.parametrize(("times", "days"), [(0, 10), (1, 20), (2, 40), (3, 80), (4, 84), (9, 84)])
def test_not_useful_doubles_the_wait_and_useful_ends_that(times: int, days: int) -> None:
    found = decided(
        *((n, "low_mood", "care") for n in range(days + 1)), answers=answered("low_mood", NOT_USEFUL, None, times)
    )
    assert [day for day, why in enumerate(found) if why == ""] == [0, days]
    assert answered("low_mood", NOT_USEFUL, None, times).doublings.get("low_mood", 0) == min(times, 4)
    assert answered("low_mood", USEFUL).doublings == {"low_mood": 0}


@pytest.mark.parametrize("level", get_args(Level))
@pytest.mark.parametrize(
    ("answers", "kind", "held"),
    [
        (answered("long_days", SNOOZE, at(9)), "long_days", ("snoozed", "", "")),
        (answered("long_days", SNOOZE, at(9)), "hours_jump", ("", "", "")),
        (answered("peak", PEAK, at(9)), "hours_jump", ("peak", "peak", "")),
        (answered("peak", PEAK, at(9)), "long_days", ("", "", "")),
        (answered("leave", LEAVE, at(9)), "long_days", ("leave", "leave", "")),
        (answered("long_days", OFF), "long_days", ("off", "off", "off")),
        (answered("long_days", ON), "long_days", ("", "", "")),
        (answered("long_days", SNOOZE), "long_days", ("", "", "")),
    ],
)  # fmt: skip
def test_an_answer_holds_until_its_day(level: Level, answers: Answers, kind: str, held: tuple[str, ...]) -> None:
    expected = tuple("" if why == "leave" and level == "care" else why for why in held)
    found = tuple(answers.hold_reason(at(9) + timedelta(n), finding(kind, level)) for n in (-1, 0, 1))
    assert found == expected
