"""Records with values that can't be read are reported once."""

from __future__ import annotations

from datetime import date

from cmcheckin.domain.workday import Workday
from tests.journal.journal_home import rewritten
from tests.ui.app_made import MakeApp
from tests.ui.screens_shown import press


async def test_values_that_cannot_be_read_are_reported_once(make_app: MakeApp) -> None:
    days = [date(2026, 11, 12), date(2026, 11, 19)]
    app = make_app([Workday(day, "work", hours) for day, hours in zip(days, (6.5, 8), strict=True)])
    [file] = app.journal.paths.journal.glob("*.jsonl")
    async with app.run_test(size=(80, 24)) as pilot:
        assert "Week 47" in await press(pilot)
        file.write_bytes(rewritten(file.read_bytes(), (b"6.5", b"65")))
        screen = await press(pilot, "[")
        assert "This couldn't be read" in screen
        assert "hours is 65" in screen
        assert "Week 46" in await press(pilot, "enter")
        assert "couldn't be read" not in await press(pilot, "]", "[")
