"""The interchange format: JSON Lines in UTF-8, one record a line, as the contract spells it."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator

from cmcheckin.domain.records import Record, encode


def line(record: Record) -> str:
    """The record as one line, without its newline. Text stands as it is stored, not escaped."""
    return json.dumps(encode(record), ensure_ascii=False, separators=(",", ":"), allow_nan=False)


def write(records: Iterable[Record]) -> Iterator[str]:
    """A line a record."""
    return (line(record) + "\n" for record in records)
