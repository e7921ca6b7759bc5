"""Which days match a query, and where.

A filter about the day (`mood<=2`, `from:2026-10`, `feeling:tired`, `kind:leave`) chooses days. A filter about a win or
an escalation (`kind:thanks`, `status:open`, `cause:price`) chooses entries, and then all words must be in one of these.
Without one, each word may be anywhere on the day. An excluded word leaves out the entries that contain it or, when
nothing else is said about entries, the days.
"""

from __future__ import annotations

import operator
import re
from collections.abc import Callable, Iterator, Sequence
from datetime import datetime
from typing import Any, Final, NamedTuple, TypeAlias

from cmcheckin.domain.escalation import Escalation
from cmcheckin.domain.fields import Key
from cmcheckin.domain.workday import DAY_KINDS
from cmcheckin.search.entries import Day, Entry, Text
from cmcheckin.search.folding import merged, spans
from cmcheckin.search.query import SCALES, Amount, Choice, Days, Query, Term, Words
from cmcheckin.wording.formats import hours, minutes, plain_number
from cmcheckin.wording.record_words import rating_text, workday_line

DayTest: TypeAlias = Callable[[Day], bool]
EntryTest: TypeAlias = Callable[[Entry], bool]

_COMPARE: Final[dict[str, Callable[[Any, Any], bool]]] = {
    ":": operator.eq, "=": operator.eq, "<": operator.lt, "<=": operator.le, ">": operator.gt, ">=": operator.ge,
}  # fmt: skip
_DAY_TEXTS: Final = frozenset({"feeling", "community", "note", "answer", "label"})
"""Fields of which a day has one entry, or few: filters for them choose days."""
_ENTRY_AMOUNTS: Final = frozenset({"severity", "minutes"})
_LONG: Final = 240
"""Longest line that a hit shows in full, in characters. Of a longer one it shows the sentences that match."""
_SENTENCE: Final = re.compile(r"\S.*?(?:[.!?…。！？]+[\"'”’)]*(?=\s|$)|[。！？]|$)")


class Hit(NamedTuple):
    """Something that matched: a text of the record `key`, and where in it, in characters.

    `field`: one of `query.TEXTS`, the name of a number such as `mood`, or `kind` for a workday. `text`: the line, or
    of a long line the sentence, without `spans` if only a filter matched. `entry`: the win or the title of the
    escalation that the text belongs to. `number`: that of a win in its check-in or of an update, from 0; else -1.
    `name`: that of a question.
    """

    key: Key
    field: str
    text: str
    spans: tuple[tuple[int, int], ...] = ()
    entry: str = ""
    number: int = -1
    name: str = ""


