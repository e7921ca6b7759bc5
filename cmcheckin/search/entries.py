"""Days to search, with their entries and the texts of these, folded once."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from functools import cache, cached_property
from typing import Final, NamedTuple, TypeAlias

from cmcheckin.domain.checkin import CheckIn
from cmcheckin.domain.escalation import Escalation
from cmcheckin.domain.records import Records
from cmcheckin.domain.workday import Workday
from cmcheckin.search.folding import folded
from cmcheckin.wording.record_words import activity_text, answer_text, workday_line

Found: TypeAlias = CheckIn | Workday | Escalation

UNSEARCHED_KINDS: Final = frozenset({"work", "other"})
"""Kinds that say too little to be searched for as words. `kind:` finds them."""


@cache
def folded_kind(kind: str) -> str:
    """Return the folded text by which words find `kind`; empty for UNSEARCHED_KINDS."""
    return "" if kind in UNSEARCHED_KINDS else folded(kind)


class Text(NamedTuple):
    """A text of an entry. `field` is one of `query.TEXTS`, `name` the name of a question, `number` the index of an
    update."""

    field: str
    text: str
    name: str = ""
    number: int = 0


class Entry:
    """A win, an escalation, a workday, or one of the texts of a check-in. `number` is the index of a win, or -1."""

    __slots__ = ("folded", "kinds", "needles", "number", "record", "texts")

    def __init__(self, record: Found, texts: tuple[Text, ...], kinds: tuple[str, ...] = (), number: int = -1) -> None:
        self.record, self.texts, self.kinds, self.number = record, texts, kinds, number
        self.needles = tuple(folded(text.text) for text in texts)
        self.folded = "\n".join((*self.needles, *map(folded_kind, kinds)) if kinds else self.needles)
        """The folded texts to search for words, and the kinds, so that `thanks` finds praise. A yes or no isn't among
        them: only a filter for its question finds it."""

    @property
    def title(self) -> str:
        """The first text: that of a win, or the title of an escalation. For a workday without one, a line about it."""
        if self.texts:
            return self.texts[0].text
        return workday_line(self.record) if isinstance(self.record, Workday) else ""


class SearchDay:
    """The records of a day. Its texts are folded when they are first searched."""

    def __init__(self, day: date) -> None:
        self.date = day
        self.checkin: CheckIn | None = None
        self.workday: Workday | None = None
        self.escalations: list[Escalation] = []

    @cached_property
    def entries(self) -> tuple[Entry, ...]:
        """The entries, in the order in which a day is shown."""
        found = [_of_workday(self.workday)] if self.workday else []
        found += _of_checkin(self.checkin) if self.checkin else ()
        return (*found, *map(_of_escalation, self.escalations))

    @cached_property
    def items(self) -> tuple[Entry, ...]:
        """The entries that filters choose from: wins, escalations and the workday."""
        return tuple(entry for entry in self.entries if entry.number >= 0 or entry.record is not self.checkin)

    @cached_property
    def folded(self) -> str:
        """All texts of the day."""
        return "\n".join([entry.folded for entry in self.entries])

    @cached_property
    def kinds(self) -> frozenset[str]:
        """The kinds of its entries."""
        return frozenset(kind for entry in self.entries for kind in entry.kinds)

    def same_records(self, other: SearchDay) -> bool:
        """Return whether `other` has the same record objects, which a journal returns until they change."""
        return (
            self.checkin is other.checkin
            and self.workday is other.workday
            and len(self.escalations) == len(other.escalations)
            and all(one is two for one, two in zip(self.escalations, other.escalations, strict=True))
        )


def days_of(records: Records) -> dict[date, SearchDay]:
    """Return the days with a check-in, a workday or an escalation in `records`."""
    found: dict[date, SearchDay] = {}

    def at(day: date) -> SearchDay:
        return found[day] if day in found else found.setdefault(day, SearchDay(day))

    for checkin in records.checkins:
        at(checkin.date).checkin = checkin
    for workday in records.workdays:
        at(workday.date).workday = workday
    for escalation in records.escalations:
        at(escalation.day).escalations.append(escalation)
    return found


def _of_checkin(checkin: CheckIn) -> Iterator[Entry]:
    for number, win in enumerate(checkin.wins):
        texts = (Text("win", win.text), Text("by", win.sender)) if win.sender else (Text("win", win.text),)
        yield Entry(checkin, texts, (win.kind,) if win.kind else (), number)
    if checkin.feelings:
        yield Entry(checkin, (Text("feeling", ", ".join(checkin.feelings)),))
    if checkin.community.feels:
        yield Entry(checkin, (Text("community", checkin.community.feels),))
    for name, answer in checkin.answers.items():
        entry = Entry(checkin, (Text("answer", answer_text(answer), name),))
        if isinstance(answer, bool):
            entry.folded = ""
        yield entry
    if checkin.note:
        yield Entry(checkin, (Text("note", checkin.note),))


def _of_workday(workday: Workday) -> Entry:
    texts = [Text("activity", ", ".join(map(activity_text, workday.activities)))] if workday.activities else []
    texts += [Text("label", workday.label)] if workday.label else []
    return Entry(workday, tuple(texts), (workday.kind, *(activity.kind for activity in workday.activities)))


def _of_escalation(item: Escalation) -> Entry:
    named = (("title", item.title), ("cause", item.cause), ("handed", item.handed_to), ("outcome", item.outcome))
    texts = [Text(field, text) for field, text in named if text]
    texts += [Text("update", update.text, number=number) for number, update in enumerate(item.updates)]
    return Entry(item, tuple(texts), (item.kind,) if item.kind else ())
