"""Texts for figures outside a person's normal range, and for what figures can't show."""

from __future__ import annotations

from typing import Final

from cmcheckin.wording.formats import minutes, plural, tenths

CANNOT_TELL: Final = (
    "Numbers can't show how hard the work was, how well it went or what it meant to people. Marks compare people only "
    "with their own past."
)
"""Shown once on the first page. It has two lines at 70 columns."""
WEEK_BEFORE: Final = "week {number}: "
"""Precedes a mark of another week than the one shown."""


def mark_text(figure: str, value: float, low: float, high: float, weeks: int) -> str:
    """Return `51 h, outside their normal range of 38 to 44 h (11 weeks)`.

    `figure`: a field of ShareWeek, in whose unit `value` and the ends `low` and `high` are. `weeks`: how many weeks the
    range comes from.
    """
    normal = _range(figure, low, high)
    return f"{_value(figure, value)}, outside their normal range of {normal} ({plural(weeks, 'week')})"


def brief_mark(figure: str, value: float, low: float, high: float) -> str:
    """Return `51 h, outside 38 to 44 h`, for a row with little room. The parameters are those of `mark_text`."""
    return f"{_value(figure, value)}, outside {_range(figure, low, high)}"


def _value(figure: str, value: float) -> str:
    match figure:
        case "hours":
            return tenths(value)
        case "after_hours_minutes":
            return f"{minutes(value)} after hours" if value else "nothing after hours"
        case "workload":
            return f"workload {value:g}"
        case "days_off_worked":
            return f"{plural(int(value), 'day')} off worked"
    one, many = {"night_pings": ("night ping", "night pings")}.get(figure, ("escalation opened", "escalations opened"))
    return plural(int(value), one, many)


def _range(figure: str, low: float, high: float) -> str:
    if figure != "after_hours_minutes":
        return f"{low:g} to {high:g}{' h' if figure == 'hours' else ''}"
    return f"{minutes(low) if low else 0} to {minutes(high)}"
