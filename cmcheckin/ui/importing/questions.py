"""The questions of an import as a list: which one is selected, and which answers its keys give. Pure."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Sequence
from contextlib import suppress
from itertools import islice
from typing import Final, NamedTuple

from cmcheckin.domain.text import clean
from cmcheckin.interchange.importing.questions import (
    COLUMN,
    ENERGY,
    FEELING,
    KINDS,
    MOOD,
    NOTHING,
    SCALE,
    WIN,
    YES,
    Question,
)
from cmcheckin.services.import_session import ImportSession
from cmcheckin.wording import import_preview as preview_words
from cmcheckin.wording import import_screen as words

RATED: Final = (MOOD, ENERGY)
ROWS: Final = 50
"""How many rows of a table are searched for examples."""
MOST_EXAMPLES: Final = 3
EXAMPLE: Final = 60
"""The limit in characters for an example."""


class Option(NamedTuple):
    """An answer in `words`. `key` gives it; empty if only arrows do. `answer` is empty if the key does more than
    answer."""

    key: str
    words: str
    is_chosen: bool = False
    answer: str = ""


class QuestionRow(NamedTuple):
    """A question with its answer. `is_win`: whether a tag marks a win."""

    question: Question
    answer: str
    is_win: bool = False
    examples: tuple[str, ...] = ()
    """The first values of the column that is the answer."""

    @property
    def name(self) -> str:
        """What the question is about."""
        return self.question.name or words.UNNAMED[self.question.kind]

    @property
    def text(self) -> str:
        """The answer as shown; empty while a required answer is missing."""
        kind, answer = self.question.kind, self.answer
        if kind == FEELING:
            parts = [words.IS_FEELING.format(word=answer)] if answer != NOTHING else []
            return ", ".join([*parts, *([words.MARKS_WIN] if self.is_win else [])]) or words.UNUSED
        if answer == NOTHING:
            return words.UNUSED
        return preview_words.rating(kind, int(answer)) if kind in RATED and answer else answer

    @property
    def choices(self) -> tuple[str, ...]:
        """The options that digits choose. `-` has its own key."""
        return tuple(option for option in self.question.options if option != NOTHING)

    def options(self) -> Iterator[Option]:
        """Yield each answer that a key gives."""
        kind, answer = self.question.kind, self.answer
        if kind == FEELING:
            word = self.question.name.lstrip("@#") if answer == NOTHING else answer
            yield Option("f", words.IS_FEELING.format(word=word), answer != NOTHING)
            yield Option("w", words.MARKS_WIN, self.is_win)
            yield Option("t", words.ANOTHER_WORD)
            yield Option("-", words.UNUSED, answer == NOTHING and not self.is_win)
            return
        for number, option in enumerate(self.choices, 1):
            word = preview_words.RATINGS[kind][number - 1] if kind in RATED else option
            yield Option(str(number) if number < 10 else "", word, option == answer, option)
        if kind == SCALE:
            is_own = answer not in ("", *self.choices)
            yield Option("t", answer if is_own else words.ANOTHER_RANGE, is_own)
        if self.allows_nothing:
            yield Option("-", words.UNUSED, answer == NOTHING, NOTHING)

    @property
    def allows_nothing(self) -> bool:
        """Whether `-` is an answer."""
        return NOTHING in self.question.options


class QuestionList:
    """The questions of `session` in `rows`, below headings, with one of them selected."""

    def __init__(self, session: ImportSession) -> None:
        self.session = session
        self.rows: list[QuestionRow | str] = []
        self.selected = 0
        self._read()
        self.select_open()

    def _read(self) -> None:
        self.rows = list(_rows(self.session))
        self._questions = {n: row for n, row in enumerate(self.rows) if isinstance(row, QuestionRow)}
        self._places = list(self._questions)
        """The indexes of the rows with a question."""

    @property
    def current(self) -> QuestionRow | None:
        """The selected question; None without questions."""
        return self._questions.get(self.selected)

    @property
    def count(self) -> int:
        """How many questions there are."""
        return len(self._places)

    @property
    def open(self) -> int:
        """How many questions must still be answered."""
        return sum(not row.answer for row in self._questions.values())

    @property
    def number(self) -> int:
        """The place of the selected question, from 1; 0 without questions."""
        return self._places.index(self.selected) + 1 if self._places else 0

    @property
    def sections(self) -> int:
        """How many headings there are."""
        return sum(isinstance(row, str) and bool(row) for row in self.rows)

    def select(self, index: int) -> None:
        """Select the question in the row `index`, if there is one."""
        if index in self._places:
            self.selected = index

    def select_open(self) -> None:
        """Select the first question that must still be answered, or the first one."""
        is_open = (n for n, row in self._questions.items() if not row.answer)
        self.selected = next(is_open, self._places[0] if self._places else 0)

    def move(self, steps: int) -> None:
        """Select the question `steps` further down; up if negative."""
        if self._places:
            at = self.number - 1 + steps
            self.selected = self._places[min(max(at, 0), len(self._places) - 1)]

    def move_section(self, steps: int) -> None:
        """Select the first question of the next section, or of this or the previous one if `steps` is negative."""
        starts = [n for n in self._places if n and isinstance(self.rows[n - 1], str)]
        ahead = [n for n in starts if (n > self.selected if steps > 0 else n < self.selected)]
        if ahead:
            self.selected = ahead[0] if steps > 0 else ahead[-1]

    def find(self, text: str) -> bool:
        """Select the next question whose name contains `text`, starting again at the top after the last one. Return
        whether there is one."""
        at = self.number
        for n in (*self._places[at:], *self._places[:at]):
            if text.casefold() in self._questions[n].name.casefold():
                self.selected = n
                return True
        return False

    def answer(self, text: str, *, stay: bool = False) -> None:
        """Answer the selected question with `text`. Unless `stay`, select the next question, or the next required one
        if this one was required. Raises Refused if that isn't a possible answer."""
        if (row := self.current) is None:
            return
        self.session.answer(row.question, text)
        self._reread(row)
        is_open = [n for n, other in self._questions.items() if not other.answer]
        if stay:
            return
        if not row.answer and is_open:
            self.selected = next((n for n in is_open if n > self.selected), is_open[0])
        else:
            self.move(1)

    def toggle_win(self) -> None:
        """Toggle whether the selected tag marks a win."""
        if row := self.current:
            question = Question(WIN, row.question.name, (YES, NOTHING))
            self.session.answer(question, NOTHING if row.is_win else YES)
            self._reread(row)

    def _reread(self, row: QuestionRow) -> None:
        """Read the questions again, as an answer may have added some. The one in `row` stays selected."""
        self._read()
        same = (n for n, one in self._questions.items() if one.question[:2] == row.question[:2])
        self.selected = next(same, self._places[0] if self._places else 0)


