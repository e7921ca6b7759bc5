"""TinyDB's storage over the journal."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any

from tinydb.storages import Storage

from cmcheckin.journal.batch import same
from cmcheckin.journal.lines import Changes, Doc, Docs
from cmcheckin.journal.memory import copied
from cmcheckin.journal.store import Store


class JournalStorage(Storage):
    """What TinyDB reads from and writes to. A table that knows `append` saves in the time of the records it touched;
    any other one is served by `read` and `write` as TinyDB means them, in the time of all records."""

    def __init__(self, store: Store) -> None:
        super().__init__()
        self.store = store

    def read(self) -> dict[str, dict[str, Any]] | None:
        """All tables, to be changed as one likes; None when there are none."""
        tables = self.store.reach().tables
        return {name: {at: copied(doc) for at, doc in docs.items()} for name, docs in tables.items()} or None

    def write(self, data: dict[str, dict[str, Any]]) -> None:
        """Save what differs from what is kept, as one change."""
        with self.store.changing():
            kept = self.store.reach().tables
            put: dict[str, Docs] = {}
            delete: dict[str, list[str]] = {}
            for table, docs in data.items():
                before = kept.get(table)
                given = {str(doc_id): dict(doc) for doc_id, doc in docs.items()}
                changed = {at: doc for at, doc in given.items() if before is None or not same(doc, before.get(at))}
                if changed or before is None:
                    put[table] = changed
                if gone := [at for at in before or () if at not in given]:
                    delete[table] = gone
            drop = [table for table in kept if table not in data]
            delete.update({table: list(kept[table]) for table in drop})
            self.store.append(Changes(put, delete, drop))

    def docs(self, table: str) -> Mapping[str, Doc]:
        """The documents of one table by id as they are kept: not to be changed."""
        return self.store.reach().docs(table)

    def has(self, table: str) -> bool:
        """Whether there is such a table, though perhaps an empty one."""
        return table in self.store.reach().tables

    def highest(self, table: str) -> int:
        """The greatest id in use."""
        return self.store.reach().highest(table)

    def append(self, changes: Changes, why: str = "") -> None:
        """Save these changes as one line."""
        self.store.append(changes, why)

    @contextmanager
    def changing(self) -> Iterator[None]:
        """Hold the lock, with all that others saved taken in."""
        with self.store.changing():
            yield

    @contextmanager
    def one_change(self, why: str = "") -> Iterator[None]:
        """Everything done to tables inside becomes one line, or nothing does."""
        with self.store.one_change(why):
            yield

    def close(self) -> None:
        """Let go of everything."""
        self.store.close()
