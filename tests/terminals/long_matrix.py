"""Every screen of the program, in every look and size."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from tests.terminals.looks import LOOKS, SIZES, Look
from tests.terminals.matrix import look_around
from tests.terminals.sheets import page
from tests.terminals.visits import ROUTES

PICTURES = os.environ.get("TERMINAL_PICTURES")
"""A folder for pages with all screens; none are written if it is unset."""


@pytest.mark.parametrize("look", LOOKS, ids=[look.name for look in LOOKS])
@pytest.mark.parametrize("route", ROUTES)
def test_every_screen_in_every_size(tmp_path: Path, route: str, look: Look) -> None:
    faults, whole = list[str](), set[str]()
    for columns, rows in reversed(SIZES):
        folder = tmp_path / f"{columns}x{rows}"
        folder.mkdir()
        shots, found = look_around(folder, route, look, (columns, rows), ROUTES[route], whole)
        faults += [f"{columns}x{rows}: {fault}" for fault in found]
        if PICTURES:
            Path(PICTURES, f"{route}-{look.name}-{columns}x{rows}.html").write_text(page(shots), encoding="utf-8")
    assert faults == []
