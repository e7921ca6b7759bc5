"""Read days and times as other programs write them. Nothing is guessed: anything ambiguous is asked or refused.

Days: `2026-03-09`, `2026/3/9`, `20260309`, `9.3.2026`, `3/9/2026`, `9 March 2026`, `March 9th, 2026`, `9-Mar-2026`,
`2026 Sun Feb 8`, with or without an English weekday. Times: `22:00`, `22:00:00`, `22.00`, `10:00 pm`, `10pm`, `22h00`,
and, after a day, an offset: `Z`, `UTC`, `+01:00`, `+0100`. Years have four digits.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from contextlib import suppress
from datetime import UTC, date, datetime, time, timedelta, timezone
from functools import lru_cache
from typing import Final, NamedTuple

from cmcheckin.domain.dates import month_named
from cmcheckin.domain.fields import EARLIEST, LATEST
from cmcheckin.domain.schedule import WEEKDAYS
from cmcheckin.domain.text import clean, shorten
from cmcheckin.interchange.importing.questions import DATES, DAY_FIRST, MONTH_FIRST, Answers, Question
from cmcheckin.interchange.parsing import Refusal
from cmcheckin.interchange.readers.items import When
from cmcheckin.wording import foreign_files as words

ORDERS: Final = (DAY_FIRST, MONTH_FIRST)
_WEEKDAYS_LONG: Final = (
    "monday", "tuesday", "tues", "wednesday", "thursday", "thur", "thurs", "friday", "saturday", "sunday",
)  # fmt: skip
_LONGEST: Final = 60
_CLOCK: Final = (
    r"(?P<hour>[0-9]{1,2})(?:(?P<sign>[:.])(?P<minute>[0-9]{2})(?:(?P=sign)(?P<second>[0-9]{2})(?:[.,][0-9]{1,9})?)?"
    r"|\s?h\s?(?P<of_h>[0-9]{2}))?(?:\s?(?P<half>[ap])\.?m\.?)?"
)
_TIME: Final = re.compile(_CLOCK, re.IGNORECASE)
_ZONE: Final = r"(?:\s?(?P<zone>Z|UTC|GMT|(?P<east>[+-])(?P<ahead>[0-9]{2}):?(?P<minutes>[0-9]{2})?))?"
_DAY_AND_TIME: Final = re.compile(rf"(?P<day>.*?)(?:(?<=[0-9])T|,?\s(?:at\s)?){_CLOCK}{_ZONE}", re.IGNORECASE)
_COMPACT: Final = re.compile(r"([0-9]{4})([0-9]{2})([0-9]{2})(?:(T[0-9]{2})([0-9]{2})([0-9]{2})?)?(?=Z|[+-]|\Z)")
_NUMBERS: Final = re.compile(r"([0-9]{1,4})\s?([-/.])\s?([0-9]{1,2})\s?\2\s?([0-9]{1,4})\.?")
_DAY_OF_MONTH: Final = re.compile(r"([0-9]{1,2})(?:st|nd|rd|th)?")


class _Meanings(NamedTuple):
    """The days that a text may mean, by order. They are equal unless the text has only numbers. `shown` is the text
    without its time. `is_dotted`: whether dots separate day and month, as is usual where the day comes first."""

    days: dict[str, date]
    shown: str
    is_dotted: bool = False

    @property
    def is_ambiguous(self) -> bool:
        return len(set(self.days.values())) > 1

    @property
    def needs(self) -> str:
        """The only possible order, or empty."""
        return next(iter(self.days)) if len(self.days) == 1 else ""


def date_order(dates: Iterable[tuple[int, str]], answers: Answers) -> str | Question | Refusal:
    """Return whether the day or the month comes first in a column of `dates`, each with its line: `day-first`,
    `month-first`, or empty if no date is ambiguous.

    Returns a Question if neither the dates nor `answers` show it: yield it and stop. Returns a Refusal if two dates
    contradict each other. `3.4.2026` has the day first, unless another date with dots needs the month first. Texts that
    aren't dates are ignored.
    """
    needed: dict[str, tuple[int, _Meanings]] = {}
    dotted: tuple[int, _Meanings] | None = None
    unclear: list[tuple[int, _Meanings]] = []
    month_first_with_dots = False
    for line, text in dates:
        found = _meanings(_split(text)[0])
        if found.needs:
            needed.setdefault(found.needs, (line, found))
            month_first_with_dots |= found.is_dotted and found.needs == MONTH_FIRST
        elif found.is_ambiguous and found.is_dotted:
            dotted = dotted or (line, found)
        elif found.is_ambiguous:
            unclear.append((line, found))
    if unclear and not needed:
        name = unclear[0][1].shown
        answer = answers.get(DATES, name)
        if answer not in ORDERS:
            return Question(DATES, name, ORDERS, occurs=len(unclear))
        needed[answer] = unclear[0]
    if dotted and not month_first_with_dots:
        needed.setdefault(DAY_FIRST, dotted)
    if len(needed) == len(ORDERS):
        (early, first), (late, second) = sorted(needed.values(), key=lambda one: one[0])
        return Refusal(late, words.OTHER_ORDER.format(text=second.shown, line=early, other=first.shown))
    return next(iter(needed), "")


def read_when(text: str, order: str = "", clock: str = "") -> When:
    """Return the day that `text` names, or its time if it has one or `clock` does. `order` is what `date_order` found.

    A time has the offset that `text` gives, if any. Raises ValueError with the reason, as a phrase after the line.
    """
    day_text, found = _split(text)
    meanings = _meanings(day_text)
    if not meanings.days:
        short = shorten(clean(text[:200]), 40)
        raise ValueError((words.TWO_DIGIT_YEAR if _has_short_year(day_text) else words.NOT_A_DAY).format(text=short))
    if meanings.is_dotted and order not in ORDERS:
        order = DAY_FIRST
    if meanings.is_ambiguous and order not in ORDERS:
        raise ValueError(words.AMBIGUOUS_DAY.format(text=meanings.shown))
    day = meanings.days.get(order) or next(iter(meanings.days.values()))
    if not EARLIEST <= day <= LATEST:
        raise ValueError(words.OUT_OF_RANGE.format(text=day.isoformat()))
    if clean(clock):
        return datetime.combine(day, read_time(clock))
    if found is None:
        return day
    at = _time_in(found)
    zone = _zone_in(found)
    if at is None or (found["zone"] and zone is None):
        raise ValueError(words.NOT_A_TIME.format(text=shorten(clean(text[:200]), 40)))
    return datetime.combine(day, at, zone)


def read_day(text: str, order: str = "") -> date:
    """Return the day that `text` names, without its time. Raises ValueError like `read_when`."""
    found = read_when(text, order)
    return found.date() if isinstance(found, datetime) else found


def read_time(text: str) -> time:
    """Return the time of day that `text` names. Raises ValueError with the reason, as a phrase after the line."""
    plain = clean(text[: 4 * _LONGEST])
    found = _TIME.fullmatch(plain) if len(plain) <= _LONGEST else None
    at = found and _time_in(found)
    if at is None:
        raise ValueError(words.NOT_A_TIME.format(text=shorten(plain, 40)))
    return at


def _split(text: str) -> tuple[str, re.Match[str] | None]:
    """Return the text of the day, and the match of the time after it, if any."""
    plain = clean(text[: 4 * _LONGEST])
    if len(plain) > _LONGEST:
        return plain, None
    if compact := _COMPACT.match(plain):
        year, month, day, hour, minute, second = compact.groups("00")
        clock = f"{hour}:{minute}:{second}" if compact[4] else ""
        plain = f"{year}-{month}-{day}{clock}{plain[compact.end() :]}"
    found = _DAY_AND_TIME.fullmatch(plain)
    if found and (found["minute"] or found["of_h"] or found["half"]):
        return found["day"], found
    return plain, None


@lru_cache(maxsize=1024)  # a day has many lines in most files
def _meanings(day: str) -> _Meanings:
    """Return the days that the text `day` may mean; none if it isn't a date with a year of four digits."""
    if len(day) > _LONGEST:
        return _Meanings({}, day)
    parts = [part for part in re.split(r"[\s,]+", day) if part and not _is_weekday(part)]
    numbers = _NUMBERS.fullmatch(" ".join(parts))
    days: dict[str, date] = {}
    if not numbers:
        named = _with_month_name(parts)
        days = dict.fromkeys(ORDERS, named) if named else {}
        return _Meanings(days, day)
    first, sign, second, third = numbers.groups()
    orders = {DAY_FIRST: (third, second, first), MONTH_FIRST: (third, first, second)}
    if len(first) == 4:
        orders = dict.fromkeys(ORDERS, (first, second, third))
    for order, (year, month, number) in orders.items():
        if len(year) == 4 and len(number) <= 2:
            with suppress(ValueError):
                days[order] = date(int(year), int(month), int(number))
    return _Meanings(days, numbers[0].rstrip("."), is_dotted=sign == ".")


