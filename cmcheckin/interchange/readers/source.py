"""A file from outside, with the views of it that readers share."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Iterator
from functools import cached_property
from typing import Any, Final, NamedTuple

from cmcheckin.domain.text import clean
from cmcheckin.interchange.parsing import InvalidJSONError, Refusal, array_items, list_member

HEAD: Final = 8192
"""How many characters at the start of a file are examined to recognise it."""
MAX_NAME: Final = 200
"""The limit in characters for the name of a file in messages."""
PART: Final = 65_536
"""The usual limit in characters for a part of an array that is read from its end."""
_FIRST_ITEM: Final = re.compile(r"\s*\[[ \t]*(\r?\n(?:[ \t]+[\[{]|[\[{](?=.*[\]}],?\r?\n)))")
"""The start of an array whose items begin on lines of their own: indented, or each whole on its line."""
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
    alone end with a line feed. `newest_first`: whether the later parts of a JSON array are read before the earlier
    ones, as programs add new entries at the end."""

    def __init__(self, name: str, text: str, *, newest_first: bool = False) -> None:
        self.name, self._newest_first = name, newest_first
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

        Where the JSON is invalid, yields a Refusal instead of the item, as the last one of its part.
        """
        is_array = not member and self.head.lstrip().startswith("[")
        start = list_member(self.text, member) if member else 0
        if is_array and self._newest_first:
            for above, part in _parts_from_end(self.text):
                yield from _items(part, above=above)
        elif is_array or (member and start is not None):
            yield from _items(self.text, start or 0)

    @cached_property
    def first_item(self) -> Any:
        """The first item of a JSON array, even if the rest of it is invalid; None if there is none."""
        return next((item for _, item in _items(self.text)), None) if self.head.lstrip().startswith("[") else None

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


def _items(text: str, start: int = 0, above: int = 0) -> Iterator[tuple[int, Any]]:
    """Yield the items of the first JSON array in `text` after `start`, which has `above` lines above it."""
    for line, item in array_items(text, start):
        yield line + above, Refusal(line + above, str(item)) if isinstance(item, InvalidJSONError) else item


def _parts_from_end(text: str) -> Iterator[tuple[int, str]]:
    """Yield parts of the JSON array `text` as arrays of their own, the last one first, each with the number of lines
    above it.

    A part begins with a line that starts as the line of the first item does: strings can't contain line breaks, and
    what is nested is indented further. Without such lines, the only part is `text`.
    """
    found = _FIRST_ITEM.match(text)
    if found is None:
        yield 0, text
        return
    first, end, lead, above = found.start(1), len(text), found[1], text.count("\n")
    while end > first:
        start = text.find(lead, max(end - PART, first), end)
        start = start if start >= 0 else text.rfind(lead, first, end)
        part = text[start:end]
        above -= part.count("\n")
        yield above, "[" + (part if end == len(text) else part.rstrip().removesuffix(",") + "]")
        end = start
