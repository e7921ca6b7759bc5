"""Write records in the interchange format of the product contract: JSON Lines in UTF-8, one record on each line."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from cmcheckin.domain.conflicts import FieldConflict, encode_with_conflicts
from cmcheckin.domain.records import Record
from cmcheckin.domain.text import to_json
from cmcheckin.interchange.writers.export_options import ExportOptions


def line(record: Record, conflicts: Iterable[FieldConflict] = ()) -> str:
    """Return `record` with its open `conflicts` as one line of JSON, without its newline."""
    return to_json(encode_with_conflicts(record, conflicts), separators=(",", ":"))


def write(records: Iterable[Record], options: ExportOptions) -> Iterator[str]:
    """Yield a line for each record, with its open conflicts."""
    return (line(record, options.conflicts.get(record.key, ())) + "\n" for record in records)
