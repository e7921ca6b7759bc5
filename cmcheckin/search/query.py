"""The grammar of search: parse a text into a query of terms. Parsing never fails.

A term is a word, a "phrase", or a filter: a name, `:`, `=`, `<`, `<=`, `>` or `>=`, and a value. `-` before a term
excludes what it finds. An incomplete or invalid filter is left out, with a note that says so.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from datetime import date
from typing import Final, NamedTuple, TypeAlias

from cmcheckin.domain.checkin import WIN_KINDS
from cmcheckin.domain.escalation import ESCALATION_KINDS, SEVERITIES, STATUSES
from cmcheckin.domain.spans import read_span
from cmcheckin.domain.workday import DAY_KINDS
from cmcheckin.search.folding import folded
from cmcheckin.wording import search as words
from cmcheckin.wording.record_words import ENERGY, MOOD, WORKLOAD

DATES: Final = ("on", "from", "to")
SCALES: Final[Mapping[str, tuple[str, ...]]] = {
    "mood": MOOD, "energy": ENERGY, "workload": WORKLOAD, "community": MOOD, "severity": SEVERITIES,
}  # fmt: skip
"""Filters for ratings, with the words of their scales."""
AMOUNTS: Final = (*SCALES, "hours", "after-hours", "peers", "minutes")
"""Filters for numbers. `after-hours` and `peers` are the minutes of a day, `minutes` those of an escalation."""
CHOICES: Final[Mapping[str, tuple[str, ...]]] = {
    "kind": tuple(dict.fromkeys((*WIN_KINDS, *ESCALATION_KINDS, *DAY_KINDS))),
    "status": STATUSES,
    "is": ("night", "unresolved", "long-term"),
    "has": ("checkin", "note", "win", "escalation", "feeling", "community", "answer", "hours", "activity", "peers"),
}
"""Filters with a list of values to choose from."""
TEXTS: Final = (
    "win", "by", "title", "cause", "handed", "outcome", "update", "feeling", "community", "note", "answer",
    "activity", "label",
)  # fmt: skip
"""Filters for words in one field. `by` is who gave praise."""
OPERATORS: Final = (":", "=", "<", "<=", ">", ">=")

_QUOTES: Final = str.maketrans("“”„«»", '"' * 5)
_CHUNK: Final = re.compile(r'-?(?:[^\s:=<>"]+(?:[<>]=?|[:=]))?"[^"]*"?|\S+')
_FILTER: Final = re.compile(r"([^\s:=<>]*)([<>]=?|[:=])(.*)", re.DOTALL)
_NUMBER: Final = re.compile(r"-?[0-9]{1,12}(?:[.,][0-9]{1,6})?")
_HALF_DATE: Final = re.compile(r"([0-9]{4}(?:-[0-9]{2})?)-[0-9]?")
"""A half-typed date. Its group is the complete part."""


class Words(NamedTuple):
    """A word or a phrase. `needle` is its folded text. `field` limits it to one of TEXTS or to one of the user's own
    questions, by its name."""

    typed: str
    excluded: bool
    needle: str
    field: str = ""


class Choice(NamedTuple):
    """A filter `name` of CHOICES, with the values that match."""

    typed: str
    excluded: bool
    name: str
    values: frozenset[str]


class Amount(NamedTuple):
    """A comparison of a number: `name` is one of AMOUNTS or of the user's own metrics, `operator` one of OPERATORS."""

    typed: str
    excluded: bool
    name: str
    operator: str
    value: float


class Days(NamedTuple):
    """The days from `first` to `last`, both included."""

    typed: str
    excluded: bool
    first: date
    last: date


Term: TypeAlias = Words | Choice | Amount | Days


class Note(NamedTuple):
    """A sentence about a term that may not mean what was intended.

    `is_mistake`: whether the term was left out or its value was completed, so that a command refuses it. `is_last`:
    whether it is at the end of the text, so that the next key may complete it.
    """

    typed: str
    text: str
    is_mistake: bool
    is_last: bool


class Query(NamedTuple):
    """The terms of a search. A day must match each of them. Without terms, every day matches."""

    terms: tuple[Term, ...] = ()
    notes: tuple[Note, ...] = ()


class Vocabulary(NamedTuple):
    """The names of the user's own numbers and questions, and further kinds, such as those of activities."""

    metrics: Collection[str] = ()
    questions: Collection[str] = ()
    kinds: Collection[str] = ()


NO_NAMES: Final = Vocabulary()


def parse(text: str, today: date, own: Vocabulary = NO_NAMES) -> Query:
    """Return the query in `text`. Dates are relative to `today`. `own`: the user's own names.

    >>> parse("meetup kind:thanks", date(2026, 11, 20)).terms[0].needle
    ' meetup'
    """
    terms: list[Term] = []
    notes: list[Note] = []
    chunks = _CHUNK.findall(text.translate(_QUOTES))
    is_open = not text[-1:].isspace()
    for number, chunk in enumerate(chunks, 1):
        excluded = chunk.startswith("-")
        read = _Reader(chunk, excluded, today, own)
        if (term := read.term(chunk[1:] if excluded else chunk)) is not None:
            terms.append(term)
        if read.note:
            notes.append(Note(chunk, read.note, read.is_mistake, is_open and number == len(chunks)))
    return Query(tuple(terms), tuple(notes))


