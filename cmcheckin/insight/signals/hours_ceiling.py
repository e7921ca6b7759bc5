"""Very long hours, whatever is usual: one week, two, or four."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from cmcheckin.domain.nudge import LEVELS, Finding
from cmcheckin.insight import baselines
from cmcheckin.insight.history import MorningView

KIND: Final = "hours_ceiling"
LINES: Final = ((4, 50.0), (2, 51.0), (1, 55.0))
"""Weeks, and the mean hours a week over them. WHO and ILO studied 55 h a week (2021, Environment International: people
who usually work that much have more strokes and heart disease than those at 35 to 40 h; one week isn't a habit). For
employees, Directive 2003/88/EC, art. 6, sets 48 h as the limit of the mean over months. Over two and four weeks the
line is a little higher, as short means vary more."""
CARE: Final = (2, 58.0)
"""Weeks, and the mean hours a week at which a nudge becomes care: well past 55 h, and lasting (our choice)."""
OVER: Final = 48.0
"""Hours of the last week below which a finding over two or four weeks ends, and one over one week is a note if only its
longest day takes it there."""


def find(view: MorningView) -> Finding | None:
    """Compare the logged hours of one, two and four weeks with `LINES`. Days that aren't logged add nothing.

    What one long day or hours beyond a day's own times take over a line is a note, since they may be mistyped.
    """
    crossed = _crossed(view.hours)
    if crossed is None or view.hours(7) < OVER:
        return None
    confirmed = _crossed(view.confirmed_hours)
    weeks, line = confirmed or crossed
    days, level = 7 * weeks, LEVELS[1 + ((weeks, line) == CARE)]
    doubts: dict[str, float] = {}
    without = baselines.without_longest(view, baselines.usual_day(view))
    if confirmed is None or (weeks == 1 and without < OVER):
        level, doubts = "note", {"hours_within_times": view.confirmed_hours(days)}
    hours = view.hours(days)
    return view.finding(
        KIND, level, (view.today - days, view.today - 1), view.hour_values(days),
        hours=hours, hours_per_week=hours / weeks, weeks=weeks, line=line, **doubts,
    )  # fmt: skip


def _crossed(hours: Callable[[int], float]) -> tuple[int, float] | None:
    """Return the weeks and the line of the most serious line that `hours`, of a number of days, are over."""
    return next(((weeks, line) for weeks, line in (CARE, *LINES) if hours(7 * weeks) / weeks >= line), None)
