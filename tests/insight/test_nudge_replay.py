"""The replay of a past morning: exact, whatever range is asked, and blind to everything that came after it."""

from __future__ import annotations

import json
from datetime import date, datetime, time, timedelta, timezone
from random import Random

from hypothesis import given, settings
from hypothesis import strategies as st

from cmcheckin.domain.checkin import CheckIn, Win
from cmcheckin.domain.escalation import Escalation
from cmcheckin.domain.nudge_state import NudgeState
from cmcheckin.domain.records import Records
from cmcheckin.domain.schedule import Schedule
from cmcheckin.domain.workday import DAY_KINDS, Workday
from cmcheckin.insight.arbitration import Arbiter
from cmcheckin.insight.nudges import LOOK_BACK_DAYS, Checkpoint, MorningNudges, checkpoint_before, replay
from tests.log_made import Log, at

START = date(2025, 12, 1)
DAYS = 150
ZONE = timezone(timedelta(hours=1))
KINDS = ("no_day_off", "hours_ceiling", "night_pings", "low_mood", "peak", "leave")
ACTIONS = ("snooze", "off", "on", "useful", "not-useful", "peak", "leave", "some-later-word")


def log_of(seed: int, heavy: int) -> Records:
    """Return half a year of someone who isn't doing well, with gaps, hours that look wrong and answers to nudges."""
    random = Random(seed)
    found: list[CheckIn | Workday | Escalation | NudgeState] = []
    for n in range(DAYS):
        day = START + timedelta(n)
        if random.random() < 0.85:
            hours = random.choice([0, heavy, heavy + 0.5, heavy - 2, 20])
            kind = random.choice(DAY_KINDS) if random.random() < 0.2 else "work"
            start, end = (time(7, 30), time(23, 5)) if random.random() < 0.5 else (None, None)
            found.append(Workday(day, kind, hours, start, end, random.choice([0, 0, 45, 200])))
        if random.random() < 0.8:
            late = random.choice([0] * 9 + [1, 3, 20])  # filled in afterwards, now and then
            morning = datetime.combine(day + timedelta(late), time(8, random.randrange(60)), ZONE)
            logged = morning if random.random() < 0.9 else None
            wins = (Win("a win", id=f"w-{n}"),) if random.random() < 0.6 else ()
            found.append(CheckIn(day, logged, 3, random.randint(1, 4), random.randint(1, 4), wins=wins))
        for k in range(random.choice([0, 0, 1, 3])):
            opened = datetime.combine(day, time(random.randrange(24), random.randrange(60)), ZONE)
            found.append(Escalation(f"e-{n}-{k}", "x", opened, None, random.choice([None, 1, 3, 5])))
        if random.random() < 0.03:
            said = datetime.combine(day, time(random.randrange(24)), ZONE)
            kind, action = random.choice(KINDS), random.choice(ACTIONS)
            found.append(NudgeState(kind, said, action, day + timedelta(random.randrange(30))))
    return Records.of(found)


LOGS = st.builds(log_of, st.integers(0, 2**32), st.integers(6, 13))


def mornings(records: Records, first: date, last: date) -> list[MorningNudges]:
    return list(replay(records, first, last, Schedule()))


@settings(max_examples=15, deadline=None)
@given(LOGS, st.integers(0, DAYS - 1))
def test_a_day_alone_is_the_same_as_in_any_range(records: Records, n: int) -> None:
    day = START + timedelta(n)
    [alone] = mornings(records, day, day)
    assert alone == mornings(records, START, START + timedelta(DAYS))[n]


@settings(max_examples=15, deadline=None)
@given(LOGS, st.integers(0, DAYS - 1), st.integers(0, DAYS - 1))
def test_a_checkpoint_replaces_all_days_before_it(records: Records, kept: int, asked: int) -> None:
    since, day = START + timedelta(min(kept, asked)), START + timedelta(max(kept, asked))
    memory = checkpoint_before(records, since, Schedule())
    within = records.between(since - timedelta(LOOK_BACK_DAYS), day)
    near = Records(within.checkins, within.workdays, within.escalations, records.nudge_states)
    again = Checkpoint(since, Arbiter.read(json.loads(json.dumps(memory.arbiter.raw()))))
    assert list(replay(near, day, day, Schedule(), since=again)) == mornings(records, day, day)
    assert (
        checkpoint_before(near, day, Schedule(), since=memory).arbiter.raw()
        == checkpoint_before(records, day, Schedule()).arbiter.raw()
    )


@settings(max_examples=15, deadline=None)
@given(LOGS, st.integers(0, DAYS - 1))
def test_nothing_that_came_later_changes_a_morning(records: Records, n: int) -> None:
    day = START + timedelta(n)
    kept = records.checkins.on(day)
    until = (kept.logged_at if kept else None) or datetime.combine(day, time(9), ZONE)
    seen = Records(
        records.checkins.where(lambda one: one.date <= day),
        records.workdays.where(lambda one: one.date < day),
        records.escalations.where(lambda one: one.opened <= until),
        records.nudge_states.where(lambda one: one.at < until),
    )
    [with_all], [with_seen] = mornings(records, day, day), mornings(seen, day, day)
    assert with_all == with_seen


@settings(max_examples=15, deadline=None)
@given(LOGS)
def test_every_note_rests_on_days_that_were_logged_before_it(records: Records) -> None:
    told = {day.date for day in records.workdays} | {one.date for one in records.checkins}
    told |= {one.day for one in records.escalations} | {one.day - timedelta(1) for one in records.escalations}
    for morning in mornings(records, START, START + timedelta(DAYS)):
        for nudge in morning.nudges:
            found = nudge.finding
            assert found.values
            assert found.numbers
            assert list(found.days) == sorted(set(found.days))
            assert found.first <= found.days[0]
            assert found.days[-1] <= found.last <= nudge.on
            assert set(found.days) <= told


def test_every_day_of_the_range_has_a_line() -> None:
    log = Log()
    found = list(replay(log.records, at(-40), at(5), log.schedule))
    assert [one.on for one in found] == [at(n) for n in range(-40, 6)]


def test_an_empty_log_has_nothing_to_say() -> None:
    assert all(not one.nudges for one in replay(Records(), at(0), at(60), Schedule()))
