"""Read the journal files of all devices into memory, and keep the memory up to date with the folder."""

from __future__ import annotations

import gc
import os
from _thread import RLock
from collections.abc import Iterable, Iterator
from operator import itemgetter
from typing import TYPE_CHECKING, Final

from cmcheckin.journal.errors import Problem
from cmcheckin.journal.log import ends, index
from cmcheckin.journal.log.days import Placing, Redaction, Time
from cmcheckin.journal.log.files import SUFFIX, JournalFile, listing, read_new
from cmcheckin.journal.log.lines import EARLIEST, Doc, Line, LineKey, dumps
from cmcheckin.journal.log.memory import Memory, Place, changed, places_of
from cmcheckin.journal.log.searching import from_last_whole, lines_with
from cmcheckin.journal.log.seen import device_of, original_of
from cmcheckin.journal.log.sources import Sources
from cmcheckin.journal.problems import closed, lines_lost, problem_of, twin

if TYPE_CHECKING:
    from cmcheckin.journal.log.envelope import Vault
    from cmcheckin.journal.log.opened import OpenedLines

EVERYTHING: Final = 0
"""The day to read from to read everything."""

_MOST_TRIES: Final = 9
_LARGE: Final = 1024 * 1024
"""Bytes of journal from which on a garbage collection of the records takes noticeable time."""
_key = itemgetter(0)


