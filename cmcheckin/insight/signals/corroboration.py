"""What else in the log changed: a second sign, from another source, makes a first one worth an interruption."""

from __future__ import annotations

from typing import Final, NamedTuple

from cmcheckin.insight import stats
from cmcheckin.insight.blocks import usual_day, usual_hours
from cmcheckin.insight.history import MorningView
from cmcheckin.insight.rating_series import RatingBaseline, RatingSeries

MOOD_DOWN: Final = 0.4
MOOD_DOWN_Z: Final = 1.6
"""Rating points and standard errors: p about .05, enough for a second sign and never for a first one."""
RECENT: Final = 10
"""Days whose mean is held against the usual: shorter and weekends rule it, longer and it is late (our choice)."""
RECENT_LEAST: Final = 6
"""Ratings it has to be of."""
NIGHTS: Final = 10
"""Number of nights compared with the average of as many earlier ones."""


class Down(NamedTuple):
    """A rating below its usual."""

    rating: str
    recent: float
    usual: RatingBaseline
    mornings: int
    """Of how many ratings `recent` is."""
    drop: float
    errors: float
    """The drop in standard errors."""


def down(view: MorningView, rating: str, least: float, errors: float) -> Down | None:
    """The mean of the last ten days against the usual of 14 to 91 days ago; None while it is not that far below."""
    series: RatingSeries = getattr(view.past, rating)
    recent, count = series.mean(view.today - RECENT + 1, view.today)
    if count < RECENT_LEAST:
        return None
    before, known = series.mean(view.today - 91, view.today - 14)
    if not known or before - recent < least - 0.3:  # a tenth trimmed moves the mean by less than that
        return None
    usual = series.usual(view.today)
    if usual is None:
        return None
    found = Down(rating, recent, usual, count, usual.mean - recent, usual.drop(recent, count))
    return found if found.drop >= least and found.errors >= errors else None


def mood_down(view: MorningView) -> bool:
    """Whether mood or energy is below its usual, by a weaker measure than a note of its own would need."""
    return any(down(view, rating, MOOD_DOWN, MOOD_DOWN_Z) is not None for rating in ("mood", "energy"))


def after_hours_up(view: MorningView) -> bool:
    """Whether evenings were worked into more often than usual, by a weaker measure than `after_hours`."""
    known, late = view.late_before()
    if known < 20:
        return False
    rate = max(late / known, 0.1)
    return stats.at_least(view.late_days(14), 14, rate) < 0.01


def load_up(view: MorningView) -> tuple[str, float, float] | None:
    """What of the work itself is up in the last ten days: its name, its number, and what is usual."""
    return _nights_up(view) or _hours_up(view) or _late_up(view) or _escalations_up(view)


def _hours_up(view: MorningView) -> tuple[str, float, float] | None:
    day = usual_day(view)
    usual = usual_hours(view, day)
    if usual is None:
        return None
    recent = view.hours(7)
    rise = recent - usual.hours
    if rise < max(2.0 * usual.scatter, 0.1 * usual.hours):
        return None
    return "hours", recent, usual.hours


def _late_up(view: MorningView) -> tuple[str, float, float] | None:
    if not after_hours_up(view):
        return None
    known, late = view.late_before()
    return "after_hours_days", view.late_days(14), late / known * 14


def _nights_up(view: MorningView) -> tuple[str, float, float] | None:
    past, first = view.past, view.today - NIGHTS
    nights = {night for n in view.escalations_since(view.today - 91) if (night := past.nights[n]) is not None}
    recent = sum(first <= night < view.today for night in nights)
    begun = past.first_known(view.today - 91)
    if recent < 2 or first - begun < NIGHTS:
        return None
    usual = sum(begun <= night < first for night in nights) / (first - begun) * NIGHTS
    return ("nights", recent, usual) if recent >= 3 * usual else None


def _escalations_up(view: MorningView) -> tuple[str, float, float] | None:
    from cmcheckin.insight.signals.escalation_load import against_usual

    load = against_usual(view)
    if load is None or load.errors < 2.0 or load.recent < 1.4 * load.usual:
        return None
    return "severity", load.recent, load.usual
