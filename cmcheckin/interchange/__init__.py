"""Export and import records. Each format has a module here and an entry in FORMATS."""

from __future__ import annotations

import importlib
from collections.abc import Callable, Iterable, Iterator
from typing import Final, NamedTuple

from cmcheckin.domain.records import Record
from cmcheckin.wording.imports import FORMAT_HELP

Write = Callable[[Iterable[Record]], Iterator[str]]
"""Yields the text of records, which are already sorted, in pieces."""


class Format(NamedTuple):
    """An export format: its name, and the module whose `write` makes it."""

    name: str
    module: str

    @property
    def help(self) -> str:
        """What the format is for, as a phrase."""
        return FORMAT_HELP[self.name]

    def write(self, records: Iterable[Record]) -> Iterator[str]:
        """Yield the text of `records`, sorted by type and key, in pieces."""
        make: Write = importlib.import_module(self.module).write
        return make(sorted(records, key=lambda record: record.key))


FORMATS: Final = (
    Format("jsonl", "cmcheckin.interchange.jsonl"),
    Format("json", "cmcheckin.interchange.json_array"),
    Format("csv", "cmcheckin.interchange.csv_rows"),
    Format("md", "cmcheckin.interchange.markdown"),
)


def format_named(name: str) -> Format:
    """Return the format called `name`. Raises KeyError."""
    return {form.name: form for form in FORMATS}[name]
