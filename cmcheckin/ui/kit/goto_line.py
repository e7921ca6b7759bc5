"""Asking for a week or a day in one line, over the foot of the screen."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.message import Message
from textual.widget import Widget
from textual.widgets import Input

from cmcheckin.ui.kit.flowing import Flowing
from cmcheckin.ui.kit.painted import Line, Painted, fit
from cmcheckin.wording import week as words

LONGEST: int = 40
"""Characters that can be typed; a week or a date has ten."""


class GoToLine(Widget):
    """A field, and beside it what it takes or why not. The screen decides what becomes of what was written."""

    DEFAULT_CSS = """
    GoToLine {
        layer: cover; dock: bottom; height: 1; margin: 0 0 1 0; padding: 0 1 0 3;
        layout: horizontal; background: $background;
        & > Input { width: 16; margin: 0 2; padding: 0 1; }
        & > _Hint { width: 1fr; }
    }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "ask", "go", priority=True),
        Binding("escape", "leave", "back"),
    ]

    @dataclass
    class Asked(Message):
        """Something was written and sent off."""

        line: GoToLine
        text: str

    class Abandoned(Message):
        """Nothing was wanted after all."""

    def __init__(self, label: str = words.GO_TO, hint: str = words.GO_TO_HINT) -> None:
        super().__init__()
        self._label, self._hint = label, hint

    def compose(self) -> ComposeResult:
        yield _Label(self._label)
        field = Input(max_length=LONGEST)
        field.cursor_blink = False
        yield field
        yield _Hint(self._hint)

    def on_mount(self) -> None:
        """Write at once."""
        self.query_one(Input).focus()

    def refuse(self, reason: str) -> None:
        """Say why not; what was written stays."""
        self.query_one(_Hint).say(reason)

    def on_input_changed(self, event: Input.Changed) -> None:
        """Writing on takes the refusal away."""
        event.stop()
        self.query_one(_Hint).say(self._hint)

    def action_ask(self) -> None:
        """Send off what is written."""
        text = self.query_one(Input).value.strip()
        self.post_message(self.Asked(self, text) if text else self.Abandoned())

    def action_leave(self) -> None:
        """Give it up."""
        self.post_message(self.Abandoned())


class _Label(Flowing):
    DEFAULT_CSS = """
    _Label { padding: 0; }
    """

    def __init__(self, text: str) -> None:
        super().__init__()
        self._text = text
        self.styles.width = len(text)

    def lines(self, width: int) -> list[Line]:
        return [[(self._text, self.ink.strong)]]


class _Hint(Painted):
    def __init__(self, said: str) -> None:
        super().__init__()
        self._said = said

    def say(self, text: str) -> None:
        """Show this instead."""
        self._said = text
        self.redraw()

    def draw(self, width: int, height: int) -> Iterable[Line]:
        yield [(fit(self._said, width, self.glyphs), self.ink.quiet)]
