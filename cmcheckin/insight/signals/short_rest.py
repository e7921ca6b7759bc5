"""Less than eleven hours between the end of one day and the start of the next."""

from __future__ import annotations

from typing import Final

from cmcheckin.domain.nudge import DayValue, Finding, Level
from cmcheckin.insight.history import MorningView

KIND: Final = "short_rest"
REST: Final = 11.0
"""Hours of daily rest in Directive 2003/88/EC, art. 3. Shorter rest costs about an hour of sleep (SJWEH 4175, 2024)."""
DAYS: Final = 7
THRESHOLDS: Final[tuple[tuple[int, Level], ...]] = ((3, "nudge"), (2, "note"))
"""Short rests in seven days, and the level from there: three are nearly every other night (our choice)."""


def find(view: MorningView) -> Finding | None:
    """Count the rests under eleven hours. A night in which the clock's offset changed is left out."""
    history = view.history
    found = []
    for slot in range(max(view.today - DAYS, 1), view.today):
        rest = history.rest[slot]
        if rest is not None and rest < REST:
            found.append(DayValue(history.day(slot), rest))
    reached = next(((least, level) for least, level in THRESHOLDS if len(found) >= least), None)
    if reached is None:
        return None
    line, level = reached
    numbers = {"short_rests": len(found), "shortest": min(v.value for v in found), "rest_hours": REST, "line": line}
    first, last = history.day(view.today - DAYS), history.day(view.today - 1)
    return Finding(KIND, level, first, last, tuple(found), numbers)
