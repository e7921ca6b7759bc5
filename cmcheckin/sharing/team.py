"""What many share files come to, side by side. No ranking, no score: rows stand by name or by what was asked for."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from types import MappingProxyType
from typing import Final, Literal, NamedTuple

from cmcheckin.domain.week import Week
from cmcheckin.sharing.review_questions import Question, questions
from cmcheckin.sharing.share_file import (
    CARRIED_FIELDS,
    FIELDS,
    ShareEscalation,
    ShareFile,
    ShareWeek,
    ShareWin,
    day_made,
)
from cmcheckin.sharing.summary import NEAR_HOURS, days_open, is_partial, is_usual_partial, stale_since
from cmcheckin.wording import review as words
from cmcheckin.wording.review_facts import Coverage


@dataclass(frozen=True)
class PersonRow:
    """A person in the overview, as their newest file tells; of escalations and asks, the newest that tells of them."""

    person: str
    name: str
    week: ShareWeek | None
    """The last week it tells of."""
    coverage: Coverage
    """How much of that week is told."""
    made: datetime
    """When their newest file was."""
    fields: tuple[str, ...]
    """What is told of."""
    open: tuple[ShareEscalation, ...]
    """Unresolved escalations, the most severe and oldest first."""
    asks: tuple[ShareEscalation, ...]
    """Open asks, oldest first. A reply doesn't close one, as anybody could have written it."""
    shared_on: Mapping[str, date]
    """The day each escalation and ask was last told of, by its id."""
    wins: tuple[ShareWin, ...]
    help: str


class TeamItem(NamedTuple):
    """Something of a person's: an escalation or an ask, with its age in days."""

    person: str
    name: str
    item: ShareEscalation
    days: int
    stale_since: date | None
    """When what is unresolved was told, where that is a while ago and it may have changed since."""

    @classmethod
    def of(cls, row: PersonRow, item: ShareEscalation, today: date) -> TeamItem:
        """Something of this person's."""
        told = None if _over(item) else stale_since(row.shared_on[item.id], today)
        return cls(row.person, row.name, item, days_open(item, today), told)


class TeamWin(NamedTuple):
    """A win of a person's."""

    person: str
    name: str
    win: ShareWin


@dataclass(frozen=True)
class Team:
    """Everybody with a file."""

    rows: tuple[PersonRow, ...]
    open: tuple[TeamItem, ...]
    """The most severe first, then the oldest."""
    asks: tuple[TeamItem, ...]
    """Oldest first."""
    wins: tuple[TeamWin, ...]
    """The latest first."""
    weeks: tuple[Week, Week] | None
    """The earliest and the latest of the weeks the rows tell of."""

    def includes_field(self, field: str) -> bool:
        """Whether anybody was to tell of it."""
        return any(field in row.fields for row in self.rows)


@dataclass(frozen=True)
class Person:
    """All that one person shared."""

    row: PersonRow
    weeks: tuple[ShareWeek, ...]
    """In the order of time."""
    wins: tuple[ShareWin, ...]
    """The latest first."""
    escalations: tuple[ShareEscalation, ...]
    """What is open first, by severity and age; then what was resolved, the latest first."""
    asks: tuple[ShareEscalation, ...]
    coverage: Mapping[Week, Coverage]
    """How much of each week is told."""
    questions: tuple[Question, ...]


def build_team(latest: Iterable[Sequence[ShareFile]], today: date) -> Team:
    """Return the overview sorted by name, from everybody's newest files. `today`: the day it is shown on."""
    rows = tuple(sorted(_told_apart([build_row(files) for files in latest]), key=by_name))
    weeks = [one.week.week for one in rows if one.week is not None]
    return Team(
        rows,
        open_items(rows, "open", today),
        open_items(rows, "asks", today),
        team_wins((one.person, one.name, one.wins) for one in rows),
        (min(weeks), max(weeks)) if weeks else None,
    )


def _told_apart(rows: Sequence[PersonRow]) -> Iterator[PersonRow]:
    """Return the rows with ids after equal names (two people, or one person with a new home). Each shows enough of the
    id to differ from every other row, however names and ids were crafted."""
    labels = [words.who(one.name, one.person) for one in rows]
    lengths = [0 if one.name else words.ID for one in rows]
    while True:
        known = Counter(label.casefold() for label in labels)
        alike = [
            n for n, label in enumerate(labels) if known[label.casefold()] > 1 and lengths[n] <= len(rows[n].person)
        ]
        if not alike:
            break
        for n in alike:
            lengths[n] = max(lengths[n] + 1, words.ID)
            labels[n] = words.with_id(rows[n].name, rows[n].person, lengths[n])
    for one, label, length in zip(rows, labels, lengths, strict=True):
        yield replace(one, name=label) if length > (0 if one.name else words.ID) else one


def build_row(files: Sequence[ShareFile]) -> PersonRow:
    """Return the row of a person from their newest `files`, at least one."""
    share = _together(files)
    weeks = sorted(share.weeks, key=lambda week: week.week)
    last = next((week for week in reversed(weeks) if has_content(week)), weeks[-1] if weeks else None)
    return PersonRow(
        person=share.person,
        name=share.name,
        week=last,
        coverage=coverage_of(last, share) if last else "whole",
        made=share.made,
        fields=share.fields,
        open=tuple(sorted((one for one in share.escalations if not _over(one)), key=_most_severe)),
        asks=tuple(sorted((one for one in share.asks if not _over(one)), key=_oldest)),
        shared_on=_told(files),
        wins=tuple(sorted(share.wins, key=lambda win: win.day, reverse=True)),
        help=share.help,
    )


