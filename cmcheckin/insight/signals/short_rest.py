"""Less than eleven hours between the end of one day and the start of the next."""

from __future__ import annotations

from typing import Final

from cmcheckin.domain.nudge import Finding, Level
from cmcheckin.insight.history import MorningView

KIND: Final = "short_rest"
REST: Final = 11.0
"""Hours of daily rest in Directive 2003/88/EC, art. 3. Shorter rest costs about an hour of sleep (SJWEH 4175, 2024)."""
DAYS: Final = 7
THRESHOLDS: Final[tuple[tuple[int, Level], ...]] = ((3, "nudge"), (2, "note"))
"""Short rests in seven days, and the level from there: three are nearly every other night (our choice)."""


def find(view: MorningView) -> Finding | None:
    """Count the rests under eleven hours. A night in which the clock's offset changed is left out."""
    span = view.today - DAYS, view.today - 1
    rests = ((slot, view.history.rest[slot]) for slot in range(view.today - DAYS, view.today))
    short = [(slot, rest) for slot, rest in rests if rest is not None and rest < REST]
    for line, level in THRESHOLDS:
        if len(short) >= line:
            shortest = min(rest for _, rest in short)
            numbers = {"short_rests": len(short), "shortest": shortest, "rest_hours": REST, "line": line}
            return view.finding(KIND, level, span, short, **numbers)
    return None
