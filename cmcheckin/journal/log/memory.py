"""The journal's documents in memory: the result of all lines read so far, applied in the order of their keys."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, TypeAlias

from cmcheckin.journal.log.lines import EARLIEST, Doc, Docs, Line, LineKey, Tables
from cmcheckin.journal.log.merge import Fields, Origin, Value, patched
from cmcheckin.journal.log.seen import NOTHING, UNSEEN, Seen, has_seen

Place: TypeAlias = tuple[str, str]
"""A table and the id of a document in it."""


class Memory:
    """The documents by table and id. A document is never changed in place.

    `heads`: the last line that touched each document, deleted ones too. `authors`: the last line of each source, for
    documents that several touched. `joined`: the documents whose lines had not all seen each other.
    """

    def __init__(self) -> None:
        self.tables: Tables = {}
        self.heads: dict[str, dict[str, LineKey]] = {}
        self.authors: dict[Place, dict[str, LineKey]] = {}
        self.joined: dict[Place, Fields] = {}
        self.greatest: LineKey = EARLIEST

    def apply(self, lines: Iterable[tuple[LineKey, Line]], *, several: bool = True) -> set[Place]:
        """Apply `lines`, which are in the order of their keys. Return the places where one had not seen the line before
        it, or edits a document that isn't here: these documents are wrong until `join` gets all lines. Without
        `several` devices, what a line had seen isn't checked.

        This is one loop with few calls, since all lines of ten years pass through it.
        """
        tables, heads, joined = self.tables, self.heads, self.joined
        apart: set[Place] = set()
        key = self.greatest
        for key, line in lines:
            if "del" in line:
                for table, ids in line["del"].items():
                    docs, headed = tables.setdefault(table, {}), heads.setdefault(table, {})
                    for doc_id in ids:
                        if several and doc_id in headed:
                            self._note_if_concurrent((table, doc_id), key, line, apart)
                        docs.pop(doc_id, None)
                        headed[doc_id] = key
            if "put" in line:
                for table, put in line["put"].items():
                    docs, headed = tables.setdefault(table, {}), heads.setdefault(table, {})
                    for doc_id, doc in put.items():
                        if several and doc_id in headed:
                            self._note_if_concurrent((table, doc_id), key, line, apart)
                        docs[doc_id] = doc
                        headed[doc_id] = key
            if "edit" in line:
                for table, edits in line["edit"].items():
                    docs, headed = tables.setdefault(table, {}), heads.setdefault(table, {})
                    for doc_id, edit in edits.items():
                        if several and doc_id in headed:
                            self._note_if_concurrent((table, doc_id), key, line, apart)
                        if doc_id not in docs and ("of" not in edit or doc_id in headed):
                            apart.add((table, doc_id))  # else it was added while nothing could be read
                        docs[doc_id] = patched(docs.get(doc_id, {}), edit)
                        headed[doc_id] = key
            if "also" in line:
                apart.update(places for places in places_of({"also": line["also"]}) if places not in joined)
            if joined:
                for place in places_of(line):
                    if place in joined:
                        apply_to(joined[place], key, line, place)
                        self._show(place)
        if key > self.greatest:
            self.greatest = key
        return apart - joined.keys()

    def _note_if_concurrent(self, place: Place, key: LineKey, line: Line, apart: set[Place]) -> None:
        """Add `place` to `apart` if the device of `line` had not read all lines before it there. The last line of each
        source is looked at, as having read one doesn't mean having read what that one's device had: files arrive in any
        order."""
        seen, head = seen_by(line, place), self.heads[place[0]][place[1]]
        authors = self.authors.get(place) or {head[2]: head}
        if "holes" in line or not all(has_seen(key, seen, other) for other in authors.values()):
            apart.add(place)
        if key[2] != head[2] or len(authors) > 1:
            self.authors[place] = {**authors, key[2]: key}

    def _show(self, place: Place) -> None:
        """Take the document at `place` from its joined fields."""
        docs = self.tables.setdefault(place[0], {})
        if (doc := self.joined[place].doc()) is None:
            docs.pop(place[1], None)
        else:
            docs[place[1]] = doc

    def join(self, places: set[Place], lines: Iterable[tuple[LineKey, Line]]) -> None:
        """Join the documents at `places` from all `lines`, which are in the order of their keys."""
        fields = {place: Fields(place[0]) for place in places}
        for key, line in lines:
            for place in dict.fromkeys(places_of(line)):
                if place in fields:
                    apply_to(fields[place], key, line, place)
        for place, found in fields.items():
            self.joined[place] = found
            self._show(place)

    def docs(self, table: str) -> Docs:
        """Return the documents of `table` by id. The caller must not change them."""
        return self.tables.get(table, {})

    def doc(self, table: str, doc_id: str) -> Doc | None:
        """Return a document, or None. The caller must not change it."""
        return self.tables.get(table, {}).get(doc_id)

    def is_disputed(self, place: Place) -> bool:
        """Return whether one device deleted the document at `place` and another changed it: the next save puts all of
        it, which settles that."""
        fields = self.joined.get(place)
        return fields is not None and fields.is_disputed


def places_of(line: Mapping[str, Any]) -> list[Place]:
    """Return the places that `line` touches, each once."""
    parts = [line[name] for name in ("put", "edit", "also", "del") if name in line]
    return list(dict.fromkeys((table, doc_id) for part in parts for table, ids in part.items() for doc_id in ids))


def seen_by(line: Line, place: Place) -> Seen:
    """Return what the device of `line` had read of the document at `place`. `Sources.take` must have had the line."""
    read: Seen = UNSEEN if "blind" in line else line.get("read", NOTHING)
    return read


def _also(line: Line, place: Place) -> Any:
    return line.get("also", {}).get(place[0], {}).get(place[1])


def changed(doc: Doc | None, line: Line, place: Place) -> Doc | None:
    """Return the document at `place`, which is `doc` before `line`, after it."""
    table, doc_id = place
    if doc_id in line.get("del", {}).get(table, ()):
        doc = None
    if doc_id in line.get("put", {}).get(table, {}):
        doc = line["put"][table][doc_id]
    if doc_id in line.get("edit", {}).get(table, {}):
        doc = patched(doc or {}, line["edit"][table][doc_id])
    return doc


def apply_to(fields: Fields, key: LineKey, line: Line, place: Place) -> None:
    """Apply the part of `line` that concerns `place` to its `fields`."""
    table, doc_id = place
    seen = seen_by(line, place)
    if doc_id in line.get("del", {}).get(table, ()):
        fields.delete(key, seen)
    if doc_id in line.get("put", {}).get(table, {}):
        fields.put(key, seen, line["put"][table][doc_id])
    if doc_id in line.get("edit", {}).get(table, {}):
        fields.edit(key, seen, line["edit"][table][doc_id])
    for path, rows in _also(line, place) or ():
        values = [Value(key, value, value is None, Origin(*origin) if origin else None) for value, *origin in rows]
        fields.conflict(key, seen, tuple(path), values)


def copied(value: Doc) -> Doc:
    """Return a deep copy of the JSON object `value`. Several times as fast as `copy.deepcopy`."""
    return {name: _copied(item) if type(item) in (dict, list) else item for name, item in value.items()}


def _copied(value: object) -> object:
    if type(value) is dict:
        return copied(value)
    if type(value) is list:
        return [_copied(item) if type(item) in (dict, list) else item for item in value]
    return value
