"""Write records in the interchange format of the product contract: JSON Lines in UTF-8, one record on each line."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from cmcheckin.domain.records import Record, encode
from cmcheckin.domain.text import to_json


def line(record: Record) -> str:
    """Return `record` as one line of JSON, without its newline."""
    return to_json(encode(record), separators=(",", ":"))


def write(records: Iterable[Record]) -> Iterator[str]:
    """Yield a line for each record."""
    return (line(record) + "\n" for record in records)
