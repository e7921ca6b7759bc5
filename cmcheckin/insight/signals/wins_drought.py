"""No win written down on many working days, by somebody who usually has some."""

from __future__ import annotations

from math import ceil, log
from typing import Final

from cmcheckin.domain.nudge import DayValue, Finding, Level
from cmcheckin.insight.history import MorningView
from cmcheckin.insight.signals.corroboration import mood_down

KIND: Final = "wins_drought"
LEAST: Final = 8
"""Working days without one, at the least: a week and a half."""
CHANCE: Final = 0.002
"""How improbable such a run is at the own usual rate."""
RATE: Final = 0.4
"""Own usual share of working days with a win, below which going without is the usual."""
KNOWN: Final = 20
"""Earlier working days with a check-in to know that rate from."""
FAR: Final = 91


def find(view: MorningView) -> Finding | None:
    """Find a run of check-ins without a win, each on the morning after a working day.

    Writing down good things lowers stress and helps to let go of work (Bono 2013, three weeks in the field).
    """
    past = view.past
    empty: list[int] = []
    n = view.entries - 1
    while n >= 0 and not past.entries[n].wins and past.entry_days[n] >= view.today - FAR:
        if _tells_of_work(view, n):
            empty.append(n)
        n -= 1
    if len(empty) < LEAST:
        return None
    known = won = 0
    while n >= 0 and past.entry_days[n] >= view.today - FAR:
        if _tells_of_work(view, n):
            known += 1
            won += bool(past.entries[n].wins)
        n -= 1
    if known < KNOWN:
        return None
    rate = min(won / known, 0.95)
    least = max(LEAST, ceil(log(CHANCE) / log(1 - rate))) if rate >= RATE else None
    if least is None or len(empty) < least:
        return None
    level: Level = "nudge" if mood_down(view) else "note"
    values = tuple(DayValue(past.entries[at].date, 0) for at in reversed(empty))
    numbers = {"days_without": len(empty), "usual_share": won / known, "known_days": known, "line": least}
    return Finding(KIND, level, values[0].day, view.day, values, numbers)


def _tells_of_work(view: MorningView, entry: int) -> bool:
    """Return whether the day before that morning is logged as worked."""
    day = view.past.entry_days[entry] - 1
    return day >= 0 and view.past.worked[day]
