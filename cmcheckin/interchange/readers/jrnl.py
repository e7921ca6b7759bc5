"""jrnl: its journal file, which is also what `jrnl --format text` writes, and the JSON of `jrnl --format json`.

    [2026-03-09 22:00] A title, with * at the end if it is starred *
    The body, with @tags.

The form of the date is the user's choice. Lines that begin with a bracket but no date belong to the body. Before
version 2, dates had no brackets. Such a file is recognised by the empty line between entries, which server logs don't
have. In what jrnl prints on the screen, lines of the body begin with `| `. The JSON file contains a whole journal or
one entry.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from itertools import islice
from typing import Any, Final, NamedTuple

from cmcheckin.domain import fields as f
from cmcheckin.domain.text import NOTE
from cmcheckin.interchange.importing.questions import DAY_FIRST, MONTH_FIRST, Answers
from cmcheckin.interchange.parsing import Refusal
from cmcheckin.interchange.readers.dates import date_order, read_when
from cmcheckin.interchange.readers.diary_text import STARRED, lines_of, note_text, tag_names, tags_in
from cmcheckin.interchange.readers.items import Entry, Item, LeftOut
from cmcheckin.interchange.readers.source import SourceFile
from cmcheckin.interchange.readers.tables import read_items
from cmcheckin.wording import foreign_files as words

ENTRIES: Final = "entries"
_FIRST: Final = 20
"""How many entries of the JSON are examined to recognise a file: the first ones may be damaged."""
_DAY: Final = r"(?:[0-9]{4}(?P<a>[-/.])[0-9]{1,2}(?P=a)[0-9]{1,2}|[0-9]{1,2}(?P<b>[-/.])[0-9]{1,2}(?P=b)[0-9]{4})"
_SHORT_DAY: Final = r"[0-9]{1,2}(?P<c>[-/.])[0-9]{1,2}(?P=c)[0-9]{2}"
_CLOCK: Final = r"[0-9]{1,2}:[0-9]{2}(?::[0-9]{2})?(?: ?[AaPp]\.?[Mm]\.?)?"
_WEEKDAY: Final = r"(?:[Mm]on|[Tt]ue|[Ww]ed|[Tt]hu|[Ff]ri|[Ss]at|[Ss]un)[a-z]{0,6}\.?"
_BRACKETED: Final = re.compile(r"\[(?P<stamp>[^\[\]]{8,60})\](?:\s+(?P<title>.*))?")
_NUMBERS: Final = re.compile(
    rf"(?:{_WEEKDAY},? )?(?:{_DAY}(?: {_WEEKDAY})?(?:[ T]{_CLOCK})?|{_SHORT_DAY}(?: {_WEEKDAY})? {_CLOCK})"
)
_BARE: Final = re.compile(rf"(?P<stamp>{_DAY} {_CLOCK})(?: (?![+-][0-9]{{2}}:?[0-9]{{2}}\b)(?P<title>.*))?")
_LOG_LEVEL: Final = re.compile(
    r"\W{0,4}(?:\w{1,40}[.:] ?)?\W{0,4}(?:DEBUG|INFO|NOTICE|WARN|WARNING|ERROR|CRITICAL|FATAL|TRACE)\b"
)
_BAR: Final = re.compile(r"\|(?: |\Z)")


class _Title(NamedTuple):
    """The first line of an entry: its number, the text of its date, and its title."""

    line: int
    stamp: str
    title: str


def matches(file: SourceFile) -> bool:
    """Return whether `file` is a journal of jrnl."""
    if file.head.lstrip().startswith("{"):
        return _is_json(file)
    lines = lines_of(file.head.lstrip("\r\n \t"))
    title = _bracketed(1, lines[0])
    if title is None:
        return _is_old(lines)
    return not _LOG_LEVEL.match(title.title)


def read(file: SourceFile, answers: Answers) -> Iterator[Item]:
    """Yield the entries of `file`. `answers` may have the order of day and month in its dates."""
    if file.head.lstrip().startswith("{"):
        yield from _json_items(file)
        return
    lines = lines_of(file.text)
    titles = list(_titles(lines))
    order = date_order(((title.line, title.stamp) for title in titles), answers)
    if not isinstance(order, str):
        yield order
        return
    ends = (*(title.line - 1 for title in titles[1:]), len(lines))
    for title, end in zip(titles, ends, strict=False):
        yield from read_items(title.line, partial(_items, title, lines[title.line : end], order))


def _titles(lines: Sequence[str]) -> Iterator[_Title]:
    """Yield the titles in `lines`: all with brackets, or all without, like the first one."""
    read_title: Callable[[int, str], _Title | None] | None = None
    for number, line in enumerate(lines, 1):
        if read_title is None and line.strip():
            read_title = _bracketed if _bracketed(number, line) else _bare
        if read_title and (title := read_title(number, line)):
            yield title


def _bracketed(number: int, line: str) -> _Title | None:
    """Return the title in `line`, if it begins with a date in brackets, even one that doesn't exist."""
    found = _BRACKETED.fullmatch(line)
    if not found or not (_NUMBERS.fullmatch(found["stamp"]) or _is_date(found["stamp"])):
        return None
    return _Title(number, found["stamp"], found["title"] or "")


