"""Read single fields of a record: each function turns a JSON value into the domain's value, or raises Refused.

Also the key that identifies a record.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime, time
from math import isfinite
from types import MappingProxyType
from typing import Any, Final, TypeVar

from cmcheckin.domain.errors import Refused
from cmcheckin.domain.named import NamedTuple
from cmcheckin.domain.text import LINE, clean, shorten

T = TypeVar("T")
JSON = Any
"""A value as JSON has it: None, bool, int, float, str, list, dict."""
NOTHING: Final[Mapping[str, JSON]] = MappingProxyType({})
"""An empty, read-only object, for defaults."""

MAX_DEPTH: Final = 8
"""Deepest nesting of a record. Known fields nest 3 deep; the rest is room for unknown ones."""
ELEMENT_IDS: Final[Mapping[str, str]] = {"activities": "kind"}
"""Lists whose elements are identified by another field than `id`, and that field."""
EARLIEST: Final = date(1970, 1, 1)
"""First day of a record."""
LATEST: Final = date(9998, 12, 31)
"""Last day of a record: its week and the days around it still exist in every time zone."""
MAX_ITEMS: Final = 1000
"""Longest list in a record, such as the wins of a day."""
MAX_NAME: Final = 200
"""Longest name of an unknown field, in characters."""
_CLOCK: Final = re.compile(r"(?:[01][0-9]|2[0-3]):[0-5][0-9](?::00)?")
_HOUR_24: Final = re.compile(r"[0-9W-]+[^0-9W-]24")
"""A time in hour 24. Python reads it as the next midnight since 3.14, and not at all before, but each device that reads
a record has to read the same."""
_ID: Final = re.compile(r"[!-~]{1,128}")
_SIZED: Final = (str, list, tuple, dict)
_SPACES: Final = {0xA0: " ", 0x3000: " "}
"""Wide and no-break spaces, which are allowed in an id like the usual space."""


class Key(NamedTuple):
    """What identifies a record. `type` is its name in the interchange format; `id` is the ISO date of a check-in or
    workday, the id of an escalation, and `kind@at` of a nudge state."""

    type: str
    id: str

    def __str__(self) -> str:
        return f"{self.type} {self.id}"


def whole(field: str, value: JSON, low: int, high: int) -> int | None:
    """Read a whole number from `low` to `high`. 3.0 is accepted as 3; a boolean isn't a number."""
    if value is None or (type(value) is int and low <= value <= high):
        return value
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    if isinstance(value, bool) or not isinstance(value, int):
        raise Refused(field, f"must be a whole number from {low} to {high}")
    if not low <= value <= high:
        raise Refused(field, f"is {_brief(value)}, but must be from {low} to {high}")
    return value


def rating(field: str, value: JSON) -> int | None:
    """Read a rating from 1 to 5."""
    return whole(field, value, 1, 5)


def number(field: str, value: JSON, low: float, high: float) -> float | None:
    """Read a finite number from `low` to `high`. Whole numbers stay integers, so that they are written as they were."""
    if value is None:
        return None
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise Refused(field, f"must be a number from {low:g} to {high:g}")
    if not low <= value <= high:  # also true for NaN and the infinities
        raise Refused(field, f"is {_brief(value)}, but must be from {low:g} to {high:g}")
    return value


def line(field: str, value: JSON, limit: int = LINE) -> str | None:
    """Read one line of cleaned text of at most `limit` characters. Empty text is None."""
    return _text(field, value, limit, lines=False)


def prose(field: str, value: JSON, limit: int) -> str | None:
    """Read cleaned text of any number of lines, at most `limit` characters. Empty text is None."""
    return _text(field, value, limit, lines=True)


def _text(field: str, value: JSON, limit: int, *, lines: bool) -> str | None:
    if value is None:
        return None
    if not isinstance(value, str):
        raise Refused(field, "must be text")
    if len(value) > 4 * limit:  # cleaning shortens it, but cleaning megabytes takes too long
        raise Refused(field, f"has {len(value):,} characters, but the limit is {limit:,}")
    text = clean(value, lines=lines)
    if len(text) > limit:
        raise Refused(field, f"has {len(text):,} characters, but the limit is {limit:,}")
    return text or None


def words(field: str, value: JSON, limit: int) -> tuple[str, ...]:
    """Read a list of lines of at most `limit` characters, without duplicates and in their order."""
    if value is None:
        return ()
    found = (line(f"{field}[{n}]", item, limit) for n, item in enumerate(items(field, value), 1))
    return tuple(dict.fromkeys(word for word in found if word))


def flag(field: str, value: JSON) -> bool | None:
    """Read true or false."""
    if value is not None and not isinstance(value, bool):
        raise Refused(field, "must be true or false")
    return value


def choice(field: str, value: JSON, options: Sequence[str]) -> str | None:
    """Read one of `options`."""
    if value is None:
        return None
    if not isinstance(value, str) or value not in options:
        allowed = f"{', '.join(options[:-1])} or {options[-1]}" if len(options) > 1 else options[0]
        raise Refused(field, f"is {_brief(value)}, but must be {allowed}")
    return value


def identifier(field: str, value: JSON) -> str | None:
    """Read an id of 1 to 128 visible ASCII characters without spaces."""
    if value is None:
        return None
    if not isinstance(value, str) or not _ID.fullmatch(value):
        raise Refused(field, "must be 1 to 128 ASCII characters without spaces")
    return value


def record_id(field: str, value: JSON) -> str | None:
    """Read the id of a record or win, which another program may have given: 1 to 128 visible characters of any script,
    with spaces allowed."""
    if value is None:
        return None
    parts = value.translate(_SPACES).split(" ") if isinstance(value, str) and len(value) <= 128 else []
    if any(parts) and all(clean(part) == part for part in parts):
        return str(value)
    raise Refused(field, "must be 1 to 128 visible characters")


