"""Undo and redo changes, and list the versions of a record, from the lines of the journal."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from typing import Any, Final, TypeAlias

from cmcheckin.domain.fields import Key
from cmcheckin.domain.records import Record
from cmcheckin.journal.changes import Swap, Undone, Version
from cmcheckin.journal.errors import JournalError, NothingToRedo, NothingToUndo, UndoRefused
from cmcheckin.journal.keys import TYPES, place_of
from cmcheckin.journal.log.lines import Doc, Line, LineKey
from cmcheckin.journal.log.memory import Place, apply_to, changed, places_of, seen_by
from cmcheckin.journal.log.merge import Fields, Origin, Path, Value, as_edit, difference, elements, flat, row, same
from cmcheckin.journal.log.seen import Seen, device_of, has_seen
from cmcheckin.journal.log.store import Store, time_of
from cmcheckin.journal.records import Decoder

Id: TypeAlias = tuple[str, int]
"""Source and number of a line."""


def _id(raw: Sequence[Any]) -> Id:
    return raw[0], raw[1]


BEFORE_MISSING: Final = (
    "The last change can't be undone: the version before it is in a file that is missing or can't be read. "
    "Nothing was changed."
)


class Past:
    """All lines of the journal, to find what a change of this device replaced."""

    def __init__(self, store: Store) -> None:
        self.lines = lines = store.load()
        self._missing = list(store.sources.missing())
        device = store.device
        self._by_id = {(key[2], key[3]): (key, line) for key, line in lines}
        self._by_key = dict(lines)
        self._at: dict[Place, list[tuple[LineKey, Line]]] = {}
        for pair in lines:
            for place in places_of(pair[1]):
                self._at.setdefault(place, []).append(pair)
        self.done: list[Id] = []
        self.undone: list[Id] = []
        self._reverted: set[Id] = set()
        for key, line in lines:
            if device_of(key[2]) == device:
                self._sort(key, line)

    def _sort(self, key: LineKey, line: Line) -> None:
        """Note `line` as done, or the one that it undoes or redoes. A new change leaves nothing to redo. One that
        accepts losses can't be undone, as the lines stay lost."""
        if "undo" in line or "redo" in line:
            target = _id(line.get("undo") or line["redo"])
            source, to = (self.done, self.undone) if "undo" in line else (self.undone, self.done)
            if target in source:
                source.remove(target)
                to.append(target)
                self._reverted ^= {target}
        elif places_of(line) and "lost" not in line:
            self.done.append((key[2], key[3]))
            self.undone.clear()

    def is_in_effect(self, key: LineKey, line: Line) -> bool:
        """Return whether the line `key` is a change that isn't undone."""
        change = _id(line["redo"]) if "redo" in line else (key[2], key[3])
        return "undo" not in line and change not in self._reverted

    def line(self, id_: Id) -> tuple[LineKey, Line]:
        """Return the line with this id."""
        return self._by_id[id_]

    def undo_of(self, id_: Id) -> tuple[LineKey, Line]:
        """Return the last line that undid the change `id_`."""
        return next(pair for pair in reversed(self.lines) if list(pair[1].get("undo", ())) == list(id_))

    def at(self, place: Place) -> list[tuple[LineKey, Line]]:
        """Return the lines that touch `place`."""
        return self._at.get(place, [])

    def lacks_lines_before(self, key: LineKey, seen: Seen) -> bool:
        """Return whether lines are missing that the device of the line `key` had `seen`."""
        first = ((source, first) for source, gaps in self._missing for first, _ in gaps)
        return any(has_seen(key, seen, (0, "", source, number)) for source, number in first)

    def now(self, place: Place) -> Fields:
        """Return the fields of the document at `place`."""
        return _fields(self.at(place), place)

    def before(self, place: Place, key: LineKey, line: Line) -> Fields:
        """Return the fields of the document at `place` as the device of the line `key` had seen them."""
        seen = seen_by(line, place)
        return _fields([pair for pair in self.at(place) if has_seen(key, seen, pair[0])], place)

    def after(self, place: Place, key: LineKey, line: Line) -> Fields:
        """Return the fields of the document at `place` after the line `key`, as its device saw them."""
        found = self.before(place, key, line)
        apply_to(found, key, line, place)
        return found

    def concurrent_puts(self, place: Place, key: LineKey, now: Fields) -> list[tuple[LineKey, Line]]:
        """Return the lines in `now.puts` whose devices had not seen the line `key`."""
        others = [pair for pair in self.at(place) if pair[0] in now.puts and pair[0] != key]
        return [pair for pair in others if not has_seen(pair[0], seen_by(pair[1], place), key)]

    def author(self, place: Place, path: Path, key: LineKey) -> LineKey | None:
        """Return the line whose value the line `key` gave to `path`: another one if it undid or redid a change, or put
        a whole document with the value that was there; None if that removed the value."""
        line = self._by_key[key]
        if "redo" in line:
            return self.author(place, path, self.line(_id(line["redo"]))[0])
        if "undo" not in line:
            earlier = self._repeated(place, path, key, line)
            return self.author(place, path, earlier) if earlier else key
        before = self.before(place, *self.line(_id(line["undo"])))
        values = before.values.get(path) if path else before.deletions
        return self.author(place, path, max(one.key for one in values)) if values else None

    def giver(self, place: Place, path: Path, value: Value) -> LineKey | None:
        """Return the line that gave `value` to `path`: see `author`. An undo or redo of another change keeps the time
        and device of a value."""
        known = (key for key, _ in self.at(place) if Origin(key[1], device_of(key[2])) == value.origin)
        return self.author(place, path, next(known, value.key) if value.origin else value.key)

    def is_replaced(self, place: Place, path: Path, value: Value, givers: Iterable[LineKey | None]) -> bool:
        """Return whether one of the lines `givers` gave another value to `path` and its device had seen `value`."""
        known = self.giver(place, path, value) or value.key
        return any(key and has_seen(key, seen_by(self._by_key[key], place), known) for key in givers)

    def _repeated(self, place: Place, path: Path, key: LineKey, line: Line) -> LineKey | None:
        """Return the line whose value of `path` the line `key` repeats in the whole document that it puts."""
        doc = line.get("put", {}).get(place[0], {}).get(place[1])
        before = self.before(place, key, line) if doc else Fields(place[0])
        earlier = before.values.get(path, ())
        put = flat(doc) if earlier else {}  # slow, and most paths of an import are new
        if path not in put:
            return None
        values = [one for one in earlier if not one.removed and same(one.value, put[path])]
        return max((one.key for one in values if one in before.surviving), default=None)

    def shown(self, decoder: Decoder, key: LineKey, line: Line) -> Undone:
        """Return the change of the line `key` with the records before and after it."""
        docs = {
            place: (self.before(place, key, line).doc(), self.after(place, key, line).doc())
            for place in places_of(line)
        }
        return _undone(decoder, key, line, docs)


