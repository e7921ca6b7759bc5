"""Each key of a pair in the last line can be clicked, whatever the length of its name."""

from __future__ import annotations

from typing import ClassVar

import pytest
from textual.app import ComposeResult
from textual.binding import Binding, BindingType

from cmcheckin.ui.base_screen import BaseScreen
from cmcheckin.ui.kit.frame import KeyLine
from tests.ui.app_made import MakeApp
from tests.ui.screens_shown import painted, shown


class Paged(BaseScreen[None]):
    """Counts the pages turned."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("pageup", "turn(-1)", "page"),
        Binding("pagedown", "turn(1)", "page"),
        Binding("left_square_bracket", "turn(-10)", "week"),
        Binding("right_square_bracket", "turn(10)", "week"),
    ]
    turned = 0

    def compose(self) -> ComposeResult:
        yield KeyLine()

    def action_turn(self, by: int) -> None:
        """Turn `by` pages."""
        self.turned += by


@pytest.mark.parametrize(
    ("text", "turned"), [("page up", -1), ("page down", 1), ("[", -10), ("]", 10), (" page  ", -1), (" week", -10)]
)
async def test_a_click_presses_the_key_under_it(make_app: MakeApp, text: str, turned: int) -> None:
    app = make_app()
    async with app.run_test(size=(80, 24)) as pilot:
        await app.push_screen(screen := Paged())
        await painted(app)
        footer = shown(app).split("\n")[-1]
        await pilot.click(offset=(footer.index(text) + len(text) // 2, 23))
        await painted(app)
        assert screen.turned == turned
