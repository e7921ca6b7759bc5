"""Read the meetings and the days of leave in a calendar file (.ics, RFC 5545), for hints.

Repeats are expanded only on the days asked for. The size of the file and MAX_STEPS limit the work.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Set
from contextlib import suppress
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from operator import length_hint
from typing import Final, NamedTuple

from cmcheckin.domain.days import each_day
from cmcheckin.interchange.calendar_events import (
    OWN_DAY,
    WEEKDAY,
    CalendarEvent,
    Property,
    UnfinishedCalendarError,
    read_events,
    says_leave,
    unfolded,
)
from cmcheckin.interchange.parsing import Refusal
from cmcheckin.interchange.readers.calendar_zones import FileZone, find_zone, zones_in
from cmcheckin.interchange.readers.hint_items import DayOff, HintItem, Scope
from cmcheckin.interchange.readers.items import LeftOut, Span, When
from cmcheckin.interchange.readers.source import SourceFile
from cmcheckin.interchange.repeats import Rule, UnsupportedRuleError, all_day_starts, read_rule
from cmcheckin.wording import hints as words

MAX_STEPS: Final = 1_000_000
"""The limit on days tested for repeats in one file."""
MAX_DAYS: Final = 400
"""The limit in days for one event."""
EVENTS_AT_ONCE: Final = 100
"""How many events are read before the time is checked again."""
_DAY: Final = timedelta(1)
_HALF: Final = re.compile(r"\b(half|halb\w*|halve|demi|medio|media|mezz[ao]|meio|meia)\b", re.IGNORECASE)
_OUT: Final = re.compile(r"\s*(ooo|out[ -]of[ -]office)\s*", re.IGNORECASE)
_NAMED: Final = re.compile(
    r"\s*(?!(?:i|i['’]?m|me|away|out|off|gone)\b)([^\W\d][\w.'’ -]{0,40}?)"
    rf"(?:['’]s\s+(?=\w*\s?(?:leave|vacation|pto|time off|{WEEKDAY} off)\b)|"
    r"\s+(?:is|on|has|ist|hat|im|in|en|op|met|em)\s|"
    r"\W+(?:ooo|out[ -]of[ -]office)\b)",
    re.IGNORECASE,
)
"""The start of a summary that says who is on leave: “Bea on leave”, “Bea's vacation”, “Bea OOO”, “Bea im Urlaub”. The
words before it are the name."""
_BEGIN, _END = "\nBEGIN:VEVENT", "\nEND:VEVENT"
_LOWER: Final = re.compile(r"^(?:begin|end):vevent", re.IGNORECASE | re.MULTILINE)
_OWNER: Final = re.compile(r"^X-WR-CALNAME[^:\n]*:\s*(\S+@\S+)\s*$", re.MULTILINE)
_TIME: Final = re.compile(r"([0-9]{4})([0-9]{2})([0-9]{2})(?:T([0-9]{2})([0-9]{2})([0-9]{2})(Z?))?", re.IGNORECASE)
_LENGTH: Final = re.compile(
    r"\+?P(?:([0-9]{1,3})W)?(?:([0-9]{1,4})D)?(?:T(?:([0-9]{1,5})H)?(?:([0-9]{1,6})M)?(?:([0-9]{1,7})S)?)?"
)


class _Skipped(Exception):  # noqa: N818  the name says what happened
    """Raised with the reason when an event is left out."""


class _Calendar(NamedTuple):
    """What all events of a file share: the scope, the user's own addresses, the time zones that the file
    defines, the repeats with an event of their own, by UID, and the remaining steps. Such repeats are values of `_key`,
    and texts such as `20261118` for all-day events."""

    scope: Scope
    mine: frozenset[str]
    zones: Mapping[str, FileZone]
    moved: dict[str, set[object]]
    steps: Iterator[int]


def matches(file: SourceFile) -> bool:
    """Return whether `file` is a calendar file."""
    return file.head.lstrip()[:15].upper() == "BEGIN:VCALENDAR"


def read(file: SourceFile, scope: Scope) -> Iterator[HintItem]:
    """Yield the meetings and days of leave on the days of `scope`, and the events on these days that are left out."""
    text = file.text
    if _BEGIN not in text:
        text = _LOWER.sub(lambda found: found[0].upper(), text)
    edges = _edges(scope)
    mine = scope.me | {found.lower() for found in _OWNER.findall(file.head)}
    calendar = _Calendar(scope, mine, zones_in(text), {}, iter(range(1, MAX_STEPS + 1)))
    if "RECURRENCE-ID" in text:
        _find_moved(text, calendar, edges)
    line = 1
    for number, (line, block) in enumerate(_blocks(text)):
        if number % EVENTS_AT_ONCE == 0 and scope.is_over():
            yield Refusal(line, words.TAKES_TOO_LONG)
            return
        if not _is_outside(block, edges):
            yield from _event_items(line, block, calendar)
            if not length_hint(calendar.steps):
                yield Refusal(line, words.TAKES_TOO_LONG)
                return
    whole = text.rstrip()
    if not whole[-13:].upper().endswith("END:VCALENDAR"):
        yield Refusal(whole.count("\n") + 1, words.CALENDAR_ENDS_EARLY)


def _blocks(text: str) -> Iterator[tuple[int, str]]:
    """Yield each event as text, with the line it begins on."""
    line, at = 1, 0
    begin = text.find(_BEGIN)
    while begin >= 0:
        after = text.find(_BEGIN, begin + 1)
        block = text[begin + 1 : after if after >= 0 else len(text)]
        end = block.find(_END)
        if end >= 0:
            line += text.count("\n", at, begin + 1)
            at = begin + 1
            yield line, block[: end + len(_END)]
        begin = after


def _find_moved(text: str, calendar: _Calendar, edges: _Edges) -> None:
    """Add the single repeats that were moved or changed to `calendar`, as far as they may be on the days asked for."""
    for _, block in _blocks(text):
        day = _day_in(block, "\nRECURRENCE-ID")
        if day and edges.all_day <= day <= edges.after:
            for event in _events_in(block):
                moved = calendar.moved.setdefault(event.text("UID"), set())
                moved.add(event.text("RECURRENCE-ID")[:8])
                with suppress(ValueError, OverflowError, _Skipped):
                    moved.update(_key(_read_time(one, calendar)) for one in event.all("RECURRENCE-ID"))


class _Edges(NamedTuple):
    """Days as `20261118`: events that start before `timed` (with a time) or before `all_day`, or after `after`, are
    outside the days asked for in any time zone."""

    timed: str
    all_day: str
    after: str


def _edges(scope: Scope) -> _Edges:
    days = (scope.first - 2 * _DAY, scope.first - (MAX_DAYS + 2) * _DAY, scope.last + 2 * _DAY)
    return _Edges(*(f"{day:%Y%m%d}" for day in days))


def _day_in(block: str, name: str) -> str:
    """Return the day of the property `name` in `block`, as `20261118`; empty if it isn't found at once."""
    at = block.find(name)
    colon = block.find(":", at)
    day = block[colon + 1 : colon + 9] if at >= 0 and colon >= 0 else ""
    return day if len(day) == 8 and day.isascii() and day.isdecimal() else ""


