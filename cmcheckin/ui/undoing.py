"""Undo or redo the last change from a screen, once the key is pressed twice."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, Literal

from cmcheckin.domain.named import NamedTuple
from cmcheckin.journal.errors import JournalError
from cmcheckin.ui.base_screen import BaseScreen
from cmcheckin.ui.pending_writes import Write
from cmcheckin.wording import change_names as words

if TYPE_CHECKING:
    from cmcheckin.journal import Undone

Verb = Literal["undo", "redo"]
_KEYS: Final[dict[Verb, str]] = {"undo": "u", "redo": "ctrl+r"}


class _Asked(NamedTuple):
    """The change that was named after the first key."""

    verb: Verb
    change: Undone


def undo_or_redo(screen: BaseScreen, verb: Verb) -> None:
    """Undo or redo the last change from `screen`, by `verb`. The first key names it, and the second one does it."""
    app, asked = screen.journal_app, screen.confirmation.confirmed
    if app.waiting_message:
        return
    if not isinstance(asked, _Asked) or asked.verb != verb:
        _ask(screen, verb)
        return

    def check(change: Undone) -> None:
        """Raise JournalError for a change that the question didn't name, such as that of another window."""
        if change != asked.change:
            raise JournalError(words.ANOTHER_CHANGE)

    def done(change: Undone) -> None:
        screen.reload()
        screen.show_message(words.change_done(verb, _name(screen, change)))

    def act() -> Undone:
        return app.journal.undo(check) if verb == "undo" else app.journal.redo(check)

    write = Write(verb, act, done, lambda error: screen.show_message(str(error)), words.NOT_DONE[verb])
    app.writes.start(screen, write)


def _ask(screen: BaseScreen, verb: Verb) -> None:
    """Show the change that the next key undoes or redoes; if it has many records, how many."""
    journal, clock = screen.journal_app.journal, screen.journal_app.clock
    try:
        change = journal.next_undo() if verb == "undo" else journal.next_redo()
    except JournalError as error:
        screen.show_message(str(error))
        return
    screen.confirmation.ask(_Asked(verb, change))
    if (count := len(change.changed)) > words.MANY:
        sentence = words.large_change(verb, change.why, count, change.at.astimezone(clock.zone).date(), clock.today())
        screen.show_message(words.confirm_large_change(verb, _key(screen, verb), sentence))
    else:
        screen.show_message(words.confirm_change(verb, _key(screen, verb), _name(screen, change)))


def _key(screen: BaseScreen, verb: Verb) -> str:
    """Return the name of the key that does `verb` on `screen` now: `u`, or `U` while u answers a nudge."""
    active = screen.active_bindings.items()
    key = next((key for key, one in active if one.enabled and one.binding.action == verb), _KEYS[verb])
    return key.title() if len(key) > 1 else key


def _name(screen: BaseScreen, change: Undone) -> str:
    pairs = [(swap.before, swap.after) for swap in change.changed]
    return words.change_name(change.why, pairs, screen.journal_app.clock.today())
