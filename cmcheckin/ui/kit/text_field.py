"""A field for one line of text, which is cleaned and cut before it enters."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import ClassVar

from textual import events
from textual.binding import Binding, BindingType
from textual.message import Message
from textual.widgets import Input

from cmcheckin.domain.text import LINE, clean
from cmcheckin.ui.messages import TextCut
from cmcheckin.ui.textual_compat.screen_painting import suggest, suggestion


class TextField(Input):
    """A field for one line. Posts `Edited` after each change and Textual's `Submitted` on Enter."""

    DEFAULT_CSS = "TextField { width: 1fr; }"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "submit", "next"),
        Binding("tab", "complete", show=False),
        Binding("f1", "screen.help", "help"),
    ]

    class CaretMoved(Message):
        """Posted when the cursor moved, which it does after each letter too."""

    @dataclass
    class Rejected(Message):
        """Posted when the line doesn't accept what was typed or pasted."""

        line: TextField

    @dataclass
    class Edited(Message):
        """Posted when the text changed."""

        line: TextField
        text: str

        @property
        def control(self) -> TextField:
            return self.line

    def __init__(
        self,
        value: str = "",
        *,
        placeholder: str = "",
        limit: int = LINE,
        completion: Callable[[str], str | None] | None = None,
        accepts: Callable[[str], bool] | None = None,
        id: str | None = None,
    ) -> None:
        super().__init__(placeholder=placeholder, max_length=limit, select_on_focus=False, id=id)
        self.completion, self._accepts = completion, accepts
        self.cursor_blink = False
        with self.prevent(Input.Changed):
            self.value = clean(value)[:limit]
            self.cursor_position = len(self.value)

    def write(self, text: str, caret: int | None = None) -> None:
        """Replace the text without posting a message."""
        with self.prevent(Input.Changed):
            self.value = text
        self.cursor_position = len(text) if caret is None else min(caret, len(text))

    def replace(self, text: str, start: int, end: int) -> None:
        """Replace the text from `start` to `end`. Every typed or pasted change is made with this method."""
        entering = self._entering(text, end - start)
        if entering.strip() and self._accepts and not self._accepts(self.value[:start] + entering + self.value[end:]):
            self.post_message(self.Rejected(self))
        else:
            super().replace(entering, start, end)

    def _entering(self, text: str, leaving: int) -> str:
        """Return the part of `text` that may enter: cleaned, with a space at either end if it had one, and cut to the
        room there is after `leaving` characters are removed."""
        room = max((self.max_length or LINE) - len(self.value) + leaving, 0)
        entering = clean(text[: 4 * LINE])
        if text[:1] == " " and self.value and entering:
            entering = " " + entering
        elif text.isspace():
            entering = " " if self.value else ""
        elif text[-1:] == " " and len(text) > 1:
            entering += " "
        if len(entering) > room or len(text) > 4 * LINE:
            self.post_message(TextCut(self.max_length or LINE))
        return entering[:room]

    def on_paste(self, event: events.Paste) -> None:
        """Insert pasted text like typed text."""
        event.stop()
        event.prevent_default()
        start, end = sorted(self.selection)
        self.replace(event.text[: 4 * LINE + 1], start, end)

    def watch_selection(self) -> None:
        """Post `CaretMoved`, as drafts keep the position of the cursor."""
        if self.is_mounted and self.has_focus:
            self.post_message(self.CaretMoved())

    def on_input_changed(self, event: Input.Changed) -> None:
        """Propose a completion, and post `Edited` in place of Textual's message."""
        event.stop()
        self.propose()
        self.post_message(self.Edited(self, self.value))

    def propose(self) -> None:
        """Propose a completion of the text. Not done before the first letter, so that tab leaves the field."""
        suggest(self, (self.completion(self.value) or "") if self.completion else "")

    def action_complete(self) -> None:
        """Accept the proposed completion, or go to the next field if there is none."""
        proposed = suggestion(self)
        if proposed and proposed != self.value and self.cursor_at_end:
            self.value = proposed
            self.cursor_position = len(self.value)
        else:
            self.screen.focus_next()
