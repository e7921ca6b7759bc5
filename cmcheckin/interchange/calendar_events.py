"""Read the events of a calendar file (.ics, RFC 5545), with only the properties that are needed.

This is our own reader, because the library that expands repeats (recurring-ical-events 3.8) took minutes for a file of
120 bytes that repeats each second, and its parser needs three packages and 6 MB.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Final, NamedTuple

from cmcheckin.domain.text import LINE, clean, shorten

MAX_NAME: Final = 80
"""The limit in characters for the name of a day."""
MAX_LINE: Final = 20_000
"""The limit in characters for each part of a line. Only the days excluded from a repeat may need that much."""
WEEKDAYS: Final = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
OWN_DAY: Final = "X-CMCHECKIN-DAY"
"""The property of our own events that gives the kind of their days: `holiday`, `off`, `leave`, `leave 4` for leave with
four hours of work, or `note` for an event that isn't a day off."""
_WANTED: Final = frozenset({
    "DTSTART", "DTEND", "DURATION", "SUMMARY", "RRULE", "RDATE", "EXDATE", "STATUS", "UID", "RECURRENCE-ID", "TRANSP",
    "ATTENDEE", "DESCRIPTION", "X-MICROSOFT-CDO-ALLDAYEVENT", "X-MICROSOFT-CDO-BUSYSTATUS", OWN_DAY,
})  # fmt: skip
WEEKDAY: Final = r"(?:mon|tues|wednes|thurs|fri|satur|sun)days?"
"""A pattern for the name of a weekday."""
_LEAVE: Final = re.compile(
    rf"\b(leave|vacations?|holidays?|pto|ooo|out[ -]of[ -]office|(?:{WEEKDAY}|days?|time) off(?!-)|"
    r"\w*urlaub|ferien|vacances|congés?|vacaciones|ferie|férias|vakantie|verlof)\b",
    re.IGNORECASE,
)
"""Words for leave in the languages whose column names are recognised. German joins words: Resturlaub. Not every word
before “off” counts, as a “kick off” is work, and so is a “day off-site”."""
_LINE: Final = re.compile(r'([A-Za-z0-9-]+)((?:"[^"\n]*"|[^":\n])*):(.*)')


class UnfinishedCalendarError(ValueError):
    """A calendar, or part of one, is cut off."""


class Property(NamedTuple):
    """A property of an event: its parameters as in the file, such as `;TZID=Europe/Berlin`, and its value."""

    parameters: str
    value: str


class CalendarEvent(NamedTuple):
    """An event: its properties by name, as often as they are in the file."""

    properties: Mapping[str, Sequence[Property]]

    def all(self, name: str) -> Sequence[Property]:
        """Return the properties called `name`."""
        return self.properties.get(name, ())

    def text(self, name: str) -> str:
        """Return the value of the first property called `name`; empty without one."""
        return next((found.value for found in self.all(name)), "")

    def listed(self, name: str) -> list[Property]:
        """Return the single values of the properties called `name`, each of which is a list separated by commas."""
        return [found._replace(value=text) for found in self.all(name) for text in found.value.split(",")]

    @property
    def summary(self) -> str:
        """The cleaned summary as one line of at most MAX_NAME characters, or LINE in our own events; empty without
        one."""
        text = self.text("SUMMARY")[: 2 * LINE]
        plain = re.sub(r"\\(.)", lambda found: " " if found[1] in "nN" else found[1], text)
        return shorten(clean(plain), LINE if self.text(OWN_DAY) else MAX_NAME)

    @property
    def busy(self) -> str:
        """How Outlook shows the time: FREE, TENTATIVE, BUSY, OOF (out of office) or WORKINGELSEWHERE; otherwise
        empty."""
        return self.text("X-MICROSOFT-CDO-BUSYSTATUS").upper()

    @property
    def is_free(self) -> bool:
        """Whether the event is marked as free time."""
        return self.text("TRANSP").upper() == "TRANSPARENT" or self.busy == "FREE"


def says_leave(text: str) -> bool:
    """Return whether `text`, such as the summary of an event, has a word for leave."""
    return bool(_LEAVE.search(text))


def unfolded(text: str) -> str:
    """Return `text` with folded lines joined again."""
    return text.replace("\r\n", "\n").replace("\r", "\n").replace("\n ", "").replace("\n\t", "")


def read_events(text: str) -> Iterator[CalendarEvent]:
    """Yield the events in the unfolded `text`, without nested parts such as alarms. Raises UnfinishedCalendarError if
    `text` ends within one."""
    inside: list[str] = []
    properties: dict[str, list[Property]] = {}
    for line in text.split("\n"):
        found = _LINE.match(line[:MAX_LINE])
        if found is None:
            continue
        name, value = found[1].upper(), found[3].strip()
        if name == "BEGIN":
            inside.append(value.upper())
            if inside[-1] == "VEVENT":
                properties = {}
        elif name == "END":
            if inside and inside[-1] == value.upper() and inside.pop() == "VEVENT":
                yield CalendarEvent(properties)
        elif inside and inside[-1] == "VEVENT" and name in _WANTED:
            properties.setdefault(name, []).append(Property(found[2], value))
    if inside:
        raise UnfinishedCalendarError
