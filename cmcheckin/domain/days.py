"""The user's own calendar day, which starts in the small hours and not at midnight."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta, tzinfo


def day_start(day: date, starts_at: time, zone: tzinfo | None) -> datetime:
    """The moment `day` begins, in `zone` (None: the machine's own).

    A wall time that a DST change skips begins the day when the clocks have moved; one that comes twice, the first time.
    """
    wall = datetime.combine(day, starts_at)
    return wall.astimezone() if zone is None else wall.replace(tzinfo=zone)


def day_of(moment: datetime, starts_at: time, zone: tzinfo | None) -> date:
    """The user's day that holds `moment` (which must know its offset). Never runs backwards as time goes on."""
    day = moment.astimezone(zone).date()
    # Compared as instants: two datetimes of one zone would be compared by their wall time, which repeats in autumn.
    instant = moment.timestamp()
    if instant >= day_start(day + timedelta(1), starts_at, zone).timestamp():
        return day + timedelta(1)
    return day if instant >= day_start(day, starts_at, zone).timestamp() else day - timedelta(1)