def day(field: str, value: JSON) -> date | None:
    """Read a day from EARLIEST to LATEST, written 2026-11-20."""
    if value is None:
        return None
    try:
        is_day = isinstance(value, str) and len(value) == 10 and value[4] == value[7] == "-"  # not a week, as in ISO
        found = date.fromisoformat(value) if is_day else None
        if found is not None and EARLIEST <= found <= LATEST:
            return found
    except ValueError:
        pass
    raise Refused(field, f"is {_brief(value)}, but must be a day such as 2026-11-20")


def moment(field: str, value: JSON) -> datetime | None:
    """Read a date and time with its UTC offset."""
    if value is None:
        return None
    try:
        found = datetime.fromisoformat(value) if isinstance(value, str) and len(value) <= 40 else None
        is_valid = found is not None and found.tzinfo is not None and EARLIEST <= found.date() <= LATEST
        if found is not None and is_valid and (found.hour or not _HOUR_24.match(value)):
            return found
    except ValueError:
        pass
    raise Refused(field, f"is {_brief(value)}, but must be a time with its offset, such as 2026-11-20T08:30:00+01:00")


def clock_time(field: str, value: JSON) -> time | None:
    """Read a wall time, written 09:00."""
    if value is None:
        return None
    try:
        if isinstance(value, str) and _CLOCK.fullmatch(value):
            return time.fromisoformat(value)
    except ValueError:
        pass
    raise Refused(field, f"is {_brief(value)}, but must be a time such as 09:00")


def items(field: str, value: JSON) -> Sequence[JSON]:
    """Read a list of at most MAX_ITEMS entries; empty if absent."""
    if value is None:
        return ()
    if not isinstance(value, list | tuple):
        raise Refused(field, "must be a list")
    if len(value) > MAX_ITEMS:
        raise Refused(field, f"has {len(value):,} entries, but the limit is {MAX_ITEMS:,}")
    return value


def element_id(field: str, item: JSON) -> str | None:
    """Return the id of `item`, an element of the list `field`; None if it has none."""
    found = item.get(ELEMENT_IDS.get(field, "id")) if isinstance(item, dict) else None
    return found if isinstance(found, str) else None


def table(field: str, value: JSON) -> Mapping[str, JSON]:
    """Read an object; empty if absent."""
    if value is None:
        return {}
    if not isinstance(value, Mapping):
        raise Refused(field, "must be an object")
    return value


def each(field: str, value: JSON, read: Callable[[Mapping[str, JSON]], T]) -> tuple[T, ...]:
    """Read a list of objects with `read`. An error names the entry, counted from 1."""
    if value is None:
        return ()
    found = []
    for n, item in enumerate(items(field, value), 1):
        name = f"{field}[{n}]"
        try:
            found.append(read(table(name, item)))
        except Refused as error:
            raise (error if error.field == name else error.inside(name)) from None
    return tuple(found)


def required(field: str, value: T | None) -> T:
    """Return `value`. Raises Refused if it is None."""
    if value is None:
        raise Refused(field, "is missing")
    return value


def unknown(raw: Mapping[str, JSON], known: Sequence[str]) -> Mapping[str, JSON]:
    """Return the fields of `raw` that aren't in `known`, cleaned and sorted by name. They are saved too."""
    values = {name: value for name, value in raw.items() if name not in known}
    if not values:
        return NOTHING
    found = _named(values, 1, known)
    return {name: found[name] for name in sorted(found)}


def _named(values: Mapping[str, JSON], depth: int, taken: Sequence[str] = ()) -> dict[str, JSON]:
    """Return `values` under cleaned names. Raises Refused if two names are then equal, as one would hide the other."""
    found: dict[str, JSON] = {}
    for name, value in values.items():
        plain = clean(str(name))
        if len(plain) > MAX_NAME:
            raise Refused(f"{plain[:39]}…", f"has {len(plain):,} characters, but the limit for a name is {MAX_NAME}")
        if plain in found or plain in taken:
            reason = "appears twice, once with invisible characters in its name"
            raise Refused(plain or "a field without a name", reason)
        found[plain] = _plain(plain, value, depth)
    return {name: value for name, value in found.items() if not empty(value)}


def empty(value: JSON) -> bool:
    """Whether `value` is null, or an empty text, list or object. 0 and false aren't empty."""
    return value is None or (not value and type(value) in _SIZED)


def _plain(field: str, value: JSON, depth: int) -> JSON:
    if depth > MAX_DEPTH:
        raise Refused(field, f"is nested more than {MAX_DEPTH} levels deep")
    if isinstance(value, str):
        return prose(field, value, 20_000) or ""
    if isinstance(value, Mapping):
        return _named(value, depth + 1)
    if isinstance(value, list | tuple):
        return [_plain(field, item, depth + 1) for item in value]
    if (isinstance(value, float) and not isfinite(value)) or (isinstance(value, int) and value.bit_length() > 1024):
        raise Refused(field, "must be a finite number that isn't too large")
    if value is None or isinstance(value, bool | int | float):
        return value
    raise Refused(field, "must be plain JSON")


def _brief(value: JSON) -> str:
    if isinstance(value, str):
        return f"“{shorten(clean(value[:200]), 38)}”"
    if isinstance(value, int) and abs(value) >= 10**39:
        return "a huge number"  # Python refuses to print over 4,300 digits
    if isinstance(value, int | float):
        return repr(value)
    return "a list" if isinstance(value, list | tuple) else "an object" if isinstance(value, Mapping) else "not JSON"
