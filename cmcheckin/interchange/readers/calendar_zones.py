"""Find the time zone that a calendar file names: by its name in the tz database, in Windows, or by the place or the
changes of clocks that the file itself gives (VTIMEZONE in RFC 5545)."""

from __future__ import annotations

import re
import zoneinfo
from collections.abc import Iterator, Mapping
from contextlib import suppress
from datetime import date, datetime, timedelta, tzinfo
from functools import cached_property, lru_cache
from typing import Final, NamedTuple

from cmcheckin.interchange.repeats import Rule, UnsupportedRuleError, read_rule

WINDOWS: Final = {
    "utc": "UTC",
    "coordinated universal time": "UTC",
    "greenwich standard time": "Atlantic/Reykjavik",
    "gmt standard time": "Europe/London",
    "w. europe standard time": "Europe/Berlin",
    "romance standard time": "Europe/Paris",
    "central europe standard time": "Europe/Budapest",
    "central european standard time": "Europe/Warsaw",
    "e. europe standard time": "Europe/Chisinau",
    "gtb standard time": "Europe/Bucharest",
    "fle standard time": "Europe/Helsinki",
    "turkey standard time": "Europe/Istanbul",
    "russian standard time": "Europe/Moscow",
    "israel standard time": "Asia/Jerusalem",
    "egypt standard time": "Africa/Cairo",
    "south africa standard time": "Africa/Johannesburg",
    "w. central africa standard time": "Africa/Lagos",
    "e. africa standard time": "Africa/Nairobi",
    "arab standard time": "Asia/Riyadh",
    "arabian standard time": "Asia/Dubai",
    "pakistan standard time": "Asia/Karachi",
    "india standard time": "Asia/Kolkata",
    "bangladesh standard time": "Asia/Dhaka",
    "se asia standard time": "Asia/Bangkok",
    "singapore standard time": "Asia/Singapore",
    "china standard time": "Asia/Shanghai",
    "taipei standard time": "Asia/Taipei",
    "tokyo standard time": "Asia/Tokyo",
    "korea standard time": "Asia/Seoul",
    "w. australia standard time": "Australia/Perth",
    "cen. australia standard time": "Australia/Adelaide",
    "e. australia standard time": "Australia/Brisbane",
    "aus eastern standard time": "Australia/Sydney",
    "new zealand standard time": "Pacific/Auckland",
    "hawaiian standard time": "Pacific/Honolulu",
    "alaskan standard time": "America/Anchorage",
    "pacific standard time": "America/Los_Angeles",
    "us mountain standard time": "America/Phoenix",
    "mountain standard time": "America/Denver",
    "central standard time": "America/Chicago",
    "canada central standard time": "America/Regina",
    "central standard time (mexico)": "America/Mexico_City",
    "eastern standard time": "America/New_York",
    "us eastern standard time": "America/Indiana/Indianapolis",
    "atlantic standard time": "America/Halifax",
    "newfoundland standard time": "America/St_Johns",
    "sa pacific standard time": "America/Bogota",
    "pacific sa standard time": "America/Santiago",
    "argentina standard time": "America/Argentina/Buenos_Aires",
    "e. south america standard time": "America/Sao_Paulo",
}
"""Names of time zones in Windows, which Outlook uses, in lower case. Source: windowsZones.xml of the Unicode CLDR."""
_NAMES: Final = re.compile(r"^(TZID|X-LIC-LOCATION)[^:\n]*:([^\r\n]{1,200})", re.MULTILINE)
_CHANGE: Final = re.compile(r"^BEGIN:(?:STANDARD|DAYLIGHT)\b", re.MULTILINE)
_LINE: Final = re.compile(r"^(DTSTART|RRULE|TZOFFSETTO)[^:\n]*:(\S{1,200})", re.MULTILINE)
_OFFSET: Final = re.compile(r"([+-])([01][0-9]|2[0-3])([0-5][0-9])(?:[0-5][0-9])?")
MOST: Final = 200
"""How many time zone definitions are read from a file."""
LONGEST: Final = 20_000
"""The limit in characters for one of them."""
MAX_STEPS: Final = 100_000
"""The limit on days tested for changes of clocks in one file."""


class _Change(NamedTuple):
    """A change of clocks to `offset`, first at the local time `start`, and on the days of `rule`."""

    start: datetime
    rule: Rule
    offset: timedelta


