"""Watson: `watson log --json`, `watson log --csv`, and its own file `frames`.

A frame of the own file is a list: start and stop in Unix seconds, project, id, tags, time of the last change. Before
version 1.3 it had no tags. The CSV has local times.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import Any, Final

from cmcheckin.interchange.importing.questions import Answers
from cmcheckin.interchange.parsing import Refusal
from cmcheckin.interchange.readers.items import Item, LeftOut
from cmcheckin.interchange.readers.source import BrokenRowError, SourceFile
from cmcheckin.interchange.readers.time_entries import checked_span, unix_time, unreadable
from cmcheckin.wording import foreign_files as words

OWN_FILES: Final = ("config", "last_sync", "state")
COLUMNS: Final = frozenset({"id", "start", "stop", "project", "tags"})
"""The members of an entry in JSON, and the columns of the CSV."""
_RUNNING: Final = "current"
"""The id of the running timer, with `watson log --current`."""


def matches(file: SourceFile) -> bool:
    """Return whether `file` is from Watson."""
    if file.columns:
        return set(file.columns) == COLUMNS
    first = file.first_item
    if isinstance(first, dict):
        return COLUMNS >= first.keys() >= COLUMNS - {"tags"}
    return _is_frame(first)


def read(file: SourceFile, answers: Answers) -> Iterator[Item]:
    """Yield the time entries of `file`. Nothing depends on `answers`."""
    if not file.columns:
        yield from (_item(line, item) for line, item in file.items())
        return
    try:
        for line, cells, _ in file.rows():
            yield _entry(line, cells | {"tags": cells.get("tags", "").split(",")})
    except BrokenRowError as error:
        yield Refusal(error.line, words.BROKEN_TABLE.format(reason=error))


def _item(line: int, item: Any) -> Item:
    if isinstance(item, Refusal):
        return item
    if isinstance(item, dict):
        return _entry(line, item)
    if not _is_frame(item):
        return Refusal(line, words.NOT_AN_ENTRY)
    return _entry(line, {"start": item[0], "stop": item[1], "project": item[2], "tags": item[4]})


def _is_frame(item: Any) -> bool:
    """Return whether `item` is a frame of Watson's own file."""
    if not isinstance(item, list) or len(item) not in (5, 6) or not all(isinstance(text, str) for text in item[2:4]):
        return False
    return all(isinstance(at, int | float | None) for at in item[:2]) and isinstance(item[4], list | int | float | None)


def _entry(line: int, raw: dict[str, Any]) -> Item:
    start, stop, tags = _moment(raw.get("start")), _moment(raw.get("stop")), raw.get("tags")
    if start is None:
        return unreadable(line, words.NO_START, raw.get("start"))
    if raw.get("id") == _RUNNING or raw.get("stop") in (None, ""):
        return LeftOut(line, words.STILL_RUNNING)
    if stop is None:
        return unreadable(line, words.NO_END, raw["stop"])
    return checked_span(line, start, stop, (raw.get("project"), *(tags if isinstance(tags, list | tuple) else ())))


def _moment(value: object) -> datetime | None:
    """Return the time `value`, in Unix seconds or ISO 8601, which is local without an offset."""
    if not isinstance(value, str):
        return unix_time(value)
    try:
        return datetime.fromisoformat(value.strip()) if len(value) <= 40 else None
    except ValueError:
        return None
