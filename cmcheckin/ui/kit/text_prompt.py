"""Ask for a text of several lines at the foot of the screen."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from textual.widget import Widget

from cmcheckin.ui.kit.prompt import Prompt
from cmcheckin.ui.kit.text_area import NoteField
from cmcheckin.ui.messages import TextCut
from cmcheckin.wording.checkin import TEXT_CUT

TALL: Final = 30
"""Rows from which the field has six lines. With fewer it has three, so that what it is about stays in sight."""
KEYS: Final = (("ctrl+j", "new line"),)


class TextPrompt(Prompt):
    """A prompt for a text of at most `limit` characters. Enter ends it, Ctrl+J starts a new line."""

    DEFAULT_CSS = """
    TextPrompt > Vertical { height: 6; }
    TextPrompt NoteField { height: 3; margin: 0 2; padding: 0 1; }
    TextPrompt.-tall > Vertical { height: 9; }
    TextPrompt.-tall NoteField { height: 6; }
    """

    def __init__(
        self,
        label: str,
        value: str = "",
        *,
        limit: int,
        hint: str = "",
        enter: str = "save",
        refusal: str = "",
        check: Callable[[str], str] = lambda text: "",
        typed: Callable[[str], str] = lambda text: "",
    ) -> None:
        """The parameters are those of `Prompt`."""
        super().__init__(label, value, hint=hint, enter=enter, keys=KEYS, refusal=refusal, check=check, typed=typed)
        self._first_text, self._limit = value, limit

    def field(self) -> Widget:
        return NoteField(self._first_text, limit=self._limit)

    def on_mount(self) -> None:
        self.set_class(self.app.size.height >= TALL, "-tall")
        field = self.query_one(NoteField)
        field.move_cursor(field.document.end)

    def on_note_field_edited(self, event: NoteField.Edited) -> None:
        """Pass the text on, and show the hint again, or an error."""
        event.stop()
        self.edited(event.text)

    def on_note_field_finished(self, event: NoteField.Finished) -> None:
        """Close with the text if it is accepted, or show why not."""
        event.stop()
        self.submit(self.query_one(NoteField).text.strip())

    def on_text_cut(self, event: TextCut) -> None:
        """Show that the text was cut."""
        event.stop()
        self.show_message(TEXT_CUT.format(limit=event.limit))