def _together(files: Sequence[ShareFile]) -> ShareFile:
    """The newest file, with what lasts from the newest that was to tell of it."""
    found = files[0]
    for name in CARRIED_FIELDS:
        tells_of_it = next((one for one in files if name in one.fields), None)
        if tells_of_it is not None and tells_of_it is not files[0]:
            fields = tuple(field for field in FIELDS if field == name or field in found.fields)
            found = replace(found, fields=fields, **{name: getattr(tells_of_it, name)})
    return found


def _over(one: ShareEscalation) -> bool:
    return one.status == "resolved"


def _told(files: Sequence[ShareFile]) -> dict[str, date]:
    return {one.id: day_made(share.made) for share in reversed(files) for one in (*share.escalations, *share.asks)}


def coverage_of(week: ShareWeek, share: ShareFile) -> Coverage:
    """How much a file tells of a week of its range."""
    made = day_made(share.made)
    if is_usual_partial(week, made):
        return "so far"
    return "in part" if is_partial(week, made, share.first) else "whole"


def has_content(week: ShareWeek) -> bool:
    """Whether a week says anything beside the days it does not know."""
    return any(
        getattr(week, name) not in (None, (), 0) for name in ShareWeek.__dataclass_fields__ if name not in _UNTOLD
    )


_UNTOLD: Final = ("week", "days_not_said", "usual_hours")


def open_items(rows: Iterable[PersonRow], what: Literal["open", "asks"], today: date) -> tuple[TeamItem, ...]:
    """What there is of it across the team: escalations, the most severe and oldest first, or asks, the oldest first."""
    found = (TeamItem.of(one, item, today) for one in rows for item in getattr(one, what))
    return tuple(sorted(found, key=_most_severe_held if what == "open" else _oldest_held))


def _oldest_held(one: TeamItem) -> tuple[int, str]:
    return -one.days, one.name


def _most_severe_held(one: TeamItem) -> tuple[int, int, str]:
    return -(one.item.severity or 0), *_oldest_held(one)


def team_wins(people: Iterable[tuple[str, str, Sequence[ShareWin]]]) -> tuple[TeamWin, ...]:
    """The wins of these, each an id, a name and what they won; the latest first."""
    found = (TeamWin(person, name, win) for person, name, wins in people for win in wins)
    return tuple(sorted(found, key=lambda one: (-one.win.day.toordinal(), one.name.casefold(), one.win.id)))


def build_person(files: Sequence[ShareFile], today: date, answers: Mapping[str, str] = MappingProxyType({})) -> Person:
    """Return a person from their `files`, newest first, at least one. `answers`: senders of answers by ask id."""
    weeks = {week.week: week for share in reversed(files) for week in share.weeks}
    wins = {win.id: win for share in reversed(files) for win in share.wins}
    escalations = _last_word(one for share in files for one in share.escalations)
    in_time = tuple(weeks[week] for week in sorted(weeks))
    return Person(
        row=build_row(files),
        weeks=in_time,
        wins=tuple(sorted(wins.values(), key=lambda win: (win.day, win.id), reverse=True)),
        escalations=tuple(sorted(escalations, key=_open_first)),
        asks=tuple(sorted(_last_word(one for share in files for one in share.asks), key=_open_first)),
        coverage={one.week: coverage_of(one, share) for share in reversed(files) for one in share.weeks},
        questions=questions(_together(files), in_time, today, answers, _told(files)),
    )


def with_team_names(people: Iterable[Person], team: Team) -> list[Person]:
    """The same people by the names the overview has for them, where two of one name are told apart."""
    names = {row.person: row.name for row in team.rows}
    return [replace(one, row=replace(one.row, name=names.get(one.row.person, one.row.name))) for one in people]


def calendar_weeks(weeks: Sequence[ShareWeek], most: int) -> tuple[ShareWeek, ...]:
    """The last `most` weeks up to the latest of these, from the first of them on, in the order of time as `weeks` are.
    One that is not among them says nothing, and has its place."""
    if not weeks:
        return ()
    known = {one.week: one for one in weeks}
    up_to = (weeks[-1].week.shifted(back) for back in range(1 - most, 1))
    return tuple(known.get(week, ShareWeek(week)) for week in up_to if week >= weeks[0].week)


def over_usual(week: ShareWeek) -> float | None:
    """Hours beyond the usual, below 0 when there were fewer; None unless both were told."""
    return None if week.hours is None or week.usual_hours is None else week.hours - week.usual_hours


def usual_sign(week: ShareWeek) -> int:
    """1 for a week longer than usual, -1 for a shorter one, 0 for about the usual or where it was not told. A week
    with days nobody told of is never called short."""
    beyond = over_usual(week) or 0
    if abs(beyond) < NEAR_HOURS or (beyond < 0 and week.days_not_said):
        return 0
    return 1 if beyond > 0 else -1


def _last_word(found: Iterable[ShareEscalation]) -> list[ShareEscalation]:
    """One of each id: what the newest file says of it."""
    kept: dict[str, ShareEscalation] = {}
    for one in found:
        kept.setdefault(one.id, one)
    return list(kept.values())


def by_name(one: PersonRow) -> tuple[str, str]:
    """Where a person stands among the others."""
    return one.name.casefold(), one.person


def _most_severe(one: ShareEscalation) -> tuple[int, date, str]:
    return -(one.severity or 0), one.opened, one.id


def _oldest(one: ShareEscalation) -> tuple[date, str]:
    return one.opened, one.id


def _open_first(one: ShareEscalation) -> tuple[bool, int, int, str]:
    """What is open by severity and age; then what was resolved, the latest first."""
    if not _over(one):
        return False, -(one.severity or 0), one.opened.toordinal(), one.id
    return True, 0, -(one.resolved or one.opened).toordinal(), one.id
