"""The storage through which TinyDB reads and writes the journal."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any

from tinydb.storages import Storage

from cmcheckin.journal.log.lines import Changes, Doc, Docs
from cmcheckin.journal.log.memory import copied
from cmcheckin.journal.log.merge import same
from cmcheckin.journal.log.store import Store


class JournalStorage(Storage):
    """A TinyDB storage. `JournalTable` uses `append`, which costs as much as the records it changes. Any other table
    uses `read` and `write`, which cost as much as all records."""

    def __init__(self, store: Store) -> None:
        super().__init__()
        self.store = store

    def read(self) -> dict[str, dict[str, Any]] | None:
        """Return a copy of all tables, or None when there are none."""
        tables = self.store.reach().tables
        return {name: {at: copied(doc) for at, doc in docs.items()} for name, docs in tables.items()} or None

    def write(self, data: dict[str, dict[str, Any]]) -> None:
        """Save where `data` differs from the journal, as one change. Raises JournalError."""
        with self.store.changing():
            saved = self.store.reach().tables
            put: dict[str, Docs] = {}
            delete: dict[str, list[str]] = {}
            for table, docs in data.items():
                before = saved.get(table)
                given = {str(doc_id): dict(doc) for doc_id, doc in docs.items()}
                changed = {at: doc for at, doc in given.items() if before is None or not same(doc, before.get(at))}
                if changed or before is None:
                    put[table] = changed
                if gone := [at for at in before or () if at not in given]:
                    delete[table] = gone
            delete.update({table: list(saved[table]) for table in saved if table not in data})
            self.store.append(Changes(put, delete))

    def docs(self, table: str) -> Mapping[str, Doc]:
        """Return the documents of `table` by id. The caller must not change them."""
        return self.store.reach().docs(table)

    def has(self, table: str) -> bool:
        """Return whether `table` exists, even if it is empty."""
        return table in self.store.reach().tables

    def highest(self, table: str) -> int:
        """Return the highest id in `table`, 0 if it is empty."""
        return max(map(int, self.store.reach().docs(table)), default=0)

    def append(self, changes: Changes, why: str = "") -> None:
        """Append `changes` as one line. `why`: the reason, for readers of the files. Raises JournalError."""
        self.store.append(changes, why)

    @contextmanager
    def changing(self) -> Iterator[None]:
        """Hold the lock, after reading what others saved. Raises LockBusy or JournalError."""
        with self.store.changing():
            yield

    def close(self) -> None:
        """Write the index if that saves time later."""
        self.store.close()