def from_arguments(arguments: Sequence[str]) -> str:
    """Return the `arguments` of a command as one text for `parse`. The shell removed the quotes around an argument of
    several words, so it becomes a phrase again, unless it has filters in it."""
    return " ".join(map(_requoted, arguments))


def _requoted(argument: str) -> str:
    if len(argument.split()) < 2 or '"' in argument.translate(_QUOTES):
        return argument
    first, *others = argument.split()
    if any(word.startswith("-") or _filter_name(word) for word in others):
        return argument
    minus, body = ("-", argument[1:]) if argument.startswith("-") else ("", argument)
    name = _filter_name(first)
    if not name:
        return f'{minus}"{body}"'
    found = _FILTER.fullmatch(body)
    return f'{minus}{found[1]}{found[2]}"{found[3]}"' if found and name in (*DATES, *TEXTS) else argument


def _filter_name(word: str) -> str:
    """Return the name of the filter at the start of `word`; empty if there is none."""
    found = _FILTER.fullmatch(word.removeprefix("-"))
    name = found[1].lower().replace("_", "-") if found else ""
    return name if name in (*DATES, *CHOICES, *AMOUNTS, *TEXTS) else ""


class _Reader:
    """A parser of one term, `typed`. Afterwards, `note` says what is wrong with it; empty if nothing is."""

    def __init__(self, typed: str, excluded: bool, today: date, own: Vocabulary) -> None:
        self.start = (typed, excluded)
        self.typed, self.today, self.own = typed, today, own
        self.note, self.is_mistake = "", True

    def term(self, body: str) -> Term | None:
        """Return the term in `body`, which has no `-` in front; None if it is left out."""
        found = None if body.startswith('"') else _FILTER.fullmatch(body)
        if found is None:
            return self.words(body)
        name, operator, value = _filter_name(body), found[2], found[3].strip('"').strip()
        if name in DATES:
            return self.days(name, value)
        if name in CHOICES:
            return self.choice(name, value)
        if name in AMOUNTS and (name not in TEXTS or not value or operator != ":" or _NUMBER.fullmatch(value)):
            return self.amount(name, operator, value)
        if name in TEXTS:
            return self.words(value, name, operator)
        return self.own_name(found[1], operator, value) or (None if self.note else self.unknown_name(body, found[1]))

    def words(self, text: str, field: str = "", operator: str = ":") -> Words | None:
        """Return the term for `text` in `field`."""
        needle = folded(text)
        if not needle:
            self.note = words.no_text(self.typed, field)
        elif operator not in (":", "="):
            self.note = words.not_comparable(self.typed, field)
        else:
            return Words(*self.start, needle, field)
        return None

    def days(self, name: str, value: str) -> Days | None:
        """Return the days that `value` means after `name`: `on`, `from` or `to`. Only the complete part of a
        half-typed date counts."""
        half = _HALF_DATE.fullmatch(value)
        try:
            _, first, last = read_span(half[1] if half else value, self.today)
        except ValueError:
            self.note = words.not_days(self.typed, name, value)
            return None
        if half:
            self.note = words.not_days(self.typed, name, value)
        return Days(*self.start, date.min if name == "to" else first, date.max if name == "from" else last)

    def choice(self, name: str, value: str) -> Choice | None:
        """Return the term for one or more values, separated by commas. An incomplete value means all that start so."""
        known = {one.lower(): one for one in (*CHOICES[name], *(self.own.kinds if name == "kind" else ()))}
        meant: list[str] = []
        for part in map(str.strip, value.lower().split(",")):
            near = [part] if part in known else [one for one in known if part and one.startswith(part)]
            meant += (known[one] for one in near)
            if part not in known:
                self.note = words.not_a_choice(part, name, near, list(known))
        return Choice(*self.start, name, frozenset(meant)) if meant else None

    def amount(self, name: str, operator: str, value: str) -> Amount | None:
        """Return the comparison of `name` with `value`, which is a number or a word of the scale."""
        scale = SCALES.get(name, ())
        if value.lower() in scale:
            return Amount(*self.start, name, operator, scale.index(value.lower()) + 1)
        if not _NUMBER.fullmatch(value):
            self.note = words.not_a_number(self.typed, name)
            return None
        return Amount(*self.start, name, operator, float(value.replace(",", ".")))

    def own_name(self, name: str, operator: str, value: str) -> Term | None:
        """Return the term for one of the user's own numbers or questions; None if `name` is neither."""
        plain = folded(name)
        for metric in self.own.metrics:
            if plain and folded(metric) == plain:
                return self.amount(metric, operator, value)
        for question in self.own.questions:
            if plain and folded(question) == plain:
                return self.words(value, question, operator)
        return None

    def unknown_name(self, body: str, name: str) -> Words | None:
        """Return the term for a text with a colon or an operator in it, such as a time or a URL."""
        term = self.words(body)
        if term and name.isalpha() and not body.lower().startswith(("http:", "https:")):
            self.note, self.is_mistake = words.not_a_filter(name), False
        return term
