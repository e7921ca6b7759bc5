"""The nudge as a card: bold to the end of its first sentence, on a tint of its own, between rules."""

from __future__ import annotations

import pytest
from rich.segment import Segment

from cmcheckin.settings import Settings
from cmcheckin.ui.nudges.card import NudgeCard
from tests.ui.app_made import MakeApp
from tests.ui.nudges.test_nudges_on_the_week import NOW, records


@pytest.mark.parametrize(("theme", "low"), [("dark", 0), ("light", 6)])
async def test_the_whole_first_sentence_is_bold_and_nothing_after_it(make_app: MakeApp, theme: str, low: int) -> None:
    app = make_app(records(worked=0 if low else 7, low=low), now=NOW, settings=Settings(theme=theme))
    async with app.run_test(size=(80, 24)):
        card = app.screen.query_one(NudgeCard)
        segments: list[Segment] = [part for y in range(card.size.height) for part in card.render_line(y)]
        bold = " ".join(part.text.strip() for part in segments if part.style and part.style.bold)
        assert bold.endswith("Your usual mood is 3.5." if low else "since Wed 11 Nov.")
        assert bold.count(".") == (2 if low else 1) + bold.count("3.5")
        tints = {part.style.bgcolor for part in segments if part.style and part.text.strip()}
        assert len(tints) == 1, "one tint behind everything"
        assert app.ink.card.bgcolor in tints