def _is_outside(block: str, edges: _Edges) -> bool:
    """Return whether the event in `block` is surely outside the days asked for, or is a day exported from the log.
    Otherwise it is read in full, which takes twenty times as long."""
    if OWN_DAY in block:
        return True
    start = _day_in(block, "\nDTSTART")
    if not start or start > edges.after or "\nRDATE" in block:
        return start > edges.after
    if "\nRRULE" in block:
        at = block.find("UNTIL=")
        until = block[at + 6 : at + 14] if at >= 0 else ""
        return until.isascii() and until.isdecimal() and len(until) == 8 and until < edges.all_day
    is_timed = f"{start}T" in block and "ALLDAYEVENT:TRUE" not in block
    return start < (edges.timed if is_timed else edges.all_day)


def _events_in(block: str) -> Iterator[CalendarEvent]:
    try:
        yield from read_events(unfolded(block))
    except UnfinishedCalendarError:  # an alarm without an end
        return


def _event_items(line: int, block: str, calendar: _Calendar) -> Iterator[HintItem]:
    """Yield the items of the event in `block`, which begins on `line`."""
    scope = calendar.scope
    for event in _events_in(block):
        try:
            found = list(_times(event, calendar))
            if found:
                reason = _reason_to_skip(event, calendar.mine, is_timed=isinstance(found[0][0], datetime))
                if reason:
                    raise _Skipped(reason)
        except _Skipped as skipped:
            yield LeftOut(line, str(skipped))
            continue
        except UnsupportedRuleError:
            yield LeftOut(line, words.UNKNOWN_REPEAT)
            continue
        except (ValueError, OverflowError):
            yield Refusal(line, words.NO_EVENT_TIME)
            continue
        for start, end in found:
            if isinstance(start, datetime) and isinstance(end, datetime):
                yield Span(line, start, end)
            else:
                yield from (DayOff(line, day) for day in each_day(max(start, scope.first), min(end, scope.last)))


