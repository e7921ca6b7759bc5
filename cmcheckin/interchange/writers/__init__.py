"""Export and import records. Each export format has a module here and an entry in FORMATS."""

from __future__ import annotations

import importlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Final, NamedTuple

from cmcheckin.domain.records import Record
from cmcheckin.interchange.writers.export_options import ExportOptions
from cmcheckin.wording.imports import FORMAT_HELP

Write = Callable[[Sequence[Record], ExportOptions], Iterator[str]]
"""Yields the text of records, which are already sorted, in pieces."""


class Format(NamedTuple):
    """An export format: its name, the module whose `write` makes it, and its file extension.

    `importable`: whether `import` reads it. `is_table`: whether it is a table, with a dialect and a dictionary.
    `by_day`: whether it needs the records of all days, since a day's figures depend on earlier ones. `is_folder`:
    whether it has a file for each day, whose names and texts the module's `files` yields.
    """

    name: str
    module: str
    extension: str
    importable: bool = False
    is_table: bool = False
    by_day: bool = False
    is_folder: bool = False

    @property
    def help(self) -> str:
        """What the format is for, as a phrase."""
        return FORMAT_HELP[self.name]

    def write(self, records: Iterable[Record], options: ExportOptions) -> Iterator[str]:
        """Yield the text of `records`, sorted by type and key, in pieces."""
        make: Write = importlib.import_module(self.module).write
        return make(_ordered(records), options)

    def files(self, records: Iterable[Record], options: ExportOptions) -> Iterator[tuple[str, str]]:
        """Yield the name and the text of each file, if `is_folder`."""
        made: Iterator[tuple[str, str]] = importlib.import_module(self.module).files(_ordered(records), options)
        return made

    def dictionary(self, records: Iterable[Record], options: ExportOptions) -> Iterator[str]:
        """Yield a table that explains the columns of this one, if `is_table`."""
        module = importlib.import_module(self.module)
        from cmcheckin.interchange.writers.record_table import table
        from cmcheckin.wording.data_dictionary import described

        columns = module.columns(_ordered(records), options)
        return table(*described(columns, module.MEANINGS, options.metrics, options.questions), options.dialect)


FORMATS: Final = (
    Format("jsonl", "cmcheckin.interchange.writers.jsonl", "jsonl", importable=True),
    Format("json", "cmcheckin.interchange.writers.json_array", "json", importable=True),
    Format("csv", "cmcheckin.interchange.writers.record_table", "csv", importable=True, is_table=True),
    Format("days", "cmcheckin.interchange.writers.day_table", "csv", is_table=True, by_day=True),
    Format("md", "cmcheckin.interchange.writers.markdown", "md"),
    Format("obsidian", "cmcheckin.interchange.writers.obsidian", "md", by_day=True, is_folder=True),
    Format("ics", "cmcheckin.interchange.calendar_file", "ics", by_day=True),
)


def format_named(name: str) -> Format:
    """Return the format called `name`. Raises KeyError."""
    return {form.name: form for form in FORMATS}[name]


def _ordered(records: Iterable[Record]) -> list[Record]:
    return sorted(records, key=lambda record: record.key)
