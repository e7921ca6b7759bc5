"""Less than eleven hours between the end of one day and the start of the next."""

from __future__ import annotations

from typing import Final

from cmcheckin.domain.nudge import DayValue, Finding, Level
from cmcheckin.insight.history import MorningView

KIND: Final = "short_rest"
REST: Final = 11.0
"""Hours of daily rest in Directive 2003/88/EC, art. 3. Shorter rest costs about an hour of sleep (SJWEH 4175, 2024)."""
DAYS: Final = 7
LEVELS: Final[tuple[tuple[int, Level], ...]] = ((3, "nudge"), (2, "note"))
"""Short rests in seven days: one happens, three are nearly every other night (our choice)."""


def find(view: MorningView) -> Finding | None:
    """Counts the mornings that came too early. A change of the clock's offset in between leaves that night out."""
    past = view.past
    found = []
    for slot in range(max(view.today - DAYS, 1), view.today):
        rest = past.rest[slot]
        if rest is not None and rest < REST:
            found.append(DayValue(past.day_at(slot), rest))
    level = next((level for least, level in LEVELS if len(found) >= least), None)
    if level is None:
        return None
    line = next(least for least, named in LEVELS if named == level)
    numbers = {"short_rests": len(found), "shortest": min(v.value for v in found), "rest_hours": REST, "line": line}
    return Finding(KIND, level, past.day_at(view.today - DAYS), past.day_at(view.today - 1), tuple(found), numbers)
