"""Read the user's own files in a thread, once the check-in is shown."""

from __future__ import annotations

import asyncio
from contextlib import suppress
from dataclasses import dataclass
from threading import Thread
from typing import TYPE_CHECKING

from textual.message import Message

from cmcheckin.checkin.form import Proposals
from cmcheckin.services import checkin_session

if TYPE_CHECKING:
    from textual.screen import Screen

    from cmcheckin.checkin.form import CheckinForm
    from cmcheckin.clock import Clock
    from cmcheckin.journal import Journal
    from cmcheckin.settings import Settings


@dataclass
class ProposalsRead(Message):
    """Posted with what files propose, once they have been read or time is up."""

    proposals: Proposals


class ProposalReader:
    """Reads what files propose for a form, and posts it to `screen`."""

    def __init__(self, screen: Screen[None], journal: Journal, settings: Settings, clock: Clock) -> None:
        self._screen, self._journal, self._settings, self._clock = screen, journal, settings, clock

    def start(self, form: CheckinForm) -> None:
        """Read in a thread for the days of `form`, if there is anything to read."""
        if checkin_session.has_hints(self._journal, self._settings):
            # A daemon, so that a file system that never answers can't keep the program from ending.
            Thread(target=self._read, args=(form, asyncio.get_running_loop()), daemon=True).start()

    def _read(self, form: CheckinForm, loop: asyncio.AbstractEventLoop) -> None:
        from cmcheckin.services.proposals import failed, read_proposals

        try:
            found = read_proposals(self._settings, self._journal.paths, self._clock, form)
        except Exception as error:  # a fault in a reader must not end the check-in
            found = failed(error)
        if found.by_day or found.problems:
            with suppress(RuntimeError):  # the program has ended
                loop.call_soon_threadsafe(self._screen.post_message, ProposalsRead(found))
