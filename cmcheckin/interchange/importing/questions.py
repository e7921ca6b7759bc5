"""What an import asks the user once, and the answers."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final, NamedTuple

from cmcheckin.domain.errors import Refused
from cmcheckin.domain.text import LINE, WORD, clean, shorten
from cmcheckin.wording import foreign_files as words

MOOD, ENERGY, FEELING, ACTIVITY, WIN, NUMBER = "mood", "energy", "feeling", "activity", "win", "number"
DATES, PERSON, COLUMN, SCALE = "dates", "person", "column", "scale"
KINDS: Final = (DATES, COLUMN, PERSON, SCALE, MOOD, ENERGY, FEELING, WIN, ACTIVITY, NUMBER)
"""What can be asked, in this order: the order of day and month, the column of a table with a value, the user's own
name, the lowest and highest number of a rating, the rating 1 to 5 of a mood or energy name, the feeling that a tag
means, whether a tag marks a win, the activity that a tag of a time tracker means, and the own number or question that a
habit belongs to."""
DAY_FIRST, MONTH_FIRST = "day-first", "month-first"
UNNAMED: Final = (DATES, PERSON)
"""Kinds of questions that are asked once for a file, whatever their name."""
YES: Final = "yes"
NOTHING: Final = "-"
"""The answer that a name isn't used, such as a mood that isn't one."""
_NONE: Final = ("", "-", "none", "no")
_RANGE: Final = re.compile(r"(-?\d{1,6}(?:\.\d{1,6})?)-(-?\d{1,6}(?:\.\d{1,6})?)")


class Question(NamedTuple):
    """A question about `name` of a `kind`: `options` to choose from (empty: any text), the `default`, and how often the
    name occurs. Without a default, it `must` be answered before the import."""

    kind: str
    name: str = ""
    options: tuple[str, ...] = ()
    default: str = ""
    occurs: int = 1

    @property
    def must(self) -> bool:
        """Whether the import can't go on without an answer."""
        return not self.default


class Answers:
    """The answers to questions, by kind and name in any case. Each kind in UNNAMED has only one answer."""

    def __init__(self, given: Mapping[tuple[str, str], str] | None = None) -> None:
        self._given = {answer_key(*key): answer for key, answer in (given or {}).items()}

    def get(self, kind: str, name: str = "") -> str:
        """Return the answer to the question of `kind` about `name`; empty if it isn't answered."""
        return self._given.get(answer_key(kind, name), "")

    def to(self, question: Question) -> str:
        """Return the answer to `question`, or its default."""
        return self.get(question.kind, question.name) or question.default

    def with_answers(self, given: Mapping[tuple[str, str], str]) -> Answers:
        """Return these answers with those `given`, which replace earlier ones."""
        return Answers({**self._given, **{answer_key(*key): answer for key, answer in given.items()}})


def answer_key(kind: str, name: str) -> tuple[str, str]:
    """Return what answers to the question of `kind` about `name` are kept under."""
    return kind, "" if kind in UNNAMED else name.casefold()


def read_scale(text: str) -> tuple[float, float] | None:
    """Return the lowest and the highest number of a scale such as `0-10`; the first is the worst, so on `10-1`, 1 is
    best. None if `text` isn't a scale."""
    found = _RANGE.fullmatch(text.replace(" ", ""))
    if found is None or float(found[1]) == float(found[2]):
        return None
    return float(found[1]), float(found[2])


def check_answer(question: Question, text: str) -> str:
    """Return `text` as an answer to `question`. Raises Refused if it isn't one."""
    answer = clean(text[:LINE])
    if question.kind == SCALE:
        if read_scale(answer) is None:
            raise Refused("scale", words.NOT_A_SCALE.format(text=shorten(answer, WORD)))
        return answer
    if question.options:
        options = {option.casefold(): option for option in question.options}
        if NOTHING in options and answer.casefold() in _NONE:
            return NOTHING
        if answer.casefold() not in options:
            why = words.NO_OPTIONS if question.options == (NOTHING,) else words.NOT_AN_OPTION
            allowed = ", ".join(question.options[:12])
            raise Refused(question.kind, why.format(text=shorten(answer, WORD), allowed=allowed))
        return options[answer.casefold()]
    if question.kind == FEELING and len(answer) > WORD:
        raise Refused("feeling", words.LONG_FEELING.format(limit=WORD))
    return NOTHING if answer.casefold() in _NONE else answer
