"""Read the all-day events of a calendar file (.ics, RFC 5545), for holidays and leave.

Only yearly repeats are read. Each loop here is limited by the size of the file or by MAX_STEPS.
"""

from __future__ import annotations

import calendar
import re
from collections.abc import Iterator, Mapping
from contextlib import suppress
from datetime import date, timedelta
from types import MappingProxyType
from typing import Final, NamedTuple

from cmcheckin.domain.errors import Refused
from cmcheckin.domain.text import shorten
from cmcheckin.interchange.calendar_events import (
    MAX_NAME,
    OWN_DAY,
    WEEKDAYS,
    CalendarEvent,
    UnfinishedCalendarError,
    read_events,
)
from cmcheckin.wording import calendar_files as words

MAX_STEPS: Final = 20_000
"""The limit on days of all events together, including the years searched for repeats: fifty years of leave. A file that
needs more is refused."""
MAX_EVENT_DAYS: Final = 400
"""The limit in days for one event, enough for a year of parental leave."""
MAX_NAMES: Final = 5
"""How many names of left-out events are returned for each reason."""
_DAY: Final = timedelta(1)
_YEARLY: Final = frozenset({"FREQ", "INTERVAL", "COUNT", "UNTIL", "BYMONTH", "BYMONTHDAY", "BYDAY", "WKST"})
"""The parts of a rule that are supported."""


class LeftOutEvents(NamedTuple):
    """How many events were left out for one `reason`, a key of `wording.calendar_files.REASONS`, and some names."""

    reason: str
    number: int
    names: tuple[str, ...]


class CalendarDays(NamedTuple):
    """The days of the all-day events in a file, with the name of each, in order of date, and what was left out.

    `own`: the values of OWN_DAY, for the days that have one.
    """

    days: Mapping[date, str]
    left_out: tuple[LeftOutEvents, ...]
    own: Mapping[date, str] = MappingProxyType({})


class _Skipped(Exception):  # noqa: N818  the name says what happened
    """Raised with a key of REASONS if an event is left out."""


class _Steps:
    """A counter of the steps left of MAX_STEPS."""

    def __init__(self) -> None:
        self._left = MAX_STEPS

    def take(self, number: int = 1) -> None:
        """Take `number` steps. Raises Refused when they are used up."""
        self._left -= number
        if self._left < 0:
            raise Refused("", words.TOO_MANY_DAYS.format(most=MAX_STEPS))


def read_calendar(raw: bytes, first: date, last: date) -> CalendarDays:
    """Return the days from `first` to `last` of the all-day events in `raw`, the bytes of a calendar file.

    Several names of a day are joined. Raises Refused, with the reason, if `raw` isn't a calendar file or has too many
    days.
    """
    try:
        events = list(read_events(_text(raw)))
    except UnfinishedCalendarError:
        raise Refused("", words.ENDS_EARLY) from None
    moved: dict[str, set[str]] = {}
    for event in events:
        if event.text("RECURRENCE-ID"):
            moved.setdefault(event.text("UID"), set()).add(event.text("RECURRENCE-ID")[:8])
    names: dict[date, dict[str, None]] = {}
    own: dict[date, str] = {}
    left_out: dict[str, LeftOutEvents] = {}
    steps = _Steps()
    for event in events:
        try:
            days = _days(event, first, last, moved.get(event.text("UID"), set()), steps)
            if not days:
                raise _Skipped(words.OUTSIDE)
        except _Skipped as skipped:
            reason, number, some = left_out.get(str(skipped), LeftOutEvents(str(skipped), 0, ()))
            named = (*some, event.summary or words.UNNAMED) if number < MAX_NAMES else some
            left_out[reason] = LeftOutEvents(reason, number + 1, named)
            continue
        name = event.summary or words.UNNAMED
        for day in days:
            names.setdefault(day, {})[name] = None
            if event.text(OWN_DAY):
                own.setdefault(day, event.text(OWN_DAY))
    found = {day: shorten(", ".join(names[day]), MAX_NAME) for day in sorted(names)}
    return CalendarDays(found, tuple(left_out.values()), own)


