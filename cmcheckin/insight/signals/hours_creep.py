"""Workdays that slowly get longer over a quarter, each week hardly longer than the one before."""

from __future__ import annotations

from typing import Final

from cmcheckin.domain.nudge import Finding
from cmcheckin.insight import stats
from cmcheckin.insight.baselines import LONG_WEEK, week_hours
from cmcheckin.insight.history import MorningView

KIND: Final = "hours_creep"
WEEKS: Final = 12
LEAST: Final = 9
"""Weeks examined, a quarter, and how many of them must have enough data."""
SLOPE: Final = 0.4
"""Least slope by Theil and Sen: each week 0.4 hours longer than the one before, almost five hours over a quarter."""
CHANCE: Final = 2.8
"""Standard errors of Mann and Kendall's trend test, one-sided p < .003: it is asked every morning."""
RISE: Final = 4.5
"""Least rise from the first to the last four weeks, in hours a week: just over half a working day."""
MIDDLE: Final = (0.25, 0.75)
"""Share of the rise that the middle third of the weeks must have reached; outside it, the rise was a jump."""


def find(view: MorningView) -> Finding | None:
    """Find a steady rise of the mean logged workday, week by week. The middle of the quarter has to lie in between, so
    that a jump isn't taken for a slow rise."""
    schedule = view.history.schedule
    days, contract = len(schedule.workdays), schedule.usual_hours
    newest = _mean(view, 0)
    if newest is None or newest < contract:
        return None  # a cheap check first
    rise = RISE / days
    weeks: list[tuple[int, float]] = []
    for ago in reversed(range(WEEKS)):
        if (mean := _mean(view, 7 * ago)) is not None:
            weeks.append((-ago, mean))
            if len(weeks) == 4 and newest < stats.mean([one for _, one in weeks]) + rise:
                return None  # the last week isn't longer than the first four were
    if len(weeks) < LEAST:
        return None
    means = [mean for _, mean in weeks]
    third = len(means) // 3
    first, last = stats.mean(means[:4]), stats.mean(means[-4:])
    middle = stats.mean(means[third : len(means) - third])
    # Growing into the contract hours isn't creep.
    if last - first < rise or last < LONG_WEEK * contract:
        return None
    if not MIDDLE[0] <= (middle - first) / (last - first) <= MIDDLE[1]:
        return None
    slope = stats.slope(weeks)
    if slope < SLOPE / days or stats.trend_z(means) < CHANCE:
        return None
    slots = (slot for at, _ in weeks for slot in range(view.today + 7 * at - 7, view.today + 7 * at))
    values = [(slot, hours) for slot in slots if (hours := view.history.workday_hours[slot]) is not None]
    return view.finding(
        KIND, "nudge", (view.today + 7 * weeks[0][0] - 7, view.today - 1), values,
        hours_first=first, hours_last=last, minutes_a_week=60 * slope, weeks=len(weeks), line=first + rise,
    )  # fmt: skip


def _mean(view: MorningView, back: int) -> float | None:
    """Return the mean hours of logged workdays in the seven days that ended `back` days before today; None if too few
    are logged or several were days off."""
    if not week_hours(view, back, 0.0).usable:
        return None
    history, end = view.history, view.today - back
    known = history.workdays_with_hours[end] - history.workdays_with_hours[end - 7]
    return (history.workday_hours_sum[end] - history.workday_hours_sum[end - 7]) / known if known else None