def _undone(decoder: Decoder, key: LineKey, line: Line, docs: Mapping[Place, tuple[Doc | None, Doc | None]]) -> Undone:
    """Return the change of the line `key`, which turned the first document of each place into the second one."""
    swaps: list[Swap] = []
    for place, (before, after) in docs.items():
        if place[0] in TYPES:
            old, new = decoder.record(*place, before), decoder.record(*place, after)
            known = old or new
            if known is not None:
                swaps.append(Swap(known.key, old, new))
    return Undone(time_of(key), device_of(key[2]), str(line.get("why", "")), tuple(swaps))


def _fields(lines: Iterable[tuple[LineKey, Line]], place: Place) -> Fields:
    found = Fields(place[0])
    for key, line in lines:
        apply_to(found, key, line, place)
    return found


def next_undo(store: Store, decoder: Decoder) -> Undone:
    """Return the change that `undo` would undo. Raises NothingToUndo."""
    return _undo(Past(store), decoder)[0]


def next_redo(store: Store, decoder: Decoder) -> Undone:
    """Return the change that `redo` would do again. Raises NothingToRedo."""
    return _redo(Past(store), decoder)[0]


def undo(store: Store, decoder: Decoder, check: Callable[[Undone], None] | None = None) -> Undone:
    """Append the inverse of this device's last change, and return that change. Calls `check` and raises as
    `Journal.undo`."""
    with store.changing():
        store.reach()
        store.convert()
        change, parts = _undo(Past(store), decoder)
        if check is not None:
            check(change)
        store.write(parts, "undo")
        return change


def redo(store: Store, decoder: Decoder, check: Callable[[Undone], None] | None = None) -> Undone:
    """Redo this device's last undone change, and return it. Calls `check` and raises as `Journal.redo`."""
    with store.changing():
        change, parts = _redo(Past(store), decoder)
        if check is not None:
            check(change)
        store.write(parts, "redo")
        return change


