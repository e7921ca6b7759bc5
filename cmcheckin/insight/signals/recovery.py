"""Energy after days off no longer comes back to its usual."""

from __future__ import annotations

from typing import Final

from cmcheckin.domain.nudge import DayValue, Finding
from cmcheckin.insight import stats
from cmcheckin.insight.history import MorningView
from cmcheckin.insight.signals.corroboration import down

KIND: Final = "recovery"
BREAKS: Final = 3
BREAKS_BEFORE: Final = 5
"""Breaks looked at, and how many before them the usual is taken from."""
DROP: Final = 0.8
"""Rating points below the usual after a break: nearly a whole word of the scale, three times running."""
GENERAL_ERRORS: Final = 2.0
"""Standard errors by which energy as a whole is below its usual as well."""
FAR: Final = 91
LONG: Final = 5
"""Days: a longer break is a holiday, and its first days are their own thing."""


def find(view: MorningView) -> Finding | None:
    """Find breaks (two to five days with no work logged) after which energy stayed low on the first two mornings.

    Rest is thought to undo what work took (Meijman & Mulder 1998; Headrick 2022, k=316); this is the log of it.
    """
    if down(view, "energy", DROP / 2, GENERAL_ERRORS) is None:
        return None
    breaks = _breaks(view)
    if len(breaks) < BREAKS + BREAKS_BEFORE:
        return None
    recent, before = breaks[-BREAKS:], breaks[:-BREAKS]
    usual = stats.mean([value for _, value in before])
    mean = stats.mean([value for _, value in recent])
    if usual - mean < DROP or any(value > usual - DROP / 2 for _, value in recent):
        return None
    past = view.past
    values = tuple(DayValue(past.day_at(slot), value) for slot, value in recent)
    numbers = {
        "breaks": BREAKS,
        "energy": mean,
        "usual_energy": usual,
        "usual_breaks": len(before),
        "line": DROP,
    }
    return Finding(KIND, "note", values[0].day, view.day, values, numbers)


def _breaks(view: MorningView) -> list[tuple[int, float]]:
    """Yield the first day back after each break, with the mean energy of that morning and the next."""
    past, found = view.past, []
    slot = max(view.today - FAR, 1)
    while slot < view.today:
        start = slot
        while slot < view.today and _resting(view, slot):
            slot += 1
        back = past.contract[slot] if slot == view.today else past.worked[slot]
        if 2 <= slot - start <= LONG and back:
            energy, count = past.energy.mean(slot, min(slot + 1, view.today))
            if count:
                found.append((slot, energy))
        slot += 1
    return found


def _resting(view: MorningView, slot: int) -> bool:
    """Return whether no work is logged: the day is logged as free, or is a usual day off that isn't logged."""
    past = view.past
    if past.workdays[slot] is None:
        return not past.contract[slot]
    return not past.worked[slot]
