"""Obsidian: daily notes, a Markdown file for each day, or a diary with a heading for each day.

A file is a daily note if one of these is true:
- its front matter has `date:`, and no property of a web page or of a note with a title of its own;
- its front matter has `created:` and marks a diary: `mood:`, `energy:`, or a tag or type such as `daily` or `journal`;
- its first heading is a day;
- its name is a day, such as 2026-03-09.md, as Obsidian names daily notes. Any prose that no other reader recognises is
  then accepted, so this reader is tried last.

The day comes from `date:`, the name, the first heading or `created:`, in this order. Times are ignored, as a note
belongs to the day it names. If headings give the day, each heading that is a day begins a new entry.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from contextlib import suppress
from functools import partial
from typing import Final, NamedTuple

from cmcheckin.domain import fields as f
from cmcheckin.domain.text import LINE
from cmcheckin.interchange.importing.questions import DAY_FIRST, MONTH_FIRST, Answers
from cmcheckin.interchange.readers.dates import date_order, read_day
from cmcheckin.interchange.readers.diary_text import lines_of, note_text, tag_names, tags_in, without
from cmcheckin.interchange.readers.front_matter import FrontMatter, front_matter
from cmcheckin.interchange.readers.items import Entry, Item, LeftOut
from cmcheckin.interchange.readers.source import SourceFile
from cmcheckin.interchange.readers.tables import read_items
from cmcheckin.interchange.writers import obsidian as daily_notes
from cmcheckin.wording import foreign_files as words

DATE, TITLE, TAGS, MOOD, ENERGY = "date", "title", "tags", "mood", "energy"
CREATED: Final = ("created", "date created", "created_at")
_READ: Final = frozenset({DATE, TITLE, TAGS, MOOD, ENERGY, *CREATED, "type", "aliases", "cssclasses"})
_OF_OTHER_NOTES: Final = frozenset(
    {TITLE, "layout", "permalink", "slug", "draft", "author", "categories", "category", "lastmod", "url", "source"}
)
_DIARY: Final = re.compile(r"(?:daily|journal|diary)(?:[-_ ]?(?:notes?|journal|log|entry))?(?:/.*)?", re.IGNORECASE)
_NAME: Final = re.compile(r"(?:.*[/\\])?([0-9]{4}-?[0-9]{2}-?[0-9]{2}(?:[ _-][^\W\d_]{2,10})?)\.(?:md|markdown)")
_HEADING: Final = re.compile(r"(#{1,6})\s+(.{1,200})")
_NUMBERS: Final = re.compile(
    r"(?:[0-9]{4}([-/.])[0-9]{1,2}\1[0-9]{1,2}|[0-9]{1,2}([-/.])[0-9]{1,2}\2[0-9]{4})"
    r"(?:[T ][0-9]{1,2}:[0-9]{2}.{0,20})?"
)
_WORDS: Final = r"(?:\W|\b(?:daily|notes?|journal|diary|log|entry|for|of)\b)+"
_BEFORE_DAY: Final = re.compile(_WORDS, re.IGNORECASE)
_AFTER_DAY: Final = re.compile(rf"{_WORDS}\Z", re.IGNORECASE)
_BEFORE_HEADING: Final = 12
"""How many non-empty lines may come before the first heading."""
_QUERY: Final = re.compile(r"```(?:dataview|dataviewjs|tasks|query)\b")
_EMBED: Final = re.compile(r"!\[\[[^\[\]\n]{0,300}\]\]")
_LINK: Final = re.compile(r"\[\[(?:[^\[\]\n|]{0,300}\|)?([^\[\]\n|]{0,300})\]\]")
_TARGET: Final = re.compile(r"\[\[([^\[\]\n|]{0,300})")
_FIELD: Final = re.compile(
    rf"(?:^|[\[(])[ \t>*-]*({MOOD}|{ENERGY})\**::[ \t]*([^\])\n]{{1,100}})", re.IGNORECASE | re.M
)
_UNFILLED: Final = re.compile(r"\s*(?:#{1,6}\s.*|[-*+](?:\s\[.\])?|[0-9]+\.|>|-{3,}|\*{3,}|_{3,})?\s*")
"""A template line that nothing was added to."""
_NO_PROSE: Final = ("{", "[{", "[\n", "[\r", "BEGIN:", "<?xml", "<!DOCTYPE", "<html", "type,date,id,")
"""How JSON, calendars, web pages and our own tables begin."""
MOST_TAGS: Final = 1000
"""The limit on tags in the front matter."""


class _Day(NamedTuple):
    """A day of a note: the line that names it, counted from 1, and the text of its date."""

    line: int
    text: str


class _Note(NamedTuple):
    """A note: its front matter, the lines after it, the headings that are days, and its only day, if it has one."""

    front: FrontMatter
    body: Sequence[str]
    headings: Sequence[_Day]
    day: _Day | None

    @property
    def days(self) -> Sequence[_Day]:
        return (self.day,) if self.day else self.headings


def matches(file: SourceFile) -> bool:
    """Return whether `file` is a daily note."""
    return bool(file.head.strip()) and bool(_note(file.name, file.head).days)


def read(file: SourceFile, answers: Answers) -> Iterator[Item]:
    """Yield the entries of `file`. `answers` may have the order of day and month in its dates."""
    note = _note(file.name, file.text)
    order = date_order(note.days, answers)
    if not isinstance(order, str):
        yield order
        return
    if daily_notes.TAG in _tags(note.front):
        yield LeftOut(1, words.OWN_NOTE)
        return
    others = [found.line for name, found in note.front.properties.items() if name not in _READ and found.values]
    if others:
        yield LeftOut(min(others), words.OTHER_PROPERTIES)
    headings = {day.line - note.front.height - 1 for day in note.headings}
    starts = [0] if note.day else [0, *sorted(headings)[1:]]
    for day, start, end in zip(note.days, starts, [*starts[1:], len(note.body)], strict=False):
        lines = [line for number, line in enumerate(note.body[start:end], start) if number not in headings]
        yield from read_items(day.line, partial(_items, note, day, lines, order))


def _note(name: str, text: str) -> _Note:
    lines = lines_of(text)
    front = front_matter(lines)
    body = lines[front.height :]
    headings = list(_headings(body, front.height + 1))
    created = next((name for name in CREATED if name in front.properties), "")
    found = [_property_day(front, DATE) if _is_diary(front) or not front.properties.keys() & _OF_OTHER_NOTES else None]
    found.append(None if text.lstrip().startswith(_NO_PROSE) else _name_day(name))
    if not headings and _is_diary(front):
        found.append(_property_day(front, created))
    day = next(filter(None, found), None)
    return _Note(front, body, headings[:1] if day else headings, day)


def _is_diary(front: FrontMatter) -> bool:
    """Return whether `front` marks a diary."""
    found = front.properties
    kinds = (*_tags(front), *(found["type"].values if "type" in found else ()))
    titles = found[TITLE].values if TITLE in found else ()
    return bool(
        found.keys() & {MOOD, ENERGY} or any(map(_DIARY.fullmatch, kinds)) or any(_day_in(title) for title in titles)
    )


def _property_day(front: FrontMatter, name: str) -> _Day | None:
    """Return the day of the property `name`, or None."""
    found = front.properties.get(name)
    text = _day_in(found.values[0]) if found and found.values else ""
    return _Day(found.line, text) if found and text else None


def _name_day(name: str) -> _Day | None:
    """Return the day in the file name `name`, with or without a weekday; None if it isn't a day."""
    found = _NAME.fullmatch(name[-200:])
    text = _day_in(re.sub(r"[ _-](?=[^\W\d_])", " ", found[1])) if found else ""
    return _Day(1, text) if text else None