def _undo(past: Past, decoder: Decoder) -> tuple[Undone, Line]:
    """Return the last change that isn't undone, and the parts of a line that undoes it."""
    if not past.done:
        raise NothingToUndo
    key, line = past.line(past.done[-1])
    parts = _inverse(past, decoder, key, line)
    docs = {place: (changed(doc := past.now(place).doc(), parts, place), doc) for place in places_of(line)}
    return _undone(decoder, key, line, docs), {"undo": list(past.done[-1]), **parts}


def _redo(past: Past, decoder: Decoder) -> tuple[Undone, Line]:
    """Return the last change that is undone, and the parts of a line that does it again."""
    if not past.undone:
        raise NothingToRedo
    key, line = past.line(past.undone[-1])
    parts = _inverse(past, decoder, *past.undo_of(past.undone[-1]))
    docs = {place: (doc := past.now(place).doc(), changed(doc, parts, place)) for place in places_of(line)}
    return _undone(decoder, key, line, docs), {"redo": list(past.undone[-1]), **parts}


def _inverse(past: Past, decoder: Decoder, key: LineKey, line: Line) -> dict[str, Any]:
    """Return the parts of a line that undoes the line `key`, and nothing else. Raises UndoRefused."""
    parts: dict[str, Any] = {}
    for place in places_of(line):
        table, doc_id = place
        old, now = past.before(place, key, line).doc(), past.now(place)
        doc = now.doc()
        if doc is None:
            if old is None or not _is_by(past, place, now.deletions[-1].key, key):
                raise _refused(past, decoder, key, line, place)
            parts.setdefault("put", {}).setdefault(table, {})[doc_id] = old
        elif doc_id in line.get("del", {}).get(table, ()):
            if not any(_is_by(past, place, one.key, key) for one in now.deletions):
                raise _refused(past, decoder, key, line, place)
            if now.is_disputed:
                parts.setdefault("put", {}).setdefault(table, {})[doc_id] = doc  # another device had changed it
                others = [[path, [row(one) for one in ones]] for path, ones in now.values.items() if path and ones]
                parts.setdefault("also", {}).setdefault(table, {})[doc_id] = others
            else:
                _join(past.before(place, key, line), now, place, parts)
        else:
            _revert(past, decoder, key, line, place, parts)
    return parts


def _join(old: Fields, now: Fields, place: Place, parts: dict[str, Any]) -> None:
    """Add to `parts` the edit that gives the document at `place` the values of the `old` one, beside those it has
    `now`, which another device put there."""
    values: dict[Path, Any] = {}
    also: list[Any] = []
    for path, given in old.values.items():
        both = [one for one in (*now.values.get(path, ()), *given) if not one.removed and path]
        alive = [one for one in both if one in (*now.surviving, *old.surviving)]
        if both := sorted(alive, key=lambda one: one.rank, reverse=True):
            values[path] = both[0].value
            also += [[path, [row(one) for one in both]]] if len(both) > 1 else []
    for name, part in (("edit", as_edit(values, ())), ("also", also)):
        if part:
            parts.setdefault(name, {}).setdefault(place[0], {})[place[1]] = part


def _is_by(past: Past, place: Place, deletion: LineKey, key: LineKey) -> bool:
    """Return whether the line `deletion` is the line `key`, or did it again."""
    return deletion == key or past.author(place, (), deletion) == key


def _revert(past: Past, decoder: Decoder, key: LineKey, line: Line, place: Place, parts: dict[str, Any]) -> None:
    """Add to `parts` the edit that undoes what the line `key` did to the document at `place`."""
    table, doc_id = place
    before, after, now = past.before(place, key, line), past.after(place, key, line), past.now(place)
    old, doc = before.doc(), now.doc() or {}
    written = _written(line, place, before)
    values: dict[Path, Any] = {}
    also: list[Any] = []
    gone: list[Path] = []
    is_alone = True
    if apart := past.concurrent_puts(place, key, now) if old is None else []:
        before = _fields(apart, place)  # what other devices put stays
    was, gave, current_values = before.left(), after.left(), now.left()
    for path in written:
        mine = {past.giver(place, path, one) for one in gave.get(path, ())}
        current = current_values.get(path, ())
        others = [one for one in current if past.giver(place, path, one) not in mine]
        is_gone = not current and all(one.removed for one in gave.get(path, ()))
        if len(others) == len(current) and not is_gone:
            raise _refused(past, decoder, key, line, place)
        is_alone = is_alone and not others
        given = {past.giver(place, path, one) for one in others}
        back = [one for one in was.get(path, ()) if past.giver(place, path, one) not in given]
        left = others + [one for one in back if "undo" in line or not past.is_replaced(place, path, one, given)]
        left.sort(key=now.order(path), reverse=True)
        if not left and past.lacks_lines_before(key, seen_by(line, place)):
            raise JournalError(BEFORE_MISSING)
        if not left or left[0].removed:
            gone.append(path)
        else:
            values[path] = left[0].value
        if others or len(left) > 1 or len(current) > 1:
            also.append([path, [row(one) for one in left]])
    if old is None and not apart:
        if not is_alone or set(flat(doc)) - set(written):
            raise _refused(past, decoder, key, line, place)  # the other device's change needs what this one put
        parts.setdefault("del", {}).setdefault(table, []).append(doc_id)
        return
    is_settled = not also and all(len(current_values.get(path, ())) < 2 for path in written)
    is_reached = old is not None and is_alone and is_settled and same(doc, after.doc())
    edit = difference(doc, old) if old is not None and is_reached else as_edit(values, gone)
    parts.setdefault("edit", {}).setdefault(table, {})[doc_id] = edit
    if also:
        parts.setdefault("also", {}).setdefault(table, {})[doc_id] = also


