"""What is sent for the real screens, key by key, shows on a terminal what Textual drew."""

from __future__ import annotations

from datetime import datetime

import pytest
from rich.color import ColorSystem

from cmcheckin.cli.demo_data import CONFIG, demo_records
from cmcheckin.settings import parse
from cmcheckin.ui.app import Start
from tests.ui.app_made import NOW, MakeApp
from tests.ui.pictures import Steps
from tests.ui.screens_shown import press
from tests.ui.test_screenshots import ESCALATIONS, MORNING, TRENDS, WINS
from tests.ui.textual_compat.test_screen_diff import Shown

OVER: Steps = (
    ("help", "Help", ["escape", "question_mark", "down", "down"]),
    ("search", "Search", ["escape", "slash", *"meet", "escape"]),
    ("share", "Share", ["s"]),
    ("inbox", "Replies", ["escape", "i"]),
    ("weeks", "Week", ["escape", "left_square_bracket", "left_square_bracket", "up", "enter"]),
)
JOURNEYS = {"morning": MORNING, "trends": TRENDS, "others": (*ESCALATIONS, *WINS, *OVER)}
SMALL, LARGE = (80, 24), (120, 40)


@pytest.mark.parametrize(
    ("journey", "size"),
    [("morning", SMALL), ("trends", LARGE), ("others", SMALL)],
    ids=["morning", "trends", "others"],
)
async def test_every_screen_arrives_as_it_was_drawn(make_app: MakeApp, journey: str, size: tuple[int, int]) -> None:
    now = datetime.fromisoformat(NOW)
    start = Start("checkin" if journey == "morning" else "week")
    app = make_app(demo_records(now.date(), now.tzinfo), start=start, settings=parse(CONFIG))
    many, few = ColorSystem.EIGHT_BIT, ColorSystem.STANDARD
    erasing, writing = Shown(*size, many, erases=True), Shown(*size, many, erases=False)
    plain = Shown(*size, few, erases=True)
    async with app.run_test(size=size) as pilot:
        for _, _, keys in JOURNEYS[journey]:
            for some in ((), keys[:1], keys[1:]):
                await press(pilot, *some)
                frame = app.screen._compositor.render_strips()
                if erasing.show(frame):
                    writing.show(frame)
                    plain.show(frame)
                    assert erasing.cells() == writing.cells() == erasing.expected(frame)
                    assert plain.cells() == plain.expected(frame)
