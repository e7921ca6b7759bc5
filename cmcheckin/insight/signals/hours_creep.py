"""Weeks that grow slowly over a quarter, each hardly more than the one before."""

from __future__ import annotations

from typing import Final

from cmcheckin.domain.note import Finding
from cmcheckin.insight import robust
from cmcheckin.insight.blocks import block, usual_day
from cmcheckin.insight.past import View

KIND: Final = "hours_creep"
BLOCKS: Final = 12
LEAST: Final = 9
"""Blocks looked at, a quarter, and how many of them have to be usable."""
SLOPE: Final = 0.4
"""Hours a week, by Theil and Sen: five hours over a quarter."""
CHANCE: Final = 2.8
"""Standard errors of Mann and Kendall's trend test, one-sided p < .003: it is asked every morning."""
RISE: Final = 4.5
"""Hours between the means of the first and of the last four blocks: half a working day and more."""
OVER_CONTRACT: Final = 1.1
"""Times the contract that the last weeks have to come to: growing into one's contract is no creep."""


def find(view: View) -> Finding | None:
    """A steady rise: the middle of the quarter lies in between, so that a jump is not taken for it."""
    day = usual_day(view)
    if not _free(view) and _four(view, 0, day) - _four(view, 56, day) < 4 * RISE:
        return None  # the same as below when every block is usable, and cheap to see
    blocks = [(BLOCKS - n, block(view, 7 * n, day)) for n in range(BLOCKS)]
    series = [(at, one.hours) for at, one in reversed(blocks) if one.usable]
    if len(series) < LEAST or not blocks[0][1].usable:
        return None
    hours = [value for _, value in series]
    third = len(hours) // 3
    first, last = robust.mean(hours[:4]), robust.mean(hours[-4:])
    middle = robust.mean(hours[third : len(hours) - third])
    slope = robust.slope(series)
    share = (middle - first) / (last - first) if last - first >= RISE else 0.0
    if not 0.25 <= share <= 0.75 or slope < SLOPE or robust.trend_z(hours) < CHANCE:
        return None
    if hours[-1] < first + RISE:
        return None  # the last week came back already
    if last < OVER_CONTRACT * view.past.schedule.contract_hours:
        return None
    return Finding(
        KIND,
        "nudge",
        view.past.day_at(max(view.today - 7 * BLOCKS, 0)),
        view.past.day_at(view.today - 1),
        view.hour_values(7 * BLOCKS),
        {
            "hours_first": round(first, 1),
            "hours_last": round(last, 1),
            "hours_a_week": round(slope, 2),
            "weeks": len(hours),
            "line": round(first + RISE, 1),
        },
    )


def _free(view: View) -> int:
    """Usual workdays of the quarter that were free."""
    return view.past.free_sum[view.today] - view.past.free_sum[max(view.today - 7 * BLOCKS, 0)]


def _four(view: View, back: int, day: float) -> float:
    """Four weeks of hours, unknown usual workdays filled."""
    past, end = view.past, view.today - back
    unsaid = past.unsaid_sum[max(end, 0)] - past.unsaid_sum[max(end - 28, 0)]
    return view.hours(28, back) + unsaid * day
