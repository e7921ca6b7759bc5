"""Good news: the first full weekend off after several that had work in them."""

from __future__ import annotations

from itertools import takewhile
from typing import Final

from cmcheckin.domain.nudge import Finding
from cmcheckin.insight.history import History, MorningView
from cmcheckin.insight.rating_series import FAR

KIND: Final = "weekend_off"
WEEKENDS: Final = 4
"""Least number of weekends with work before it: a month (our choice)."""
LATEST: Final = 3
"""Days after the weekend on which it is still news."""


def find(view: MorningView) -> Finding | None:
    """Find a weekend off: two or more usual days off in a row, all logged as off and without work."""
    history, last = view.history, view.today - 1
    recent = range(last - LATEST, last + 1)
    if not any(_is_off(history, slot) and not history.usual_workday[slot] for slot in recent):
        return None  # on most mornings
    weekends = _weekends(history, view.today)
    if not weekends:
        return None
    newest = weekends.pop()
    if newest[-1] < view.today - LATEST or not all(_is_off(history, slot) for slot in newest):
        return None
    worked = list(takewhile(lambda weekend: any(history.worked[slot] for slot in weekend), reversed(weekends)))
    if len(worked) < WEEKENDS:
        return None
    span, values = (worked[-1][0], newest[-1]), [(slot, history.hours[slot] or 0.0) for slot in newest]
    return view.finding(KIND, "note", span, values, weekends_with_work=len(worked), line=WEEKENDS)


def _weekends(history: History, today: int) -> list[list[int]]:
    """Return the weekends of the last quarter that are over, oldest first."""
    found: list[list[int]] = []
    stretch: list[int] = []
    for slot in range(today - FAR, today):
        if history.usual_workday[slot]:
            if len(stretch) >= 2:
                found.append(stretch)
            stretch = []
        else:
            stretch.append(slot)
    if len(stretch) >= 2 and history.usual_workday[today]:
        found.append(stretch)
    return found


def _is_off(history: History, slot: int) -> bool:
    return history.free[slot] and not history.worked[slot] and not history.after_hours_minutes[slot]
