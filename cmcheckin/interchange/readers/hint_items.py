"""What the readers for hints need to know, and what they yield besides import items."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime
from typing import NamedTuple, TypeAlias

from cmcheckin.domain.fields import EARLIEST, LATEST
from cmcheckin.interchange.parsing import Refusal
from cmcheckin.interchange.readers.items import Event, Item
from cmcheckin.interchange.readers.source import BrokenRowError, SourceFile
from cmcheckin.wording import foreign_files
from cmcheckin.wording import hints as words


def never() -> bool:
    """Return False: there is always time left."""
    return False


class Scope(NamedTuple):
    """The days asked for, from `first` to `last`. `me`: the user's own names, ids and e-mail addresses, in lower case.
    `is_over` returns whether the time for reading is up."""

    first: date
    last: date
    me: frozenset[str] = frozenset()
    is_over: Callable[[], bool] = never


class DayOff(NamedTuple):
    """A day that an all-day event marks as leave."""

    line: int
    day: date


HintItem: TypeAlias = Item | DayOff


def time_of(text: object) -> datetime | None:
    """Return the time in `text`, in ISO 8601, such as `2026-11-20T09:12:33.120+01:00` or `2026-11-20 08:12:33 UTC`. It
    is in UTC if it has no offset. None if `text` isn't a time."""
    if not isinstance(text, str) or not 16 <= len(text) <= 40:
        return None
    try:
        found = datetime.fromisoformat(text.strip().removesuffix(" UTC"))
        at = found if found.tzinfo else found.replace(tzinfo=UTC)
        return at if EARLIEST < at.date() < LATEST else None
    except ValueError:
        return None


def row_events(file: SourceFile, column: str) -> Iterator[Event | Refusal]:
    """Yield an event for each row of the table `file`, at the time in `column`, or a Refusal if it has none. If
    quotation marks are wrong, a Refusal ends the events."""
    try:
        for row in file.rows():
            at = time_of(row.cells.get(column))
            yield Event(row.line, at) if at else Refusal(row.line, words.NO_TIME)
    except BrokenRowError as error:
        yield Refusal(error.line, foreign_files.BROKEN_TABLE.format(reason=error))
