"""What an import would change in what is kept. Nothing is written here."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from cmcheckin.domain.checkin import CheckIn
from cmcheckin.domain.fields import Key
from cmcheckin.domain.records import Record, encode, same
from cmcheckin.interchange.parsing import Entry, Refusal

Kept = Callable[[Key], Record | None]
"""The record kept under a key."""
WithIds = Callable[[CheckIn, CheckIn | None], CheckIn]
"""A check-in with ids for its wins, those of the kept one where they are the same."""


@dataclass(frozen=True)
class Plan:
    """The records that are new, those that would replace another, how many are kept already, and what stands against.

    With `conflicts` nothing may be changed.
    """

    new: tuple[Record, ...] = ()
    replaced: tuple[Record, ...] = ()
    equal: int = 0
    conflicts: tuple[Refusal, ...] = ()

    @property
    def records(self) -> tuple[Record, ...]:
        """All records to keep."""
        return (*self.new, *self.replaced)


def plan(entries: Iterable[Entry], kept: Kept, with_ids: WithIds, *, replace: bool = False) -> Plan:
    """Holds each record against the one kept under its key. One that differs is a conflict, unless `replace`."""
    new: list[Record] = []
    replaced: list[Record] = []
    conflicts: list[Refusal] = []
    equal = 0
    for line, incoming in entries:
        before = kept(incoming.key)
        record = incoming
        if isinstance(record, CheckIn):
            record = with_ids(record, before if isinstance(before, CheckIn) else None)
        if before is None:
            new.append(record)
        elif same(before, record):
            equal += 1
        elif replace:
            replaced.append(record)
        else:
            names = ", ".join(differing(before, record))
            conflicts.append(Refusal(line, f"{record.key} differs from the one that is kept in {names}"))
    return Plan(tuple(new), tuple(replaced), equal, tuple(conflicts))


def differing(one: Record, other: Record) -> list[str]:
    """The names of the fields in which two records differ."""
    first, second = encode(one), encode(other)
    return [name for name in {**first, **second} if first.get(name) != second.get(name)]
