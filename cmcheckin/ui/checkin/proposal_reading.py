"""Read the user's own files in a thread, once the check-in is shown, and show what they propose."""

from __future__ import annotations

import asyncio
from contextlib import suppress
from threading import Thread
from typing import TYPE_CHECKING

from cmcheckin.checkin import proposals
from cmcheckin.journal.errors import JournalError
from cmcheckin.services import checkin_session
from cmcheckin.ui.checkin.workload_page import WorkloadPage
from cmcheckin.wording import proposed_days as words

if TYPE_CHECKING:
    from textual.app import App

    from cmcheckin.checkin.form import CheckinForm, Proposals
    from cmcheckin.clock import Clock
    from cmcheckin.journal import Journal
    from cmcheckin.settings import Settings
    from cmcheckin.ui.checkin.screen import CheckinScreen


class ProposalReader:
    """Reads what files propose for the form of `screen`, and shows it there."""

    def __init__(self, screen: CheckinScreen, journal: Journal, settings: Settings, clock: Clock) -> None:
        self._screen, self._journal, self._settings, self._clock = screen, journal, settings, clock

    def start(self, form: CheckinForm) -> None:
        """Read in a thread for the days of `form`, if there is anything to read."""
        if checkin_session.has_hints(self._journal, self._settings):
            # A daemon, so that a file system that never answers can't keep the program from ending.
            args = (form, self._screen.app, asyncio.get_running_loop())
            Thread(target=self._read, args=args, daemon=True).start()

    def _read(self, form: CheckinForm, app: App[object], loop: asyncio.AbstractEventLoop) -> None:
        from cmcheckin.services.proposals import read_safely

        found = read_safely(self._settings, self._journal.paths, self._clock, form)
        if found != form.proposals:
            with suppress(RuntimeError):  # the program has ended
                loop.call_soon_threadsafe(app.call_later, self._show, found)

    def _show(self, found: Proposals) -> None:
        """Prefill the rows that the user hasn't touched, except the selected one, as Enter may follow at once. Mention
        that rows confirmed as usual differ if they aren't shown."""
        screen = self._screen
        if not screen.is_running:
            self._mention_saved(proposals.propose(screen.form, found))
            return
        page, days = screen.page, [page.day_in_use(is_used=screen.is_used) for page in screen.query(WorkloadPage)]
        form = proposals.propose(page.form, found, besides=next(iter(days), None))
        if page.is_mounted:
            page.set_form(form)
        else:
            page.form = screen.form = form
        if proposals.late_rows(form) and page.NAME not in ("workload", "review"):
            screen.show_message(words.ARRIVED)

    def _mention_saved(self, form: CheckinForm) -> None:
        """Mention days of `form` that were saved as usual before files showed something else."""
        rows = proposals.late_rows(form)
        with suppress(JournalError):
            if rows and all(self._journal.workday(row.workday.date) == row.workday for row in rows):
                text = words.SAVED_AS_USUAL if len(rows) == 1 else words.SEVERAL_SAVED
                self._screen.journal_app.show_message(text.format(text=proposals.late_text(form)), above=True)
