"""Write records as one JSON array, with one record on each line, so that two exports can be compared."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from cmcheckin.domain.records import Record
from cmcheckin.interchange.writers.export_options import ExportOptions
from cmcheckin.interchange.writers.jsonl import line


def write(records: Iterable[Record], options: ExportOptions) -> Iterator[str]:
    """Yield a JSON array of `records`, with their open conflicts, in pieces."""
    opening = "[\n"
    for record in records:
        yield opening + line(record, options.conflicts.get(record.key, ()))
        opening = ",\n"
    yield "[]\n" if opening == "[\n" else "\n]\n"
