"""Write records in the interchange format of the product contract: JSON Lines in UTF-8, one record on each line."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from types import MappingProxyType
from typing import Final, TypeAlias

from cmcheckin.domain.conflicts import FieldConflict, encode_with_conflicts
from cmcheckin.domain.fields import Key
from cmcheckin.domain.records import Record
from cmcheckin.domain.text import to_json

Conflicts: TypeAlias = Mapping[Key, Sequence[FieldConflict]]
"""The open conflicts by the key of their record."""
NO_CONFLICTS: Final[Conflicts] = MappingProxyType({})


def line(record: Record, conflicts: Iterable[FieldConflict] = ()) -> str:
    """Return `record` with its open `conflicts` as one line of JSON, without its newline."""
    return to_json(encode_with_conflicts(record, conflicts), separators=(",", ":"))


def write(records: Iterable[Record], conflicts: Conflicts = NO_CONFLICTS) -> Iterator[str]:
    """Yield a line for each record, with its open `conflicts`."""
    return (line(record, conflicts.get(record.key, ())) + "\n" for record in records)
