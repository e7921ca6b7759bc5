"""Words about calendar files (.ics), and those of `leave import`. Names from a file are already cleaned."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Final

from cmcheckin.wording.formats import full_date_range, plural
from cmcheckin.wording.imports import STDIN
from cmcheckin.wording.leave import TO_UNDO
from cmcheckin.wording.trends import short_time

# Why a file is refused, to follow its name

UTF_16: Final = "is saved as UTF-16. Save it as UTF-8 and try again"
NOT_UTF_8: Final = "has bytes that aren't UTF-8. Save it as UTF-8 and try again"
NOT_A_CALENDAR: Final = "isn't a calendar file: it doesn't begin with BEGIN:VCALENDAR"
ENDS_EARLY: Final = "ends in the middle, without END:VCALENDAR. Download or export it again"
TOO_MANY_DAYS: Final = (
    "has more than {most:,} days of all-day events. Export just your holidays or your leave, or use --from and --to"
)
UNNAMED: Final = "day off"
"""The name of a day if its event has none."""

# Why an event is left out

TIMED, CANCELLED, REPEATS, LONG, FREE = "timed", "cancelled", "repeats", "long", "free"
OBSERVANCE, OUTSIDE, UNREADABLE, OWN_NOTE = "observance", "outside", "unreadable", "own note"
REASONS: Final = {
    TIMED: "at a time of day",
    OBSERVANCE: "marked as an observance, not a day off",
    REPEATS: "repeated in a way that isn't supported",
    CANCELLED: "marked as cancelled",
    LONG: "longer than a year",
    FREE: "marked as free",
    OUTSIDE: "outside {days}",
    UNREADABLE: "without a date that can be read",
    OWN_NOTE: "about time owed, not a day off",
}


def left_out(reason: str, count: int, names: Sequence[str], first: date, last: date) -> str:
    """Return the message that `count` events were left out for `reason`, with the first of their `names`.

    `first` and `last`: the range of days that is read.
    """
    named = [f"“{name}”" for name in dict.fromkeys(names)]
    more = count - len(names)
    listed = ", ".join(named) + (" and others" if more > 0 else "")
    return f"Left out {plural(count, 'event')} {REASONS[reason].format(days=full_date_range(first, last))}: {listed}."


# The preview

NEW: Final = "new"
REPLACES: Final = "replaces planned leave"
KNOWN: Final = "already there"
NO_WORKDAY: Final = "not a working day"


LEAVE_DAYS, HOLIDAYS, OWN_DAYS = "leave", "holidays", "own"
"""What the days of a calendar are: leave, holidays or, in a calendar that `export` wrote, whatever each of them was."""
_TITLES: Final = {LEAVE_DAYS: "Leave", HOLIDAYS: "Holidays", OWN_DAYS: "Leave and holidays"}
_UNITS: Final = {
    LEAVE_DAYS: ("day of leave", "days of leave"),
    HOLIDAYS: ("holiday", "holidays"),
    OWN_DAYS: ("day", "days"),
}


def calendar_title(name: str, first: date, last: date, kind: str) -> str:
    """Return the title above the days of this `kind` from `first` to `last` in the calendar file `name`."""
    where = "standard input" if name == STDIN else name
    return f"{_TITLES[kind]} in {where}, {full_date_range(first, last)}"


def more_days(number: int) -> str:
    """Return the line about a `number` of days that aren't listed."""
    return f"… and {number:,} more"


def confirm_import(days: int, kind: str) -> str:
    """Return the question before `days` of this `kind` are imported."""
    return f"Add {plural(days, *_UNITS[kind])}?"


def imported(days: int, kind: str, *, dry_run: bool) -> str:
    """Return the message that `days` of this `kind` were imported or, with `dry_run`, would be."""
    counted = plural(days, *_UNITS[kind])
    return f"Would add {counted}. Nothing was changed." if dry_run else f"Added {counted}. {TO_UNDO}"


NOTHING_NEW: Final = "There is nothing to add. Nothing was changed."
LOOKS_LIKE: Final = "{name} isn't a calendar file. It looks like {kind}. Nothing was changed."
NO_DAYS: Final = "{name} has no all-day events from {first} to {last}. Nothing was changed."
LONG_RANGE: Final = "--from {first} --to {last} covers more than {most} years. Nothing was changed."
NO_FILE: Final = "cmcheckin leave import needs a calendar file, such as holidays.ics."


# The calendar file that `export` writes

CALENDAR: Final = "Leave and time owed"
LEAVE: Final = "Leave"
HALF_DAY: Final = "Half a day of leave"
DAY_OFF: Final = "Day off"


def time_owed(minutes: float) -> str:
    """Return the name of the event about `minutes` of time owed: `Time owed to you: 5 h 30 m`."""
    return f"Time owed to you: {short_time(minutes)}"
