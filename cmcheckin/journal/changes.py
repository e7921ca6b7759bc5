"""The changes that the journal makes, and the results it returns."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import date, datetime
from typing import TYPE_CHECKING

from cmcheckin.domain.fields import Key
from cmcheckin.domain.named import NamedTuple
from cmcheckin.domain.records import Record, same
from cmcheckin.journal.errors import Conflict

if TYPE_CHECKING:
    from cmcheckin.domain.conflicts import FieldConflict


class Change(NamedTuple):
    """Records to save, keys to delete and `conflicts` to open (those of an import), in one line of the journal: all of
    it is saved, or nothing."""

    put: tuple[Record, ...] = ()
    delete: tuple[Key, ...] = ()
    conflicts: tuple[FieldConflict, ...] = ()


class Swap(NamedTuple):
    """A record before and after a change; None: it did not exist."""

    key: Key
    before: Record | None
    after: Record | None

    @property
    def day(self) -> date:
        """The day of the record."""
        record = self.after or self.before
        return record.day if record else date.min


class Saved(NamedTuple):
    """What a save changed: the `records` as they are now, and the keys of the `deleted` ones. Empty when everything was
    saved like that already."""

    records: tuple[Record, ...] = ()
    deleted: tuple[Key, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.records or self.deleted)


class Undone(NamedTuple):
    """A change, as shown for an undo: when and on which device it was made, why, and each record before and after it.
    After the undo, the records are as they were `before`."""

    at: datetime
    device: str
    why: str
    swaps: tuple[Swap, ...]

    @property
    def changed(self) -> tuple[Swap, ...]:
        """The records that differ, or all if none does, because a record may have got the same values from another
        change."""
        return tuple(swap for swap in self.swaps if not same(swap.before, swap.after)) or self.swaps


class Version(NamedTuple):
    """A version of a record: when, on which device and why it was saved. `record` is None if it `is_deleted`, or can't
    be read."""

    at: datetime
    device: str
    why: str
    record: Record | None
    is_deleted: bool


class Forgotten(NamedTuple):
    """The result of `forget`: the files it rewrote or deleted, the devices whose files still contain words of the day,
    and the links and special files it left alone. `texts` and `ids` are the erased words and the ids of their entries,
    to search for in other files. `linked` are files that had another name elsewhere, a hard link, which is as before.
    """

    files: tuple[str, ...]
    other_devices: tuple[str, ...]
    links: tuple[str, ...] = ()
    texts: frozenset[str] = frozenset()
    ids: frozenset[str] = frozenset()
    linked: tuple[str, ...] = ()


class Erased(NamedTuple):
    """Words of a `day` that were erased from `files` of this machine, since they were forgotten on `device`."""

    day: date
    device: str
    files: tuple[str, ...]


def refuse_conflicts(
    get: Callable[[Key], Record | None],
    put: Iterable[Record],
    gone: Iterable[Key],
    expected: Mapping[Key, Record | None],
) -> None:
    """Raise Conflict when `get` returns neither the `expected` record of a key nor the wanted one: that in `put`, or
    none for the keys in `gone`."""
    wanted: dict[Key, Record | None] = {**expected, **dict.fromkeys(gone), **{record.key: record for record in put}}
    mine: dict[Key, Record | None] = {}
    theirs: dict[Key, Record | None] = {}
    for key, seen in expected.items():
        saved = get(key)
        if not same(saved, seen) and not same(saved, wanted[key]):
            mine[key], theirs[key] = wanted[key], saved
    if theirs:
        raise Conflict(mine, theirs)
