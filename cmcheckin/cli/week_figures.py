"""The figures of a week as JSON: what `trends` prints a line of, and what `week` begins with."""

from __future__ import annotations

from typing import Any, Final

from cmcheckin.domain.numbers import rounded
from cmcheckin.domain.week import Week
from cmcheckin.insight.figures import Figures

NAMES: Final = (
    "days_worked", "days_off", "days_unknown", "after_hours_minutes", "night_pings", "mood", "energy", "workload",
    "community", "wins", "thanks", "escalations_opened", "escalations_resolved", "escalations_open",
    "minutes_on_escalations", "could_have_waited", "checkins",
)  # fmt: skip
"""In the order of the contract, after the hours."""


def document(week: Week, figures: Figures, usual_hours: float | None) -> dict[str, Any]:
    """Hours are hours, times spent minutes, means of ratings 1 to 5; null where nothing was said."""
    return {
        "week": str(week),
        "from": week.monday.isoformat(),
        "to": week.sunday.isoformat(),
        "hours": _rounded(figures.hours),
        "usual_hours": _rounded(usual_hours),
        **{name: _rounded(getattr(figures, name)) for name in NAMES},
    }


def _rounded(value: float | None) -> float | None:
    """Two decimals are more than anybody entered, and a third of an hour needs no sixteen."""
    return rounded(value, 2) if isinstance(value, float) else value
