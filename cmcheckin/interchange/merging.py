"""Plan the import of an export of our own: compare its records with the saved ones. Nothing is written here."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass

from cmcheckin.domain.checkin import CheckIn
from cmcheckin.domain.conflicts import FieldConflict
from cmcheckin.domain.fields import Key
from cmcheckin.domain.records import Record, encode, same
from cmcheckin.interchange.parsing import RecordEntry

Lookup = Callable[[Key], Record | None]
"""Returns the saved record with a key, or None."""
WithIds = Callable[[CheckIn, CheckIn | None], CheckIn]
"""Returns a check-in with ids for its wins, taken from the saved check-in where the wins are the same."""


@dataclass(frozen=True)
class ImportPlan:
    """The new records, those that would replace a saved one, the number already saved, and the open conflicts to
    add."""

    new: tuple[Record, ...] = ()
    replaced: tuple[Record, ...] = ()
    equal: int = 0
    conflicts: tuple[FieldConflict, ...] = ()


def plan_import(
    entries: Iterable[RecordEntry],
    saved: Lookup,
    with_ids: WithIds,
    known: Collection[FieldConflict] = (),
) -> ImportPlan:
    """Compare each record with the saved one of the same key.

    `known`: the open conflicts of the saved records, which are not added again.
    """
    new: list[Record] = []
    replaced: list[Record] = []
    conflicts: list[FieldConflict] = []
    equal = 0
    for _, incoming, found in entries:
        before = saved(incoming.key)
        record = incoming
        if isinstance(record, CheckIn):
            record = with_ids(record, before if isinstance(before, CheckIn) else None)
        if before is None:
            new.append(record)
        elif same(before, record):
            equal += 1
        else:
            replaced.append(record)
        conflicts += [conflict for conflict in found if conflict not in known]
    return ImportPlan(tuple(new), tuple(replaced), equal, tuple(conflicts))


def differing_fields(one: Record, other: Record) -> list[str]:
    """Return the names of the fields in which `one` and `other` differ."""
    first, second = encode(one), encode(other)
    return [name for name in {**first, **second} if first.get(name) != second.get(name)]
