"""A few lines of text."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from textual import events
from textual.actions import SkipAction
from textual.binding import Binding, BindingType
from textual.message import Message
from textual.widgets import TextArea
from textual.widgets.text_area import Edit, EditResult

from cmcheckin.domain.text import JOINERS, NOTE, clean
from cmcheckin.ui.kit.frame import OWN_KEYS
from cmcheckin.ui.messages import TextCut


class NoteField(TextArea):
    """A field of several lines. Enter ends it, ctrl+j starts a new line. Text is cleaned and cut before it enters."""

    DEFAULT_CSS = """
    NoteField { width: 1fr; height: 3; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "finish", "next", priority=True),
        Binding("ctrl+j", "break_line", "new line", priority=True, group=OWN_KEYS),
        Binding("f1", "screen.help", "help"),
        Binding("ctrl+z", "app.suspend_process", show=False, id="suspend"),  # as everywhere; Textual's key for undo
        Binding("ctrl+underscore", "undo", show=False),
    ]

    class CaretMoved(Message):
        """Posted when the cursor moved."""

    @dataclass
    class Edited(Message):
        """Posted when the text changed."""

        text: str

    class Finished(Message):
        """Posted when Enter was pressed."""

    def __init__(self, value: str = "", *, placeholder: str = "", limit: int = NOTE, id: str | None = None) -> None:
        """`limit` is the most characters it takes."""
        super().__init__(
            clean(value, lines=True)[:limit], soft_wrap=True, tab_behavior="focus", placeholder=placeholder, id=id
        )
        self.limit = limit
        self.cursor_blink = False
        self.highlight_cursor_line = False

    @property
    def caret(self) -> int:
        """Return the number of characters before the cursor."""
        row, column = self.cursor_location
        return sum(len(line) + 1 for line in self.text.split("\n")[:row]) + column

    @caret.setter
    def caret(self, at: int) -> None:
        before = self.text[:at].split("\n")
        self.move_cursor((len(before) - 1, len(before[-1])))

    def write(self, text: str) -> None:
        """Replace the text, with the cursor at its end."""
        if text != self.text:
            self.text = text
            self.move_cursor(self.document.end)

    def on_key(self, event: events.Key) -> None:
        """Insert a joiner, which Textual doesn't count as text."""
        if event.character in JOINERS:
            event.stop()
            event.prevent_default()
            self.insert(event.character)

    def on_paste(self, event: events.Paste) -> None:
        """Insert pasted text after cleaning it."""
        event.stop()
        event.prevent_default()
        self.insert(clean(event.text[: 2 * self.limit], lines=True))

    def edit(self, edit: Edit) -> EditResult:
        """Cut what exceeds the limit. Textual makes every change with this method."""
        if edit.text:
            room = self.limit - len(self.text) + len(self.get_text_range(edit.from_location, edit.to_location))
            if len(edit.text) > room:
                edit.text = edit.text[: max(room, 0)]
                self.post_message(TextCut(self.limit))
        return super().edit(edit)

    def on_text_area_changed(self, event: TextArea.Changed) -> None:
        """Post `Edited` in place of Textual's message."""
        event.stop()
        self.post_message(self.Edited(self.text))

    def on_text_area_selection_changed(self, event: TextArea.SelectionChanged) -> None:
        """Post `CaretMoved` in place of Textual's message."""
        event.stop()
        if self.has_focus:
            self.post_message(self.CaretMoved())

    def action_cursor_up(self, select: bool = False) -> None:
        """Move up a line; on the first line, leave the key to the page. `select`: extend the selection."""
        if not select and self.navigator.is_first_wrapped_line(self.cursor_location):
            raise SkipAction
        super().action_cursor_up(select)

    def action_cursor_down(self, select: bool = False) -> None:
        """Move down a line; on the last line, leave the key to the page. `select`: extend the selection."""
        if not select and self.navigator.is_last_wrapped_line(self.cursor_location):
            raise SkipAction
        super().action_cursor_down(select)

    def action_finish(self) -> None:
        """Post `Finished`."""
        self.post_message(self.Finished())

    def action_break_line(self) -> None:
        """Start a new line."""
        self.insert("\n")
