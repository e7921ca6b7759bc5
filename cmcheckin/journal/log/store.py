"""Save changes: each is one line, appended under the lock to a file that only this device writes to."""

from __future__ import annotations

from _thread import RLock
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager

from cmcheckin.journal.batch import Batch
from cmcheckin.journal.errors import JournalError
from cmcheckin.journal.log.appending import append, create_with
from cmcheckin.journal.log.days import Placing, Time
from cmcheckin.journal.log.files import JournalFile, own_name
from cmcheckin.journal.log.lines import VERSION, Changes, Header, change_line, read_change
from cmcheckin.journal.log.lock import Lock
from cmcheckin.journal.log.reader import Reader
from cmcheckin.journal.log.stamps import Stamp, next_stamp


class Store(Reader):
    """The documents of a journal, with changes saved from `device`."""

    def __init__(
        self,
        folder: str,
        cache: str,
        device: str,
        clock: Time,
        placing: Placing,
        announce: Callable[[str], None] | None = None,
    ) -> None:
        super().__init__(folder, f"{cache}/index.{device}.json", clock, placing)
        self.device = device
        self.lock = Lock(folder, announce)
        self._writers = RLock()
        self._batch: Batch | None = None

    @contextmanager
    def changing(self, *, wait: bool = True) -> Iterator[None]:
        """Hold the lock, after reading what others appended. May be nested. Raises LockBusy (at once without `wait`) or
        JournalError."""
        with self._writers:
            if not self.held:
                self.lock.acquire(wait=wait)
            self.held += 1
            try:
                if self.held == 1 and self.floor is not None:
                    with self.guard:
                        self.refresh()
                yield
            finally:
                self.held -= 1
                if not self.held:
                    self.lock.release()

    @contextmanager
    def one_change(self, why: str = "") -> Iterator[None]:
        """Save all changes made inside as one line at the end, or none of them if an error leaves it. May be nested."""
        with self.changing():
            if self._batch is not None:
                yield
                return
            self.reach()
            batch = self._batch = Batch(self.memory)
            try:
                yield
                self._batch = None
                self._save(batch.changes(), why, batch=batch)
            except BaseException:
                self._batch = None
                if batch.before:
                    self.load()  # the memory has changes that were not saved
                raise

    def append(
        self,
        changes: Changes,
        why: str = "",
        *,
        undo: Stamp | None = None,
        restores: Mapping[str, Mapping[str, Stamp | None]] | None = None,
    ) -> None:
        """Save `changes` as one line or, inside `one_change`, as a part of its line. `why`, `undo` and `restores`: see
        `lines`. Raises TypeError or ValueError for values that JSON doesn't have, JournalError when writing fails.
        Nothing is changed then."""
        if not changes and not changes.put:
            return
        with self.changing():
            if self.floor is None:
                self.reach()
            if self._batch is None:
                self._save(changes, why, undo=undo, restores=restores)
                return
            stamp = next_stamp(self.clock.now(), self.memory.greatest, self.device)
            _, line = read_change(change_line(stamp, why, changes, {})[:-1])
            with self.guard:
                self._batch.note(changes)
                self.memory.apply([(self.memory.greatest, line)])

    def _save(
        self,
        changes: Changes,
        why: str,
        *,
        undo: Stamp | None = None,
        restores: Mapping[str, Mapping[str, Stamp | None]] | None = None,
        batch: Batch | None = None,
    ) -> None:
        if not (changes or changes.put):
            return
        stamp = next_stamp(self.clock.now(), self.memory.greatest, self.device)
        line = change_line(stamp, why, changes, self._was(changes, batch), undo, restores)
        self._write(self._year(changes, batch), line)
        with self.guard:
            if batch is not None:
                self.memory.settle(stamp, changes.put)
            else:
                self.memory.apply([read_change(line[:-1])])  # exactly what a later read gives

    def _was(self, changes: Changes, batch: Batch | None) -> dict[str, dict[str, Stamp]]:
        found: dict[str, dict[str, Stamp]] = {}
        for named in (changes.put, changes.delete):
            for table, ids in named.items():
                for doc_id in ids:
                    stamp = batch.before[table, doc_id][1] if batch else self.memory.stamp(table, doc_id)
                    if stamp is not None:
                        found.setdefault(table, {})[doc_id] = stamp
        return found

    def _year(self, changes: Changes, batch: Batch | None) -> int:
        newest = 0
        place = self.placing.year
        for table, docs in changes.put.items():
            for doc_id, doc in docs.items():
                newest = max(newest, place(table, doc_id, doc) or 0)
        for table, ids in changes.delete.items():
            for doc_id in ids:
                gone = batch.before[table, doc_id][0] if batch else self.memory.doc(table, doc_id)
                newest = max(newest, place(table, doc_id, gone) or 0)
        return newest or self.clock.today().year

    def _write(self, year: int, line: bytes) -> None:
        part = 1
        while True:
            name = own_name(year, self.device, part)
            file = self.files.get(name)
            if file is None:
                header = Header(VERSION, year, self.device)
                self.files[name] = create_with(f"{self.folder}/{name}", name, header, line)
                return
            if file.newer:
                raise JournalError(
                    f"{file.path} was written by a newer version of cmcheckin. Nothing was changed. "
                    "Update cmcheckin on this device, then save again."
                )
            if self._usable(file, year):
                append(file, line, self.clock.today)
                return
            part += 1

    def _usable(self, file: JournalFile, year: int) -> bool:
        return not file.fault and file.header is not None and file.header[1:] == (year, self.device)

    def close(self) -> None:
        """Write the index if that saves time later. The store stays usable."""
        with self.guard:
            self.write_index()
