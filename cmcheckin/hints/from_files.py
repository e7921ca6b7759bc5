"""Work out what files show about each day: hours from time trackers, and first and last activity, minutes after hours,
night pings and counts from all files. Only times and counts are taken, and mood is never inferred."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from typing import Final, NamedTuple

from cmcheckin.domain.days import day_start, each_day
from cmcheckin.domain.numbers import rounded_hours
from cmcheckin.hints.day_hint import DayHint, pings_of
from cmcheckin.interchange.importing.context import ImportContext
from cmcheckin.interchange.importing.questions import Answers, Question
from cmcheckin.interchange.importing.workdays import after_hours, workdays_of
from cmcheckin.interchange.parsing import Refusal
from cmcheckin.interchange.readers.hint_items import DayOff, HintItem, Scope
from cmcheckin.interchange.readers.items import Event, LeftOut, Span
from cmcheckin.wording import hints as words

BURST: Final = timedelta(minutes=15)
"""The longest time between two posts or commits that counts as work. The time before the first and after the last of
them isn't known, so it doesn't count."""
ITEMS_AT_ONCE: Final = 256
"""How many items are read before the time is checked again."""
MEETINGS: Final = "meetings"
_MINUTE: Final = timedelta(minutes=1)
_DAY: Final = timedelta(days=1)
_NOBODY: Final[Mapping[str, tuple[str, ...]]] = {}


class FileItems(NamedTuple):
    """The items of the file called `name`, from the program `source`. `counted` is what its events are called, such as
    `posts`; empty for a time tracker."""

    name: str
    source: str
    counted: str
    items: Iterable[HintItem]


class Unused(NamedTuple):
    """How many lines of `file` aren't used for the same `reason`, a phrase, and the first of them. `is_bad`: whether
    they should have been readable."""

    file: str
    line: int
    reason: str
    number: int
    is_bad: bool


class FileHints(NamedTuple):
    """What files show by day, the lines that aren't used, and for each source in which the user isn't known, its people
    and how often each occurs."""

    by_day: Mapping[date, DayHint]
    unused: tuple[Unused, ...] = ()
    people: Mapping[str, tuple[tuple[str, int], ...]] = {}


class _Activity(NamedTuple):
    """Something that `person` did in `source` from `start` to `end`, which are equal for a single moment."""

    source: str
    counted: str
    person: str
    start: datetime
    end: datetime


@dataclass
class _Day:
    """What was done on a day."""

    done: dict[_Activity, None] = field(default_factory=dict)
    off: dict[str, None] = field(default_factory=dict)
    """The sources that show a day of leave."""


def hints_of(
    files: Iterable[FileItems],
    days: Collection[date],
    context: ImportContext,
    scope: Scope,
    names: Mapping[str, tuple[str, ...]] = _NOBODY,
) -> FileHints:
    """Return what `files` show about `days`. `names` has the names that files give to people's ids.

    `scope` has the user's own names, and stops reading when its time is up. What others did isn't counted. If a file
    names people and none of them is the user, nothing in it is counted.
    """
    found: dict[date, _Day] = defaultdict(_Day)
    unused: list[Unused] = []
    people: dict[str, Counter[str]] = defaultdict(Counter)
    wanted = {*days}
    around = tuple(each_day(min(wanted) - _DAY, max(wanted) + _DAY))
    # Days are found by their starts, as `day_of` for each item would take half the time of reading a large file.
    starts = [day_start(day, context.day_starts_at, context.zone).astimezone(UTC) for day in around]
    end = min(starts[-1], context.now)  # a meeting later today doesn't show any work yet
    for file in files:
        reader = _FileReader(file, scope)
        for item in reader.items():
            if isinstance(item, DayOff):
                found[item.day].off[file.source] = None
                continue
            people[file.source][item.person] += 1
            start = context.local(item.start if isinstance(item, Span) else item.at)
            if starts[0] <= start < end:
                until = context.local(item.end) if isinstance(item, Span) else start
                day = around[bisect_right(starts, start) - 1]
                found[day].done[_Activity(file.source, file.counted, item.person, start, until)] = None
        unused += reader.unused()
    mine = {source: _own(counted, scope.me, names) for source, counted in people.items()}
    for one in found.values():
        one.done = {done: None for done in one.done if done.person in mine[done.source]}
    hours = _hours(found, context)
    hints = {day: _hint(day, found[day], hours.get(day), context) for day in sorted(wanted) if day in found}
    unknown = {source: tuple(people[source].most_common()) for source, own in mine.items() if not own}
    return FileHints({day: hint for day, hint in hints.items() if hint.sources}, tuple(unused), unknown)


class _FileReader:
    """Reads the items of `file`, and counts those that aren't used."""

    def __init__(self, file: FileItems, scope: Scope) -> None:
        self._file, self._scope = file, scope
        self._unused: Counter[tuple[str, bool]] = Counter()
        self._lines: dict[str, int] = {}

    def items(self) -> Iterator[Span | Event | DayOff]:
        """Yield the items that show when something was done, until the time is up."""
        for number, item in enumerate(self._file.items):
            if number % ITEMS_AT_ONCE == 0 and self._scope.is_over():
                self._add(0, words.TAKES_TOO_LONG, is_bad=True)
                return
            if isinstance(item, LeftOut | Refusal):
                self._add(item.line, item.reason, is_bad=isinstance(item, Refusal))
            elif isinstance(item, Question):
                self._add(0, words.UNCLEAR_DATES, is_bad=True)
            elif isinstance(item, Span | Event | DayOff):
                yield item

    def _add(self, line: int, reason: str, *, is_bad: bool) -> None:
        self._unused[reason, is_bad] += 1
        self._lines[reason] = min(line, self._lines.get(reason, line))

    def unused(self) -> list[Unused]:
        """Return what wasn't used so far, by reason."""
        counts = self._unused.items()
        return [Unused(self._file.name, self._lines[reason], reason, n, bad) for (reason, bad), n in counts]


