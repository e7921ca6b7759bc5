"""The manager's app on a made-up folder, wired as the program wires it."""

from __future__ import annotations

from datetime import datetime
from itertools import count
from pathlib import Path

from cmcheckin.clock import FixedClock
from cmcheckin.services.follow_up import FollowUpStore
from cmcheckin.settings import Settings
from cmcheckin.ui.review.app import ReviewApp
from cmcheckin.ui.review.team_screen import ReviewScreen

NOW = "2026-11-23T09:00:00+01:00"


_numbers = count()


def _random(length: int) -> bytes:
    """Return bytes that differ from call to call, for the ids of replies."""
    return next(_numbers).to_bytes(length, "big")


def review(folder: Path, settings: Settings | None = None, cache: str = "") -> ReviewApp:
    """Return the manager's app for `folder`, with an index of it in the folder `cache`. It needs no journal."""
    clock = FixedClock(datetime.fromisoformat(NOW))
    store = FollowUpStore(folder.parent / "manager" / "follow-up.json", None)
    return ReviewApp([str(folder)], settings or Settings(name="Kim"), clock, store, random=_random, cache=cache)


def team(app: ReviewApp) -> ReviewScreen:
    """Return the screen of the whole team, which must be shown."""
    assert isinstance(app.screen, ReviewScreen)
    return app.screen
