"""Save changes: each is one line, appended under the lock to a file that only this device writes to."""

from __future__ import annotations

from _thread import RLock
from collections.abc import Callable, Mapping
from contextlib import AbstractContextManager
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from cmcheckin.files import read_bytes, write_file
from cmcheckin.journal.errors import JournalError, trouble
from cmcheckin.journal.log import ends
from cmcheckin.journal.log.appending import append, create_with
from cmcheckin.journal.log.days import Placing, Redaction, Time
from cmcheckin.journal.log.files import SUFFIX, JournalFile, own_name, placeholder_name, read_new
from cmcheckin.journal.log.first_format import converted
from cmcheckin.journal.log.lines import VERSION, Changes, Header, Line, LineKey, change_line, parsed
from cmcheckin.journal.log.lock import Lock
from cmcheckin.journal.log.memory import places_of
from cmcheckin.journal.log.merge import difference
from cmcheckin.journal.log.quarantine import quarantine
from cmcheckin.journal.log.reader import Reader
from cmcheckin.journal.log.seen import device_of

if TYPE_CHECKING:
    from cmcheckin.journal.log.envelope import Vault


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
        redaction: Redaction | None = None,
        vault: Vault | None = None,
    ) -> None:
        super().__init__(folder, cache, device, clock, placing, redaction, vault)
        self.lock = Lock(folder, announce)
        self._writers = RLock()

    def changing(self, *, wait: bool = True) -> AbstractContextManager[None]:
        """Hold the lock, after reading what others appended. May be nested. Raises LockBusy (at once without `wait`) or
        JournalError."""
        return _Changing(self, wait=wait)

    def hold(self, *, wait: bool) -> None:
        """Take the lock for `changing`, or note that it is held once more."""
        self._writers.acquire()
        try:
            if not self.held:
                self.lock.acquire(wait=wait)
            self.held += 1
        except BaseException:
            self._writers.release()
            raise
        if self.held > 1:
            return
        try:
            self._confirmed.clear()
            if self.floor is not None:
                with self.guard:
                    self.refresh()
        except BaseException:
            self.let_go()
            raise

    def let_go(self) -> None:
        """Release the lock after the outermost `changing`."""
        try:
            self.held -= 1
            if not self.held:
                self.lock.release()
        finally:
            self._writers.release()

    def append(self, changes: Changes, why: str = "", parts: Line | None = None) -> None:
        """Save `changes` as one line, in which documents that are already known have only the fields that differ. `why`
        and `parts`, other parts of the line: see `lines`. Raises TypeError or ValueError for values that JSON doesn't
        have, JournalError when writing fails. Nothing is changed then."""
        if not changes and not parts:
            return
        with self.changing():
            if self.floor is None:
                self.reach()
            self.write({**self._parts_of(changes), **(parts or {})}, why)

    def _parts_of(self, changes: Changes) -> Line:
        """Return `changes` as parts of a line: see `lines`. Unchanged documents are left out. A document that may be in
        encrypted lines which weren't opened isn't replaced: it gets what the new one has."""
        parts: Line = {}
        is_blind = self.has_closed_lines
        for table, docs in changes.put.items():
            for doc_id, doc in docs.items():
                before = self.memory.doc(table, doc_id)
                if is_blind and (before is None or self.is_locked):
                    known = self.placing.assumed(table, doc)
                    edit = {"of": known, **difference(known, doc)}
                    parts.setdefault("edit", {}).setdefault(table, {})[doc_id] = edit
                    parts["blind"] = True
                elif before is None or self.memory.is_disputed((table, doc_id)):
                    parts.setdefault("put", {}).setdefault(table, {})[doc_id] = doc
                elif edit := difference(before, doc):
                    if known := {name: before[name] for name in self.placing.identity(table) if name in before}:
                        edit["of"] = known
                    parts.setdefault("edit", {}).setdefault(table, {})[doc_id] = edit
        if delete := {table: list(ids) for table, ids in changes.delete.items() if ids}:
            parts["del"] = delete
        return parts

    def write(self, parts: Mapping[str, Any], why: str) -> LineKey | None:
        """Save a line with these `parts`, and return its key; None when there are none. The caller has the lock and has
        read the journal. Raises as `append`."""
        if not any(parts.values()):
            return None
        self.convert()
        part, year = 1, self._year(parts)
        while True:
            name = own_name(year, self.device, part)
            file = self.files.get(name)
            if self._is_free(name) if file is None else self._is_usable(file, year):
                return self._write(name, year, file, parts, why)
            part += 1

    def convert(self) -> None:
        """Convert this device's files of version 1, once. The caller has the lock and has read the journal. Raises
        JournalError with the file unchanged."""
        old = [file for file in self.files.values() if file.header is not None and file.header.version == 1]
        mine = [file for file in old if file.header and file.header.device == self.device and not file.fault]
        is_any_converted = False
        for file in mine:
            header = Header(VERSION, *file.header[1:]) if file.header else Header(VERSION, 0, self.device)
            again = JournalFile(file.path, file.name)
            lines = read_new(again)
            if lines is None or again.fault or file.name != own_name(header.year, header.device):
                continue
            if any(key[2:] != (file.source, 0) for key, _ in lines):
                continue  # another program put lines of other files into it
            try:
                if again.torn:
                    quarantine(file.path, "torn", read_bytes(file.path, again.offset)[0], self.clock.today())
                data = self._as_saved(converted(lines, header))
                write_file(file.path, data, locked=True)
                is_any_converted = True
            except OSError as error:
                raise trouble("A journal file couldn't be converted", file.path, error) from error
        if is_any_converted:
            self.load()

    def _as_saved(self, data: bytes) -> bytes:
        """Return the content `data` of a file as it is written: with its lines sealed while the home is encrypted."""
        if self.vault is None or not self.vault.is_on:
            return data
        from cmcheckin.journal.log.sealing import sealed_lines  # only with encryption

        return sealed_lines(data, self.vault)

    def _is_free(self, name: str) -> bool:
        """Return whether a file called `name` can be created: not when it is missing, as it may come back."""
        return placeholder_name(name) not in self.files and not self.sources.is_gone(name.removesuffix(SUFFIX))

    def _is_usable(self, file: JournalFile, year: int) -> bool:
        if file.newer:
            raise JournalError(
                f"{file.path} was written by a newer version of cmcheckin. Nothing was changed. "
                "Update cmcheckin on this device, then save again."
            )
        if file.closed and self.vault is not None and not self.vault.can_open:
            from cmcheckin.wording.encryption import SETTINGS_MISSING  # only with encryption

            raise JournalError(SETTINGS_MISSING.format(path=file.path))
        if file.fault or self.sources.gaps(file.source):
            return False  # a whole copy may be put in its place
        return file.header == (VERSION, year, self.device)

    def _write(self, name: str, year: int, file: JournalFile | None, parts: Mapping[str, Any], why: str) -> LineKey:
        source = name.removesuffix(SUFFIX)
        key = (self.memory.greatest[0] + 1, time_text(self.clock.exact()), source, self.sources.next_number(source))
        plain = change_line(key, why, {**parts, "seen": self.sources.newly_read(source, self._faulty())})
        line = plain
        if self.vault is not None and self.vault.is_on:
            from cmcheckin.journal.log.sealing import sealed_line  # only with encryption

            line = sealed_line(plain[:-1], self.vault) + b"\n"
        read: list[tuple[LineKey, Line]] = [(key, parsed(plain))]  # exactly what a later read gives
        if file is None:
            self.files[name] = create_with(f"{self.folder}/{name}", name, Header(VERSION, year, self.device), line)
        else:
            append(file, line, self.clock.today)
        with self.guard:
            self.sources.take(read)
            if self.memory.apply(read, several=self.may_diverge):
                self.load()
        if self._ends is None:
            self._ends = self.sources.ends(self.device)
        self._ends[source] = key[3]
        ends.write(self.ends_path, self._ends)
        return key

    def _faulty(self) -> list[str]:
        """Return this device's sources that can't be read completely."""
        faulty = [file.source for file in self.files.values() if file.fault and file.source.count(".")]
        return [name for name in faulty if device_of(name) == self.device and name.split(".")[2:] in ([], [name[-1]])]

    def _year(self, parts: Mapping[str, Any]) -> int:
        """Return the year of the file for a line with these `parts`: that of its latest document."""
        newest = 0
        for table, doc_id in places_of(parts):
            doc = parts.get("put", {}).get(table, {}).get(doc_id) or self.memory.doc(table, doc_id)
            newest = max(newest, self.placing.year(table, doc_id, doc) or 0)
        return newest or self.clock.today().year

    def close(self) -> None:
        """Write the index if that saves time later. The store stays usable."""
        with self.guard:
            self.write_index()


class _Changing(AbstractContextManager[None]):
    """The time in which the lock of a store is held. Not a generator, as a save enters it several times."""

    def __init__(self, store: Store, *, wait: bool) -> None:
        self._store, self._wait = store, wait

    def __enter__(self) -> None:
        self._store.hold(wait=self._wait)

    def __exit__(self, *_: object) -> None:
        self._store.let_go()


def time_text(moment: datetime) -> str:
    """Return `moment` as lines have it: in UTC, `2026-11-20T07:31:04.123456Z`."""
    return moment.astimezone(UTC).replace(tzinfo=None).isoformat(timespec="microseconds") + "Z"


def time_of(key: LineKey) -> datetime:
    """Return the time of the line `key`, by the clock of its device, as `time_from` does."""
    return time_from(key[1])


def time_from(text: str) -> datetime:
    """Return the time in `text`, as lines have it; the second day of year 1, which exists in every time zone, if it is
    invalid."""
    try:
        return datetime.fromisoformat(text[:27]).replace(tzinfo=UTC)
    except ValueError:
        return datetime(1, 1, 2, tzinfo=UTC)
