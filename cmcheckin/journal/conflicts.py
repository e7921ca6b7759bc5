"""List the fields to which two devices gave different values without knowing of each other, and settle them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import Any, Final

from cmcheckin.domain.conflicts import FieldConflict, FieldValue
from cmcheckin.domain.fields import Key
from cmcheckin.journal.keys import DATED, TYPES, place_of
from cmcheckin.journal.log.lines import Doc, Docs, Line
from cmcheckin.journal.log.memory import Memory
from cmcheckin.journal.log.merge import Fields, Path, as_edit, row
from cmcheckin.journal.log.store import time_text

AUTOMATIC: Final = frozenset({"logged_at", "at"})
"""Fields that nobody answers. Of two values the later one stands, and there is nothing to settle."""


def conflicts(memory: Memory) -> tuple[FieldConflict, ...]:
    """Return the open conflicts in `memory`, ordered by key and field."""
    found: list[FieldConflict] = []
    for (table, doc_id), fields in memory.joined.items():
        if table not in TYPES:
            continue
        for path, values in fields.conflicts():
            if path[:1] and path[0] in AUTOMATIC:
                continue
            key = _key(table, doc_id, memory.doc(table, doc_id) or {})
            found.append(FieldConflict(key, _field(path), tuple(_shown(*row(one)) for one in values)))
    return tuple(sorted(found, key=lambda one: (one.key, one.field)))


def _shown(value: Any, at: str, device: str) -> FieldValue:
    return FieldValue(datetime.fromisoformat(at[:27]), device, value)


def reopened(memory: Memory, put: Mapping[str, Docs], conflicts: Iterable[FieldConflict]) -> Line:
    """Return the parts of a line that opens `conflicts` of documents in `put` or in `memory` again, as after an
    import."""
    found: dict[str, dict[str, list[Any]]] = {}
    for conflict in conflicts:
        table, doc_id = place_of(conflict.key)
        doc = put.get(table, {}).get(doc_id) or memory.doc(table, doc_id)
        if doc is None:
            continue
        rows = [[one.value, time_text(one.at), one.device] for one in conflict.values]
        field = conflict.field
        path = (field[0], "list" if type(doc.get(field[0])) is list else "map", field[1]) if field[1:] else field
        found.setdefault(table, {}).setdefault(doc_id, []).append([path, rows])
    return {"also": found} if found else {}


def settled(memory: Memory, key: Key, field: tuple[str, ...], value: Any) -> Line:
    """Return the parts of a line that gives `field` of the record of `key` this `value`; empty if there is nothing to
    settle."""
    place = table, doc_id = place_of(key)
    fields = memory.joined.get(place)
    if fields is None:
        return {}
    if not field:
        doc = fields.doc()
        return {"del": {table: [doc_id]}} if value is None or doc is None else {"put": {table: {doc_id: doc}}}
    path = _path(fields, field)
    if path is None:
        return {}
    edit = as_edit({}, [path]) if value is None else as_edit({path: value}, ())
    return {"edit": {table: {doc_id: edit}}}


def _field(path: Path) -> tuple[str, ...]:
    return (path[0], path[2]) if len(path) == 3 else path


def _path(fields: Fields, field: tuple[str, ...]) -> Path | None:
    return next((path for path in fields.values if _field(path) == field), None)


def _key(table: str, doc_id: str, doc: Doc) -> Key:
    if table in DATED:
        number = int(doc_id)
        return Key(TYPES[table], date(number // 10000, number // 100 % 100, number % 100).isoformat())
    if table == "nudge_states":
        return Key("nudge_state", f"{doc.get('kind')}@{doc.get('at')}")
    return Key(TYPES[table], str(doc.get("id", doc_id)))
