"""Convert documents to records. A value that can't be decoded becomes a problem, and the rest is still read."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import time
from operator import is_
from typing import TYPE_CHECKING, Any, Final

from cmcheckin.domain.days import DAY_STARTS_AT
from cmcheckin.domain.errors import Refused
from cmcheckin.domain.records import Record, decode, encode_fields
from cmcheckin.journal.errors import Problem
from cmcheckin.journal.keys import DATED, TYPES
from cmcheckin.journal.log.lines import Doc
from cmcheckin.journal.log.merge import difference, patched, same

if TYPE_CHECKING:
    from tinydb.table import Document


_MOST_ERRORS: Final = 100
_MOST_LAST: Final = 100
"""More documents than a save usually has, but far fewer than an import."""
LOST_TITLE: Final = "(title lost)"
"""The title of an escalation whose title was in a line that is lost, since it must have one."""


class Decoder:
    """Decode documents and cache the results. Documents are never changed in place, so each gives the same record.

    `folder`: the journal's, for messages. `day_starts_at`: the wall time at which the user's day starts.
    """

    def __init__(self, folder: str, day_starts_at: time = DAY_STARTS_AT) -> None:
        self.folder, self.day_starts_at = folder, day_starts_at
        self._known: dict[tuple[str, str], tuple[Doc, Record]] = {}
        self._bad: dict[tuple[str, str], tuple[Doc, Problem]] = {}
        self._last: dict[tuple[str, str], Doc] = {}
        """The document of the record that was last saved under each id, with no value that can't be read."""

    def problems(self, current: Callable[[str, str], Doc | None]) -> Iterator[Problem]:
        """Yield a problem for each document that could not be decoded and is still the `current` one of its id."""
        for (table, doc_id), (doc, problem) in self._bad.items():
            now = current(table, doc_id)
            if now is not None and _same_objects(now, doc):
                yield problem

    def record(self, table: str, doc_id: str, doc: Doc | None) -> Record | None:
        """Return the record in `doc`, without values that can't be decoded; None if no record is left."""
        if doc is None:
            return None
        known = self._known.get((table, doc_id))
        if known is not None and _same_objects(known[0], doc):
            return known[1]
        lost = lost_fields(table, doc_id, doc)
        record, errors = _decoded({"type": TYPES[table], **lost, **doc}, self.day_starts_at)
        if errors:
            self._bad[table, doc_id] = (doc, self._problem(table, doc_id, doc, errors, is_read=record is not None))
        elif lost:
            self._bad[table, doc_id] = (doc, self._incomplete(table, doc_id, doc))
        if record is not None:
            self._known[table, doc_id] = (doc, record)
        return record

    def changed(self, table: str, doc_id: str, saved: Doc, after: Record) -> Doc | None:
        """Return the document `saved` with what differs between its record and `after`; None if nothing does. Values
        that can't be read stay as they are. A document that is as it was last saved here needn't be decoded."""
        new, last = document(after), self._last.get((table, doc_id))
        if last is not None and same(last, dict(saved)):
            old = last
        else:
            before = self.record(table, doc_id, saved or None)
            old = document(before) if before else {}
        if len(self._last) >= _MOST_LAST:
            self._last.clear()
        self._last[table, doc_id] = new
        if old == new:
            return None
        return new if not saved or old is last or saved == old else patched(saved, difference(old, new))

    def _incomplete(self, table: str, doc_id: str, doc: Doc) -> Problem:
        name = _name(table, doc_id, doc)
        return Problem(
            self.folder, None, f"the {name} is incomplete, as the line it began with is missing", None,
            "What was added to it later was read.",
        )  # fmt: skip

    def _problem(self, table: str, doc_id: str, doc: Doc, errors: list[Refused], *, is_read: bool) -> Problem:
        name, why = _name(table, doc_id, doc), "; ".join(map(str, errors[:5] if is_read else errors[-1:]))
        part = f"part of the {name}" if is_read else f"the {name}"
        advice = "It wasn't changed, and everything else was read."
        if is_read:
            advice += " To correct it, enter that value again."
        return Problem(self.folder, None, f"{part} can't be read ({why})", None, advice)

    def records(self, table: str, docs: Iterable[Document]) -> list[Record]:
        """Return the records in the documents `docs` of `table`, without those that can't be decoded."""
        found = (self.record(table, str(doc.doc_id), doc) for doc in docs)
        return [record for record in found if record is not None]


def _decoded(raw: Doc, day_starts_at: time) -> tuple[Record | None, list[Refused]]:
    """Return the record in `raw` without the values that can't be read, and their errors. Without a required value
    there is no record."""
    errors: list[Refused] = []
    left: Any = raw
    while left is not None and len(errors) < _MOST_ERRORS:
        try:
            return decode(left, day_starts_at), errors
        except Refused as error:
            errors.append(error)
            left = _without(left, re.findall(r"[^.\[\]]+", error.field))
    return None, errors


def _without(value: Any, path: Sequence[str]) -> Any:
    """Return a copy of `value` without the innermost part of it on `path`, such as `wins`, `2`, `kind`; None if it has
    nothing there."""
    if type(value) is list and path and path[0].isdecimal() and 0 < int(path[0]) <= len(value):
        at = int(path[0]) - 1
        inner = _without(value[at], path[1:])
        return [*value[:at], *([] if inner is None else [inner]), *value[at + 1 :]]
    if type(value) is dict and path and path[0] in value:
        inner = _without(value[path[0]], path[1:])
        return {name: inner if name == path[0] else item for name, item in value.items() if inner or name != path[0]}
    return None


def lost_fields(table: str, doc_id: str, doc: Doc) -> dict[str, str]:
    """Return required fields that `doc` lacks because the line that put it is lost, as far as its id says them. A
    day without a kind counts as worked, and an escalation without a title is called LOST_TITLE."""
    lost: dict[str, str] = {}
    if table in DATED and "date" not in doc:
        lost["date"] = _date(doc_id)
    if table == "workdays" and "kind" not in doc:
        lost["kind"] = "work"
    if table == "escalations" and "title" not in doc:
        lost["title"] = LOST_TITLE
    return lost


def _name(table: str, doc_id: str, doc: Doc) -> str:
    """Return what a message calls the record in `doc`, such as `check-in 2026-11-20`."""
    kind = TYPES[table].replace("_", " ").replace("checkin", "check-in")
    return f"{kind} {_date(doc_id) if table in DATED else str(doc.get('id') or doc_id)[:60]}"


def _date(doc_id: str) -> str:
    """Return `doc_id` as an ISO date. It may be no day of the calendar."""
    return f"{doc_id[:4]}-{doc_id[4:6]}-{doc_id[6:]}"


def _same_objects(one: Doc, other: Doc) -> bool:
    """Return whether `one` and `other` are copies of one document. They then share their values, while those of a
    changed document may only be equal, as 1 and true are."""
    return one == other and all(map(is_, one.values(), other.values()))


def document(record: Record) -> Doc:
    """Return the document of `record`: its export without the type, which the table shows."""
    return encode_fields(record)
