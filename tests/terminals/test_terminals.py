"""A short slice of the matrix: the screens that differ most, without colour and in ASCII, and a window far too small.

`python -m tests.terminals` visits all screens in all looks and sizes, and in real terminals.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.terminals.looks import LOOKS
from tests.terminals.matrix import look_around
from tests.terminals.tour import touring
from tests.terminals.visits import DIARY, REVIEW

BY_NAME = {look.name: look for look in LOOKS}
FEW = ("week", "palette", "goto", "history", "history-matches")


def test_a_focus_shows_without_colour(tmp_path: Path) -> None:
    visits = [visit for visit in DIARY if visit.name in FEW]
    shots, faults = look_around(tmp_path, "diary", BY_NAME["no-colour"], (70, 20), visits, set())
    assert faults == []
    [goto] = [shot for shot in shots if shot.name == "goto"]
    assert any(cell.reverse for row in goto.cells for cell in row), "the caret"


@pytest.mark.parametrize("name", ["ascii", "16-light"])
def test_a_plain_terminal_gets_ascii_and_colours_that_can_be_read(tmp_path: Path, name: str) -> None:
    _, faults = look_around(tmp_path, "review", BY_NAME[name], (80, 24), REVIEW[:3], set())
    assert faults == []


def test_a_window_far_too_small_has_one_sentence(tmp_path: Path) -> None:
    with touring(tmp_path, "diary", BY_NAME["256"], (20, 5)) as tour:
        tour.window.see("needs 70")
        shown = " ".join(tour.shot("small").text.split())
        assert shown == "cmcheckin needs 70 columns and 20 rows. Press q to quit."
        tour.press("q")
        assert tour.window.ended() == 0
