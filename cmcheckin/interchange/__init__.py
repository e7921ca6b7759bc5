"""Export and import records. Each format has a module here and an entry in FORMATS."""

from __future__ import annotations

import importlib
from collections.abc import Callable, Iterable, Iterator
from typing import Final, NamedTuple

from cmcheckin.domain.conflicts import FieldConflict
from cmcheckin.domain.fields import Key
from cmcheckin.domain.records import Record
from cmcheckin.wording.imports import FORMAT_HELP

Write = Callable[..., Iterator[str]]
"""Yields the text of records, which are already sorted, in pieces. If the format can be imported again, a second
argument has the open conflicts by key."""


class Format(NamedTuple):
    """An export format: its name, and the module whose `write` makes it. `importable`: whether it can be imported."""

    name: str
    module: str
    importable: bool = False

    @property
    def help(self) -> str:
        """What the format is for, as a phrase."""
        return FORMAT_HELP[self.name]

    def write(self, records: Iterable[Record], conflicts: Iterable[FieldConflict] = ()) -> Iterator[str]:
        """Yield the text of `records`, sorted by type and key, in pieces.

        Their open `conflicts` are included if the format can be imported.
        """
        make: Write = importlib.import_module(self.module).write
        ordered = sorted(records, key=lambda record: record.key)
        if not self.importable:
            return make(ordered)
        by_key: dict[Key, list[FieldConflict]] = {}
        for conflict in conflicts:
            by_key.setdefault(conflict.key, []).append(conflict)
        return make(ordered, by_key)


FORMATS: Final = (
    Format("jsonl", "cmcheckin.interchange.jsonl", importable=True),
    Format("json", "cmcheckin.interchange.json_array", importable=True),
    Format("csv", "cmcheckin.interchange.csv_rows"),
    Format("md", "cmcheckin.interchange.markdown"),
)


def format_named(name: str) -> Format:
    """Return the format called `name`. Raises KeyError."""
    return {form.name: form for form in FORMATS}[name]
