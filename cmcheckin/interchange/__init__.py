"""Records in and out. A format is one file beside this one, and one line in FORMATS."""

from __future__ import annotations

import importlib
from collections.abc import Callable, Iterable, Iterator
from typing import Final, NamedTuple

from cmcheckin.domain.records import Record

Write = Callable[[Iterable[Record]], Iterator[str]]
"""Turns records, already in order, into pieces of text."""


class Format(NamedTuple):
    """A format records can be written in: its name, what it is for, and the module whose `write` makes it."""

    name: str
    help: str
    module: str

    def write(self, records: Iterable[Record]) -> Iterator[str]:
        """The records as pieces of text, by type and then key."""
        make: Write = importlib.import_module(self.module).write
        return make(sorted(records, key=lambda record: record.key))


FORMATS: Final = (
    Format("jsonl", "one record a line, everything that is kept; import reads it", "cmcheckin.interchange.jsonl"),
    Format("json", "the same as one JSON array; import reads it too", "cmcheckin.interchange.json_array"),
    Format("csv", "a row a record, win and update, for a spreadsheet", "cmcheckin.interchange.csv_rows"),
    Format("md", "a diary to read", "cmcheckin.interchange.markdown"),
)


def format_named(name: str) -> Format:
    """The format of that name. Raises KeyError."""
    return {form.name: form for form in FORMATS}[name]