class Matcher:
    """Tests days against a `query`. `at_night`: whether a ping at that moment is a night ping."""

    def __init__(self, query: Query, at_night: Callable[[datetime], bool]) -> None:
        self.query, self._at_night = query, at_night
        self._needles: list[str] = []
        self._fields: list[Words] = []
        self._day_amounts: list[Amount] = []
        self._day_kinds: list[Choice] = []
        self._day_tests: list[DayTest] = []
        self._entry_tests: list[EntryTest] = []
        self._excluded: list[EntryTest] = []
        for term in query.terms:
            self._add(term)

    def _add(self, term: Term) -> None:
        if isinstance(term, Words) and not term.field and not term.excluded:
            self._needles.append(term.needle)
            return
        if isinstance(term, Words) and not term.excluded:
            self._fields.append(term)
        day_test, entry_test = self._test(term)
        if day_test:
            self._day_tests.append(_inverted(day_test) if term.excluded else day_test)
            if not term.excluded and isinstance(term, Amount):
                self._day_amounts.append(term)
            if not term.excluded and isinstance(term, Choice) and term.name == "kind":
                self._day_kinds.append(term)
        elif entry_test:
            (self._excluded if term.excluded else self._entry_tests).append(entry_test)

    def _test(self, term: Term) -> tuple[DayTest | None, EntryTest | None]:
        """Return the test of `term`, of days or of entries."""
        if isinstance(term, Days):
            first, last = term.first, term.last
            return lambda day: first <= day.date <= last, None
        if isinstance(term, Words):
            return _words_test(term)
        if isinstance(term, Amount):
            return _amount_test(term)
        values = term.values
        if term.name == "kind" and values.issubset(DAY_KINDS):
            return lambda day: day.workday is not None and day.workday.kind in values, None
        if term.name == "kind":
            return None, lambda entry: not values.isdisjoint(entry.kinds)
        if term.name == "status":
            return None, lambda entry: isinstance(entry.record, Escalation) and entry.record.status in values
        if term.name == "is":
            return None, lambda entry: any(_is(entry, value, self._at_night) for value in values)
        return lambda day: any(_has(day, value) for value in values), None

    def matches(self, day: Day) -> bool:
        """Return whether `day` matches every term."""
        for test in self._day_tests:
            if not test(day):
                return False
        if self._needles:
            text = day.folded
            for needle in self._needles:
                if needle not in text:
                    return False
        if self._entry_tests:
            return any(self._is_wanted(entry) for entry in day.entries)
        if not self._excluded:
            return True
        left = [entry.folded for entry in day.entries if not any(test(entry) for test in self._excluded)]
        if not self._needles:
            return len(left) == len(day.entries)
        return all(any(needle in text for text in left) for needle in self._needles)

    def _is_wanted(self, entry: Entry) -> bool:
        """Return whether `entry` matches every filter about entries, and if there is one, contains all words."""
        if not all(test(entry) for test in self._entry_tests) or any(test(entry) for test in self._excluded):
            return False
        return not self._entry_tests or all(needle in entry.folded for needle in self._needles)

    def hits(self, day: Day) -> tuple[Hit, ...]:
        """Return what matched on `day`, which matches, in the order in which a day is shown."""
        found = [_amount_hit(day, term) for term in self._day_amounts]
        if self._day_kinds and day.workday:
            found.append(Hit(day.workday.key, "kind", workday_line(day.workday)))
        for entry in day.entries:
            found += self._entry_hits(entry)
        return tuple(found)

    def _entry_hits(self, entry: Entry) -> Iterator[Hit]:
        wanted = bool(self._entry_tests or self._needles) and self._is_wanted(entry)
        shown = False
        for text in entry.texts:
            needles = self._needles if wanted else []
            fields = [t.needle for t in self._fields if t.field == text.field and (wanted or t.field in _DAY_TEXTS)]
            where = merged([span for needle in (*needles, *fields) for span in spans(text.text, needle)])
            for part, within in excerpts(text.text, where):
                shown = True
                yield _hit(entry, text, part, within)
        if self._entry_tests and wanted and not shown:
            first = entry.texts[0] if entry.texts else Text("kind", entry.title)
            yield _hit(entry, first, first.text, ())


def _hit(entry: Entry, text: Text, part: str, within: tuple[tuple[int, int], ...]) -> Hit:
    number = text.number if text.field == "update" else entry.number
    return Hit(entry.record.key, text.field, part, within, entry.title, number, text.name)


def _inverted(test: DayTest) -> DayTest:
    return lambda day: not test(day)


def _words_test(term: Words) -> tuple[DayTest | None, EntryTest | None]:
    field, needle = term.field, term.needle
    if not field:
        return None, lambda entry: needle in entry.folded

    def contains(entry: Entry) -> bool:
        if needle not in entry.folded:
            return False
        return any(
            text.field == field and needle in plain for text, plain in zip(entry.texts, entry.needles, strict=True)
        )

    if field in _DAY_TEXTS:
        return lambda day: needle in day.folded and any(map(contains, day.entries)), None
    return None, contains


def _amount_test(term: Amount) -> tuple[DayTest | None, EntryTest | None]:
    name, compare, value = term.name, _COMPARE[term.operator], term.value
    if name not in _ENTRY_AMOUNTS:
        return lambda day: (amount := _amount(day, name)) is not None and compare(amount, value), None

    def test(entry: Entry) -> bool:
        item = entry.record
        amount = (item.severity if name == "severity" else item.minutes) if isinstance(item, Escalation) else None
        return amount is not None and compare(amount, value)

    return None, test


