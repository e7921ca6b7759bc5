"""Step 2 of the check-in: mood, energy, feelings, the community, a private note, the user's own numbers and
questions."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.widgets import Input

from cmcheckin.checkin import mood
from cmcheckin.checkin.form import CheckinForm, FormPosition
from cmcheckin.domain.text import clean
from cmcheckin.ui.checkin.own_questions import OwnNumbers, OwnQuestions
from cmcheckin.ui.checkin.page import Page
from cmcheckin.ui.kit.choice import Choice
from cmcheckin.ui.kit.frame import key_name
from cmcheckin.ui.kit.text_area import NoteField
from cmcheckin.ui.kit.text_block import LabelledField
from cmcheckin.ui.kit.text_field import TextField
from cmcheckin.ui.messages import Notified, TextTyped
from cmcheckin.wording import checkin as words

LABEL = 12
"""The width of labels in cells."""


class MoodPage(Page):
    """Two ratings, then optional fields. The user's own numbers and questions come last, so that a key pressed too
    early doesn't end up in them."""

    DEFAULT_CSS = """
    MoodPage Choice, MoodPage LabelledField { margin-bottom: 1; }
    MoodPage #line-note { height: 3; margin-bottom: 1; }
    MoodPage #community, MoodPage OwnNumbers LabelledField, MoodPage OwnQuestions * { margin-bottom: 0; }
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
        feelings = TextField(
            mood.feelings_text(checkin.feelings),
            placeholder=words.feelings_placeholder(key_name("down", self.journal_app.glyphs)),
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
        if questions := self.context.settings.questions:
            yield OwnQuestions(questions, checkin.answers)

    def show_form(self, form: CheckinForm) -> None:
        super().show_form(form)
        checkin = form.checkin
        self.query_one("#mood", Choice).choose(checkin.mood)
        self.query_one("#energy", Choice).choose(checkin.energy)
        self.query_one("#community", Choice).choose(checkin.community.mood)
        for own in self.query(OwnQuestions):
            own.show(checkin.answers)

    def on_choice_chosen(self, event: Choice.Chosen) -> None:
        if event.choice.id == "community":
            self.answer(community=self.form.checkin.community._replace(mood=event.value))
        elif event.choice.id in ("mood", "energy"):
            self.answer(**{event.choice.id: event.value})
        else:
            self.answer(answers=self.query_one(OwnQuestions).answers)
        if event.typed:
            self.advance()

    def on_text_field_edited(self, event: TextField.Edited) -> None:
        if event.line.id == "feelings":
            self.answer(feelings=mood.read_feelings(event.text, self._saved_feelings))
        elif event.line.id == "feels":
            feels = clean(event.text) or None
            self.answer(community=self.form.checkin.community._replace(feels=feels))
        elif (event.line.id or "").startswith(OwnNumbers.PREFIX):
            self.answer(metrics=self.query_one(OwnNumbers).amounts)
        else:
            self.answer(answers=self.query_one(OwnQuestions).answers)
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
