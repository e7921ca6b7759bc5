"""A key acts only once everything that the key before it started is done."""

from __future__ import annotations

import asyncio
import os
from threading import Event

import pytest
from textual.events import Key
from textual.message import Message

from cmcheckin.ui.textual_compat.driver import Driver, until_idle
from tests.ui.app_made import MakeApp


async def test_what_waits_for_the_screen_to_be_drawn_is_done_before_the_next_key(make_app: MakeApp) -> None:
    app = make_app()
    async with app.run_test(size=(80, 24)):
        done: list[int] = []
        for n in range(5):
            app.screen.refresh(layout=True)
            app.screen.call_after_refresh(done.append, n)
            await until_idle(app)
            assert done[-1:] == [n]


async def test_keys_that_were_read_just_before_the_input_is_discarded_are_dropped(
    make_app: MakeApp, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = make_app()
    async with app.run_test(size=(80, 24)):
        reading, writing = os.pipe()
        with os.fdopen(reading, "rb"), os.fdopen(writing, "wb", buffering=0) as keyboard:
            driver = Driver(app)
            driver.fileno = reading
            passed: list[str] = []

            def take(event: Message) -> None:
                assert isinstance(event, Key)
                passed.append(event.key)
                driver.exit_event.set()

            def discard(leaving: Event) -> None:
                driver.discard_input()  # while the input thread has the keys in its hands
                keyboard.write(b"3")

            monkeypatch.setattr(driver, "process_message", take)
            monkeypatch.setattr(driver, "_wait_until_idle", discard)
            keyboard.write(b"5u")
            await asyncio.to_thread(driver._read_input)
            assert passed == ["3"]
