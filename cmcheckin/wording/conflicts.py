"""Texts of the screen for conflicts: another window saved the same check-in."""

from __future__ import annotations

from datetime import date
from typing import Final

from cmcheckin.domain.fields import Key
from cmcheckin.wording.field_values import FIELDS
from cmcheckin.wording.formats import count as counted
from cmcheckin.wording.formats import day_in_text, sentence_case

TITLE: Final = "Changed in another window"
INTRO: Final = (
    "This check-in was changed elsewhere in the meantime, so nothing is saved yet. Choose which answers to keep."
)
HELP: Final = (
    "This check-in was saved from another window, or with a command, while you were filling it in. Each field that "
    "differs is shown with both answers. Press 1 to keep yours, or 2 to keep the saved one. For lists and notes, you "
    "can press 3 to keep both.\n\nPress Enter to save your choices, or Esc to go back to the check-in without changing "
    "anything."
)
MINE: Final = "this window"
THEIRS: Final = "saved"
NOT_BOTH: Final = "You can keep both only for lists, such as wins, and for notes."


def more_fields(number: int) -> str:
    """Return the note that `number` more fields are below."""
    return f"and {counted(number, 'more field')} below"


def fields_not_shown(number: int) -> str:
    """Return why nothing is saved yet: `number` fields had not been shown."""
    fields = sentence_case(counted(number, "field"))
    return f"{fields} hadn't been shown yet. Here {'it is' if number == 1 else 'they are'}."


def field_count(number: int) -> str:
    """Return `three fields`."""
    return counted(number, "field")


def field_name(key: Key, field: str) -> str:
    """Return the name of `field` in the record `key`: `Mood`, `Hours on Thu 19 Nov`, `Status of
    e-2026-11-19-1-3f9a`."""
    name = sentence_case(FIELDS.get(field, field.replace("_", " ")))
    if key.type == "checkin":
        return name
    if key.type == "workday":
        return f"{name} on {day_in_text(date.fromisoformat(key.id))}"
    return f"{name} of {key.id}"
