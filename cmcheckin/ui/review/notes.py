"""Keep a manager's own notes and marks, and save what is typed within a second."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Final

from cmcheckin.domain.errors import Refused
from cmcheckin.sharing.follow_up import FollowUp, Mark

if TYPE_CHECKING:
    from textual.app import App
    from textual.timer import Timer

    from cmcheckin.services.follow_up import FollowUpStore

SAVE_SECONDS: Final = 0.5
"""Seconds after the first unsaved key until what was typed is saved."""


class Notes:
    """The follow-up in `store`, and changes of it that are saved within SAVE_SECONDS, or by `flush`. `show` displays an
    error."""

    def __init__(self, app: App[None], store: FollowUpStore, show: Callable[[str], None]) -> None:
        self._app, self.store, self._show = app, store, show
        self._changes: dict[str, Callable[[FollowUp], FollowUp]] = {}
        self._texts: dict[str, str] = {}
        """What was typed for each of them."""
        self._timer: Timer | None = None
        self.saved = FollowUp()
        """The follow-up as it was last read."""
        self.problem = ""
        """Why it can't be read; empty if it can."""
        self.marks_before: list[dict[str, Mark | None]] = []
        """What each of this session's marks replaced, to undo them; the latest last."""
        self.read()
        self.unsent = dict(self.saved.drafts)
        """Texts that were typed and not sent or added, by their key, see `draft_key`."""

    def read(self) -> None:
        """Read the follow-up again. If it can't be read, keep what is shown of it."""
        try:
            self.saved, self.problem = self.store.load(), ""
        except Refused as error:
            self.problem = str(error)

    def change(self, change: Callable[[FollowUp], FollowUp]) -> str:
        """Save `change` of the follow-up. Return why it couldn't be saved; empty if it was."""
        try:
            self.saved, self.problem = self.store.apply(change), ""
        except Refused as error:
            return str(error)
        return ""

    def keep_unsent(self, key: str, text: str) -> None:
        """Keep `text` as the unsent text `key`, even after the program ends; an empty one removes it."""
        self.unsent = {other: kept for other, kept in self.unsent.items() if other != key} | (
            {key: text} if text else {}
        )
        self.later(f"draft:{key}", lambda follow_up: follow_up.with_draft(key, text), text)

    def later(self, key: str, change: Callable[[FollowUp], FollowUp], text: str) -> None:
        """Save `change`, which keeps the typed `text`, soon, in place of the earlier one with this `key`."""
        self._changes[key], self._texts[key] = change, text
        if self._timer is None:
            self._timer = self._app.set_timer(SAVE_SECONDS, self._save)

    def flush(self) -> str:
        """Save at once what is pending. Return why it couldn't be saved, and keep it pending; empty if it was."""
        if self._timer is not None:
            self._timer.stop()
            self._timer = None
        changes = dict(self._changes)

        def change(follow_up: FollowUp) -> FollowUp:
            for apply in changes.values():
                follow_up = apply(follow_up)
            return follow_up

        try:
            if changes:
                self.store.apply(change)
        except Refused as error:
            return str(error)
        self._changes.clear()
        self._texts.clear()
        return ""

    def unsaved(self) -> list[str] | None:
        """Try again to save what is pending. Return the texts that still can't be saved, None if everything is."""
        return [text for text in self._texts.values() if text] if self.flush() else None

    def _save(self) -> None:
        if reason := self.flush():
            self._show(reason)
