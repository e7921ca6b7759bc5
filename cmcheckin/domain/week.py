"""ISO weeks, Monday to Sunday, and calendar months."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import suppress
from datetime import date, timedelta
from typing import Final

from cmcheckin.domain.dates import quoted, read_day
from cmcheckin.domain.named import NamedTuple

_WEEK: Final = r"([0-9]{4})-?w([0-9]{2})"
_NUMBER: Final = r"(?:w|week )?([0-9]{1,2})"
_NEAR: Final = {"last week": -1, "this week": 0, "next week": 1}


class WrongOrderError(ValueError):
    """The first of two days is after the second."""

    def __init__(self, first: date, last: date) -> None:
        super().__init__(f"{first} is later than {last}")
        self.first, self.last = first, last


class Week(NamedTuple):
    """An ISO 8601 week: its ISO year, and its number from 1 to 53."""

    year: int
    number: int

    @classmethod
    def of(cls, day: date) -> Week:
        """Return the week of `day`: 2027-01-03 is in 2026-W53."""
        iso = day.isocalendar()
        return cls(iso.year, iso.week)

    @classmethod
    def parse(cls, text: str, today: date) -> Week:
        """Return the week that `text` names: `2026-W47`, `W47`, `week 47` or `47` (the latest one of
        that number that has begun), `last week`, `this week`, `-1` for last week, `0` for this one, or any day in it as
        `read_day` reads it.

        Raises ValueError with a sentence for the user.
        """
        word = " ".join(text.split()).lower()
        with suppress(ValueError, OverflowError):
            if match := re.fullmatch(_WEEK, word):
                week = cls.of(cls(int(match[1]), int(match[2])).monday)
            elif word in _NEAR or re.fullmatch(r"-[0-9]{1,4}|0", word):
                week = cls.of(today).shifted(_NEAR[word] if word in _NEAR else int(word))
            elif match := re.fullmatch(_NUMBER, word):
                week = cls._numbered(int(match[1]), today)
            elif not word.lstrip("-").isdecimal():  # here a number counts weeks, not days
                week = cls.of(read_day(word, today))
            else:
                raise ValueError(word)
            if 1 < week.year < 9999:
                return week
        raise ValueError(f"{quoted(text)} isn't a week. Try 2026-W40, 2026-10-03 or -1")

    @classmethod
    def _numbered(cls, number: int, today: date) -> Week:
        """Return the latest week `number` that has begun by `today`. Raises ValueError when no year has one."""
        this = cls.of(today)
        for year in range(this.year, this.year - 8, -1):  # every fifth, sixth or seventh year has a week 53
            with suppress(ValueError):
                week = cls.of(cls(year, number).monday)
                if week <= this:
                    return week
        raise ValueError(number)

    def __str__(self) -> str:
        return f"{self.year:04d}-W{self.number:02d}"

    @property
    def monday(self) -> date:
        """Its first day."""
        return date.fromisocalendar(self.year, self.number, 1)

    @property
    def sunday(self) -> date:
        """Its last day."""
        return self.monday + timedelta(6)

    def days(self) -> Iterator[date]:
        """Iterate over its days, Monday to Sunday."""
        monday = self.monday
        return (monday + timedelta(n) for n in range(7))

    def shifted(self, weeks: int) -> Week:
        """Return the week `weeks` weeks later, or earlier if negative."""
        return Week.of(self.monday + timedelta(weeks=weeks))

    def __contains__(self, day: object) -> bool:
        return isinstance(day, date) and Week.of(day) == self


def days_of(text: str, today: date) -> tuple[date, date]:
    """Return the first and the last day of what `text` names: a day as in `read_day`, or else a week as in
    `Week.parse`, but not by its number alone, which could be a day of a month. Raises ValueError with a sentence for
    the user."""
    with suppress(ValueError):
        day = read_day(text, today)
        return day, day
    with suppress(ValueError):
        week = Week.parse("" if text.strip().isdecimal() else text, today)
        return week.monday, week.sunday
    raise ValueError(f"{quoted(text)} isn't a day or a week. Try 2026-11-20, yesterday, monday or 2026-W40")


def days_between(text: str, today: date) -> tuple[date, date]:
    """Return the first and the last day of what `text` names: a week as in `Week.parse`, or two days, the earlier
    first.

    Raises ValueError, and WrongOrderError when the first of two days is the later one.

    >>> days_between("2026-11-02 to 2026-11-12", date(2026, 11, 20))
    (datetime.date(2026, 11, 2), datetime.date(2026, 11, 12))
    """
    with suppress(ValueError):
        week = Week.parse(text, today)
        return week.monday, week.sunday
    parts = re.split(r"\s+(?:to|-)\s+|\s*(?:,|–|\.\.+)\s*", text.strip(), flags=re.IGNORECASE)
    if len(parts) == 1:
        parts = text.split()
    wrong = None
    if len(parts) == 2:
        with suppress(ValueError):
            first, last = days_of(parts[0], today)[0], days_of(parts[1], today)[1]
            if first <= last:
                return first, last
            wrong = WrongOrderError(first, last)
    raise wrong or ValueError(f"{quoted(text)} isn't a week or a range of days. Try 2026-W40")


def month_number(day: date) -> int:
    """Return the months from January of year 0 to the month of `day`."""
    return day.year * 12 + day.month - 1


def first_of_month(number: int) -> date:
    """Return the first day of the month with that `month_number`."""
    return date(number // 12, number % 12 + 1, 1)
