"""What an import contains, in numbers: days in each month, amounts, ratings and hours by activity. Pure."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from cmcheckin.domain.checkin import CheckIn
from cmcheckin.domain.numbers import rounded
from cmcheckin.domain.records import Record
from cmcheckin.domain.workday import Workday
from cmcheckin.interchange.importing.questions import ACTIVITY, ENERGY, MOOD, NOTHING
from cmcheckin.services.import_session import ImportSession


class Month(NamedTuple):
    """The number of `days` of a month with records to import, and the mean `mood` of those days; None without moods."""

    days: int = 0
    mood: float | None = None


class NamedAmount(NamedTuple):
    """An `amount` of something called `name`, with its names in the file."""

    name: str
    amount: float
    file_names: tuple[str, ...] = ()


@dataclass(frozen=True)
class ImportOverview:
    """What the records of an import contain.

    `first` and `last` are its days, None without records. `years` has the twelve months of each year with records, the
    oldest first. `amounts` are pairs of what is counted, a key of AMOUNTS in `wording/import_preview.py`, and its
    number. `moods` and `energies` are numbers of days by rating, 5 first, and `activities` hours, most first.
    """

    first: date | None = None
    last: date | None = None
    years: Mapping[int, tuple[Month, ...]] | None = None
    amounts: Sequence[tuple[str, float]] = ()
    moods: Sequence[NamedAmount] = ()
    energies: Sequence[NamedAmount] = ()
    activities: Sequence[NamedAmount] = ()


def import_overview(session: ImportSession, records: Sequence[Record]) -> ImportOverview:
    """Return what `records`, which `session` would import, contain."""
    days = [record.day for record in records]
    if not days:
        return ImportOverview()
    checkins = [record for record in records if isinstance(record, CheckIn)]
    workdays = [record for record in records if isinstance(record, Workday)]
    return ImportOverview(
        min(days),
        max(days),
        _years(records),
        [(what, number) for what, number in _amounts(records, checkins, workdays) if number],
        _ratings(session, MOOD, (checkin.mood for checkin in checkins)),
        _ratings(session, ENERGY, (checkin.energy for checkin in checkins)),
        _activities(session, workdays),
    )


def _years(records: Iterable[Record]) -> dict[int, tuple[Month, ...]]:
    days: dict[tuple[int, int], set[date]] = defaultdict(set)
    moods: dict[tuple[int, int], list[int]] = defaultdict(list)
    for record in records:
        month = (record.day.year, record.day.month)
        days[month].add(record.day)
        if isinstance(record, CheckIn) and record.mood is not None:
            moods[month].append(record.mood)
    return {
        year: tuple(_month(days.get((year, month), ()), moods.get((year, month), ())) for month in range(1, 13))
        for year in sorted({year for year, _ in days})
    }


def _month(days: Iterable[date], moods: Sequence[int]) -> Month:
    return Month(len(list(days)), sum(moods) / len(moods) if moods else None)


def _amounts(
    records: Sequence[Record], checkins: Sequence[CheckIn], workdays: Sequence[Workday]
) -> Iterable[tuple[str, float]]:
    yield "checkins", len(checkins)
    yield "moods", sum(checkin.mood is not None for checkin in checkins)
    yield "energies", sum(checkin.energy is not None for checkin in checkins)
    yield "feelings", sum(bool(checkin.feelings) for checkin in checkins)
    yield "notes", sum(bool(checkin.note) for checkin in checkins)
    yield "wins", sum(len(checkin.wins) for checkin in checkins)
    yield "workdays", len(workdays)
    yield "hours", rounded(sum(workday.hours or 0 for workday in workdays))
    yield "escalations", sum(record.type == "escalation" for record in records)


def _ratings(session: ImportSession, kind: str, found: Iterable[int | None]) -> tuple[NamedAmount, ...]:
    counted = Counter(rating for rating in found if rating is not None)
    names = _file_names(session, kind)
    if not counted:
        return ()
    return tuple(NamedAmount(str(rating), counted[rating], names.get(str(rating), ())) for rating in range(5, 0, -1))


def _activities(session: ImportSession, workdays: Iterable[Workday]) -> tuple[NamedAmount, ...]:
    spent: dict[str, float] = defaultdict(float)
    for workday in workdays:
        for activity in workday.activities:
            spent[activity.kind] += activity.hours or 0
    names = _file_names(session, ACTIVITY)
    most_first = sorted(spent.items(), key=lambda item: -item[1])
    return tuple(NamedAmount(kind, rounded(amount), names.get(kind, ())) for kind, amount in most_first)


def _file_names(session: ImportSession, kind: str) -> dict[str, tuple[str, ...]]:
    """Return what the file calls each answer of `kind`, the most frequent first, unless it has the same name."""
    found: dict[str, list[str]] = defaultdict(list)
    for question in sorted(session.questions, key=lambda question: -question.occurs):
        answer = session.answers.to(question)
        if question.kind == kind and answer != NOTHING and answer.casefold() != question.name.casefold():
            found[answer].append(question.name)
    return {answer: tuple(names) for answer, names in found.items()}
