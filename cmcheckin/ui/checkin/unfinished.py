"""Mention, open or discard unfinished check-ins of other days."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING, Final

from textual.binding import Binding

from cmcheckin.journal.errors import JournalError
from cmcheckin.ui.base_screen import BaseScreen
from cmcheckin.ui.kit.frame import key_name
from cmcheckin.wording import checkin as words

if TYPE_CHECKING:
    from cmcheckin.clock import Clock
    from cmcheckin.journal import Journal
    from cmcheckin.settings import Settings

OPEN: Final = "unfinished.open"
DISCARD: Final = "unfinished.discard"
UNFINISHED_KEYS: Final = (
    Binding("f3", "open_unfinished", show=False, tooltip="open the unfinished check-in", id=OPEN),
    Binding("f4", "discard_unfinished", show=False, tooltip="discard the unfinished check-in", id=DISCARD),
)
ACTIONS: Final = ("open_unfinished", "discard_unfinished")
"""Actions of a screen that need an unfinished check-in."""


class UnfinishedCheckins:
    """The unfinished check-ins that `screen` mentions: all except that of the day `own_day` returns."""

    def __init__(
        self, screen: BaseScreen, journal: Journal, settings: Settings, clock: Clock, own_day: Callable[[], date]
    ) -> None:
        self._screen, self._journal, self._settings, self._clock = screen, journal, settings, clock
        self._own_day = own_day

    @property
    def days(self) -> tuple[date, ...]:
        """Return the days with an unfinished check-in, in order; none while the diary is locked, as they couldn't be
        shown."""
        if self._journal.is_locked:
            return ()
        return self._journal.drafts.unfinished(self._own_day())

    @property
    def latest(self) -> date | None:
        """Return the latest day with an unfinished check-in, None if there is none."""
        return next(iter(self.days[-1:]), None)

    def text(self) -> str:
        """Return the sentence about unfinished check-ins and their keys; empty when there are none."""
        return words.unfinished_hint(self.days, self._key(OPEN, "f3"), self._key(DISCARD, "f4"))

    def discard(self) -> bool:
        """Discard the latest unfinished check-in, once the key is pressed twice. Return whether it was discarded."""
        day = self.latest
        question = words.confirm_discard(day, self._key(DISCARD, "f4")) if day else ""
        if day is None or not self._screen.confirm(("discard", day), question):
            return False
        try:
            self._journal.drafts.discard(day, self._clock.today())
        except JournalError as error:
            self._screen.show_message(str(error))
            return False
        self._screen.show_message(words.discarded(day))
        return True

    def _key(self, name: str, default: str) -> str:
        return key_name(self._settings.keys.get(name, default).split(",")[0], self._screen.journal_app.glyphs)
