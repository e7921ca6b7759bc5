"""A file from outside, with the views of it that readers share."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator
from functools import cached_property
from typing import Any, Final, NamedTuple

from cmcheckin.domain.text import clean
from cmcheckin.interchange.parsing import InvalidJSONError, Refusal, array_items, list_member

HEAD: Final = 8192
"""How many characters at the start of a file are examined to recognise it."""
MAX_NAME: Final = 200
"""The limit in characters for the name of a file in messages."""
SEPARATORS: Final = (",", ";", "\t", "|")
csv.field_size_limit(16 * 1024 * 1024)  # a note may have more than the 128 KB that csv allows by default


class Row(NamedTuple):
    """A row of a table: the line it begins on, counted from 1, its cells by column, and how many cells it has.

    Cells beyond the last column aren't in `cells`, but count in `width`.
    """

    line: int
    cells: dict[str, str]
    width: int


class BrokenRowError(csv.Error):
    """A row that can't be read, as its quotes don't match. `line` is the line it begins on, counted from 1."""

    def __init__(self, line: int, reason: str) -> None:
        super().__init__(reason)
        self.line = line


def shown_name(path: str) -> str:
    """Return `path` for messages: cleaned, without bytes that aren't UTF-8, and only the end of a long one."""
    name = clean(path.encode("utf-8", "replace").decode())
    return name if len(name) <= MAX_NAME else "…" + name[1 - MAX_NAME :]


class SourceFile:
    """A file from outside: its `name` for messages, and its `text`, in which lines that end with a carriage return
    alone end with a line feed."""

    def __init__(self, name: str, text: str) -> None:
        self.name = name
        text = text.removeprefix("\ufeff")
        self.text = text if "\n" in text else text.replace("\r", "\n")

    @cached_property
    def head(self) -> str:
        """The first HEAD characters."""
        return self.text[:HEAD]

    @cached_property
    def json(self) -> Any:
        """The value of a JSON document; None if the file isn't one."""
        if not self.head.lstrip().startswith(("{", "[")):
            return None
        try:
            return json.loads(self.text)
        except (ValueError, RecursionError):
            return None

    def items(self, member: str = "") -> Iterator[tuple[int, Any]]:
        """Yield the items of a JSON array, or of the list `member` of a JSON object, each with the line it begins on;
        none if the file isn't one.

        Where the JSON is invalid, yields a Refusal instead of the item, as the last one.
        """
        is_array = not member and self.head.lstrip().startswith("[")
        start = list_member(self.text, member) if member else 0
        if is_array or (member and start is not None):
            for line, item in array_items(self.text, start or 0):
                yield line, Refusal(line, str(item)) if isinstance(item, InvalidJSONError) else item

    @cached_property
    def first_item(self) -> Any:
        """The first item of a JSON array, even if the rest of it is invalid; None if there is none."""
        return next((item for _, item in self.items()), None)

    @cached_property
    def separator(self) -> str:
        """The separator of a table: the one that splits the first line into the most cells."""
        first = self.head.partition("\n")[0].strip("\r")
        try:
            return max(SEPARATORS, key=lambda sign: len(next(csv.reader([first], delimiter=sign), [])))
        except csv.Error:  # not a table
            return SEPARATORS[0]

    @cached_property
    def columns(self) -> tuple[str, ...]:
        """The column names in the first row of a table, without spaces around them; empty for JSON and the like."""
        first = self.head.partition("\n")[0].strip("\r")
        if first.lstrip().startswith(("{", "[")):
            return ()
        try:
            return tuple(name.strip() for name in next(csv.reader([first], delimiter=self.separator), []))
        except csv.Error:
            return ()

    def rows(self) -> Iterator[Row]:
        """Yield the rows below the header, without empty ones. Raises BrokenRowError, a csv.Error, at a row that can't
        be read, such as one without a closing quote."""
        lines = csv.reader(io.StringIO(self.text, newline=""), delimiter=self.separator, strict=True)
        line = 1
        try:
            next(lines, None)
            line = lines.line_num + 1
            for cells in lines:
                if any(cells):
                    yield Row(line, dict(zip(self.columns, cells, strict=False)), len(cells))
                line = lines.line_num + 1
        except csv.Error as error:
            raise BrokenRowError(line, str(error)) from None
