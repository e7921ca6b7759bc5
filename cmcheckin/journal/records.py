"""Convert documents to records. One that can't be decoded becomes a problem, and the rest is still read."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date, time, timedelta

from cmcheckin.domain.days import DAY_STARTS_AT
from cmcheckin.domain.errors import Refused
from cmcheckin.domain.records import Record, decode, encode
from cmcheckin.journal.errors import Problem
from cmcheckin.journal.keys import DATED, MOMENTS, TYPES, day_from, number
from cmcheckin.journal.log.lines import Doc
from cmcheckin.journal.log.memory import Memory


class Decoder:
    """Decode documents and cache the results. Documents are never changed in place, so each gives the same record.

    `folder`: the journal's, for messages. `day_starts_at`: the wall time at which the user's day starts.
    """

    def __init__(self, folder: str, day_starts_at: time = DAY_STARTS_AT) -> None:
        self.folder, self.day_starts_at = folder, day_starts_at
        self._known: dict[tuple[str, str], tuple[Doc, Record]] = {}
        self._bad: dict[tuple[str, str], tuple[Doc, Problem]] = {}

    def problems(self, memory: Memory) -> Iterator[Problem]:
        """Yield a problem for each document of `memory` that could not be decoded."""
        for (table, doc_id), (doc, problem) in self._bad.items():
            if memory.doc(table, doc_id) is doc:
                yield problem

    def record(self, table: str, doc_id: str, doc: Doc | None) -> Record | None:
        """Return the record in `doc`; None if `doc` is None or can't be decoded."""
        if doc is None:
            return None
        known = self._known.get((table, doc_id))
        if known is not None and known[0] is doc:
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

    def all(self, memory: Memory) -> Iterator[Record]:
        """Yield every record in `memory`."""
        for table in TYPES:
            yield from self._found(table, list(memory.docs(table).items()))

    def between(self, memory: Memory, first: int, last: int) -> Iterator[Record]:
        """Yield every record of the days from `first` to `last` (YYYYMMDD), inclusive."""
        for table in TYPES:
            docs = memory.docs(table)
            if table in DATED and last - first < len(docs):
                found = [(at, docs[at]) for at in map(str, range(first, last + 1)) if at in docs]
            elif table in DATED:
                found = [(at, doc) for at, doc in docs.items() if first <= int(at) <= last]
            else:  # compares text, since parsing 30,000 dates would slow down changing the week
                field, low, high = MOMENTS[table], _iso(first), _iso(_next(last))
                near = [(at, doc) for at, doc in docs.items() if low <= str(doc.get(field))[:10] <= high]
                # Small hours belong to the day before, so the first date and the one after the last need a closer look.
                found = [pair for pair in near if low < str(pair[1].get(field))[:10] < high]
                edges = [pair for pair in near if not low < str(pair[1].get(field))[:10] < high]
                yield from (record for record in self._found(table, edges) if first <= number(record.day) <= last)
            yield from self._found(table, found)

    def _found(self, table: str, docs: Iterable[tuple[str, Doc]]) -> Iterator[Record]:
        for doc_id, doc in docs:
            record = self.record(table, doc_id, doc)
            if record is not None:
                yield record


def _next(day: int) -> int:
    """Return the day after `day`, both as YYYYMMDD; date.max stays itself."""
    found = day_from(day)
    return day if found == date.max else number(found + timedelta(1))


def _iso(day: int) -> str:
    """Return `day` (YYYYMMDD) as an ISO date, with which a moment of it begins."""
    return f"{day // 10000:04d}-{day // 100 % 100:02d}-{day % 100:02d}"


def document(record: Record) -> Doc:
    """Return the document of `record`: its export without the type, which the table shows."""
    raw: Mapping[str, object] = encode(record)
    return {name: value for name, value in raw.items() if name != "type"}
