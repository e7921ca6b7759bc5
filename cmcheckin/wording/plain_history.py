"""Texts of the history in plain lines that the screen doesn't share."""

from __future__ import annotations

from datetime import date
from typing import Final

from cmcheckin.wording.formats import long_day, other_year
from cmcheckin.wording.history import FILTER_HINT, NOT_LOGGED

KEYS: Final = {
    "/": "search, such as / meetup kind:thanks",
    "number": "read that day in full",
    "e": "edit a day, such as e 2",
    "d": "delete a day, such as d 2, or the planned leave of several days, such as d 2 to 4",
    "l": "plan leave, such as l 3 aug to 14 aug, or l 2 to 4 for days in the list",
    "h": "plan half days of leave, such as h 3 aug or h 2 to 4",
    "g": "go to a date, such as g 3 oct",
    "w": "open the week of a day, such as w 2",
    "[": "earlier days",
    "]": "later days",
    "y": "a year ago",
    "n": "today",
}
EMPTY_HINT: Final = "Type week to open the week. There, type c for your first check-in, or l to plan leave."
GO_TO_DAY: Final = "Which date, such as 3 oct, monday or yesterday?"
SEARCH_FOR: Final = f"Search for ({FILTER_HINT}):"


def days_title(first: date, last: date, today: date) -> str:
    """Return the title of the days from `first` to `last`, which are listed newest first."""
    return f"{_day(last, today)} back to {_day(first, today)}."


def day_line(day: date, facts: str, today: date) -> str:
    """Return the line of `day` with its `facts`."""
    return f"{_day(day, today)}: {facts}."


def not_logged(first: int, last: int, newest: date, oldest: date, today: date) -> str:
    """Return the line of the days from `newest` back to `oldest`, with the numbers `first` to `last`, which aren't
    logged: `3 to 5. Friday 27 November back to Wednesday 25 November: not logged.`"""
    numbers = f"{first} {'and' if last == first + 1 else 'to'} {last}"
    return f"{numbers}. {_day(newest, today)} back to {_day(oldest, today)}: {NOT_LOGGED}."


def match_line(day: date, text: str, today: date) -> str:
    """Return the line of a match on `day`: the `text` after its label, which is empty for a day."""
    return f"{_day(day, today)}{f', {text}' if text else ''}"


def _day(day: date, today: date) -> str:
    return f"{long_day(day)}{other_year(day, today)}"
