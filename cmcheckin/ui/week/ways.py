"""Ways from a week to what is made of it."""

from __future__ import annotations

from typing import ClassVar

from textual.binding import Binding, BindingType

from cmcheckin.domain.week import Week
from cmcheckin.ui.base_screen import BaseScreen


class WeekWays(BaseScreen):
    """Actions that open another screen over a week."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("i", "inbox", show=False, tooltip="replies to what you shared", id="week.inbox"),
    ]
    week: Week

    def action_trends(self) -> None:
        """Weeks, months and a year."""
        self.journal_app.show_trends(self.week)

    def action_report(self) -> None:
        """The draft for stakeholders."""
        self.journal_app.show_report(self.week)

    def action_share(self) -> None:
        """The way to a file for a manager."""
        self.journal_app.show_share(self.week)

    def action_inbox(self) -> None:
        """Open the inbox."""
        self.journal_app.show_inbox()
