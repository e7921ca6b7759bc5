"""Find the days that match a query.

A filter about the day (`mood<=2`, `from:2026-10`, `feeling:tired`, `kind:leave`) chooses days. A filter about a win or
an escalation (`kind:thanks`, `status:open`, `cause:price`) chooses entries, and then all words must be in one of these.
Without such a filter, each word may be anywhere on the day. An excluded word leaves out the entries that contain it or,
without such a filter, the days.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple, overload

from cmcheckin.search.conditions import ENTRY_AMOUNTS, ENTRY_TEXTS, Condition, NightTest, condition
from cmcheckin.search.entries import Entry, SearchDay
from cmcheckin.search.hits import Hit, amount_hit, entry_hit, entry_kind_hit, kind_hit, text_hits
from cmcheckin.search.query import Amount, Choice, Query, Words


class Matcher:
    """Tests days against a `query`. `at_night`: whether a ping at a moment is a night ping."""

    def __init__(self, query: Query, at_night: NightTest) -> None:
        self.query = query
        self._needles = [term.needle for term in query.terms if _is_plain(term) and isinstance(term, Words)]
        self._of_day: list[Callable[[SearchDay], bool]] = []
        self._not_of_day: list[Callable[[SearchDay], bool]] = []
        self._of_entry: list[Callable[[Entry], bool]] = []
        self._excluded: list[Condition] = []
        for term in query.terms:
            found = condition(term, at_night)
            if found.of_entry is None or _is_plain(term):
                (self._not_of_day if term.excluded else self._of_day).append(found.of_day)
            elif term.excluded:
                self._excluded.append(found)
            else:
                self._of_day.append(found.of_day)
                self._of_entry.append(found.of_entry)

    def matches(self, day: SearchDay) -> bool:
        """Return whether `day` matches every term."""
        for test in self._of_day:
            if not test(day):
                return False
        for test in self._not_of_day:
            if test(day):
                return False
        if self._of_entry:
            return any(True for _ in self._wanted(day))
        if not self._excluded or not (excluded := self._tests_excluding(day)):
            return True
        if not self._needles:
            return not any(test(entry) for test in excluded for entry in day.entries)
        left = list(self._wanted(day))
        return all(any(needle in entry.folded for entry in left) for needle in self._needles)

    def _wanted(self, day: SearchDay) -> Iterator[Entry]:
        """Yield the entries of `day` that aren't excluded and that match every filter for entries and, if there is one,
        all words."""
        excluded = self._tests_excluding(day)
        for entry in day.items if self._of_entry else day.entries:
            for test in self._of_entry:
                if not test(entry):
                    break
            else:
                if excluded and any(test(entry) for test in excluded):
                    continue
                if not self._of_entry or all(needle in entry.folded for needle in self._needles):
                    yield entry

    def _tests_excluding(self, day: SearchDay) -> list[Callable[[Entry], bool]]:
        """Return the tests for excluded entries that an entry of `day` may pass."""
        return [one.of_entry for one in self._excluded if one.of_entry and one.of_day(day)]

    def hits(self, day: SearchDay) -> tuple[Hit, ...]:
        """Return the hits on `day`, which must match, in the order in which a day is shown."""
        terms = [term for term in self.query.terms if not term.excluded]
        amounts = dict.fromkeys(term.name for term in terms if isinstance(term, Amount))
        found = [amount_hit(day, name) for name in amounts if name not in ENTRY_AMOUNTS]
        by_kind = any(isinstance(term, Choice) and term.name == "kind" for term in terms) and not self._of_entry
        wanted = set(self._wanted(day)) if self._of_entry or self._needles else set()
        words = [term for term in terms if isinstance(term, Words)]
        for entry in day.entries:
            shown = len(found)
            if by_kind and entry.record is day.workday:
                found += kind_hit(day)
            for text, plain in zip(entry.texts, entry.needles, strict=True):
                needles = [
                    term.needle
                    for term in words
                    if term.needle in plain
                    and (not term.field or term.field in (text.field, text.name))
                    and (entry in wanted or (term.field and term.field not in ENTRY_TEXTS))
                ]
                if needles:
                    found += text_hits(entry, text, needles)
            if self._needles and entry in wanted and len(found) == shown:
                found += entry_kind_hit(entry, self._needles)
            if self._of_entry and entry in wanted and len(found) == shown:
                found.append(entry_hit(entry))
        return tuple(found)


def narrows(query: Query, before: Query) -> bool:
    """Return whether each day that matches `query` certainly matches `before` too, as after most letters typed: `query`
    has more terms, or a longer last word. With an excluded word it isn't certain, since its effect depends on the other
    terms."""
    at = len(before.terms) - 1
    if at < 0 or len(query.terms) <= at or any(term.excluded for term in before.terms):
        return False
    last, now = before.terms[at], query.terms[at]
    if isinstance(last, Words) and isinstance(now, Words) and not now.excluded:
        is_longer = last.field == now.field and now.needle.startswith(last.needle)
    else:
        is_longer = last == now
    return is_longer and before.terms[:at] == query.terms[:at]


def _is_plain(term: object) -> bool:
    """Return whether `term` is a word that may be anywhere on the day."""
    return isinstance(term, Words) and not term.field and not term.excluded


class DayHits(NamedTuple):
    """A day that matches, and its hits. There are none if all filters are for days and show no text."""

    day: SearchDay
    hits: tuple[Hit, ...]


class Results(Sequence[DayHits]):
    """The days that match a query, newest first. The hits of a day are found when it is first read."""

    def __init__(self, matcher: Matcher, days: Sequence[SearchDay]) -> None:
        self.query = matcher.query
        self.days: Sequence[SearchDay] = [day for day in days if matcher.matches(day)] if matcher.query.terms else days
        self._matcher = matcher
        self._hits: dict[int, DayHits] = {}

    def __len__(self) -> int:
        """Return how many days match."""
        return len(self.days)

    @overload
    def __getitem__(self, at: int) -> DayHits: ...

    @overload
    def __getitem__(self, at: slice) -> list[DayHits]: ...

    def __getitem__(self, at: int | slice) -> DayHits | list[DayHits]:
        """Return the day at the position `at`, with its hits; for a slice, a list of them."""
        if isinstance(at, slice):
            return [self[n] for n in range(*at.indices(len(self.days)))]
        at = range(len(self.days))[at]
        if at not in self._hits:
            day = self.days[at]
            self._hits[at] = DayHits(day, self._matcher.hits(day))
        return self._hits[at]
