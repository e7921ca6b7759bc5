"""No win logged on many working days, by someone who usually has some."""

from __future__ import annotations

from bisect import bisect_left
from itertools import takewhile
from math import ceil, log
from typing import Final

from cmcheckin.domain.nudge import Finding, Level
from cmcheckin.insight.baselines import is_mood_down
from cmcheckin.insight.history import MorningView
from cmcheckin.insight.rating_series import FAR

KIND: Final = "wins_drought"
LEAST: Final = 8
"""Least number of working days without a win: a week and a half."""
CHANCE: Final = 0.001
"""p-value of such a run at the usual rate."""
RATE: Final = 0.4
"""Least usual share of working days with a win; below it, going without one is usual."""
KNOWN: Final = 20
"""Earlier working days with a check-in needed to know that rate."""


def find(view: MorningView) -> Finding | None:
    """Find a run of check-ins without a win, each on the morning after a working day.

    Writing down good things lowers stress and helps to let go of work (Bono 2013, three weeks in the field).
    """
    history = view.history
    first = bisect_left(history.checkin_slots, view.today - FAR)
    newest_first = range(view.checkins_seen - 1, first - 1, -1)
    run = list(takewhile(lambda n: not history.checkins[n].wins, newest_first))
    empty = [n for n in run if _follows_work(view, n)]
    if len(empty) < LEAST:
        return None
    earlier = [n for n in newest_first[len(run) :] if _follows_work(view, n)]
    if len(earlier) < KNOWN:
        return None
    share = sum(bool(history.checkins[n].wins) for n in earlier) / len(earlier)
    if share < RATE:
        return None
    improbable = ceil(log(CHANCE) / log(1 - min(share, 0.95)))
    if len(empty) < improbable:
        return None
    level: Level = "nudge" if is_mood_down(view) else "note"
    values, days = [(history.checkin_slots[at], 0) for at in reversed(empty)], len(empty)
    numbers = {"days_without": days, "usual_share": share, "known_days": len(earlier), "line": max(LEAST, improbable)}
    return view.finding(KIND, level, (values[0][0], view.today), values, **numbers)


def _follows_work(view: MorningView, entry: int) -> bool:
    """Whether the day before check-in number `entry` is logged as worked."""
    return view.history.worked[view.history.checkin_slots[entry] - 1]
