"""What files show in tests of the check-in, and how it starts with it."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import date, datetime, time

from cmcheckin.checkin.form import READING, Proposals
from cmcheckin.hints.day_hint import DayHint
from cmcheckin.services import hints
from tests.ui.app_session import SMALL, AppHome, AppSession
from tests.ui.screens_shown import until

THURSDAY, WEDNESDAY, SATURDAY = date(2026, 11, 19), date(2026, 11, 18), date(2026, 11, 14)
PING = datetime.fromisoformat("2026-11-20T02:10:00+01:00")
WORKED = DayHint(
    THURSDAY, ("Watson", "Slack"), None, 7.5, time(8, 52), time(17, 40), 45, (PING,), (("commits", 1), ("posts", 12))
)
LEAVE = DayHint(WEDNESDAY, ("Calendar",), "leave")
POSTS = DayHint(SATURDAY, ("Slack",), None, None, time(10), time(11), 50)


def keep(app_home: AppHome, *found: DayHint) -> None:
    hints.save_proposals(app_home.journal.paths, found)


@asynccontextmanager
async def proposed(app_home: AppHome, size: tuple[int, int] = SMALL) -> AsyncIterator[AppSession]:
    """Start the app, and wait until the files have been read."""
    async with app_home.open_app(size) as me:
        await arrived(me)
        yield me


async def arrived(me: AppSession) -> None:
    await until(me.pilot, lambda: me.checkin.form.proposals not in (Proposals(), READING), "proposals")
    await me.press()
