"""Find the conflicts between devices that are not settled yet, and settle them.

Reading them costs nothing while there are none, so this is imported at start-up by none of the screens.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import TYPE_CHECKING

from cmcheckin.domain.conflicts import FieldConflict, OpenConflict
from cmcheckin.domain.errors import Refused
from cmcheckin.domain.fields import JSON
from cmcheckin.journal.errors import JournalError
from cmcheckin.wording.command_messages import nothing_changed
from cmcheckin.wording.open_conflicts import CHANGED_MEANWHILE

if TYPE_CHECKING:
    from cmcheckin.journal import Journal


class NotSettled(JournalError):  # noqa: N818  the name says what happened
    """A choice isn't valid in its record. Nothing was changed."""


class ChangedMeanwhile(JournalError):  # noqa: N818  the name says what happened
    """A conflict was settled elsewhere, or has other values by now. Nothing was changed."""

    def __init__(self) -> None:
        super().__init__(CHANGED_MEANWHILE)


def open_conflicts(journal: Journal, first: date = date.min, last: date = date.max) -> tuple[OpenConflict, ...]:
    """Return the open conflicts of the records from `first` to `last`, by day. Those of records that can't be read are
    left out, as they can't be settled."""
    found = []
    for conflict in journal.conflicts():
        record = journal.get(conflict.key)
        if record is not None and first <= record.day <= last:
            found.append(OpenConflict(conflict, record))
    return tuple(sorted(found, key=lambda one: (one.record.day, one.conflict.key, one.conflict.field)))


def settle(journal: Journal, choices: Iterable[tuple[FieldConflict, JSON]]) -> None:
    """Save the chosen value of each conflict in `choices`, as one change.

    Raises ChangedMeanwhile, NotSettled, or another JournalError.
    """
    chosen = list(choices)
    with journal.changing():
        current = {(conflict.key, conflict.field): conflict for conflict in journal.conflicts()}
        if any(current.get((conflict.key, conflict.field)) != conflict for conflict, _ in chosen):
            raise ChangedMeanwhile
        try:
            journal.settle((conflict.key, conflict.field, value) for conflict, value in chosen)
        except Refused as error:
            raise NotSettled(nothing_changed(str(error))) from None
