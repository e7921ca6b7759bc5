"""Hours well above the user's own usual for two weeks, or far above it for one."""

from __future__ import annotations

from typing import Final

from cmcheckin.domain.nudge import Finding, Level
from cmcheckin.insight import baselines
from cmcheckin.insight.baselines import LONG_WEEK, HoursBaseline, week_hours
from cmcheckin.insight.history import MorningView

KIND: Final = "hours_jump"
SPREADS: Final = 3.0
"""Least rise in standard deviations of the usual week: three, as on a Shewhart chart. A spread is at least two hours
and a twentieth of the week, so the rise is at least six hours and a seventh of the week."""
SECOND: Final = 0.8
"""Share of that rise the week before must show too: one full week may be chance, two are a pattern (our choice)."""
FAR_SPREADS, FAR_SHARE = 5.0, 0.3
"""Spreads and share above the usual that one week alone needs, both of them, if its days were long (our choice)."""
LONGER: Final = 1.2
"""Factor over the usual day that makes days long: an extra day of the usual length may be a swap (our choice)."""
WHATEVER: Final = 0.6
"""Share above the usual from which days needn't be long: two days more in a week of three (our choice)."""
EXTRA_SHARE: Final = 0.45
"""Share above the usual below which extra days have to be there in a third week to interrupt: days
may be swapped from one fortnight to the next ("part time, days swapped" in `python -m tests.validation`)."""
STRONG: Final = 0.25
"""Share above the usual from which it interrupts without corroboration (our choice)."""


def find(view: MorningView) -> Finding | None:
    """Compare the hours logged in the last seven days and the seven before with the usual. Days that aren't logged add
    nothing here; in the weeks behind the usual they count as usual days."""
    contract = view.history.schedule.contract_hours
    hours, before = view.hours(7), view.hours(7, 7)
    if hours <= LONG_WEEK * contract:
        return None  # a cheap check first
    day = baselines.usual_day(view)
    this, last = week_hours(view, 0, day), week_hours(view, 7, day)
    usual = baselines.hours_baseline(view, day) if this.usable and last.usable else None
    if usual is None:
        return None
    least = SPREADS * usual.spread
    far = max(FAR_SPREADS * usual.spread, FAR_SHARE * usual.hours)
    floor = max(usual.hours + least, usual.most, LONG_WEEK * contract)
    if view.confirmed_hours(7) < floor or hours <= usual.most:
        return None  # not a jump if one of the last ten weeks was as long
    if baselines.without_longest(view, day) - usual.hours < baselines.ONE_LESS * least:
        return None  # it would be about a single day
    both = before - usual.hours >= SECOND * least
    rise = hours - usual.hours
    longer = hours >= LONGER * day * view.worked(7) or rise >= WHATEVER * usual.hours
    if not both and (rise < far or not longer):
        return None
    strong = rise >= STRONG * usual.hours
    corroborated = strong or baselines.after_hours_rise(view) is not None or baselines.is_mood_down(view)
    swapped = both and _may_be_swapped(view, usual, rise)
    level: Level = "nudge" if corroborated and not swapped else "note"
    line = floor if both else max(floor, usual.hours + far)
    more = {"line_week_before": usual.hours + SECOND * least} if both else {}
    return view.finding(
        KIND, level, (view.today - 14, view.today - 1), view.hour_values(14),
        hours=hours, hours_week_before=before, usual_hours=usual.hours, usual_weeks=usual.weeks, usual_most=usual.most,
        weeks=2 if both else 1, days_not_said=this.unlogged + last.unlogged, line=line, ends_under=floor, **more,
    )  # fmt: skip


def _may_be_swapped(view: MorningView, usual: HoursBaseline, rise: float) -> bool:
    """Whether the weeks are up by extra days alone, and that for two weeks and not for three."""
    days, least = len(view.history.schedule.workdays), SECOND * SPREADS * usual.spread
    longest = sorted((hours for _, hours in view.hour_values(7)), reverse=True)[:days]
    extra = view.worked(7) > days and sum(longest) - usual.hours < least and rise < EXTRA_SHARE * usual.hours
    return extra and view.hours(7, 14) - usual.hours < least
