"""Two weeks well above the person's own usual."""

from __future__ import annotations

from typing import Final

from cmcheckin.domain.note import Finding, Level
from cmcheckin.insight.blocks import block, usual_day, usual_hours
from cmcheckin.insight.past import View
from cmcheckin.insight.signals.corroboration import after_hours_up, mood_down

KIND: Final = "hours_jump"
LEAST_HOURS: Final = 6.0
LEAST_SHARE: Final = 0.15
"""Least rise that is spoken of: most of a working day, and a seventh of the week (our choice)."""
SCATTERS: Final = 3.0
"""In standard deviations of the own usual week: three, as on a Shewhart chart."""
SECOND: Final = 0.8
"""Share of that rise which the week before has to show too: one full week is a week, two are a pattern."""
FAR_SCATTERS, FAR_SHARE, FAR_HOURS = 5.0, 0.3, 10.0
"""A week so far out, by all three, speaks without a second one, when"""
LONGER: Final = 1.2
"""times the usual day were worked on its days: an extra day taken once is a swap. But from"""
WHATEVER: Final = 0.6
"""above the usual on, two days more in a week of three, it does not matter how the hours came about."""
OVER_CONTRACT: Final = 1.1
"""Times the contract below which it is no long week, however short the usual ones are."""
STRONG: Final = 0.25
"""Share above the usual from which it interrupts by itself."""


def find(view: View) -> Finding | None:
    """This block and the last one against the usual; unknown workdays are filled with the usual day to compare."""
    schedule = view.past.schedule
    if view.hours(7) + 12 * block(view, 0, 0).unknown <= OVER_CONTRACT * schedule.contract_hours:
        return None  # far from it, and cheap to see
    day = usual_day(view)
    this, last = block(view, 0, day), block(view, 7, day)
    if not (this.usable and last.usable) or this.hours <= OVER_CONTRACT * schedule.contract_hours:
        return None
    usual = usual_hours(view, day)
    if usual is None:
        return None
    least = max(SCATTERS * usual.scatter, LEAST_SHARE * usual.hours, LEAST_HOURS)
    rise = this.hours - usual.hours
    if rise < least or this.hours <= usual.most:
        return None  # a week such as there were some in the last ten is no jump
    far = max(FAR_SCATTERS * usual.scatter, FAR_SHARE * usual.hours, FAR_HOURS)
    both = last.hours - usual.hours >= SECOND * least
    longer = view.hours(7) >= LONGER * day * view.worked(7) or rise >= WHATEVER * usual.hours
    if not both and (rise < far or not longer):
        return None
    strong = rise >= STRONG * usual.hours
    level: Level = "nudge" if strong or after_hours_up(view) or mood_down(view) else "note"
    return Finding(
        KIND,
        level,
        view.past.day_at(view.today - 14),
        view.past.day_at(view.today - 1),
        view.hour_values(14),
        {
            "hours": round(view.hours(7), 2),
            "hours_week_before": round(view.hours(7, 7), 2),
            "usual_hours": round(usual.hours, 2),
            "usual_weeks": usual.known,
            "weeks": 2 if both else 1,
            "days_not_said": this.unknown + last.unknown,
            "line": round(usual.hours + least, 2),
        },
    )
