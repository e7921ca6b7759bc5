"""Looking at what an app shows."""

from __future__ import annotations

import asyncio
from collections.abc import Coroutine
from typing import Any

from textual.pilot import Pilot

from cmcheckin.ui.base_app import BaseApp


def shown(app: BaseApp) -> str:
    """What stands on the screen, as lines of text."""
    strips = app.screen._compositor.render_strips()
    return "\n".join("".join(segment.text for segment in strip).rstrip() for strip in strips)


async def press(pilot: Pilot[Any], *keys: str) -> str:
    """Press these keys one after the other, and see what is shown then."""
    for key in keys:
        await pilot.press(key)
    await pilot.pause()
    assert isinstance(pilot.app, BaseApp)
    return shown(pilot.app)


def play(run: Coroutine[Any, Any, None]) -> None:
    """Play a test that waits, to its end."""
    asyncio.run(run)
