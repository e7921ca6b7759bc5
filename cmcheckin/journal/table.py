"""A TinyDB table that saves only the records an operation changed."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from contextlib import AbstractContextManager, nullcontext
from typing import Any, cast

from tinydb import TinyDB
from tinydb.queries import QueryLike
from tinydb.storages import Storage
from tinydb.table import Document, Table

from cmcheckin.journal.log.lines import Changes, Docs
from cmcheckin.journal.log.memory import copied
from cmcheckin.journal.overlay import Overlay
from cmcheckin.journal.storage import JournalStorage


class CopiedDocument(Document):
    """A deep copy of a document, so that callers can change it freely."""

    def __init__(self, value: Mapping[str, Any], doc_id: int) -> None:
        super().__init__(copied(dict(value)), doc_id)


class JournalTable(Table):
    """A table that behaves as TinyDB documents it. With `JournalStorage`, each operation appends one line. Queries are
    not cached, since another process may save at any time."""

    document_class = CopiedDocument
    default_query_cache_capacity = 0

    def __init__(self, storage: Storage, name: str, cache_size: int = 0, persist_empty: bool = False) -> None:
        super().__init__(storage, name, cache_size=0, persist_empty=False)
        self._overlay: Overlay | None = None
        if persist_empty and not self._exists():
            if self._journal is not None:
                self._journal.append(Changes({name: {}}))
            else:
                self._update_table(lambda table: table.clear())

    @property
    def _journal(self) -> JournalStorage | None:
        return self._storage if isinstance(self._storage, JournalStorage) else None

    def _exists(self) -> bool:
        return self._journal.has(self.name) if self._journal is not None else self.name in (self._storage.read() or {})

    def _changing(self) -> AbstractContextManager[None]:
        return nullcontext() if self._journal is None else self._journal.changing()

    def _known(self, document: Mapping[str, Any]) -> Mapping[str, Any]:
        """Return `document`, converted to `document_class` if it is a plain TinyDB document, so that its id is used."""
        if isinstance(document, Document) and not isinstance(document, self.document_class):
            return self.document_class(document, document.doc_id)
        return document

    def insert(self, document: Mapping[str, Any]) -> int:
        with self._changing():
            return super().insert(self._known(document))

    def insert_multiple(self, documents: Iterable[Mapping[str, Any]]) -> list[int]:
        with self._changing():
            return super().insert_multiple(self._known(document) for document in documents)

    def upsert(self, document: Mapping[str, Any], cond: QueryLike | None = None) -> list[int]:
        with self._changing():
            return super().upsert(self._known(document), cond)

    def replace(self, document: Document) -> int:
        """Save `document` under its id in place of any other, and return the id. `upsert` would merge their fields."""
        self._update_table(lambda table: table.__setitem__(document.doc_id, dict(document)))
        return document.doc_id

    def _get_next_id(self) -> Any:
        if self._journal is None:
            return super()._get_next_id()  # type: ignore[no-untyped-call]
        free: int = self._journal.highest(self.name) + 1
        known: int | None = self._next_id
        if known is not None:
            free = max(free, known)
        while self._overlay is not None and free in self._overlay:
            free += 1
        self._next_id = free + 1  # type: ignore[assignment]  # TinyDB's annotation is None, but it is an int too
        return free

    def _read_table(self) -> dict[str, Mapping[str, Any]]:
        if self._journal is None:
            return super()._read_table()
        return cast("dict[str, Mapping[str, Any]]", self._journal.docs(self.name))

    def _update_table(self, updater: Callable[[dict[int, Mapping[str, Any]]], None]) -> None:
        if self._journal is None:
            super()._update_table(updater)
            return
        with self._changing():
            overlay = self._overlay = Overlay(self._journal.docs(self.name))
            try:
                updater(cast("dict[int, Mapping[str, Any]]", overlay))
            finally:
                self._overlay = None
            self._journal.append(overlay.changes(self.name))


class JournalDB(TinyDB):
    """A TinyDB database with `JournalTable`s."""

    table_class = JournalTable

    def keep(self, put: dict[str, Docs], delete: dict[str, list[str]], why: str) -> None:
        """Save the documents in `put` and delete the ids in `delete`, each by table, as one line, without reading.
        `why`: the reason, for readers of the files. Raises JournalError."""
        if not isinstance(self.storage, JournalStorage):
            raise TypeError("only JournalStorage saves a change without reading")
        self.storage.append(Changes(put, delete), why)
