"""Add up the time entries of each day into a workday. Time that two timers recorded at once is counted once."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from typing import Final, NamedTuple

from cmcheckin.domain.days import day_of, each_day, instant
from cmcheckin.domain.fields import EARLIEST
from cmcheckin.domain.numbers import rounded, rounded_hours, whole
from cmcheckin.domain.records import MAX_AHEAD
from cmcheckin.domain.schedule import Schedule
from cmcheckin.domain.text import WORD, clean, shorten
from cmcheckin.domain.workday import PEERS, Activity, Workday
from cmcheckin.interchange.importing.context import ImportContext
from cmcheckin.interchange.importing.questions import ACTIVITY, NOTHING, Answers, Question
from cmcheckin.interchange.parsing import RecordEntry, Refusal
from cmcheckin.interchange.readers.items import Hours, Span
from cmcheckin.wording import foreign_files as words

_HOUR: Final = timedelta(hours=1)
_MINUTE: Final = timedelta(minutes=1)
_DAY: Final = timedelta(days=1)


class _Piece(NamedTuple):
    """Time from `start` to `end`, in UTC, the line it comes from, and the activities it counts for."""

    start: datetime
    end: datetime
    line: int = 0
    activities: tuple[str, ...] = ()


def activity_questions(spans: Iterable[Span | Hours], context: ImportContext) -> Iterator[Question]:
    """Yield a question for each tag of `spans`, the most frequent first: which activity does it mean? By default, the
    one with the same name, or none."""
    spelling: dict[str, str] = {}
    tags = Counter(spelling.setdefault(tag.casefold(), tag) for span in spans for tag in span.tags)
    for tag, occurs in tags.most_common():
        yield _question(tag, context, occurs)


def _question(tag: str, context: ImportContext, occurs: int = 1) -> Question:
    names = (*context.activities, PEERS)
    default = next((name for name in names if name.casefold() == tag.casefold()), NOTHING)
    return Question(ACTIVITY, tag, (*names, NOTHING), default, occurs)


def workdays_of(spans: Iterable[Span], answers: Answers, context: ImportContext) -> Iterator[RecordEntry | Refusal]:
    """Yield a workday for each of the user's days on which one of `spans` begins, oldest first, with the line of its
    first span. Spans in the future are refused.

    The whole of a span counts for the day on which it begins, so a night shift isn't split at `day_starts_at`. Time
    that an earlier day already has isn't counted again. Minutes after hours are set only if the user has a schedule:
    without them, a history would look as if there had been none, and later ones like an increase.
    """
    by_day: dict[date, list[_Piece]] = defaultdict(list)
    meanings: dict[str, str] = {}
    for span in spans:
        start, end = _moments(span, context.zone)
        day = day_of(start, context.day_starts_at, context.zone)
        if day > context.today or end > context.now + MAX_AHEAD:
            yield Refusal(span.line, words.IN_FUTURE.format(text=f"{span.end:%Y-%m-%d %H:%M}"))
            continue
        if day < EARLIEST:
            yield Refusal(span.line, words.OUT_OF_RANGE.format(text=day))
            continue
        for tag in span.tags:
            if tag not in meanings:
                meanings[tag] = _meaning(answers.to(_question(tag, context)), context)
        kinds = dict.fromkeys(meanings[tag] for tag in span.tags)
        by_day[day].append(_Piece(start, end, span.line, tuple(filter(None, kinds))))
    until = datetime.min.replace(tzinfo=UTC)
    for day in sorted(by_day):
        pieces = [piece._replace(start=max(piece.start, until)) for piece in by_day[day] if piece.end > until]
        if pieces:
            yield RecordEntry(min(piece.line for piece in pieces), _workday(day, pieces, context))
            until = max(piece.end for piece in pieces)


def workdays_of_hours(
    found: Iterable[Hours], answers: Answers, context: ImportContext
) -> Iterator[RecordEntry | Refusal]:
    """Yield a workday for each day of `found`, oldest first, with the line of its first row: all hours, the first start
    and the last end. Days in the future, and more than 24 hours in a day, are refused."""
    by_day: dict[date, list[Hours]] = defaultdict(list)
    for row in found:
        day = context.day(row.when)
        if day > context.today:
            yield Refusal(row.line, words.IN_FUTURE.format(text=day))
        elif day < EARLIEST:
            yield Refusal(row.line, words.OUT_OF_RANGE.format(text=day))
        else:
            by_day[day].append(row)
    for day, rows in sorted(by_day.items()):
        total = sum(row.hours or 0 for row in rows)
        if total > _DAY / _HOUR:
            yield Refusal(rows[-1].line, words.TOO_MANY_HOURS.format(hours=rounded(total, 2), day=day))
            continue
        spent: dict[str, float] = {}
        for row in rows:
            kinds = dict.fromkeys(_meaning(answers.to(_question(tag, context)), context) for tag in row.tags)
            for kind in filter(None, kinds):
                spent[kind] = spent.get(kind, 0) + (row.hours or 0)
        peers = spent.pop(PEERS, None)
        ends = [(row.start is not None and row.end <= row.start, row.end) for row in rows if row.end]
        workday = Workday(
            day,
            "work",
            hours=None if all(row.hours is None for row in rows) else rounded_hours(total),
            start=min((row.start for row in rows if row.start), default=None),
            end=max(ends)[1] if ends else None,
            activities=tuple(Activity(kind, rounded_hours(hours) if hours else None) for kind, hours in spent.items()),
            peer_minutes=whole(peers * 60) if peers else None,
        )
        yield RecordEntry(rows[0].line, workday)


def _meaning(answer: str, context: ImportContext) -> str:
    """Return the activity named by the user's `answer`, spelled as in the settings; empty for none."""
    if answer == NOTHING:
        return ""
    known = (name for name in (*context.activities, PEERS) if name.casefold() == answer.casefold())
    return next(known, shorten(clean(answer), WORD))


