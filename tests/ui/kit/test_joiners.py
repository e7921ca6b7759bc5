"""Joiners, with which Persian and several other scripts are spelled, enter every field letter by letter."""

from __future__ import annotations

from textual.app import App, ComposeResult

from cmcheckin.ui.kit.text_area import NoteField
from cmcheckin.ui.kit.text_field import TextField
from tests.ui.screens_shown import press_only

WORD = "می\u200cخواهم"


class _Fields(App[None]):
    def compose(self) -> ComposeResult:
        yield TextField(limit=len(WORD))
        yield NoteField()


async def test_a_joiner_that_is_typed_stays_in_the_word() -> None:
    app = _Fields()
    async with app.run_test() as pilot:
        line, note = app.query_one(TextField), app.query_one(NoteField)
        line.focus()
        await press_only(pilot, *WORD, "\u200c")
        note.focus()
        await press_only(pilot, *WORD)
        assert (line.value, note.text) == (WORD, WORD), "no more than there is room for"
