"""Pictures of the setup, drawn by the program itself."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.ui.pictures import Pictures
from tests.ui.setup.test_setup_screen import first_start

KEYS = [*"Ada Okoye", "enter", "enter", *"mon-thu 9-17:30, 30 min"]


async def test_the_pictures_show_what_the_program_shows(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, pictures: Pictures
) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    async with first_start(tmp_path / ".config" / "cmcheckin", pictures.size) as setup:
        await pictures.compare(setup.pilot, (("setup", "32 h a week", KEYS),))
