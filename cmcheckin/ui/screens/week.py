"""The week."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType

from cmcheckin.domain.week import Week
from cmcheckin.ui.screens.base import HouseScreen
from cmcheckin.ui.widgets.footer import KeyLine
from cmcheckin.ui.widgets.heading import Heading

if TYPE_CHECKING:
    from cmcheckin.clock import Clock
    from cmcheckin.journal.journal import Journal
    from cmcheckin.settings import Settings


class WeekScreen(HouseScreen):
    """Monday to Sunday at a glance."""

    TITLE = "the week"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("c", "checkin", "check-in", id="week.checkin"),
        Binding("q", "app.quit", "leave", id="week.leave"),
    ]

    def __init__(
        self, journal: Journal, settings: Settings, clock: Clock, *, week: Week | None = None, day: date | None = None
    ) -> None:
        super().__init__()
        self.journal, self.settings, self.clock = journal, settings, clock
        self.week = week or Week.of(day or clock.today())

    def compose(self) -> ComposeResult:
        yield Heading(str(self.week))
        yield KeyLine()

    def action_checkin(self) -> None:
        """The check-in of today."""
        self.house.show_checkin()
