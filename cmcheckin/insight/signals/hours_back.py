"""Good news: two weeks back within the contract, after a stretch of long ones."""

from __future__ import annotations

from typing import Final

from cmcheckin.domain.nudge import Finding
from cmcheckin.insight.blocks import block
from cmcheckin.insight.history import MorningView

KIND: Final = "hours_back"
WITHIN: Final = 1.08
"""Times the contract that still counts as within it: three hours of a full week (our choice)."""
OVER_CONTRACT: Final = 1.2
"""Multiple of the contract hours, over two weeks, that counts as long: one day a week more (our choice)."""
UNKNOWN_MOST: Final = 1
"""Usual workdays of the two weeks that may be unknown: good news is not guessed."""
WEEKS_AGO: Final = (2, 3, 4)
"""How long ago that stretch may have ended."""


def find(view: MorningView) -> Finding | None:
    """Both of the last two weeks, most of their days logged; unknown usual workdays count as usual days here."""
    past = view.past
    contract = past.schedule.contract_hours
    heavy = max(view.hours(14, 7 * weeks) / 2 for weeks in WEEKS_AGO)
    if not contract or heavy < OVER_CONTRACT * contract:
        return None
    day = past.schedule.usual_hours
    this, last = block(view, 0, day), block(view, 7, day)
    if not (this.usable and last.usable) or max(this.hours, last.hours) > WITHIN * contract:
        return None
    if this.unknown + last.unknown > UNKNOWN_MOST:
        return None
    numbers = {
        "hours": view.hours(7),
        "hours_week_before": view.hours(7, 7),
        "hours_then": heavy,
        "days_not_said": this.unknown + last.unknown,
        "line": WITHIN * contract,
        "line_then": OVER_CONTRACT * contract,
    }
    first, end = past.day_at(view.today - 14), past.day_at(view.today - 1)
    return Finding(KIND, "note", first, end, view.hour_values(14), numbers)
