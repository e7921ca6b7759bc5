"""The kept records in memory: what stands after the lines read so far, applied in the order of their stamps."""

from __future__ import annotations

from cmcheckin.journal.lines import Doc, Docs, Line, Stamps, Tables
from cmcheckin.journal.stamps import EARLIEST, Stamp


class Memory:
    """Documents by table and id, each with the stamp of the line that put it. A document is never changed in place."""

    def __init__(self) -> None:
        self.tables: Tables = {}
        self.stamps: Stamps = {}
        self.greatest: Stamp = EARLIEST
        self._highest: dict[str, int] = {}

    def apply(self, stamp: Stamp, line: Line) -> None:
        """Take in one line: what it drops, then what it deletes, then what it puts.

        Lines must come in the order of their stamps.
        """
        if stamp > self.greatest:
            self.greatest = stamp
        if "drop" in line:
            for table in line["drop"]:
                self.tables.pop(table, None)
                self.stamps.pop(table, None)
                self._highest.pop(table, None)
        if "del" in line:
            for table, ids in line["del"].items():
                self._remove(table, ids)
        if "put" in line:
            for table, docs in line["put"].items():
                self._put(table, docs, stamp)

    def _put(self, table: str, docs: Docs, stamp: Stamp) -> None:
        kept = self.tables.setdefault(table, {})
        stamps = self.stamps.setdefault(table, {})
        for doc_id, doc in docs.items():
            kept[doc_id] = doc
            stamps[doc_id] = stamp
        if table in self._highest and docs:
            self._highest[table] = max(self._highest[table], max(map(int, docs)))

    def _remove(self, table: str, ids: list[str]) -> None:
        kept, stamps = self.tables.get(table, {}), self.stamps.get(table, {})
        for doc_id in ids:
            kept.pop(doc_id, None)
            stamps.pop(doc_id, None)
            if int(doc_id) == self._highest.get(table):
                del self._highest[table]

    def settle(self, stamp: Stamp, put: Tables) -> None:
        """These documents are in memory already; now they have their stamp."""
        self.greatest = max(stamp, self.greatest)
        for table, docs in put.items():
            self.stamps[table].update(dict.fromkeys(docs, stamp))

    def docs(self, table: str) -> Docs:
        """The documents of a table by id, in the order they came to be. Not to be changed."""
        return self.tables.get(table, {})

    def doc(self, table: str, doc_id: str) -> Doc | None:
        """One document. Not to be changed."""
        return self.tables.get(table, {}).get(doc_id)

    def stamp(self, table: str, doc_id: str) -> Stamp | None:
        """The stamp of the line that put this document; None: there is no such document."""
        return self.stamps.get(table, {}).get(doc_id)

    def highest(self, table: str) -> int:
        """The greatest id in use, 0 in an empty table. Kept up by saves, so it is counted once only."""
        if table not in self._highest:
            docs = self.tables.get(table)
            if not docs:
                return 0
            self._highest[table] = max(map(int, docs))
        return self._highest[table]


def copied(value: Doc) -> Doc:
    """A copy that shares nothing that could be changed. JSON only, and several times as fast as copy.deepcopy."""
    return {name: _copied(item) if type(item) in (dict, list) else item for name, item in value.items()}


def _copied(value: object) -> object:
    if type(value) is dict:
        return copied(value)
    if type(value) is list:
        return [_copied(item) if type(item) in (dict, list) else item for item in value]
    return value
