"""Read the properties at the top of a Markdown note: YAML between two lines of `---`, as far as notes need it.

A property is `name: value`, `name: [one, two]`, or a list with a line for each value. Anything deeper is ignored.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Final, NamedTuple

FENCE: Final = "---"
_MOST_LINES: Final = 300
_PROPERTY: Final = re.compile(r"([A-Za-z][\w -]{0,60}?)\s*:(?:\s+(.*))?")
_ITEM: Final = re.compile(r"\s*-\s+(.*)")
_LIST: Final = re.compile(r"\[(?!\[)(.*)\]")
_COMMENT: Final = re.compile(r"(?:^|\s)#(?:\s.*|$)")


class NoteProperty(NamedTuple):
    """The values of a property, none of them empty, and the line of its name, counted from 1."""

    line: int
    values: tuple[str, ...]


class FrontMatter(NamedTuple):
    """The properties of a note by name in lower case, and its `height`: how many lines they take with their fences."""

    properties: Mapping[str, NoteProperty]
    height: int


def front_matter(lines: Sequence[str]) -> FrontMatter:
    """Return the front matter of the note with these `lines`; of height 0 if there is none."""
    ends = (n for n, line in enumerate(lines[1:_MOST_LINES], 1) if line.rstrip() in (FENCE, "..."))
    if not lines or lines[0].rstrip() != FENCE or not (end := next(ends, 0)):
        return FrontMatter({}, 0)
    found: dict[str, list[str]] = {}
    starts: dict[str, int] = {}
    name = ""
    for number, line in enumerate(lines[1:end], 2):
        if item := _ITEM.fullmatch(line):
            found.setdefault(name, []).append(_value(item[1]))
        elif start := _PROPERTY.fullmatch(line.rstrip()):
            name = start[1].lower()
            starts[name] = number
            found[name] = _values(start[2] or "")
    named = {name: NoteProperty(line, tuple(filter(None, found[name]))) for name, line in starts.items()}
    return FrontMatter(named, end + 1)


def _values(text: str) -> list[str]:
    plain = text.strip()
    if found := _LIST.fullmatch(plain):
        return [_value(value) for value in found[1].split(",")]
    return [_value(plain)]


def _value(text: str) -> str:
    """Return the value `text` without quotes or a comment; empty for null."""
    text = text.strip()
    if len(text) > 1 and text[0] == text[-1] and text[0] in "'\"":
        return text[1:-1].strip()
    text = _COMMENT.sub("", text, count=1).strip()
    return "" if text in ("null", "~") else text
