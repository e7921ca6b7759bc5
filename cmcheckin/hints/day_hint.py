"""What files show about a day: as a JSON object, and joined where several files show something."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, datetime, time, timedelta
from typing import Final, NamedTuple, TypeVar

from cmcheckin.domain import fields as f
from cmcheckin.domain.errors import Refused
from cmcheckin.domain.fields import JSON
from cmcheckin.domain.schedule import PING_GAP
from cmcheckin.domain.text import LINE, WORD

N = TypeVar("N", int, float)
MOST_PINGS: Final = 50
"""The limit on night pings of a day."""


class DayHint(NamedTuple):
    """What the `sources`, given by title, show about `day`. It is only a proposal: nothing counts until it is
    confirmed.

    `kind` is `leave` for an all-day event of leave, otherwise None. `hours` come from time trackers, with the minutes
    after hours that they didn't record. `first` and `last` are the first and the last activity, in the user's local
    time. `after_hours_minutes` counts minutes outside the schedule. `night_pings` are the times of activity at night,
    with their offsets. `counts` has the number of each kind of activity, such as ("posts", 12).
    """

    day: date
    sources: tuple[str, ...] = ()
    kind: str | None = None
    hours: float | None = None
    first: time | None = None
    last: time | None = None
    after_hours_minutes: int | None = None
    night_pings: tuple[datetime, ...] = ()
    counts: tuple[tuple[str, int], ...] = ()


def raw(hint: DayHint) -> dict[str, JSON]:
    """Return `hint` as a JSON object. It contains times and counts, but no text from a file."""
    return {
        "date": hint.day.isoformat(),
        "sources": [*hint.sources],
        "kind": hint.kind,
        "hours": hint.hours,
        "first": f"{hint.first:%H:%M}" if hint.first else None,
        "last": f"{hint.last:%H:%M}" if hint.last else None,
        "after_hours_minutes": hint.after_hours_minutes,
        "night_pings": [at.isoformat() for at in hint.night_pings],
        "counts": dict(hint.counts),
    }


def read(value: JSON) -> DayHint:
    """Read the hint that `raw` returned. Raises Refused, naming the field."""
    found = f.table("", value)
    counts = f.table("counts", found.get("counts") or {})
    pings = [f.required("night_pings", f.moment("night_pings", at)) for at in f.items("", found.get("night_pings"))]
    return DayHint(
        f.required("date", f.day("date", found.get("date"))),
        f.words("sources", found.get("sources"), LINE),
        f.choice("kind", found.get("kind"), ("leave",)),
        f.number("hours", found.get("hours"), 0, 24),
        f.clock_time("first", found.get("first")),
        f.clock_time("last", found.get("last")),
        f.whole("after_hours_minutes", found.get("after_hours_minutes"), 0, 1440),
        tuple(pings)[:MOST_PINGS],
        tuple((name, _count(name, number)) for name, number in counts.items()),
    )


def _count(name: str, value: JSON) -> int:
    f.line("counts", name, WORD)
    count = f.whole("counts", value, 0, 1_000_000)
    if count is None:
        raise Refused("counts", "must be numbers")
    return count


def joined(one: DayHint, other: DayHint) -> DayHint:
    """Return what `one` and `other` together show about the same day.

    Where both have a number, the larger one counts, so reading a file twice changes nothing.
    """
    first = min((hint.first for hint in (one, other) if hint.first), default=None)
    ends = [_end(hint.first, hint.last) for hint in (one, other) if hint.first]
    last = max(ends, default=timedelta(0))
    is_longer = first is not None and timedelta(0) < last - _end(first, None) < timedelta(1)
    counts: Mapping[str, int] = dict(one.counts) | {
        name: max(number, dict(one.counts).get(name, 0)) for name, number in other.counts
    }
    return DayHint(
        one.day,
        tuple(dict.fromkeys((*one.sources, *other.sources))),
        one.kind or other.kind,
        _larger(one.hours, other.hours),
        first,
        (datetime.combine(one.day, time()) + last).time() if is_longer else None,
        _larger(one.after_hours_minutes, other.after_hours_minutes),
        tuple(pings_of((*one.night_pings, *other.night_pings))),
        tuple(sorted(counts.items())),
    )


def _end(first: time, last: time | None) -> timedelta:
    """Return when the activity ended, as the time since midnight: on the next day if `last` isn't after `first`."""
    end = last or first
    return timedelta(last is not None and last <= first, hours=end.hour, minutes=end.minute)


def pings_of(moments: Iterable[datetime]) -> list[datetime]:
    """Return the first of each burst in `moments`: those that come more than PING_GAP after the one before,
    up to MOST_PINGS."""
    found: list[datetime] = []
    last: datetime | None = None
    for at in sorted(moments):
        if last is None or at - last > PING_GAP:
            found.append(at)
        last = at
    return found[:MOST_PINGS]


def _larger(one: N | None, other: N | None) -> N | None:
    return max((value for value in (one, other) if value is not None), default=None)
