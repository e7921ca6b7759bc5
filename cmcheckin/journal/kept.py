"""The records of all files of all devices in memory, kept up with what stands on disk by a look at the folder."""

from __future__ import annotations

import gc
import os
from _thread import RLock
from collections.abc import Iterable, Iterator
from operator import itemgetter
from typing import Final

from cmcheckin.journal import index
from cmcheckin.journal.errors import Problem
from cmcheckin.journal.files import JournalFile, listing, read_new
from cmcheckin.journal.lines import Line, dumps
from cmcheckin.journal.memory import Memory
from cmcheckin.journal.placing import Placing, Time
from cmcheckin.journal.problems import lines_lost, problem_of
from cmcheckin.journal.stamps import EARLIEST, Stamp

EVERYTHING: Final = 0
"""As a day: far enough back for everything."""

_LARGE: Final = 1024 * 1024
"""Bytes of journal whose records are so many that a collector looking at them can be felt."""
_stamp = itemgetter(0)


class Kept:
    """One home's records. Two depths: the recent ones, from the index, or everything."""

    def __init__(self, folder: str, index_path: str, clock: Time, placing: Placing) -> None:
        self.folder = folder
        self.index_path = index_path
        self.clock = clock
        self.placing = placing
        self.memory = Memory()
        self.files: dict[str, JournalFile] = {}
        self.problems: list[Problem] = []
        self.floor: int | None = None
        """The day (YYYYMMDD) from which on everything is in memory; None: nothing was read yet."""
        self.held = 0
        """How deep we are in changes: while one is under way nobody else appends, so nobody has to look."""
        self.guard = RLock()
        self._indexed: dict[str, int] = {}
        self._most_lines: dict[str, int] = {}
        """The most lines each file is known to have had, by name, from the index and from earlier reads."""

    def reach(self, day: int = EVERYTHING) -> Memory:
        """The memory with what stands on disk now, at least from `day` (YYYYMMDD) on."""
        with self.guard:
            if self.floor is None:
                self._open(day)
            elif day < self.floor:
                self.load()
            elif not self.held:
                self.refresh()
            return self.memory

    def load(self) -> list[tuple[Stamp, Line]]:
        """Read every file anew. Returns all changes in the order of their stamps."""
        with self.guard:
            for name, file in self.files.items():
                if not file.fault:  # repairing a damaged file may remove lines
                    self._most_lines[name] = max(file.lines, self._most_lines.get(name, 0))
            memory, self.files, self.problems = Memory(), {}, []
            found: list[tuple[Stamp, Line]] = []
            collecting = gc.isenabled()
            gc.disable()  # what is read is kept, so looking for garbage in it is time lost, a third of all
            try:
                for name, seen in sorted(listing(self.folder).items()):
                    file = self.files[name] = JournalFile(f"{self.folder}/{name}", name)
                    found += self._read(file, seen) or ()
                found.sort(key=_stamp)
                found = _without_repeats(found)
                memory.apply(found)
            finally:
                if collecting:
                    if sum(file.offset for file in self.files.values()) > _LARGE:
                        gc.freeze()  # or the next collection would look at every record after all
                    gc.enable()
            self.problems += self._lost()
            self.memory, self.floor = memory, EVERYTHING
            return found

    def _lost(self) -> Iterator[Problem]:
        """Yield files with fewer lines than before. Nothing removes a line; `forget` leaves an empty one."""
        for name, before in self._most_lines.items():
            file = self.files.get(name)
            if file is None or (not file.fault and file.lines < before):
                yield lines_lost(f"{self.folder}/{name}", file.lines if file else None, before, self.index_path)

    def refresh(self) -> None:
        """Take in what was appended or appeared since the last look; after anything else, read all anew."""
        new = self._new_lines()
        if new is not None:
            new.sort(key=_stamp)
            new = _without_repeats(new)
        if new is None or (new and new[0][0] <= self.memory.greatest):
            self.load()  # a line that belongs before others: rare, and order is easiest to get right from the start
            return
        self.memory.apply(new)

    def _new_lines(self) -> list[tuple[Stamp, Line]] | None:
        present = listing(self.folder)
        if not self.files.keys() <= present.keys():
            return None
        found: list[tuple[Stamp, Line]] = []
        for name, seen in present.items():
            file = self.files.get(name)
            if file is None:
                file = self.files[name] = JournalFile(f"{self.folder}/{name}", name)
            elif (seen is None and file.fault) or (seen is not None and file.unchanged(seen)):
                continue
            elif file.fault or not file.grown(seen):
                return None
            new = self._read(file, seen)
            if new is None:
                return None
            found += new
        return found

    def _read(self, file: JournalFile, seen: os.stat_result | None) -> list[tuple[Stamp, Line]] | None:
        if seen is not None:
            file.seen(seen)
        found = read_new(file)
        if file.fault:
            self.problems.append(problem_of(file, self.clock.today()))
        return found

    def _open(self, day: int) -> None:
        known = index.read(self.index_path, self.folder) if day else None
        if known is not None:
            self.files, self.memory, self.floor = known.files, known.memory, known.floor
            today = self.clock.today()
            self.problems = [problem_of(file, today) for _, file in sorted(known.files.items()) if file.fault]
            covered = {name: file.offset for name, file in known.files.items()}
            self.refresh()
            if self.floor == known.floor:  # else it did not fit the files, and everything was read
                self._indexed = covered
        if self.floor is None or day < self.floor:
            self.load()
        if day and not self.held:  # a save has no time for it, and who reads everything no use
            self.write_index()

    def write_index(self) -> None:
        """Write the index if much was read that is not in it."""
        if self.floor is None or not self._indexable() or self._unread() <= index.WORTH:
            return
        self.refresh()  # what another window made this device forget must not come back by way of the index
        if self._indexable() and index.write(self.index_path, self):
            self._indexed = {name: file.offset for name, file in self.files.items()}
            if not self._still_there():
                index.forget(self.index_path)

    def _indexable(self) -> bool:
        """Return whether the index may be written. A fault that only the content of a file shows is no obstacle. Lost
        lines are, as the earlier index still counts them."""
        return all(file.told_by_content for file in self.files.values() if file.fault) and not any(self._lost())

    def _unread(self) -> int:
        return sum(file.offset - self._indexed.get(name, 0) for name, file in self.files.items())

    def _still_there(self) -> bool:
        present = listing(self.folder)
        return all(
            (found := present.get(name)) is not None and file.inode == (found.st_dev, found.st_ino)
            for name, file in self.files.items()
        )


def _without_repeats(found: list[tuple[Stamp, Line]]) -> list[tuple[Stamp, Line]]:
    """Each stamp once, in order. A sync tool's conflict copy repeats lines; of two that differ the shorter stands,
    since only forgetting makes a line differ, and what was forgotten stays so."""
    last = EARLIEST
    for stamp, _ in found:
        if stamp == last:
            return list(_unique(found))
        last = stamp
    return found


def _unique(found: Iterable[tuple[Stamp, Line]]) -> Iterator[tuple[Stamp, Line]]:
    held: tuple[Stamp, Line] | None = None
    for one in found:
        if held is not None and held[0] == one[0]:
            if one[1] != held[1]:
                held = min(held, one, key=lambda pair: (len(dumps(pair[1])), dumps(pair[1])))
            continue
        if held is not None:
            yield held
        held = one
    if held is not None:
        yield held
