"""Save a manager's notes and unsent replies as they are typed."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Final

from cmcheckin.domain.errors import Refused
from cmcheckin.sharing.follow_up import FollowUp

if TYPE_CHECKING:
    from textual.app import App
    from textual.timer import Timer

    from cmcheckin.services.follow_up import FollowUpStore

SAVE_SECONDS: Final = 0.5
"""Seconds after the first unsaved key until what was typed is saved."""


class PendingNotes:
    """Changes to the follow-up in `store` that are saved within SAVE_SECONDS, or by `flush`.
    `show` displays an error."""

    def __init__(self, app: App[None], store: FollowUpStore, show: Callable[[str], None]) -> None:
        self._app, self._store, self._show = app, store, show
        self._changes: dict[str, Callable[[FollowUp], FollowUp]] = {}
        self._timer: Timer | None = None

    def later(self, key: str, change: Callable[[FollowUp], FollowUp]) -> None:
        """Save `change` soon, in place of the earlier one with this `key`."""
        self._changes[key] = change
        if self._timer is None:
            self._timer = self._app.set_timer(SAVE_SECONDS, self._save)

    def flush(self) -> str:
        """Save at once what is pending. Return why it couldn't be saved, and keep it pending; empty if it was."""
        if self._timer is not None:
            self._timer.stop()
            self._timer = None
        changes = dict(self._changes)

        def change(follow_up: FollowUp) -> FollowUp:
            for each in changes.values():
                follow_up = each(follow_up)
            return follow_up

        try:
            if changes:
                self._store.apply(change)
        except Refused as error:
            return str(error)
        self._changes.clear()
        return ""

    def _save(self) -> None:
        if reason := self.flush():
            self._show(reason)
