"""Mention, open or discard unfinished check-ins of other days."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, ClassVar, Final

from textual.binding import Binding, BindingType

from cmcheckin.journal.errors import JournalError
from cmcheckin.ui.base_screen import BaseScreen
from cmcheckin.ui.kit.footer import key_name
from cmcheckin.wording import checkin as words

if TYPE_CHECKING:
    from cmcheckin.clock import Clock
    from cmcheckin.journal import Journal
    from cmcheckin.settings import Settings

OPEN: Final = "unfinished.open"
DISCARD: Final = "unfinished.discard"


class UnfinishedScreen(BaseScreen):
    """A screen that mentions unfinished check-ins, except that of the day `unfinished_besides`."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("f3", "open_unfinished", show=False, tooltip="open the unfinished check-in", id=OPEN),
        Binding("f4", "discard_unfinished", show=False, tooltip="discard the unfinished check-in", id=DISCARD),
    ]
    journal: Journal
    settings: Settings
    clock: Clock

    @property
    def unfinished_besides(self) -> date:
        """Return the day whose draft isn't mentioned."""
        return self.clock.today()

    @property
    def unfinished(self) -> tuple[date, ...]:
        """Return the days with an unfinished check-in, in order."""
        return self.journal.drafts.unfinished(self.unfinished_besides)

    def unfinished_text(self) -> str:
        """Return the sentence about unfinished check-ins and their keys; empty when there are none."""
        return words.unfinished(self.unfinished, self._key(OPEN, "f3"), self._key(DISCARD, "f4"))

    def unfinished_changed(self) -> None:
        """Redraw after an unfinished check-in was discarded."""

    def leave_for(self, day: date) -> None:
        """Open the check-in of `day` in place of this screen."""
        self.journal_app.show_checkin(day)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Enable the two keys only while there is an unfinished check-in."""
        if action in ("open_unfinished", "discard_unfinished"):
            return bool(self.unfinished)
        return super().check_action(action, parameters)

    def action_open_unfinished(self) -> None:
        """Open the latest unfinished check-in."""
        if days := self.unfinished:
            self.leave_for(days[-1])

    def action_discard_unfinished(self) -> None:
        """Discard the latest unfinished check-in, once the key is pressed twice."""
        day = next(iter(self.unfinished[-1:]), None)
        if day is None or not self.confirm(("discard", day), words.discard_again(day, self._key(DISCARD, "f4"))):
            return
        try:
            self.journal.drafts.discard(day, self.clock.today())
        except JournalError as error:
            self.show_message(str(error))
        else:
            self.unfinished_changed()
            self.show_message(words.discarded(day))

    def _key(self, name: str, usual: str) -> str:
        return key_name(self.settings.keys.get(name, usual).split(",")[0], self.journal_app.glyphs)
