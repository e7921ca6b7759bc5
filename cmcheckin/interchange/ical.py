"""Read the all-day events of a calendar file (.ics, RFC 5545), for holidays and leave.

Each loop here is limited by the size of the file, by MAX_DAYS or by MAX_STEPS.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from contextlib import suppress
from datetime import date, timedelta
from operator import length_hint
from types import MappingProxyType
from typing import Final, NamedTuple

from cmcheckin.domain.errors import Refused
from cmcheckin.domain.text import LINE, shorten
from cmcheckin.interchange.calendar_events import (
    MAX_NAME,
    OWN_DAY,
    CalendarEvent,
    UnfinishedCalendarError,
    read_events,
    says_leave,
)
from cmcheckin.interchange.repeats import UnsupportedRuleError, all_day_starts
from cmcheckin.wording import calendar_files as words

MAX_DAYS: Final = 20_000
"""The limit on days of all events together: fifty years of leave. A file with more is refused."""
MAX_STEPS: Final = 1_000_000
"""The limit on days tested for repeats in one file. A file that needs more is refused."""
MAX_EVENT_DAYS: Final = 400
"""The limit in days for one event, enough for a year of parental leave."""
MAX_NAMES: Final = 5
"""How many names of left-out events are returned for each reason."""
_DAY: Final = timedelta(1)


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


def read_calendar(raw: bytes, first: date, last: date, *, as_leave: bool = False) -> CalendarDays:
    """Return the days from `first` to `last` of the all-day events in `raw`, the bytes of a calendar file.

    If the calendar is of leave (`as_leave`), events marked as free are left out unless their names say that they are
    leave; calendars of holidays mark all of them as free. Several names of a day are joined. Raises Refused, with the
    reason, if `raw` isn't a calendar file or has too many days.
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
    number_left, steps = MAX_DAYS, iter(range(1, MAX_STEPS + 1))
    for event in events:
        try:
            if as_leave and event.is_free and event.busy != "OOF" and not says_leave(event.summary):
                raise _Skipped(words.FREE)
            days = _days(event, first, last, moved.get(event.text("UID"), ()), steps)
            number_left -= len(days)
            if number_left < 0 or not length_hint(steps):
                raise Refused("", words.TOO_MANY_DAYS.format(most=MAX_DAYS))
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
    found = {day: shorten(", ".join(names[day]), LINE if day in own else MAX_NAME) for day in sorted(names)}
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


def _days(event: CalendarEvent, first: date, last: date, moved: Collection[str], steps: Iterator[object]) -> list[date]:
    """Return the days of `event` from `first` to `last`, repeats included. `moved` and `steps`: see `all_day_starts`.
    Raises _Skipped."""
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
    try:
        starts = all_day_starts(event, start, first - length * _DAY, last, moved, steps)
    except UnsupportedRuleError:
        raise _Skipped(words.REPEATS) from None
    return [
        begin + n * _DAY
        for begin in starts
        for n in range(max((first - begin).days, 0), min(length, (last - begin).days + 1))
    ]


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
