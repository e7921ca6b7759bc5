"""The changes that the history screen makes: delete days, and plan and remove leave."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING, TypeVar

from cmcheckin.domain.errors import Refused
from cmcheckin.domain.fields import Key
from cmcheckin.domain.leave import is_plan
from cmcheckin.domain.records import Record
from cmcheckin.journal.errors import JournalError
from cmcheckin.services import leave
from cmcheckin.services.leave import LeaveChange
from cmcheckin.ui.pending_writes import Write
from cmcheckin.wording import history as words
from cmcheckin.wording import leave as leave_words
from cmcheckin.wording.formats import long_day

if TYPE_CHECKING:
    from cmcheckin.ui.history.screen import HistoryScreen

T = TypeVar("T")


def delete(screen: HistoryScreen) -> None:
    """Delete the check-in and the workday of the selected day of `screen`, or remove the planned leave of several days,
    once the key is pressed twice."""
    if screen.journal_app.waiting_message:
        return
    if screen.selection.count > 1:
        _remove_leave(screen)
    else:
        _delete_day(screen, screen.selection.day)


def _delete_day(screen: HistoryScreen, day: date) -> None:
    journal = screen.journal
    found: list[Record] = [record for record in (journal.checkin(day), journal.workday(day)) if record is not None]
    types = [record.type for record in found]
    if not found:
        screen.show_message(words.NOTHING_TO_DELETE.format(day=long_day(day)))
    elif screen.confirm(("delete", *found), words.confirm_delete(types, day)):
        # Only what the question named is deleted: if another window changed a record meanwhile, it is asked again.
        expected: dict[Key, Record | None] = {record.key: record for record in found}
        _write(
            screen,
            words.DELETE,
            lambda: journal.save((), delete=expected, expected=expected, why="delete"),
            lambda _: words.deleted(types, day),
            words.NOT_DELETED,
        )


def _remove_leave(screen: HistoryScreen) -> None:
    first, last, today = screen.selection.first, screen.selection.last, screen.clock.today()
    planned = [day for day in screen.journal.between(first, last).workdays if is_plan(day, today)]
    if not planned:
        screen.show_message(leave_words.nothing_planned(first, last))
    elif screen.confirm(("leave", first, last, len(planned)), words.confirm_removal(len(planned), first, last)):
        _change_leave(
            screen,
            words.REMOVE_LEAVE,
            lambda: leave.remove_leave(screen.journal, first, last, today),
            lambda found: (
                leave_words.removed(found.changed, words.UNDO_HINT)
                if found.changed
                else leave_words.nothing_planned(first, last)
            ),
            words.NOT_REMOVED,
        )


def plan_leave(screen: HistoryScreen, *, is_half: bool) -> None:
    """Plan leave on the working days among the selected days of `screen`. `is_half`: plan half of each."""
    first, last, today = screen.selection.first, screen.selection.last, screen.clock.today()
    schedule = screen.settings.schedule

    def message(found: LeaveChange) -> str:
        if found.changed:
            return leave_words.planned(found.changed, today, is_half=is_half, to_undo=words.UNDO_HINT)
        return leave_words.already_planned(found.known) if found.known else words.NOT_PLANNED

    _change_leave(
        screen,
        words.PLAN_LEAVE,
        lambda: leave.plan_leave(screen.journal, schedule, first, last, today, is_half=is_half),
        message,
        words.NOT_PLANNED,
    )


def _change_leave(
    screen: HistoryScreen,
    verb: str,
    change: Callable[[], LeaveChange],
    message: Callable[[LeaveChange], str],
    cancelled: str,
) -> None:
    """Make the `change` of leave. Show its `message`, and which days weren't changed."""

    def act() -> LeaveChange | Refused:
        try:
            return change()
        except Refused as refusal:
            return refusal

    def done(found: LeaveChange | Refused) -> str:
        if isinstance(found, Refused):
            return f"{found}."
        screen.selection.anchor = None
        return f"{message(found)} {words.kept(found.kept)}".strip()

    _write(screen, verb, act, done, cancelled)


def _write(screen: HistoryScreen, verb: str, act: Callable[[], T], message: Callable[[T], str], cancelled: str) -> None:
    """Make the change `act`, then read the days again and show its `message`, or why nothing was changed."""

    def done(found: T) -> None:
        text = message(found)
        screen.reload()
        screen.show_message(text)

    def failed(error: JournalError) -> None:
        screen.reload()
        screen.show_message(str(error))

    screen.journal_app.writes.start(screen, Write(verb, act, done, failed, cancelled))
