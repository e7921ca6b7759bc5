"""Which nudges are shown: few, one at a time, and the user's answers count."""

from __future__ import annotations

from datetime import timedelta
from itertools import pairwise

import pytest

from cmcheckin.domain.nudge import CHANCE, COOLING, HABIT, LEVELS, Nudge
from cmcheckin.insight.nudges import checkpoint_before, replay, shown_nudges
from tests.log_made import Log, at


def nudges(log: Log, first: int, last: int, off: tuple[str, ...] = ()) -> dict[int, tuple[Nudge, ...]]:
    """Return the nudges of each morning that has any, by the number of its day."""
    found = replay(log.records, at(first), at(last), log.schedule, off)
    return {(one.on - at(0)).days: one.nudges for one in found if one.nudges}


def decided(log: Log, first: int, last: int, kind: str = "", off: tuple[str, ...] = ()) -> list[tuple[int, str, str]]:
    """Return morning, kind and hold reason of each nudge of `kind`, or of any, unless it stays a line."""
    return [
        (day, nudge.finding.kind, nudge.hold_reason)
        for day, found in nudges(log, first, last, off).items()
        for nudge in found
        if kind in ("", nudge.finding.kind) and nudge.hold_reason not in (COOLING, HABIT, CHANCE)
    ]


def worked_through(days: int, hours: float = 6.0, weekend: float | None = None) -> Log:
    """Return a log of `days` days of work with a check-in each. `weekend`: other hours on Saturday and Sunday."""
    log = Log()
    for n in range(days):
        log.work(n, weekend if weekend is not None and n % 7 > 4 else hours).morning(n, wins=1)
    return log.morning(days, wins=1)


def test_a_note_is_listed_on_its_first_morning_and_not_every_morning() -> None:
    assert decided(worked_through(12), 0, 12, "no_day_off") == [(7, "no_day_off", "")]


def test_a_checkpoint_is_the_state_before_its_morning() -> None:
    log = worked_through(12)
    for day, kinds in ((6, []), (7, ["no_day_off"]), (8, [])):
        since = checkpoint_before(log.records, at(day), log.schedule)
        [found] = replay(log.records, at(day), at(day), log.schedule, since=since)
        assert [nudge.finding.kind for nudge in found.nudges] == kinds


@pytest.mark.parametrize(("clock", "reason"), [("08:00", "off"), ("09:00", "")])
def test_an_answer_counts_from_its_time(clock: str, reason: str) -> None:
    log = worked_through(12).answer(7, "no_day_off", "off", clock=clock)
    assert decided(log, 7, 7) == [(7, "no_day_off", reason)]


def test_getting_worse_speaks_up_in_spite_of_the_cool_down() -> None:
    log = worked_through(14, weekend=1.0)
    shown = [nudge.finding for found in nudges(log, 0, 14).values() for nudge in found if nudge.shown]
    assert [finding.level for finding in shown if finding.kind == "no_day_off"] == ["note", "care"]


def test_what_lasts_is_shown_again_ever_more_rarely() -> None:
    log = Log()
    for n in range(150):
        log.work(n, 6.0).morning(n, wins=1)
    days = [day for day, _, _ in decided(log, 0, 149, "no_day_off")]
    assert days[:2] == [7, 13]
    gaps = [later - day for day, later in pairwise(days[1:])]
    assert gaps == sorted(gaps)
    assert max(gaps) <= 84


def test_never_two_interruptions_on_one_morning_nor_within_three_days() -> None:
    log = worked_through(30, hours=11.5)
    for n in range(30):
        log.ping(n, "02:00", 5).morning(n, mood=2, energy=1)
    days = [n.on for n in shown_nudges(log.records, at(0), at(29), log.schedule) if n.level == "nudge"]
    assert len(days) > 1
    assert all(abs(one - other) >= timedelta(3) for one in days for other in days if one is not other)
    held = [held for _, _, held in decided(log, 0, 29) if held]
    assert set(held) <= {"budget", "family"}
    assert held


