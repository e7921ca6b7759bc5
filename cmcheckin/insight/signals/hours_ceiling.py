"""Very long hours, whatever is usual: one week, two, or four."""

from __future__ import annotations

from typing import Final

from cmcheckin.domain.note import Finding, Level
from cmcheckin.insight.past import View

KIND: Final = "hours_ceiling"
LINES: Final = ((4, 50.0), (2, 51.0), (1, 55.0))
"""Weeks, and hours a week over them. 55 h a week is the line of WHO and ILO (2021, Environment International: more
stroke and heart disease from there on). 48 h is the limit of Directive 2003/88/EC, art. 6, as a mean over months; over
two and four weeks a little more than that, since a mean over a short time strays from it."""
CARE: Final = 58.0
"""Hours a week over two weeks from which a nudge becomes care: well past the line of WHO and ILO, and lasting."""


def find(view: View) -> Finding | None:
    """What is logged counts, and nothing is filled in: silence is never taken for work."""
    for weeks, line in LINES:
        hours = view.hours(7 * weeks)
        if hours / weeks >= line:
            break
    else:
        return None
    if weeks > 1 and view.hours(7) < 48:  # it is over: the last week is back within the limit
        return None
    fortnight = view.hours(14) / 2
    level: Level = "care" if fortnight >= CARE else "nudge"
    return Finding(
        KIND,
        level,
        view.past.day_at(max(view.today - 7 * weeks, 0)),
        view.past.day_at(view.today - 1),
        view.hour_values(7 * weeks),
        {"hours": round(hours, 2), "hours_per_week": round(hours / weeks, 2), "weeks": weeks, "line": line},
    )
