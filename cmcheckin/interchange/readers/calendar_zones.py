"""Find the time zone that a calendar file names: by its name in the tz database, in Windows, or in the file itself."""

from __future__ import annotations

import re
import zoneinfo
from collections.abc import Mapping
from datetime import tzinfo
from functools import lru_cache
from typing import Final

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
MOST: Final = 200
"""How many time zone definitions are read from a file."""
LONGEST: Final = 20_000
"""The limit in characters for one of them."""


def places_in(calendar: str) -> Mapping[str, str]:
    """Return the places named by the time zone definitions in the text of a calendar file, by the names of the
    zones."""
    found: dict[str, str] = {}
    at = 0
    for _ in range(MOST):
        begin = calendar.find("BEGIN:VTIMEZONE", at)
        at = calendar.find("END:VTIMEZONE", begin, begin + LONGEST)
        if begin < 0 or at < 0:
            break
        names = dict(_NAMES.findall(calendar[begin:at]))
        if len(names) > 1:
            found[names["TZID"].strip()] = names["X-LIC-LOCATION"].strip()
    return found


def find_zone(name: str, places: Mapping[str, str]) -> tzinfo | None:
    """Return the time zone called `name`, or None if it isn't known. `places`: what `places_in` found in the file."""
    return _named(name) or _named(places.get(name, ""))


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