def _workday(day: date, pieces: Sequence[_Piece], context: ImportContext) -> Workday:
    kinds = dict.fromkeys(kind for piece in pieces for kind in piece.activities)
    spent = {kind: _union(piece for piece in pieces if kind in piece.activities) for kind in kinds}
    peers = spent.pop(PEERS, None)
    start, end = _wall_times(day, pieces, context.zone)
    return Workday(
        day,
        "work",
        hours=rounded_hours(_union(pieces) / _HOUR),
        start=start,
        end=end,
        after_hours_minutes=None
        if context.schedule == Schedule()
        else _outside(pieces, context.schedule, context.zone),
        activities=tuple(Activity(kind, rounded_hours(time_spent / _HOUR)) for kind, time_spent in spent.items()),
        peer_minutes=None if peers is None else min(whole(peers / _MINUTE), 1440),
    )


def _wall_times(day: date, pieces: Sequence[_Piece], zone: tzinfo | None) -> tuple[time | None, time | None]:
    """Return the first start and the last end of `pieces` as local times without seconds.

    A workday has times without dates, and its start is on `day` itself. So there are none if work began after midnight,
    and there is no end if it's more than 24 hours after the start.
    """
    first, last = min(piece.start for piece in pieces), max(piece.end for piece in pieces)
    start, end = (at.astimezone(zone).replace(second=0, microsecond=0) for at in (first, last))
    if start.date() != day:
        return None, None
    if start.time() == end.time() and last - first < _DAY / 2:
        end += _MINUTE  # seconds apart, which would read as a whole day
    return start.time(), end.time() if last - first <= _DAY else None


def after_hours(spans: Iterable[Span], schedule: Schedule, zone: tzinfo | None) -> int:
    """Return the minutes of `spans` outside the shifts of `schedule`, in `zone` (None: the machine's own).

    Overlapping spans count once. Days without a shift are entirely outside. A shift starts and ends at its local times:
    one that occurs twice means the first, and one that is skipped is read with the earlier offset.
    """
    return _outside((_Piece(*_moments(span, zone)) for span in spans), schedule, zone)


def _outside(pieces: Iterable[_Piece], schedule: Schedule, zone: tzinfo | None) -> int:
    outside = timedelta(0)
    for start, end in _merged(pieces):
        inside = (min(end, last) - max(start, first) for first, last in _shifts(start, end, schedule, zone))
        outside += end - start - sum((part for part in inside if part > timedelta(0)), timedelta(0))
    return whole(outside / _MINUTE)


def _shifts(
    start: datetime, end: datetime, schedule: Schedule, zone: tzinfo | None
) -> Iterator[tuple[datetime, datetime]]:
    """Yield the first and last moment, in UTC, of each shift between `start` and `end`."""
    for day in each_day(start.astimezone(zone).date() - _DAY, end.astimezone(zone).date()):
        if schedule.works_on(day):
            last_day = day + _DAY if schedule.night_shift else day
            first, last = datetime.combine(day, schedule.start), datetime.combine(last_day, schedule.end)
            yield instant(first, zone), instant(last, zone)


def _moments(span: Span, zone: tzinfo | None) -> tuple[datetime, datetime]:
    """Return the start and end of `span` in UTC. Times without an offset are local times in `zone`."""
    start, end = (at.astimezone(UTC) if at.tzinfo else instant(at, zone) for at in (span.start, span.end))
    return start, max(start, end)


def _union(pieces: Iterable[_Piece]) -> timedelta:
    return sum((end - start for start, end in _merged(pieces)), timedelta(0))


def _merged(pieces: Iterable[_Piece]) -> Iterator[tuple[datetime, datetime]]:
    """Yield the periods that `pieces` cover, in order and without overlaps."""
    current: tuple[datetime, datetime] | None = None
    for piece in sorted(pieces):
        if current and piece.start <= current[1]:
            current = current[0], max(current[1], piece.end)
        else:
            if current:
                yield current
            current = piece.start, piece.end
    if current:
        yield current