class FileZone(tzinfo):
    """A time zone with the changes of clocks in `text`, its definition in a calendar file, which are read when needed.
    `place`: the place it names, or empty. `steps`: see `Rule.days`."""

    def __init__(self, text: str, place: str, steps: Iterator[object]) -> None:
        self.place = place
        self._text, self._steps = text, steps
        self._years: dict[int, list[tuple[datetime, timedelta]]] = {}

    @cached_property
    def changes(self) -> list[_Change]:
        """The changes of clocks, as far as they can be read."""
        return [*_changes(self._text)]

    def utcoffset(self, when: datetime | None) -> timedelta:
        """Return the offset at the local time `when`: that of the last change before."""
        when = (when or self.changes[0].start).replace(tzinfo=None)
        changes = self._in_year(when.year)
        return next((offset for at, offset in reversed(changes) if at <= when), changes[0][1])

    def fromutc(self, when: datetime) -> datetime:
        """Return the local time at `when`, a time in UTC."""
        local = when + self.utcoffset(when)
        return when + self.utcoffset(local)

    def dst(self, when: datetime | None) -> timedelta | None:
        """Return None: it isn't known which of the offsets is summer time."""
        return None

    def tzname(self, when: datetime | None) -> str | None:
        """Return None: the zone has no name of its own."""
        return None

    def _in_year(self, year: int) -> list[tuple[datetime, timedelta]]:
        """Return the changes of `year` and the year before, and of each rule that has none then, its first or last."""
        if year not in self._years:
            found: list[tuple[datetime, timedelta]] = []
            for start, rule, offset in self.changes:
                first = date(max(year - 1, 1), 1, 1)
                days = [*rule.days(start.date(), first, date(year, 12, 31), self._steps)]
                days = days or [rule.until if start.date() < rule.until < first else start.date()]
                found += [(datetime.combine(day, start.time()), offset) for day in days]
            self._years[year] = sorted(found)
        return self._years[year]


def zones_in(calendar: str) -> Mapping[str, FileZone]:
    """Return the time zones that the text of a calendar file defines, by their names."""
    found: dict[str, FileZone] = {}
    at, steps = 0, iter(range(MAX_STEPS))
    for _ in range(MOST):
        begin = calendar.find("BEGIN:VTIMEZONE", at)
        at = calendar.find("END:VTIMEZONE", begin, begin + LONGEST)
        if begin < 0 or at < 0:
            break
        names = dict(_NAMES.findall(calendar[begin:at]))
        zone = FileZone(calendar[begin:at], names.get("X-LIC-LOCATION", ""), steps)
        found[names.get("TZID", "").strip()] = zone
    return found


def _changes(text: str) -> Iterator[_Change]:
    """Yield the changes of clocks in `text`, the definition of a time zone, as far as they can be read."""
    for part in _CHANGE.split(text)[1:]:
        lines = dict(_LINE.findall(part))
        offset = _OFFSET.fullmatch(lines.get("TZOFFSETTO", ""))
        with suppress(ValueError, UnsupportedRuleError):
            start = datetime.strptime(lines.get("DTSTART", "")[:15], "%Y%m%dT%H%M%S")  # noqa: DTZ007  local time
            rule = read_rule(lines["RRULE"]) if "RRULE" in lines else Rule("DAILY", most=1)
            if offset:
                sign = -1 if offset[1] == "-" else 1
                yield _Change(start, rule, sign * timedelta(hours=int(offset[2]), minutes=int(offset[3])))


def find_zone(name: str, zones: Mapping[str, FileZone]) -> tzinfo | None:
    """Return the time zone called `name`, or None if it isn't known. `zones`: what `zones_in` found in the file."""
    zone = _named(name)
    if zone is None and (own := zones.get(name.strip())):
        zone = _named(own.place) or (own if own.changes else None)
    return zone


@lru_cache(maxsize=256)
def _named(name: str) -> tzinfo | None:
    plain = name.strip()[:200]
    if not plain:
        return None
    plain = WINDOWS.get(plain.casefold(), plain)
    parts = plain.split("/")
    # Some programs put a path of their own before the name: /mozilla.org/20050126_1/Europe/Berlin
    for text in dict.fromkeys(("/".join(parts[-3:]), "/".join(parts[-2:]), plain)):
        try:
            return zoneinfo.ZoneInfo(text)
        except (ValueError, OSError, zoneinfo.ZoneInfoNotFoundError):
            continue
    return None
