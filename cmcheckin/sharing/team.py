"""What many share files come to, side by side. No ranking, no score: rows stand by name or by what was asked for."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Final, NamedTuple, TypeVar

from cmcheckin.domain.escalation import SEVERITIES
from cmcheckin.domain.week import Week
from cmcheckin.sharing.questions import Question, questions
from cmcheckin.sharing.share_file import ShareEscalation, ShareFile, ShareWeek, ShareWin
from cmcheckin.sharing.story import NEAR_HOURS, days_open, old_news
from cmcheckin.wording import review as words


@dataclass(frozen=True)
class Row:
    """A person in the overview, as their newest file tells."""

    person: str
    name: str
    week: ShareWeek | None
    """The last week it tells of."""
    made: datetime
    """When their newest file was."""
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
    told: date | None
    """When what is unresolved was told, where that is a while ago and it may have changed since."""

    @classmethod
    def of(cls, person: str, name: str, item: ShareEscalation, made: date, today: date) -> Held:
        """As a file made on that day tells of it."""
        told = None if item.status == "resolved" else old_news(made, today)
        return cls(person, name, item, days_open(item, today), told)


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
    told: Mapping[str, date]
    """The day each of them was last told of, by its id."""
    questions: tuple[Question, ...]


SORTS: Final = ("name", "open", "hours", "evenings", "nights")


def team(latest: Iterable[ShareFile], today: date) -> Team:
    """The overview, from the newest file of everybody, by name."""
    rows = tuple(sorted(_told_apart([row(one) for one in latest]), key=_by_name))
    weeks = [one.week.week for one in rows if one.week is not None]
    return Team(
        rows,
        held(rows, today),
        held(rows, today, asks=True),
        won((one.person, one.name, one.wins) for one in rows),
        (min(weeks), max(weeks)) if weeks else None,
    )


def _told_apart(rows: Sequence[Row]) -> Iterator[Row]:
    """Two people of one name, or one whose home was made anew, have the beginning of their id beside it."""
    known = Counter(one.name.casefold() for one in rows if one.name)
    for one in rows:
        twice = known[one.name.casefold()] > 1
        yield replace(one, name=words.with_id(one.name, one.person)) if twice else one


def row(share: ShareFile) -> Row:
    """A person, as this file tells."""
    weeks = sorted(share.weeks, key=lambda week: week.week)
    return Row(
        person=share.person,
        name=share.name,
        week=next((week for week in reversed(weeks) if tells(week)), weeks[-1] if weeks else None),
        made=share.made,
        fields=share.fields,
        open=tuple(sorted((one for one in share.escalations if one.status != "resolved"), key=_most_severe)),
        asks=tuple(sorted((one for one in share.asks if one.status != "resolved"), key=_oldest)),
        wins=tuple(sorted(share.wins, key=lambda win: win.day, reverse=True)),
        help=share.help,
    )


def tells(week: ShareWeek) -> bool:
    """Whether a week says anything beside the days it does not know."""
    return any(
        getattr(week, name) not in (None, (), 0) for name in ShareWeek.__dataclass_fields__ if name not in _UNTOLD
    )


_UNTOLD: Final = ("week", "days_not_said", "usual_hours")


def held(rows: Iterable[Row], today: date, *, asks: bool = False) -> tuple[Held, ...]:
    """What is open across the team: escalations, the most severe and oldest first, or asks, the oldest first."""
    found = (
        Held.of(one.person, one.name, item, one.made.date(), today)
        for one in rows
        for item in (one.asks if asks else one.open)
    )
    return tuple(sorted(found, key=lambda one: (0 if asks else -(one.item.severity or 0), -one.days, one.name)))


def won(people: Iterable[tuple[str, str, Sequence[ShareWin]]]) -> tuple[Won, ...]:
    """The wins of these, each an id, a name and what they won; the latest first."""
    found = (Won(person, name, win) for person, name, wins in people for win in wins)
    return tuple(sorted(found, key=lambda one: (-one.win.day.toordinal(), one.name.casefold(), one.win.id)))


def person(files: Sequence[ShareFile], today: date, answered: frozenset[str] = frozenset()) -> Person:
    """One person, from their files, the newest first (at least one). `answered`: their asks with a reply."""
    weeks = {week.week: week for share in reversed(files) for week in share.weeks}
    wins = {win.id: win for share in reversed(files) for win in share.wins}
    escalations = _last_word(one for share in files for one in share.escalations)
    told = {one.id: share.made.date() for share in reversed(files) for one in (*share.escalations, *share.asks)}
    in_time = tuple(weeks[week] for week in sorted(weeks))
    return Person(
        row=row(files[0]),
        weeks=in_time,
        wins=tuple(sorted(wins.values(), key=lambda win: (win.day, win.id), reverse=True)),
        escalations=tuple(sorted(escalations, key=_open_first)),
        asks=tuple(sorted(_last_word(one for share in files for one in share.asks), key=_open_first)),
        told=told,
        questions=questions(files[0], in_time, today, answered),
    )


def named(people: Iterable[Person], team: Team) -> list[Person]:
    """The same people by the names the overview has for them, where two of one name are told apart."""
    rows = {row.person: row for row in team.rows}
    return [replace(one, row=rows.get(one.row.person, one.row)) for one in people]


def ordered(rows: Iterable[Row], by: str, today: date) -> tuple[Row, ...]:
    """The rows by one of SORTS, the most first, and by name; who did not share it stands after, by name."""
    by_name = sorted(rows, key=_by_name)
    if by == "name":
        return tuple(by_name)
    return tuple(sorted(by_name, key=lambda one: tuple(-part for part in _amount(one, by, today))))


def _amount(one: Row, by: str, today: date) -> tuple[float, ...]:
    """How much of what rows are ordered by; below everything when it was not shared."""
    unsaid = (-math.inf,)
    if by == "open":
        if "escalations" not in one.fields:
            return unsaid
        each = (sum((item.severity or 0) == severity for item in one.open) for severity in range(5, -1, -1))
        return (*each, max((days_open(item, today) for item in one.open), default=0))
    week = one.week
    if week is None:
        return unsaid
    said = {"hours": over_usual(week), "evenings": week.after_hours_minutes, "nights": week.night_pings}[by]
    return unsaid if said is None else (said,)


def over_usual(week: ShareWeek) -> float | None:
    """Hours beyond the usual, below 0 when there were fewer; None unless both were told."""
    return None if week.hours is None or week.usual_hours is None else week.hours - week.usual_hours


def beside_usual(week: ShareWeek) -> int:
    """1 for a week longer than usual, -1 for a shorter one, 0 for about the usual or where it was not told. A week
    with days nobody told of is never called short."""
    beyond = over_usual(week) or 0
    if abs(beyond) < NEAR_HOURS or (beyond < 0 and week.days_not_said):
        return 0
    return 1 if beyond > 0 else -1


T = TypeVar("T", Row, Held, Won)


def matching(found: Iterable[T], words: str) -> tuple[T, ...]:
    """Those in which every one of these words stands: in a name, a title, a win, or what would help."""
    wanted = words.casefold().split()
    return tuple(one for one in found if all(word in _words_of(one) for word in wanted))


def _words_of(one: Row | Held | Won) -> str:
    parts = [one.name]
    if isinstance(one, Won):
        parts += [one.win.text, one.win.kind, one.win.sender]
    else:
        held = [one.item] if isinstance(one, Held) else [*one.open, *one.asks]
        for item in held:
            parts += [
                item.title,
                item.kind,
                item.cause,
                item.handed_to,
                SEVERITIES[item.severity - 1] if item.severity else "",
            ]
        if isinstance(one, Row):
            parts += [one.help, *(win.text for win in one.wins)]
    return "\n".join(parts).casefold()


def _last_word(found: Iterable[ShareEscalation]) -> list[ShareEscalation]:
    """One of each id: what the newest file says of it."""
    kept: dict[str, ShareEscalation] = {}
    for one in found:
        kept.setdefault(one.id, one)
    return list(kept.values())


def _by_name(one: Row) -> tuple[str, str]:
    return one.name.casefold(), one.person


def _most_severe(one: ShareEscalation) -> tuple[int, date, str]:
    return -(one.severity or 0), one.opened, one.id


def _oldest(one: ShareEscalation) -> tuple[date, str]:
    return one.opened, one.id


def _open_first(one: ShareEscalation) -> tuple[bool, int, int, str]:
    """What is open by severity and age; then what was resolved, the latest first."""
    if one.status != "resolved":
        return False, -(one.severity or 0), one.opened.toordinal(), one.id
    return True, 0, -(one.resolved or one.opened).toordinal(), one.id
