"""Step 2 of the check-in: mood, energy, feelings, the community, a private note and the user's own numbers."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Container
from textual.widgets import Input

from cmcheckin.checkin import mood
from cmcheckin.checkin.form import CheckinForm, FormPosition
from cmcheckin.checkin.values import read_number
from cmcheckin.domain.errors import Refused
from cmcheckin.domain.own_questions import Metric
from cmcheckin.domain.text import clean
from cmcheckin.ui.checkin.page import Page
from cmcheckin.ui.kit.choice import Choice
from cmcheckin.ui.kit.text_area import NoteField
from cmcheckin.ui.kit.text_block import LabelledField
from cmcheckin.ui.kit.text_field import TextField
from cmcheckin.ui.messages import Notified, TextTyped
from cmcheckin.wording import checkin as words
from cmcheckin.wording.formats import plain_number

LABEL, NUMBER_LABEL = 12, 24
"""Cells for the label of a field, and for the name and the unit of a number."""
MAX_LENGTH = 12
"""Most characters of a number."""
ONE_COLUMN = 5
"""Most numbers in one column; more get two columns."""


class FeelingsField(TextField):
    """The field for feelings. The last line says how to reach what Enter skips while it is empty."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("down", "screen.focus_next", words.AFTER_FEELINGS),
    ]


class MoodPage(Page):
    """Two ratings, then optional fields. The user's own numbers come last, so that a digit typed too early doesn't end
    up in them."""

    DEFAULT_CSS = """
    MoodPage Choice, MoodPage LabelledField { margin-bottom: 1; }
    MoodPage #line-note { height: 3; margin-bottom: 1; }
    MoodPage #community, MoodPage OwnNumbers LabelledField { margin-bottom: 0; }
    """
    NAME = "mood"
    AFTER_TEXT = ("community",)

    def compose(self) -> ComposeResult:
        checkin = self.form.checkin
        self._saved_feelings = checkin.feelings
        now, today = self.context.clock.now() if self.context.today else None, self.context.clock.today()
        yield Choice(words.mood_question(now), mood.MOOD.words, value=checkin.mood, id="mood")
        yield Choice(words.energy_question(now), mood.ENERGY.words, value=checkin.energy, id="energy")
        known = self.context.feelings()
        feelings = FeelingsField(
            mood.feelings_text(checkin.feelings),
            placeholder=words.FEELINGS_PLACEHOLDER,
            completion=lambda text: mood.complete_feeling(text, known),
            accepts=self._is_feelings,
            id="feelings",
        )
        yield LabelledField("Feelings", feelings, width=LABEL)
        question = words.community_question(self.form.previous_date, self.form.date, today)
        yield Choice(question, mood.COMMUNITY.words, value=checkin.community.mood, id="community")
        feels = TextField(
            checkin.community.feels or "", placeholder=words.FEELS_PLACEHOLDER, accepts=self._is_reason, id="feels"
        )
        yield LabelledField("Why", feels, width=LABEL)
        note = NoteField(checkin.note or "", placeholder=words.NOTE_HINT, id="note")
        yield LabelledField("Note", note, width=LABEL, id="line-note")
        if metrics := self.context.settings.metrics:
            yield OwnNumbers(metrics, checkin.metrics)

    def show_form(self, form: CheckinForm) -> None:
        super().show_form(form)
        checkin = form.checkin
        self.query_one("#mood", Choice).choose(checkin.mood)
        self.query_one("#energy", Choice).choose(checkin.energy)
        self.query_one("#community", Choice).choose(checkin.community.mood)

    def on_choice_chosen(self, event: Choice.Chosen) -> None:
        if event.choice.id == "community":
            self.answer(community=self.form.checkin.community._replace(mood=event.value))
        else:
            self.answer(**{event.choice.id or "mood": event.value})
        if event.typed:
            self.advance()

    def on_text_field_edited(self, event: TextField.Edited) -> None:
        if event.line.id == "feelings":
            self.answer(feelings=mood.read_feelings(event.text, self._saved_feelings))
        elif event.line.id == "feels":
            feels = clean(event.text) or None
            self.answer(community=self.form.checkin.community._replace(feels=feels))
        else:
            self.answer(metrics=self.query_one(OwnNumbers).amounts)
        self.post_message(TextTyped())

    def on_note_field_edited(self, event: NoteField.Edited) -> None:
        self.answer(note=clean(event.text, lines=True) or None)
        self.post_message(TextTyped())

    def on_text_field_rejected(self, event: TextField.Rejected) -> None:
        is_reason = event.line.id == "feels"
        self.post_message(Notified(words.COMMUNITY_FIRST if is_reason else words.FEELINGS_NEED_LETTERS))

    def on_input_submitted(self, event: Input.Submitted) -> None:
        event.stop()
        if event.input.id == "feelings" and not self._validate_feelings():
            return
        self._entered(empty=not event.value)

    def _entered(self, *, empty: bool) -> None:
        """Act on Enter in an optional field: if it is `empty`, open the next step."""
        if empty:
            self.post_message(self.Finished())
        else:
            self.advance()

    def _is_feelings(self, text: str) -> bool:
        return mood.has_only_feelings(text, self._saved_feelings)

    def _is_reason(self, text: str) -> bool:
        """Return whether `text` can't be meant for the rating above, which has no answer."""
        return self.form.checkin.community.mood is not None or not text.strip().isdecimal()

    def _validate_feelings(self) -> bool:
        is_valid = self._is_feelings(self.query_one("#feelings", TextField).value)
        if not is_valid:
            self.post_message(Notified(words.FEELINGS_NEED_LETTERS))
        return is_valid

    def commit(self) -> bool:
        return self._validate_feelings() and all(numbers.validate() for numbers in self.query(OwnNumbers))

    def on_note_field_caret_moved(self) -> None:
        self.post_message(TextTyped())

    def on_note_field_finished(self) -> None:
        self._entered(empty=not self.query_one(NoteField).text)

    def position(self) -> tuple[str, int]:
        note = self.query_one(NoteField)
        return ("note", note.caret) if note.has_focus else super().position()

    def unsaved_texts(self) -> dict[str, str]:
        return super().unsaved_texts() | {"note": self.query_one(NoteField).text}

    def restore(self, position: FormPosition) -> None:
        super().restore(position)
        note = self.query_one(NoteField)
        if text := position.unsaved_texts.get(f"{self.NAME}.note"):
            note.write(text)
        if position.field == "note":
            note.caret = position.cursor


class OwnNumbers(Container):
    """A field for each of `metrics`, the user's daily numbers from config.toml, filled from `amounts`.

    A number counts as soon as it is valid; until then the previous one is kept.
    """

    DEFAULT_CSS = """
    OwnNumbers { height: auto; layout: grid; grid-size: 1; grid-rows: 1; }
    OwnNumbers.-two { grid-size: 2; }
    OwnNumbers TextField { width: 1fr; max-width: 12; }
    """

    def __init__(self, metrics: Sequence[Metric], amounts: Mapping[str, float]) -> None:
        super().__init__(classes="-two" if len(metrics) > ONE_COLUMN else None)
        self._metrics, self._initial = metrics, amounts
        self.amounts = dict(amounts)
        """The valid numbers, by name."""

    def compose(self) -> ComposeResult:
        for n, metric in enumerate(self._metrics):
            name = metric.name + (f", {metric.unit}" if metric.unit else "")
            amount = self.amounts.get(metric.name)
            line = TextField(plain_number(amount) if amount is not None else "", limit=MAX_LENGTH, id=f"metric-{n}")
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
        return self._metrics[int((line.id or "metric-0").removeprefix("metric-"))].name
