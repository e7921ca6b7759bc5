"""Put a team's share files side by side. There is no ranking and no score: rows are sorted by name or as the manager
asks."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from types import MappingProxyType
from typing import Final, Literal, NamedTuple, TypeVar

from cmcheckin.domain.escalation import SEVERITIES
from cmcheckin.domain.text import clean
from cmcheckin.domain.week import Week
from cmcheckin.sharing.follow_up import FollowUp, Mark
from cmcheckin.sharing.ranges import RangeMark, hours_side, marks_in, marks_of
from cmcheckin.sharing.replies import NO_THANKS, OwnThanks
from cmcheckin.sharing.review_questions import Question, candidates, team_questions
from cmcheckin.sharing.share_file import (
    CARRIED_FIELDS,
    FIELDS,
    ShareEscalation,
    ShareFile,
    ShareLeave,
    ShareWeek,
    ShareWin,
    day_made,
)
from cmcheckin.sharing.summary import days_open, has_content, is_partial, is_usual_partial, stale_since
from cmcheckin.sharing.team_leave import current_leave
from cmcheckin.wording import review as words
from cmcheckin.wording.review_facts import Coverage

NEED_SECTIONS: Final = ("help", "asks", "escalations", "responses", "recognition")
"""What can need the manager, in the order of the first page."""
PERSON_WEEKS: Final = 12
"""Weeks shown of a person, and used for their questions."""


@dataclass(frozen=True)
class PersonRow:
    """A person in the overview, from their newest file. Escalations and asks come from the newest file that shared
    them."""

    person: str
    name: str
    week: ShareWeek | None
    """The latest week shared."""
    coverage: Coverage
    """How much of that week was shared."""
    made: datetime
    """When the newest file was made."""
    fields: tuple[str, ...]
    """The fields that were shared."""
    open: tuple[ShareEscalation, ...]
    """Unresolved escalations, the most severe and oldest first."""
    asks: tuple[ShareEscalation, ...]
    """Open asks, oldest first. A reply doesn't close one, as anybody could have written it."""
    shared_on: Mapping[str, date]
    """The day each escalation and ask was last shared, by its id."""
    wins: tuple[ShareWin, ...]
    help: str
    leave: tuple[ShareLeave, ...] = ()
    """Leave and holidays that the newest file shared."""


class TeamItem(NamedTuple):
    """A person's escalation or ask, with its age in days."""

    person: str
    name: str
    item: ShareEscalation
    days: int
    stale_since: date | None
    """The day an unresolved item was shared, if that is so long ago that it may have changed."""
    mark: Mark | None = None
    """What the manager marked it as, if it is still shown."""

    @classmethod
    def of(cls, row: PersonRow, item: ShareEscalation, today: date) -> TeamItem:
        """Return `item` of the person in `row`."""
        stale = None if _is_resolved(item) else stale_since(row.shared_on[item.id], today)
        return cls(row.person, row.name, item, days_open(item, today), stale)


class TeamWin(NamedTuple):
    """A person's win."""

    person: str
    name: str
    win: ShareWin


T = TypeVar("T", PersonRow, TeamItem, TeamWin)


@dataclass(frozen=True)
class Team:
    """The overview of everybody with a file."""

    rows: tuple[PersonRow, ...]
    open: tuple[TeamItem, ...]
    """Open escalations, the most severe first, then the oldest."""
    asks: tuple[TeamItem, ...]
    """Open asks, the oldest first."""
    wins: tuple[TeamWin, ...]
    """Wins, the latest first."""
    weeks: tuple[Week, Week] | None
    """The earliest and the latest of the weeks in the rows."""

    def shown_as_of(self, row: PersonRow) -> date | None:
        """Return the day the file of `row` was made if its week is older than the newest in the team; else None."""
        is_behind = self.weeks is not None and row.week is not None and row.week.week < self.weeks[1]
        return day_made(row.made) if is_behind else None

    def includes_field(self, field: str) -> bool:
        """Return whether anybody shared the field `field`."""
        return any(field in row.fields for row in self.rows)


