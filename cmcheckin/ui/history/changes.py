"""What the history screen changes: it deletes days, and plans and removes leave."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cmcheckin.domain.fields import Key
from cmcheckin.domain.records import Record
from cmcheckin.journal.errors import JournalError
from cmcheckin.ui.pending_writes import Write
from cmcheckin.wording import history as words
from cmcheckin.wording.formats import long_day

if TYPE_CHECKING:
    from cmcheckin.ui.history.screen import HistoryScreen


def delete(screen: HistoryScreen) -> None:
    """Delete the check-in and the workday of the selected day of `screen`, once the key is pressed twice."""
    app, day = screen.journal_app, screen.selection.day
    if app.waiting_message:
        return
    journal = app.journal
    found: list[Record] = [record for record in (journal.checkin(day), journal.workday(day)) if record is not None]
    if not found:
        screen.show_message(words.NOTHING_TO_DELETE.format(day=long_day(day)))
        return
    types = [record.type for record in found]
    if not screen.confirm(("delete", day, *types), words.confirm_delete(types, day)):
        return
    # Only what the question named is deleted: if another window changes a record meanwhile, that is a conflict.
    expected: dict[Key, Record | None] = {record.key: record for record in found}

    def done(_: object) -> None:
        screen.reload()
        screen.show_message(words.deleted(types, day))

    def failed(error: JournalError) -> None:
        screen.reload()
        screen.show_message(str(error))

    def act() -> object:
        return journal.save((), delete=expected, expected=expected, why="delete")

    app.writes.start(screen, Write("delete", act, done, failed, words.NOT_DELETED))


def plan_leave(screen: HistoryScreen, *, is_half: bool) -> None:
    """Plan leave on the selected days of `screen`."""
