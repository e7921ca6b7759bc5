"""Save a check-in from its screen."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from cmcheckin.checkin.desk import ChangedElsewhere, Desk, back_up, keep, keep_chosen
from cmcheckin.checkin.morning import Morning
from cmcheckin.journal.errors import JournalError
from cmcheckin.ui.pending import Write
from cmcheckin.ui.screens.base import HouseScreen
from cmcheckin.wording import morning as words

if TYPE_CHECKING:
    from cmcheckin.clock import Clock
    from cmcheckin.journal import Journal


class SavingScreen(HouseScreen):
    """Save `morning`, loaded by `desk`, exactly once, whatever is pressed while it waits for another window."""

    journal: Journal
    clock: Clock
    desk: Desk
    morning: Morning

    def all_entered(self) -> bool:
        """Take all typed text into the morning. Return False, and show the field, if some of it isn't valid."""
        raise NotImplementedError

    def out(self) -> None:
        """Leave the check-in and keep the draft."""
        raise NotImplementedError

    def write_draft(self, *, final: bool = False) -> None:
        """Write the morning to its draft. With `final` it survives a power cut."""
        raise NotImplementedError

    def discard_draft(self) -> None:
        """Delete the draft of the saved morning."""
        raise NotImplementedError

    def mark_replies_read(self) -> None:
        """Mark replies as read if their whole text was on the screen."""
        raise NotImplementedError

    def action_save(self) -> None:
        """Save the morning and go straight to the week."""
        if self.house.waiting or not self.all_entered():
            return
        if not self.morning.begun:
            if self.desk.morning.checkin.done:
                self.mark_replies_read()
                self.out()
            else:
                self.say(words.NOTHING_TO_SAVE)
            return
        self._keep(lambda: keep(self.journal, self.morning, self.clock))

    def _keep(self, save: Callable[[], object]) -> None:
        """Call `save` now, or once no other window is saving, with the morning as it is by then."""

        def act() -> ChangedElsewhere | bool:
            if self.house.waiting and not self.all_entered():  # typed after the save key
                return False
            try:
                save()
            except ChangedElsewhere as changed:
                return changed
            return True

        if not self.house.writes.start(self, Write("save", act, self._kept, self._not_kept, words.NOT_SAVED_YET)):
            self.write_draft(final=True)

    def _kept(self, found: ChangedElsewhere | bool) -> None:
        while self.app.screen is not self:  # opened while the save waited
            self.app.pop_screen()
        if found is True:
            self._saved()
        elif found:
            self._choose(found)

    def _not_kept(self, no: JournalError) -> None:
        self.write_draft()
        self.say(words.NOT_SAVED.format(reason=no))

    def _choose(self, changed: ChangedElsewhere) -> None:
        from cmcheckin.ui.screens.differences import DifferencesScreen

        def chosen(answer: DifferencesScreen.Answer | None) -> None:
            if answer is not None:
                self._keep(lambda: keep_chosen(self.journal, self.morning, self.clock, answer.chosen, changed.theirs))

        self.house.push_screen(DifferencesScreen(changed.differences, chosen))

    def _saved(self) -> None:
        self.discard_draft()
        self.mark_replies_read()
        self.house.after_checkin(self.morning.date)
        self.house.call_after_refresh(back_up, self.journal, self.clock)  # after the first save of a day
