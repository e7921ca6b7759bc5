"""Write records as one JSON array, with one record on each line, so that two exports can be compared."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from cmcheckin.domain.records import Record
from cmcheckin.interchange.jsonl import line


def write(records: Iterable[Record]) -> Iterator[str]:
    """Yield a JSON array of `records` in pieces."""
    opening = "[\n"
    for record in records:
        yield opening + line(record)
        opening = ",\n"
    yield "[]\n" if opening == "[\n" else "\n]\n"