def _own(people: Collection[str], me: Collection[str], names: Mapping[str, tuple[str, ...]]) -> frozenset[str]:
    """Return which of `people` are the user, by name. An item without a person counts as the user's."""
    known = {person: {name.casefold() for name in (person, *names.get(person, ()))} for person in people}
    return frozenset(person for person, called in known.items() if not person or called.intersection(me))


def _hours(found: Mapping[date, _Day], context: ImportContext) -> dict[date, float | None]:
    """Return the hours that time trackers recorded on each day. Overlapping times count once."""
    spans = [Span(0, done.start, done.end) for one in found.values() for done in one.done if not done.counted]
    entries = (entry for entry in workdays_of(spans, Answers(), context) if not isinstance(entry, Refusal))
    return {entry.record.day: getattr(entry.record, "hours", None) for entry in entries}


def _hint(day: date, found: _Day, hours: float | None, context: ImportContext) -> DayHint:
    """Return what was `found` about `day`. The hours include the minutes after hours that no time tracker recorded."""
    # On a day of leave, the meetings in a calendar don't show that anybody went to them.
    seen = (one for one in found.done if not (found.off and one.counted == MEETINGS))
    done = sorted(seen, key=lambda one: one.start)
    tracked = [one for one in done if not one.counted]
    moments = [one.start for one in done if one.counted and one.counted != MEETINGS]
    first, last = _first_and_last(day, done, context)
    spans = [Span(0, one.start, one.end) for one in done if one.start < one.end] + list(_bursts(moments))
    minutes = min(after_hours(spans, context.schedule, context.zone), 1440)
    if hours is not None:
        recorded = after_hours([Span(0, one.start, one.end) for one in tracked], context.schedule, context.zone)
        hours = min(rounded_hours(hours + max(minutes - recorded, 0) / 60), 24)
    local = [at.astimezone(context.zone).replace(microsecond=0) for at in (*moments, *(one.start for one in tracked))]
    counts = Counter(one.counted for one in done if one.counted)
    return DayHint(
        day,
        tuple(dict.fromkeys((*found.off, *(one.source for one in done)))),
        "leave" if found.off else None,
        hours,
        first.time() if first else None,
        last.time() if last else None,
        minutes if minutes or tracked else None,
        tuple(pings_of([at for at in local if context.schedule.at_night(at)])),
        tuple(sorted(counts.items())),
    )


def _first_and_last(
    day: date, done: Iterable[_Activity], context: ImportContext
) -> tuple[datetime | None, datetime | None]:
    """Return the first and the last activity of `day`, to the minute. The first is None after midnight, as a workday
    couldn't tell it from the night before. The last is None if it is the same as the first, or a day later."""
    starts, ends = [one.start for one in done], [one.end for one in done]
    if not starts:
        return None, None
    first, last = (at.astimezone(context.zone).replace(second=0, microsecond=0) for at in (min(starts), max(ends)))
    if first.date() != day:
        return None, None
    return first, last if _MINUTE <= last - first < _DAY else None


def _bursts(moments: Iterable[datetime]) -> Iterator[Span]:
    """Yield the times between consecutive `moments` that are at most BURST apart."""
    start = last = None
    for at in moments:
        if start is None or last is None or at - last > BURST:
            if start and last and start < last:
                yield Span(0, start, last)
            start = at
        last = at
    if start and last and start < last:
        yield Span(0, start, last)
