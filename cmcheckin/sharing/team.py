"""What many share files come to, side by side. No ranking, no score: rows stand by name or by what was asked for."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from cmcheckin.domain.week import Week
from cmcheckin.sharing.questions import Question
from cmcheckin.sharing.share_file import ShareEscalation, ShareFile, ShareWeek, ShareWin


@dataclass(frozen=True)
class Row:
    """A person in the overview, as their newest file tells."""

    person: str
    name: str
    week: ShareWeek | None
    """The last week it tells of."""
    made: date
    fields: tuple[str, ...]
    open: tuple[ShareEscalation, ...]
    """Unresolved escalations, the most severe and oldest first."""
    asks: tuple[ShareEscalation, ...]
    """Asks that wait for an answer, the oldest first."""
    wins: tuple[ShareWin, ...]
    help: str


class Held(NamedTuple):
    """Something of a person's: an escalation or an ask, with its age in days."""

    person: str
    name: str
    item: ShareEscalation
    days: int


class Won(NamedTuple):
    """A win of a person's."""

    person: str
    name: str
    win: ShareWin


@dataclass(frozen=True)
class Team:
    """Everybody with a file."""

    rows: tuple[Row, ...]
    open: tuple[Held, ...]
    """The most severe first, then the oldest."""
    asks: tuple[Held, ...]
    """The oldest first."""
    wins: tuple[Won, ...]
    """The latest first."""
    weeks: tuple[Week, Week] | None
    """The earliest and the latest of the weeks the rows tell of."""


@dataclass(frozen=True)
class Person:
    """All that one person shared."""

    row: Row
    weeks: tuple[ShareWeek, ...]
    """In the order of time."""
    wins: tuple[ShareWin, ...]
    """The latest first."""
    escalations: tuple[ShareEscalation, ...]
    """What is open first, by severity and age; then what was resolved, the latest first."""
    asks: tuple[ShareEscalation, ...]
    questions: tuple[Question, ...]


SORTS = ("name", "open", "hours", "evenings", "nights")


def team(latest: Iterable[ShareFile], today: date) -> Team:
    """The overview, from the newest file of everybody, by name."""
    raise NotImplementedError


def person(files: Sequence[ShareFile], today: date) -> Person:
    """One person, from their files, the newest first (at least one)."""
    raise NotImplementedError


def ordered(rows: Iterable[Row], by: str, today: date) -> tuple[Row, ...]:
    """The rows by one of SORTS, the most first, and by name; who did not share it stands after, by name."""
    raise NotImplementedError


def matching(rows: Iterable[Row], words: str) -> tuple[Row, ...]:
    """The rows in which every one of these words stands: in a name, a title, a win, or what would help."""
    raise NotImplementedError
