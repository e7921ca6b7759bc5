"""ISO weeks, Monday to Sunday."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import suppress
from datetime import date, timedelta
from typing import Final, NamedTuple

_WEEK: Final = r"(\d{4})-?[Ww](\d{2})"


class WrongOrderError(ValueError):
    """Two dates, the later first."""

    def __init__(self, first: date, last: date) -> None:
        super().__init__(f"{first} comes after {last}")
        self.first, self.last = first, last


class Week(NamedTuple):
    """An ISO 8601 week: the year it is counted in, and its number, 1 to 53."""

    year: int
    number: int

    @classmethod
    def of(cls, day: date) -> Week:
        """The week that holds `day`. 2027-01-03 is in 2026-W53."""
        iso = day.isocalendar()
        return cls(iso.year, iso.week)

    @classmethod
    def parse(cls, text: str, today: date) -> Week:
        """A week as the user writes it: `2026-W47`, a date in it, or `-1` for last week, `0` for this one.

        One with room in the calendar around it. Raises ValueError with a sentence that says what would do.
        """
        text = text.strip()
        try:
            if match := re.fullmatch(_WEEK, text):
                week = cls.of(cls(int(match[1]), int(match[2])).monday)
            elif re.fullmatch(r"-\d{1,4}|0", text):
                week = cls.of(today).shifted(int(text))
            else:
                week = cls.of(date.fromisoformat(text))
            if 1 < week.year < 9999:
                return week
        except (ValueError, OverflowError):
            pass
        raise ValueError(f"{text!r} is no week: write 2026-W47, a date such as 2026-11-20, or -1 for last week")

    def __str__(self) -> str:
        return f"{self.year:04d}-W{self.number:02d}"

    @property
    def monday(self) -> date:
        """The first day."""
        return date.fromisocalendar(self.year, self.number, 1)

    @property
    def sunday(self) -> date:
        """The last day."""
        return self.monday + timedelta(6)

    def days(self) -> Iterator[date]:
        """Monday to Sunday."""
        monday = self.monday
        return (monday + timedelta(n) for n in range(7))

    def shifted(self, weeks: int) -> Week:
        """The week so many weeks later; earlier when negative."""
        return Week.of(self.monday + timedelta(weeks=weeks))

    def __contains__(self, day: object) -> bool:
        return isinstance(day, date) and Week.of(day) == self


def days_between(text: str, today: date) -> tuple[date, date]:
    """The first and the last day of what the user writes: a week as in `Week.parse`, or two dates, the earlier first.

    Raises ValueError; of two dates the other way round, WrongOrderError.

    >>> days_between("2026-11-02 to 2026-11-12", date(2026, 11, 20))
    (datetime.date(2026, 11, 2), datetime.date(2026, 11, 12))
    """
    said = [word for word in re.split(r"[\s,–]+|\.\.+", text.strip()) if word not in ("", "to", "-")]
    wrong = None
    with suppress(ValueError):
        match said:
            case [one]:
                week = Week.parse(one, today)
                return week.monday, week.sunday
            case [one, other]:
                first, last = date.fromisoformat(one), date.fromisoformat(other)
                if first <= last:
                    return first, last
                wrong = WrongOrderError(first, last)
    raise wrong or ValueError(f"{text!r} is no week and no two dates")
