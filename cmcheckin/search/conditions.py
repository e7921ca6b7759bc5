"""Turn a term of a query into tests of days and of their entries."""

from __future__ import annotations

import operator
from collections.abc import Callable
from datetime import datetime
from typing import Any, Final, NamedTuple, TypeAlias

from cmcheckin.domain.checkin import CheckIn
from cmcheckin.domain.escalation import Escalation
from cmcheckin.domain.workday import DAY_KINDS
from cmcheckin.search.entries import Entry, SearchDay
from cmcheckin.search.query import SCALES, Amount, Choice, Days, Term, Words

NightTest: TypeAlias = Callable[[datetime], bool]
"""A function that returns whether a ping at a moment is a night ping."""

ENTRY_TEXTS: Final = frozenset({"win", "by", "title", "cause", "handed", "outcome", "update"})
"""Fields of wins and escalations. Filters for them choose entries; filters for other fields choose days."""
ENTRY_AMOUNTS: Final = frozenset({"severity", "minutes"})
"""Numbers of escalations."""
_COMPARE: Final[dict[str, Callable[[Any, Any], bool]]] = {
    ":": operator.eq, "=": operator.eq, "<": operator.lt, "<=": operator.le, ">": operator.gt, ">=": operator.ge,
}  # fmt: skip


_HAS: Final[dict[str, Callable[[SearchDay], object]]] = {
    "checkin": lambda day: day.checkin is not None,
    "note": lambda day: day.checkin and day.checkin.note,
    "win": lambda day: day.checkin and day.checkin.wins,
    "escalation": lambda day: day.escalations,
    "feeling": lambda day: day.checkin and day.checkin.feelings,
    "community": lambda day: day.checkin and (day.checkin.community.mood or day.checkin.community.feels),
    "answer": lambda day: day.checkin and day.checkin.answers,
    "hours": lambda day: amount_of(day, "hours") is not None,
    "activity": lambda day: day.workday and day.workday.activities,
    "peers": lambda day: day.workday and day.workday.peer_minutes is not None,
}
"""The test of a day for each value of `has:`."""


class Condition(NamedTuple):
    """The tests that a term means. Without `of_entry`, `of_day` decides. With it, an entry must pass `of_entry`, and
    `of_day` is a quick test for days that may have one."""

    of_day: Callable[[SearchDay], bool]
    of_entry: Callable[[Entry], bool] | None = None


def condition(term: Term, at_night: NightTest) -> Condition:
    """Return the tests that `term` means, as if it weren't excluded."""
    if isinstance(term, Days):
        first, last = term.first, term.last
        return Condition(lambda day: first <= day.date <= last)
    if isinstance(term, Words):
        return _words(term)
    return _amount(term) if isinstance(term, Amount) else _choice(term, at_night)


def _words(term: Words) -> Condition:
    field, needle = term.field, term.needle
    if not field:
        return Condition(lambda day: needle in day.folded, lambda entry: needle in entry.folded)

    def contains(entry: Entry) -> bool:
        for text, plain in zip(entry.texts, entry.needles, strict=True):
            if needle in plain and (text.field == field or text.name == field):
                return True
        return False

    if field in ENTRY_TEXTS:
        return Condition(lambda day: needle in day.folded, lambda entry: needle in entry.folded and contains(entry))
    return Condition(lambda day: any(map(contains, day.entries)))


def _choice(term: Choice, at_night: NightTest) -> Condition:
    values = term.values
    if term.name == "has":
        tests = [_HAS[value] for value in values]
        return Condition(lambda day: any(test(day) for test in tests) if len(tests) > 1 else bool(tests[0](day)))
    if term.name == "kind":
        if values.issubset(DAY_KINDS):
            return Condition(lambda day: day.workday is not None and day.workday.kind in values)
        return Condition(lambda day: not values.isdisjoint(day.kinds), lambda entry: not values.isdisjoint(entry.kinds))
    if term.name == "status":
        return Condition(
            lambda day: bool(day.escalations),
            lambda entry: isinstance(entry.record, Escalation) and entry.record.status in values,
        )
    return Condition(lambda day: True, lambda entry: any(_is(entry, value, at_night) for value in values))


def _amount(term: Amount) -> Condition:
    name, compare, value = term.name, _COMPARE[term.operator], term.value
    if name in ENTRY_AMOUNTS:

        def of_entry(entry: Entry) -> bool:
            amount = getattr(entry.record, name, None)
            return amount is not None and compare(amount, value)

        return Condition(lambda day: bool(day.escalations), of_entry)
    return Condition(lambda day: (amount := amount_of(day, name)) is not None and compare(amount, value))


def amount_of(day: SearchDay, name: str) -> float | None:
    """Return the number `name` of `day`, one of AMOUNTS or of the user's own numbers; None if it has none."""
    checkin, workday = day.checkin, day.workday
    if name in ("hours", "after-hours", "peers"):
        if workday is None or name == "peers":
            return workday.peer_minutes if workday else None
        if name == "after-hours":
            return workday.after_hours_minutes
        return workday.hours if workday.doubtful else workday.counted_hours  # hours that look wrong are found too
    if checkin is None:
        return None
    if name in SCALES:
        rating: int | None = checkin.community.mood if name == "community" else getattr(checkin, name)
        return rating
    return checkin.metrics.get(name)


def _is(entry: Entry, what: str, at_night: NightTest) -> bool:
    record = entry.record
    if isinstance(record, CheckIn):
        return what == "long-term" and entry.number >= 0 and bool(record.wins[entry.number].long_term)
    if isinstance(record, Escalation):
        return record.unresolved if what == "unresolved" else what == "night" and at_night(record.opened)
    return False
