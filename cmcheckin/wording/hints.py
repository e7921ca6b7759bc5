"""The sentences of `hints`: what files show about days that aren't logged yet."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, time
from typing import Final

from cmcheckin.wording.command_messages import NOTHING_CHANGED
from cmcheckin.wording.formats import (
    clock,
    date_range,
    hours,
    joined,
    minutes,
    plural,
    short_day,
    time_range,
)

NOT_SAVED: Final = "The proposals couldn't be saved"

# Why a line of a file isn't used, as phrases after its number

CALENDAR_ENDS_EARLY: Final = "the calendar is cut off, as END:VCALENDAR is missing"
TAKES_TOO_LONG: Final = "the rest takes too long"
CANCELLED: Final = "a cancelled event"
DECLINED: Final = "an event you declined"
FREE: Final = "an event marked as free"
WHOLE_DAY: Final = "an all-day event that isn't leave"
LEAVE_OF_OTHERS: Final = "leave of someone else. If it's yours, add the name with --me"
LONGER_THAN_A_DAY: Final = "an event longer than a day"
UNKNOWN_REPEAT: Final = "an event that repeats in a way that isn't supported"
UNKNOWN_ZONE: Final = "an event in an unknown time zone"
NO_EVENT_TIME: Final = "has an event without a time that can be read"
NO_TIME: Final = "has no time that can be read"
NOT_A_MESSAGE: Final = "isn't a message"
LONGER_THAN_A_YEAR: Final = "an event longer than a year"
WITHOUT_LENGTH: Final = "an event with no duration"
UNCLEAR_DATES: Final = "its dates could start with the day or the month. Import it once, and you'll be asked"

# Why a file isn't used, as clauses after its name

NOT_THERE: Final = "doesn't exist"
NOT_READABLE: Final = "can't be read"
NO_REFLOG: Final = "is a git repository without a reflog. Use the output of `git log` instead"
DAMAGED_ARCHIVE: Final = "is a damaged ZIP archive"
NO_TIME_LEFT: Final = "took too long. Run cmcheckin hints to read it"
_NAME_LESS: Final = "Name only the file or folder of the export"
SEARCH_TAKES_TOO_LONG: Final = f"takes too long to search. {_NAME_LESS}"
TOO_MANY_FILES: Final = f"has more than {{most:,}} files, so the rest wasn't read. {_NAME_LESS}"


def nothing_usable(program: str = "") -> str:
    """Return the clause about a file or folder without anything for hints. `program`: the program it is from, if
    `import` reads it."""
    if program:
        return f"is from {program}. Use `cmcheckin import` to read it"
    return "doesn't show when you worked. `cmcheckin help hints` lists the files that can be read"


def too_much(limit: int) -> str:
    """Return the clause about the file or folder at which all files together exceed `limit` bytes."""
    return f"goes over the limit of {limit // 1_000_000} MB for all files, so the rest wasn't read. {_NAME_LESS}"


def too_large(limit: int) -> str:
    """Return the clause about a file with more than `limit` bytes."""
    return f"is over the limit of {limit // 1_000_000} MB"


def looks_like(kind: str) -> str:
    """Return the clause about a file that looks like `kind`, a phrase that is empty if the kind isn't known."""
    return f"can't be read: it looks like {kind or 'binary data'}"


WHO_ARE_YOU: Final = "may include other people's times. Run `cmcheckin hints` with its files to say who you are"


def unused(line: int, reason: str, number: int) -> str:
    """Return the clause about `number` lines that aren't used for the same `reason`. `line`: the first; 0 if
    unknown."""
    if not line:
        return f"isn't fully used: {reason}"
    more = f" and {plural(number - 1, 'other line')}" if number > 1 else ""
    return f"has a problem on line {line}{more}: {reason}"


# The command