def _is_weekday(part: str) -> bool:
    return part.rstrip(".").lower() in (*WEEKDAYS, *_WEEKDAYS_LONG)


def _with_month_name(parts: list[str]) -> date | None:
    """Return the day of `parts` such as 9, March and 2026, in any order, or None."""
    texts = [text.lower() for part in parts for text in re.split(r"[-/.]", part) if text]
    years = [int(text) for text in texts if re.fullmatch("[0-9]{4}", text)]
    numbers = [int(match[1]) for text in texts if (match := _DAY_OF_MONTH.fullmatch(text))]
    months = [month for text in texts if (month := 9 if text == "sept" else month_named(text))]
    if len(years) == len(numbers) == len(months) == 1 and len(texts) == 3:
        with suppress(ValueError):
            return date(years[0], months[0], numbers[0])
    return None


def _has_short_year(day: str) -> bool:
    """Return whether `day` is a date with a two-digit year."""
    return any(_meanings(text).days for text in (re.sub(r"(?=[0-9]{2}\.?\Z)", "20", day), f"20{day}"))


def _time_in(found: re.Match[str]) -> time | None:
    minutes = found["minute"] or found["of_h"]
    hour, minute, second = (int(text or 0) for text in (found["hour"], minutes, found["second"]))
    if found["half"]:
        if not 1 <= hour <= 12:
            return None
        hour = hour % 12 + (12 if found["half"] in "pP" else 0)
    elif not minutes:
        return None
    with suppress(ValueError):
        return time(hour, minute, second)
    return None


def _zone_in(found: re.Match[str]) -> timezone | None:
    if not found["east"]:
        return UTC if found["zone"] else None
    ahead = timedelta(hours=int(found["ahead"]), minutes=int(found["minutes"] or 0))
    if ahead >= timedelta(days=1) or int(found["minutes"] or 0) > 59:
        return None
    return timezone(ahead if found["east"] == "+" else -ahead)