def _reason_to_skip(event: CalendarEvent, mine: frozenset[str], *, is_timed: bool) -> str:
    """Return why `event` is left out; empty if it isn't."""
    if event.text("STATUS").upper() == "CANCELLED":
        return words.CANCELLED
    if _is_declined(event, mine):
        return words.DECLINED
    if is_timed:
        is_free = event.is_free or event.busy == "OOF" or _OUT.fullmatch(event.summary)
        return words.FREE if is_free else ""
    is_leave = event.busy == "OOF" or (says_leave(event.summary) and not _HALF.search(event.summary))
    if not is_leave:
        return words.WHOLE_DAY
    return "" if _is_own(event.summary, mine) else words.LEAVE_OF_OTHERS


def _is_own(summary: str, mine: frozenset[str]) -> bool:
    """Return whether `summary` names nobody who is on leave, or the user. In “Urlaub in Rom”, the leave comes first."""
    found = _NAMED.match(summary)
    if found is None or says_leave(found[1]):
        return True
    return {*re.findall(r"\w+", found[1].casefold())} <= {word for name in mine for word in re.findall(r"\w+", name)}


def _is_declined(event: CalendarEvent, mine: frozenset[str]) -> bool:
    """Return whether the user declined `event`, or everybody did if it isn't known which of them is the user."""
    answers = [("PARTSTAT=DECLINED" in one.parameters.upper(), _names_of(one) & mine) for one in event.all("ATTENDEE")]
    own = [declined for declined, names in answers if names] or [declined for declined, _ in answers]
    return bool(own) and all(own)


def _names_of(attendee: Property) -> set[str]:
    name = re.search(r';CN=(?:"([^"]*)"|([^;:"]*))', attendee.parameters, re.IGNORECASE)
    address = attendee.value.lower().removeprefix("mailto:")
    return {address, (name[1] or name[2] or "").lower() if name else address}


# Times


def _times(event: CalendarEvent, calendar: _Calendar) -> Iterator[tuple[When, When]]:
    """Yield the start and end of each time that `event` takes place around the days asked for; or the first and last
    days of an all-day event.

    Raises _Skipped, UnsupportedRuleError, ValueError and OverflowError.
    """
    start = _when(event, "DTSTART", calendar)
    length = _length(event, start, calendar)
    if isinstance(start, datetime):
        for at in _starts(event, start, length, calendar):
            zone = at.tzinfo
            yield at, (at.astimezone(UTC) + length).astimezone(zone) if zone else at + length
        return
    first, moved = calendar.scope.first - length + _DAY, calendar.moved.get(event.text("UID"), ())
    for day in all_day_starts(event, start, first, calendar.scope.last, moved, calendar.steps):
        yield day, day + length - _DAY


def _starts(event: CalendarEvent, start: datetime, length: timedelta, calendar: _Calendar) -> Iterator[datetime]:
    """Yield when `event`, whose first start is `start`, begins around the days asked for. Raises UnsupportedRuleError
    and ValueError."""
    first, last = calendar.scope.first - _DAY - length, calendar.scope.last + _DAY
    text = event.text("RRULE")
    rule = read_rule(text, is_timed=True) if text else Rule("DAILY", most=1)
    until = _until(text, calendar)
    moved: Set[object] = calendar.moved.get(event.text("UID"), frozenset())
    if event.text("RECURRENCE-ID"):
        excluded, moved = set[object](), frozenset()
    else:
        excluded = {_key(at) for at in _listed_times(event, "EXDATE", calendar)}
    repeats = (
        at
        for day in rule.days(start.date(), first, last, calendar.steps)
        if not _is_over(at := datetime.combine(day, start.time(), start.tzinfo), until)
    )
    extra = (at for at in _listed_times(event, "RDATE", calendar) if isinstance(at, datetime))
    for at in dict.fromkeys((*repeats, *(at for at in extra if first <= at.date() <= last))):
        keys = {_key(at), at.replace(tzinfo=None), at.date()}
        if keys.isdisjoint(excluded) and keys.isdisjoint(moved):
            yield at


