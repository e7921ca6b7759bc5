"""What a device had read when it wrote a line: for each source, up to which line.

The entry of a source is the number of its last line, if none before it was missing; otherwise a list of ranges
`[first, last]` of the lines that were read; for a file of version 1, the time of the last line. Without an entry, a
device has read the earlier lines of its own sources and nothing of others.

A line of version 1 has the time of the last line that was read of each device, in place of a source. Such times are
right after a conversion too, since lines of version 1 keep their time and the tick 0.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TypeAlias

from cmcheckin.journal.log.lines import LineKey

Entry: TypeAlias = int | str | list[list[int]]
Seen: TypeAlias = Mapping[str, Entry]
NOTHING: Seen = {}


class _Unseen(dict[str, Entry]):
    """What a device that could open nothing had read: no line of any source, not even its own."""

    def get(self, *_: object) -> Entry:
        """Return an entry without any line."""
        return []


UNSEEN: Seen = _Unseen()


def device_of(source: str) -> str:
    """Return the device that writes to `source`, such as `laptop-3f9a` for `2026.laptop-3f9a`."""
    return source.split(".", 2)[1]


def is_left_to(device: str, owner: str) -> bool:
    """Return whether `device` may change the files of `owner`: that is itself, or the id that it once shared with
    another machine, under which none writes any more."""
    return owner == device or device.startswith(f"{owner}~")


def original_of(source: str) -> str:
    """Return the source that `source` goes on from: `2026.laptop-3f9a` for `2026.laptop-3f9a~7c1e`, and that itself for
    it. See `twins`."""
    name, _, part = source.rpartition("~")
    return name + part[part.index(".") :] if name and "." in part else name or source


def has_seen(key: LineKey, seen: Seen, other: LineKey) -> bool:
    """Return whether the device that wrote the line `key`, having `seen` these lines, had read the line `other`."""
    source = other[2]
    entry = seen.get(source)
    if entry is None:
        device = device_of(source)
        if source == key[2] or device == device_of(key[2]):
            return other < key
        entry = seen.get(device, "")
    if isinstance(entry, int):
        return other[3] <= entry
    if isinstance(entry, str):
        return not other[0] and other[1] <= entry
    return not other[3] or any(first <= other[3] <= last for first, last in entry)


class Numbers:
    """The lines of one source that are known, as ranges of their numbers."""

    def __init__(self, ranges: Iterable[list[int]] = ()) -> None:
        self.ranges = [list(pair) for pair in ranges]

    def add(self, first: int, last: int | None = None) -> None:
        """Add the line `first`, or all lines from `first` to `last`."""
        last = first if last is None else last
        ranges = self.ranges
        if ranges and first == ranges[-1][1] + 1:
            ranges[-1][1] = last
            return
        merged = sorted([*ranges, [first, last]])
        self.ranges = ranges = merged[:1]
        for low, high in merged[1:]:
            if low <= ranges[-1][1] + 1:
                ranges[-1][1] = max(high, ranges[-1][1])
            else:
                ranges.append([low, high])

    @property
    def last(self) -> int:
        """The highest number, 0 without any."""
        return self.ranges[-1][1] if self.ranges else 0

    def missing(self, up_to: int) -> list[tuple[int, int]]:
        """Return the ranges of numbers from 1 to `up_to` that are not known."""
        gaps, expected = [], 1
        for first, last in self.ranges:
            if first > expected:
                gaps.append((expected, first - 1))
            expected = last + 1
        return [*gaps, (expected, up_to)] if expected <= up_to else gaps

    def entry(self) -> Entry:
        """Return what a line says of this source: see the module."""
        if len(self.ranges) == 1 and self.ranges[0][0] == 1:
            return self.ranges[0][1]
        return [list(pair) for pair in self.ranges]
