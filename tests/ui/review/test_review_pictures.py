"""The pictures of the manager's view, drawn by the program itself on a made-up team."""

from __future__ import annotations

from pathlib import Path

from tests.sharing.team_examples import write_team
from tests.ui.pictures import Pictures, Steps
from tests.ui.review.reviewing_made import review

PICTURES: Steps = (
    ("review", "Asks awaiting an answer", []),
    ("review-people", "nights", ["2"]),
    ("review-open", "Refund questions", ["3"]),
    ("review-thanks", "Thanks · to", ["5", "t", *"Well", "space", "done"]),
    ("review-person", "Wins to celebrate", ["escape", "2", "down", "enter"]),
    ("review-one-to-one", "Worth asking", ["o", "plus", *"Ask product for a date", "enter"]),
)


async def test_the_pictures_show_the_team(tmp_path: Path, pictures: Pictures) -> None:
    write_team(tmp_path / "team", 12, 12)
    async with review(tmp_path / "team").run_test(size=pictures.size) as pilot:
        await pictures.compare(pilot, PICTURES)
