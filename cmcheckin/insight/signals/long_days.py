"""Very long days, several of them: what a sum over the week hides when some days were not logged."""

from __future__ import annotations

from typing import Final

from cmcheckin.domain.nudge import DayValue, Finding, Level
from cmcheckin.insight.history import MorningView

KIND: Final = "long_days"
HOURS: Final = 11.0
"""Hours a day: people who worked 11 or more had twice the odds of a depressive episode of those with 7 to 8
(Virtanen 2012, Whitehall II, pone.0030719: OR 2.43, 1.11 to 5.30)."""
OVER_USUAL: Final = 2.0
"""Hours above the contract's usual day, for those whose shifts are long and few."""
DAYS: Final = 14
LEVELS: Final[tuple[tuple[int, Level], ...]] = ((5, "nudge"), (4, "note"))
"""Such days of fourteen: half of the working days there are."""


def find(view: MorningView) -> Finding | None:
    """What is logged counts; a day nobody told of is not taken for a long one."""
    past = view.past
    line = max(HOURS, past.schedule.usual_hours + OVER_USUAL)
    if view.hours(DAYS) < LEVELS[-1][0] * line:
        return None
    span = range(max(view.today - DAYS, 0), view.today)
    long = [(slot, hours) for slot in span if (hours := past.hours[slot]) is not None and hours >= line]
    level = next((level for least, level in LEVELS if len(long) >= least), None)
    if level is None or long[-1][0] < view.today - 4:  # it is over
        return None
    values = tuple(DayValue(past.day_at(slot), hours) for slot, hours in long)
    least = next(least for least, named in LEVELS if named == level)
    numbers = {
        "long_days": len(long),
        "hours_from": line,
        "hours": sum(v.value for v in values),
        "line": least,
    }
    return Finding(KIND, level, past.day_at(span[0]), past.day_at(view.today - 1), values, numbers)
