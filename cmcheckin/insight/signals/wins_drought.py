"""No win logged on many working days, by someone who usually has some."""

from __future__ import annotations

from math import ceil, log
from typing import Final

from cmcheckin.domain.nudge import Finding, Level
from cmcheckin.insight.baselines import is_mood_down
from cmcheckin.insight.history import MorningView
from cmcheckin.insight.rating_series import FAR

KIND: Final = "wins_drought"
LEAST: Final = 8
"""Least number of working days without a win: a week and a half."""
CHANCE: Final = 0.002
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
    empty: list[int] = []
    n = view.checkins_seen - 1
    while n >= 0 and not history.checkins[n].wins and history.checkin_slots[n] >= view.today - FAR:
        if _follows_work(view, n):
            empty.append(n)
        n -= 1
    if len(empty) < LEAST:
        return None
    known = won = 0
    while n >= 0 and history.checkin_slots[n] >= view.today - FAR:
        if _follows_work(view, n):
            known += 1
            won += bool(history.checkins[n].wins)
        n -= 1
    if known < KNOWN:
        return None
    rate = min(won / known, 0.95)
    least = max(LEAST, ceil(log(CHANCE) / log(1 - rate))) if rate >= RATE else None
    if least is None or len(empty) < least:
        return None
    level: Level = "nudge" if is_mood_down(view) else "note"
    values, days = [(history.checkin_slots[at], 0) for at in reversed(empty)], len(empty)
    numbers = {"days_without": days, "usual_share": won / known, "known_days": known, "line": least}
    return view.finding(KIND, level, (values[0][0], view.today), values, **numbers)


def _follows_work(view: MorningView, entry: int) -> bool:
    """Whether the day before check-in number `entry` is logged as worked."""
    return view.history.worked[view.history.checkin_slots[entry] - 1]