@dataclass(frozen=True)
class Person:
    """Everything one person shared."""

    row: PersonRow
    weeks: tuple[ShareWeek, ...] = ()
    """In order of time."""
    wins: tuple[ShareWin, ...] = ()
    """The latest first."""
    escalations: tuple[ShareEscalation, ...] = ()
    """Open ones first, by severity and age; then resolved ones, the latest first."""
    asks: tuple[ShareEscalation, ...] = ()
    coverage: Mapping[Week, Coverage] = field(default_factory=dict)
    """How much of each week was shared."""
    questions: tuple[Question, ...] = ()
    """Those of `candidates` that are asked, see `with_team_questions`."""
    marks: tuple[RangeMark, ...] = ()
    """The figures of the latest whole week outside the person's normal range."""
    candidates: tuple[Question, ...] = ()
    """Every question that what was shared suggests."""
    leave: tuple[ShareLeave, ...] = ()
    """Leave and holidays from all files."""

    def hours_side(self, week: ShareWeek) -> int:
        """Return 1 if the hours of `week` are above the person's normal range before it, -1 if below it, else 0."""
        return hours_side(marks_in(week, self.weeks, self.coverage, self.leave), week.week)


def build_team(latest: Iterable[Sequence[ShareFile]], today: date) -> Team:
    """Return the overview sorted by name, from everybody's newest files. `today`: the day it is shown on."""
    rows = tuple(sorted(_with_distinct_names([build_row(files) for files in latest]), key=_by_name))
    weeks = [row.week.week for row in rows if row.week is not None]
    return Team(
        rows,
        open_items(rows, "open", today),
        open_items(rows, "asks", today),
        team_wins((row.person, row.name, row.wins) for row in rows),
        (min(weeks), max(weeks)) if weeks else None,
    )


def _with_distinct_names(rows: Sequence[PersonRow]) -> Iterator[PersonRow]:
    """Return the rows with ids after equal names (two people, or one person with a new home). Each shows enough of the
    id to differ from every other row, however names and ids were crafted."""
    labels = [words.person_name(row.name, row.person) for row in rows]
    lengths = [0 if row.name else words.ID_LENGTH for row in rows]
    while True:
        seen = Counter(label.casefold() for label in labels)
        same = [n for n, label in enumerate(labels) if seen[label.casefold()] > 1 and lengths[n] <= len(rows[n].person)]
        if not same:
            break
        for n in same:
            lengths[n] = max(lengths[n] + 1, words.ID_LENGTH)
            labels[n] = words.with_id(rows[n].name, rows[n].person, lengths[n])
    for row, label, length in zip(rows, labels, lengths, strict=True):
        yield replace(row, name=label) if length > (0 if row.name else words.ID_LENGTH) else row


def build_row(files: Sequence[ShareFile]) -> PersonRow:
    """Return the row of a person from their newest `files`, at least one."""
    share = _merge_carried(files)
    weeks = sorted(share.weeks, key=lambda week: week.week)
    with_content = [week for week in weeks if has_content(week, ignored=(None, (), 0))]
    last = next(reversed(with_content or weeks), None)
    unanswered = [ask for ask in share.asks if not _is_resolved(ask)]
    return PersonRow(
        person=share.person,
        name=share.name,
        week=last,
        coverage=coverage_of(last, share) if last else "whole",
        made=share.made,
        fields=share.fields,
        open=tuple(sorted((item for item in share.escalations if not _is_resolved(item)), key=_open_first)),
        asks=tuple(sorted(unanswered, key=lambda ask: (ask.opened, ask.id))),
        shared_on=_shared_on(files),
        wins=tuple(sorted(share.wins, key=lambda win: win.day, reverse=True)),
        help=share.help,
        leave=share.leave,
    )


