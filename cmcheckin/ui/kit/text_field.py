"""A field for one line of text, which is cleaned and cut before it enters."""

from __future__ import annotations

from collections.abc import Callable
from typing import ClassVar

from textual import events
from textual.binding import Binding, BindingType
from textual.message import Message
from textual.widgets import Input

from cmcheckin.domain.text import JOINERS, LINE, PATH, clean, clean_path
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

    class Rejected(Message):
        """Posted when the line doesn't accept what was typed or pasted."""

        def __init__(self, line: TextField) -> None:
            super().__init__()
            self.line = line

    class Edited(Message):
        """Posted when the text changed."""

        def __init__(self, line: TextField, text: str) -> None:
            super().__init__()
            self.line, self.text = line, text

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
        is_path: bool = False,
        id: str | None = None,
    ) -> None:
        """With `is_path`, the text is the path of a file, up to PATH instead of `limit` characters."""
        self._limit = PATH if is_path else limit
        super().__init__(placeholder=placeholder, max_length=self._limit, select_on_focus=False, id=id)
        self.completion, self._accepts, self._is_path = completion, accepts, is_path
        self.cursor_blink = False
        with self.prevent(Input.Changed):
            self.value = (clean_path if is_path else clean)(value)[: self._limit]
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
        """Return the part of `text` that may enter: cleaned, and cut to the room there is after `leaving` characters
        are removed."""
        room = max(self._limit - len(self.value) + leaving, 0)
        entering = self._cleaned(text[: self._most])
        if len(entering) > room or len(text) > self._most:
            self.post_message(TextCut(self._limit))
        return entering[:room]

    @property
    def _most(self) -> int:
        """How many characters of a pasted text are read. Cleaning it may remove most of them."""
        return 4 * max(LINE, self._limit)

    def _cleaned(self, text: str) -> str:
        """Return `text` cleaned, with a space at either end if it had one. A path keeps all its spaces."""
        if self._is_path:
            return clean_path(text)
        if text.isspace():
            return " " if self.value else ""
        entering = clean(text)
        if text[:1] == " " and self.value and entering:
            entering = " " + entering
        return f"{entering} " if text[-1:] == " " else entering

    def on_key(self, event: events.Key) -> None:
        """Insert a joiner as it is: cleaned by itself, before the letter that follows, it would be removed."""
        if event.character in JOINERS and len(self.value) < self._limit:
            event.stop()
            event.prevent_default()
            super().replace(event.character, *sorted(self.selection))

    def on_paste(self, event: events.Paste) -> None:
        """Insert pasted text like typed text."""
        event.stop()
        event.prevent_default()
        start, end = sorted(self.selection)
        self.replace(event.text[: self._most + 1], start, end)

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
