"""What files show about a day."""

from __future__ import annotations

from datetime import date, datetime, time
from typing import NamedTuple


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
