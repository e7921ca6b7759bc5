"""The sources of a journal: which of their lines were read, what their devices had seen, which are missing."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from cmcheckin.journal.log.lines import Line, LineKey
from cmcheckin.journal.log.seen import Entry, Numbers, device_of, original_of


class Sources:
    """What is known of each source, by its name.

    `lines`: the numbers of the lines that were read. `times`: the time of the last line read of version 1. `seen`: what
    the device had read when it wrote its last line. `expected`: the highest number that something names: another
    device, the index or an earlier read. `given_up`: lines whose loss the user accepted. `repeated`: sources with two
    different lines of the same number. `shared`: the last number before that, once `twins` has told the lines apart,
    and `forks`: what the device had read when it wrote that line.
    """

    def __init__(self) -> None:
        self.lines: dict[str, Numbers] = {}
        self.times: dict[str, str] = {}
        self.seen: dict[str, dict[str, Entry]] = {}
        self.expected: dict[str, int] = {}
        self.given_up: dict[str, Numbers] = {}
        self.repeated: set[str] = set()
        self.shared: dict[str, int] = {}
        self.forks: dict[str, dict[str, Entry]] = {}
        self._whole_of = ""
        """The device if all sources are its own and complete; empty if that isn't known."""

    @property
    def read(self) -> dict[str, int]:
        """The highest number of each source that was read."""
        return {source: numbers.last for source, numbers in self.lines.items()}

    @property
    def may_diverge(self) -> bool:
        """Whether a line may not have seen the one before it: there are several devices, or lines were missing."""
        if self._whole_of and not self.times:  # true almost always, and at every save
            return bool(self.seen)
        return bool(self.seen) or len({device_of(source) for source in (*self.lines, *self.times)}) > 1

    def expect(self, highest: Mapping[str, int]) -> None:
        """Note that each source has lines up to these numbers."""
        for source, number in highest.items():
            if number > self.expected.get(source, 0):
                self.expected[source], self._whole_of = number, ""

    def take(self, found: Iterable[tuple[LineKey, Line]]) -> None:
        """Note the lines `found`, in the order of their keys, and write into each what its device had read: in `seen`
        a line only has what is new since the line before it."""
        source, numbers, seen = "", Numbers(), {}
        latest = [0, 0]  # the last range of `numbers`
        partial: list[Line] = []
        for key, line in found:
            number = key[3]
            if not number:
                self._take_first_format(key, line)
                source = ""
                continue
            if key[2] != source:
                source = key[2]
                numbers, seen = self._numbers(key), self.seen.get(source, {})
                latest = numbers.ranges[-1] if numbers.ranges else [0, 0]
            if number == latest[1] + 1 and latest[0]:
                latest[1] = number
            else:
                if number <= latest[1]:
                    self.repeated.add(source)
                numbers.add(number)
                latest, self._whole_of = numbers.ranges[-1], ""
            if "seen" in line:
                seen = self.seen[source] = {**seen, **self._limited(line["seen"])}
                self.expect({name: _last(entry) for name, entry in line["seen"].items() if name not in self.shared})
            if seen:
                line["read"] = seen
                if any(type(entry) is list for entry in seen.values()):
                    partial.append(line)
                if self.shared and number == self.shared.get(source):
                    self.forks[source] = seen
            if "lost" in line:
                for name, ranges in line["lost"].items():
                    for first, last in ranges:
                        self.given_up.setdefault(name, Numbers()).add(first, last)
        for line in partial:
            if any(self._has_come_back(name, entry) for name, entry in line["read"].items()):
                line["holes"] = True

    def _take_first_format(self, key: LineKey, line: Line) -> None:
        """Note a line of version 1, which has the times of what it replaced in `seen`, in no particular order."""
        source = key[2]
        self.times[source] = max(key[1], self.times.get(source, ""))
        seen = self.seen.get(source, {})
        if new := {device: time for device, time in line.get("seen", {}).items() if time > seen.get(device, "")}:
            seen = self.seen[source] = {**seen, **new}
        if seen:
            line["read"] = seen

    def _has_come_back(self, source: str, entry: Entry) -> bool:
        """Return whether lines of `source` were read that are missing in `entry`."""
        if type(entry) is not list or source not in self.lines:
            return False
        known = Numbers(entry)
        gaps = known.missing(known.last)
        return any(first <= high and low <= last for first, last in gaps for low, high in self.lines[source].ranges)

    def _numbers(self, key: LineKey) -> Numbers:
        """Return the known numbers of the source of the line `key`. One that continues another has its lines too."""
        source, original = key[2], original_of(key[2])
        if source not in self.lines:
            continues = original in self.shared and original != source and key[3] > 1
            self.lines[source] = Numbers([[1, key[3] - 1]] if continues else [])
            if continues:
                self.seen[source] = {**self.forks.get(original, {}), original: self.shared[original]}
        return self.lines[source]

    def _limited(self, seen: Mapping[str, Entry]) -> dict[str, Entry]:
        """Return `seen` with only the common lines of sources that have two lines of the same number, since it doesn't
        say which of them was read."""
        if not self.shared:
            return dict(seen)
        return {
            name: min(entry, self.shared[name]) if name in self.shared and type(entry) is int else entry
            for name, entry in seen.items()
        }

    def newly_read(self, own: str, unread: Iterable[str] = ()) -> dict[str, Entry]:
        """Return what the device that writes to the source `own` has read and didn't record there yet.

        It records its own sources only where lines are missing, or where the file can't be read (those in
        `unread`), since lines that come back later aren't replaced by what was written meanwhile.
        """
        recorded, mine, unread = self.seen.get(own, {}), device_of(own), {*unread}
        found: dict[str, Entry] = {}
        if not (recorded or unread or self.times) and self._are_whole_and_of(mine):  # true at almost every save
            return found
        for name in sorted({*self.times, *self.lines, *self.expected, *unread, *recorded}):
            numbers = self.lines.get(name, Numbers())
            entry = numbers.entry() if name in self.lines else self.times.get(name, [])
            if device_of(name) == mine:
                if name in unread or numbers.missing(max(numbers.last, self.expected.get(name, 0))):
                    entry = [list(pair) for pair in numbers.ranges]
                elif name not in recorded:
                    continue
            elif entry == [] and name not in recorded:
                continue
            if recorded.get(name) != entry:
                found[name] = entry
        return found

    def _are_whole_and_of(self, device: str) -> bool:
        """Return whether all sources are of `device` and lack no lines."""
        if self._whole_of == device:
            return True
        is_so = self.expected.keys() <= self.lines.keys() and all(
            len(numbers.ranges) == 1
            and numbers.ranges[0][0] == 1
            and numbers.ranges[0][1] >= self.expected.get(name, 0)
            and device_of(name) == device
            for name, numbers in self.lines.items()
        )
        self._whole_of = device if is_so else ""
        return is_so

    def next_number(self, own: str) -> int:
        """Return the number of the next line of the source `own`. Those of lines that are missing aren't used again."""
        numbers = self.lines.get(own)
        return max(numbers.last if numbers else 0, self.expected.get(own, 0)) + 1

    def ends(self, device: str) -> dict[str, int]:
        """Return the number of the last line of each source of `device`, even if that line is missing."""
        names = {*self.lines, *self.expected}
        return {name: self.next_number(name) - 1 for name in sorted(names) if device_of(name) == device}

    def is_gone(self, source: str) -> bool:
        """Return whether `source` had lines and none of them was read."""
        return source not in self.lines and self.expected.get(source, 0) > 0

    def is_known(self, source: str) -> bool:
        """Return whether a line of `source` was read."""
        return source in self.lines

    def missing(self) -> Iterator[tuple[str, list[tuple[int, int]]]]:
        """Yield each source that lacks lines, with the ranges of their numbers, unless their loss was accepted."""
        for source in sorted({*self.lines, *self.expected}):
            if gaps := self.gaps(source):
                yield source, gaps

    def gaps(self, source: str) -> list[tuple[int, int]]:
        """Return the ranges of the numbers of the lines that `source` lacks, unless their loss was accepted."""
        known = self.lines.get(source, Numbers())
        if source in self.given_up:
            known = Numbers(known.ranges)
            for first, last in self.given_up[source].ranges:
                known.add(first, last)
        return known.missing(max(known.last, self.expected.get(source, 0)))


def _last(entry: Entry) -> int:
    return entry if type(entry) is int else max((pair[1] for pair in entry), default=0) if type(entry) is list else 0
