"""Step 2 on the screen: mood, energy, feelings, the community, a private note."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.widgets import Input

from cmcheckin.checkin import mood
from cmcheckin.checkin.morning import Morning, Place
from cmcheckin.domain.text import clean
from cmcheckin.ui.pages.base import Page
from cmcheckin.ui.widgets.choice import Choice
from cmcheckin.ui.widgets.note import Note
from cmcheckin.ui.widgets.remark import Remark
from cmcheckin.ui.widgets.writing import Line
from cmcheckin.wording import morning as words

LABEL = 12
"""Cells for the name of a line."""


class MoodPage(Page):
    """Two digits; everything after them is there for who wants it."""

    DEFAULT_CSS = """
    MoodPage Choice { margin-bottom: 1; }
    MoodPage .line { height: 1; padding: 0 2; margin-bottom: 1; }
    MoodPage #line-note { height: 3; margin-bottom: 0; }
    MoodPage #community { margin-bottom: 0; }
    """
    NAME = "mood"

    def compose(self) -> ComposeResult:
        checkin = self.morning.checkin
        now = self.setting.clock.now() if self.setting.today else None
        yield Choice(words.mood_question(now), mood.MOOD.words, value=checkin.mood, id="mood")
        yield Choice(mood.ENERGY.question, mood.ENERGY.words, value=checkin.energy, id="energy")
        with Horizontal(classes="line"):
            yield Remark("Feelings", width=LABEL, quiet=False)
            known = self.setting.feelings()
            yield Line(
                mood.write_feelings(checkin.feelings),
                placeholder=words.FEELINGS_PLACEHOLDER,
                completion=lambda text: mood.complete(text, known),
                id="feelings",
            )
        question = words.community_question(self.morning.previous, self.morning.date)
        yield Choice(question, mood.COMMUNITY.words, value=checkin.community.mood, id="community")
        with Horizontal(classes="line"):
            yield Remark("In a line", width=LABEL, quiet=False)
            yield Line(checkin.community.feels or "", placeholder=words.FEELS_PLACEHOLDER, id="feels")
        with Horizontal(classes="line", id="line-note"):
            yield Remark("Note", width=LABEL, quiet=False)
            yield Note(checkin.note or "", placeholder=words.NOTE_HINT, id="note")

    def present(self, morning: Morning) -> None:
        super().present(morning)
        checkin = morning.checkin
        self.query_one("#mood", Choice).choose(checkin.mood)
        self.query_one("#energy", Choice).choose(checkin.energy)
        self.query_one("#community", Choice).choose(checkin.community.mood)

    def on_choice_chosen(self, event: Choice.Chosen) -> None:
        if event.choice.id == "community":
            self.answer(community=self.morning.checkin.community._replace(mood=event.value))
        else:
            self.answer(**{event.choice.id or "mood": event.value})
        if event.typed:
            self.advance()

    def on_line_written(self, event: Line.Written) -> None:
        if event.line.id == "feelings":
            self.answer(feelings=mood.read_feelings(event.text))
        else:
            feels = clean(event.text) or None
            self.answer(community=self.morning.checkin.community._replace(feels=feels))
        self.post_message(self.TextTyped())

    def on_note_written(self, event: Note.Written) -> None:
        self.answer(note=clean(event.text, lines=True) or None)
        self.post_message(self.TextTyped())

    def on_input_submitted(self, event: Input.Submitted) -> None:
        event.stop()
        if event.value:
            self.advance()
        else:
            self.post_message(self.PageFinished())

    def on_note_caret_moved(self) -> None:
        self.post_message(self.TextTyped())

    def on_note_finished(self) -> None:
        self.post_message(self.PageFinished())

    def place(self) -> tuple[str, int]:
        note = self.query_one(Note)
        return ("note", note.caret) if note.has_focus else super().place()

    def typed(self) -> dict[str, str]:
        return super().typed() | {"note": self.query_one(Note).text}

    def restore(self, place: Place) -> None:
        super().restore(place)
        note = self.query_one(Note)
        if text := place.typed.get(f"{self.NAME}.note"):
            note.write(text)
        if place.spot == "note":
            note.caret = place.caret