def leave_ahead(row: PersonRow) -> tuple[ShareLeave, ...]:
    """Return the leave and the holidays of `row` that weren't over on the day its file was made."""
    return tuple(one for one in row.leave if one.last >= day_made(row.made))


def _merge_carried(files: Sequence[ShareFile]) -> ShareFile:
    """Return the newest of `files`, with the CARRIED_FIELDS it doesn't share from the newest that does."""
    merged = files[0]
    for name in CARRIED_FIELDS:
        source = next((file for file in files if name in file.fields), None)
        if source is not None and source is not files[0]:
            fields = tuple(field for field in FIELDS if field == name or field in merged.fields)
            merged = replace(merged, fields=fields, **{name: getattr(source, name)})
    return merged


def _is_resolved(item: ShareEscalation) -> bool:
    return item.status == "resolved"


def _shared_on(files: Sequence[ShareFile]) -> dict[str, date]:
    return {item.id: day_made(share.made) for share in reversed(files) for item in (*share.escalations, *share.asks)}


def coverage_of(week: ShareWeek, share: ShareFile) -> Coverage:
    """Return how much of `week` was shared in `share`."""
    made = day_made(share.made)
    if is_usual_partial(week, made):
        return "so far"
    return "in part" if is_partial(week, made, share.first) else "whole"


def open_items(rows: Iterable[PersonRow], field: Literal["open", "asks"], today: date) -> tuple[TeamItem, ...]:
    """Return the open escalations of all `rows`, the most severe first, then the oldest; or their asks, the oldest
    first."""
    items = [TeamItem.of(row, item, today) for row in rows for item in getattr(row, field)]
    items.sort(key=lambda item: (-item.days, item.name))
    if field == "open":
        items.sort(key=lambda item: -(item.item.severity or 0))
    return tuple(items)


def team_wins(people: Iterable[tuple[str, str, Sequence[ShareWin]]]) -> tuple[TeamWin, ...]:
    """Return the wins of `people`, each an id, a name and wins; the latest first."""
    all_wins = (TeamWin(person, name, win) for person, name, wins in people for win in wins)
    return tuple(sorted(all_wins, key=lambda item: (-item.win.day.toordinal(), item.name.casefold(), item.win.id)))


def build_person(
    files: Sequence[ShareFile],
    today: date,
    answers: Mapping[str, str] = MappingProxyType({}),
    own: OwnThanks = NO_THANKS,
) -> Person:
    """Return a person from their `files`, newest first, at least one. `answers`: senders of answers by ask id. `own`:
    the manager's own thanks, which no question is about."""
    weeks = {week.week: week for share in reversed(files) for week in share.weeks}
    wins = {win.id: win for share in reversed(files) for win in share.wins}
    escalations = _newest_of_each(item for share in files for item in share.escalations)
    ordered_weeks = tuple(weeks[week] for week in sorted(weeks))
    coverage = {item.week: coverage_of(item, share) for share in reversed(files) for item in share.weeks}
    leave = current_leave(files)
    marks = marks_of(ordered_weeks, coverage, leave)
    newest = _merge_carried(files)
    newest = replace(newest, wins=tuple(win for win in newest.wins if not own.has(newest.person, win)))
    found = candidates(newest, ordered_weeks, today, answers, _shared_on(files), marks)
    return Person(
        row=build_row(files),
        weeks=ordered_weeks,
        wins=tuple(sorted(wins.values(), key=lambda win: (win.day, win.id), reverse=True)),
        escalations=tuple(sorted(escalations, key=_open_first)),
        asks=tuple(sorted(_newest_of_each(item for share in files for item in share.asks), key=_open_first)),
        coverage=coverage,
        marks=marks,
        candidates=found,
        leave=leave,
    )


def with_team_names(people: Iterable[Person], team: Team) -> list[Person]:
    """Return `people` with the names of the overview `team`, which tells people of the same name apart."""
    names = {row.person: row.name for row in team.rows}
    return [
        replace(person, row=replace(person.row, name=names.get(person.row.person, person.row.name)))
        for person in people
    ]


