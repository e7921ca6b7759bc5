"""What `leave` prints, and what the calendar says about planned leave."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Final

from cmcheckin.domain.leave import LeaveRange
from cmcheckin.domain.workday import Workday
from cmcheckin.wording.formats import (
    count,
    date_range,
    day_in_text,
    full_date,
    hours,
    long_date,
    other_year,
    plain_number,
    sentence_case,
)

MAX_NAMED: Final = 7
"""How many days are named; more are counted."""
BETWEEN_DAYS: Final = ("to", "until", "-", "–")
"""Words that may separate the first and the last day."""
TO_UNDO: Final = "Run `cmcheckin undo` to undo it."
TOO_MANY_DAYS: Final = "“{word}” isn't expected here. Name a first and a last day, or a single day."
NO_DAYS_TYPED: Final = "Type a day, or a range such as 3 dec to 4 dec"
NO_DAYS: Final = "cmcheckin leave {action}needs a first and a last day, or a single day."
NOTHING_LISTED: Final = 'No leave is planned or logged. Run `cmcheckin leave "3 aug" "14 aug"` to plan some.'


def not_an_option(flag: str, action: str) -> str:
    """Return the error for an option that `action`, or planning if it is empty, doesn't take."""
    return f"--{flag} doesn't work with `cmcheckin leave {action or 'DATE'}`."


def unknown_action(action: str, near: str) -> str:
    """Return the error for an `action` that doesn't exist. `near` is the most similar one."""
    return f"“{action}” isn't a day. Did you mean `cmcheckin leave {near}`?"


# Why leave is refused, to follow “Leave”


def wrong_order(first: date, last: date) -> str:
    """Return why a range is refused if its `first` day is after its `last`."""
    return f"can't start on {full_date(first)} and end on {full_date(last)}"


def not_a_day_to_log(first: date, last: date, earliest: date, latest: date) -> str:
    """Return why a range is refused that isn't between the `earliest` and the `latest` day that can be logged."""
    day = first if first < earliest else last
    return f"can't include {day}. Days from {earliest} to {latest} can be logged"


def far_apart(first: date, last: date) -> str:
    """Return why `last`, which was given without its year, isn't taken as the last day of leave from `first`."""
    return f"That would be leave until {full_date(last)}. If you mean that, add the year: {first} to {last}"


def too_long(first: date, last: date, most: int) -> str:
    """Return why a range of more than `most` days is refused."""
    return f"from {full_date(first)} to {full_date(last)} covers more than {most} days"


def no_working_days(first: date, last: date) -> str:
    """Return why a range without working days is refused."""
    return f"isn't needed on {date_range(first, last)}: you have no working days then"


def leave_text(first: date, last: date, days: float, *, half: bool, holiday: bool) -> str:
    """Return `On leave 7–18 December 2026, 10 days`. `half`: half of each day; `holiday`: a public holiday."""
    when = date_range(first, last)
    if holiday:
        return f"Public holiday on {when}"
    if half:
        return f"On leave for half of {when}" if first == last else f"On leave for half of each day, {when}"
    return f"On leave on {when}" if first == last else f"On leave {when}, {plain_number(days)} days"


# Planning and removing


def planned(days: Sequence[date], today: date, *, is_half: bool = False, to_undo: str = TO_UNDO) -> str:
    """Return the message after `days` of leave were planned, or logged if all are before `today`.

    `to_undo`: how to undo it.
    """
    verb = "Planned" if days[-1] >= today else "Logged"
    return f"{verb} {_number(days, is_half=is_half)} of leave: {date_range(days[0], days[-1])}. {to_undo}"


def more_planned(days: Sequence[date]) -> str:
    """Return the message that `days` were planned already, besides those planned now."""
    return f"{sentence_case(count(len(days), 'day'))} {'was' if len(days) == 1 else 'were'} planned already."


def already_planned(days: Sequence[date]) -> str:
    """Return the message if the same leave was already planned on all `days`."""
    return f"Already planned: {_number(days)} of leave, {date_range(days[0], days[-1])}."


def removed(days: Sequence[date], to_undo: str = TO_UNDO) -> str:
    """Return the message after the leave planned on `days` was removed. `to_undo`: how to undo it."""
    return f"Removed the leave planned on {_number(days)}: {date_range(days[0], days[-1])}. {to_undo}"


def nothing_planned(first: date, last: date) -> str:
    """Return the message for a range in which no leave is planned."""
    return f"No leave is planned for {date_range(first, last)}."


def _number(days: Sequence[date], *, is_half: bool = False) -> str:
    if is_half and len(days) == 1:
        return "half a day"
    return f"{len(days)} {'half ' * is_half}{'day' if len(days) == 1 else 'days'}"


def kept_days(days: Sequence[Workday], today: date) -> Iterator[str]:
    """Yield a sentence for each of `days`, which weren't changed because something else is logged, and how to change
    one."""
    for day in days[:MAX_NAMED]:
        named = f"{day_in_text(day.date)}{other_year(day.date, today)}"
        yield f"{named} {logged_as(day)}, so it wasn't changed."
    if len(days) > MAX_NAMED:
        yield f"{sentence_case(count(len(days) - MAX_NAMED, 'more day was', 'more days were'))} left as logged."
    if changeable := [day for day in days if day.kind in ("work", "off") and not day.label]:
        yield f"To log leave instead, run `cmcheckin log --date {changeable[0].date} --leave`."


def logged_as(day: Workday) -> str:
    """Return what is logged for `day`, to follow its date: `has 6 h logged`, `is “Christmas Day”`."""
    worked = hours(day.counted_hours) if day.counted_hours else ""
    if day.kind == "off" and day.label:
        return f"is “{day.label}”{f', with {worked} logged' if worked else ''}"
    if day.kind == "work":
        return f"has {worked} logged" if worked else "is logged as work"
    return f"is logged as {day.kind}{f' with {worked}' if worked else ''}"


# The list


def year_title(year: int, planned_days: float, taken_days: float) -> str:
    """Return the title of a `year` with its days of leave: `12 days planned, 9 taken in 2026`."""
    if not taken_days:
        return f"{_days(planned_days)} planned in {year}"
    if not planned_days:
        return f"{_days(taken_days)} taken in {year}"
    return f"{_days(planned_days)} planned, {plain_number(taken_days)} taken in {year}"


def range_line(found: LeaveRange, today: date) -> tuple[str, str, str]:
    """Return the cells of the range `found`: its dates, its number of days, and whether it is planned, taken or now."""
    if found.first == found.last:
        days = f"{day_in_text(found.first)}"
    elif found.first.month == found.last.month:
        days = f"{found.first.day}–{long_date(found.last)}"
    else:
        days = f"{long_date(found.first)} – {long_date(found.last)}"
    number = "half a day" if found.days == 0.5 else f"{_days(found.days)}{' (half days)' if found.is_half else ''}"
    return days, number, "planned" if found.first > today else "taken" if found.last < today else "now"


def holidays_title(year: int) -> str:
    """Return the title of the holidays of `year` that are still to come."""
    return f"Upcoming holidays in {year}"


def _days(amount: float) -> str:
    return "half a day" if amount == 0.5 else f"{plain_number(amount)} {'day' if amount == 1 else 'days'}"
