"""Records out of documents: each decoded once, and one that cannot be is a problem to tell, not an error to raise."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date, time, timedelta

from cmcheckin.domain.days import DAY_STARTS_AT
from cmcheckin.domain.errors import Refused
from cmcheckin.domain.records import Record, decode, encode
from cmcheckin.journal.errors import Problem
from cmcheckin.journal.keys import DATED, MOMENTS, TYPES, day_from, number
from cmcheckin.journal.lines import Doc
from cmcheckin.journal.memory import Memory


class Decoder:
    """Decode documents and cache the results. Documents are never changed in place, so each gives the same record.

    `day_starts_at`: the wall time at which the user's day starts.
    """

    def __init__(self, folder: str, day_starts_at: time = DAY_STARTS_AT) -> None:
        self.folder, self.day_starts_at = folder, day_starts_at
        self._known: dict[tuple[str, str], tuple[Doc, Record]] = {}
        self._bad: dict[tuple[str, str], tuple[Doc, Problem]] = {}

    def problems(self, memory: Memory) -> Iterator[Problem]:
        """What could not be decoded and still stands like that."""
        for (table, doc_id), (doc, problem) in self._bad.items():
            if memory.doc(table, doc_id) is doc:
                yield problem

    def record(self, table: str, doc_id: str, doc: Doc | None) -> Record | None:
        """The record of a document; None when there is none or it cannot be decoded."""
        if doc is None:
            return None
        known = self._known.get((table, doc_id))
        if known is not None and known[0] is doc:
            return known[1]
        try:
            record = decode({"type": TYPES[table], **doc}, self.day_starts_at)
        except Refused as no:
            self._bad[table, doc_id] = (doc, self._problem(table, doc_id, doc, no))
            return None
        self._known[table, doc_id] = (doc, record)
        return record

    def _problem(self, table: str, doc_id: str, doc: Doc, no: Refused) -> Problem:
        name = f"{TYPES[table].replace('_', ' ')} {str(doc.get('id') or doc.get('date') or doc_id)[:60]}"
        return Problem(
            self.folder, None, f"the {name} cannot be understood ({no})", None,
            "It was left as it is, and everything else was read.",
        )  # fmt: skip

    def all(self, memory: Memory) -> Iterator[Record]:
        """Every record in memory."""
        for table in TYPES:
            yield from self._found(table, list(memory.docs(table).items()))

    def between(self, memory: Memory, first: int, last: int) -> Iterator[Record]:
        """Every record of the days from `first` to `last` (YYYYMMDD), both included."""
        for table in TYPES:
            docs = memory.docs(table)
            if table in DATED and last - first < len(docs):
                found = [(at, docs[at]) for at in map(str, range(first, last + 1)) if at in docs]
            elif table in DATED:
                found = [(at, doc) for at, doc in docs.items() if first <= int(at) <= last]
            else:  # compared as text: a week is turned in less time than it takes to read 30,000 dates
                field, low, high = MOMENTS[table], _iso(first), _iso(_next(last))
                near = [(at, doc) for at, doc in docs.items() if low <= str(doc.get(field))[:10] <= high]
                # The small hours of the first day belong to the day before, and those after the last day to the last.
                found = [one for one in near if low < str(one[1].get(field))[:10] < high]
                edges = [one for one in near if not low < str(one[1].get(field))[:10] < high]
                yield from (one for one in self._found(table, edges) if first <= number(one.day) <= last)
            yield from self._found(table, found)

    def _found(self, table: str, docs: Iterable[tuple[str, Doc]]) -> Iterator[Record]:
        for doc_id, doc in docs:
            record = self.record(table, doc_id, doc)
            if record is not None:
                yield record


def _next(day: int) -> int:
    """Return the calendar day after `day`, as YYYYMMDD; date.max stays itself."""
    found = day_from(day)
    return day if found == date.max else number(found + timedelta(1))


def _iso(day: int) -> str:
    """A day from YYYYMMDD as it stands at the beginning of a moment."""
    return f"{day // 10000:04d}-{day // 100 % 100:02d}-{day % 100:02d}"


def document(record: Record) -> Doc:
    """A record as it is kept: as exported, without its type, which the table says."""
    raw: Mapping[str, object] = encode(record)
    return {name: value for name, value in raw.items() if name != "type"}
