"""Read each kind of value that people type, the same way for the screens, `--plain` and `log`.

Each reader raises Refused for a text it can't read, with a reason that says what can be typed instead.
"""

from __future__ import annotations

import re
from contextlib import suppress
from datetime import date, datetime, time, timedelta
from math import isfinite, nan
from typing import Final

from cmcheckin.domain import fields as f
from cmcheckin.domain.dates import quoted, read_day
from cmcheckin.domain.errors import Refused
from cmcheckin.domain.numbers import rounded, whole
from cmcheckin.domain.own_questions import Question

_NUMBER: Final = r"(\d{1,4}(?:[.,]\d{1,4})?|[.,]\d{1,4})\s*(h|hrs?|hours?)?"
_PAIR: Final = r"(\d{1,3})\s*(?:h|:)\s*(\d{1,2})\s*(?:m|min)?"
_MINUTES: Final = r"(\d{1,6})\s*(?:m|min|mins|minutes?)?"
NOON: Final = 12
_NO_HALF: Final = r"[1-9](?:[:.h ][0-9]{2})?|1[01]"
"""A time without am or pm that isn't in the form of a 24-hour clock, such as 5, 5:30 or 11, but not 05:30 or 11:30."""
_CLOCK: Final = r"(\d{1,2})(?:[:.h]?(\d{2})|\s*h)?\s*(am|pm)?"


def read_hours(text: str) -> float | None:
    """Read the hours of a day, 0 to 24: `9.5`, `9,5`, `9h30`, `9:30`, `8 h`. Rounded to the minute. Empty is None."""
    text = text.strip()
    if not text:
        return None
    if (pair := re.fullmatch(_PAIR, text, re.IGNORECASE)) and int(pair[2]) < 60:
        amount = rounded(int(pair[1]) + int(pair[2]) / 60, 2)
    elif single := re.fullmatch(_NUMBER, text, re.IGNORECASE):
        amount = rounded(float(single[1].replace(",", ".")), 2)
    else:
        raise Refused("hours", f"can't be {quoted(text)}. Try 8, 9.5 or 9:30")
    return f.number("hours", int(amount) if amount.is_integer() else amount, 0, 24)


def read_minutes(text: str, most: int = 1440) -> int | None:
    """Read minutes, at most `most`: `45`, `45 min`, `1h15`, `1:15`, `2 h`. Empty is None."""
    text = text.strip()
    if not text:
        return None
    if plain := re.fullmatch(_MINUTES, text, re.IGNORECASE):
        amount = int(plain[1])
    elif (pair := re.fullmatch(_PAIR, text, re.IGNORECASE)) and int(pair[2]) < 60:
        amount = int(pair[1]) * 60 + int(pair[2])
    elif (hours := re.fullmatch(_NUMBER, text, re.IGNORECASE)) and hours[2]:
        amount = whole(float(hours[1].replace(",", ".")) * 60)
    else:
        raise Refused("minutes", f"can't be {quoted(text)}. Try 45 or 1h15")
    return f.whole("minutes", amount, 0, most)


def read_clock(text: str) -> time | None:
    """Read a time of day: `9`, `9:00`, `0900`, `18.45`, `18h`, `6pm`. Empty is None."""
    text = text.strip()
    if not text:
        return None
    if match := re.fullmatch(_CLOCK, text, re.IGNORECASE):
        hour, minute, half = int(match[1]), int(match[2] or 0), (match[3] or "").lower()
        if half:
            hour = hour % 12 + (12 if half == "pm" else 0) if 1 <= hour <= 12 else 24
        if hour <= 23 and minute <= 59:
            return time(hour, minute)
    raise Refused("time", f"can't be {quoted(text)}. Try 9:00 or 18:45")


