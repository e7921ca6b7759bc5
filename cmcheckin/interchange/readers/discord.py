"""Read when the user posted, for hints, from a Discord data package: `messages/c*/messages.json`, or `.csv` in packages
from before 2024. A package has only one person's messages. Their times are in UTC."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from cmcheckin.interchange.parsing import Refusal
from cmcheckin.interchange.readers.hint_items import HintItem, Scope, row_events, time_of
from cmcheckin.interchange.readers.items import Event
from cmcheckin.interchange.readers.source import SourceFile
from cmcheckin.wording import hints as words

_COLUMNS: Final = ("ID", "Timestamp", "Contents")


def matches(file: SourceFile) -> bool:
    """Return whether `file` has the user's messages in a channel."""
    first = file.first_item
    return file.columns[:3] == _COLUMNS or (isinstance(first, dict) and first.keys() >= {*_COLUMNS})


def read(file: SourceFile, scope: Scope) -> Iterator[HintItem]:
    """Yield an event for each message."""
    for line, entry in file.items():
        at = time_of(entry.get("Timestamp")) if isinstance(entry, dict) else None
        problem = entry if isinstance(entry, Refusal) else Refusal(line, words.NOT_A_MESSAGE)
        yield Event(line, at) if at else problem
    if file.columns:
        yield from row_events(file, "Timestamp")
