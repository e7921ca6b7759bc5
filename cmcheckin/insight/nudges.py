"""The nudges of a morning, today's or any past one, exactly as that morning had them.

They follow from the records and from the user's answers by then, and from nothing else: a replay runs the signals on
every morning from the first check-in on. A `Checkpoint` keeps the state it reached on some day, so that a morning in
year ten need not begin with year one.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Collection, Iterator, Mapping
from datetime import date, timedelta
from functools import partial
from typing import Final, NamedTuple

from cmcheckin.domain.nudge import Finding, Nudge, kinds_off
from cmcheckin.domain.records import Records
from cmcheckin.domain.schedule import Schedule
from cmcheckin.insight import chance
from cmcheckin.insight.arbitration import Answers, Arbiter
from cmcheckin.insight.history import History, MorningView
from cmcheckin.insight.signals import SIGNALS

LOOK_BACK_DAYS: Final = chance.DAYS_BACK + 14
"""Days before a morning that are looked at: a quarter by the baselines, a year by `chance`, and two weeks of room."""


class MorningNudges(NamedTuple):
    """The nudges new on one day, shown or held back; none on a day without a check-in."""

    on: date
    nudges: tuple[Nudge, ...] = ()


class Checkpoint(NamedTuple):
    """The state of a replay before the morning of `on`: all that later mornings need to know of earlier ones."""

    on: date
    arbiter: Arbiter


BEGIN: Final = Checkpoint(date.min, Arbiter())
"""The checkpoint before all mornings."""


def replay(
    records: Records, first: date, last: date, schedule: Schedule, off: Collection[str] = (), since: Checkpoint = BEGIN
) -> Iterator[MorningNudges]:
    """Yield the nudges of each day from `first` to `last`, the same ones for a day whatever range is asked for.

    A morning sees the workdays before it, the check-ins up to it, and the escalations and answers up to the time it was
    logged. `off` has the kinds and families that the settings switch off. `records` are all there are; with `since`,
    those from `LOOK_BACK_DAYS` before its day are enough, and all of the user's answers.
    """
    day = first
    for morning in _decided_mornings(records, last, schedule, off, Checkpoint(since.on, since.arbiter.copy())):
        while day <= morning.on:
            yield morning if day == morning.on else MorningNudges(day)
            day += timedelta(1)
    while day <= last:
        yield MorningNudges(day)
        day += timedelta(1)


def checkpoint_before(
    records: Records, on: date, schedule: Schedule, off: Collection[str] = (), since: Checkpoint = BEGIN
) -> Checkpoint:
    """Return the checkpoint before the morning of `on`. The other parameters are those of `replay`."""
    arbiter = since.arbiter.copy()
    for _ in _decided_mornings(records, on - timedelta(1), schedule, off, Checkpoint(since.on, arbiter)):
        pass
    return Checkpoint(on, arbiter)


def shown_nudges(
    records: Records, first: date, last: date, schedule: Schedule, off: Collection[str] = (), since: Checkpoint = BEGIN
) -> tuple[Nudge, ...]:
    """Return the nudges shown from `first` to `last`, newest first. The other parameters are those of `replay`."""
    mornings = list(replay(records, first, last, schedule, off, since))
    return tuple(nudge for one in reversed(mornings) for nudge in one.nudges if nudge.shown)


def _decided_mornings(
    records: Records, last: date, schedule: Schedule, off: Collection[str], since: Checkpoint
) -> Iterator[MorningNudges]:
    """Yield every morning with a check-in up to `last`, from the day of `since` on, and update its arbiter."""
    start = max(next((one.date for one in records.checkins), date.max), since.on)
    if start > last:
        return
    history = History(records, schedule, start - timedelta(LOOK_BACK_DAYS), last)
    states = sorted(records.nudge_states, key=lambda state: state.at)
    times, switched_off = [state.at for state in states], kinds_off(off)
    for view in history.views(start):
        findings = [finding for find in SIGNALS.values() if (finding := find(view)) is not None]
        if not findings:
            yield MorningNudges(view.day)
            continue
        at = view.checkin.logged_at
        known = states[: bisect_left(times, at)] if at else [state for state in states if state.day < view.day]
        answers, by_chance = Answers(known, switched_off), partial(_is_by_chance, view, chance.shares(known))
        yield MorningNudges(view.day, since.arbiter.decide(view.day, findings, answers, by_chance))


def _is_by_chance(view: MorningView, shares: Mapping[str, float], finding: Finding) -> bool:
    return finding.kind in chance.TESTED and chance.is_by_chance(view, finding, shares[finding.family])
