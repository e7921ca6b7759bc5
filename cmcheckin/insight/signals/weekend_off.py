"""Good news: the first full weekend off after several that had work in them."""

from __future__ import annotations

from typing import Final

from cmcheckin.domain.nudge import DayValue, Finding
from cmcheckin.insight.history import History, MorningView

KIND: Final = "weekend_off"
WEEKENDS: Final = 4
"""Weekends with work before it: a month of them (our choice)."""
LATEST: Final = 3
"""Days after it on which it is still news."""


def find(view: MorningView) -> Finding | None:
    """A weekend here is two or more usual days off running; it was off when all of them were said to be, and nothing
    was worked."""
    past, last = view.past, view.today - 1
    if not any(_off(past, slot) and not past.contract[slot] for slot in range(max(last - LATEST, 0), last + 1)):
        return None
    ends = _weekends(past, view.today)
    if len(ends) <= WEEKENDS:
        return None
    newest, before = ends[-1], ends[-1 - WEEKENDS : -1]
    if newest[-1] < view.today - LATEST or not all(_off(view.past, slot) for slot in newest):
        return None
    if not all(any(view.past.worked[slot] for slot in weekend) for weekend in before):
        return None
    values = tuple(DayValue(past.day_at(slot), past.hours[slot] or 0.0) for slot in newest)
    worked = 0
    for weekend in reversed(ends[:-1]):
        if not any(past.worked[slot] for slot in weekend):
            break
        worked += 1
    numbers: dict[str, float] = {"weekends_with_work": worked, "line": WEEKENDS}
    return Finding(KIND, "note", past.day_at(ends[-1 - worked][0]), values[-1].day, values, numbers)


def _weekends(past: History, today: int) -> list[list[int]]:
    """The stretches of usual days off in the last quarter that are over, in order."""
    found: list[list[int]] = []
    stretch: list[int] = []
    for slot in range(max(today - 91, 0), today):
        if past.contract[slot]:
            if len(stretch) >= 2:
                found.append(stretch)
            stretch = []
        else:
            stretch.append(slot)
    if len(stretch) >= 2 and past.contract[min(today, past.size - 1)]:
        found.append(stretch)
    return found


def _off(past: History, slot: int) -> bool:
    return past.free[slot] and not past.worked[slot] and not past.late[slot]
