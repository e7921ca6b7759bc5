"""What a reader yields: entries, spans of work, and the lines that can't be read."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, time
from typing import NamedTuple, TypeAlias

from cmcheckin.domain import fields as f
from cmcheckin.domain.fields import JSON
from cmcheckin.interchange.importing.questions import Question
from cmcheckin.interchange.parsing import Refusal

When: TypeAlias = "date | datetime"
"""A day, or a time, which is local to the user unless it has an offset."""


class Entry(NamedTuple):
    """A diary entry, a mood rating or a row of habits, which becomes part of the check-in of its day.

    `line` counts from 1. `mood` and `energy` are names or numbers, as in the file. The user's answers map them to 1 to
    5. `feelings` are words that the program itself calls feelings. `tags` are activities and tags, which become
    feelings or mark a win only if the user says so. `text` goes into the private note. `numbers` are habits and scales
    by name. `unmapped` has values that the user isn't asked about, by the name of the field that will contain them.
    """

    line: int
    when: When
    mood: str = ""
    energy: str = ""
    feelings: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    text: str = ""
    numbers: Mapping[str, float | bool] = f.NOTHING
    unmapped: Mapping[str, JSON] = f.NOTHING


class Span(NamedTuple):
    """Time worked, from `start` to `end`, by `person`, if the file says whose it is."""

    line: int
    start: datetime
    end: datetime
    tags: tuple[str, ...] = ()
    person: str = ""


class Hours(NamedTuple):
    """Time worked on the day of `when`: `hours`, up to 24, and the local times of its `start` and `end`, if known."""

    line: int
    when: When
    hours: float | None = None
    start: time | None = None
    end: time | None = None
    tags: tuple[str, ...] = ()


class Event(NamedTuple):
    """A moment at which `person` wrote or did something, such as a post or a commit."""

    line: int
    at: datetime
    person: str = ""


class LeftOut(NamedTuple):
    """A valid line that cmcheckin doesn't import, and why, as a phrase that several lines may share."""

    line: int
    reason: str


Item: TypeAlias = Entry | Span | Hours | Event | LeftOut | Refusal | Question
"""A Refusal is a line that can't be read. A Question is asked before the file can be read at all."""
