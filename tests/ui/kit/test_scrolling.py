"""Every screen of running text scrolls by the same keys, and names them."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from cmcheckin.domain.checkin import CheckIn, Win
from cmcheckin.domain.records import Record
from cmcheckin.domain.workday import Workday
from cmcheckin.settings import parse
from cmcheckin.ui.app import Start
from cmcheckin.ui.base_screen import ROOM
from cmcheckin.ui.help import NoticeScreen
from cmcheckin.ui.kit.scrolling import ScrollingScreen
from tests.ui.app_made import MakeApp
from tests.ui.screens_shown import press, shown

TODAY = date(2026, 11, 20)
RECORDS: list[Record] = [
    *(Workday(TODAY - timedelta(n), "work", 8, after_hours_minutes=0) for n in range(1, 12)),
    *(CheckIn(TODAY - timedelta(n), mood=3) for n in range(60)),
    CheckIn(TODAY - timedelta(1), mood=3, wins=tuple(Win(f"win {n}", id=f"w-{n}") for n in range(30))),
]
SUPPORT = "[support]\n" + "".join(f'peer{n} = "Sam, 0151 {n}"\n' for n in range(20))
SCREENS = ["help", "notice", "why", "support", "details"]


@pytest.mark.parametrize("name", SCREENS)
async def test_a_long_text_scrolls_by_each_key(make_app: MakeApp, name: str) -> None:
    app = make_app(RECORDS, start=Start("week", TODAY), settings=parse(SUPPORT))
    async with app.run_test(size=ROOM) as pilot:
        if name == "notice":
            app.push_screen(NoticeScreen([f"Problem {n}." for n in range(30)]))
            top = await press(pilot)
        else:
            top = await press(pilot, {"help": "question_mark", "why": "w", "support": "f2", "details": "enter"}[name])
        screen = app.screen
        assert isinstance(screen, ScrollingScreen)
        assert "↑ ↓ scroll" in top.splitlines()[-1]
        end = await press(pilot, "end")
        assert end != top
        assert await press(pilot, "down", "pagedown", "space", "j") == end
        assert await press(pilot, "home") == top
        assert await press(pilot, "up", "pageup", "k") == top
        for forth, back in (("down", "up"), ("j", "k"), ("pagedown", "pageup"), ("space", "pageup")):
            assert await press(pilot, forth) != top, forth
            assert await press(pilot, back) == top, back
        first = top.splitlines()[2:-2]
        body = (await press(pilot, "pagedown")).splitlines()[2:-2]
        assert body[0] == first[-1] or body == end.splitlines()[2:-2], "a line stays in sight"
        if name not in ("help", "notice"):  # which `?` closes
            await press(pilot, "question_mark")
            text = shown(app) + await press(pilot, "end")
            for key in ("↑ ", "↓ ", "page up", "page down space", "home", "end"):
                assert key in text, key
