"""Good news: two weeks back within the contract, after a stretch of long ones."""

from __future__ import annotations

from typing import Final

from cmcheckin.domain.nudge import Finding
from cmcheckin.insight.baselines import week_hours
from cmcheckin.insight.history import MorningView

KIND: Final = "hours_back"
WITHIN: Final = 1.08
"""Factor over the contract hours that still counts as within them: three hours of a full week (our choice)."""
OVER_CONTRACT: Final = 1.2
"""Multiple of the contract hours, over two weeks, that counts as long: one day a week more (our choice)."""
UNLOGGED_MOST: Final = 1
"""Most usual workdays of the two weeks that may be unlogged: good news is never guessed."""
WEEKS_AGO: Final = (2, 3, 4)
"""Weeks ago at which the long fortnight may have ended."""


def find(view: MorningView) -> Finding | None:
    """Check that both of the last two weeks are within the contract. Unlogged usual workdays count in full."""
    schedule = view.history.schedule
    contract = schedule.contract_hours
    heavy = max(view.hours(14, 7 * weeks) / 2 for weeks in WEEKS_AGO)
    if not contract or heavy < OVER_CONTRACT * contract:
        return None
    this, last = (week_hours(view, back, schedule.usual_hours) for back in (0, 7))
    if not (this.usable and last.usable) or max(this.hours, last.hours) > WITHIN * contract:
        return None
    if this.unlogged + last.unlogged > UNLOGGED_MOST:
        return None
    return view.finding(
        KIND, "note", (view.today - 14, view.today - 1), view.hour_values(14),
        hours=view.hours(7), hours_week_before=view.hours(7, 7), hours_then=heavy,
        days_not_said=this.unlogged + last.unlogged, line=WITHIN * contract, line_then=OVER_CONTRACT * contract,
    )  # fmt: skip
