"""Timewarrior: `timew export`, and the months in its own folder, such as `data/2026-03.data`.

A line of such a month: `inc 20260309T080000Z - 20260309T120000Z # community "two words" # "an annotation"`. Annotations
aren't read. OWN_FILES have other shapes.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Any, Final

from cmcheckin.interchange.importing.questions import Answers
from cmcheckin.interchange.parsing import Refusal
from cmcheckin.interchange.readers.items import Item, LeftOut
from cmcheckin.interchange.readers.source import SourceFile
from cmcheckin.interchange.readers.time_entries import checked_span, unreadable
from cmcheckin.wording import foreign_files as words

OWN_FILES: Final = ("tags.data", "undo.data", "backlog.data", "timewarrior.cfg")
_MEMBERS: Final = frozenset({"id", "start", "end", "tags", "annotation"})
_STAMP: Final = r"[0-9]{8}T[0-9]{6}Z"
_FIRST_LINE: Final = re.compile(rf"\s*inc {_STAMP}(?: - | #|\s*\n|\s*\Z)")
_LINE: Final = re.compile(r"inc (?P<start>\S+)(?: - (?P<end>\S+))?(?: #(?P<tags>.*))?")
_TOKEN: Final = re.compile(r'"((?:[^"\\]|\\.)*)"|(\S+)')


def matches(file: SourceFile) -> bool:
    """Return whether `file` is from Timewarrior."""
    if _FIRST_LINE.match(file.head):
        return True
    first = file.first_item
    return (
        isinstance(first, dict)
        and first.keys() <= _MEMBERS
        and isinstance(first.get("start"), str)
        and re.fullmatch(_STAMP, first["start"]) is not None
    )


def read(file: SourceFile, answers: Answers) -> Iterator[Item]:
    """Yield the intervals of `file`. Nothing depends on `answers`."""
    if file.head.lstrip().startswith("["):
        for line, item in file.items():
            yield item if isinstance(item, Refusal) else _of_json(line, item)
        return
    for line, text in enumerate(io.StringIO(file.text), 1):
        if text.strip():
            found = _LINE.fullmatch(text.strip())
            if found:
                yield _interval(line, found["start"], found["end"], _tags(found["tags"] or ""))
            else:
                yield Refusal(line, words.NOT_AN_ENTRY)


def _of_json(line: int, item: Any) -> Item:
    if not isinstance(item, dict):
        return Refusal(line, words.NOT_AN_ENTRY)
    tags = item.get("tags")
    return _interval(line, item.get("start"), item.get("end"), tags if isinstance(tags, list) else ())


def _tags(text: str) -> list[str]:
    """Return the tags in `text`, up to the sign before an annotation. Tags with spaces are in quotes."""
    tags = []
    for quoted, plain in _TOKEN.findall(text):
        if plain == "#":
            break
        tags.append(plain or quoted.replace('\\"', '"'))
    return tags


def _interval(line: int, start: object, end: object, tags: Sequence[object]) -> Item:
    begun, ended = _moment(start), _moment(end)
    if begun is None:
        return unreadable(line, words.NO_START, start)
    if end is None:
        return LeftOut(line, words.STILL_RUNNING)
    if ended is None:
        return unreadable(line, words.NO_END, end)
    return checked_span(line, begun, ended, tags)


def _moment(value: object) -> datetime | None:
    if isinstance(value, str) and re.fullmatch(_STAMP, value):
        try:
            return datetime.fromisoformat(value)
        except ValueError:
            pass
    return None
