"""The check-in and what it adds up to, on the screen."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING, Literal, NamedTuple

from cmcheckin.ui.base_app import BaseApp
from cmcheckin.ui.pending_writes import PendingWrites

if TYPE_CHECKING:
    from textual.screen import Screen

    from cmcheckin.clock import Clock
    from cmcheckin.domain.week import Week
    from cmcheckin.journal.journal import Journal
    from cmcheckin.settings import Settings


class Start(NamedTuple):
    """Where to begin: `auto` is the check-in while today's is not done, else the week."""

    view: Literal["auto", "checkin", "week"] = "auto"
    day: date | None = None
    week: Week | None = None


class CheckinApp(BaseApp):
    """The program of whoever keeps a journal: moves between its screens."""

    def __init__(self, journal: Journal, settings: Settings, clock: Clock, start: Start | None = None) -> None:
        super().__init__(settings, clock)
        self.journal = journal
        self.start = start or Start()
        self.writes = PendingWrites(self, journal, self.show_waiting)
        self.postponed_nudges: set[str] = set()
        """Cards that were read and put aside for this session, by their id."""

    def unread(self) -> Iterator[str]:
        yield from map(str, getattr(self.journal, "problems", ()))

    def intercept_key(self, key: str) -> bool:
        """Let escape cancel a waiting change, and do nothing else then. Return whether `key` is used up."""
        if key != "escape" or self.writes.write is None:
            return False
        self.writes.cancel()
        return True

    def leave(self, code: int = 0) -> None:
        """Save drafts and exit with `code`. Cancel a waiting change, and say so."""
        if (write := self.writes.write) is not None:
            self.exit_line = write.given_up
        super().leave(code)

    def get_default_screen(self) -> Screen[None]:
        """The first screen, so that nothing blank lies underneath."""
        today = self.clock.today()
        view = self.start.view
        if view == "auto":
            kept = self.journal.checkin(today)
            view = "week" if kept is not None and kept.done else "checkin"
        screen = self._checkin(self.start.day) if view == "checkin" else self._week(self.start.week, self.start.day)
        screen._push_result_callback(screen, None)  # pushed screens have one, and switching away takes it off
        return screen

    def show_week(self, week: Week | None = None, day: date | None = None) -> None:
        """The week screen in place of the present one: of `week`, the week of `day`, or this week."""
        self.switch_screen(self._week(week, day))

    def after_checkin(self, day: date) -> None:
        """Back to the screen that wanted this day filled in, or the week of it."""
        if any(getattr(below, "WANTS_DAYS", False) for below in self.screen_stack[-2:-1]):
            self.pop_screen()
        else:
            self.show_week(day=day)

    def fill_in(self, day: date) -> None:
        """The check-in of that day, over the present screen."""
        self.push_screen(self._checkin(day))

    def show_checkin(self, day: date | None = None) -> None:
        """The check-in in place of the present screen: of `day`, or today's."""
        self.switch_screen(self._checkin(day))

    def show_trends(self, week: Week | None = None, days: frozenset[date] = frozenset()) -> None:
        """The trends over the present screen, with `week` marked and these days; leaving them comes back to it.

        When the present screen was opened out of the trends, these come back instead, as they were left.
        """
        from cmcheckin.ui.trends.screen import TrendsScreen

        below = self.screen_stack[-2] if len(self.screen_stack) > 1 else None
        if not isinstance(below, TrendsScreen):
            self.push_screen(TrendsScreen(self.journal, self.settings, self.clock, week=week, days=days))
            return
        if week is not None or days:
            below.select(week, days)
        self.pop_screen()

    def show_report(self, week: Week) -> None:
        """The report of a week, over the present screen."""
        from cmcheckin.ui.report.screen import ReportScreen

        self.push_screen(ReportScreen(self.journal, self.settings, self.clock, week))

    def show_share(self, week: Week) -> None:
        """The way to a share file of a week, over the present screen."""
        from cmcheckin.ui.share.screen import ShareScreen

        self.push_screen(ShareScreen(self.journal, self.settings, self.clock, week))

    def show_inbox(self) -> None:
        """Show the inbox over the current screen."""
        from cmcheckin.ui.inbox.screen import InboxScreen

        self.push_screen(InboxScreen(self.journal, self.settings, self.clock))

    def open_week(self, day: date) -> None:
        """The week of `day`, marked there, over the present screen."""
        self.push_screen(self._week(None, day))

    def _week(self, week: Week | None, day: date | None) -> Screen[None]:
        from cmcheckin.ui.week.screen import WeekScreen

        return WeekScreen(self.journal, self.settings, self.clock, week=week, day=day)

    def _checkin(self, day: date | None) -> Screen[None]:
        from cmcheckin.ui.checkin.screen import CheckinScreen

        screen: Screen[None] = CheckinScreen(self.journal, self.settings, self.clock, day=day)
        return screen
