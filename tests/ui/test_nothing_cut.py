"""Text that doesn't fit ends with an ellipsis, on every screen: no widget draws more than it has room for."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime
from pathlib import Path

import pytest
from rich.cells import cell_len

from cmcheckin.cli.demo_data import CONFIG, demo_records, friday_records
from cmcheckin.settings import parse
from cmcheckin.ui.app import Start
from cmcheckin.ui.base_app import BaseApp
from cmcheckin.ui.kit.line_widget import LineWidget
from tests.sharing.team_examples import write_team
from tests.terminals.visits import DIARY, MORNING, REVIEW, Visit
from tests.ui.app_made import NOW, MakeApp
from tests.ui.review.reviewing_made import review
from tests.ui.screens_shown import press

SIZES = [(70, 20), (80, 24), (112, 30), (120, 40), (200, 60)]


def cut_lines(app: BaseApp) -> Iterator[str]:
    """Yield what the widgets of the current screen draw beyond their edges."""
    for widget in app.screen.walk_children(LineWidget):
        width, height = widget.size
        for y, line in enumerate(widget.draw(width, height) if width and widget.display else ()):
            text = "".join(part for part, _ in line).rstrip()
            if cell_len(text) > width or (text and y >= height):
                yield f"{type(widget).__name__}, line {y} of {height}, {width} cells: {text!r}"


async def cut_on(app: BaseApp, size: tuple[int, int], visits: Sequence[Visit]) -> list[str]:
    """Visit the screens of `app` in a window of `size`. Return what is cut there."""
    found = []
    async with app.run_test(size=size) as pilot:
        for visit in visits:
            await press(pilot, *(key.replace("page down", "pagedown") for key in visit.keys))
            found += [f"{visit.name}: {fault}" for fault in cut_lines(app)]
    return found


@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
async def test_nothing_is_cut_in_the_diary(make_app: MakeApp, size: tuple[int, int]) -> None:
    now = datetime.fromisoformat(NOW)
    app = make_app(friday_records(now.date(), now.tzinfo), start=Start("week"), settings=parse(CONFIG))
    assert await cut_on(app, size, DIARY) == []


@pytest.mark.parametrize("size", SIZES[::2], ids=lambda size: f"{size[0]}x{size[1]}")
async def test_nothing_is_cut_in_the_morning(make_app: MakeApp, size: tuple[int, int]) -> None:
    now = datetime.fromisoformat(NOW)
    app = make_app(demo_records(now.date(), now.tzinfo), start=Start("checkin"), settings=parse(CONFIG))
    assert await cut_on(app, size, MORNING) == []


@pytest.mark.parametrize("size", SIZES[::2], ids=lambda size: f"{size[0]}x{size[1]}")
async def test_nothing_is_cut_in_a_review(tmp_path: Path, size: tuple[int, int]) -> None:
    write_team(tmp_path / "team", 12, 12)
    assert await cut_on(review(tmp_path / "team"), size, REVIEW) == []
