"""Read when the user worked in a git repository, for hints, from its reflog, `.git/logs/HEAD`. It has a line for each
commit, checkout, merge, pull and so on in this clone."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import suppress
from datetime import UTC, datetime, timedelta, timezone
from typing import Final

from cmcheckin.domain.fields import EARLIEST, LATEST
from cmcheckin.interchange.parsing import Refusal
from cmcheckin.interchange.readers.hint_items import HintItem, Scope
from cmcheckin.interchange.readers.items import Event
from cmcheckin.interchange.readers.source import SourceFile
from cmcheckin.wording import hints as words

LONGEST: Final = 1000
"""The limit in characters for the part of a line that is read."""
_HASH: Final = "(?:[0-9a-f]{40}|[0-9a-f]{64})"
_LINE: Final = re.compile(
    rf"{_HASH} {_HASH} [^<>\n]*<([^<>\n]*)> (-?[0-9]{{1,12}}) ([+-])([0-9]{{2}})([0-9]{{2}})(?:\t|$)"
)


def matches(file: SourceFile) -> bool:
    """Return whether `file` is a reflog."""
    return _LINE.match(file.head.partition("\n")[0].rstrip("\r")[:LONGEST]) is not None


def read(file: SourceFile, scope: Scope) -> Iterator[HintItem]:
    """Yield an event for each line, with the e-mail address as the person."""
    for number, line in enumerate(file.text.split("\n"), 1):
        if line.strip():
            yield _event(number, line[:LONGEST].rstrip("\r")) or Refusal(number, words.NO_TIME)


def _event(number: int, line: str) -> Event | None:
    found = _LINE.match(line)
    if found is None:
        return None
    offset = timedelta(hours=int(found[4]), minutes=int(found[5]))
    with suppress(ValueError, OverflowError, OSError):
        at = datetime.fromtimestamp(int(found[2]), UTC).astimezone(timezone(offset if found[3] == "+" else -offset))
        if EARLIEST < at.date() < LATEST:
            return Event(number, at, found[1].lower())
    return None
