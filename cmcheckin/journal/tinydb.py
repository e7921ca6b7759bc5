"""The journal as a TinyDB database. Every record is read and written through its tables.

TinyDB's own tables read and rewrite the whole database at each change. `JournalTable` reads the documents that the
store already has in memory, and appends only what a change touched.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, MutableMapping
from contextlib import AbstractContextManager
from datetime import date, timedelta
from typing import Any, NoReturn, cast

from tinydb import TinyDB
from tinydb.storages import Storage
from tinydb.table import Document, Table

from cmcheckin.journal.keys import DATED, MOMENTS, number
from cmcheckin.journal.log.lines import Changes, Doc, Docs, Line
from cmcheckin.journal.log.memory import copied
from cmcheckin.journal.log.merge import same
from cmcheckin.journal.log.reader import EVERYTHING
from cmcheckin.journal.log.store import Store


class Edits(MutableMapping[int, Any]):
    """A table as TinyDB's updaters see and change it. They get copies, so the documents in `saved` stay as they are."""

    def __init__(self, saved: Docs) -> None:
        self._saved = saved
        self._edited: dict[int, Doc | None] = {}  # None: removed

    def __getitem__(self, doc_id: int) -> Any:
        if doc_id not in self._edited and doc_id in self:
            self._edited[doc_id] = copied(self._saved[str(doc_id)])
        doc = self._edited.get(doc_id)
        if doc is None:
            raise KeyError(doc_id)
        return doc

    def __setitem__(self, doc_id: int, doc: Mapping[str, Any]) -> None:
        self._edited[doc_id] = dict(doc)

    def __delitem__(self, doc_id: int) -> None:
        if doc_id not in self:
            raise KeyError(doc_id)
        self._edited[doc_id] = None

    def __contains__(self, doc_id: object) -> bool:
        if isinstance(doc_id, int) and doc_id in self._edited:
            return self._edited[doc_id] is not None
        return str(doc_id) in self._saved

    def __iter__(self) -> Iterator[int]:
        yield from (doc_id for doc_id in map(int, self._saved) if doc_id in self)
        yield from (doc_id for doc_id in self._edited if str(doc_id) not in self._saved and doc_id in self)

    def __len__(self) -> int:
        return sum(1 for _ in self)

    def clear(self) -> None:
        """Remove all documents."""
        self._edited.update(dict.fromkeys(self))

    def changes(self) -> tuple[Docs, list[str]]:
        """Return the documents that differ from the saved ones, and the ids of the removed ones."""
        put: Docs = {}
        removed: list[str] = []
        for doc_id, doc in self._edited.items():
            before = self._saved.get(str(doc_id))
            if doc is None and before is not None:
                removed.append(str(doc_id))
            elif doc is not None and (before is None or not same(doc, before)):
                put[str(doc_id)] = doc
        return put, removed


class JournalStorage(Storage):
    """The store of a journal as TinyDB's storage."""

    def __init__(self, store: Store) -> None:
        super().__init__()
        self.store = store
        self.snapshots = 0
        """The number of nested snapshots."""
        self.edits: dict[str, Edits] | None = None
        """The edits of the change in progress, None outside."""

    def read(self) -> dict[str, dict[str, Any]] | None:
        """Return all tables. The caller must not change their documents."""
        return {**self.store.reach().tables}

    def write(self, data: dict[str, dict[str, Any]]) -> NoReturn:
        """Refuse to replace all tables, which TinyDB does to drop one. Raises TypeError."""
        raise TypeError("A table of the journal can't be dropped. Use `truncate` to remove its documents.")

    def docs(self, table: str) -> Docs:
        """Return the documents of `table` by id: all of them, or inside `reading` those of the snapshot. The caller
        must not change them."""
        with self.store.guard:
            return (self.store.memory if self.snapshots else self.store.reach()).docs(table)

    def reading(self, day: int) -> AbstractContextManager[None]:
        """Make a snapshot, as described at `JournalDB.reading`."""
        return _Reading(self, day)

    def change(
        self, why: str = "", day: int = EVERYTHING, parts: Line | None = None
    ) -> AbstractContextManager[dict[str, Edits]]:
        """Give the edits of each table, and save them as described at `JournalDB.change`."""
        return _Changing(self, why, day, parts)

    def close(self) -> None:
        """Write the index if that saves time later."""
        self.store.close()


# Classes and not generators, which take longer to enter and leave: each save does so several times.


class _Reading(AbstractContextManager[None]):
    """A snapshot of `storage`."""

    def __init__(self, storage: JournalStorage, day: int) -> None:
        self._storage, self._day = storage, day

    def __enter__(self) -> None:
        store = self._storage.store
        store.guard.acquire()
        try:
            store.reach(self._day)
        except BaseException:
            store.guard.release()
            raise
        self._storage.snapshots += 1

    def __exit__(self, *_: object) -> None:
        self._storage.snapshots -= 1
        self._storage.store.guard.release()


