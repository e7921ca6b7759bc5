"""What is usual for somebody stays a line in the week; what is above their own weeks by chance interrupts."""

from __future__ import annotations

from datetime import timedelta

import pytest

from cmcheckin.domain.nudge import COOLING, HABIT, Nudge
from cmcheckin.insight import chance
from cmcheckin.insight.arbitration import SPELLS
from cmcheckin.insight.history import History
from cmcheckin.insight.nudges import LOOK_BACK_DAYS, replay
from tests.log_made import Log, at


def weeks(log: Log, first: int, hours: list[float]) -> Log:
    """A week of five days for each of `hours`, from week `first` on."""
    for week, total in enumerate(hours, first):
        for n in range(7 * week, 7 * week + 7):
            log.work(n, total / 5) if n % 7 < 5 else log.off(n)
            log.morning(n + 1, wins=1)
    return log


def shown(log: Log, first: int, last: int, kind: str = "hours_ceiling") -> list[Nudge]:
    """The nudges of that kind that were shown from one day to another."""
    mornings = replay(log.records, at(first), at(last), log.schedule)
    return [nudge for one in mornings for nudge in one.nudges if nudge.shown and nudge.finding.kind == kind]


def is_habit(log: Log, day: int, kind: str = "hours_ceiling") -> bool:
    history = History(log.records, log.schedule, at(day) - timedelta(LOOK_BACK_DAYS), at(day))
    [view] = history.views(at(day))
    found = log.finding(kind, day)
    assert found is not None
    return chance.is_habitual(view, found)


@pytest.mark.parametrize(("earlier", "known"), [(12, False), (13, True)])
def test_a_habit_needs_twelve_weeks_before_this_and_the_last_one(earlier: int, known: bool) -> None:
    log = weeks(Log(quiet_weeks=0), 0, [56.0] * earlier)
    assert is_habit(log, 7 * earlier) is known


def test_only_a_year_is_looked_at() -> None:
    log = weeks(Log(quiet_weeks=0), 0, [70.0, *[40.0] * 53, 56.0])
    assert not is_habit(log, 7 * 55)
    log = weeks(Log(quiet_weeks=0), 0, [40.0, 70.0, 70.0, 70.0, 70.0, *[40.0] * 49, 56.0])
    assert is_habit(log, 7 * 55)


@pytest.mark.parametrize(("longest", "habit"), [(56.0, True), (55.9, False)])
def test_a_week_as_long_as_the_longest_is_usual_and_a_longer_one_is_not(longest: float, habit: bool) -> None:
    log = weeks(Log(quiet_weeks=0), 0, [*[40.0] * 20, longest, *[40.0] * 4, 40.0, 56.0])
    assert is_habit(log, 7 * 27) is habit


def test_two_long_weeks_in_a_row_may_be_above_what_single_ones_reach() -> None:
    single = [40.0, 40.0, 40.0, 40.0, 40.0, 40.0, 40.0, 56.0] * 3
    assert is_habit(weeks(Log(quiet_weeks=0), 0, [*single, 40.0, 56.0]), 7 * 26)
    assert not is_habit(weeks(Log(quiet_weeks=0), 0, [*single, 56.0, 56.0]), 7 * 26)


def test_the_order_of_the_weeks_is_the_same_every_time() -> None:
    log = weeks(Log(quiet_weeks=0), 0, [40.0 + n % 7 * 3 for n in range(40)])
    assert shown(log, 0, 280) == shown(log, 0, 280)


def test_a_run_of_days_is_compared_with_runs_of_other_orders() -> None:
    log = Log(quiet_weeks=0)
    for n in range(7 * 23):
        log.off(n) if n % 7 == 6 and n // 7 not in (5, 12, 20, 21, 22) else log.work(n, 6.0)
        log.morning(n + 1)
    assert is_habit(log, 7 * 20 + 13, "no_day_off")
    assert not is_habit(log, 7 * 23, "no_day_off")


def test_a_habit_is_a_card_once_and_then_a_line_every_week() -> None:
    log = weeks(Log(), 0, [56.0] * 40)
    found = shown(log, 0, 280)
    assert found[0].level == "nudge"
    later = [nudge for nudge in found if nudge.on >= at(7 * 20)]
    assert {nudge.hold_reason for nudge in later} <= {HABIT, COOLING}
    assert {nudge.level for nudge in later} == {"note"}
    assert {(one.on - later[0].on).days for one in later} == set(range(0, 7 * len(later), 7))
    assert len(later) >= 19


def test_what_happens_twice_a_year_is_no_habit() -> None:
    spells = [56.0, *[40.0] * 9]
    log = weeks(Log(), 0, [*[40.0] * 14, *spells * (SPELLS + 2)])
    cards = [nudge for nudge in shown(log, 0, 7 * 54) if nudge.level != "note"]
    assert len(cards) == SPELLS
    assert any(nudge.hold_reason == HABIT for nudge in shown(log, 0, 7 * 54))


def test_the_users_answers_hold_back_a_habit_too() -> None:
    log = weeks(Log(), 0, [56.0] * 40)
    log.say(200, "hours_ceiling", "off")
    assert [nudge for nudge in shown(log, 0, 280) if nudge.on > at(200)] == []