def _headings(body: Sequence[str], first: int) -> Iterator[_Day]:
    """Yield the headings in `body` that are days: the first heading, and others of its level. `first` is the line that
    the body begins on."""
    level = ""
    before = 0
    for number, line in enumerate(body, first):
        found = _HEADING.fullmatch(line.strip())
        before += bool(line.strip())
        if not level and (before > _BEFORE_HEADING or (found and not _day_in(found[2]))):
            return
        if found and level in ("", found[1]) and (text := _day_in(found[2])):
            level = found[1]
            yield _Day(number, text)


def _day_in(text: str) -> str:
    """Return the date in `text`, even one that doesn't exist, without a link or words such as `Daily note`; empty if
    there is none."""
    plain = re.sub(r"[()|]", " ", _LINK.sub(r"\1", text[:300]))
    if opening := _BEFORE_DAY.match(plain):
        plain = plain[opening.end() :]
    plain = _AFTER_DAY.sub("", plain)
    if _NUMBERS.fullmatch(plain):
        return plain
    for order in (DAY_FIRST, MONTH_FIRST):
        with suppress(ValueError):
            read_day(plain, order)
            return plain
    return ""


def _items(note: _Note, day: _Day, lines: Sequence[str], order: str) -> Iterator[Item]:
    when = read_day(day.text, order)
    is_unfilled = all(map(_UNFILLED.fullmatch, lines))
    text = "" if is_unfilled else note_text("\n".join(_written(lines)))
    text = note_text(_LINK.sub(r"\1", without(_EMBED, text)))
    (mood, feelings), (energy, _) = (_rating(note, name, text) for name in (MOOD, ENERGY))
    tags = tuple(dict.fromkeys(tag for tag in (*_tags(note.front), *tags_in(text)) if not _DIARY.fullmatch(tag)))
    found = Entry(day.line, when, mood, energy, feelings, tags, text)
    yield found if text or mood or energy or feelings else LeftOut(day.line, words.NO_TEXT)


