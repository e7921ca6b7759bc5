"""Stamps give all changes of all devices one order, whatever a clock did: a hybrid logical clock.

A stamp is (wall time in UTC, counter, device). The wall time never runs behind one that was seen, and the counter rises
while it stands still, so a later change of one history always has the greater stamp.
"""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TypeAlias

Stamp: TypeAlias = tuple[str, int, str]
"""Compares as time goes: `("2026-11-20T07:31:04.123456Z", 0, "laptop-3f9a")`."""

EARLIEST: Stamp = ("", 0, "")
"""Before every stamp."""


def next_stamp(now: datetime, greatest: Stamp, device: str) -> Stamp:
    """A stamp greater than `greatest`, at `now` if the clock is not behind it."""
    wall = now.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")
    if now.year < 1000:  # strftime does not pad years on every system
        wall = wall.rjust(27, "0")
    return (wall, 0, device) if wall > greatest[0] else (greatest[0], greatest[1] + 1, device)


def read_stamp(raw: object) -> Stamp:
    """The stamp a JSON value holds. Raises ValueError."""
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
    raise ValueError("its stamp is not a time, a counter and a device")


def moment_of(stamp: Stamp) -> datetime:
    """When the change was made, by the clock of its device, in UTC."""
    try:
        return datetime.fromisoformat(stamp[0])
    except ValueError:
        return datetime.min.replace(tzinfo=UTC)
