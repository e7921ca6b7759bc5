"""Energy that no longer returns to its usual level after days off."""

from __future__ import annotations

from typing import Final

from cmcheckin.domain.nudge import Finding
from cmcheckin.insight import stats
from cmcheckin.insight.baselines import rating_drop
from cmcheckin.insight.history import MorningView
from cmcheckin.insight.rating_series import FAR

KIND: Final = "recovery"
BREAKS: Final = 3
BREAKS_BEFORE: Final = 5
"""Breaks looked at, and the least number of earlier ones to compare them with."""
DROP: Final = 0.8
"""Rating points below the usual after a break: nearly a whole step of the scale, three times running."""
GENERAL_ERRORS: Final = 2.0
"""Standard errors by which energy in general must be below its baseline as well."""
LONG: Final = 5
"""Longest break in days. A longer one is a holiday, and the first days after it are different."""


def find(view: MorningView) -> Finding | None:
    """Find breaks (two to five days with no work logged) after which energy stayed low on the first two mornings.

    Rest is thought to undo what work took (Meijman & Mulder 1998; Headrick 2022, k=316); this is the log of it.
    """
    if rating_drop(view, "energy", 0.0, GENERAL_ERRORS) is None:
        return None
    breaks = _breaks(view)
    if len(breaks) < BREAKS + BREAKS_BEFORE:
        return None
    recent, before = breaks[-BREAKS:], breaks[:-BREAKS]
    usual = stats.mean([value for _, value in before])
    mean = stats.mean([value for _, value in recent])
    if usual - mean < DROP or any(value > usual - DROP / 2 for _, value in recent):
        return None
    return view.finding(
        KIND, "note", (recent[0][0], view.today), recent,
        breaks=BREAKS, energy=mean, usual_energy=usual, usual_breaks=len(before), line=DROP,
    )  # fmt: skip


def _breaks(view: MorningView) -> list[tuple[int, float]]:
    """Return the first day back after each break, with the mean energy of that morning and the next."""
    history, found = view.history, []
    slot = view.today - FAR
    while slot < view.today:
        start = slot
        while slot < view.today and _resting(view, slot):
            slot += 1
        back = history.usual_workday[slot] if slot == view.today else history.worked[slot]
        if 2 <= slot - start <= LONG and back:
            energy, count = history.energy.mean(slot, min(slot + 1, view.today))
            if count:
                found.append((slot, energy))
        slot += 1
    return found


def _resting(view: MorningView, slot: int) -> bool:
    """Whether no work is logged: the day is logged as free, or is a usual day off that isn't logged."""
    history = view.history
    if history.workdays[slot] is None:
        return not history.usual_workday[slot]
    return not history.worked[slot]