def _written(line: Line, place: Place, before: Fields) -> list[Path]:
    """Return the paths of the document at `place`, with the fields `before`, to which `line` gave a value, or from
    which it removed one."""
    table, doc_id = place
    found = dict.fromkeys(flat(line.get("put", {}).get(table, {}).get(doc_id, {})))
    edit = line.get("edit", {}).get(table, {}).get(doc_id, {})
    for field in (*edit.get("unset", ()), *edit.get("set", ())):
        found[(field,)] = None
    for field, keys in edit.get("remove", {}).items():
        for name in keys:
            found[(field, "list" if (field, "list", name) in before.values else "map", name)] = None
    for field, items in edit.get("add", {}).items():
        is_list = type(items) is list
        for name in elements(field, items) if is_list else items:
            found[(field, "list" if is_list else "map", name)] = None
    return list(found)


def _refused(past: Past, decoder: Decoder, key: LineKey, line: Line, place: Place) -> UndoRefused:
    """Return the error that names the last later change of the document at `place`."""
    others = [pair for pair in past.at(place) if pair[0] != key]
    later = max([pair for pair in others if past.is_in_effect(*pair)] or others, key=lambda pair: pair[0])
    return UndoRefused(past.shown(decoder, key, line), past.shown(decoder, *later))


def history(store: Store, decoder: Decoder, key: Key) -> tuple[Version, ...]:
    """Return every version of the record of `key`, as the device that saved it saw it, in the order of their lines. If
    the record is another one now, as versions were joined, that comes last."""
    place = place_of(key)
    past = Past(store)
    found = [_version(past.after(place, *pair).doc(), pair, decoder, place) for pair in past.at(place)]
    if found:
        now = _version(past.now(place).doc(), past.at(place)[-1], decoder, place)._replace(why="merge")
        found += [now] if now[3:] != found[-1][3:] else []
    return tuple(found)


def _version(doc: Doc | None, of: tuple[LineKey, Line], decoder: Decoder, place: Place) -> Version:
    key, line = of
    record = decoder.record(*place, doc)
    return Version(time_of(key), device_of(key[2]), str(line.get("why", "")), record, is_deleted=doc is None)


def left_by(store: Store, decoder: Decoder, why: str, keys: Iterable[Key]) -> dict[Key, list[Record]]:
    """Return the records of `keys` as each line with this `why` left them, oldest first. Lines that any device has
    undone don't count."""
    places = {place_of(key): key for key in keys}
    past = Past(store)
    undone: set[Id] = set()
    for _, line in past.lines:
        undone -= {_id(line["redo"])} if "redo" in line else set()
        undone |= {_id(line["undo"])} if "undo" in line else set()
    found: dict[Key, list[Record]] = {}
    for key, line in past.lines:
        if line.get("why") == why and (key[2], key[3]) not in undone:
            for place in places.keys() & dict.fromkeys(places_of(line)).keys():
                if record := decoder.record(*place, past.after(place, key, line).doc()):
                    found.setdefault(places[place], []).append(record)
    return found


def escalations_of(store: Store, day: date) -> list[Key]:
    """Return the keys of all escalations that were ever opened on `day`, including those that are deleted now."""
    decoder = Decoder(store.folder, store.clock.day_starts_at)
    found: dict[Key, None] = {}
    for _, line in store.load():
        for doc_id, doc in line.get("put", {}).get("escalations", {}).items():
            record = decoder.record("escalations", doc_id, doc)
            if record is not None and record.day == day:
                found[record.key] = None
    return list(found)
