"""The app of `cmcheckin setup`, which asks the questions again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cmcheckin.ui.base_app import BaseApp
from cmcheckin.ui.setup.screen import SetupScreen
from cmcheckin.ui.textual_compat.screen_painting import as_first_screen

if TYPE_CHECKING:
    from textual.screen import Screen

    from cmcheckin.services.setup_session import Outcome, SetupSession


class SetupApp(BaseApp):
    """Show the setup screen of `session`, and end with a line about what was saved."""

    def __init__(self, session: SetupSession) -> None:
        super().__init__(session.settings, session.clock)
        self.session = session

    def get_default_screen(self) -> Screen[None]:
        """Return the setup screen as the first one."""
        return as_first_screen(SetupScreen(self.session, self._end))

    def _end(self, outcome: Outcome) -> None:
        self.exit_line = outcome.message
        self.leave(0 if outcome.is_saved else 1)
