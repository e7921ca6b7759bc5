"""Ranges of days such as months, quarters, half-years and years, and how people write them."""

from __future__ import annotations

import re
from contextlib import suppress
from datetime import date, timedelta
from typing import Final, Literal, NamedTuple, TypeAlias

from cmcheckin.domain.dates import month_named, quoted
from cmcheckin.domain.fields import EARLIEST, LATEST
from cmcheckin.domain.week import days_of, first_of_month, month_number

SpanKind: TypeAlias = Literal["days", "month", "quarter", "half", "year", "all"]
MONTHS: Final[dict[SpanKind, int]] = {"month": 1, "quarter": 3, "half": 6, "year": 12}
"""How many months each kind has that is made of months. `days` is any other range."""
_NAMES: Final[dict[str, SpanKind]] = {
    "month": "month", "quarter": "quarter", "half": "half", "half-year": "half", "half year": "half", "year": "year",
}  # fmt: skip
_PARTS: Final[dict[str, SpanKind]] = {"q": "quarter", "h": "half"}
_NEAR: Final = {"": 0, "this ": 0, "last ": -1}


class Span(NamedTuple):
    """The days from `first` to `last`, both included."""

    kind: SpanKind
    first: date
    last: date

    @classmethod
    def of(cls, kind: SpanKind, day: date) -> Span:
        """Return the month, quarter, half-year or year that contains `day`, or all days that a record can have."""
        if kind not in MONTHS:
            return cls("all", EARLIEST, LATEST)
        months = MONTHS[kind]
        return cls._starting(kind, month_number(day) // months * months)

    @classmethod
    def _starting(cls, kind: SpanKind, month: int) -> Span:
        """Return the span from `month`, a number as in `month_number`. Raises ValueError outside the calendar."""
        return cls(kind, first_of_month(month), first_of_month(month + MONTHS[kind]) - timedelta(1))

    def __str__(self) -> str:
        """Return the name: `2026-Q4`, `2026-H1`, `2026`, `2026-10`, `all`, or the first and the last day.

        `read_span` reads all of these but the last.
        """
        match self.kind:
            case "all":
                return "all"
            case "year":
                return f"{self.first.year}"
            case "month":
                return f"{self.first.year}-{self.first.month:02d}"
            case "quarter" | "half":
                return f"{self.first.year}-{self.kind[0].upper()}{self.number}"
            case _:
                return f"{self.first}-to-{self.last}"

    @property
    def number(self) -> int:
        """The number of this part of the year, from 1: 3 for the third quarter."""
        return (self.first.month - 1) // MONTHS.get(self.kind, 12) + 1

    def shifted(self, steps: int) -> Span:
        """Return the span `steps` later, or earlier if negative; the same span at the ends of the calendar."""
        if self.kind == "all":
            return self
        with suppress(ValueError, OverflowError):
            if self.kind in MONTHS:
                moved = self._starting(self.kind, month_number(self.first) + steps * MONTHS[self.kind])
            else:
                length = (self.last - self.first).days + 1
                moved = Span("days", self.first + timedelta(steps * length), self.last + timedelta(steps * length))
            if moved.last >= EARLIEST and moved.first <= LATEST:
                return moved
        return self


def read_span(text: str, today: date) -> Span:
    """Return the days that `text` names: `2026`, `2026-Q3`, `Q3` (the latest that has begun), `2026-H1`, `2026-10`,
    `october` (the latest that has begun), `oct 2026`, `quarter`, `last year`, `all`, or a day or week as in `days_of`.

    Raises ValueError with a sentence for the user.

    >>> read_span("2026-Q3", date(2026, 11, 26))
    Span(kind='quarter', first=datetime.date(2026, 7, 1), last=datetime.date(2026, 9, 30))
    """
    word = " ".join(text.split()).lower()
    if word in ("all", "everything"):
        return Span.of("all", today)
    with suppress(ValueError, OverflowError):
        if (found := re.fullmatch(r"([a-z]+)(?: ([0-9]{4}))?", word)) and (month := month_named(found[1])):
            year = int(found[2]) if found[2] else today.year - (month > today.month)
            return Span.of("month", date(year, month, 1))
        if found := re.fullmatch(r"(this |last |)([a-z -]+)", word):
            if found[2] in _NAMES:
                return Span.of(_NAMES[found[2]], today).shifted(_NEAR[found[1]])
        elif re.fullmatch(r"[0-9]{4}", word):
            return Span.of("year", date(int(word), 1, 1))
        elif found := re.fullmatch(r"([0-9]{4})-([0-9]{2})", word):
            return Span.of("month", date(int(found[1]), int(found[2]), 1))
        elif found := re.fullmatch(r"(?:([0-9]{4})[- ]?)?([qh])([1-4])", word):
            return _part(found[1], _PARTS[found[2]], int(found[3]), today)
    with suppress(ValueError):
        return Span("days", *days_of(text, today))
    raise ValueError(f"{quoted(text)} isn't a period. Try 2026-Q4, 2026-H1, 2026, last quarter, 2026-W40 or all")


def _part(year: str | None, kind: SpanKind, number: int, today: date) -> Span:
    """Return the quarter or half-year `number` of `year`, or without a year, the latest that has begun.

    Raises ValueError if there is none.
    """
    month = (number - 1) * MONTHS[kind] + 1
    span = Span.of(kind, date(int(year) if year else today.year, month, 1))  # an H3 has no month
    return span if year or span.first <= today else Span.of(kind, date(today.year - 1, month, 1))
