"""One key at a time: the next one acts when all that the one before set going has come to rest.

Textual gives a key to what has the focus when it arrives, and moves the focus some messages later. Over a slow line
keys arrive together, and a whole morning typed ahead would land on its first question.
"""

from __future__ import annotations

import asyncio
from time import monotonic
from typing import TYPE_CHECKING, Any, Final

from textual.widget import Widget

if TYPE_CHECKING:
    from textual.app import App

LOOKS: Final = 3
"""Looks in a row that have to find nothing under way: a message is out of sight for one while it changes hands."""
PATIENCE: Final = 2.0
"""Seconds after which the next key acts all the same."""


async def at_rest(app: App[Any]) -> None:
    """Return when no part of the screen has anything left to do, what waits for it to be drawn included."""
    quiet, end = 0, monotonic() + PATIENCE
    while quiet < LOOKS and monotonic() < end:
        await asyncio.sleep(0)
        quiet = quiet + 1 if _rests(app) else 0


def _rests(app: App[Any]) -> bool:
    if app.message_queue_size or not app.screen_stack or app.screen._callbacks:
        return False
    parts = app.screen.walk_children(Widget, with_self=True)
    return all(part.is_mounted and not part.message_queue_size and not part._next_callbacks for part in parts)
