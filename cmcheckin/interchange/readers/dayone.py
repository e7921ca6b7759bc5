"""Day One: the JSON of its export, a file for each journal.

`creationDate` is a time in UTC. Its day is that in the time zone where the entry was written, if the file has it. The
text is Markdown; pictures are left out, and if there is only `richText`, its text is read without formatting.
"""

from __future__ import annotations

import json
import re
import zoneinfo
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from functools import partial
from itertools import islice
from typing import Any, Final

from cmcheckin.domain import fields as f
from cmcheckin.domain.text import NOTE
from cmcheckin.interchange.importing.questions import Answers
from cmcheckin.interchange.parsing import Refusal
from cmcheckin.interchange.readers.dates import read_when
from cmcheckin.interchange.readers.diary_text import note_text, tag_names, without
from cmcheckin.interchange.readers.items import Entry, Item, LeftOut, When
from cmcheckin.interchange.readers.source import SourceFile
from cmcheckin.interchange.readers.tables import read_items
from cmcheckin.wording import foreign_files as words

ENTRIES: Final = "entries"
_FIRST: Final = 20
"""How many entries are examined to recognise a file: the first ones may be damaged."""
_MEDIA: Final = re.compile(r"!\[[^\[\]\n]{0,200}\]\(dayone-moment:[^()\s]{0,200}\)")
_ESCAPED: Final = re.compile(r"\\([!-/:-@\[-`{-~])")


def matches(file: SourceFile) -> bool:
    """Return whether `file` is a journal that Day One exported as JSON."""
    if not file.head.lstrip().startswith("{"):
        return False
    first = [item for _, item in islice(file.items(ENTRIES), _FIRST)]
    if first:
        return any(isinstance(item, dict) and "creationDate" in item for item in first)
    return isinstance(file.json, dict) and file.json.keys() == {"metadata", ENTRIES} and file.json[ENTRIES] == []


def read(file: SourceFile, answers: Answers) -> Iterator[Item]:
    """Yield the entries of `file`. Nothing depends on `answers`."""
    for line, item in file.items(ENTRIES):
        yield from read_items(line, partial(_items, line, item))


def _items(line: int, raw: Any) -> Iterator[Item]:
    if isinstance(raw, Refusal):
        yield raw
        return
    if not isinstance(raw, dict):
        raise ValueError(words.NOT_A_NOTE)
    when, text = _when(raw), _text(raw)
    tags = tag_names(raw.get("tags"), is_starred=raw.get("starred"))
    yield Entry(line, when, tags=tags, text=text) if text else LeftOut(line, words.NO_TEXT)


def _when(raw: Mapping[str, Any]) -> When:
    """Return when an entry was written, in its own time zone. Raises ValueError if it has no time that can be read."""
    written = f.line("creationDate", raw.get("creationDate"))
    if not written:
        raise ValueError(words.NO_DATE)
    when = read_when(written)
    if not isinstance(when, datetime):
        return when
    if zone := _zone(raw):
        when = (when if when.tzinfo else when.replace(tzinfo=UTC)).astimezone(zone)
    if not f.EARLIEST <= when.date() <= f.LATEST:
        raise ValueError(words.OUT_OF_RANGE.format(text=when.date().isoformat()))
    return when.date() if zone and raw.get("isAllDay") is True else when


def _zone(raw: Mapping[str, Any]) -> zoneinfo.ZoneInfo | None:
    """Return the time zone of an entry, or else of its place; None if there is none that this system knows."""
    place = raw.get("location")
    names = (raw.get("timeZone"), place.get("timeZoneName") if isinstance(place, dict) else None)
    for name in names:
        if isinstance(name, str):
            try:
                return zoneinfo.ZoneInfo(name)
            except (zoneinfo.ZoneInfoNotFoundError, ValueError, OSError):
                continue
    return None


def _text(raw: Mapping[str, Any]) -> str:
    text = f.prose("text", raw.get("text"), NOTE)
    if text is None:
        return note_text(_plain(raw.get("richText")))
    return note_text(_ESCAPED.sub(r"\1", without(_MEDIA, text)))


def _plain(rich: Any) -> str:
    """Return the text of `rich`, which is JSON inside a text. Raises ValueError if it can't be read."""
    if not rich:
        return ""
    try:
        parts = [part.get("text", "") for part in json.loads(rich)["contents"]]
        return "".join(parts)
    except (ValueError, TypeError, LookupError, AttributeError, RecursionError):
        raise ValueError(words.RICH_TEXT) from None
