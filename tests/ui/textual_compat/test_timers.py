"""What waits for a moment comes, however long the program is kept from running just then."""

from __future__ import annotations

from datetime import date
from itertools import count
from types import SimpleNamespace

import pytest
import textual.screen
import textual.timer
from textual.events import Resize
from textual.geometry import Size

from cmcheckin.domain.checkin import CheckIn
from tests.ui.app_made import MakeApp
from tests.ui.screens_shown import press, shown


@pytest.fixture
def held_up(monkeypatch: pytest.MonkeyPatch) -> None:
    """Between any two looks of a timer at the clock, 20 ms go by. Painting is timed more slowly than that, since a
    repeated timer with a shorter period would look at the clock for ever."""
    monkeypatch.setattr(textual.screen, "UPDATE_PERIOD", 0.05)
    clock = count(0.0, 0.02)
    monkeypatch.setattr(textual.timer, "_time", SimpleNamespace(get_time=lambda: next(clock)))


async def test_a_window_has_its_new_size(make_app: MakeApp, held_up: None) -> None:
    app = make_app([CheckIn(date(2026, 11, 20), mood=3)])
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "right")
        for size in ((30, 6), (120, 40), (60, 16), (100, 30)):
            app.post_message(Resize(Size(*size), Size(*size)))
            for _ in range(100):
                await pilot.pause(0.01)
                if app.screen._compositor.size == size:
                    break
            assert app.screen._compositor.size == size
        assert "Week 47" in shown(app)
