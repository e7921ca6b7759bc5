"""Mention different answers from devices on a screen, and settle them with a key.

What that needs is imported only where there are any.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Final

from textual.binding import Binding, BindingType

from cmcheckin.ui.base_screen import BaseScreen
from cmcheckin.ui.kit.frame import KeyLine, key_name
from cmcheckin.ui.pending_writes import Write
from cmcheckin.ui.textual_compat.screen_painting import Result
from cmcheckin.wording import disabled_keys

if TYPE_CHECKING:
    from cmcheckin.domain.conflicts import OpenConflict
    from cmcheckin.journal.errors import JournalError
    from cmcheckin.ui.checkin.differences import Chosen

SETTLE: Final = "conflicts.settle"


class SettlingScreen(BaseScreen[Result]):
    """A screen that mentions `conflicts` above its keys, and settles them."""

    WHY_DISABLED = disabled_keys.SETTLING
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("f5", "settle", show=False, tooltip="settle different answers from your devices", id=SETTLE)
    ]
    conflicts: tuple[OpenConflict, ...] = ()

    def concerns(self, one: OpenConflict) -> bool:
        """Return whether this screen is about the conflict `one`. By default, it is about all."""
        return True

    def _read_conflicts(self) -> tuple[OpenConflict, ...]:
        journal = self.journal_app.journal
        if not journal.conflicts():
            return ()
        from cmcheckin.services.open_conflicts import open_conflicts

        return tuple(filter(self.concerns, open_conflicts(journal)))

    def show_conflicts(self) -> None:
        """Read the conflicts, and mention them above the keys. Show what couldn't be read. Raises JournalError."""
        self.journal_app.show_problems()
        before, self.conflicts = self.conflicts, self._read_conflicts()
        if not self.conflicts and not before:
            return
        from cmcheckin.wording.open_conflicts import open_conflicts_line, press

        self.refresh_bindings()
        bindings = (active.binding for active in self.active_bindings.values())
        key = next((binding.key for binding in bindings if binding.id == SETTLE), "f5")
        today = self.journal_app.clock.today()
        text = open_conflicts_line(self.conflicts, today, press(key_name(key, self.journal_app.glyphs)))
        self.query_one(KeyLine).show_notice(text, key)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Disable the key while there is nothing to settle."""
        return action != "settle" or bool(self.conflicts)

    def action_settle(self) -> None:
        """Show the different answers, and save what is chosen."""
        from cmcheckin.ui.checkin.conflicts import ConflictsScreen

        if not self.journal_app.waiting_message:
            self.app.push_screen(ConflictsScreen(self.conflicts, self.journal_app.clock.now()), self._settle)

    def _settle(self, chosen: Chosen | None) -> None:
        if chosen is None:
            return
        from cmcheckin.services.open_conflicts import settle
        from cmcheckin.ui.checkin.conflicts import choices
        from cmcheckin.wording.open_conflicts import NOT_SETTLED, settled

        made = list(choices(self.conflicts, chosen))
        journal = self.journal_app.journal

        def done(_: object) -> None:
            self.after_settling()
            self.app.call_after_refresh(self.journal_app.show_message, settled(len(made)))

        def failed(error: JournalError) -> None:
            self.reload()
            self.show_message(str(error))

        self.journal_app.writes.start(self, Write("settle", lambda: settle(journal, made), done, failed, NOT_SETTLED))

    def after_settling(self) -> None:
        """Read and show again what was settled."""
        self.reload()
