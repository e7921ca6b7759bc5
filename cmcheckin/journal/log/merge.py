"""Find the fields in which two versions of a document differ, and join changes that had not seen each other.

An edit has the fields to `set` or `unset`, the elements to `add` to lists and maps or to `remove` from them by key, and
the `order` of a list where adding at its end doesn't give it. `of` has the fields that identify the document, in case
the line that put it is lost. The key of an element is its `id` if it has one (the kind of an activity), or else its
content as JSON; in a map it is the name.

`Fields` joins edits: a value replaces only the values that its device had seen. If there are several, the latest is
used, and the others are conflicts. The result depends on the lines alone, in whatever order they arrived.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any, Final, TypeAlias

from cmcheckin.domain.fields import element_id
from cmcheckin.domain.named import NamedTuple
from cmcheckin.domain.reply_state import PREFERRED_VALUES
from cmcheckin.journal.log.lines import Doc, LineKey
from cmcheckin.journal.log.seen import NOTHING, Seen, device_of, has_seen

Edit: TypeAlias = dict[str, Any]
Path: TypeAlias = tuple[str, ...]
"""A field, or the field, `list` or `map` and the key of an element of it."""
_ORDER: Final = "order"
PREFERRED: Final[Mapping[str, Mapping[str, Callable[[Any], Any]]]] = {"reply_states": PREFERRED_VALUES}
"""Fields by table of which the value with the highest result stands, whichever is later."""


def same(one: object, other: object) -> bool:
    """Return whether two JSON values are identical. Unlike with `==`, 1 is neither true nor 1.0."""
    if type(one) is not type(other):
        return False
    if type(one) is dict and type(other) is dict:
        return len(one) == len(other) and all(name in other and same(item, other[name]) for name, item in one.items())
    if type(one) is list and type(other) is list:
        return len(one) == len(other) and all(map(same, one, other))
    return one == other


def elements(field: str, items: Sequence[Any]) -> dict[str, Any]:
    """Return the elements of the list `field` by key. Of several with the same key, the last one counts."""
    found: dict[str, Any] = {}
    for item in items:
        named = element_id(field, item)
        found[json.dumps(item, ensure_ascii=False, sort_keys=True) if named is None else named] = item
    return found


def flat(doc: Doc) -> dict[Path, Any]:
    """Return the values of `doc` by path. Empty lists and maps, and lists with equal elements, are one value."""
    found: dict[Path, Any] = {}
    for field, value in doc.items():
        if type(value) is list and value and len(named := elements(field, value)) == len(value):
            found.update(((field, "list", key), item) for key, item in named.items())
        elif type(value) is dict and value:
            found.update(((field, "map", key), item) for key, item in value.items())
        else:
            found[(field,)] = value
    return found


def difference(before: Doc, after: Doc) -> Edit:
    """Return the edit that turns `before` into `after`, empty if they are the same."""
    old, new = flat(before), flat(after)
    edit = as_edit(
        {path: value for path, value in new.items() if path not in old or not same(old[path], value)},
        [path for path in old if path not in new],
    )
    for field, value in after.items():
        if type(value) is list and len(value) > 1 and (field,) not in new:
            known = {} if (field,) in old else {field: before.get(field)}
            if not same(patched(known, _part(edit, field)).get(field), value):
                edit.setdefault("order", {})[field] = list(elements(field, value))
    return edit


def as_edit(values: Mapping[Path, Any], gone: Iterable[Path]) -> Edit:
    """Return the edit that gives the paths their `values` and removes those in `gone`."""
    edit: Edit = {}
    for path, value in values.items():
        if len(path) == 1:
            edit.setdefault("set", {})[path[0]] = value
        elif path[1] == "list":
            edit.setdefault("add", {}).setdefault(path[0], []).append(value)
        else:
            edit.setdefault("add", {}).setdefault(path[0], {})[path[2]] = value
    for path in gone:
        if len(path) == 1:
            edit.setdefault("unset", []).append(path[0])
        else:
            edit.setdefault("remove", {}).setdefault(path[0], []).append(path[2])
    return edit


def _part(edit: Edit, field: str) -> Edit:
    """Return the part of `edit` that concerns the elements of `field`."""
    return {name: {field: edit[name][field]} for name in ("remove", "add") if field in edit.get(name, {})}


def patched(doc: Doc, edit: Edit) -> Doc:
    """Return a copy of `doc` with the changes in `edit`."""
    found = dict(doc) or dict(edit.get("of", {}))
    for field in edit.get("unset", ()):
        found.pop(field, None)
    for field, keys in edit.get("remove", {}).items():
        _remove(found, field, frozenset(keys))
    for field, items in edit.get("add", {}).items():
        known = found.get(field)
        if type(items) is list:
            found[field] = list(
                {**(elements(field, known) if type(known) is list else {}), **elements(field, items)}.values()
            )
        else:
            found[field] = {**(known if type(known) is dict else {}), **items}
    found.update(edit.get("set", {}))
    for field, keys in edit.get("order", {}).items():
        if type(known := found.get(field)) is list:
            found[field] = _ordered(elements(field, known), keys)
    return found


def _remove(doc: Doc, field: str, keys: frozenset[str]) -> None:
    known = doc.get(field)
    if type(known) is list:
        left: Any = [item for key, item in elements(field, known).items() if key not in keys]
    elif type(known) is dict:
        left = {key: item for key, item in known.items() if key not in keys}
    else:
        return
    if left:
        doc[field] = left
    else:
        del doc[field]


def _ordered(items: Mapping[str, Any], keys: Sequence[str]) -> list[Any]:
    """Return the elements `items` in the order of `keys`, and those without one at the end."""
    places = {key: n for n, key in enumerate(keys)}
    return [items[key] for key in sorted(items, key=lambda key: places.get(key, len(places)))]


class Origin(NamedTuple):
    """The device that gave a value and the time by its clock, as in a line. An import keeps them."""

    at: str
    device: str


class Value(NamedTuple):
    """A value of a field and the line that gave it, or that removed it. `origin`: of an imported value."""

    key: LineKey
    value: Any
    removed: bool = False
    origin: Origin | None = None

    @property
    def rank(self) -> tuple[bool, str, LineKey]:
        """Of several values, the one with the highest rank is used: a later one, and never a removal."""
        return not self.removed, self.origin.at if self.origin else self.key[1], self.key


class Deletion(NamedTuple):
    """A line that deleted the document, and what its device had seen. `origin`: of an imported deletion."""

    key: LineKey
    seen: Seen
    origin: Origin | None = None


class Fields:
    """The values of the fields of a document of `table` by path, and its deletions, as lines that had not all seen each
    other left them. Apply lines in the order of their keys.

    A deletion removes the values that its device had seen. If another one had changed some meanwhile, all of them stay,
    and that is a conflict. If it had put a whole document by itself, only that stays. `puts`: the lines that put one.
    `bases`: for each line with an edit, the `puts` that its device had seen.
    """

    def __init__(self, table: str = "") -> None:
        self.table = table
        self.values: dict[Path, list[Value]] = {}
        self.deletions: list[Deletion] = []
        self.puts: list[LineKey] = []
        self.bases: dict[LineKey, list[LineKey]] = {}

    def put(self, key: LineKey, seen: Seen, doc: Doc) -> None:
        """Apply a line that put the whole document `doc`."""
        self.deletions = [one for one in self.deletions if not has_seen(key, seen, one.key)]
        self.puts = [*(one for one in self.puts if not has_seen(key, seen, one)), key]
        self.bases = {one: puts for one, puts in self.bases.items() if not has_seen(key, seen, one)}
        self.values = {path: left for path in self.values if (left := self._unseen(path, key, seen))}
        for path, value in flat(doc).items():
            self.values.setdefault(path, []).append(Value(key, value))

    def edit(self, key: LineKey, seen: Seen, edit: Edit) -> None:
        """Apply a line with this `edit`."""
        self.bases[key] = [one for one in self.puts if has_seen(key, seen, one)]
        for field, value in edit.get("of", {}).items():
            if (field,) not in self.values:
                self.values[(field,)] = [Value(key, value)]
        for field in edit.get("unset", ()):
            self._set((field,), key, seen, Value(key, None, removed=True))
        for field, keys in edit.get("remove", {}).items():
            for name in keys:
                kind = "list" if (field, "list", name) in self.values else "map"
                self._set((field, kind, name), key, seen, Value(key, None, removed=True))
        for field, items in edit.get("add", {}).items():
            self.values[(field,)] = self._unseen((field,), key, seen)
            kind, named = ("list", elements(field, items)) if type(items) is list else ("map", items)
            for name, item in named.items():
                self._set((field, kind, name), key, seen, Value(key, item))
        for field, value in edit.get("set", {}).items():
            self._set((field,), key, seen, Value(key, value))
        for field, keys in edit.get("order", {}).items():
            self._set((field, _ORDER), key, seen, Value(key, keys))

    def conflict(self, key: LineKey, seen: Seen, path: Path, values: Sequence[Value]) -> None:
        """Apply a line that gives `path` several `values`. At the empty path, True says that the document was changed,
        and a removal that it was deleted."""
        if path:
            left = [one for one in self._unseen(path, key, seen) if one.key != key]  # not what the same line puts
            self.values[path] = [*left, *values]
        else:
            self.puts = [one for one in self.puts if one != key]
            self.values[()] = [one for one in values if not one.removed]
            self.deletions += [Deletion(key, NOTHING, one.origin) for one in values if one.removed]

    def delete(self, key: LineKey, seen: Seen) -> None:
        """Apply a line that deleted the document."""
        self.deletions.append(Deletion(key, seen))

    def _unseen(self, path: Path, key: LineKey, seen: Seen) -> list[Value]:
        return [value for value in self.values.get(path, ()) if not has_seen(key, seen, value.key)]

    def _set(self, path: Path, key: LineKey, seen: Seen, value: Value) -> None:
        left = self._unseen(path, key, seen)
        if all(one.removed for one in self.values.get(path, ())):
            self.values.pop(path, None)  # an element that was removed comes back at the end
        self.values[path] = [*left, value]

    def _survives(self, key: LineKey) -> bool:
        return not any(has_seen(one.key, one.seen, key) for one in self.deletions)

    @property
    def surviving(self) -> list[Value]:
        """The values that no deletion had seen."""
        return [one for values in self.values.values() for one in values if self._survives(one.key)]

    @property
    def is_disputed(self) -> bool:
        """Whether one device deleted the document while another changed it, and had not put a whole one."""
        return bool(self.deletions) and bool(self.surviving) and not any(map(self._is_whole, self.puts))

    def _is_whole(self, put: LineKey) -> bool:
        """Return whether the document of the line `put` is left, and no edit of it was deleted."""
        return self._survives(put) and all(self._survives(key) for key, puts in self.bases.items() if put in puts)

    def order(self, path: Path) -> Callable[[Value], tuple[Any, ...]]:
        """Return the key by which the values at `path` are ordered. The highest one is used."""
        preferred = PREFERRED.get(self.table, {}).get(path[0]) if path else None
        if preferred is None:
            return _rank
        return lambda one: (not one.removed, preferred(one.value), *one.rank)

    def left(self) -> dict[Path, list[Value]]:
        """Return the values that the deletions leave, by path."""
        if not self.deletions or self.is_disputed:
            return self.values
        return {path: [one for one in values if self._survives(one.key)] for path, values in self.values.items()}

    def doc(self) -> Doc | None:
        """Return the document; None if it is deleted or empty."""
        found: Doc = {}
        orders: dict[str, list[str]] = {}
        lists: dict[str, dict[str, Any]] = {}
        left = self.left()
        for path, values in left.items():
            best = max(values, key=self.order(path), default=None)
            if best is None or best.removed or not path:
                continue
            if len(path) == 1:
                found.setdefault(path[0], best.value)
            elif path[1] == _ORDER:
                orders[path[0]] = best.value
            elif path[1] == "list":
                found[path[0]] = lists.setdefault(path[0], {})
                lists[path[0]][path[2]] = best.value
            else:
                known = found.get(path[0])
                found[path[0]] = {**(known if type(known) is dict else {}), path[2]: best.value}
        for field, items in lists.items():
            whole = max(left.get((field,), ()), key=lambda one: one.rank, default=None)
            if whole is not None and type(whole.value) is list:  # it had equal elements
                items = {**items, **elements(field, whole.value)}
            found[field] = _ordered(items, orders[field]) if field in orders else list(items.values())
        return found or None

    def conflicts(self) -> Iterator[tuple[Path, list[Value]]]:
        """Yield each path with several values, the one in use first. The empty path: deleted and changed."""
        if self.is_disputed:
            late = max(self.values.get(()) or self.surviving, key=lambda one: one.rank)
            deleted = [Value(one.key, None, removed=True, origin=one.origin) for one in self.deletions]
            yield (), [late._replace(value=True), *deleted]
        for path, values in self.left().items():
            if not path:
                continue
            ranked = sorted(values, key=self.order(path), reverse=True)
            different = [one for n, one in enumerate(ranked) if not any(_alike(one, x) for x in ranked[:n])]
            if len(different) > 1 and path[1:] != (_ORDER,) and (path[1:2] != ("list",) or _has_id(path, different)):
                yield path, different


def _rank(value: Value) -> tuple[Any, ...]:
    return value.rank


def _alike(one: Value, other: Value) -> bool:
    return one.removed == other.removed and same(one.value, other.value)


def _has_id(path: Path, values: Iterable[Value]) -> bool:
    """Return whether the element at `path` has an id. Without one, it is either there or not."""
    return any(element_id(path[0], one.value) == path[2] for one in values)


def row(value: Value) -> list[Any]:
    """Return `value` as a line has it in `also`: with its time and device."""
    at, device = value.origin or (value.key[1], device_of(value.key[2]))
    return [None if value.removed else value.value, at, device]
