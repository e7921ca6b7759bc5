"""Convert documents to records. One that can't be decoded becomes a problem, and the rest is still read."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import time
from typing import TYPE_CHECKING

from cmcheckin.domain.days import DAY_STARTS_AT
from cmcheckin.domain.errors import Refused
from cmcheckin.domain.records import Record, decode, encode
from cmcheckin.journal.errors import Problem
from cmcheckin.journal.keys import TYPES
from cmcheckin.journal.log.lines import Doc

if TYPE_CHECKING:
    from tinydb.table import Document


class Decoder:
    """Decode documents and cache the results. Documents are never changed in place, so each gives the same record.

    `folder`: the journal's, for messages. `day_starts_at`: the wall time at which the user's day starts.
    """

    def __init__(self, folder: str, day_starts_at: time = DAY_STARTS_AT) -> None:
        self.folder, self.day_starts_at = folder, day_starts_at
        self._known: dict[tuple[str, str], tuple[Doc, Record]] = {}
        self._bad: dict[tuple[str, str], tuple[Doc, Problem]] = {}

    def problems(self, current: Callable[[str, str], Doc | None]) -> Iterator[Problem]:
        """Yield a problem for each document that could not be decoded and is still the `current` one of its id."""
        for (table, doc_id), (doc, problem) in self._bad.items():
            now = current(table, doc_id)
            if now is not None and _same_objects(now, doc):
                yield problem

    def record(self, table: str, doc_id: str, doc: Doc | None) -> Record | None:
        """Return the record in `doc`; None if `doc` is None or can't be decoded."""
        if doc is None:
            return None
        known = self._known.get((table, doc_id))
        if known is not None and _same_objects(known[0], doc):
            return known[1]
        try:
            record = decode({"type": TYPES[table], **doc}, self.day_starts_at)
        except Refused as error:
            self._bad[table, doc_id] = (doc, self._problem(table, doc_id, doc, error))
            return None
        self._known[table, doc_id] = (doc, record)
        return record

    def _problem(self, table: str, doc_id: str, doc: Doc, error: Refused) -> Problem:
        name = f"{TYPES[table].replace('_', ' ')} {str(doc.get('id') or doc.get('date') or doc_id)[:60]}"
        return Problem(
            self.folder, None, f"the {name} can't be read ({error})", None,
            "It wasn't changed, and everything else was read.",
        )  # fmt: skip

    def records(self, table: str, docs: Iterable[Document]) -> list[Record]:
        """Return the records in the documents `docs` of `table`, without those that can't be decoded."""
        found = (self.record(table, str(doc.doc_id), doc) for doc in docs)
        return [record for record in found if record is not None]


def _same_objects(one: Doc, other: Doc) -> bool:
    """Return whether `one` and `other` are copies of one document. They then have the very same values, while the
    values of a changed document may still be equal, as 1 and true are."""
    return one is other or (one.keys() == other.keys() and all(one[name] is other[name] for name in one))


def document(record: Record) -> Doc:
    """Return the document of `record`: its export without the type, which the table shows."""
    raw: Mapping[str, object] = encode(record)
    return {name: value for name, value in raw.items() if name != "type"}