def _text(raw: bytes) -> str:
    """Return the lines of `raw`, with folded ones joined. Raises Refused if it isn't a calendar in UTF-8."""
    body = raw.removeprefix(b"\xef\xbb\xbf")
    if body.startswith((b"\xff\xfe", b"\xfe\xff")) or b"\0" in body[:64]:
        raise Refused("", words.UTF_16)
    # Unfold before decoding, because a line may be folded inside a character.
    lines = body.replace(b"\r\n", b"\n").replace(b"\r", b"\n").replace(b"\n ", b"").replace(b"\n\t", b"")
    if not lines.lstrip().upper().startswith(b"BEGIN:VCALENDAR"):
        raise Refused("", words.NOT_A_CALENDAR)
    try:
        return lines.decode()
    except UnicodeDecodeError:
        raise Refused("", words.NOT_UTF_8) from None


def _days(event: CalendarEvent, first: date, last: date, moved: set[str], steps: _Steps) -> list[date]:
    """Return the days of `event` from `first` to `last`, repeats included. `moved`: the days of its repeats that have
    an event of their own. Raises _Skipped, or Refused if the `steps` are used up."""
    if event.text("STATUS").upper() == "CANCELLED":
        raise _Skipped(words.CANCELLED)
    if event.text("DESCRIPTION").startswith("Observance"):  # Google marks days that aren't days off like this
        raise _Skipped(words.OBSERVANCE)
    if event.text(OWN_DAY) == "note":
        raise _Skipped(words.OWN_NOTE)
    start = _day(event, "DTSTART")
    length = _length(event, start)
    if length > MAX_EVENT_DAYS:
        raise _Skipped(words.LONG)
    starts: Iterator[date] = iter([start])
    if event.text("RRULE") or event.text("RDATE"):
        starts = _repeats(event, start, first - length * _DAY, last, steps)
    days_out = {day[:8] for excluded in event.excluded for day in excluded.value.split(",")}
    skipped = set() if event.text("RECURRENCE-ID") else days_out | moved
    found: list[date] = []
    for begin in starts:
        if begin <= last and not (skipped and f"{begin:%Y%m%d}" in skipped):
            inside = range(max((first - begin).days, 0), min(length, (last - begin).days + 1))
            steps.take(len(inside))
            found += [begin + n * _DAY for n in inside]
    return found


def _day(event: CalendarEvent, name: str) -> date:
    """Return the day of the property `name`. Raises _Skipped for a time of day, or if it isn't a date."""
    value = event.text(name)
    if not value:
        raise _Skipped(words.UNREADABLE)
    is_all_day = event.text("X-MICROSOFT-CDO-ALLDAYEVENT").upper() == "TRUE" and value[8:] == "T000000"
    if "T" in value.upper() and not is_all_day:
        raise _Skipped(words.TIMED)
    with suppress(ValueError):
        if re.fullmatch(r"[0-9]{8}", value[:8]) and (len(value) == 8 or is_all_day):
            return date(int(value[:4]), int(value[4:6]), int(value[6:8]))
    raise _Skipped(words.UNREADABLE)


def _length(event: CalendarEvent, start: date) -> int:
    """Return the number of days of `event`, which begins on `start`. Its end is the day after the last one."""
    if event.text("DTEND"):
        return max((_day(event, "DTEND") - start).days, 1)
    found = re.fullmatch(r"\+?P([0-9]{1,4})([DW])", event.text("DURATION").upper())
    return max(int(found[1]) * (7 if found[2] == "W" else 1), 1) if found else 1


# Repeats


