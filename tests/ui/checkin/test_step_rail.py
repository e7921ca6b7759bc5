"""The heading shows the steps of the check-in, and marks the check-in of an earlier day."""

from __future__ import annotations

from pathlib import Path

import pytest

from cmcheckin.ui import glyphs
from cmcheckin.ui.app import Start
from tests.ui.app_session import FRIDAY, AppHome, AppSession, checkin


def rail(me: AppSession) -> str:
    """Return the steps in the heading."""
    heading = me.text.split("\n")[0]
    return " ".join(heading[heading.index("workload") :].split())


async def test_each_step_is_finished_current_or_still_to_come(tmp_path: Path) -> None:
    async with AppHome(tmp_path / "home").open_app() as me:
        assert rail(me) == "workload ● mood ○ wins ○ escalations ○"
        await me.press("3", "enter")
        assert rail(me) == "workload ✓ mood ● wins ○ escalations ○"
        await me.reach("wins")
        await me.press("escape")
        assert rail(me) == "workload ✓ mood ● wins ○ escalations ○"
        await me.reach("review")
        assert rail(me) == "workload ✓ mood ✓ wins ✓ escalations ✓"
        await me.press("3")
        assert rail(me) == "workload ✓ mood ✓ wins ● escalations ✓"


async def test_the_current_step_is_bold(tmp_path: Path) -> None:
    async with AppHome(tmp_path / "home").open_app() as me:
        await me.press("3", "enter")
        heading = me.app.screen._compositor.render_strips()[0]
        bold = [segment.text.strip() for segment in heading if segment.style and segment.style.bold]
        assert bold == ["Friday 20 November", "mood ●"]


async def test_the_steps_in_ascii(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(glyphs, "UNICODE", glyphs.ASCII)
    async with AppHome(tmp_path / "home").open_app() as me:
        await me.press("3", "enter")
        assert rail(me) == "workload x mood * wins o escalations o"


@pytest.mark.parametrize(
    ("columns", "title", "steps"),
    [
        (120, "Editing Wednesday 24 September 2025", "workload ● mood ○ wins ○ escalations ○"),
        (80, "Editing Wednesday 24 September 2025", "workload ● mood ○ wins ○ escalations ○"),
        (70, "Editing Wed 24 Sep", "workload ● mood ○ wins ○ escalations ○"),
    ],
)
async def test_an_earlier_day_is_edited_and_not_greeted(tmp_path: Path, columns: int, title: str, steps: str) -> None:
    app_home = AppHome(tmp_path / "home")
    app_home.keep([checkin("2025-09-04"), checkin("2025-09-24")])
    async with app_home.open_app((columns, 24), Start("checkin", FRIDAY.replace(2025, 9, 24))) as me:
        assert me.text.lstrip().startswith(title)
        assert rail(me) == steps
        for _ in range(3):
            assert "this morning" not in me.text
            assert "Welcome back" not in me.text
            await me.press("tab")