def _written(lines: Sequence[str]) -> Sequence[str]:
    """Return `lines` without what Obsidian's plugins add: links to other days, and the code blocks of Dataview and
    Tasks, which show what other notes contain."""
    kept: list[str] = []
    query: list[str] = []
    for line in lines:
        if "[[" in line and _is_navigation(line):
            continue
        if query and line.startswith("```"):
            query = []
        elif query or _QUERY.match(line):
            query.append(line)
        else:
            kept.append(line)
    return [*kept, *query]


def _is_navigation(line: str) -> bool:
    """Return whether `line` has only links to other days, such as `<< [[2026-03-08|Yesterday]] | [[2026-03-10]] >>`."""
    targets = [target.rpartition("/")[2] for target in _TARGET.findall(line)]
    return all(map(_day_in, targets)) and not any(map(str.isalnum, _LINK.sub("", line)))


def _rating(note: _Note, name: str, text: str) -> tuple[str, tuple[str, ...]]:
    """Return the mood or energy `name` of a note, from its front matter or a Dataview field such as `mood:: 4`. If the
    front matter has several words, they are returned as feelings instead."""
    found = note.front.properties.get(name)
    values = f.words(name, [_LINK.sub(r"\1", value) for value in found.values], LINE) if found and note.day else ()
    if not values:
        values = f.words(name, [value for field, value in _FIELD.findall(text) if field.lower() == name][:1], LINE)
    return (values[0], ()) if len(values) == 1 else ("", values)


def _tags(front: FrontMatter) -> Sequence[str]:
    """Return up to MOST_TAGS tags in the front matter, a list or words separated by commas or spaces. Texts longer than
    a line aren't tags."""
    found = front.properties.get(TAGS)
    values = found.values if found else ()
    names = re.split(r"[,\s]+", values[0]) if len(values) == 1 else values
    return tag_names([name for name in names if len(name) <= LINE][:MOST_TAGS])