def test_two_kinds_of_one_family_are_two_weeks_apart() -> None:
    log = Log()
    for week in range(3):
        for n in range(5):
            log.work(7 * week + n, 11.2)
        log.off(7 * week + 5).off(7 * week + 6)
    for n in range(21):
        log.morning(n, wins=1)
    days = [
        nudge.on
        for nudge in shown_nudges(log.records, at(0), at(20), log.schedule)
        if nudge.finding.family == "hours" and nudge.level == "nudge"
    ]
    assert len(days) == 2
    assert days[0] - days[1] >= timedelta(14)


def test_a_held_note_is_listed_once_and_shown_when_there_is_room() -> None:
    log = worked_through(30, hours=11.5)
    for kind in {kind for _, kind, _ in decided(log, 0, 30)}:
        found = [held for _, _, held in decided(log, 0, 30, kind)]
        assert all(not (one and other) for one, other in pairwise(found)), kind


def test_a_snooze_holds_until_its_day_and_no_longer() -> None:
    log = worked_through(40).answer(6, "no_day_off", "snooze", until=20)
    assert [(day, held) for day, _, held in decided(log, 0, 40, "no_day_off")][:2] == [(7, "snoozed"), (13, "snoozed")]
    assert (20, "no_day_off", "") in decided(log, 0, 40, "no_day_off")


@pytest.mark.parametrize("off", [("no_day_off",), ("rest",)])
def test_a_kind_or_family_switched_off_in_the_settings_is_held(off: tuple[str, ...]) -> None:
    assert {held for _, _, held in decided(worked_through(14), 0, 14, "no_day_off", off)} == {"off"}


def test_off_and_on_again() -> None:
    log = worked_through(14).answer(2, "no_day_off", "off").answer(10, "no_day_off", "on")
    assert decided(log, 0, 9, "no_day_off") == [(7, "no_day_off", "off")]
    assert (11, "no_day_off", "") in decided(log, 0, 14, "no_day_off")


def test_not_useful_doubles_the_time_until_the_next() -> None:
    def second(log: Log) -> int:
        """Return the first morning on which it is shown again after it became care."""
        return next(day for day, _, _ in decided(log, 14, 120, "no_day_off"))

    plain, rated = Log(), Log()
    for log in (plain, rated):
        for n in range(121):
            log.work(n, 6.0).morning(n, wins=1)
    rated.answer(13, "no_day_off", "not-useful", clock="10:00")
    assert second(rated) > second(plain)


def test_a_planned_peak_holds_hours_and_not_rest() -> None:
    log = worked_through(14, hours=11.5).answer(0, "peak", "peak", until=20)
    held = {kind: held for _, kind, held in decided(log, 0, 14)}
    assert held["hours_ceiling"] == "peak"
    assert ("no_day_off", "") in {(kind, held) for _, kind, held in decided(log, 0, 14)}


def test_leave_holds_everything_but_care() -> None:
    log = worked_through(14, weekend=1.6).answer(0, "leave", "leave", until=20)
    assert {(nudge.finding.level, nudge.hold_reason) for found in nudges(log, 0, 14).values() for nudge in found} == {
        ("nudge", "leave"),
        ("care", ""),
    }


def test_what_is_said_after_a_morning_does_not_change_it() -> None:
    log = worked_through(14)
    before = nudges(log, 0, 8)
    log.answer(8, "no_day_off", "off", clock="08:31")
    assert nudges(log, 0, 8) == before


def test_a_morning_without_a_check_in_shows_nothing() -> None:
    log = worked_through(14)
    del log.checkins[at(7)]
    found = nudges(log, 0, 14)
    assert 7 not in found
    assert "no_day_off" in [nudge.finding.kind for nudge in found[8]]


def test_good_news_never_interrupts() -> None:
    log = Log()
    for n in (*range(5), *range(7, 12)):
        log.work(n, 10.5)
    log.quiet(12, 40)
    found = [
        nudge.finding.level for nudge in shown_nudges(log.records, at(0), at(40), log.schedule) if "back" in nudge.id
    ]
    assert found == ["note"]
    assert LEVELS[0] == "note"