def read_end(text: str, start: time | None) -> time | None:
    """Read the time at which a day ends that starts at `start`, as `read_clock` does, but with 5 after 9:00 as 17:00.

    An end before a start of up to 12:59 is in the afternoon, unless it has am, pm or a leading zero. Empty is None.
    """
    end = read_clock(text)
    if (
        start
        and end
        and end < start
        and start.hour <= NOON
        and end.hour < NOON
        and re.fullmatch(_NO_HALF, text.strip())
    ):
        return end.replace(hour=end.hour + NOON)
    return end


def read_moment(text: str, now: datetime, today: date) -> datetime | None:
    """Read when something came in: `02:10` (the latest one past), `yesterday 14:00`, `monday 9:30`, `2026-11-19 02:10`;
    days as `read_day` reads them. Empty is None.

    A day without a time means noon, or now if noon is still to come. Reads in the time zone of `now`. Raises Refused
    for a moment in the future.
    """
    text = text.strip()
    if not text:
        return None
    day, rest = _leading_day(text, today)
    try:
        at = read_clock(rest)
    except Refused:
        hint = "Try 02:10, yesterday 14:00 or 2026-11-19 02:10"
        raise Refused("time", f"can't be {quoted(text)}. {hint}") from None
    if day is None or (at is not None and text.lower().startswith("today")):
        # After midnight "today 01:30" was an hour ago, although the user's day began on the date before.
        moment = datetime.combine(now.date(), at or time(0), now.tzinfo)
        if moment > now:
            moment = datetime.combine(day or now.date() - timedelta(1), at or time(0), now.tzinfo)
    elif not f.EARLIEST <= day <= f.LATEST:
        raise Refused("time", f"can't be on {day}. The earliest day is {f.EARLIEST}")
    else:
        moment = datetime.combine(day, at or time(12), now.tzinfo)
        if at is None and day in (today, now.date()):
            return min(now, moment)
    if moment > now:
        raise Refused("time", f"can't be {moment:%Y-%m-%d %H:%M}, which is in the future")
    return moment


def _leading_day(text: str, today: date) -> tuple[date | None, str]:
    """Return the day at the start of `text` and the rest; without one, None and all of `text`."""
    words = re.sub(r"(?<=\d)[Tt](?=\d)", " ", text).split()
    for count in range(min(len(words), 3), 0, -1):
        named = " ".join(words[:count])
        if not re.fullmatch(r"-?\d+", named):  # a number alone means an hour
            with suppress(ValueError):
                return read_day(named, today), " ".join(words[count:])
    return None, text


def read_rating(text: str) -> int:
    """Read a rating: a digit from 1 to 5."""
    if len(text.strip()) != 1 or text.strip() not in "12345":
        raise Refused("rating", f"can't be {quoted(text)}. Use a digit from 1 to 5")
    return int(text)


def read_severity(text: str) -> int:
    """Read a severity: a digit from 1 to 5. `a` or `ask` means an ask, which has no severity and gives 0."""
    if text.strip().lower() in ("a", "ask"):
        return 0
    try:
        return read_rating(text)
    except Refused as error:
        raise Refused("severity", f"{error.reason}, or a for an ask") from None


def read_answer(question: Question, text: str) -> bool | str | None:
    """Read the answer to a `question` of the user's own: y, yes, n or no, or one line of text. Empty is None."""
    text = text.strip()
    if not question.is_yes_no or not text:
        return f.line(question.name, text)
    if text.lower() not in ("y", "yes", "n", "no"):
        raise Refused(question.name, f"can't be {quoted(text)}. Answer yes or no")
    return text.lower() in ("y", "yes")


def read_number(name: str, text: str) -> float | None:
    """Read a value of a custom metric called `name`, with a decimal point or comma. Empty is None."""
    text = text.strip()
    if not text:
        return None
    try:
        amount = float(text.replace(",", ".").replace("_", "x"))
    except ValueError:
        amount = nan
    if not isfinite(amount):
        raise Refused(name, f"can't be {quoted(text)}. Enter a number such as 22 or 0.5")
    return f.number(name, int(amount) if amount.is_integer() and abs(amount) < 1e12 else amount, -1e12, 1e12)