NO_FILES: Final = (
    "cmcheckin hints needs a file or folder, such as calendar.ics, or `files` in the section [hints] of config.toml. "
    "`cmcheckin help hints` has examples."
)
TOO_MANY_DAYS: Final = "--from and --to can be at most {most} days apart"
ALL_LOGGED: Final = "All of these days are already logged, so there's nothing to propose."
NOT_REMEMBERED: Final = "Your name couldn't be remembered: {reason}."


def title(first: date, last: date) -> str:
    """Return the heading above the days from `first` to `last`."""
    return f"What your files show for {date_range(first, last)}"


def day_lines(
    day: date, facts: Sequence[str], sources: Sequence[str], proposed: str
) -> tuple[tuple[str, str], tuple[str, str]]:
    """Return the lines about `day` in the list, each with its first column: the `facts` and their `sources`, and the
    day that would be `proposed`, in words; empty if it is logged."""
    found = f"{', '.join(facts)}, from {joined(tuple(sources))}"
    return (f"  {short_day(day):<12}", found), (" " * 14, f"Proposed: {proposed}" if proposed else "Already logged")


def facts(
    tracked: float | None,
    first: time | None,
    last: time | None,
    after_hours: int | None,
    counts: Sequence[tuple[str, int]],
    *,
    is_leave: bool,
) -> tuple[str, ...]:
    """Return what files show about a day."""
    found = ["leave"] if is_leave else []
    found += [hours(tracked)] if tracked else []
    if first:
        found.append(time_range(first, last) if last else f"active at {clock(first)}")
    found += [f"{minutes(after_hours)} after hours"] if after_hours else []
    found += [plural(number, name.removesuffix("s"), name) for name, number in counts]
    return tuple(found)


def at_night(times: Sequence[datetime]) -> str:
    """Return the fact about activity at night, at these `times`."""
    return f"active at night at {joined([clock(at) for at in times])}"


def left_out_of(file: str) -> str:
    """Return the heading above what is left out of `file`."""
    return f"Left out of {file}:"


def left_out(line: int, reason: str, number: int) -> str:
    """Return the line about `number` lines that are left out for the same `reason`, the first on `line`."""
    more = f", and {number - 1:,} more like it" if number > 1 else ""
    return f"line {line}: {reason}{more}"


def unused_line(file: str, line: int, reason: str, number: int) -> str:
    """Return the line about `number` lines of `file` that aren't used for the same `reason`, the first on `line`."""
    where = f", line {line}" if line else ""
    more = f", and {plural(number - 1, 'more line')} like it" if number > 1 else ""
    return f"{file}{where}: {reason}{more}"


def nothing_found(first: date, last: date, *, is_whole: bool) -> str:
    """Return the message that there is nothing about the days from `first` to `last`. `is_whole`: all was read."""
    files = "These files show" if is_whole else "What could be read shows"
    return f"{files} nothing for {date_range(first, last)}. {NOTHING_CHANGED}"


def confirm_saving(days: int) -> str:
    """Return the question before proposals for `days` are saved."""
    return f"Save proposals for {plural(days, 'day')}? The check-in will ask you to confirm them."


def saved(days: int) -> str:
    """Return the message after proposals for `days` were saved."""
    return f"Saved proposals for {plural(days, 'day')}. They count once you confirm them in the check-in."


def who_are_you(program: str, people: int) -> str:
    """Return the question about which of the `people` in the files of `program` is the user."""
    who = "is this you" if people == 1 else "are you one of these people"
    return f"{program}: {who}? Type the number or your name, or press Enter if not."


def person_line(number: int, person: str, names: str, times: int) -> str:
    """Return the line about a `person`, an id or name, with other `names`, and how many `times` it occurs."""
    return f"  {number}  {person}{f' ({names})' if names else ''}, {plural(times, 'time')}"


def unknown_people(program: str, people: int, name: str) -> str:
    """Return the message that none of the `people` in the files of `program`, such as `name`, is known to be the
    user."""
    if people == 1:
        return f"{program}: the times in these files are from {name}. If that's you, add --me with this name."
    return (
        f"{program}: the times in these files are from {people:,} people, such as {name}. If you're one of them, add "
        "--me with your name as it's written there."
    )
