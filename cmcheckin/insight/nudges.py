"""The gentle notes of a morning, and of any past one, exactly as it had them.

What a morning shows follows from the records and from what the user had said by then, and from nothing else: what was
shown before is reckoned again from the first check-in on. `Memory` keeps where that had got to on some day, so that the
morning of year ten need not begin with year one.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Collection, Iterator
from datetime import date, timedelta
from typing import Final, NamedTuple

from cmcheckin.domain.nudge import Nudge, kinds_off
from cmcheckin.domain.records import Records
from cmcheckin.domain.schedule import Schedule
from cmcheckin.insight.arbitration import Answers, Arbiter
from cmcheckin.insight.history import History
from cmcheckin.insight.signals import SIGNALS

LOOK_BACK_DAYS: Final = 126
"""Days before a morning that a signal may look at: 91 for what is usual, and five weeks of room."""


class MorningNudges(NamedTuple):
    """What newly stands on one day; nothing on a day without a check-in."""

    on: date
    notes: tuple[Nudge, ...] = ()


class Checkpoint(NamedTuple):
    """What had been shown before the morning of `on`: all that the mornings from then on need of earlier ones."""

    on: date
    arbiter: Arbiter


def replay(
    records: Records,
    first: date,
    last: date,
    schedule: Schedule,
    off: Collection[str] = (),
    since: Checkpoint | None = None,
) -> Iterator[MorningNudges]:
    """Each day from `first` to `last`, as its morning saw it: workdays before it, check-ins up to it, escalations and
    the user's word up to when it was logged. The same answer for a day, whatever range it is asked in.

    `off`: kinds and families switched off in the settings. `records` are all there are; with `since`, those from
    `LOOK_BACK` days before its day, and all of the user's words.
    """
    day, kept = first, Checkpoint(since.on, since.arbiter.copy()) if since else None
    for morning in _reckoned(records, last, schedule, off, kept):
        while day <= morning.on:
            yield morning if day == morning.on else MorningNudges(day)
            day += timedelta(1)
    while day <= last:
        yield MorningNudges(day)
        day += timedelta(1)


def checkpoint_before(
    records: Records, on: date, schedule: Schedule, off: Collection[str] = (), since: Checkpoint | None = None
) -> Checkpoint:
    """What had been shown before the morning of `on`."""
    arbiter = since.arbiter.copy() if since else Arbiter()
    for _ in _reckoned(records, on - timedelta(1), schedule, off, Checkpoint(since.on if since else date.min, arbiter)):
        pass
    return Checkpoint(on, arbiter)


def shown_nudges(
    records: Records,
    first: date,
    last: date,
    schedule: Schedule,
    off: Collection[str] = (),
    since: Checkpoint | None = None,
) -> tuple[Nudge, ...]:
    """What was shown from `first` to `last`, the newest first."""
    mornings = list(replay(records, first, last, schedule, off, since))
    return tuple(note for one in reversed(mornings) for note in one.notes if note.shown)


def _reckoned(
    records: Records, last: date, schedule: Schedule, off: Collection[str], since: Checkpoint | None
) -> Iterator[MorningNudges]:
    """Every morning with a check-in up to `last`, from the day of the memory on. The memory's arbiter goes along."""
    days = [one.date for one in records.checkins]
    start = max(days[0], since.on) if days and since else days[0] if days else last
    if not days or start > last:
        return
    past = History(records, schedule, start - timedelta(LOOK_BACK_DAYS), last)
    arbiter = since.arbiter if since else Arbiter()
    words = sorted(records.nudge_states, key=lambda state: state.at)
    times, switched = [state.at for state in words], kinds_off(off)
    for view in past.views(start, last):
        found = [
            finding._replace(employment=schedule.employment) for find in SIGNALS if (finding := find(view)) is not None
        ]
        if not found:
            yield MorningNudges(view.day)
            continue
        at = view.entry.logged_at
        said = words[: bisect_left(times, at)] if at else [state for state in words if state.day < view.day]
        yield MorningNudges(view.day, arbiter.morning(view, found, Answers(said, switched)))
