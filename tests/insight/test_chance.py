"""What is usual for somebody stays a line in the week; what is above their own weeks by chance interrupts."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

import pytest

from cmcheckin.domain.nudge import CHANCE, COOLING, HABIT, KINDS, Finding, Nudge
from cmcheckin.domain.nudge_state import NOT_USEFUL, SNOOZE, USEFUL, NudgeState
from cmcheckin.insight import chance
from cmcheckin.insight.history import History
from cmcheckin.insight.nudges import LOOK_BACK_DAYS, replay
from tests.log_made import Log, at


def weeks(log: Log, first: int, hours: Sequence[float]) -> Log:
    """Add a week of five days for each of `hours`, from week `first` on."""
    for week, total in enumerate(hours, first):
        for n in range(7 * week, 7 * week + 7):
            log.work(n, total / 5) if n % 7 < 5 else log.off(n)
            log.morning(n + 1, wins=1)
    return log


def shown(log: Log, first: int, last: int, kind: str = "hours_ceiling") -> list[Nudge]:
    """Return the nudges of `kind` that were shown from day `first` to day `last`."""
    mornings = replay(log.records, at(first), at(last), log.schedule)
    return [nudge for one in mornings for nudge in one.nudges if nudge.shown and nudge.finding.kind == kind]


def by_chance(log: Log, day: int, kind: str = "hours_ceiling", share: float = 0.25, **numbers: float) -> bool:
    history = History(log.records, log.schedule, at(day) - timedelta(LOOK_BACK_DAYS), at(day))
    [view] = history.views(at(day))
    return chance.is_by_chance(view, Finding(kind, "nudge", at(day), at(day), (), numbers), share)


def answers(kind: str, action: str, times: int = 1) -> list[NudgeState]:
    moment = datetime(2026, 6, 1, 9, tzinfo=UTC)
    return [NudgeState(kind, moment + timedelta(n), action) for n in range(times)]


@pytest.mark.parametrize(("earlier", "known"), [(13, False), (14, True)])
def test_chance_is_known_after_twelve_weeks_before_the_last_two(earlier: int, known: bool) -> None:
    log = weeks(Log(quiet_weeks=0), 0, [56.0] * earlier)
    assert by_chance(log, 7 * earlier) is known


def test_only_a_year_is_looked_at() -> None:
    old, new = [70.0] * 8, [40.0] * 50
    assert not by_chance(weeks(Log(quiet_weeks=0), 0, [*old, *new, 56.0, 56.0]), 7 * 60)
    assert by_chance(weeks(Log(quiet_weeks=0), 0, [*new[:25], *old, *new[:17], 56.0, 56.0]), 7 * 52)


def test_a_week_above_all_others_alone_is_chance_and_two_in_a_row_are_not() -> None:
    usual = [40.0 + n % 3 for n in range(30)]
    assert by_chance(weeks(Log(quiet_weeks=0), 0, [*usual, 40.0, 56.0]), 7 * 32)
    assert not by_chance(weeks(Log(quiet_weeks=0), 0, [*usual, 56.0, 56.0]), 7 * 32)


def test_two_long_weeks_in_a_row_are_chance_for_somebody_who_has_many() -> None:
    assert by_chance(weeks(Log(quiet_weeks=0), 0, [*[56.0, 40.0] * 15, 56.0, 56.0]), 7 * 32)


def test_a_larger_share_lets_more_through() -> None:
    log = weeks(Log(quiet_weeks=0), 0, [*[40.0, 40.0, 40.0, 56.0, 40.0, 40.0, 40.0, 40.0] * 2, 40.0, 56.0, 56.0])
    assert by_chance(log, 7 * 19, share=0.0)
    assert not by_chance(log, 7 * 19, share=1.0)


def test_the_order_of_the_weeks_is_the_same_every_time() -> None:
    log = weeks(Log(quiet_weeks=0), 0, [40.0 + n % 7 * 3 for n in range(40)])
    assert shown(log, 0, 280) == shown(log, 0, 280)


def test_a_run_of_days_is_compared_with_runs_of_other_orders() -> None:
    log = Log(quiet_weeks=0)
    for n in range(7 * 23):
        log.off(n) if n % 7 == 6 and n // 7 not in (5, 12, 20, 21, 22) else log.work(n, 6.0)
        log.morning(n + 1)
    assert by_chance(log, 7 * 23, "no_day_off", worked_days=13)
    assert not by_chance(log, 7 * 23, "no_day_off", worked_days=27)


def test_evenings_are_compared_with_evenings_of_other_orders() -> None:
    busy = {3, 8, 13, 17, 22, 28, 29}
    log = Log(quiet_weeks=0)
    for n in range(7 * 30):
        log.work(n, 8.0, late=45 if n // 7 in busy else 0).morning(n + 1)
    assert by_chance(log, 7 * 30, "after_hours", share=0.2)
    for n in range(7 * 28):
        log.work(n, 8.0)
    assert not by_chance(log, 7 * 30, "after_hours", share=0.2)


def test_moods_are_compared_with_moods_of_other_orders() -> None:
    log = Log(quiet_weeks=0)
    for n in range(7 * 30):
        log.work(n, 8.0).morning(n, mood=2 if n >= 7 * 28 else 4)
    log.morning(7 * 30, mood=2)
    assert not by_chance(log, 7 * 30, "strain", mood=2, usual_mood=4.0)
    for n in range(0, 7 * 28, 14):
        for day in range(n, n + 7):
            log.morning(day, mood=2)
    assert by_chance(log, 7 * 30, "strain", mood=2, usual_mood=4.0)


def test_a_habit_is_a_card_once_and_then_a_line_every_week() -> None:
    log = weeks(Log(), 0, [56.0] * 40)
    found = shown(log, 0, 280)
    assert found[0].level == "nudge"
    later = [nudge for nudge in found if nudge.on >= at(7 * 20)]
    assert {nudge.hold_reason for nudge in later} <= {HABIT, COOLING}
    assert {nudge.level for nudge in later} == {"note"}
    assert {(one.on - later[0].on).days for one in later} == set(range(0, 7 * len(later), 7))
    assert len(later) >= 19


def test_spells_of_a_habit_are_lines_after_the_first() -> None:
    spells = [56.0, *[40.0] * 9]
    log = weeks(Log(), 0, [*[40.0] * 14, *spells * 4])
    found = shown(log, 0, 7 * 54)
    assert found[0].level == "nudge"
    assert {(nudge.level, nudge.hold_reason) for nudge in found[1:]} == {("note", HABIT)}
    assert len(found) >= 4


def test_a_jump_that_is_nothing_new_is_a_line_a_week() -> None:
    log = weeks(Log(), 0, [*[36.0, 36.0, 36.0, 36.0, 50.0, 50.0] * 8])
    found = shown(log, 7 * 20, 7 * 48, "hours_jump")
    assert {nudge.hold_reason for nudge in found} <= {CHANCE, ""}
    assert [nudge for nudge in found if nudge.level != "note"] == []


def test_the_users_answers_hold_back_a_habit_too() -> None:
    log = weeks(Log(), 0, [56.0] * 40)
    log.answer(200, "hours_ceiling", "off")
    assert [nudge for nudge in shown(log, 0, 280) if nudge.on > at(200)] == []


# Shares


def test_the_shares_add_up_to_one_interruption_a_year_and_are_of_the_tested_families() -> None:
    assert sum(chance.SHARES.values()) == pytest.approx(1)
    assert {KINDS[kind].family for kind in chance.TESTED} == set(chance.SHARES)


def test_answers_move_the_budget_between_families_and_keep_its_sum() -> None:
    before = chance.shares([])
    after = chance.shares([*answers("hours_jump", USEFUL), *answers("night_pings", NOT_USEFUL, 2)])
    assert before == pytest.approx(dict(chance.SHARES))
    assert sum(after.values()) == pytest.approx(1)
    assert after["hours"] / after["rest"] == pytest.approx(1.5 * before["hours"] / before["rest"])
    assert after["night"] / after["rest"] == pytest.approx(before["night"] / before["rest"] / 1.5**2)


def test_many_answers_count_as_three() -> None:
    assert chance.shares(answers("strain", NOT_USEFUL, 9)) == chance.shares(answers("strain", NOT_USEFUL, 3))


@pytest.mark.parametrize(("kind", "action"), [("low_mood", NOT_USEFUL), ("hours_jump", SNOOZE), ("unknown", USEFUL)])
def test_other_answers_move_nothing(kind: str, action: str) -> None:
    assert chance.shares(answers(kind, action)) == chance.shares([])
