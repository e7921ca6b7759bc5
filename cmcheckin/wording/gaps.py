"""Words about long gaps between check-ins: the greeting after one, and the ranges to fill in."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Final

from cmcheckin.wording.formats import count, day_in_text, long_day, other_year, plural, short_date, weekday

ANSWERS: Final = {"usual": "as usual", "off": "off", "leave": "leave", "sick": "sick", "": "not logged"}
LOGGED: Final = {"leave": "leave, as planned", "off": "off, as planned", "sick": "sick, as logged", "work": "logged"}
KEYS: Final = (("u", "as usual"), ("o", "off"), ("l", "leave"), ("s", "sick"), ("d", "day by day"))
TRY: Final = "such as off until 3 nov"
NO_ANSWER: Final = "Type an answer such as off until 3 nov, or press Esc to start again."
DAYS_OPEN: Final = "Fill in the seven days below first."
DAY_BY_DAY: Final = "Day by day"
PLAIN_HELP: Final = (
    "For all days of a range, type u for as usual, o for off, l for leave or s for sick. To skip them, press Enter. To "
    "go through the last seven days one by one, type d.",
    "You can also answer for part of a range: off until 3 nov, leave 3 aug to 14 aug, as usual until today.",
)


def range_text(first: date, last: date, today: date, dash: str = "–") -> str:
    """Return `Mon 2 Nov – Sun 22 Nov`, a single day, or `2 Nov 2025 – 22 Nov 2026` if a year isn't that of `today`."""
    if first == last:
        return day_in_text(first) + other_year(first, today)
    if first.year == last.year == today.year:
        return f"{day_in_text(first)} {dash} {day_in_text(last)}"
    return f"{short_date(first)} {first.year} {dash} {short_date(last)} {last.year}"


def days_text(days: int, workdays: int) -> str:
    """Return `21 days, 15 working days`, or only one of these if the other adds nothing."""
    worked = plural(workdays, "working day")
    if days == workdays:
        return worked
    total = plural(days, "day")
    return f"{total}, {worked}" if workdays else total


def state(answer: str, logged: str, kept: int, label: str = "", middle: str = "·") -> str:
    """Return how a range is answered, or how it was `logged`. `kept`: days in it that were logged before. `label`: the
    name of a holiday."""
    if logged:
        return f"{logged}, {label}" if label else LOGGED.get(logged, logged)
    return ANSWERS[answer] + (f" {middle} {kept:,} kept" if kept else "")


def greeting(leave_ended: date | None, today: date, replies: int) -> str:
    """Return the line that greets after an absence, on `today`. `leave_ended`: the last day of leave, or None.
    `replies`: how many wait to be read."""
    parts = []
    if leave_ended is not None:
        is_near = (today - leave_ended).days < 7
        parts.append(f"Your leave ended on {weekday(leave_ended) if is_near else long_day(leave_ended, today)}")
    if replies:
        parts.append(f"{count(replies, 'reply is', 'replies are')} waiting")
    if not parts:
        return "Welcome back. Log what you remember of these days, or leave them blank."
    text = "; ".join(parts)
    return f"Welcome back. {text[0].upper()}{text[1:]}."


def title(previous: date, today: date) -> str:
    """Return the heading above the ranges since the check-in on `previous`."""
    return f"Since your last check-in on {long_day(previous, today)}"


KEEP: Final = "Press Enter to keep these days, or d for the last ones day by day."


def examples(first: date, last: date, room: int) -> str:
    """Return examples of what can be typed about the range from `first` to `last`, as many as fit in `room` characters;
    empty for a single day."""
    if first == last:
        return ""
    third = timedelta((last - first).days // 3)
    until = short_date(first + third).lower()
    if third.days < 2:
        return f"Or type: off until {until}"
    span = f"{short_date(first + third + timedelta(1)).lower()} - {short_date(first + 2 * third).lower()}"
    found = f"Or type: off until {until}, leave {span}, as usual until today"
    return found if len(found) <= room else found.rpartition(", ")[0]


def understood(answer: str, days: str) -> str:
    """Return how a typed answer is understood, for `days`, given as text."""
    return f"{ANSWERS[answer]}: {days}"


def left_blank(text: str, *, is_one: bool) -> str:
    """Return the message after the range `text` was passed without an answer. `is_one`: it is a single day."""
    return f"{text} isn't logged." if is_one else f"{text} aren't logged."


def review_text(answer: str, days: str) -> str:
    """Return the answer to a range of `days`, given as text, for the review."""
    return f"{ANSWERS[answer]} ({days})"


def cannot_be(text: str) -> str:
    """Return why the answer `text`, in quotes, is refused."""
    return f"{text} isn't an answer. Try off until 3 nov, or press u, o, l or s"


def ends_before_start(first: date, last: date) -> str:
    """Return why a range from `first` to `last` is refused."""
    return f"{day_in_text(last)} {last.year} is before {day_in_text(first)} {first.year}"


def outside(first: date, last: date) -> str:
    """Return the reason for refusing days that aren't between `first` and `last`."""
    return f"These days are from {short_date(first)} {first.year} to {short_date(last)} {last.year}"