def _is_over(at: datetime, until: datetime | None) -> bool:
    """Return whether `at` is after `until`, the time at which a rule ends; None without one. A time in UTC can't be
    compared with one that has no zone."""
    if until is None or (until.tzinfo and not at.tzinfo):
        return False
    return at.astimezone(UTC) > until if until.tzinfo else at.replace(tzinfo=None) > until


def _when(event: CalendarEvent, name: str, calendar: _Calendar) -> When:
    """Return the time or the day of the property `name`. Raises _Skipped, and ValueError if it can't be read."""
    value = _read_time(next(iter(event.all(name)), Property("", "")), calendar)
    is_whole_day = event.text("X-MICROSOFT-CDO-ALLDAYEVENT").upper() == "TRUE"
    return value.date() if is_whole_day and isinstance(value, datetime) and value.time() == time() else value


def _read_time(one: Property, calendar: _Calendar) -> When:
    """Return the time or the day in `one`. Raises _Skipped, and ValueError if it can't be read."""
    found = _TIME.fullmatch(one.value.strip())
    if found is None:
        raise ValueError
    day = date(int(found[1]), int(found[2]), int(found[3]))
    if found[4] is None:
        return day
    zone: tzinfo | None = UTC if found[7] else None
    if zone is None and (name := re.search(r';TZID=(?:"([^"]*)"|([^;:"]*))', one.parameters, re.IGNORECASE)):
        zone = find_zone(name[1] or name[2] or "", calendar.zones)
        if zone is None:
            raise _Skipped(words.UNKNOWN_ZONE)
    return datetime(day.year, day.month, day.day, int(found[4]), int(found[5]), min(int(found[6]), 59), tzinfo=zone)


def _length(event: CalendarEvent, start: When, calendar: _Calendar) -> timedelta:
    """Return how long `event` takes: at least a day for an all-day event. Raises _Skipped if its length isn't
    usable."""
    length = timedelta(0)
    if event.text("DTEND"):
        end = _when(event, "DTEND", calendar)
        if isinstance(end, datetime) and isinstance(start, datetime):
            if (end.tzinfo is None) != (start.tzinfo is None):
                raise ValueError
            length = end - start if end.tzinfo is None else end.astimezone(UTC) - start.astimezone(UTC)
        elif isinstance(end, datetime) or isinstance(start, datetime):
            raise ValueError
        else:
            length = end - start
    elif found := _LENGTH.fullmatch(event.text("DURATION").upper()):
        weeks, days, hours, minutes, seconds = (int(part or 0) for part in found.groups())
        length = timedelta(days, seconds, minutes=minutes, hours=hours, weeks=weeks)
    if not isinstance(start, datetime):
        length = max(timedelta(length.days), _DAY)
        if length.days > MAX_DAYS:
            raise _Skipped(words.LONGER_THAN_A_YEAR)
    elif length >= _DAY:
        raise _Skipped(words.LONGER_THAN_A_DAY)
    elif length <= timedelta(0):
        raise _Skipped(words.WITHOUT_LENGTH)
    return length


def _listed_times(event: CalendarEvent, name: str, calendar: _Calendar) -> Iterator[When]:
    """Yield the times and days listed in the properties `name` of `event`, without those that can't be read. Of a
    period, only its start is read."""
    for one in event.listed(name):
        with suppress(ValueError, _Skipped):
            yield _read_time(one._replace(value=one.value.partition("/")[0]), calendar)


def _key(when: When) -> object:
    """Return a value that is equal for equal times, whatever their zone. Days and times without a zone stay
    unchanged."""
    return when.astimezone(UTC) if isinstance(when, datetime) and when.tzinfo else when


def _until(rule: str, calendar: _Calendar) -> datetime | None:
    """Return the time at which the text of a `rule` ends; None without one. Raises ValueError if it can't be read."""
    found = re.search(r"UNTIL=([0-9]{8}T[0-9]{6}Z?)", rule.upper())
    until = _read_time(Property("", found[1]), calendar) if found else None
    return until if isinstance(until, datetime) else None
