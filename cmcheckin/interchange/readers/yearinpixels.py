"""Read the JSON export of Year in Pixels: an object for each day, in three shapes, depending on the version.

The newest has `scores`, several a day. Before that, it had `entries` with a `value` each. The first had one `mood`.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from functools import partial
from typing import Any, Final

from cmcheckin.domain.text import clean, shorten
from cmcheckin.interchange.importing.questions import Answers
from cmcheckin.interchange.parsing import Refusal
from cmcheckin.interchange.readers.dates import read_day
from cmcheckin.interchange.readers.items import Entry, Item, LeftOut
from cmcheckin.interchange.readers.source import SourceFile
from cmcheckin.interchange.readers.tables import read_items
from cmcheckin.interchange.readers.texts import plain_text
from cmcheckin.wording import foreign_files as words

_FEELINGS: Final = ("emotions", "feelings")
_MOOD: Final = "mood"
HIGHLIGHT: Final = "highlight"
"""The tag for a day that the user highlighted."""


def matches(file: SourceFile) -> bool:
    """Return whether `file` is an export of Year in Pixels, of any version."""
    day = file.first_item
    if not isinstance(day, dict) or not isinstance(day.get("date"), str):
        return False
    if isinstance(day.get("entries"), list):
        kinds = [isinstance(entry, dict) and {"type", "value"} <= entry.keys() for entry in day["entries"]]
        return bool(kinds) and all(kinds)
    is_scored = isinstance(day.get("scores"), list) and {"type", "tags", "notes"} <= day.keys()
    return is_scored or {"mood", "emotions", "notes"} <= day.keys()


def read(file: SourceFile, answers: Answers) -> Iterator[Item]:
    """Yield an Entry for each mood of each day of `file`. Asks nothing."""
    for line, day in file.items():
        if isinstance(day, Refusal):
            yield day
        else:
            yield from read_items(line, partial(_items, line, day))


def _items(line: int, day: Any) -> Iterator[Entry | LeftOut]:
    """Yield the moods of `day`, an object with any content. Raises ValueError with the reason."""
    if not isinstance(day, dict):
        raise ValueError(words.NOT_AN_OBJECT)
    when = read_day(day["date"] if isinstance(day.get("date"), str) else _shown(day.get("date")))
    entries = day["entries"] if isinstance(day.get("entries"), list) else [day]
    for entry in entries:
        if not isinstance(entry, dict):
            raise ValueError(words.NOT_AN_OBJECT)
        kind = clean(_shown(entry.get("type", _MOOD)))
        if kind.casefold() == _MOOD:
            yield from _moods(line, when, entry)
        else:
            yield LeftOut(line, words.NOT_A_RATING.format(kind=shorten(kind, 20)))


def _moods(line: int, when: date, entry: dict[str, Any]) -> Iterator[Entry]:
    """Yield the first mood of `entry` with its notes and tags, then each further mood."""
    first, *further = _ratings(entry) or [""]
    tags = [(kind, word) for kind, group in _groups(entry) for word in group]
    feelings = [word for kind, word in tags if kind.casefold() in _FEELINGS]
    others = [word for kind, word in tags if kind.casefold() not in _FEELINGS]
    if entry.get("isHighlighted") is True:
        others.append(HIGHLIGHT)
    notes = entry.get("notes")
    yield Entry(
        line,
        when,
        mood=first,
        feelings=tuple(dict.fromkeys(feelings)),
        tags=tuple(dict.fromkeys(others)),
        text=plain_text(notes) if isinstance(notes, str) else "",
    )
    for rating in further:
        yield Entry(line, when, mood=rating)


def _ratings(entry: dict[str, Any]) -> list[str]:
    """Return the ratings of `entry`, from 1 to 5. Raises ValueError at another value."""
    name = next((name for name in ("scores", "value", "mood") if entry.get(name) is not None), "")
    values = entry.get(name)
    found = []
    for value in values if isinstance(values, list) else [] if values is None else [values]:
        if isinstance(value, bool) or not isinstance(value, int | float) or not 1 <= value <= 5:
            raise ValueError(words.NO_RATING.format(kind=_MOOD, value=_shown(value)))
        found.append(f"{value:g}")
    return found


def _groups(entry: dict[str, Any]) -> Iterator[tuple[str, list[str]]]:
    """Yield the kind and the words of each group of tags. Values of other shapes are skipped."""
    groups = [*_list(entry.get("tags")), {"type": "Emotions", "entries": entry.get("emotions")}]
    for group in groups:
        if isinstance(group, dict):
            yield _shown(group.get("type", "")), _texts(group.get("entries"))
        else:
            yield "", _texts([group])


def _list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else []


def _texts(value: Any) -> list[str]:
    return [word for item in _list(value) if isinstance(item, str) and (word := clean(item))]


def _shown(value: Any) -> str:
    """Return `value` for a message. A list, an object or a huge number becomes an ellipsis."""
    is_huge = isinstance(value, int) and abs(value) >= 10**15
    is_short = value is None or isinstance(value, str | float) or (isinstance(value, int) and not is_huge)
    return shorten(clean(str(value)[:200]), 20) if is_short else "…"
