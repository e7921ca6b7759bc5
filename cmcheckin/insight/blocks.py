"""Hours in blocks of seven days that end on the same weekday, to compare a present week with earlier ones."""

from __future__ import annotations

from typing import Final, NamedTuple

from cmcheckin.insight import stats
from cmcheckin.insight.history import MorningView

MISSING_MOST: Final = 0.45
"""Share of a block's usual workdays that may be unknown: over half of it is then somebody's word (our choice)."""
FREE_MOST: Final = 0.25
"""Share of them that may have been off, leave or sick: a week with two days off is no ordinary week (our choice)."""
NEAR: Final = 14
FAR: Final = 70
"""Blocks that ended so many days ago make the usual: the present and the last week do not speak for themselves."""
LEAST: Final = 4
"""Blocks from which something is usual: about a month."""
SCATTER_HOURS: Final = 2.0
SCATTER_SHARE: Final = 0.05
"""Least scatter reckoned with: two hours or a twentieth, below which weeks differ by how they were written down."""


class Block(NamedTuple):
    """Seven days."""

    hours: float
    """Logged, and the usual day for each usual workday that is unknown."""
    logged: float
    unknown: int
    """How many usual workdays nobody told of."""
    usable: bool


class UsualHours(NamedTuple):
    """A usual block of seven days, in hours."""

    hours: float
    scatter: float
    """As a standard deviation."""
    known: int
    """Of how many blocks."""
    most: float = 0.0
    """The longest of them."""


def usual_day(view: MorningView) -> float:
    """Hours of a usual day: the median of what was logged on usual workdays, the contract's while there are few."""
    if view.usual_day is None:
        view.usual_day = _usual_day(view)
    return view.usual_day


def _usual_day(view: MorningView) -> float:
    past = view.past
    lo, hi = max(view.today - 91, 0), max(view.today - 7, 0)
    logged = [hours for hours in past.workday_hours[lo:hi] if hours]
    return stats.median(logged) if len(logged) >= 10 else past.schedule.usual_hours


def block(view: MorningView, back: int, day: float) -> Block:
    """The seven days that ended `back` days before yesterday, unknown usual workdays filled with `day` hours."""
    past, end = view.past, view.today - back
    if end < 7:
        return Block(0.0, 0.0, 0, False)
    workdays = past.contract_sum[end] - past.contract_sum[end - 7]
    unknown = past.unsaid_sum[end] - past.unsaid_sum[end - 7]
    free = past.free_sum[end] - past.free_sum[end - 7]
    logged = past.hours_sum[end] - past.hours_sum[end - 7]
    usable = workdays > 0 and unknown <= MISSING_MOST * workdays and free <= FREE_MOST * workdays
    return Block(logged + unknown * day, logged, unknown, usable)


def usual_hours(view: MorningView, day: float) -> UsualHours | None:
    """The usual block; None with fewer than four to take it from."""
    blocks = [block(view, back, day) for back in range(NEAR, FAR + 1, 7)]
    hours = [one.hours for one in blocks if one.usable]
    if len(hours) < LEAST:
        return None
    middle = stats.median(hours)
    # Where an extra day is common, most weeks may be alike all the same: then the median of the distances says nothing.
    without_the_longest = stats.deviation(sorted(hours)[:-1])
    least = max(SCATTER_HOURS, SCATTER_SHARE * middle)
    return UsualHours(middle, max(stats.scatter(hours), without_the_longest, least), len(hours), max(hours))