class Reader:
    """The documents of a journal: the recent ones, from the index, or all of them."""

    def __init__(
        self,
        folder: str,
        cache: str,
        device: str,
        clock: Time,
        placing: Placing,
        redaction: Redaction | None = None,
        vault: Vault | None = None,
    ) -> None:
        self.folder = folder
        self.device = device
        self.index_path = f"{cache}/index.{device}.json"
        self.ends_path = f"{cache}/{ends.PREFIX}{device}.json"
        self.clock = clock
        self.placing = placing
        self.redaction = redaction
        self.vault = vault
        self._opened: OpenedLines | None = None
        """The vault with the lines that were opened; None until there is an identity."""
        self._opened_path = f"{cache}/lines.{device}.age"
        self.is_locked = False
        """Whether encrypted lines stay closed, since they are locked and only something is to be added."""
        self.memory = Memory()
        self.sources = Sources()
        self.files: dict[str, JournalFile] = {}
        self.faults: list[Problem] = []
        self.floor: int | None = None
        """The day (YYYYMMDD) from which everything is in memory; None: nothing was read yet."""
        self.held = 0
        """The number of nested changes in progress. Others can't append meanwhile, so nothing has to be read again."""
        self.guard = RLock()
        self._confirmed: set[Place] = set()
        self._lines: list[tuple[LineKey, Line]] = []
        """All lines of the first full read, kept until the program ends: freeing them would take a tenth of the time
        of opening."""
        self._ends: dict[str, int] | None = None
        """The number of the last line of each source of this device; None: not known since the last read."""
        self._indexed: dict[str, int] = {}
        self._unsure: set[str] = set()  # files whose time was too recent for the index to trust
        self._older: list[index.Part] = []

    def reach(self, day: int = EVERYTHING) -> Memory:
        """Return the memory, up to date with the files, with at least all documents from `day` (YYYYMMDD) on."""
        with self.guard:
            is_first = self.floor is None
            if is_first and day:
                self._open()
            elif not is_first and not self.held:
                self.refresh()
            if self.floor is None or not self._parse_index(day):
                self._lines = self.load()
                self._read_what_is_missing()
            if is_first and day and not self.held:  # it would delay a save, and reading everything makes no use of it
                self.write_index()
            if self._opened is not None and self._opened.is_worth_writing and not self.held:
                self._write_opened(self._opened)
            return self.memory

    def load(self) -> list[tuple[LineKey, Line]]:
        """Read all files again. Return all changes in the order of their keys."""
        with self.guard:
            memory, sources = Memory(), Sources()
            if self._opened is not None:
                self._opened.start_over()
            sources.expect(self.sources.expected | self.recall_device())
            sources.expect(self.sources.read)
            self.files, self.faults, self.floor = {}, [], None  # so that nothing counts as read if this fails
            parts: list[list[tuple[LineKey, Line]]] = []
            collecting = gc.isenabled()
            gc.disable()  # collecting would take a third of the time and find nothing
            try:
                for name, seen in sorted(listing(self.folder, placeholders=True).items()):
                    file = self.files[name] = JournalFile(f"{self.folder}/{name}", name)
                    parts.append(self._read(file, seen) or [])
                found = _in_order(pair for part in parts for pair in part)
                sources.take(found)
                if sources.repeated:
                    found, sources = self._told_apart(parts, sources)
                if self.redaction is not None:
                    found = self.redaction.applied(found)
                several = sources.may_diverge or self._has_blind_lines
                if apart := memory.apply(found, several=several):
                    memory.join(apart, found)
            finally:
                if collecting:
                    if sum(file.offset for file in self.files.values()) > _LARGE:
                        gc.freeze()  # otherwise the next collection would go through all records
                    gc.enable()
            self._ends = None
            self.memory, self.sources, self.floor, self._older = memory, sources, EVERYTHING, []
            return found

    def recall_device(self) -> dict[str, int]:
        """Continue under the id that this machine got when another one was found to have its id, and return the last
        number of each source of this device. While it's locked, the lines of the two can't be told apart."""
        known = ends.read(self.ends_path)
        mine = [name for name in map(device_of, known) if name.startswith(f"{self.device}~")]
        if mine:
            self.device = min(mine)
        return known

    def _told_apart(
        self, parts: list[list[tuple[LineKey, Line]]], sources: Sources
    ) -> tuple[list[tuple[LineKey, Line]], Sources]:
        """Return the lines in `parts`, those of machines with one id told apart, and their sources. If this machine is
        one of them, it continues under another id."""
        from cmcheckin.journal.log.twins import told_apart  # rarely needed

        found, again = _in_order(told_apart(parts, sources)), Sources()
        for _, line in found:
            line.pop("read", None)
        again.shared = sources.shared
        again.expect({name: number for name, number in sources.expected.items() if name not in again.shared})
        again.take(found)
        again.repeated.clear()
        if any(device_of(source) == self.device for source in again.shared):
            self.faults.append(twin(f"{self.folder}/{min(again.shared)}{SUFFIX}", self.device))
            self.device = f"{self.device}~{os.urandom(2).hex()}"
        return found, again

    @property
    def problems(self) -> list[Problem]:
        """What is wrong with the files that were read, and the lines that are missing."""
        return [*self.faults, *self._lost()]

    def _opener(self) -> Vault | None:
        """Return what opens encrypted lines, if there may be any."""
        if self._opened is None and self.vault is not None and self.vault.can_open:
            from cmcheckin.journal.log.opened import OpenedLines  # only with encryption

            self._opened = OpenedLines(self._opened_path, self.vault)
        return self._opened

    @property
    def has_closed_lines(self) -> bool:
        """Whether there are encrypted lines that weren't opened, so that documents may be incomplete."""
        return any(file.closed for file in self.files.values())

    @property
    def may_diverge(self) -> bool:
        """Whether a line may not have seen the one before it."""
        return self.sources.may_diverge or self._has_blind_lines

    @property
    def _has_blind_lines(self) -> bool:
        """Whether there are lines that were added while others weren't opened."""
        return any(file.blind for file in self.files.values())

    def _lost(self) -> Iterator[Problem]:
        """Yield a problem for each source that is known to lack lines."""
        damaged = {file.source for file in self.files.values() if file.fault and not file.is_whole}
        for source, gaps in self.sources.missing():
            if self.has_closed_lines and original_of(source) != source:
                continue  # the lines of two machines with one id can't be told apart without opening them
            if source not in damaged:
                is_known = self.sources.is_known(source) or f"{source}{SUFFIX}" in self.files
                yield lines_lost(f"{self.folder}/{source}{SUFFIX}", gaps, is_known)

    def refresh(self) -> None:
        """Read what was appended or added since the last read. After any other change, read everything again."""
        if self._read_on():
            self._read_what_is_missing()

    def _read_what_is_missing(self) -> None:
        """Read on while lines are missing. One may have been appended after its file was read, and before another file
        was read that says so."""
        for _ in range(_MOST_TRIES):
            if not any(self.sources.missing()) or not self._read_on():
                return

    def _read_on(self) -> bool:
        """Read as `refresh`, once. Return whether there was anything to read."""
        try:
            new = self._new_lines()
        except BaseException:
            self.floor = None  # some files are read, but what they say isn't in memory
            raise
        if new is not None:
            new = _in_order(new)
        if new is None or (new and new[0][0] <= self.memory.greatest):
            self.load()  # a line belongs before others, which is rare
            return True
        if new:
            if self._older and self._is_old(new):
                self._parse_index(self._older[-1][0])
            self._ends = None
            self.sources.take(new)
            if self.redaction is not None and self.redaction.concern(new):
                self.load()
            elif self._is_old(new) or self.sources.repeated or self.memory.apply(new, several=self.may_diverge):
                self.load()  # two devices changed a record without knowing of each other
        return bool(new)

    def _is_old(self, new: list[tuple[LineKey, Line]]) -> bool:
        """Return whether one of the `new` lines touches a document that isn't in memory, but may be in a line from
        before `floor`."""
        put: set[Place] = set()
        floor = self.floor or EVERYTHING
        for _, line in new if floor else ():
            for place in places_of(line):
                if place in put or self.memory.doc(*place) is not None:
                    continue
                doc = line.get("put", {}).get(place[0], {}).get(place[1])
                doc = doc or line.get("edit", {}).get(place[0], {}).get(place[1], {}).get("of")
                if doc is None or self.placing.first_day(*place, doc) < floor:
                    return True
                put.add(place)
        return False

    def _new_lines(self) -> list[tuple[LineKey, Line]] | None:
        present = listing(self.folder, placeholders=True)
        if not self.files.keys() <= present.keys():
            return None
        found: list[tuple[LineKey, Line]] = []
        for name, seen in present.items():
            file = self.files.get(name)
            if file is None:
                file = self.files[name] = JournalFile(f"{self.folder}/{name}", name)
            elif (seen is None and file.fault) or (
                seen is not None and file.unchanged(seen) and not (file.unsure and file.is_rewritten())
            ):
                continue
            elif file.fault or not file.grown(seen):
                return None
            new = self._read(file, seen)
            if new is None:
                return None
            found += new
        return found

    def _read(self, file: JournalFile, seen: os.stat_result | None) -> list[tuple[LineKey, Line]] | None:
        if seen is not None:
            file.seen(seen)
        found = read_new(file, None if self.is_locked else self._opener())
        if file.fault:
            self.faults.append(problem_of(file, self.clock.today()))
        if file.closed and not self.is_locked and (problem := closed(file.path)) not in self.faults:
            self.faults.append(problem)
        return found

    def _open(self) -> None:
        """Read the first part of the index, if there is one, and what was appended since."""
        known = None if self.is_locked else index.read(self.index_path, self.folder, self.vault)
        if known is None:
            return
        self.floor, self.memory, self.sources, self.files, self._older = known
        self.sources.expect(ends.read(self.ends_path))
        today = self.clock.today()
        self.faults = [problem_of(file, today) for _, file in sorted(known.files.items()) if file.fault]
        covered = {name: file.offset for name, file in known.files.items()}
        unsure = {name for name, file in known.files.items() if file.unsure}
        self.refresh()
        if self.floor:  # else the index was outdated, and everything was read
            self._indexed, self._unsure = covered, unsure

    def _parse_index(self, day: int) -> bool:
        """Read the documents of the days from `day` on from the index. Return whether it has them, undamaged."""
        while self._older and self._older[-1][0] <= day < (self.floor or 0):
            if not index.add(self.index_path, self._older[0], self.memory, self.vault):
                self._older, self._indexed = [], {}  # so that it is written again
                return False
            self.floor = self._older.pop(0)[0]
        return day >= (self.floor or 0)

    def confirm(self, place: Place) -> None:
        """Read everything unless the document at `place` is what the lines with its id say, since nothing that is
        written may come from a damaged index. An encrypted index can't be damaged unnoticed. Called with the lock
        held."""
        if not self.floor or place in self._confirmed or (self.vault is not None and self.vault.is_on):
            return
        self._confirmed.add(place)
        year = self.placing.year(*place, self.memory.doc(*place)) or 0
        lines: list[tuple[LineKey, Line]] = []
        try:
            for file in self.files.values():
                header = file.header or file.named
                if header is None or header.year >= year:  # a line is in the year of its latest document
                    lines += from_last_whole(lines_with(file.path, place[1]), place)
            found = _in_order(lines)
        except (OSError, ValueError):
            self.load()
            return
        doc: Doc | None = None
        for _, line in found:
            doc = changed(doc, line, place)
        if doc != self.memory.doc(*place) or len({key[2] for key, _ in found}) > 1:
            self.load()

    def write_index(self) -> None:
        """Write the index if it lacks much of what was read."""
        if self.floor is None or not self._indexable() or self._unread() <= index.WORTH:
            return
        self.refresh()  # words that another process erased must not come back through the index
        if self._older and not self._parse_index(self._older[-1][0]):
            self.load()
        if self._indexable() and index.write(self.index_path, self):
            self._indexed = {name: file.offset for name, file in self.files.items()}
            self._unsure = {name for name, file in self.files.items() if file.is_recent}
            if not self._still_there():
                index.forget(self.index_path)

    def _write_opened(self, opened: OpenedLines) -> None:
        """Write the `opened` lines, if all of the journal was read."""
        if self.floor != EVERYTHING:
            return
        self.refresh()  # as for the index
        if opened.write() and not self._still_there():
            index.forget(opened.path)

    def _indexable(self) -> bool:
        """Return whether the index may be written: not while a fault may go away by itself, and not after lines were
        lost, since only the earlier index shows that, and not while files have words that were forgotten. Lines of
        two machines with one id are told apart only when everything is read, and lines that weren't opened are to be
        opened once they can be."""
        if self.sources.shared or self.has_closed_lines:
            return False
        if self.redaction is not None and self.redaction.unfinished(self.device):
            return False
        return all(file.lasts_until_changed for file in self.files.values() if file.fault) and not any(self._lost())

    def _unread(self) -> int:
        """Return how many bytes the index lacks. All of a file counts if a new index could trust its time by now, and
        the one that is there can't."""
        return sum(
            file.offset - (0 if name in self._unsure and not file.is_recent else self._indexed.get(name, 0))
            for name, file in self.files.items()
        )

    def _still_there(self) -> bool:
        present = listing(self.folder, placeholders=True)
        return all(
            (found := present.get(name)) is not None and file.inode == (found.st_dev, found.st_ino)
            for name, file in self.files.items()
        )


def _in_order(lines: Iterable[tuple[LineKey, Line]]) -> list[tuple[LineKey, Line]]:
    """Return `lines` in the order of their keys, each key once, as a sync tool's conflict copy repeats lines. Of two
    that differ, the shorter one counts, since only `forget` changes a line."""
    found = sorted(lines, key=_key)
    last = EARLIEST
    for key, _ in found:
        if key == last:
            return list(_unique(found))
        last = key
    return found


def _unique(found: Iterable[tuple[LineKey, Line]]) -> Iterator[tuple[LineKey, Line]]:
    last: tuple[LineKey, Line] | None = None
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
