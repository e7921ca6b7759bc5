"""What an import must know about the user to find the day and the meaning of what it reads."""

from __future__ import annotations

from collections.abc import Collection
from datetime import UTC, date, datetime, time, tzinfo
from typing import NamedTuple

from cmcheckin.domain.days import day_of
from cmcheckin.domain.schedule import Schedule


class ImportContext(NamedTuple):
    """The user's `zone` (None: the machine's own), the start of a day, the present time and day, the schedule, and the
    names of the activities, own numbers and own yes/no questions in config.toml."""

    zone: tzinfo | None
    day_starts_at: time
    now: datetime
    today: date
    schedule: Schedule = Schedule()
    activities: Collection[str] = ()
    metrics: Collection[str] = ()
    questions: Collection[str] = ()

    def local(self, when: datetime) -> datetime:
        """Return `when` with its own offset, or that of the user's zone. A time in UTC is converted to the user's zone,
        as programs write UTC when they don't know where the user is."""
        if when.tzinfo is UTC:
            return when.astimezone(self.zone)
        if when.tzinfo is not None:
            return when
        return when.replace(tzinfo=self.zone) if self.zone else when.astimezone()

    def day(self, when: date) -> date:
        """Return the user's day of `when`, which is a day or a time."""
        if not isinstance(when, datetime):
            return when
        moment = self.local(when)
        return day_of(moment, self.day_starts_at, moment.tzinfo)
