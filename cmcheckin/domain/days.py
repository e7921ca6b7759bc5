"""The user's own calendar day, which starts in the small hours and not at midnight."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta, tzinfo


def day_start(day: date, starts_at: time, zone: tzinfo | None) -> datetime:
    """The moment `day` begins, in `zone` (None: the machine's own): the first from which its clocks show `starts_at`.

    A wall time that a DST change skips begins the day when the clocks have moved; one that comes twice, the first time.
    """
    wall = datetime.combine(day, starts_at)
    start, other = _instant(wall, zone), _instant(wall.replace(fold=1), zone)
    if other < start:  # skipped: the two readings lie on either side of the change, which is looked for between them
        before = other
        while (gap := int((start - before).total_seconds())) > 1:
            middle = before + timedelta(seconds=gap // 2)
            if middle.astimezone(zone).replace(tzinfo=None) < wall:
                before = middle
            else:
                start = middle
    return start.astimezone(zone)


def _instant(wall: datetime, zone: tzinfo | None) -> datetime:
    """In UTC: two datetimes of one zone would be compared by their wall time, which repeats in autumn.

    By way of `timestamp`, for `astimezone` puts a skipped wall time of the machine's own zone on the wrong side.
    """
    return datetime.fromtimestamp(wall.replace(tzinfo=zone).timestamp(), UTC)


def elapsed(day: date, start: time, end: time, zone: tzinfo | None) -> timedelta:
    """Return the time from `start` on `day` to `end`, in `zone` (None: the machine's own).

    An `end` that isn't after `start` is on the next day. A wall time that comes twice in autumn is the first of the
    two; one that is skipped in spring is read by the offset before the change, as by a watch that wasn't put forward
    yet (PEP 495). Where `end` would then come before `start`, the time between them on the wall is returned.
    """
    begin, until = datetime.combine(day, start), datetime.combine(day, end)
    if until <= begin:
        until += timedelta(1)
    found = _instant(until, zone) - _instant(begin, zone)
    return found if found >= timedelta(0) else until - begin


def day_of(moment: datetime, starts_at: time, zone: tzinfo | None) -> date:
    """The user's day that holds `moment` (which must know its offset). Never runs backwards as time goes on."""
    day = moment.astimezone(zone).date()
    instant = moment.astimezone(UTC)
    if instant >= day_start(day + timedelta(1), starts_at, zone):
        return day + timedelta(1)
    return day if instant >= day_start(day, starts_at, zone) else day - timedelta(1)
