"""What is asked of the journal, and what it answers."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import datetime
from typing import NamedTuple

from cmcheckin.domain.fields import Key
from cmcheckin.domain.records import Record, same
from cmcheckin.journal.errors import Conflict


class Change(NamedTuple):
    """Records to keep and keys to delete, all in one line of the journal: all of it becomes visible, or nothing."""

    put: tuple[Record, ...] = ()
    delete: tuple[Key, ...] = ()


class Swap(NamedTuple):
    """One record before and after a change; None: it was not there."""

    key: Key
    before: Record | None
    after: Record | None


class Saved(NamedTuple):
    """What a save changed, empty when everything was kept like that already."""

    swaps: tuple[Swap, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.swaps)


class Undone(NamedTuple):
    """A change as undo shows it: when and on which device it was made, why, and each record before and after it.

    Returned by `undo`, before and after are those of the change that was taken back: what stands now is `before`.
    """

    at: datetime
    device: str
    why: str
    swaps: tuple[Swap, ...]


class Version(NamedTuple):
    """One version of a record: when and on which device it was written, why; `record` None: it was deleted."""

    at: datetime
    device: str
    why: str
    record: Record | None


class Forgotten(NamedTuple):
    """What `forget` did: the files it rewrote or deleted, the devices whose files still hold words of that day, and the
    links, devices and the like that it left alone. `texts` and `ids` are the erased words and the ids of their entries,
    to search for in other files."""

    files: tuple[str, ...]
    other_devices: tuple[str, ...]
    links: tuple[str, ...] = ()
    texts: frozenset[str] = frozenset()
    ids: frozenset[str] = frozenset()


def refuse_conflicts(
    get: Callable[[Key], Record | None],
    put: Iterable[Record],
    gone: Iterable[Key],
    expected: Mapping[Key, Record | None],
) -> None:
    """Raise Conflict when `get` returns neither the `expected` record of a key nor the wanted one.

    Wanted are the records to `put`, and no record for the keys in `gone`.
    """
    wanted: dict[Key, Record | None] = {**expected, **dict.fromkeys(gone), **{one.key: one for one in put}}
    mine: dict[Key, Record | None] = {}
    theirs: dict[Key, Record | None] = {}
    for key, seen in expected.items():
        kept = get(key)
        if not same(kept, seen) and not same(kept, wanted[key]):
            mine[key], theirs[key] = wanted[key], kept
    if theirs:
        raise Conflict(mine, theirs)
