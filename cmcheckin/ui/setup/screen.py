"""The setup screen: name, time zone and working hours on one page."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import ClassVar, Final

from textual import events
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.widgets import Input

from cmcheckin.domain.errors import Refused
from cmcheckin.domain.schedule import Schedule
from cmcheckin.domain.text import clean
from cmcheckin.services.setup_session import DIFFERENT_HOURS, Answers, Outcome, SetupSession
from cmcheckin.ui.base_screen import BaseScreen
from cmcheckin.ui.kit.frame import Heading, KeyLine, Step
from cmcheckin.ui.kit.line_widget import AutoHeightWidget, Line
from cmcheckin.ui.kit.text_block import TextBlock
from cmcheckin.ui.kit.text_cells import fit
from cmcheckin.ui.setup.question import Question
from cmcheckin.wording import setup as words
from cmcheckin.wording.checkin import RESTORED

WIDE: Final = 120
"""Columns from which the file is shown beside the questions."""
KEYS: Final = (
    ("enter", "accept"), ("escape", "skip"), ("tab", "complete"), ("ctrl+p", "commands"), ("f1", "help"),
    ("ctrl+q", "quit"),
)  # fmt: skip


class SetupScreen(BaseScreen):
    """Ask the three questions of `session`, save the answers, and call `done` with the outcome.

    Settings are written after the last question. A setup that is broken off opens again with what was typed.
    """

    TITLE = words.HELP_TITLE
    HELP = words.HELP
    DEFAULT_CSS = """
    SetupScreen #questions { width: 1fr; max-width: 82; height: 1fr; }
    SetupScreen #welcome { margin-bottom: 1; }
    SetupScreen SetupFile { display: none; width: 51; padding: 0 2; }
    SetupScreen.-wide SetupFile { display: block; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "skip", "skip", id="setup.skip"),
        Binding("up", "move(-1)", show=False),
        Binding("down", "move(1)", show=False),
    ]

    def __init__(self, session: SetupSession, done: Callable[[Outcome], None]) -> None:
        super().__init__()
        self.session, self._done = session, done
        self.questions: tuple[Question, ...] = ()

    def compose(self) -> ComposeResult:
        session = self.session
        self.set_class(self.app.size.width >= WIDE, "-wide")
        typed = session.typed()
        self.questions = (
            Question(
                "name", words.NAME_QUESTION, session.name,
                typed=typed.get("name"), read=clean, explain=lambda _: words.NAME_HINT, placeholder=words.NAME_BLANK,
            ),
            Question(
                "timezone", words.ZONE_QUESTION, session.timezone,
                typed=typed.get("timezone"), read=session.read_timezone, explain=self._zone_line,
                complete=self._complete_zone, placeholder=words.ZONE_BLANK,
            ),
            Question(
                "hours", words.HOURS_QUESTION, words.hours_text(session.settings.schedule),
                typed=typed.get("hours"), read=session.read_hours, explain=self._hours_line,
                placeholder=words.HOURS_BLANK,
            ),
        )  # fmt: skip
        yield Heading()
        with Horizontal():
            with Vertical(id="questions"):
                yield TextBlock(words.WELCOME if self.session.is_first else words.AGAIN, id="welcome")
                yield from self.questions
                yield TextBlock(words.PRIVATE)
            yield SetupFile(self.session.shown_path, self.session.preview(self.answers))
        yield KeyLine(keys=KEYS)

    def on_mount(self) -> None:
        self.questions[0].field.focus()
        self._show_steps()
        if any(question.typed is not None for question in self.questions):
            self.show_message(RESTORED)
        if self.session.are_texts_locked:
            self.show_message(words.TEXTS_LOCKED)

    def on_resize(self, event: events.Resize) -> None:
        self._show_file()

    # Answers

    def _zone_line(self, text: str) -> str:
        """Return the line about the time zone `text`: its time, or the zone that Tab completes it to."""
        if not clean(text):
            return words.ZONE_OF_MACHINE
        try:
            return words.now_there(self.session.time_in(self.session.read_timezone(text)))
        except Refused:
            nearest = self.session.nearest_timezone(text)
            return words.zone_proposal(nearest) if nearest else words.ZONE_HINT

    def _complete_zone(self, text: str) -> str:
        """Return the time zone that `text` most likely means, empty if it is one or means none."""
        try:
            name = self.session.read_timezone(text)
        except Refused:
            return self.session.nearest_timezone(text)
        return name if name != text else ""

    def _hours_line(self, text: str) -> str:
        """Return the line about the hours in `text`: the contract hours, or an example if they can't be read."""
        try:
            schedule = self.session.read_hours(text)
        except Refused as error:
            return error.reason if error.field == DIFFERENT_HOURS else words.HOURS_HINT
        return words.contract(schedule)

    @property
    def answers(self) -> Answers:
        """The answers as they are typed now."""
        name, timezone, schedule = (question.answer for question in self.questions)
        return Answers(
            None if name is None else str(name),
            None if timezone is None else str(timezone),
            schedule if isinstance(schedule, Schedule) else None,
        )

    def _show_file(self) -> None:
        """Show what the answers add to the file, if there is room beside the questions."""
        is_wide = self.app.size.width >= WIDE
        self.set_class(is_wide, "-wide")
        if is_wide:
            self.query_one(SetupFile).show(self.session.preview(self.answers))

    def on_text_field_edited(self) -> None:
        typed = {question.field.id or "": question.typed for question in self.questions}
        self.session.keep({name: text for name, text in typed.items() if text is not None})
        self._show_file()

    def on_descendant_focus(self) -> None:
        self._show_steps()

    def _show_steps(self) -> None:
        """Show which question is asked, and which have an answer."""
        current = self._current
        titled = zip(words.STEPS, self.questions, strict=True)
        steps = [Step(title, question is current, question.answered) for title, question in titled]
        self.query_one(Heading).show(words.TITLE, steps=steps)

    # Keys

    @property
    def _current(self) -> Question:
        return next((question for question in self.questions if question.field.has_focus), self.questions[0])

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Accept the answer and go on."""
        event.stop()
        if self._current.accept():
            self._go_on()

    def action_skip(self) -> None:
        """Skip the question and go on."""
        self._current.skip()
        self._go_on()

    def action_move(self, by: int) -> None:
        """Go to the question `by` further down, if there is one."""
        index = self.questions.index(self._current) + by
        if 0 <= index < len(self.questions):
            self.questions[index].field.focus()

    def _go_on(self) -> None:
        """Go to the next question without an answer, or save after the last."""
        self._show_file()
        index = self.questions.index(self._current) + 1
        following = (*self.questions[index:], *self.questions[:index])
        left = next((question for question in following if not question.answered), None)
        if left is not None:
            left.field.focus()
        else:
            self._done(self.session.save(self.answers))


class SetupFile(AutoHeightWidget):
    """The lines that the answers add to config.toml."""

    def __init__(self, path: str, content: Sequence[str]) -> None:
        super().__init__()
        self._path, self._content = path, tuple(content)

    def show(self, content: Sequence[str]) -> None:
        """Show the lines of `content`."""
        self._content = tuple(content)
        self.redraw()

    def lines(self, width: int) -> Sequence[Line]:
        text = [words.PREVIEW.format(path=self._path), "", *self._content]
        return [[(fit(line, width, self.glyphs), self.ink.quiet)] for line in text]