def _is_date(text: str) -> bool:
    if not re.search("[0-9]{4}", text) or re.search(r"[0-9], ?[0-9]{1,2}:", text):
        return False  # a comma before the time is how WhatsApp writes it
    for order in (DAY_FIRST, MONTH_FIRST):
        try:
            read_when(text, order)
        except ValueError:
            continue
        return True
    return False


def _bare(number: int, line: str) -> _Title | None:
    """Return the title in `line`, if it begins with a day and a time without brackets."""
    found = _BARE.fullmatch(line.rstrip())
    return _Title(number, found["stamp"], found["title"] or "") if found else None


def _is_old(lines: Sequence[str]) -> bool:
    """Return whether `lines` begin with a date without brackets, and have an empty line before each later one."""
    titles = [number for number, line in enumerate(lines) if _bare(number, line)]
    if titles[:1] != [0] or _LOG_LEVEL.match(lines[0].split(" ", 2)[-1]):
        return False
    has_more = len(titles) > 1 or any(line.strip() for line in lines[1:])
    return has_more and all(not lines[number - 1].strip() for number in titles[1:])


def _items(title: _Title, body: Sequence[str], order: str) -> Iterator[Item]:
    when = read_when(title.stamp, order)
    first = title.title.rstrip()
    is_starred = first == "*" or first.endswith(" *")
    first = first[:-1].rstrip() if is_starred else first
    text = note_text("\n".join([first, *_without_bars(body)]))
    tags = (*tags_in(text), STARRED) if is_starred else tags_in(text)
    yield Entry(title.line, when, tags=tags, text=text) if text else LeftOut(title.line, words.NO_TEXT)


def _without_bars(body: Sequence[str]) -> Sequence[str]:
    """Return the lines of `body` without the bar that jrnl prints before each."""
    filled = [line for line in body if line.strip()]
    if filled and all(map(_BAR.match, filled)):
        return [_BAR.sub("", line, count=1) for line in body]
    return body


def _is_json(file: SourceFile) -> bool:
    """Return whether `file` is a journal or an entry as JSON."""
    first = [item for _, item in islice(file.items(ENTRIES), _FIRST)]
    if first:
        return any(map(_is_entry, first))
    return isinstance(file.json, dict) and (
        _is_entry(file.json) or (file.json.keys() == {"tags", ENTRIES} and file.json[ENTRIES] == [])
    )


def _json_items(file: SourceFile) -> Iterator[Item]:
    items = file.items(ENTRIES)
    if _is_entry(file.json):
        items = iter([(1, file.json)])
    for line, item in items:
        yield from read_items(line, partial(_of_json, line, item))


def _is_entry(item: Any) -> bool:
    return isinstance(item, dict) and item.keys() >= {"title", "body"} and bool(item.keys() & {"date", "starred"})


def _of_json(line: int, raw: Any) -> Iterator[Item]:
    if isinstance(raw, Refusal):
        yield raw
        return
    if not isinstance(raw, dict):
        raise ValueError(words.NOT_A_NOTE)
    day, clock = (f.line(name, raw.get(name)) or "" for name in ("date", "time"))
    if not day:
        raise ValueError(words.NO_DATE)
    parts = [f.prose(name, raw.get(name), NOTE) for name in ("title", "body")]
    text = note_text("\n".join(part for part in parts if part))
    tags = tag_names(raw.get("tags"), is_starred=raw.get("starred"))
    yield Entry(line, read_when(day, clock=clock), tags=tags, text=text) if text else LeftOut(line, words.NO_TEXT)