class _Rule(NamedTuple):
    """A yearly repeat, at `most` this often (None: no limit), on days that match all fields that aren't empty.

    `month_days`: days of a month, -1 for the last. `weekdays`: pairs of a number and a weekday, 0 for Monday. 2 is the
    second such weekday of the month, -1 the last, and 0 means each.
    """

    interval: int
    most: int | None
    until: date
    months: tuple[int, ...]
    month_days: tuple[int, ...]
    weekdays: tuple[tuple[int, int], ...]

    def in_year(self, year: int) -> Iterator[date]:
        """Yield the days in `year`."""
        for month in self.months:
            last = calendar.monthrange(year, month)[1]
            for number in range(1, last + 1):
                day = date(year, month, number)
                if self.month_days and not {number, number - last - 1} & {*self.month_days}:
                    continue
                which = (0, (number + 6) // 7, -((last - number) // 7 + 1))  # each, and counted from both ends
                if not self.weekdays or any((n, day.weekday()) in self.weekdays for n in which):
                    yield day


def _repeats(event: CalendarEvent, start: date, first: date, last: date, steps: _Steps) -> Iterator[date]:
    """Yield the days from `first` to `last` on which `event` starts; the very first is `start`.

    Raises _Skipped if it doesn't repeat yearly, or Refused if the `steps` are used up.
    """
    rule = _read_rule(event, start)
    left = rule.most if rule.most is not None else MAX_STEPS * 400
    skipped = 0 if rule.most is not None else max(first.year - start.year, 0) // rule.interval
    for year in range(start.year + skipped * rule.interval, min(last, rule.until).year + 1, rule.interval):
        steps.take()
        for day in rule.in_year(year):
            if day < start:
                continue
            if day > min(last, rule.until) or left <= 0:
                return
            left -= 1
            if day >= first:
                yield day


def _read_rule(event: CalendarEvent, start: date) -> _Rule:
    """Return the rule of `event`, which starts on `start`.

    Raises _Skipped unless it repeats yearly and every part of the rule is supported.
    """
    parts = dict(part.partition("=")[::2] for part in event.text("RRULE").upper().split(";") if part)
    weekdays = re.findall(r"([+-]?[1-5])?(MO|TU|WE|TH|FR|SA|SU)(?:,|$)", parts.get("BYDAY", ""))
    is_known = parts.get("FREQ") == "YEARLY" and parts.keys() <= _YEARLY and not event.text("RDATE")
    has_month = "BYMONTH" in parts or not parts.keys() & {"BYDAY", "BYMONTHDAY"}
    if not is_known or not has_month or len(weekdays) != (parts["BYDAY"].count(",") + 1 if "BYDAY" in parts else 0):
        raise _Skipped(words.REPEATS)
    month_days = _numbers(parts, "BYMONTHDAY", 31) or (() if weekdays else (start.day,))
    until = date.max
    if "UNTIL" in parts:
        try:
            until = date(int(parts["UNTIL"][:4]), int(parts["UNTIL"][4:6]), int(parts["UNTIL"][6:8]))
        except ValueError:
            raise _Skipped(words.REPEATS) from None
    return _Rule(
        (_numbers(parts, "INTERVAL", 9999) or (1,))[0],
        next(iter(_numbers(parts, "COUNT", 99_999)), None),
        until,
        tuple(sorted({*_numbers(parts, "BYMONTH", 12)} or {start.month})),
        month_days,
        tuple((int(number or 0), WEEKDAYS.index(name)) for number, name in weekdays),
    )


def _numbers(parts: Mapping[str, str], name: str, most: int) -> tuple[int, ...]:
    """Return the numbers of the part `name`, from 1 to `most`, and for days of a month also negative ones.

    Raises _Skipped for others.
    """
    texts = parts[name].split(",") if name in parts else []
    sign = "-?" if name == "BYMONTHDAY" else ""
    numbers = tuple(int(text) for text in texts if re.fullmatch(rf"\+?{sign}[0-9]{{1,5}}", text))
    if len(numbers) != len(texts) or any(not 1 <= abs(number) <= most for number in numbers):
        raise _Skipped(words.REPEATS)
    return numbers
