"""Read the CSV export of How We Feel: a row for each check-in, with its feelings, tags, measurements and notes."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from contextlib import suppress
from typing import Any, Final

from cmcheckin.domain.fields import NOTHING
from cmcheckin.domain.text import clean
from cmcheckin.interchange.importing.questions import Answers
from cmcheckin.interchange.readers.dates import read_when
from cmcheckin.interchange.readers.items import Entry, Item, LeftOut
from cmcheckin.interchange.readers.source import Row, SourceFile
from cmcheckin.interchange.readers.tables import read_rows
from cmcheckin.interchange.readers.texts import number, plain_text, split_words
from cmcheckin.wording import foreign_files as words

_MOODS: Final = ("Mood", "Mood Keys", "Mood Key")
_TAGS: Final = ("People", "Places", "Events")
_NUMBERS: Final = (
    "Exercise", "Sleep", "Steps", "Meditation", "Temperature (F)", "Water (cups)", "Caffeine (mg)", "Alcoholic Drinks",
)  # fmt: skip
_EXTRA_COLUMNS: Final = ("Weather", "Menstrual")
_SEPARATOR: Final = ";"
_KEY: Final = re.compile(r"[a-z]+(?:_[a-z]+)+")


def matches(file: SourceFile) -> bool:
    """Return whether `file` is an export of How We Feel, of any version."""
    columns = set(file.columns)
    has_tags = any({f"Tags ({kind})", f"Tags Key ({kind})"} & columns for kind in _TAGS)
    return "Date" in columns and bool(columns & set(_MOODS)) and has_tags


def read(file: SourceFile, answers: Answers) -> Iterator[Item]:
    """Yield an Entry for each row of `file`. A row with several feelings gets another Entry for each further one, as
    each counts towards the day's mood. Asks nothing."""
    yield from read_rows(file, _entries)


def _entries(row: Row) -> Iterator[Entry | LeftOut]:
    when = read_when(row.cells.get("Date", ""))
    feelings = _words(row.cells, *_MOODS)
    amounts = {name: clean(row.cells.get(name, "")) for name in _NUMBERS}
    numbers = {name: amount for name, text in amounts.items() if (amount := number(text)) is not None}
    if not numbers.get("Sleep"):
        numbers.pop("Sleep", None)  # it's zero where the phone doesn't measure it
    unread = [f"{name}: {text}" for name, text in amounts.items() if text and number(text) is None]
    others = [f"{name}: {text}" for name in _EXTRA_COLUMNS if (text := clean(row.cells.get(name, "")))]
    found = Entry(
        row.line,
        when,
        mood=feelings[0] if feelings else "",
        feelings=tuple(feeling.lower() for feeling in feelings),
        tags=tuple(tag for kind in _TAGS for tag in _words(row.cells, f"Tags ({kind})", f"Tags Key ({kind})")),
        text=_text(row.cells),
        numbers=numbers,
        unmapped={"howwefeel_details": others + unread} if others or unread else NOTHING,
    )
    if not (feelings or found.tags or found.text or numbers or found.unmapped):
        yield LeftOut(row.line, words.EMPTY_ROW)
        return
    yield found
    for feeling in feelings[1:]:
        yield Entry(row.line, when, mood=feeling, feelings=(feeling.lower(),))


def _words(cells: Mapping[str, str], *columns: str) -> tuple[str, ...]:
    """Return the words in the first of `columns` that has any. A key such as `at_ease` becomes two words."""
    found = (split_words(cells.get(name, ""), _SEPARATOR) for name in columns)
    first = next(filter(None, found), ())
    return tuple(word.replace("_", " ") if _KEY.fullmatch(word) else word for word in first)


def _text(cells: Mapping[str, str]) -> str:
    """Return the note, then the reflections and takeaways, each below its name."""
    answers = {name: _answers(cells.get(name, "")) for name in ("Reflections", "Takeaways")}
    parts = (plain_text(cells.get("Notes", "")), *(f"{name}: {text}" for name, text in answers.items() if text))
    return "\n\n".join(part for part in parts if part)


def _answers(text: str) -> str:
    """Return the lines of `text`, which is plain, or a JSON list of texts or of objects with a `text`."""
    if text.strip().startswith("["):
        with suppress(ValueError, RecursionError):
            found: Any = json.loads(text)
            texts = [item.get("text") if isinstance(item, dict) else item for item in found]
            return "\n".join(plain_text(str(part)) for part in texts if isinstance(part, str) and part.strip())
    return plain_text(text)