def _amount(day: Day, name: str) -> float | None:
    """Return the number called `name` of `day`; None if there is none."""
    checkin, workday = day.checkin, day.workday
    if name in ("hours", "after-hours"):
        if workday is None or name == "after-hours":
            return workday.after_hours_minutes if workday else None
        return workday.hours if workday.hours is not None else workday.counted_hours
    if checkin is None:
        return None
    if name in SCALES:
        found: int | None = checkin.community.mood if name == "community" else getattr(checkin, name)
        return found
    return checkin.metrics.get(name)


def _amount_hit(day: Day, term: Amount) -> Hit:
    amount = _amount(day, term.name) or 0
    if term.name in SCALES:
        text = rating_text(int(amount), SCALES[term.name])
    elif term.name == "hours":
        text = hours(amount)
    else:
        text = minutes(amount) if term.name == "after-hours" else plain_number(amount)
    record = day.workday if term.name in ("hours", "after-hours") else day.checkin
    return Hit(record.key if record else Key("checkin", day.date.isoformat()), term.name, text)


def _has(day: Day, what: str) -> bool:
    checkin = day.checkin
    if what == "hours":
        return _amount(day, "hours") is not None
    if what == "escalation":
        return bool(day.escalations)
    if checkin is None:
        return False
    return bool({
        "checkin": True, "note": checkin.note, "win": checkin.wins, "feeling": checkin.feelings,
        "community": checkin.community.mood or checkin.community.feels, "answer": checkin.answers,
    }[what])  # fmt: skip


def _is(entry: Entry, what: str, at_night: Callable[[datetime], bool]) -> bool:
    record = entry.record
    if what == "long-term":
        return entry.number >= 0 and record.type == "checkin" and bool(record.wins[entry.number].long_term)  # type: ignore[union-attr]
    if not isinstance(record, Escalation):
        return False
    return record.unresolved if what == "unresolved" else at_night(record.opened)


def excerpts(
    text: str, where: Sequence[tuple[int, int]], longest: int = _LONG
) -> Iterator[tuple[str, tuple[tuple[int, int], ...]]]:
    """Yield the lines of `text` that have something of the spans in `where`, each with its own spans.

    Of a line over `longest` characters, only the sentences that have something of them.
    """
    at = 0
    for line in text.split("\n"):
        end = at + len(line)
        if any(start < end and stop > at for start, stop in where):
            parts = [(0, len(line))] if len(line) <= longest else [m.span() for m in _SENTENCE.finditer(line)]
            for low, high in parts:
                inside = tuple(
                    (max(start - at, low) - low, min(stop - at, high) - low)
                    for start, stop in where
                    if start - at < high and stop - at > low
                )
                if inside:
                    yield line[low:high], inside
        at = end + 1


class DayHits(NamedTuple):
    """A day that matches, and its hits; none if only filters about the day were given that show no text."""

    day: Day
    hits: tuple[Hit, ...]


class Results(Sequence[DayHits]):
    """The days that match a query, the newest first. The hits of a day are found when it is first asked for."""

    def __init__(self, matcher: Matcher, days: Sequence[Day]) -> None:
        self.query = matcher.query
        self.days = [day for day in days if matcher.matches(day)] if matcher.query.terms else days
        self._matcher = matcher
        self._hits: dict[int, DayHits] = {}

    def __len__(self) -> int:
        """Return how many days match."""
        return len(self.days)

    def __getitem__(self, at: Any) -> Any:
        """Return the day at the position `at`, with its hits; for a slice, a list of them."""
        if isinstance(at, slice):
            return [self[n] for n in range(*at.indices(len(self.days)))]
        at = range(len(self.days))[at]
        if at not in self._hits:
            day = self.days[at]
            self._hits[at] = DayHits(day, self._matcher.hits(day))
        return self._hits[at]
