"""Write leave, half days, holidays and days off as all-day events (.ics, RFC 5545), and a note about time owed.

`leave import` reads them back: each event has a property of our own with the kind of its days. The same records give
the same bytes on the same day, so DTSTAMP is the start of the event, and UIDs are made from its first day. Sick days
aren't included, and the events are marked as private.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta
from typing import Final, NamedTuple

from cmcheckin.domain.leave import is_half_day, is_workday
from cmcheckin.domain.numbers import whole
from cmcheckin.domain.records import Record, Records
from cmcheckin.domain.schedule import Schedule
from cmcheckin.domain.week import Week
from cmcheckin.domain.workday import Workday
from cmcheckin.insight.ledger import WEEKS, ledger
from cmcheckin.interchange.calendar_events import OWN_DAY
from cmcheckin.interchange.writers.export_options import ExportOptions
from cmcheckin.wording import calendar_files as words
from cmcheckin.wording.trends import ledger_summary

FOLD: Final = 75
"""Most bytes of a line, without its line break (RFC 5545, section 3.1)."""
NOTE: Final = "note"
_DAY: Final = timedelta(1)


class _Event(NamedTuple):
    """An all-day event from `first` to `last`. `kind` is a value of OWN_DAY."""

    first: date
    last: date
    kind: str
    name: str
    text: str = ""


def write(records: Sequence[Record], options: ExportOptions) -> Iterator[str]:
    """Yield the calendar, one event at a time."""
    by_type = Records.of(records)
    events = [*_free_days(by_type.workdays.between(options.first, options.last), options.schedule)]
    if options.first <= options.today <= options.last:
        events += _time_owed(by_type, options.today, options.schedule)
    yield _lines("BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//cmcheckin//cmcheckin//EN", "CALSCALE:GREGORIAN")
    yield _lines(f"X-WR-CALNAME:{words.CALENDAR}")
    whose = hashlib.sha256(options.owner.encode()).hexdigest()[:8] if options.owner else "mine"
    for event in sorted(events):
        yield _event(event, whose)
    yield _lines("END:VCALENDAR")


def _free_days(workdays: Iterable[Workday], schedule: Schedule) -> Iterator[_Event]:
    """Yield an event for each run of days in `workdays` that are free for the same reason."""
    event = None
    for workday in workdays:
        found = _of_day(workday, schedule)
        if event and found and found[2:] == event[2:] and found.first == event.last + _DAY:
            event = event._replace(last=found.last)
            continue
        if event:
            yield event
        event = found
    if event:
        yield event


def _of_day(workday: Workday, schedule: Schedule) -> _Event | None:
    """Return the event of `workday` alone; None if it isn't leave, a holiday, or a day off on a usual workday."""
    day = workday.date
    if workday.kind == "leave":
        if is_half_day(workday, schedule):
            return _Event(day, day, f"leave {str(workday.hours or 0).removesuffix('.0')}", words.HALF_DAY)
        return _Event(day, day, "leave", words.LEAVE)
    if workday.kind == "off" and workday.label:
        return _Event(day, day, "holiday", workday.label)
    return _Event(day, day, "off", words.DAY_OFF) if workday.kind == "off" and is_workday(day, schedule) else None


def _time_owed(records: Records, today: date, schedule: Schedule) -> Iterator[_Event]:
    """Yield a note on `today` about the time still owed, if there is any."""
    total = ledger(records, Week.of(today), schedule).total
    if whole(total.still_owed):
        text = " ".join(ledger_summary(WEEKS, *total.amounts))
        yield _Event(today, today, NOTE, words.time_owed(total.still_owed), text)


def _event(event: _Event, whose: str) -> str:
    """Return the lines of `event`. Its UID contains `whose`, so that two people's leave can be in one calendar."""
    is_note = event.kind == NOTE
    return _lines(
        "BEGIN:VEVENT",
        f"UID:{event.kind.split()[0]}-{event.first}-{whose}@cmcheckin",
        f"DTSTAMP:{event.first:%Y%m%d}T000000Z",
        f"DTSTART;VALUE=DATE:{event.first:%Y%m%d}",
        f"DTEND;VALUE=DATE:{event.last + _DAY:%Y%m%d}",
        f"SUMMARY:{_escaped(event.name)}",
        *([f"DESCRIPTION:{_escaped(event.text)}"] if event.text else []),
        "CLASS:PRIVATE",
        f"TRANSP:{'TRANSPARENT' if is_note else 'OPAQUE'}",
        f"{OWN_DAY}:{event.kind}",
        "END:VEVENT",
    )


def _escaped(text: str) -> str:
    for sign, escape in (("\\", "\\\\"), (";", "\\;"), (",", "\\,"), ("\n", "\\n")):
        text = text.replace(sign, escape)
    return text


def _lines(*lines: str) -> str:
    return "".join(f"{_folded(line)}\r\n" for line in lines)


def _folded(line: str) -> str:
    """Return `line` in parts of at most FOLD bytes, with a space before all but the first. No character is split."""
    parts, size = [""], 0
    for character in line:
        length = len(character.encode())
        if size + length > FOLD:
            parts.append("")
            size = 1  # the space
        parts[-1] += character
        size += length
    return "\r\n ".join(parts)
