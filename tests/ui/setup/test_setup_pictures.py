"""Pictures of the setup, drawn by the program itself."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.ui.setup.test_setup_screen import first_start
from tests.ui.test_screenshots import SIZES, keep_or_compare, picture


@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
async def test_the_pictures_show_what_the_program_shows(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, size: tuple[int, int], request: pytest.FixtureRequest
) -> None:
    update = bool(request.config.getoption("--update-screenshots"))
    monkeypatch.setenv("HOME", str(tmp_path))
    async with first_start(tmp_path / ".config" / "cmcheckin", size) as setup:
        await setup.press(*"Ada Okoye", "enter", "enter")
        await setup.type("mon-thu 9-17:30, 30 min")
        assert "32 h a week" in setup.text
        keep_or_compare(f"setup-{size[0]}x{size[1]}", picture(setup.app), update)