class _Changing(AbstractContextManager[dict[str, Edits]]):
    """A change of `storage`, or a part of the one in progress."""

    def __init__(self, storage: JournalStorage, why: str, day: int, parts: Line | None) -> None:
        self._storage, self._why, self._day, self._parts = storage, why, day, parts
        self._is_outermost = False

    def __enter__(self) -> dict[str, Edits]:
        storage = self._storage
        storage.store.hold(wait=True)
        if storage.edits is None:
            try:
                storage.store.reach(self._day)
            except BaseException:
                storage.store.let_go()
                raise
            storage.edits, self._is_outermost = {}, True
        return storage.edits

    def __exit__(self, kind: type[BaseException] | None, *_: object) -> None:
        storage = self._storage
        edits = storage.edits or {}
        try:
            if self._is_outermost:
                storage.edits = None
                if kind is None:
                    self._save(edits)
        finally:
            storage.store.let_go()

    def _save(self, edits: dict[str, Edits]) -> None:
        changed = {table: some.changes() for table, some in edits.items()}
        put = {table: docs for table, (docs, _) in changed.items() if docs}
        delete = {table: removed for table, (_, removed) in changed.items() if removed}
        self._storage.store.append(Changes(put, delete), self._why, self._parts)


class JournalTable(Table):
    """A table whose operations work as TinyDB documents them. Each one that changes something appends one line.

    The documents it returns share their lists and objects with the journal's memory, so they must not be changed in
    place: use `update`. Queries are not cached, since another process may save at any time.
    """

    _storage: JournalStorage

    def __init__(self, storage: Storage, name: str, cache_size: int = 0, persist_empty: bool = False) -> None:
        super().__init__(storage, name, cache_size, persist_empty)

    def between(self, first: date, last: date) -> list[Document]:
        """Return the documents of the days from `first` to `last`, inclusive.

        Documents with a time count by its date. Those of the day after `last` are included too, since its small hours
        belong to `last`.
        """
        docs = self._read_table()
        if self.name in DATED:
            days = range(number(first), number(last) + 1)
            found = (
                [at for at in map(str, days) if at in docs]
                if len(days) < len(docs)
                else [at for at in docs if int(at) in days]
            )
            return [Document(docs[at], int(at)) for at in found]
        field, low = MOMENTS[self.name], first.isoformat()
        end = (last + timedelta(2)).isoformat() if (date.max - last).days > 1 else "~"  # comes after all dates
        # Compares text, since parsing 30,000 dates would slow down changing the week.
        return self.search(lambda value: low <= str(value.get(field)) < end)

    def put(self, documents: Iterable[Document]) -> None:
        """Save `documents` under their ids, in place of any others. `upsert` would merge their fields."""

        def updater(table: dict[int, Mapping[str, Any]]) -> None:
            for doc in documents:  # `MutableMapping.update` would check what it gets
                table[doc.doc_id] = doc

        self._update_table(updater)

    def _read_table(self) -> dict[str, Mapping[str, Any]]:
        return cast("dict[str, Mapping[str, Any]]", self._storage.docs(self.name))

    def _update_table(self, updater: Callable[[dict[int, Mapping[str, Any]]], None]) -> None:
        with self._storage.change() as edits:
            if self.name not in edits:
                edits[self.name] = Edits(self._storage.store.memory.docs(self.name))
            updater(cast("dict[int, Mapping[str, Any]]", edits[self.name]))


class JournalDB(TinyDB):
    """The records in `store` as a TinyDB database."""

    table_class = JournalTable
    _storage: JournalStorage

    def __init__(self, store: Store) -> None:
        super().__init__(store, storage=JournalStorage)

    def table(self, name: str, **options: Any) -> JournalTable:
        """Return the table `name`: checkins, workdays, escalations, nudge_states or reply_states."""
        return cast(JournalTable, super().table(name, **options))

    def reading(self, day: int = EVERYTHING) -> AbstractContextManager[None]:
        """Read tables as one snapshot inside, with all documents of the days from `day` (YYYYMMDD) on, and maybe older
        ones. Nothing may be changed inside. Outside, each operation reads everything, which after ten years takes half
        a second the first time."""
        return self._storage.reading(day)

    def change(self, why: str, day: int = EVERYTHING, parts: Line | None = None) -> AbstractContextManager[object]:
        """Save all changes of tables made inside as one line at the end, or none of them if an error leaves it.

        Holds the lock. Reading inside gives what was saved before. `why`: the reason, for readers of the files. `day`
        (YYYYMMDD): nothing older is changed, unless it was read before. `parts`: other parts of the line, see
        `log.lines`. Raises LockBusy or JournalError.
        """
        return self._storage.change(why, day, parts)
