"""The user's own day, which starts in the small hours and not at midnight.

`day_of` is the only place that turns a moment into a day; every figure, list, label and command uses it.

For "today" it uses the user's time zone. For a moment in a record (an escalation opened or resolved, a file made) it
uses the offset written with it, which is what the clock on the wall showed. So a record keeps its day when the user
travels, changes `timezone`, or opens the journal on a machine without a tz database.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta, timezone, tzinfo
from typing import Final

DAY_STARTS_AT: Final = time(4)
"""Default start of a day (product contract). config.toml can change it."""
_DAY: Final = timedelta(1)


def day_start(day: date, starts_at: time, zone: tzinfo | None) -> datetime:
    """Return the moment `day` begins: the first at which clocks in `zone` (None: the machine's own) show `starts_at`.

    If a clock change skips that wall time, the day begins at the change; if it occurs twice, at the first of the two.
    """
    wall = datetime.combine(day, starts_at)
    start, before = instant(wall, zone), instant(wall.replace(fold=1), zone)
    # If it is skipped, the second reading is the earlier one, and the change is between them.
    while (gap := int((start - before).total_seconds())) > 1:
        middle = before + timedelta(seconds=gap // 2)
        if middle.astimezone(zone).replace(tzinfo=None) < wall:
            before = middle
        else:
            start = middle
    return start.astimezone(zone)


def instant(wall: datetime, zone: tzinfo | None) -> datetime:
    """Return the wall time `wall` in `zone` (None: the machine's own) as UTC, because datetimes of one zone compare by
    wall time, which repeats in autumn. The `fold` of `wall` decides which of the two is meant, as in PEP 495.

    Uses `timestamp`, because `astimezone` puts a skipped wall time of the machine's zone on the wrong side of it.
    """
    return datetime.fromtimestamp(wall.replace(tzinfo=zone).timestamp(), UTC)


def elapsed(day: date, start: time, end: time, zone: tzinfo | None) -> timedelta:
    """Return the time from `start` on `day` to `end`, in `zone` (None: the machine's own).

    An `end` that isn't after `start` is on the next day. A wall time that occurs twice in autumn means the first of the
    two. One that is skipped in spring is read with the offset before the change (PEP 495). If `end` then comes before
    `start`, the difference of the wall times is returned.
    """
    begin, until = datetime.combine(day, start), datetime.combine(day, end)
    if until <= begin:
        until += timedelta(1)
    found = instant(until, zone) - instant(begin, zone)
    return found if found >= timedelta(0) else until - begin


def day_of(moment: datetime, starts_at: time, zone: tzinfo | None) -> date:
    """Return the user's day that holds `moment`, which must know its offset.

    `starts_at` is the wall time at which a day starts, in `zone` (None: the machine's). For a moment in a record, pass
    its own `moment.tzinfo`. A later moment never gets an earlier day.
    """
    if zone is moment.tzinfo and type(zone) is timezone:  # a fixed offset has no clock changes
        hour, first = moment.hour, starts_at.hour
        early = hour < first or (hour == first and moment.time() < starts_at)
        return moment.date() - _DAY if early else moment.date()
    day = moment.astimezone(zone).date()
    instant = moment.astimezone(UTC)
    if instant >= day_start(day + timedelta(1), starts_at, zone):
        return day + timedelta(1)
    return day if instant >= day_start(day, starts_at, zone) else day - timedelta(1)


def each_day(first: date, last: date) -> Iterator[date]:
    """Yield the days from `first` to `last`, both included; none if `last` is earlier."""
    return (first + timedelta(n) for n in range((last - first).days + 1))
