"""Read the journal files of all devices into memory, and keep the memory up to date with the folder."""

from __future__ import annotations

import gc
import os
from _thread import RLock
from collections.abc import Iterable, Iterator
from operator import itemgetter
from typing import Final

from cmcheckin.journal.errors import Problem
from cmcheckin.journal.log import index
from cmcheckin.journal.log.days import Placing, Time
from cmcheckin.journal.log.files import JournalFile, listing, read_new
from cmcheckin.journal.log.lines import Line, dumps
from cmcheckin.journal.log.memory import Memory
from cmcheckin.journal.log.stamps import EARLIEST, Stamp
from cmcheckin.journal.problems import lines_lost, problem_of

EVERYTHING: Final = 0
"""The day to read from to read everything."""

_LARGE: Final = 1024 * 1024
"""Bytes of journal from which on a garbage collection of the records takes noticeable time."""
_stamp = itemgetter(0)


class Reader:
    """The documents of a journal: the recent ones, from the index, or all of them."""

    def __init__(self, folder: str, index_path: str, clock: Time, placing: Placing) -> None:
        self.folder = folder
        self.index_path = index_path
        self.clock = clock
        self.placing = placing
        self.memory = Memory()
        self.files: dict[str, JournalFile] = {}
        self.problems: list[Problem] = []
        self.floor: int | None = None
        """The day (YYYYMMDD) from which everything is in memory; None: nothing was read yet."""
        self.held = 0
        """The number of nested changes in progress. Others can't append meanwhile, so nothing has to be read again."""
        self.guard = RLock()
        self._indexed: dict[str, int] = {}
        self._most_lines: dict[str, int] = {}
        """The most lines each file has had, by name, in the index or an earlier read."""

    def reach(self, day: int = EVERYTHING) -> Memory:
        """Return the memory, up to date with the files, with at least all documents from `day` (YYYYMMDD) on."""
        with self.guard:
            if self.floor is None:
                self._open(day)
            elif day < self.floor:
                self.load()
            elif not self.held:
                self.refresh()
            return self.memory

    def load(self) -> list[tuple[Stamp, Line]]:
        """Read all files again. Return all changes in the order of their stamps."""
        with self.guard:
            for name, file in self.files.items():
                if not file.fault:  # repairing a damaged file may remove lines
                    self._most_lines[name] = max(file.lines, self._most_lines.get(name, 0))
            memory, self.files, self.problems = Memory(), {}, []
            found: list[tuple[Stamp, Line]] = []
            collecting = gc.isenabled()
            gc.disable()  # collecting would take a third of the time and find nothing
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
                        gc.freeze()  # otherwise the next collection would go through all records
                    gc.enable()
            self.problems += self._lost()
            self.memory, self.floor = memory, EVERYTHING
            return found

    def _lost(self) -> Iterator[Problem]:
        """Yield a problem for each file with fewer lines than before. Even `forget` leaves an empty line."""
        for name, before in self._most_lines.items():
            file = self.files.get(name)
            if file is None or (not file.fault and file.lines < before):
                yield lines_lost(f"{self.folder}/{name}", file.lines if file else None, before, self.index_path)

    def refresh(self) -> None:
        """Read what was appended or added since the last read. After any other change, read everything again."""
        new = self._new_lines()
        if new is not None:
            new.sort(key=_stamp)
            new = _without_repeats(new)
        if new is None or (new and new[0][0] <= self.memory.greatest):
            self.load()  # a line belongs before others, which is rare
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
            if self.floor == known.floor:  # else the index was outdated, and everything was read
                self._indexed = covered
        if self.floor is None or day < self.floor:
            self.load()
        if day and not self.held:  # it would delay a save, and reading everything makes no use of it
            self.write_index()

    def write_index(self) -> None:
        """Write the index if it lacks much of what was read."""
        if self.floor is None or not self._indexable() or self._unread() <= index.WORTH:
            return
        self.refresh()  # words that another process erased must not come back through the index
        if self._indexable() and index.write(self.index_path, self):
            self._indexed = {name: file.offset for name, file in self.files.items()}
            if not self._still_there():
                index.forget(self.index_path)

    def _indexable(self) -> bool:
        """Return whether the index may be written: not while a fault may go away by itself, and not after lines were
        lost, since only the earlier index shows that."""
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
    """Return the sorted lines `found` with each stamp once, as a sync tool's conflict copy repeats lines. Of two that
    differ, the shorter one counts, since only `forget` changes a line."""
    last = EARLIEST
    for stamp, _ in found:
        if stamp == last:
            return list(_unique(found))
        last = stamp
    return found


def _unique(found: Iterable[tuple[Stamp, Line]]) -> Iterator[tuple[Stamp, Line]]:
    last: tuple[Stamp, Line] | None = None
    for pair in found:
        if last is not None and last[0] == pair[0]:
            if pair[1] != last[1]:
                last = min(last, pair, key=lambda item: (len(dumps(item[1])), dumps(item[1])))
            continue
        if last is not None:
            yield last
        last = pair
    if last is not None:
        yield last
