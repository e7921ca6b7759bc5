"""Words of the history screen: its calendar, its list of days and its filter."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Final

from cmcheckin.domain.workday import Workday
from cmcheckin.wording.changes import RECORDS
from cmcheckin.wording.formats import (
    count,
    date_range,
    day_in_text,
    joined,
    long_day,
    other_year,
    plural,
    sentence_case,
)
from cmcheckin.wording.leave import logged_as

HELP: Final = """
The calendar and the list show the same days. In the calendar, the arrow keys move by a day or a week. Press Tab to \
move through the list instead. Press Enter to show the selected day in full, and e to edit its check-in.

Press / and type to filter, for example: meetup -spam kind:thanks mood<=2 from:2026-10. The list then shows what \
matches, and the calendar marks the days. `cmcheckin help search` lists all filters. Press Esc to leave the filter, \
and Esc again to clear it.

To plan leave, select the days with Shift and an arrow key, or press v and move. Then press l for leave or h for half \
days. To remove planned leave, select its days and press d. Press u to undo any of this.
"""
TITLE: Final = "History"
DAYS: Final = "Days"
FILTER: Final = "Filter"
FILTER_HINT: Final = 'words, "a phrase", kind:thanks, mood<=2, -not'
WEEKDAYS: Final = ("Mo", "Tu", "We", "Th", "Fr", "Sa", "Su")
LEGEND: Final = {
    "checked_in": "checked in", "planned": "planned", "logged": "no check-in", "unknown": "not logged",
    "free": "day off", "today": "today",
}  # fmt: skip
"""What each mark of the calendar means, in the order of the legend."""
MATCHES: Final = "has matches"
NOT_LOGGED: Final = "not logged"
EMPTY: Final = "Nothing logged yet."
EMPTY_HINT: Final = "Press e for your first check-in. You can also select future days and plan leave."
SEARCHING: Final = "Searching earlier days"
NO_MATCHES: Final = "No matches."
NO_MATCHES_HINT: Final = "Change the filter, or press Esc to clear it."
NO_EARLIER: Final = "There are no earlier days."
NO_LATER: Final = "There are no later days."
GO_TO: Final = "Go to"
GO_TO_HINT: Final = "2026-10-03, 3 oct, monday, -1 for yesterday"
RANGE_STARTED: Final = "Move to the last day. Then press l for leave, h for half days, or Esc to cancel."
NOTHING_TO_DELETE: Final = "Nothing is logged for {day}."
DELETE: Final = "delete"
PLAN_LEAVE: Final = "plan leave"
REMOVE_LEAVE: Final = "remove leave"
"""What each change is called while it waits for another window."""
NOT_DELETED: Final = "Nothing was deleted."
NOT_PLANNED: Final = "No leave was planned."
NOT_REMOVED: Final = "No leave was removed."
UNDO_HINT: Final = "Press u to undo."


def totals(matches: int | None, days: int, *, is_all: bool) -> str:
    """Return how many `matches` there are, if they are counted, and on how many `days`: `37 matches on 21 days`.

    `is_all`: whether the whole journal was searched.
    """
    on = f"{plural(days, 'day')}{'' if is_all else ' so far'}"
    return f"{plural(matches, 'match', 'matches')} on {on}" if matches else on


def a_year_ago(day: date) -> str:
    """Return the label of `day`, which is a year before the selected day: `A year ago, Thu 20 Nov 2025`."""
    return f"A year ago, {day_in_text(day)} {day.year}"


def in_future(day: date, today: date) -> str:
    """Return why `day` can't be edited, and what to do instead."""
    return f"{long_day(day)}{other_year(day, today)} is in the future. Press l to plan leave."


def confirm_delete(types: Sequence[str], day: date) -> str:
    """Return the question before the records of `types` on `day` are deleted."""
    return f"Press d again to delete the {_names(types)} for {long_day(day)} {day.year}. Any other key cancels."


def deleted(types: Sequence[str], day: date) -> str:
    """Return the message after the records of `types` on `day` were deleted."""
    return f"Deleted the {_names(types)} for {long_day(day)}. {UNDO_HINT}"


def _names(types: Sequence[str]) -> str:
    return joined([RECORDS[type_] for type_ in types])


def confirm_removal(days: int, first: date, last: date) -> str:
    """Return the question before a number of `days` of planned leave from `first` to `last` is removed."""
    when = f"{count(days, 'day')}, {date_range(first, last)}"
    return f"Press d again to remove the planned leave on {when}. Any other key cancels."


def place(day: date, today: date, days: int) -> str:
    """Return the selected `day`, or how many `days` are selected."""
    if days > 1:
        return f"{count(days, 'day')} selected"
    return f"{long_day(day)}{other_year(day, today)}"


def kept(days: Sequence[Workday]) -> str:
    """Return which `days` didn't become leave because something else is logged; empty without any."""
    if len(days) > 1:
        return f"{sentence_case(count(len(days), 'day was', 'days were'))} left as logged."
    return "".join(f"{day_in_text(day.date)} {logged_as(day)}, so it wasn't changed." for day in days)