def _rows(session: ImportSession) -> Iterator[QuestionRow | str]:
    """Yield the headings and questions of `session`, by kind and then by how often their names occur. Whether a tag
    marks a win is part of its row."""
    wins = {one.name for one in session.questions if one.kind == WIN and session.answers.to(one) == YES}
    columns = {answer for one in session.questions if one.kind == COLUMN and (answer := session.answers.to(one))}
    examples = _examples(session, columns)
    kind = ""
    asked = sorted(session.questions, key=lambda one: (KINDS.index(one.kind), -one.occurs))
    for question in asked:
        if question.kind == WIN:
            continue
        if question.kind != kind:
            if kind:
                yield ""
            kind = question.kind
            yield words.HEADINGS[kind].format(name=question.name)
        answer = session.answers.to(question)
        is_win = kind == FEELING and question.name in wins
        yield QuestionRow(question, answer, is_win, tuple(examples.get(answer, ())) if kind == COLUMN else ())


def _examples(session: ImportSession, columns: set[str]) -> dict[str, Sequence[str]]:
    """Return the first values of each of `columns` in the first file, without repetitions."""
    found: dict[str, dict[str, None]] = {column: {} for column in columns}
    with suppress(csv.Error):
        for row in islice(session.loaded.files[0].rows(), ROWS) if columns else ():
            for name, cell in row.cells.items():
                values = found.get(clean(name), {})
                if len(values) < MOST_EXAMPLES and (value := clean(cell[:EXAMPLE])):
                    values[value] = None
    return {column: tuple(values) for column, values in found.items()}
