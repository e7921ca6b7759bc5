"""Collect several changes of tables that are saved as one line."""

from __future__ import annotations

from cmcheckin.journal.log.lines import Changes, Doc
from cmcheckin.journal.log.memory import Memory
from cmcheckin.journal.log.stamps import Stamp

Place = tuple[str, str]
"""A table and the id of a document in it."""


class Batch:
    """The documents changed since the batch began, as they were `before`. `memory` already has the new ones."""

    def __init__(self, memory: Memory) -> None:
        self.memory = memory
        self.before: dict[Place, tuple[Doc | None, Stamp | None]] = {}
        self._put: dict[Place, None] = {}  # in the order in which documents were added
        self._gone: dict[Place, None] = {}
        self._new: dict[str, None] = {}
        self._drop: dict[str, None] = {}

    def note(self, changes: Changes) -> None:
        """Record the documents that `changes` touch. Call it before the memory applies them."""
        for table in changes.drop:
            self._drop[table] = None
            self._new.pop(table, None)
        for table, ids in changes.delete.items():
            for doc_id in ids:
                self._touch((table, doc_id))
                self._put.pop((table, doc_id), None)
                if self.before[table, doc_id][0] is not None:
                    self._gone[table, doc_id] = None
        for table, docs in changes.put.items():
            if table not in self.memory.tables:
                self._new[table] = None
            for doc_id in docs:
                self._touch((table, doc_id))
                self._put[table, doc_id] = None

    def _touch(self, place: Place) -> None:
        if place not in self.before:
            self.before[place] = (self.memory.doc(*place), self.memory.stamp(*place))

    def changes(self) -> Changes:
        """Return everything as one change. A document deleted and put again is in both, as it moves to the end."""
        put: dict[str, dict[str, Doc]] = {table: {} for table in self._new}
        for table, doc_id in self._put:
            doc = self.memory.doc(table, doc_id)
            if doc is not None and ((table, doc_id) in self._gone or not same(doc, self.before[table, doc_id][0])):
                put.setdefault(table, {})[doc_id] = doc
        delete: dict[str, list[str]] = {}
        for table, doc_id in self._gone:
            delete.setdefault(table, []).append(doc_id)
        return Changes(put, delete, tuple(self._drop))


def same(one: object, other: object) -> bool:
    """Return whether two JSON values are identical. Unlike with `==`, 1 is neither true nor 1.0."""
    if type(one) is not type(other):
        return False
    if type(one) is dict and type(other) is dict:
        return len(one) == len(other) and all(name in other and same(item, other[name]) for name, item in one.items())
    if type(one) is list and type(other) is list:
        return len(one) == len(other) and all(map(same, one, other))
    return one == other
