"""The fields of the user's own numbers and questions in step 2."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import ClassVar, Final

from rich.cells import cell_len
from textual.app import ComposeResult
from textual.containers import Container, Vertical
from textual.widgets import Input

from cmcheckin.checkin.values import read_number
from cmcheckin.domain.errors import Refused
from cmcheckin.domain.own_questions import QUESTION, Metric, Question
from cmcheckin.domain.text import clean
from cmcheckin.ui.kit.choice import Choice
from cmcheckin.ui.kit.text_block import LabelledField
from cmcheckin.ui.kit.text_field import TextField
from cmcheckin.ui.messages import Notified
from cmcheckin.wording import checkin as words
from cmcheckin.wording.formats import plain_number
from cmcheckin.wording.record_words import YES_OR_NO, answer_text

NUMBER_LABEL: Final = 24
"""The width in cells for the name and the unit of a number."""
MAX_LENGTH: Final = 12
"""The limit in characters for a number."""
ONE_COLUMN: Final = 5
"""The limit on numbers in one column. More are shown in two columns."""


class OwnNumbers(Container):
    """A field for each of `metrics`, the user's daily numbers from config.toml, filled from `amounts`.

    A number counts as soon as it is valid; until then the previous one is kept.
    """

    DEFAULT_CSS = """
    OwnNumbers { height: auto; layout: grid; grid-size: 1; grid-rows: 1; }
    OwnNumbers.-two { grid-size: 2; }
    OwnNumbers TextField { width: 1fr; max-width: 12; }
    """
    PREFIX: ClassVar[str] = "metric-"
    """The start of the ids of the fields."""

    def __init__(self, metrics: Sequence[Metric], amounts: Mapping[str, float]) -> None:
        super().__init__(classes="-two" if len(metrics) > ONE_COLUMN else None)
        self._metrics, self._initial = metrics, amounts
        self.amounts = dict(amounts)
        """The valid numbers, by name."""

    def compose(self) -> ComposeResult:
        for n, metric in enumerate(self._metrics):
            name = metric.name + (f", {metric.unit}" if metric.unit else "")
            amount = self.amounts.get(metric.name)
            line = TextField(
                plain_number(amount) if amount is not None else "", limit=MAX_LENGTH, id=f"{self.PREFIX}{n}"
            )
            yield LabelledField(name, line, width=NUMBER_LABEL)

    def on_text_field_edited(self, event: TextField.Edited) -> None:
        """Update the number before the page reads it."""
        name = self._metric(event.line)
        try:
            amount = read_number(name, event.text)
        except Refused:
            amount = self._initial.get(name)
        others = {other: value for other, value in self.amounts.items() if other != name}
        self.amounts = dict(sorted((others if amount is None else others | {name: amount}).items()))

    def on_input_submitted(self, event: Input.Submitted) -> None:
        if not self._validate(event.input):
            event.stop()

    def validate(self) -> bool:
        """Return whether every field has a number or is empty. Post why for the first that doesn't."""
        return all(self._validate(line) for line in self.query(TextField))

    def _validate(self, line: Input) -> bool:
        try:
            read_number(self._metric(line), line.value)
        except Refused as error:
            self.post_message(Notified(words.refusal(error)))
            return False
        return True

    def _metric(self, line: Input) -> str:
        return self._metrics[int((line.id or "0").removeprefix(self.PREFIX))].name


class OwnQuestions(Vertical):
    """A field for each of `questions`, the user's own from config.toml: y or n, or a short text.

    `answers` are those saved. Answers to questions that are no longer in config.toml stay.
    """

    DEFAULT_CSS = """
    OwnQuestions { height: auto; }
    """
    PREFIX: ClassVar[str] = "question-"

    def __init__(self, questions: Sequence[Question], answers: Mapping[str, bool | str]) -> None:
        super().__init__()
        self._questions = questions
        self.answers = dict(answers)
        """The answers, by the name of the question."""

    def compose(self) -> ComposeResult:
        width = min(max(cell_len(question.text) for question in self._questions), QUESTION) + 2
        width = max(width, NUMBER_LABEL)
        for n, question in enumerate(self._questions):
            answer, name = self.answers.get(question.name), f"{self.PREFIX}{n}"
            if question.is_yes_no:
                value = _number(answer)
                yield Choice(question.text, YES_OR_NO, value=value, keys="yn", column=0, label_width=width, id=name)
            else:
                text = "" if answer is None else answer_text(answer)
                yield LabelledField(question.text, TextField(text, id=name), width=width)

    def show(self, answers: Mapping[str, bool | str]) -> None:
        """Show `answers`, which may have been changed elsewhere."""
        self.answers = dict(answers)
        for choice in self.query(Choice):
            choice.choose(_number(answers.get(self._question(choice.id))))

    def on_choice_chosen(self, event: Choice.Chosen) -> None:
        """Update the answer before the page reads it."""
        self._answer(self._question(event.choice.id), None if event.value is None else event.value == 1)

    def on_text_field_edited(self, event: TextField.Edited) -> None:
        """Update the answer before the page reads it."""
        self._answer(self._question(event.line.id), clean(event.text) or None)

    def _answer(self, name: str, answer: bool | str | None) -> None:
        others = {other: value for other, value in self.answers.items() if other != name}
        self.answers = dict(sorted((others if answer is None else others | {name: answer}).items()))

    def _question(self, field: str | None) -> str:
        """Return the name of the question with the id `field`."""
        return self._questions[int((field or "0").removeprefix(self.PREFIX))].name


def _number(answer: bool | str | None) -> int | None:
    """Return the number of the choice for `answer`; None for a text or no answer."""
    return (1 if answer else 2) if isinstance(answer, bool) else None
