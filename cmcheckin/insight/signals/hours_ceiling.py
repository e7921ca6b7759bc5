"""Very long hours, whatever is usual: one week, two, or four."""

from __future__ import annotations

from typing import Final

from cmcheckin.domain.nudge import Finding, Level
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
    """Compare the logged hours of one, two and four weeks with `LINES`. Days that aren't logged add nothing."""
    for weeks, line in (CARE, *LINES):
        hours = view.hours(7 * weeks)
        if hours / weeks >= line:
            break
    else:
        return None
    if view.hours(7) < OVER:
        return None
    level: Level = "care" if (weeks, line) == CARE else "nudge"
    if weeks == 1 and baselines.without_longest(view, baselines.usual_day(view)) < OVER:
        level = "note"  # it would be about a single day, which may be a typing error
    days, per_week = 7 * weeks, hours / weeks
    span, values = (view.today - days, view.today - 1), view.hour_values(days)
    return view.finding(KIND, level, span, values, hours=hours, hours_per_week=per_week, weeks=weeks, line=line)
