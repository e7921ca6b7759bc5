"""Count the unread replies for the week."""

from __future__ import annotations

import os
from collections.abc import Callable
from typing import TYPE_CHECKING

from cmcheckin.ui.importing.background import Background
from cmcheckin.ui.kit.frame import key_name
from cmcheckin.wording import week as words

if TYPE_CHECKING:
    from cmcheckin.clock import Clock
    from cmcheckin.journal import Journal
    from cmcheckin.services.inbox import FoundReplies
    from cmcheckin.settings import Settings
    from cmcheckin.ui.base_screen import BaseScreen


class UnreadReplies:
    """Counts the unread replies once `screen` is shown, and calls `changed` if there are more or fewer than before.

    The folders are read in a thread, as one with a whole team's files may take a second, or never answer.
    """

    def __init__(
        self, screen: BaseScreen, journal: Journal, settings: Settings, clock: Clock, changed: Callable[[], None]
    ) -> None:
        self._screen, self._journal, self._settings, self._clock = screen, journal, settings, clock
        self._changed = changed
        self._background = Background()
        self.unread = 0
        """How many replies are unread."""

    @property
    def key(self) -> str:
        """Return the key that opens the inbox."""
        bindings = (active.binding for active in self._screen.active_bindings.values())
        return next((binding.key for binding in bindings if binding.id == "week.inbox"), "i")

    @property
    def hint(self) -> str:
        """Return how many replies are unread, and the key that opens the inbox; empty for none."""
        return words.unread_replies(self.unread, key_name(self.key, self._screen.journal_app.glyphs))

    def count(self) -> None:
        """Count in the background, if the user has shared anything."""
        if os.path.exists(self._journal.paths.share):  # noqa: PTH110  a plain call, as this runs each time
            self._background.start(self._find, self._show)

    def _find(self) -> FoundReplies:
        from cmcheckin.services.inbox import find_replies

        return find_replies(self._journal.paths, self._settings, self._clock.now())

    def _show(self, found: FoundReplies) -> None:
        from cmcheckin.services.inbox import count_unread

        if not self._screen.is_running:
            return
        unread = count_unread(self._journal, found, self._clock.now())
        if unread != self.unread:
            self.unread = unread
            self._changed()
