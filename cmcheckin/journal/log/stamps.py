"""Stamps order the changes of all devices, whatever their clocks do: a hybrid logical clock.

A stamp is (wall time in UTC, counter, device). The wall time is never behind one that was read, and the counter rises
while it stays the same. So a change always has a greater stamp than the changes its device had read.
"""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TypeAlias

Stamp: TypeAlias = tuple[str, int, str]
"""For example `("2026-11-20T07:31:04.123456Z", 0, "laptop-3f9a")`. A later stamp compares greater."""

EARLIEST: Stamp = ("", 0, "")
"""Compares less than every stamp."""


def next_stamp(now: datetime, greatest: Stamp, device: str) -> Stamp:
    """Return a stamp of `device` greater than `greatest`, at the time `now` unless that is earlier."""
    wall = now.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")
    if now.year < 1000:  # strftime does not pad years on every system
        wall = wall.rjust(27, "0")
    return (wall, 0, device) if wall > greatest[0] else (greatest[0], greatest[1] + 1, device)


def read_stamp(raw: object) -> Stamp:
    """Convert the JSON value `raw` to a stamp. Raises ValueError."""
    if type(raw) is list and len(raw) == 3:
        wall, counter, device = raw
        if (
            type(wall) is str
            and len(wall) == 27
            and wall[26] == "Z"
            and wall[10] == "T"
            and wall[:4].isdecimal()
            and type(counter) is int
            and counter >= 0
            and type(device) is str
        ):
            return wall, counter, device
    raise ValueError("its stamp lacks a time, a counter or a device")


def moment_of(stamp: Stamp) -> datetime:
    """Return the time of `stamp` in UTC, by the clock of its device; `datetime.min` if it is invalid."""
    try:
        return datetime.fromisoformat(stamp[0])
    except ValueError:
        return datetime.min.replace(tzinfo=UTC)
