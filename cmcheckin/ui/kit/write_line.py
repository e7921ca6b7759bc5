"""Writing a reply in one line, over the foot of the screen."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar, Final

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.message import Message
from textual.widget import Widget

from cmcheckin.ui.kit.flowing import Flowing
from cmcheckin.ui.kit.painted import Line as Drawn
from cmcheckin.ui.kit.painted import fit
from cmcheckin.ui.kit.text_field import Line

DOES: Final = ("done", "write", "reply", "go there", "go on")
"""What the key that ends the line does, as it is said."""


class WriteLine(Widget):
    """What is written and to whom, and a field under it. The screen decides what becomes of the words."""

    DEFAULT_CSS = """
    WriteLine {
        layer: cover; dock: bottom; height: 4; margin: 0 0 1 0; padding: 1 1 0 1; background: $background;
        & > Line { width: 1fr; margin: 0 2; padding: 0 1; }
    }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        *(Binding("enter", f"send('{does}')", does, priority=True) for does in DOES),
        Binding("escape", "leave", "back", priority=True),
    ]

    @dataclass
    class Sent(Message):
        """The words are done."""

        text: str

    @dataclass
    class Left(Message):
        """They are not wanted now; what was written is given back so that it can be kept."""

        text: str

    def __init__(self, label: str, value: str = "", hint: str = "", does: str = DOES[0]) -> None:
        super().__init__()
        self._does = does
        self._label, self._value, self._hint = label, value, hint

    def compose(self) -> ComposeResult:
        yield _Lead(self._label)
        yield Line(self._value)
        yield _Lead(self._hint, quiet=True)

    def on_mount(self) -> None:
        """Write at once."""
        self.query_one(Line).focus()

    @property
    def text(self) -> str:
        """What is written."""
        return self.query_one(Line).value.strip()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Only what it is for is done."""
        return action != "send" or parameters == (self._does,)

    def action_send(self, does: str) -> None:
        """The words are done."""
        self.post_message(self.Sent(self.text))

    def action_leave(self) -> None:
        """Leave them."""
        self.post_message(self.Left(self.text))


class _Lead(Flowing):
    def __init__(self, text: str, *, quiet: bool = False) -> None:
        super().__init__()
        self._text, self._quiet = text, quiet

    def lines(self, width: int) -> list[Drawn]:
        return [[(fit(self._text, width, self.glyphs), self.ink.quiet if self._quiet else self.ink.strong)]]
