"""Text measured in cells, and bars drawn in them."""

from __future__ import annotations

import pytest

from cmcheckin.wording.text_cells import EIGHTHS, bar, cells, pad, sides


@pytest.mark.parametrize(("text", "width"), [("", 0), ("abc", 3), ("é", 1), ("e\u0301", 1), ("手紙", 4), ("ａ", 2)])
def test_wide_characters_take_two_cells_and_combining_ones_none(text: str, width: int) -> None:
    assert cells(text) == width
    assert cells(pad(text, 6)) == 6


def test_sides_keep_at_least_a_space_between_them() -> None:
    assert sides("手", "b", 6) == "手   b"
    assert sides("abc", "def", 4) == "abc def"


@pytest.mark.parametrize(
    ("amount", "drawn"),
    [(0, ""), (0.001, "▏"), (1.5, "█"), (2.25, "█▌"), (11.9, "███████▉"), (12, "█" * 8), (40, "█" * 8)],
)
def test_a_bar_fills_its_cells_by_eighths_up_to_the_end_of_the_scale(amount: float, drawn: str) -> None:
    assert bar(amount, 12, 8) == drawn


def test_a_bar_can_have_other_blocks() -> None:
    assert [bar(amount, 4, 4, "-=") for amount in (0, 0.1, 1, 1.5, 4)] == ["", "-", "=", "=-", "===="]
    assert len(EIGHTHS) == 8