def with_team_questions(people: Sequence[Person], follow_up: FollowUp) -> list[Person]:
    """Return `people` with questions that vary within the team, without those of the last talks in `follow_up`."""
    talks = {person.row.person: follow_up.person(person.row.person).talks for person in people}
    asked = {person: found[0].asked for person, found in talks.items() if found}
    chosen = team_questions(((person.row.person, person.candidates) for person in people), asked)
    return [replace(person, questions=chosen[person.row.person]) for person in people]


def calendar_weeks(weeks: Sequence[ShareWeek], limit: int) -> tuple[ShareWeek, ...]:
    """Return the calendar weeks from the first of `weeks` to its last, at most `limit`. `weeks`: in order of time. A
    week that is missing there is included without figures."""
    if not weeks:
        return ()
    shared = {week.week: week for week in weeks}
    candidates = (weeks[-1].week.shifted(weeks_back) for weeks_back in range(1 - limit, 1))
    return tuple(shared.get(week, ShareWeek(week)) for week in candidates if week >= weeks[0].week)


def _newest_of_each(items: Iterable[ShareEscalation]) -> list[ShareEscalation]:
    """Return one of `items` for each id, the first."""
    return list({item.id: item for item in reversed([*items])}.values())


def _by_name(row: PersonRow) -> tuple[str, str]:
    return row.name.casefold(), row.person


def _open_first(item: ShareEscalation) -> tuple[bool, int, int, str]:
    """Return a key that sorts open items first, by severity and age, then resolved ones, the latest first."""
    if not _is_resolved(item):
        return False, -(item.severity or 0), item.opened.toordinal(), item.id
    return True, 0, -(item.resolved or item.opened).toordinal(), item.id


# Sorting and filtering rows


def sort_rows(
    rows: Iterable[PersonRow], needs: Mapping[str, Sequence[str]] = MappingProxyType({})
) -> tuple[PersonRow, ...]:
    """Return `rows` by name. With `needs`, the sections each person is in (`attention.needs_by_person`), people who
    wait for something come first, in the order of their first section and by name within one."""
    order = {section: n for n, section in enumerate(NEED_SECTIONS)}

    def key(row: PersonRow) -> tuple[int, str, str]:
        first = min((order[section] for section in needs.get(row.person, ())), default=len(order))
        return first, *_by_name(row)

    return tuple(sorted(rows, key=key))


def find_people(rows: Iterable[PersonRow], text: str) -> tuple[PersonRow, ...]:
    """Return the people that `text` names: by their id, else by their whole name, else by a part of it. An id at the
    end of a name in the overview counts as part of the name."""
    wanted, rows = clean(text).casefold(), tuple(rows)
    if not wanted:
        return ()
    return (
        tuple(row for row in rows if row.person == text)
        or tuple(row for row in rows if row.name.casefold() == wanted)
        or tuple(row for row in rows if row.name.partition(" (p-")[0].casefold() == wanted)
        or tuple(row for row in rows if wanted in words.person_name(row.name, row.person).casefold())
    )


def matching_items(items: Iterable[T], words: str) -> tuple[T, ...]:
    """Return the items that contain every word of `words`: in a name, a title, a win, or what would help."""
    wanted_words = words.casefold().split()
    return tuple(item for item in items if all(word in _words_of(item) for word in wanted_words))


def _words_of(item: PersonRow | TeamItem | TeamWin) -> str:
    parts = [item.name]
    if isinstance(item, TeamWin):
        parts += [item.win.text, item.win.kind, item.win.sender]
    else:
        entries = [item.item] if isinstance(item, TeamItem) else [*item.open, *item.asks]
        for entry in entries:
            severity = SEVERITIES[entry.severity - 1] if entry.severity else ""
            parts += [entry.title, entry.kind, entry.cause, entry.handed_to, severity]
        if isinstance(item, PersonRow):
            parts += [item.help, *(win.text for win in item.wins)]
    return "\n".join(parts).casefold()
