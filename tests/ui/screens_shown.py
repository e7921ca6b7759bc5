"""Press keys in an app under test, and read what it shows."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import Any

from textual import events
from textual.app import App
from textual.keys import _character_to_key, key_to_character
from textual.pilot import Pilot

from cmcheckin.ui.textual_compat.driver import until_idle


def shown(app: App[Any]) -> str:
    """Return the screen as lines of text."""
    strips = app.screen._compositor.render_strips()
    return "\n".join("".join(segment.text for segment in strip).rstrip() for strip in strips)


async def press(pilot: Pilot[Any], *keys: str) -> str:
    """Press `keys` like `press_only` does, and return the screen."""
    await press_only(pilot, *keys)
    return shown(pilot.app)


async def press_only(pilot: Pilot[Any], *keys: str) -> None:
    """Press `keys` as the program's own driver does, each when the one before has done all it does.

    A key is a character, or the name that Textual gives it.
    """
    app = pilot.app
    for key in keys:
        name, character = (_character_to_key(key), key) if len(key) == 1 else (key, key_to_character(key))
        app.post_message(events.Key(name, character))
        await until_idle(app)
    await painted(app)


async def click(pilot: Pilot[Any], text: str, nth: int = 0) -> str:
    """Click the first cell of `text` where it is shown for the `nth` time, and return the screen then."""
    for y, line in enumerate(shown(pilot.app).split("\n")):
        if text in line:
            if not nth:
                await pilot.click(offset=(line.index(text), y))
                return await press(pilot)
            nth -= 1
    raise AssertionError(f"{text!r} is not shown")


async def turn_wheel(app: App[Any], x: int, y: int, by: int = 1) -> None:
    """Turn the wheel down (1) or up (-1) over the cell at `x` and `y` of the screen."""
    kind = events.MouseScrollDown if by > 0 else events.MouseScrollUp
    app.post_message(kind(None, x, y, 0, 0, 0, False, False, False, x, y))
    await painted(app)


async def painted(app: App[Any]) -> None:
    """Wait until the app has nothing left to do and its screen is painted; return at once if it is leaving."""
    await until_idle(app)
    if app._exit:
        return
    done = asyncio.Event()
    app.screen.call_after_refresh(done.set)
    await asyncio.wait_for(done.wait(), 60)
    await until_idle(app)


async def resize(pilot: Pilot[Any], columns: int, rows: int) -> None:
    """Give the window another size, and wait until the screen has it, so that no key comes before."""
    await pilot.resize_terminal(columns, rows)
    await until(pilot, lambda: pilot.app.screen.outer_size == (columns, rows), "the new size")
    await painted(pilot.app)


async def until(pilot: Pilot[Any], happened: Callable[[], bool], what: str) -> None:
    """Let the app run until `happened()` is true. Fails with `what` after 20 s or more."""
    for _ in range(1000):
        if happened():
            return
        await pilot.pause(0.02)
    raise AssertionError(f"waited for {what}")
