"""The clock: the only module that reads the time."""

from __future__ import annotations

import os
from collections.abc import Mapping
from datetime import UTC, date, datetime, time, tzinfo
from time import time_ns
from typing import Protocol

from cmcheckin.domain.days import DAY_STARTS_AT, day_of
from cmcheckin.domain.fields import moment


class Clock(Protocol):
    """The current time and day, for the rest of the program."""

    zone: tzinfo | None
    """The user's time zone; None for the machine's own."""
    day_starts_at: time
    """The local time at which the user's day starts."""

    def now(self) -> datetime:
        """Return the current time, with the offset of the user's zone."""

    def exact(self) -> datetime:
        """Return the current time to the microsecond where `now` has the second, for the lines of the journal: two
        machines that share an id, as one is a copy of the other, then don't write the same time."""
        return self.now()

    def today(self) -> date:
        """Return the user's current day, which starts at `day_starts_at`."""

    def day_of(self, moment: datetime) -> date:
        """Return the user's day of `moment`, in its own offset (`domain.days`)."""


class SystemClock:
    """The machine's clock, read in `zone` (None: the machine's own zone)."""

    def __init__(self, zone: tzinfo | None = None, day_starts_at: time = DAY_STARTS_AT) -> None:
        self.zone = zone
        self.day_starts_at = day_starts_at

    def now(self) -> datetime:
        # Records have times to the second, and stamps have a counter of their own.
        return datetime.now(self.zone).astimezone(self.zone).replace(microsecond=0)

    def exact(self) -> datetime:
        return datetime.now(UTC)

    def move_to(self, zone: tzinfo) -> None:
        """Read the time in `zone` from now on."""
        self.zone = zone

    def today(self) -> date:
        return day_of(self.now(), self.day_starts_at, self.zone)

    def day_of(self, moment: datetime) -> date:
        return day_of(moment, self.day_starts_at, moment.tzinfo)


class FixedClock(SystemClock):
    """A stopped clock, for demos, screenshots and tests. `zone` replaces the offset of `at`."""

    def __init__(self, at: datetime, zone: tzinfo | None = None, day_starts_at: time = DAY_STARTS_AT) -> None:
        super().__init__(zone or at.tzinfo, day_starts_at)
        self.at = at.astimezone(self.zone)

    def move_to(self, zone: tzinfo) -> None:
        super().move_to(zone)
        self.at = self.at.astimezone(zone)

    def now(self) -> datetime:
        return self.at

    def exact(self) -> datetime:
        return self.at


def clock_from(
    zone: tzinfo | None, day_starts_at: time = DAY_STARTS_AT, environ: Mapping[str, str] = os.environ
) -> SystemClock:
    """Return the clock for this run: a fixed one if CMCHECKIN_NOW is set, or else the machine's.

    Raises Refused if CMCHECKIN_NOW isn't a date and time with an offset.
    """
    at = moment("CMCHECKIN_NOW", environ.get("CMCHECKIN_NOW") or None)
    return SystemClock(zone, day_starts_at) if at is None else FixedClock(at, zone, day_starts_at)


def zone_name(zone: tzinfo | None, environ: Mapping[str, str] = os.environ) -> str:
    """Return the name of `zone` (None: the machine's own), such as `Europe/London`; empty if it has none."""
    if zone is not None:
        return str(getattr(zone, "key", ""))
    try:
        return environ.get("TZ") or os.path.realpath("/etc/localtime").partition("zoneinfo/")[2]
    except OSError:
        return ""


def file_time() -> int:
    """Return the machine's time in nanoseconds since 1970, to compare with the times of files. CMCHECKIN_NOW doesn't
    change it."""
    return time_ns()
