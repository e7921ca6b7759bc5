"""Undo the last change from a screen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cmcheckin.ui.pending import Write
from cmcheckin.ui.screens.base import HouseScreen
from cmcheckin.wording import week as words

if TYPE_CHECKING:
    from cmcheckin.journal import Journal, Undone


class Undoing(HouseScreen):
    """Undo this device's last change after the key is pressed twice in a row."""

    journal: Journal
    _undo_asked = _undo_confirmed = False

    def reload(self) -> None:
        """Read everything again and redraw."""
        raise NotImplementedError

    def key_pressed(self) -> None:
        super().key_pressed()
        self._undo_confirmed, self._undo_asked = self._undo_asked, False

    def action_undo(self) -> None:
        """Undo this device's last change, once the key is pressed twice."""
        if self.house.waiting:
            return
        if not self._undo_confirmed:
            self._undo_asked = True
            self.say(words.UNDO_AGAIN)
            return

        def undone(found: Undone) -> None:
            self.reload()
            self.say(words.taken_back([swap.after or swap.before for swap in found.swaps]))

        self.house.writes.start(
            self, Write("undo", self.journal.undo, undone, lambda no: self.say(str(no)), words.NOT_UNDONE)
        )
