"""Very long hours, whatever is usual: one week, two, or four."""

from __future__ import annotations

from typing import Final

from cmcheckin.domain.note import Finding, Level
from cmcheckin.insight.past import View

KIND: Final = "hours_ceiling"
LINES: Final = ((4, 50.0), (2, 51.0), (1, 55.0))
"""Weeks, and hours a week over them. 55 h a week is what WHO and ILO looked at (2021, Environment International: more
strokes and heart disease in people who usually work that much than in those with 35 to 40 h; one week is no habit).
48 h is the limit of Directive 2003/88/EC, art. 6, as a mean over months, for employees; over two and four weeks a
little more than that, since a mean over a short time strays from it."""
CARE: Final = (2, 58.0)
"""Weeks, and hours a week over them, from which a nudge becomes care: well past 55 h, and lasting."""
OVER: Final = 48.0
"""Hours under which the last week ends what two or four weeks came to."""


def find(view: View) -> Finding | None:
    """What is logged counts, and nothing is filled in: silence is never taken for work."""
    for weeks, line in (CARE, *LINES):
        hours = view.hours(7 * weeks)
        if hours / weeks >= line:
            break
    else:
        return None
    if weeks > 1 and view.hours(7) < OVER:
        return None
    level: Level = "care" if (weeks, line) == CARE else "nudge"
    return Finding(
        KIND,
        level,
        view.past.day_at(max(view.today - 7 * weeks, 0)),
        view.past.day_at(view.today - 1),
        view.hour_values(7 * weeks),
        {"hours": hours, "hours_per_week": hours / weeks, "weeks": weeks, "line": line},
    )
