"""Texts of the trends in plain lines that the screen doesn't share."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Final

from cmcheckin.domain.numbers import whole
from cmcheckin.wording.formats import DAYS, MONTHS, count, full_date, minutes, one_decimal, plural

KEYS: Final = {
    "w": "week by week",
    "m": "month by month",
    "y": "the year, day by day",
    "d": "the weeks with all their numbers",
    "p": "patterns: weekdays, what goes together, now and before",
    "r": "time owed and taken back",
    "[": "earlier",
    "]": "later",
    "n": "today",
    "number": "open that week, or the weeks of that month",
}


def year_title(first: date, last: date) -> str:
    """Return `Days from 24 November 2025 to 20 November 2026, newest first.`"""
    return f"Days from {full_date(first)} to {full_date(last)}, newest first."


def months_title(first: date, last: date) -> str:
    """Return `December 2025 to November 2026.`, or the one month."""
    names = (f"{MONTHS[day.month - 1]} {day.year}" for day in (first, last))
    return f"{' to '.join(dict.fromkeys(names))}."


def weekday_name(weekday: int) -> str:
    """Return the name of `weekday`; 0 is Monday."""
    return DAYS[weekday]


def weekday_facts(
    hours: float | None, after_hours: float | None, mood: float | None, energy: float | None
) -> Iterator[str]:
    """Yield the averages of a weekday: `8.4 h`, `20 min after hours` (`after_hours` minutes), `mood 3.4`."""
    if hours is not None:
        yield f"{one_decimal(hours)} h"
    if after_hours and whole(after_hours):
        yield f"{minutes(after_hours)} after hours"
    if mood is not None:
        yield f"mood {one_decimal(mood)}"
    if energy is not None:
        yield f"energy {one_decimal(energy)}"


def days_worked(worked: int, logged: int) -> str:
    """Return on how many of the `logged` days there was work."""
    return f"worked on {worked} of {plural(logged, 'day')}" if logged else ""


def ledger_facts(after_hours: float, free_days: float, nights: int, taken_back: float) -> Iterator[str]:
    """Yield what a week added to the time owed, in minutes, the `nights` with a ping, and what was taken back."""
    if whole(after_hours):
        yield f"{minutes(after_hours)} after hours"
    if whole(free_days):
        yield f"{minutes(free_days)} on days off"
    if nights:
        yield count(nights, "night ping")
    if whole(taken_back):
        yield f"{minutes(taken_back)} taken back"


def still_owed(amount: float) -> str:
    """Return how much is still owed, of `amount` minutes."""
    return f"{minutes(amount)} still owed" if whole(amount) else "nothing owed"
