"""Read when commits were made, for hints, from one of these:

- `git log --format='%aI %ae'`: a line for each commit, with its time and the e-mail address of its author
- `git log`: the usual output, including with --date=iso, iso-strict or rfc, and --format=fuller
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import datetime
from typing import Final

from cmcheckin.domain.dates import month_named
from cmcheckin.interchange.parsing import Refusal
from cmcheckin.interchange.readers.hint_items import HintItem, Scope, time_of
from cmcheckin.interchange.readers.items import Event
from cmcheckin.interchange.readers.source import SourceFile
from cmcheckin.wording import hints as words

LONGEST: Final = 1000
"""The limit in characters for the part of a line that is read."""
_HASH: Final = "(?:[0-9a-f]{40}|[0-9a-f]{64})"
_COMMIT: Final = re.compile(rf"commit {_HASH}\b")
_AUTHOR: Final = re.compile(r"Author: [^<>]*<([^<>]*)>")
_DATE: Final = re.compile(r"(?:Author)?Date: +(.+)")
_USUAL: Final = re.compile(r"[A-Z][a-z]{2} ([A-Z][a-z]{2}) ([0-9]{1,2}) ([0-9:]{8}) ([0-9]{4}) ([+-][0-9]{4})")
_MAIL: Final = re.compile(r"[A-Z][a-z]{2}, ([0-9]{1,2}) ([A-Z][a-z]{2}) ([0-9]{4}) ([0-9:]{8}) ([+-][0-9]{4})")
_SHORT: Final = re.compile(r"([0-9]\S{15,39}) (\S+@\S+)")


def matches(file: SourceFile) -> bool:
    """Return whether `file` is the output of `git log`."""
    first = file.head.lstrip().partition("\n")[0].rstrip("\r")[:LONGEST]
    if _COMMIT.match(first):
        return "\nAuthor:" in file.head
    short = _SHORT.fullmatch(first)
    return short is not None and time_of(short[1]) is not None


def read(file: SourceFile, scope: Scope) -> Iterator[HintItem]:
    """Yield an event for each commit, with the e-mail address of its author as the person."""
    is_log = _COMMIT.match(file.head.lstrip()) is not None
    person = ""
    for number, whole in enumerate(file.text.split("\n"), 1):
        line = whole[:LONGEST].rstrip("\r")
        if is_log:
            if author := _AUTHOR.match(line):
                person = author[1]
            elif dated := _DATE.match(line):
                at = _log_time(dated[1])
                yield Event(number, at, person.lower()) if at else Refusal(number, words.NO_TIME)
        elif line.strip():
            yield _short_event(number, line) or Refusal(number, words.NO_TIME)


def _short_event(number: int, line: str) -> Event | None:
    found = _SHORT.fullmatch(line.strip())
    at = time_of(found[1]) if found else None
    return Event(number, at, found[2].lower()) if found and at else None


def _log_time(text: str) -> datetime | None:
    """Return the time in a form such as `Fri Nov 20 09:12:33 2026 +0100`, ISO 8601 or RFC 2822."""
    plain = " ".join(text.split())[:60]
    if at := time_of(re.sub(r" ([+-][0-9]{2}):?([0-9]{2})$", r"\1:\2", plain)):
        return at
    if found := _USUAL.fullmatch(plain):
        month, day, clock, year, offset = found.groups()
    elif found := _MAIL.fullmatch(plain):
        day, month, year, clock, offset = found.groups()
    else:
        return None
    number = month_named(month.lower())
    return time_of(f"{year}-{number:02d}-{int(day):02d}T{clock}{offset[:3]}:{offset[3:]}") if number else None
