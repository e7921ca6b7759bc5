"""Read the escalations to list, and update one of them. Used by the screen and by the command."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING, Any

from cmcheckin.checkin.escalations import changed, with_update
from cmcheckin.domain.escalation import Escalation
from cmcheckin.domain.figures import CauseCost
from cmcheckin.domain.records import CheckIns
from cmcheckin.insight.escalations import causes
from cmcheckin.journal.errors import JournalError
from cmcheckin.wording import escalations as words

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from cmcheckin.domain.schedule import Schedule
    from cmcheckin.journal import Change, Journal, Saved


class ChangedElsewhere(JournalError):  # noqa: N818  the name says what happened
    """Another window or device changed the same field. Nothing was changed. `saved`: the escalation as it is now."""

    def __init__(self, saved: Escalation, field: str) -> None:
        super().__init__(words.changed_elsewhere(saved, field))
        self.saved = saved


class NotThere(JournalError):  # noqa: N818
    """The escalation was deleted or can't be read. Nothing was changed."""


def read_list(journal: Journal, *, with_resolved: bool) -> list[Escalation]:
    """Return the open escalations; if `with_resolved`, all of them, which takes longer."""
    return list(journal.escalations() if with_resolved else journal.unresolved())


def read_causes(journal: Journal, items: Sequence[Escalation], schedule: Schedule) -> tuple[CauseCost, ...]:
    """Return what each cause of `items` cost, with the community ratings of the days they came in."""
    days: list[date] = [one.day for one in items]
    checkins = journal.between(min(days), max(days)).checkins if days else CheckIns()
    return causes(items, checkins, schedule)


def save_update(journal: Journal, seen: Escalation, changes: Mapping[str, Any], text: str, now: datetime) -> Saved:
    """Save `changes` to the escalation that the user has `seen`, and `text` as an update at `now`, as one change.

    Only the fields in `changes` that differ from `seen` are set, so that all others stay as another window or device
    saved them. A blank `text` adds no update. Raises ChangedElsewhere if one of these fields has another new value,
    NotThere, or another JournalError, with nothing changed.
    """
    wanted = {name: value for name, value in changes.items() if value != getattr(seen, name)}
    if changes.get("status") == (seen.status or "open"):
        wanted.pop("status", None)
    if "status" not in wanted:
        wanted.pop("resolved", None)

    def build(saved: Journal) -> Change:
        from cmcheckin.journal import Change

        current = saved.escalation(seen.id)
        if current is None:
            raise NotThere(unreadable(saved, seen.id) or words.deleted_elsewhere(seen.title))
        left = dict(wanted)
        if wanted.get("status") == current.status:  # keep the time that was saved first
            left.pop("resolved", None)
        for name, value in wanted.items():
            if name != "resolved" and getattr(current, name) not in (getattr(seen, name), value):
                raise ChangedElsewhere(current, name)
        return Change(put=(with_update(changed(current, left), text, now),))

    return journal.change(build, why="escalation")


def unreadable(journal: Journal, escalation_id: str) -> str:
    """Return why the escalation with this id can't be read; empty if it can be read or doesn't exist."""
    journal.escalation(escalation_id)
    return next((str(problem) for problem in journal.problems if f" {escalation_id} " in f" {problem.what} "), "")
