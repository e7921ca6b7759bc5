"""Hours well above the user's own usual for two weeks, or far above it for one."""

from __future__ import annotations

from typing import Final

from cmcheckin.domain.nudge import Finding, Level
from cmcheckin.insight.blocks import block, usual_day, usual_hours
from cmcheckin.insight.history import MorningView
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


def find(view: MorningView) -> Finding | None:
    """Compare the hours logged in the last seven days and the seven before with the usual. Days that aren't logged add
    nothing here; in the weeks behind the usual they count as usual days."""
    contract = view.past.schedule.contract_hours
    hours, before = view.hours(7), view.hours(7, 7)
    if hours <= OVER_CONTRACT * contract:
        return None  # far from it, and cheap to see
    day = usual_day(view)
    this, last = block(view, 0, day), block(view, 7, day)
    usual = usual_hours(view, day) if this.usable and last.usable else None
    if usual is None:
        return None
    least = max(SCATTERS * usual.scatter, LEAST_SHARE * usual.hours, LEAST_HOURS)
    far = max(FAR_SCATTERS * usual.scatter, FAR_SHARE * usual.hours, FAR_HOURS)
    floor = max(usual.hours + least, usual.most, OVER_CONTRACT * contract)
    if hours < floor or hours <= usual.most:
        return None  # not a jump if one of the last ten weeks was as long
    both = before - usual.hours >= SECOND * least
    rise = hours - usual.hours
    longer = hours >= LONGER * day * view.worked(7) or rise >= WHATEVER * usual.hours
    if not both and (rise < far or not longer):
        return None
    strong = rise >= STRONG * usual.hours
    level: Level = "nudge" if strong or after_hours_up(view) or mood_down(view) else "note"
    numbers = {
        "hours": hours,
        "hours_week_before": before,
        "usual_hours": usual.hours,
        "usual_weeks": usual.known,
        "usual_most": usual.most,
        "weeks": 2 if both else 1,
        "days_not_said": this.unknown + last.unknown,
        "line": floor if both else max(floor, usual.hours + far),
        "ends_under": floor,
    }
    if both:
        numbers["line_week_before"] = usual.hours + SECOND * least
    first, end = view.past.day_at(view.today - 14), view.past.day_at(view.today - 1)
    return Finding(KIND, level, first, end, view.hour_values(14), numbers)
