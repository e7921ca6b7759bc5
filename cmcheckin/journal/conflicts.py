"""List the fields to which two devices gave different values without knowing of each other, and settle them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from itertools import groupby
from typing import TYPE_CHECKING, Any, Final, TypeAlias

from cmcheckin.domain.conflicts import FieldConflict, FieldValue, with_value
from cmcheckin.domain.fields import Key
from cmcheckin.domain.records import decode, encode
from cmcheckin.journal.keys import DATED, TYPES, place_of
from cmcheckin.journal.log.lines import Doc, Docs, Line, Tables
from cmcheckin.journal.log.memory import Memory, Place
from cmcheckin.journal.log.merge import Edit, Path, as_edit, patched, row
from cmcheckin.journal.log.store import time_from, time_text

if TYPE_CHECKING:
    from cmcheckin.journal.journal import Journal

Choice: TypeAlias = tuple[Key, tuple[str, ...], Any]
"""A key, the field of its record, and the value to keep, as in an export: see `Journal.settle`."""
AUTOMATIC: Final = frozenset({"logged_at", "at"})
"""Fields that the program fills in. Of two values the later one is used, and there's nothing to settle."""
WORDS_OF_REPLIES: Final = ("answer",)
"""The fields of a reply's state with the user's own words. There's nothing to settle about the others."""


def conflicts(memory: Memory) -> tuple[FieldConflict, ...]:
    """Return the open conflicts in `memory`, ordered by key and field."""
    found: list[FieldConflict] = []
    for (table, doc_id), fields in memory.joined.items():
        if table not in TYPES:
            continue
        for path, values in fields.conflicts():
            if path[:1] and path[0] in AUTOMATIC:
                continue
            if table == "reply_states" and path[:1] != WORDS_OF_REPLIES:
                continue
            key = _key(table, doc_id, memory.doc(table, doc_id) or {})
            found.append(FieldConflict(key, _field(path), tuple(_shown(*row(one)) for one in values)))
    return tuple(sorted(found, key=lambda one: (one.key, one.field)))


def _shown(value: Any, at: str, device: str) -> FieldValue:
    return FieldValue(time_from(at), device, value)


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


def settle(journal: Journal, choices: Iterable[Choice]) -> None:
    """Save the values in `choices`: see `Journal.settle`."""
    chosen = list(choices)
    with journal.store.changing():
        memory = journal.store.reach()
        wanted = {key: encode(record) for key, _, _ in chosen if (record := journal.get(key)) is not None}
        for key, field, value in chosen:
            if key in wanted:
                wanted[key] = with_value(wanted[key], field, value)
        for raw in wanted.values():
            decode(raw)
        journal.store.write(settled(memory, chosen), "settle")


def settled(memory: Memory, choices: Iterable[Choice]) -> Line:
    """Return the parts of a line that settles the conflicts in `choices`; empty if there is nothing to settle. Other
    conflicts of the same records stay open."""
    edits: dict[Place, Edit] = {}
    kept: dict[Key, bool] = {}
    chosen = list(choices)
    for place, found in groupby(sorted(chosen, key=_place), key=_place):
        fields = memory.joined.get(place)
        paths = {} if fields is None else {_field(path): path for path in fields.values}
        values: dict[Path, Any] = {}
        for key, field, value in found:
            if not field and fields is not None:
                kept[key] = value is not None
            elif field in paths:
                values[paths[field]] = value
        gone = [path for path, value in values.items() if value is None]
        edits[place] = as_edit({path: value for path, value in values.items() if value is not None}, gone)
    put: Tables = {}
    delete: dict[str, list[str]] = {}
    for key, is_kept in kept.items():
        table, doc_id = place_of(key)
        edit, doc = edits.pop((table, doc_id)), memory.doc(table, doc_id)
        if is_kept and doc is not None:
            put.setdefault(table, {})[doc_id] = patched(doc, edit)
        else:
            delete.setdefault(table, []).append(doc_id)
    settled_fields = {(key, field) for key, field, _ in chosen}
    others = (one for one in conflicts(memory) if kept.get(one.key) and (one.key, one.field) not in settled_fields)
    parts = {"put": put, "del": delete, "edit": _by_table(edits), **reopened(memory, put, others)}
    return {name: part for name, part in parts.items() if part}


def _place(choice: Choice) -> Place:
    return place_of(choice[0])


def _by_table(edits: Mapping[Place, Edit]) -> dict[str, dict[str, Edit]]:
    found: dict[str, dict[str, Edit]] = {}
    for (table, doc_id), edit in edits.items():
        if edit:
            found.setdefault(table, {})[doc_id] = edit
    return found


def _field(path: Path) -> tuple[str, ...]:
    return (path[0], path[2]) if len(path) == 3 else path


def _key(table: str, doc_id: str, doc: Doc) -> Key:
    if table in DATED:
        number = int(doc_id)
        return Key(TYPES[table], date(number // 10000, number // 100 % 100, number % 100).isoformat())
    if table == "nudge_states":
        return Key("nudge_state", f"{doc.get('kind')}@{doc.get('at')}")
    return Key(TYPES[table], str(doc.get("reply" if table == "reply_states" else "id", doc_id)))
