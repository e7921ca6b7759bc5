"""The gentle notes of a morning, and of any past one, exactly as it had them.

What a morning shows follows from the records and from what the user had said by then, and from nothing else. What was
shown before is not kept but reckoned again, from the first of the month five months earlier: cool-downs last 84 days at
most and are forgotten after 42 clear ones, so that nothing older can matter.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from datetime import date, timedelta
from typing import Final, NamedTuple

from cmcheckin.domain.note import Note
from cmcheckin.domain.nudge_state import NudgeState
from cmcheckin.domain.records import Records
from cmcheckin.domain.schedule import Schedule
from cmcheckin.insight.arbitration import Arbiter, Word
from cmcheckin.insight.past import Past, View
from cmcheckin.insight.signals import SIGNALS

MEMORY_MONTHS: Final = 5
LOOK_BACK: Final = 126
"""Days before the first morning reckoned that signals may look at: 91 for what is usual, and five weeks of room."""


class Morning(NamedTuple):
    """What newly stands on one day; nothing on a day without a check-in."""

    on: date
    notes: tuple[Note, ...] = ()


def reach(day: date) -> tuple[date, date]:
    """The first and the last day of the records that the notes of `day` look at: nine to ten months."""
    return _anchor(day) - timedelta(LOOK_BACK), day


def replay(
    records: Records, first: date, last: date, schedule: Schedule, off: Collection[str] = ()
) -> Iterator[Morning]:
    """Each day from `first` to `last`, as its morning saw it: workdays before it, check-ins up to it, escalations and
    the user's word up to when it was logged.

    `records` may hold more than the `reach` of these days. `off`: kinds and families switched off in the settings.
    The same answer for a day, whatever range it is asked in.
    """
    day = first
    while day <= last:
        end = min(_month_end(day), last)
        found = {one.on: one for one in _reckoned(records, day, end, schedule, off)}
        while day <= end:
            yield found.get(day, Morning(day))
            day += timedelta(1)


def shown(records: Records, first: date, last: date, schedule: Schedule, off: Collection[str] = ()) -> tuple[Note, ...]:
    """What was shown from `first` to `last`, the newest first."""
    mornings = list(replay(records, first, last, schedule, off))
    return tuple(note for one in reversed(mornings) for note in one.notes if note.shown)


def _reckoned(records: Records, first: date, last: date, schedule: Schedule, off: Collection[str]) -> Iterator[Morning]:
    """The mornings with a check-in between two days of one month."""
    anchor = _anchor(first)
    past = Past(records, schedule, anchor - timedelta(LOOK_BACK), last)
    states = sorted(records.nudge_states, key=lambda state: state.at)
    arbiter = Arbiter()
    for view in past.views(anchor, last):
        found = [finding for find in SIGNALS if (finding := find(view)) is not None]
        notes = arbiter.morning(view, found, Word(_said(states, view), off)) if found else ()
        if view.day >= first:
            yield Morning(view.day, notes)


def _said(states: Sequence[NudgeState], view: View) -> list[NudgeState]:
    """The user's word up to that morning: before it was logged, or on days before it."""
    at = view.entry.logged_at
    return [state for state in states if (state.at < at if at else state.day < view.day)]


def _anchor(day: date) -> date:
    month = day.year * 12 + day.month - 1 - MEMORY_MONTHS
    return date(month // 12, month % 12 + 1, 1)


def _month_end(day: date) -> date:
    month = day.year * 12 + day.month
    return date(month // 12, month % 12 + 1, 1) - timedelta(1)
