"""Check each branch of each signal on a log made for it: its level, its words, and every claim."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final, NamedTuple

import pytest

from cmcheckin.domain.nudge import KINDS, Finding
from cmcheckin.domain.schedule import Schedule
from cmcheckin.wording.nudges import card_lines, explanation
from tests.log_made import Log, at
from tests.validation.claims import Case
from tests.validation.claims_by_kind import CLAIMS
from tests.validation.recounting import Recount

FREELANCE: Final = Schedule(employment="freelance")
VOLUNTEER: Final = Schedule(employment="volunteer")


class Branch(NamedTuple):
    """A log, its last morning, and the kind, level and words of the nudge that follows from it."""

    kind: str
    level: str
    make: Callable[[], Log]
    on: int
    says: str
    """Words that the card or `why` has to contain."""


def week_of(hours: float, *weeks: int, schedule: Schedule | None = None, weekend: float | None = None) -> Log:
    """Return a log of `weeks` with `hours` on each workday, by default with weekends off."""
    log = Log(schedule)
    for week in weeks:
        for n in range(7):
            if n < 5:
                log.work(7 * week + n, hours)
            elif weekend is not None:
                log.work(7 * week + n, weekend)
            else:
                log.off(7 * week + n)
    return log


def run(days: int, weekend: float = 6.0, hours: float = 6.0, schedule: Schedule | None = None) -> Log:
    """Return a log of `days` days in a row, all worked."""
    log = Log(schedule)
    for n in range(days):
        log.work(n, weekend if n % 7 > 4 else hours)
    return log


def evenings(days: list[int], *, quiet_weeks: int = 16) -> Log:
    log = Log(quiet_weeks=quiet_weeks).quiet(0, max(days))
    for n in days:
        log.work(n, 8.5, late=45)
    return log


def slips() -> Log:
    """Return a log with a week in which 8 h were mistyped as 18 h on two days."""
    return week_of(8.0, 0).work(1, 18.0, start="09:00", end="17:00").work(3, 18.0, start="09:00", end="17:00")


def gaps(days: int, schedule: Schedule | None = None) -> Log:
    """Return a log with short rests before `days` days."""
    log = Log(schedule)
    for n in range(days + 1):
        log.work(n, 8.0, start="07:30", end="23:10").morning(n)
    return log


def pings(nights: int, each: int = 1) -> Log:
    log = Log()
    for n in range(nights):
        for minute in range(each):
            log.ping(n + 1, f"02:1{minute}")
    return log.quiet(0, 7)


def down(mood: int | None = None, energy: int | None = None, days: int = 12) -> Log:
    """Return a log whose last `days` days are usual but for a lower `mood` or `energy`."""
    log = Log().quiet(0, days)
    for n in range(days):
        log.morning(n, mood=mood, energy=energy)
    return log


def threads(first: int, last: int, severity: int | None, log: Log, every: int = 1) -> Log:
    for n in range(first, last + 1, every):
        log.ping(n, "11:00", severity)
    return log


def low(moods: list[int], energy: int | None = 2, *, swinging: bool = False, quiet_weeks: int = 16) -> Log:
    log = Log(quiet_weeks=quiet_weeks)
    if swinging:
        for n in range(-7 * quiet_weeks, 0):
            log.morning(n, mood=1 if n % 3 == 0 else 5)
    for n, mood in enumerate(moods):
        log.morning(n, mood=mood, energy=energy or 3)
        if energy is None:
            log.checkins[at(n)] = log.checkins[at(n)]._replace(energy=None)
    return log


def after(log: Log, change: Callable[[Log], object]) -> Log:
    change(log)
    return log


def creeping(unlogged: tuple[int, ...] = ()) -> Log:
    log = Log(quiet_weeks=0)
    for week in range(12):
        for n in range(5):
            log.work(7 * week + n, 7.6 + 0.18 * week)
        log.off(7 * week + 5).off(7 * week + 6)
    return log.unlogged(*unlogged)


def tired_weekends() -> Log:
    log = Log().quiet(0, 15)
    for n in range(16):
        log.morning(n, energy=2)
    return log


def without_wins(mood: int | None = None) -> Log:
    log = Log().quiet(0, 13)
    for n in range(14):
        log.morning(n, mood=mood)
    return log


def gone(hours: float) -> Log:
    log = Log()
    for n in range(5):
        log.work(n, hours)
    return log.morning(7)


def back_again(unlogged: tuple[int, ...] = ()) -> Log:
    return after(week_of(10.5, 0, 1).quiet(14, 28), lambda log: log.unlogged(*unlogged).morning(28))


def weekend_at_last(*workdays: int) -> Log:
    """Return a log of five stretches of days off with work, and one without. `workdays`: Mon to Fri by default."""
    log = Log(schedule=Schedule(24, frozenset(workdays))) if workdays else Log()
    for day in range(43):
        if day % 7 in log.schedule.workdays:
            log.work(day, 8.0)
        elif day < 35 and (day - 1) % 7 in log.schedule.workdays:
            log.work(day, 4.0)
        else:
            log.off(day)
    return log


def rested() -> Log:
    log = Log()
    for n in range(21):
        log.morning(n, energy=2)
    return log.quiet(21, 33)


EU_DAY: Final = "EU rules usually give employees a day of rest"
OWN_DAY: Final = "Effort tends to add up"
BRANCHES: Final = (
    Branch("hours_ceiling", "nudge", lambda: week_of(11.0, 0), 7, "one week"),
    Branch("hours_ceiling", "nudge", lambda: week_of(10.3, 0, 1), 14, "EU rules limit employees"),
    Branch("hours_ceiling", "nudge", lambda: week_of(10.3, 0, 1, schedule=FREELANCE), 14, "own threshold is 51 h"),
    Branch("hours_ceiling", "nudge", lambda: week_of(10.0, 0, 1, 2, 3), 28, "Four weeks at about 50 h"),
    Branch("hours_ceiling", "nudge", lambda: week_of(10.0, 0, 1, 2, 3, schedule=VOLUNTEER), 28, "chose this threshold"),
    Branch("hours_ceiling", "care", lambda: week_of(11.6, 0, 1), 14, "at least 58 h a week over two weeks"),
    Branch("hours_ceiling", "care", lambda: week_of(11.8, 0, 1, 2, 3), 28, "Two weeks at about 59 h"),
    Branch("hours_ceiling", "note", lambda: week_of(9.8, 0).work(3, 17.0), 7, "in place of the longest"),
    Branch("hours_ceiling", "note", lambda: slips(), 7, "Without them, it's 40"),
    Branch("hours_jump", "nudge", lambda: week_of(10.2, 0, 1), 14, "Both weeks were well outside"),
    Branch("hours_jump", "nudge", lambda: week_of(12.6, 0, 1).unlogged(0, 9), 14, "Two workdays aren't logged"),
    Branch("hours_jump", "nudge", lambda: week_of(10.7, 0), 7, "one week so far"),
    Branch("hours_jump", "note", lambda: week_of(9.5, 0, 1), 14, "Both weeks were well outside"),
    Branch(
        "hours_jump", "nudge",
        lambda: after(week_of(9.5, 0, 1), lambda log: [log.work(n, 9.5, late=45) for n in (7, 8, 9, 10, 11)]),
        14, "after-hours work is up",
    ),
    Branch(
        "hours_jump", "nudge",
        lambda: after(week_of(9.5, 0, 1), lambda log: [log.morning(n, mood=2) for n in range(14)]),
        14, "ratings are down",
    ),
    Branch("hours_creep", "nudge", creeping, 84, "since June"),
    Branch("hours_creep", "nudge", lambda: creeping((1, 16, 31, 46, 60, 77)), 84, "Based on the logged workdays of 12"),
    Branch(
        "long_days", "note", lambda: week_of(6, 0, 1).work(0, 11).work(2, 12).work(8, 11).work(10, 11), 14, "Four days"
    ),
    Branch("long_days", "nudge", lambda: week_of(11.0, 0), 7, "leaves 13 h"),
    Branch(
        "long_days", "note",
        lambda: after(
            Log(Schedule(36, frozenset({0, 2, 4}))), lambda log: [log.work(n, 14.5) for n in (0, 2, 4, 7)]
        ),
        9, "of 14 h or more",
    ),
    Branch("no_day_off", "note", lambda: run(7, weekend=1.0), 7, "two of them for under 2 h"),
    Branch("no_day_off", "note", lambda: run(9).unlogged(4), 9, "Fri 5 Jun isn't logged"),
    Branch("no_day_off", "note", lambda: run(16).unlogged(2, 11), 16, "Wed 3 Jun and Fri 12 Jun aren't logged"),
    Branch("no_day_off", "note", lambda: run(24).unlogged(2, 11, 21), 24, "Three days aren't logged"),
    Branch("no_day_off", "nudge", lambda: run(7), 7, EU_DAY),
    Branch("no_day_off", "nudge", lambda: run(8, schedule=FREELANCE), 8, OWN_DAY),
    Branch("no_day_off", "nudge", lambda: run(15, 0.75, 0.75, VOLUNTEER).off(7), 15, "each for under 2 h"),
    Branch("no_day_off", "care", lambda: run(13), 13, "at most 12 days between two days off"),
    Branch("no_day_off", "care", lambda: run(13, schedule=FREELANCE), 13, OWN_DAY),
    Branch("short_rest", "note", lambda: gaps(2), 3, "EU rules usually give employees 11 h"),
    Branch("short_rest", "note", lambda: gaps(2, FREELANCE), 3, "90 nurses"),
    Branch("short_rest", "nudge", lambda: gaps(3), 4, "Directive 2003/88/EC, art. 3"),
    Branch("short_rest", "nudge", lambda: gaps(3, VOLUNTEER), 4, "in seven days. In a study"),
    Branch("after_hours", "nudge", lambda: evenings([0, 1, 2, 3, 7, 8]), 9, "p < .002"),
    Branch("after_hours", "nudge", lambda: evenings([0, 1, 2, 3, 4]), 5, "p < .001"),
    Branch("after_hours", "note", lambda: evenings([0, 1, 2, 3, 4], quiet_weeks=2), 5, "until your usual is known"),
    Branch("night_pings", "note", lambda: pings(2), 7, "two of the last seven nights"),
    Branch("night_pings", "nudge", lambda: pings(3, each=2), 7, "(six pings)"),
    Branch("night_pings", "care", lambda: pings(5), 7, "a matter for the rota"),
    Branch(
        "strain", "nudge", lambda: after(down(energy=2), lambda log: [log.work(n, 9.8) for n in (4, 7, 8, 9, 10)]),
        11, "You logged",
    ),
    Branch("strain", "note", lambda: after(down(energy=2), lambda log: [log.work(9, 14.0)]), 11, "You logged"),
    Branch("strain", "nudge", lambda: down(mood=2).ping(5, "02:00").ping(8, "23:30"), 11, "were pings on two nights"),
    Branch(
        "strain", "nudge",
        lambda: after(down(mood=2), lambda log: [log.work(n, 8, late=40) for n in (1, 2, 3, 4, 8, 9)]),
        11, "You worked after hours on six days",
    ),
    Branch("strain", "nudge", lambda: threads(0, 10, 4, threads(-112, -1, 2, down(mood=2), 5)), 11, "severity of 46"),
    Branch("rating_shift", "note", lambda: down(energy=2), 11, "Energy has averaged 2.0"),
    Branch("rating_shift", "note", lambda: down(mood=2), 11, "Mood has averaged 2.0"),
    Branch("low_mood", "care", lambda: low([2, 1, 2, 1, 3, 2, 1, 2]), 7, "energy averages 2.7 or less (here"),
    Branch("low_mood", "care", lambda: low([2, 1, 2, 1, 2, 2, 1], None), 6, "any energy ratings"),
    Branch("low_mood", "care", lambda: low([2, 1, 2, 2, 2, 2, 1, 2, 2], swinging=True), 8, "8 of 9 moods"),
    Branch("low_mood", "care", lambda: low([1, 2] * 5, 4), 9, "isn't above your usual"),
    Branch("low_mood", "care", lambda: low([1, 2] * 5, quiet_weeks=0), 9, "averages 1.5 or less (here 1.5)."),
    Branch("recovery", "note", tired_weekends, 15, "Mon 1 Jun, Mon 8 Jun and Mon 15 Jun"),
    Branch("gap_after_heavy", "note", lambda: gone(10.5).morning(15), 15, "six workdays"),
    Branch("gap_after_heavy", "note", lambda: gone(9.5).morning(15), 15, "you logged 47.5 h"),
    Branch("wins_drought", "note", without_wins, 13, "Usually, 100 % of such"),
    Branch("wins_drought", "nudge", lambda: without_wins(2), 13, "your last 10 check-ins after a day of work"),
    Branch("escalation_load", "note", lambda: threads(0, 7, 3, threads(-112, -1, 2, Log(), 9).quiet(0, 14)), 13, "8"),
    Branch("escalation_load", "nudge", lambda: threads(0, 9, 4, threads(-112, -1, 2, Log(), 5).quiet(0, 14)), 13, "10"),
    Branch(
        "escalation_load", "nudge", lambda: threads(0, 11, None, threads(-112, -1, 2, down(mood=2, days=14), 9)), 13,
        "total severity of 24",
    ),
    Branch("hours_back", "note", back_again, 28, "two weeks of about 52.5 h a week"),
    Branch("hours_back", "note", lambda: back_again((16,)), 28, "One workday isn't logged. It's treated here as one"),
    Branch("weekend_off", "note", weekend_at_last, 42, "five weekends in a row"),
    Branch("weekend_off", "note", lambda: weekend_at_last(0, 1, 6), 41, "on days off five times in a row"),
    Branch("mornings_back", "note", rested, 33, "up from 2.0"),
)  # fmt: skip


def found_in(branch: Branch, log: Log) -> Finding:
    """Return the finding of `branch` in `log`. If there is no check-in on its morning, add one."""
    if at(branch.on) not in log.checkins:
        log.morning(branch.on)
    found = log.finding(branch.kind, branch.on)
    assert found is not None
    return found._replace(employment=log.schedule.employment)


@pytest.mark.parametrize("branch", BRANCHES, ids=[f"{one.kind} {one.level}: {one.says}" for one in BRANCHES])
def test_the_claims_of_a_branch_are_those_of_its_records(branch: Branch) -> None:
    log = branch.make()
    found = found_in(branch, log)
    assert found.level == branch.level
    assert branch.says.lower() in " ".join((*card_lines(found), *explanation(found))).lower()
    Case(found, Recount(log.records, log.schedule, at(branch.on))).check()


def test_every_level_of_every_kind_has_a_branch() -> None:
    levels = {
        "hours_ceiling": {"note", "nudge", "care"}, "hours_jump": {"note", "nudge"}, "hours_creep": {"nudge"},
        "long_days": {"note", "nudge"}, "no_day_off": {"note", "nudge", "care"}, "short_rest": {"note", "nudge"},
        "after_hours": {"note", "nudge"}, "night_pings": {"note", "nudge", "care"}, "strain": {"note", "nudge"},
        "low_mood": {"care"}, "wins_drought": {"note", "nudge"}, "escalation_load": {"note", "nudge"},
    }  # fmt: skip
    found = {kind: {one.level for one in BRANCHES if one.kind == kind} for kind in KINDS}
    assert found == {kind: levels.get(kind, {"note"}) for kind in KINDS}


def test_every_kind_has_a_claim() -> None:
    assert set(CLAIMS) == set(KINDS), "CLAIMS in claims_by_kind.py, KINDS in domain/nudge.py"


# Days that were not logged


def test_unlogged_hours_put_no_week_above_the_usual() -> None:
    log = week_of(10.2, 0, 1).unlogged(1, 8, 9)
    assert log.morning(14).finding("hours_jump", 14) is None


def test_unlogged_workdays_make_no_drought() -> None:
    log = without_wins()
    for n in range(14):
        log.workdays.pop(at(n), None)
    assert log.finding("wins_drought", 13) is None
