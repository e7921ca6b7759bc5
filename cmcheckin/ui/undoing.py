"""Undo or redo the last change from a screen, once the key is pressed twice."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, Literal

from cmcheckin.domain.records import Record
from cmcheckin.journal.errors import JournalError
from cmcheckin.ui.base_screen import BaseScreen
from cmcheckin.ui.pending_writes import Write
from cmcheckin.wording import week as words

if TYPE_CHECKING:
    from cmcheckin.journal import Undone

Verb = Literal["undo", "redo"]
NOT_DONE: Final = {"undo": words.NOT_UNDONE, "redo": words.NOT_REDONE}


def undo_or_redo(screen: BaseScreen, verb: Verb) -> None:
    """Undo or redo the last change. The first key shows what it was on `screen`, the second one does it."""
    app = screen.journal_app
    if app.waiting_message or not _confirmed(screen, verb):
        return

    def done(change: Undone) -> None:
        screen.reload()
        screen.show_message(words.undone(_records(change)) if verb == "undo" else words.redone(_records(change)))

    act = app.journal.undo if verb == "undo" else app.journal.redo
    write = Write(verb, act, done, lambda error: screen.show_message(str(error)), NOT_DONE[verb])
    app.writes.start(screen, write)


def _confirmed(screen: BaseScreen, verb: Verb) -> bool:
    """Return whether the key before this one asked. If not, ask, and name the change."""
    question = ""
    if screen.confirmation.confirmed != verb:
        journal = screen.journal_app.journal
        try:
            change = journal.next_undo() if verb == "undo" else journal.next_redo()
        except JournalError as error:
            screen.show_message(str(error))
            return False
        ask = words.confirm_undo if verb == "undo" else words.confirm_redo
        question = ask(_records(change))
    return screen.confirm(verb, question)


def _records(change: Undone) -> list[Record | None]:
    """Return the records of `change` as they were after it, or before it if it deleted them."""
    return [swap.after or swap.before for swap in change.swaps]
