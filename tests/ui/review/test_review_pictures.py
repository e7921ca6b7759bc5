"""The pictures of the manager's view, drawn by the program itself on a made-up team.

`python -m pytest tests/ui/review/test_review_pictures.py --update-screenshots` draws them anew.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.sharing.team_examples import write_team
from tests.ui.review.reviewing_made import review
from tests.ui.screens_shown import press
from tests.ui.test_screenshots import SIZES, keep_or_compare, picture

PICTURES: tuple[tuple[str, str, list[str]], ...] = (
    ("review", "Asks awaiting an answer", []),
    ("review-people", "nights", ["2"]),
    ("review-open", "Refund questions", ["3"]),
    ("review-thanks", "Thanks · to", ["5", "t", *"Well", "space", "done"]),
    ("review-person", "Wins to celebrate", ["escape", "2", "down", "enter"]),
    ("review-one-to-one", "Worth asking", ["o", "plus", *"Ask product for a date", "enter"]),
)
"""Names of pictures, the text each must contain, and the keys pressed before it."""


@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
async def test_the_pictures_show_the_team(
    tmp_path: Path, size: tuple[int, int], request: pytest.FixtureRequest
) -> None:
    write_team(tmp_path / "team", 12, 12)
    update = bool(request.config.getoption("--update-screenshots"))
    app = review(tmp_path / "team")
    stale = []
    async with app.run_test(size=size) as pilot:
        for name, said, keys in PICTURES:
            assert said in await press(pilot, *keys)
            try:
                keep_or_compare(f"{name}-{size[0]}x{size[1]}", picture(app), update)
            except AssertionError as no:
                stale.append(str(no))
    assert not stale, "\n".join(stale)
